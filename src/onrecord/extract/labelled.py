"""Labelled speech in a report: interviews, and excerpts of transcripts.

A label counts beside another speaker's, or where the paragraph above introduces it, or where
all that follows is a quotation; and only where what follows reads as speech.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.extract.labels import ROLES, Label, find, names
from onrecord.extract.quotes import DOUBLE, quoted
from onrecord.extract.structure import METHOD
from onrecord.model import Document, Span, Statement

# How many of those found in news hold one person's words and no other's, read by hand.
CONFIDENCE = 0.95

_PERSON = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|me|us)\b(?!\.\w)")
# Words of somebody who speaks, and those that are at least not a headline's or a list's.
_SPOKEN = re.compile(rf"{_PERSON.pattern}|\?|^(?:Well|Yes|No|Right|OK|Look|Thank)\b")
_LOOSE = re.compile(
    rf"{_SPOKEN.pattern}|n['’]t\b|\w['’](?:re|ve|ll)\b|\b(?i:it|that|there|he|she|what|let)['’]s\b"
)
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_ENDS = re.compile(r"[.!?…—–-][\"”’')\]]{0,3}$")
_NOTE = re.compile(
    r"[(\[](?i:[^()\[\]\n]{0,30}\b(?:applau|laugh|cheer|boo|cross-?talk|inaudible|unintelligible|indiscern"
    r"|(?:begin|end)\b.{0,9}\b(?:video|audio|clip|tape)|sound ?bite|commercial|pause)[^()\[\]\n]{0,40})[)\]]"
    r"\.?"
)
# A paragraph with a label of any kind, or one that introduces what follows.
_OTHER = re.compile(r"^[A-Z][^\n.?!:]{0,40}:\s|:$")
_HEADLINE = re.compile(r"(?:[A-Z’'-]{2,}\s+){3}|[^a-z]+$")
_LETTERS = re.compile(r"[^\W\d_]")
_SELF = frozenset(("i", "we", "my", "our"))
_FARTHEST = 15  # paragraphs between two labels of one interview
_DENSE = 1 / 3  # of an interview's paragraphs, how many have labels where those between go on
_SPEECH = 0.4  # of an interview's labels, how many begin words in the tone of speech
_SAME = 0.5  # of a statement's content, how much of it makes it one with a labelled one


def of_paragraphs(document: Document) -> list[Statement]:
    """One statement for each labelled speech of a report, in text order.

    Its content is the words behind the label, with a span for each paragraph as far as the
    same person goes on, without notes such as "(CROSSTALK)". A label stands for quotation
    marks: the words are printed as a direct quotation is.
    """
    labels = [label for label in find(document) if _may_speak(document, label)]
    return [s for run in _runs(labels) for s in _of_run(document, run)]


def beside(document: Document, found: Sequence[Statement], labelled: Sequence[Statement]) -> list[Statement]:
    """``found`` without the statements whose content is mostly labelled speech.

    A direct quotation stays that the speech itself gives to somebody else.
    """
    speech = sorted(span for s in labelled for span in s.content)
    return [s for s in found if not _is_held(s, speech) or _is_quoted_in(document, s, speech)]


def _is_held(statement: Statement, speech: Sequence[Span]) -> bool:
    shared = length = 0
    for span in statement.content:
        length += span.end - span.start
        shared += sum(min(span.end, s.end) - max(span.start, s.start) for s in _near(span, speech))
    return shared > _SAME * length


def _is_quoted_in(document: Document, statement: Statement, speech: Sequence[Span]) -> bool:
    """Whether source and quotation both stand in one person's words, and the source is not "I"."""
    if statement.quotation != "direct" or not statement.source:
        return False
    around = _near(statement.source[0], speech)
    within = bool(around) and statement.source[0] in around[0] and statement.content[0] in around[0]
    return within and document[statement.source[0]].lower() not in _SELF


def _near(span: Span, speech: Sequence[Span]) -> Sequence[Span]:
    """Those of the sorted ``speech`` that share a character with ``span``."""
    first = bisect_right(speech, span.start, key=lambda s: s.end)
    return speech[first : bisect_left(speech, span.end, key=lambda s: s.start)]


def _may_speak(document: Document, label: Label) -> bool:
    """Whether the words behind a label can be anybody's: not a headline's or a list's."""
    words = document[label.words]
    marked = _quotation(document, label.words)
    placed = marked is not None and marked.end + 1 < label.words.end  # “…” — in Lenning
    if _HEADLINE.match(words) or not (_ENDS.search(words[-8:]) or _NOTE.search(words) or placed):
        return False
    if label.capitals or len(label.key) == 1:
        return True
    named = label.known or label.key in ROLES or " " in document[label.span]
    return named and not names(words, label.key)


