"""Where the words of a post embedded in plain text begin.

A signature says where the words end; where they begin, nothing says. They are the
signature's paragraph, from which furniture and the reporter's introduction are cut,
and to which paragraphs above are added when they cannot stand without it. What bounds
both is that a post has a length limit, which its date tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile

from onrecord.ingest.links import LINK, without_links
from onrecord.ingest.signatures import Signature
from onrecord.model import Block, Span

_FURNITURE = re.compile(
    r"\s*(?:x\s+(?=\S)|View this post on Instagram|View image on (?:Twitter|X)|ADVERTISEMENT|Advertisement"
    r"|(?:Skip|End of) (?:Twitter|X|Instagram|Facebook|YouTube) post(?: \d+)?(?: by @?[\w.]+)?:?"
    r"|Story [Cc]ontinued [Bb]elow)\s*"
)
_INTRODUCES = re.compile(
    r"\b(?:tweet(?:ed|s)?|wrote|posted|[Oo]n (?:Twitter|X|Truth Social|Instagram|Facebook|Mastodon|Bluesky))"
    r"\b[^.:!?\n]{0,40}:\s+(?=[^\s\"“])|\bSkip (?:Twitter|X) post(?: \d+)?(?: by @?\w+)?\s+"
)
_SENTENCE_START = re.compile(r"(?:[.!?:…][\"”’')\]]*|[”\"])\s+(?=[\"“‘'(\[#@.…]{0,4}[A-Z0-9#@])")
_POSTED = re.compile(
    r"\b(?:re)?tweet(?:ed|s|ing|storm)?\b|\bTwitter\b(?!\.com)|\bwrote\b|\bposted\b|\bposts?\b"
)
_REPORTED = re.compile(r"\b(?:re)?tweeted\b|\bwrote\b|\bposted\b")
_TAGGED = re.compile(r"(?<![\w.])[@#]\w{2,}|pic\.twitter\.com/|https?://t\.co/")
_ABOUT_POSTS = re.compile(r"twe(?:et|eted)|twitter(?!\.com)|posted|wrote|[\"“”]|\(@|[Ff]ollow", re.IGNORECASE)
_UNFINISHED = re.compile(r"[^.!?:;…\"”’')\]\s]\s*$")
_FAR = 2_000
_NO_LIMIT = 25_000
_MOST_PARAGRAPHS = 40


def words_start(
    text: str, signature: Signature, above: Sequence[Block], here: Block | None, lower: int, usual: int
) -> int:
    """Where the words of the post signed at ``signature`` begin.

    ``above`` are the blocks before the signature, ``here`` the one that holds it, ``lower``
    the end of the post before, ``usual`` the line breaks between the text's blocks.
    """
    end = signature.start
    limit = _limit(text, signature)
    before = list(_unclaimed(above))
    low = max(lower, here.span.start) if here and here.span.start < end else end
    low = _after_furniture(text, low, end)
    if not without_links(text, low, end) and before:
        own_line = not text[low:end].strip()
        if not own_line and line_breaks(text, before[-1].end, low) == 2:
            return low
        previous = before.pop()
        if own_line and counted_length(text, previous.start, previous.end) > 1.1 * limit:
            return _cut_introduction(text, previous.start, previous.end, signature, limit)
        low = _after_furniture(text, previous.start, previous.end)
    elif counted_length(text, low, end) > 1.1 * limit or _POSTED.search(text, low, end):
        cut = _cut_introduction(text, low, end, signature, limit)
        if cut > low:
            return cut
    while before and _continues(text, before[-1], low, end, limit, usual):
        low = before.pop().start
    return low


def _unclaimed(above: Sequence[Block]) -> Iterator[Span]:
    """The spans of the last few blocks above that are of no post, in order."""
    recent = list(islice(takewhile(lambda b: b.kind != "post", reversed(above)), _MOST_PARAGRAPHS))
    return (b.span for b in reversed(recent))


def length_limit(date: str | None) -> int:
    """How many characters a post of that day could have on Twitter, links not counted."""
    if date is None or "2017-09-26" <= date < "2023-02-08":
        return 280
    return 140 if date < "2017-09-26" else _NO_LIMIT


def _limit(text: str, signature: Signature) -> int:
    elsewhere = signature.captioned or "." in text[signature.handle.start : signature.handle.end]
    return _NO_LIMIT if elsewhere else length_limit(signature.date)


def counted_length(text: str, start: int, end: int) -> int:
    """The characters that count towards the limit: links and mentions at the start do not."""
    words = " ".join(LINK.sub("", text[start:end]).split())
    return len(re.sub(r"^(?:\.?@\w+ )+", "", words))


def _after_furniture(text: str, start: int, end: int) -> int:
    while (found := _FURNITURE.match(text, start, end)) and found.end() > start:
        start = found.end()
    return start


def line_breaks(text: str, start: int, end: int) -> int:
    """How many line breaks are in ``text[start:end]``."""
    return text.count("\n", start, end)


def _cut_introduction(text: str, start: int, end: int, signature: Signature, limit: int) -> int:
    """The start of the words in a paragraph that may begin with the reporter's own.

    After a colon that introduces them; else after the last sentence that tells of the
    author posting; and where that leaves more than a post's length, the most sentences
    that fit it.
    """
    start = max(start, end - _FAR)
    for introduced in reversed(list(_INTRODUCES.finditer(text, start, end))):
        if 0 < counted_length(text, introduced.end(), end) <= 1.1 * limit:
            return introduced.end()
    ends = [sentence.end() for sentence in _SENTENCE_START.finditer(text, start, end)]
    best = start
    too_long = counted_length(text, start, end) > 1.1 * limit
    if too_long:
        fitting = takewhile(lambda at: counted_length(text, at, end) <= limit, reversed(ends))
        best = min(fitting, default=start)
    author = text[signature.name.start : signature.name.end]
    for a, b in pairwise([start, *ends]):
        if a >= best and _is_reporters(text[a:b], author, too_long):
            best = b
    return best


def _is_reporters(sentence: str, author: str, expected: bool) -> bool:
    """Whether a sentence says that the author posted; where such a sentence is ``expected``, it
    is enough that it names the author or speaks of posts."""
    names = {name for name in re.findall(r"\w{4,}", author) if name[0].isupper()}
    named = not names.isdisjoint(re.findall(r"\w{4,}", sentence))
    if expected:
        return named or _POSTED.search(sentence) is not None
    return named and _REPORTED.search(sentence) is not None


def _continues(text: str, above: Span, low: int, end: int, limit: int, usual: int) -> bool:
    """Whether the paragraph ``above`` belongs to the words that start at ``low``.

    A gap wider than between the text's other paragraphs is left by line breaks in the post.
    """
    shown = text[above.start : above.end]
    if len(shown) > _FAR or "(@" in shown or counted_length(text, above.start, end) > min(limit, 280):
        return False
    if line_breaks(text, above.end, low) > max(usual, 2):
        return True
    if _ABOUT_POSTS.search(shown):
        return False
    runs_on = text[low].islower() and _UNFINISHED.search(shown) is not None
    return runs_on or (_TAGGED.search(shown) is not None and shown[-1] != ":")
