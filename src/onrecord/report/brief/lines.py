"""A brief as sections of lines, each made of pieces: what every form of it shows in its own way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from onrecord.model import Span
from onrecord.report.brief import leads, words
from onrecord.report.brief.cues import behind
from onrecord.report.brief.figures import figures
from onrecord.report.brief.pieces import Fixed, Line, Part, Piece, Section, Value, Words
from onrecord.report.brief.said import day, in_time
from onrecord.report.brief.types import Brief, Pair, Saying, Side, When
from onrecord.report.brief.who import also, when, who

_MOST_DECIDE = 3


def head(brief: Brief) -> list[Line]:
    """What stands above the sections."""
    counts: list[Piece] = []
    for number, one, many in (
        (brief.statements, words.ONE_STATEMENT, words.STATEMENTS),
        (brief.speakers, words.ONE_SPEAKER, words.SPEAKERS),
        (brief.documents, words.ONE_DOCUMENT, words.DOCUMENTS),
    ):
        counts += [Value(f"{number:,}"), Fixed(one if number == 1 else many)]
    if brief.first and brief.last and brief.first != brief.last:
        counts += [Fixed(words.SAID_FROM), Value(brief.first), Fixed(words.TO), Value(brief.last)]
    elif brief.first:
        counts += [Fixed(words.SAID_ON), Value(brief.first)]
    counts.append(Fixed("."))
    if not brief.statements:
        return [Line((Fixed(words.NOTHING),))]
    lines = [Line(tuple(counts)), Line((Fixed(words.KEY),))]
    return [*lines, Line((Fixed(words.SOME),))] if brief.some else lines


def sections(brief: Brief) -> list[Section]:
    """The sections that have something in them, but for the documents."""
    left = brief.left
    told: set[str] = set()  # speakers whose role has been given
    beyond = [Fixed(words.BEYOND)] if left.beyond else []
    counted = [*([Fixed(".")] if left.claims else []), Fixed(words.LOOKED_AT)] if left.beyond else []
    found = [
        Section(
            words.SAID,
            tuple(_days(brief.said, told)),
            (*_more(left.said), *([Fixed(".")] if left.said and beyond else []), *beyond),
        ),
        Section(words.CONFLICTS, _one(_conflicts(brief.conflicts)), _more(left.conflicts)),
        Section(words.FIGURES, tuple(figures(brief.figures)), _more(left.figures)),
        Section(words.CHANGES, _one(_changes(brief.changes)), _more(left.changes)),
        Section(words.ALTERED, _one(map(_altered, brief.altered)), _more(left.altered)),
        Section(words.ORIGINS, _one(map(leads.claim, brief.claims)), (*_more(left.claims), *counted)),
    ]
    return [one for one in found if any(part.lines or part.tables for part in one.parts)]


def _more(count: int) -> tuple[Piece, ...]:
    return (Value(f"{count:,}"), Fixed(words.MORE)) if count else ()


def _one(lines: Iterable[Line]) -> tuple[Part, ...]:
    return (Part(None, tuple(lines)),)


def _days(said: Sequence[Saying], told: set[str]) -> Iterator[Part]:
    for at, sayings in groupby(said, key=day):
        heading = Fixed(words.NOT_KNOWN) if at.startswith("9999") else Value(at)
        yield Part(heading, tuple(_saying(one, told) for one in sayings))


def _saying(saying: Saying, told: set[str]) -> Line:
    pieces = (*who(saying.who, told), *_manner(saying), *_when_below(saying.when))
    return Line(
        pieces, words=Words(behind(saying.cue, saying.quote), _own(saying)), rest=tuple(also(saying.also))
    )


def _act(saying: Saying) -> str:
    """What the words do, unless the document's own word for it is shown."""
    return words.ACTS[saying.act] if saying.act and not saying.cue else ""


def _own(saying: Saying) -> bool:
    return saying.quotation in ("direct", "post")


