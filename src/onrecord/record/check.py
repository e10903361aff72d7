"""Was this said: a quotation against everything on record."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from onrecord.errors import InputEmpty, InputTooLarge
from onrecord.model import ORIGINAL_TYPES, Span, Spans
from onrecord.record.candidates import MOST_LOOKUPS, Candidate, candidates
from onrecord.record.runs import RUN
from onrecord.record.store import Record
from onrecord.record.stretches import Page, Told, page, told
from onrecord.relate.difference import Edit
from onrecord.relate.framing import frames
from onrecord.relate.matching import Match, Verdict, match, without_frame
from onrecord.relate.quoted import Quoted, quoted
from onrecord.relate.words import words_in

LIMIT = 20
LONGEST = 1_000  # words of a quotation
LONGEST_TEXT = 20_000  # characters
MOST_CANDIDATES = 48  # stretches that may hold all of it in a row
MOST_ALTERED = 32  # stretches that are likely enough to be compared word by word
_NEARLY_ALL = 0.8
_WORSE = 0.15  # of the best one's score; what shares less is not looked at
_CLOSE = 0.75  # an altered copy in an original that is as like as this is not another occasion
_NEAR, _NEAR_MORE = 200, 600  # characters around a candidate that may belong to it, least and most
_BEFORE = 160  # characters before the words that may deny them
_LEFT_OUT = 2_000  # characters besides, where a mark says that words were left out
_RANK: Mapping[Verdict, int] = {"verbatim": 0, "trimmed": 1, "altered": 2}


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand: ``text`` is ``span`` of the document, ``parts`` the runs of
    it that the quotation repeats. ``statement`` is the id of the statement whose words they are,
    None where they are in none. ``edits`` are the changes and ``diff`` shows them, None where
    there are none; ``similarity`` is 1 when no word is changed."""

    verdict: Verdict
    document: str
    input_id: str | None
    type: str
    statement: str | None
    speaker: str | None
    publisher: str | None
    published: str | None
    url: str | None
    span: Span
    text: str
    parts: Spans
    edits: tuple[Edit, ...]
    diff: str | None
    similarity: float


@dataclass(frozen=True, slots=True)
class Check:
    """What the record says about a quotation: the verdict is that of the first of ``hits``, which
    are the best, originals before reports; "absent" without any."""

    words: str
    verdict: Literal["verbatim", "trimmed", "altered", "absent"]
    hits: tuple[Hit, ...]


def check(record: Record, words: str, *, speaker: str | None = None, limit: int = LIMIT) -> Check:
    """Was this said? Verbatim, with marked omissions, altered, or not on record, and where.

    ``speaker`` leaves only what is on record as said by someone of that name. An editor's
    brackets and ellipses in ``words`` are understood; case, quotation marks, dashes and line
    breaks do not count. At most ``limit`` hits are given.

    Raises InputEmpty for a quotation without words, InputTooLarge for one of more than 1,000.
    """
    quote = _quote(words)
    with record.moment() as connection:
        hits = sorted(_hits(connection, quote, speaker), key=_order)[:limit]
    return Check(words, hits[0].verdict if hits else "absent", tuple(hits))


def _quote(words: str) -> Quoted:
    shown = words if len(words) <= 40 else f"{words[:40].rstrip()} …"
    if len(words) <= LONGEST_TEXT:
        quote = quoted(words)
        if not quote.words:
            raise InputEmpty(f"“{shown}”", "no words to look for", "give the quotation")
        if len(quote.words) <= LONGEST:
            return quote
    raise InputTooLarge(f"“{shown}”", f"longer than {LONGEST:,} words", "check it in parts")


def _hits(connection: Connection, quote: Quoted, speaker: str | None) -> list[Hit]:
    found: dict[int, list[Hit]] = {}
    read: dict[int, Page] = {}
    for one in _likely(candidates(connection, quote.words.keys, MOST_CANDIDATES), len(quote.words)):
        if one.document not in read:
            read[one.document] = page(connection, one.document)
        found.setdefault(one.document, []).extend(
            _in_stretch(connection, quote, read[one.document], one, speaker)
        )
    return [hit for hits in found.values() for hit in _apart(hits)]