def _runs(labels: Sequence[Label]) -> Iterator[list[Label]]:
    run: list[Label] = []
    for label in labels:
        if run and label.at - run[-1].at > _FARTHEST:
            yield run
            run = []
        run.append(label)
    if run:
        yield run


def _of_run(document: Document, run: Sequence[Label]) -> Iterator[Statement]:
    following: list[Label | None] = [None] * len(run)
    if not _is_interview(document, run):
        run = [label for label in run if _stands_alone(document, label)]
    elif len({f.at for f in run}) >= _DENSE * (run[-1].at - run[0].at + 1):
        following = [*run[1:], None]
    for label, then in zip(run, following, strict=False):
        marked = _quotation(document, label.words)
        content = (
            [marked] if marked else [*_pieces(document, label.words), *_continued(document, label, then)]
        )
        if content:
            yield Statement(document.id, tuple(content), (label.span,), (), "direct", CONFIDENCE, METHOD)


def _is_interview(document: Document, run: Sequence[Label]) -> bool:
    """Whether two people speak in turn."""
    keys = {label.key for label in run}
    spoken = sum(_is_spoken(document, f.words, _LOOSE if f.capitals else _SPOKEN) for f in run)
    plain = all(f.capitals for f in run) and spoken == len(run)
    if len(keys) < 2 or not (plain or any(f.known for f in run) or {"Q", "A"} <= keys):
        return False
    together = all(b.at - a.last < 2 for a, b in pairwise(run))
    returns = any(a.key == c.key != b.key for a, b, c in zip(run, run[1:], run[2:], strict=False))
    return (together or returns) and spoken >= _SPEECH * len(run)


def _stands_alone(document: Document, label: Label) -> bool:
    """Whether one label is enough, because what stands around it says the same."""
    if not label.known:
        return False
    introduced = label.at > 0 and document[document.blocks[label.at - 1].span].endswith(":")
    short = len(document[label.span].split()) < 3
    if label.capitals or (introduced and short):
        return _is_spoken(document, label.words, _SPOKEN)
    return _quotation(document, label.words) is not None


def _is_spoken(document: Document, words: Span, signs: re.Pattern[str]) -> bool:
    """Whether the words are quoted, or have one of the ``signs`` of speech outside of quotations."""
    shown = document[words]
    if shown[0] in DOUBLE and (shown[-1] in DOUBLE or _quotation(document, words)):
        return True
    return signs.search(_QUOTED.sub("", shown)) is not None


def _quotation(document: Document, words: Span) -> Span | None:
    """What stands between the marks, where a quotation is all that there is but for "— in Lenning"."""
    first = next(iter(quoted(document.text, [words])), None)
    if first is None or not first.whole or first.outer.start != words.start:
        return None
    after = document.text[first.outer.end : words.end]
    dashed = after.lstrip().startswith(("—", "–", "-")) and not DOUBLE & set(after)
    return first.inner if dashed or not _LETTERS.search(after) else None


def _continued(document: Document, label: Label, following: Label | None) -> list[Span]:
    """The pieces of the unlabelled paragraphs in which the same person goes on."""
    out: list[Span] = []
    taken: list[Span] = []
    for block in document.blocks[label.last + 1 : following.at] if following else ():
        shown = document[block.span]
        if block.kind != "paragraph" or _OTHER.search(shown) or names(shown, label.key):
            break
        if not _ENDS.search(shown[-8:]) or not _LETTERS.search(_NOTE.sub("", shown)):
            continue  # a note, or words of the text that are shown again larger
        taken += _pieces(document, block.span)
        if _PERSON.search(shown):
            out = list(taken)
    return out


def _pieces(document: Document, words: Span) -> Iterator[Span]:
    """``words`` without notes, and without marks at the edges that have no partner inside."""
    start = words.start
    for note in [*_NOTE.finditer(document.text, words.start, words.end), None]:
        if piece := _trimmed(document.text, start, note.start() if note else words.end):
            yield piece
        start = note.end() if note else start


def _trimmed(text: str, start: int, end: int) -> Span | None:
    marks = sum(text[i] in DOUBLE for i in range(start, end)) % 2
    while start < end and (text[start].isspace() or text[start] == ":" or (marks and text[start] in DOUBLE)):
        marks -= text[start] in DOUBLE
        start += 1
    while end > start and (text[end - 1].isspace() or (marks and text[end - 1] in DOUBLE)):
        marks -= text[end - 1] in DOUBLE
        end -= 1
    return Span(start, end) if _LETTERS.search(text, start, end) else None