def _manner(saying: Saying) -> list[Piece]:
    act = _act(saying)
    channel = words.CHANNELS[saying.channel] if saying.channel else ""
    pieces: list[Piece] = []
    for text in filter(None, (act, channel)):
        pieces += [Fixed(","), Fixed(text)]
    for number, outlet in enumerate(saying.via):
        pieces += [Fixed(","), *([] if number else [Fixed(words.VIA)]), Value(outlet)]
    return pieces


def _when_below(when: When) -> list[Piece]:
    """What the day that heads the lines does not tell."""
    if when.date:
        return []
    if when.expression:
        return [Fixed(words.EXPRESSED), Words(when.expression), Fixed(words.EXPRESSED_END)]
    return [Fixed(words.BY_THEN)] if when.printed else []


def _side(side: Side, *label: str, over: str | None = None, below: Iterable[Line] = ()) -> Line:
    saying = side.saying
    act = _act(saying)
    manner = [Fixed(","), Fixed(act)] if act else []
    pieces = (*map(Fixed, label), *who(saying.who), *manner, Fixed(","), when(saying.when))
    quote = behind(saying.cue, saying.quote)
    decide = [span for one in side.decides if one.document == quote.document for span in one.spans]
    marks = [span for span in decide if any(span in shown for shown in quote.spans)]
    quoted = Words(quote, _own(saying), tuple(sorted({*marks})))
    beside = [one for one in side.decides if not {*one.spans} & {*marks}][:_MOST_DECIDE]
    rest: list[Piece] = []
    if beside and not act:  # a denial is told already
        rest.append(Fixed(words.DECIDES))
        for number, one in enumerate(beside):
            rest += [*([Fixed(",")] if number else []), Words(one)]
    return Line(pieces, tuple(below), quoted, tuple(rest), (Fixed(over),) if over else ())


def _conflicts(pairs: Sequence[Pair]) -> Iterator[Line]:
    """What may conflict with several others stands above all of them."""
    count = Counter(side.wording for pair in pairs for side in (pair.a, pair.b))
    against: list[list[tuple[Side, Side]]] = []
    for pair in pairs:
        hub, other = (pair.b, pair.a) if count[pair.b.wording] > count[pair.a.wording] else (pair.a, pair.b)
        sides = next((each for each in against if _shows(each[0][0], hub)), None)
        if sides is None:
            against.append(sides := [])
        sides.append((hub, other))
    for sides in against:
        below = (_side(other) for _, other in sides)
        yield _side(_together([hub for hub, _ in sides]), over=words.CONFLICTS_WITH, below=below)


def _shows(shown: Side, hub: Side) -> bool:
    """Whether the words shown of one place of a saying have what decides at another."""
    text = " ".join(shown.saying.quote.parts)
    return shown.wording == hub.wording and all(part in text for one in hub.decides for part in one.parts)


def _together(sides: Sequence[Side]) -> Side:
    """The first of several places of one saying with all that decides in any of them."""
    shown = sides[0]
    quote = shown.saying.quote
    found = [
        replace(quote, spans=(Span(span.start + m.start(), span.start + m.end()),), parts=(m[0],))
        for other in sides[1:]
        for text in {part for one in other.decides for part in one.parts}
        for span, part in zip(quote.spans, quote.parts, strict=True)
        for m in [re.search(rf"\b{re.escape(text)}\b", part)]
        if m
    ]
    return replace(shown, decides=(*shown.decides, *found))


def _changes(pairs: Sequence[Pair]) -> Iterator[Line]:
    """What was said first stands above all that may revise it."""
    first: dict[str, list[Pair]] = {}
    for pair in pairs:
        first.setdefault(pair.b.wording, []).append(pair)
    for each in first.values():
        below = (_side(pair.a, words.THEN) for pair in sorted(each, key=_time))
        yield _side(each[0].b, words.FIRST_SAID, below=below)


def _time(pair: Pair) -> tuple[str, str, str, int]:
    return in_time(pair.a.saying)


def _altered(pair: Pair) -> Line:
    return _side(pair.b, words.ORIGINAL, below=[_side(pair.a, words.COPY)])