def _apart(hits: list[Hit]) -> list[Hit]:
    """The best hits of a document that do not overlap; of equals the one in a statement."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (_RANK[h.verdict], -h.similarity, h.statement is None, h.span)):
        if not any(hit.span.overlaps(other.span) for other in kept):
            kept.append(hit)
    return kept


def _likely(found: Sequence[Candidate], size: int) -> Iterator[Candidate]:
    """The best of ``found``, and what shares nearly all runs of a quotation of ``size`` words."""
    runs = max(1, min(size - RUN + 1, MOST_LOOKUPS))
    for rank, one in enumerate(found):
        near = rank < MOST_ALTERED and one.score >= _WORSE * found[0].score
        if near or one.places >= _NEARLY_ALL * runs:
            yield one


def _in_stretch(
    connection: Connection, quote: Quoted, where: Page, stretch: Candidate, speaker: str | None
) -> Iterator[Hit]:
    """The best place in each statement of a stretch, and in its text: words that stand in no
    statement are on record too."""
    start, end = _bounds(quote, where.text, stretch)
    statements = told(connection, stretch.document, start, end)
    for one in statements:
        if speaker is None or one.is_by(speaker):
            found = match(quote, where.text, words_in(where.text, one.content))
            if found:
                yield _hit(where, _framed(found, quote, where.text), one)
    if speaker is None and not (statements and where.type in ORIGINAL_TYPES):
        found = match(quote, where.text, words_in(where.text, [Span(start, end)]))
        if found and (found.verdict == "verbatim" or _by_one(found, statements)):
            yield _hit(where, _framed(found, quote, where.text), None)


def _framed(found: Match, quote: Quoted, text: str) -> Match:
    """``found``, altered where the text denies, doubts or conditions what it says in these words: a
    whole claim, by a "that" before it or a capital that only the quotation gives it."""
    first = found.parts[0].start
    words = words_in(text, [Span(max(0, first - _BEFORE), found.span.end)])
    at = bisect_left(words.starts, first)
    opens = quote.text[quote.words.starts[0] : quote.words.ends[0]].istitle() and text[first].islower()
    claim = opens or words.keys[at - 1 : at] == ("that",)
    if found.span.start < first or not claim:
        return found
    return without_frame(found, quote, text, words, frames(text, words, at))


def _by_one(found: Match, statements: Sequence[Told]) -> bool:
    """Whether the parts stand in one statement at most, or in several by one speaker."""
    speakers = [
        one.names[:1]
        for one in statements
        if any(span.overlaps(part) for span in one.content for part in found.parts)
    ]
    return len(speakers) < 2 or (len(set(speakers)) == 1 and speakers[0] != ())


def _bounds(quote: Quoted, text: str, stretch: Candidate) -> tuple[int, int]:
    """The stretch and what around it may belong to the quotation, from word to word."""
    near = _NEAR + min(2 * len(quote.text), _NEAR_MORE)
    if any(mark.kind == "ellipsis" for mark in quote.marks):
        near += _LEFT_OUT
    start, end = max(0, stretch.start - near), min(len(text), stretch.end + near)
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _hit(where: Page, found: Match, statement: Told | None) -> Hit:
    return Hit(
        verdict=found.verdict,
        document=where.id,
        input_id=where.input_id,
        type=where.type,
        statement=statement.id if statement else None,
        speaker=statement.names[0] if statement and statement.names else None,
        publisher=where.publisher,
        published=where.published,
        url=where.url,
        span=found.span,
        text=where.text[found.span.start : found.span.end],
        parts=found.parts,
        edits=found.edits,
        diff=found.diff,
        similarity=round(found.similarity, 6),  # of equals, no place is nearer by chance
    )


def _order(hit: Hit) -> tuple[object, ...]:
    """Originals first, but for those that may be of another occasion; then the best, the latest."""
    original = hit.type in ORIGINAL_TYPES and (hit.verdict != "altered" or hit.similarity >= _CLOSE)
    return (
        not original,
        _RANK[hit.verdict],
        any(not edit.harmless for edit in hit.edits),
        -hit.similarity,
        _backwards(hit.published),
        hit.document,
        hit.span,
    )


def _backwards(date: str | None) -> list[int]:
    """What sorts later dates first, and none last."""
    return [-ord(character) for character in date or ""] or [0]
