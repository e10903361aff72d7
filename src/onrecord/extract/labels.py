"""Speaker labels: "VOSS: …", "Q: …", "Mayor Jan Voss: …" at the start of a report's paragraph.

A few words and a colon there are more often something else ("Update:", "Where they stand:").
Here is what may be a label and whom it would name; `labelled` decides whether anybody speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.quotes import DOUBLE
from onrecord.model import Document, Span

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_CLIP = r"(?:,? CLIP #\d+)?"
_LETTER = re.compile(r"(?P<label>Q(?:UESTION|uestion)?|A(?:NSWER|nswer)?) ?[:.](?=\s)")
_NAME = re.compile(rf"(?P<label>[{_CAPITAL}][^\n:;?!\"“”]{{0,70}}?){_CLIP}[ \xa0]?:(?=[\s\"“'‘{_CAPITAL}]|$)")
# Within a paragraph, where the lines of an exchange were run together.
_WITHIN = re.compile(
    rf"(?<=[.?!…\"”)\]—–-])[ \xa0]{{1,2}}"
    rf"(?P<label>[{_CAPITAL}][\w.'’-]+(?: [{_CAPITAL}(][\w.,'’()-]+){{0,5}}){_CLIP}:(?=\s)"
)
_BEFORE_WORDS = re.compile(r"\s*(?:[—–-]\s?(?=[\"“]))?")
_OPENING = re.compile(r"[\"“”'‘’\[ ]{0,3}")
_ADDED = re.compile(r" ?\([^()]*\)$|, [A-Z][A-Za-z. ]{1,40}$")
# "TIM VOSS, on the bridge:", but not "Tim Voss, an engineer, said:".
_ABOUT = re.compile(r",? (?:on|in|at|to|about|during|speaking)\b[^,]*$")
_NAME_WORD = re.compile(
    rf"[{_CAPITAL}][\w.’'-]*|of|the|de|da|del|della|di|van|von|der|al|bin|el|la|le|and|\d{{1,2}}"
)
_WORD = re.compile(rf"[{_CAPITAL}][\w’'-]*")
_SPEAKS = re.compile(
    r"(?:,? (?:who|said|says|told|asked|added|replied|argued|tweeted|wrote|is|was|has|had)|['’]s?)\b"
)
_SUFFIXES = frozenset(("JR", "SR", "II", "III", "IV"))


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


ROLES = _all("""
    PRESIDENT CHAIRMAN CHAIRWOMAN WITNESS COURT JUDGE REPORTER REPORTERS MODERATOR HOST ANCHOR
    INTERVIEWER CORRESPONDENT MALE FEMALE MAN WOMAN MEMBER AUDIENCE QUESTIONER CALLER NARRATOR
    TRANSLATOR INTERPRETER OPERATOR SUPPORTER PROTESTER STUDENT RESIDENT CROWD
    """)
# What the words before a colon begin or end with when they name nobody.
_NEVER = _all("""
    A AN THE THIS THAT THESE THOSE WHAT WHO WHY HOW WHERE WHEN HERE THERE THEN LATER NOW HE SHE IT THEY
    I WE BUT AND OR FOR IN ON AT SAID STATED ADDED CONTINUED ASKED SAYS SPEAKING REPLIED CONCLUDED WROTE
    TWEETED JUST UPDATE UPDATES UPDATED CORRECTION CORRECTIONS CLARIFICATION NOTE EDITOR PHOTO PHOTOS
    PHOTOGRAPHER VIDEO VIDEOS IMAGE AUDIO MAP CHART GRAPHIC GALLERY CREDIT CAPTION SOURCE SOURCES
    RELATED READ MORE WATCH SEE ALSO LISTEN FOLLOW CLICK ADVERTISEMENT SPONSORED CONTRIBUTING TOPICS
    TAGS FILED BREAKING EXCLUSIVE URGENT LATEST NEXT PREVIOUSLY OPINION EDITORIAL ANALYSIS COMMENTARY
    REVIEW VERDICT FACT FACTS FACT-CHECK MYTH CHECK CLAIM CLAIMS TRUTH RULING RATING POLL POLLS
    PREDICTION WINNER WINNERS LOSER LOSERS PROS CONS NEED AVOID ISSUE ISSUES PROBLEM SOLUTION BACKGROUND
    RESULT RESULTS LINE QUOTE HEADLINE TRANSLATION SPOILER DISCLOSURE DISCLAIMER REMINDER CONTACT EMAIL
    PHONE DATE LOCATION ONLINE CHAPTER STEP TRANSCRIPT STATEMENT REPORT PLAY PRIMARY ELECTION VOTE
    APPROVAL MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY JANUARY FEBRUARY MARCH APRIL JUNE
    JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER
    """)


@dataclass(frozen=True, slots=True)
class Label:
    """A possible label in the block ``at``, and the words that follow it as far as the next
    label or the paragraph's end; of a label alone on its line, the next paragraph.

    ``key`` is one for "JAN VOSS", "Mr. Voss" and "JV"; ``known`` says whether the text names
    its bearer elsewhere, ``last`` in which block the words end.
    """

    at: int
    span: Span
    words: Span
    last: int
    key: str
    capitals: bool
    known: bool = False


def find(document: Document) -> list[Label]:
    """All that may be labels, in text order."""
    found = [label for at in range(len(document.blocks)) for label in _of_block(document, at)]
    if found and found[0].at == 0 and not any(0 < f.at <= found[0].last + 1 for f in found):
        del found[0]  # a headline: "Voss: No toll on the bridge"
    full = {initials: f.key for f in found if (initials := _initials(document[f.span]))}
    found = [replace(f, key=full.get(f.key, f.key)) for f in found]
    known = _named(document.text, found)
    known |= set(full.values()) & {f.key for f in found if not _initials(document[f.span])}
    return [replace(f, known=f.key in known) for f in found]


def names(text: str, key: str) -> bool:
    """Whether ``text`` names the bearer of ``key``."""
    return any(_bare(_folded(word[0])) == key for word in _WORD.finditer(text))


def _of_block(document: Document, at: int) -> Iterator[Label]:
    """The labels of one paragraph: at its start, and then within it."""
    first = _first(document, at)
    if first is None:
        return
    text, end = document.text, document.blocks[at].span.end
    inner = [m for m in _WITHIN.finditer(text, first.end(), end) if _key(m)]
    if not inner:
        end = _closed(text, document.blocks[at].span.start, first, end)
    for match, until in zip([first, *inner], [*(m.start() for m in inner), end], strict=True):
        words, last = _trimmed(text, match.end(), until), at
        if words is None and not inner and at + 1 < len(document.blocks) and _first(document, at + 1) is None:
            following, last = document.blocks[at + 1], at + 1
            if following.kind == "paragraph":
                words = _trimmed(text, following.span.start, following.span.end)
        if words:
            label = _named_part(match["label"])
            span = Span(match.start("label"), match.start("label") + len(label))
            yield Label(at, span, words, last, _key(match), _ADDED.sub("", label).isupper())


def _first(document: Document, at: int) -> re.Match[str] | None:
    """The label that a paragraph begins with."""
    block, text = document.blocks[at], document.text
    if block.kind != "paragraph":
        return None
    opening = _OPENING.match(text, block.span.start, block.span.end)
    start = opening.end() if opening else block.span.start
    match = _LETTER.match(text, start, block.span.end) or _NAME.match(text, start, block.span.end)
    return match if match and _key(match) else None


def _closed(text: str, start: int, first: re.Match[str], end: int) -> int:
    """Where the words end when the label stands inside the quotation marks with them."""
    marks = [i for i in range(first.end(), end) if text[i] in DOUBLE]
    opened = any(text[i] in DOUBLE for i in range(start, first.start()))
    return marks[-1] if opened and len(marks) % 2 else end


def _key(match: re.Match[str]) -> str:
    """The surname, or what stands for one; empty where the label can name nobody."""
    if match.re is _LETTER:
        return match["label"][0]
    words = _words(match["label"])
    return _folded(words[-1]) if words and len(words[-1]) > 1 else ""


def _words(label: str) -> list[str]:
    """The words of a label that name somebody."""
    words = [w.rstrip(".") for w in _ADDED.sub("", _named_part(label)).split()]
    while words and (words[-1].isdigit() or words[-1].upper() in _SUFFIXES):
        words.pop()
    if not 0 < len(words) < 8 or not all(_NAME_WORD.fullmatch(w) for w in words):
        return []
    first, last = _bare(_folded(words[0])), _folded(words[-1])
    if first == "THE" and last in ROLES:
        return words
    return [] if first in _NEVER or last in _NEVER else words


def _folded(word: str) -> str:
    return word.upper().replace("’", "'")


def _bare(folded: str) -> str:
    """Without the "'S" of a genitive."""
    return folded.removesuffix("'S").removesuffix("'")


def _named_part(label: str) -> str:
    return _ABOUT.sub("", label).rstrip(", ")


def _initials(label: str) -> str:
    """ "JV" of "Jan Voss"."""
    words = _words(label)
    return "".join(w[0] for w in words) if len(words) > 1 else ""


def _trimmed(text: str, start: int, end: int) -> Span | None:
    before = _BEFORE_WORDS.match(text, start, end)
    start = before.end() if before else start
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _named(text: str, labels: Sequence[Label]) -> set[str]:
    """The keys whose bearers the text names outside the labels: "Jan Voss", "Voss said"."""
    keys = {f.key for f in labels if len(f.key) > 1}
    inside = {i for f in labels for i in range(f.span.start, f.span.end)}
    known: set[str] = set()
    if not keys:
        return known
    before = None
    for word in _WORD.finditer(text):
        folded = _folded(word[0])
        key = _bare(folded)
        if key in keys and word.start() not in inside:
            after_name = before is not None and text[before.end() : word.start()] in (" ", "\xa0", ". ")
            if after_name or key != folded or _SPEAKS.match(text, word.end()):
                known.add(key)
        before = word
    return known
