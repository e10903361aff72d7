"""A brief as sections of lines, each made of pieces: what every form of it shows in its own way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from onrecord.model import Span
from onrecord.report.brief import words
from onrecord.report.brief.pieces import Cites, Fixed, Line, Part, Piece, Section, Value, Words
from onrecord.report.brief.said import in_time
from onrecord.report.brief.types import (
    Amount,
    Amounts,
    Brief,
    Claim,
    From,
    Pair,
    Saying,
    Side,
    When,
    Who,
)

_MOST_PLACES = 5  # that are listed
_MOST_ORIGINS = 8
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
    many = [one for one in brief.figures if one.differ]
    others = [one for one in brief.figures if not one.differ]
    beyond = [Fixed(words.BEYOND)] if left.beyond else []
    found = [
        Section(
            words.SAID,
            tuple(_days(brief.said, told)),
            (*_more(left.said), *([Fixed(".")] if left.said and beyond else []), *beyond),
        ),
        Section(words.CONFLICTS, _one(_conflicts(brief.conflicts)), _more(left.conflicts)),
        Section(words.FIGURES, _figures(many, others), _more(left.figures)),
        Section(words.CHANGES, _one(_changes(brief.changes)), _more(left.changes)),
        Section(words.ALTERED, _one(map(_altered, brief.altered)), _more(left.altered)),
        Section(words.ORIGINS, _one(map(_claim, brief.claims)), _more(left.claims)),
    ]
    return [one for one in found if any(part.lines for part in one.parts)]


def _more(count: int) -> tuple[Piece, ...]:
    return (Value(f"{count:,}"), Fixed(words.MORE)) if count else ()


def _one(lines: Iterable[Line]) -> tuple[Part, ...]:
    return (Part(None, tuple(lines)),)


def _days(said: Sequence[Saying], told: set[str]) -> Iterator[Part]:
    for day, sayings in groupby(said, key=lambda one: in_time(one)[0]):
        heading = Fixed(words.NOT_KNOWN) if day.startswith("9999") else Value(day)
        yield Part(heading, tuple(_saying(one, told) for one in sayings))


def _saying(saying: Saying, told: set[str]) -> Line:
    pieces = [*_who(saying.who, told), *_manner(saying), *_when_below(saying.when), Fixed(":")]
    pieces.append(Words(saying.quote, _own(saying)))
    if saying.also:
        pieces += [Fixed("."), Fixed(words.ALSO), Cites(saying.also[:_MOST_PLACES])]
        if (more := len(saying.also) - _MOST_PLACES) > 0:
            pieces += [Fixed(words.AND), Value(f"{more:,}")]
    return Line(tuple(pieces))


def _own(saying: Saying) -> bool:
    return saying.quotation in ("direct", "post")


def _who(who: Who | None, told: set[str] | None = None) -> list[Piece]:
    if who is None:
        return [Fixed(words.NOT_NAMED)]
    pieces: list[Piece] = [Value(who.name, strong=True)]
    if who.role is not None and told is not None and who.id not in told:
        told.add(who.id)
        pieces += [Fixed(","), Words(who.role)]
    return pieces


def _manner(saying: Saying) -> list[Piece]:
    act = words.ACTS[saying.act] if saying.act else ""
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


def _when(when: When) -> list[Piece]:
    if when.date:
        return [Fixed(","), Value(when.date)]
    if when.expression:
        return [Fixed(","), Words(when.expression)]
    return [Fixed(","), Fixed(words.NO_DATE)]


def _side(side: Side, *label: str) -> tuple[Piece, ...]:
    saying = side.saying
    manner = [Fixed(","), Fixed(words.ACTS[saying.act])] if saying.act and words.ACTS[saying.act] else []
    pieces: list[Piece] = [*map(Fixed, label), *_who(saying.who), *manner, *_when(saying.when), Fixed(":")]
    decide = [span for one in side.decides if one.document == saying.quote.document for span in one.spans]
    marks = [span for span in decide if any(span in shown for shown in saying.quote.spans)]
    pieces.append(Words(saying.quote, _own(saying), tuple(sorted({*marks}))))
    beside = [one for one in side.decides if not {*one.spans} & {*marks}][:_MOST_DECIDE]
    if beside and not (saying.act and words.ACTS[saying.act]):  # a denial is told already
        pieces += [Fixed("."), Fixed(words.DECIDES)]
        for number, one in enumerate(beside):
            pieces += [*([Fixed(",")] if number else []), Words(one)]
    return tuple(pieces)


def _conflicts(pairs: Sequence[Pair]) -> Iterator[Line]:
    """What may conflict with several others stands above all of them."""
    count = Counter(side.wording for pair in pairs for side in (pair.a, pair.b))
    against: dict[str, list[tuple[Side, Side]]] = {}
    for pair in pairs:
        hub, other = (pair.b, pair.a) if count[pair.b.wording] > count[pair.a.wording] else (pair.a, pair.b)
        against.setdefault(hub.wording, []).append((hub, other))
    for sides in against.values():
        below = tuple(Line(_side(other)) for _, other in sides)
        yield Line(
            (*_side(_together([hub for hub, _ in sides])), Fixed("."), Fixed(words.CONFLICTS_WITH)), below
        )


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
        below = tuple(Line(_side(pair.a, words.THEN)) for pair in sorted(each, key=_time))
        yield Line(_side(each[0].b, words.FIRST_SAID), below)


def _time(pair: Pair) -> tuple[str, str]:
    return in_time(pair.a.saying)


def _altered(pair: Pair) -> Line:
    return Line(_side(pair.b, words.ORIGINAL), (Line(_side(pair.a, words.COPY)),))


def _figures(many: Sequence[Amounts], others: Sequence[Amounts]) -> tuple[Part, ...]:
    parts = [Part(None, tuple(_amounts(one) for one in many))] if many else []
    if others:
        parts.append(Part(Fixed(words.OTHERS), tuple(map(_same, others))))
    return tuple(parts)


def _amounts(group: Amounts) -> Line:
    pieces: list[Piece] = [Value(group.unit, strong=True), Fixed(":")]
    if group.compatible:
        pieces.append(Fixed(words.COMPATIBLE))
    else:
        pieces.append(Fixed(words.MAY_CONFLICT))
        for number, camp in enumerate(group.camps if len(group.camps) > 1 else ()):
            pieces += [*([Fixed(words.WITH)] if number else []), Value(_places(camp))]
        for number, (i, j) in enumerate(group.apart[:_MOST_PLACES]):
            between = [Fixed(",")] if number or len(group.camps) > 1 else []
            pieces += [*between, Value(str(i + 1)), Fixed(words.WITH), Value(str(j + 1))]
    return Line(tuple(pieces), tuple(map(_amount, group.amounts)), numbered=True)


def _same(group: Amounts) -> Line:
    """A figure that is the same everywhere."""
    first, *rest = group.amounts
    others = (quote for amount in rest for quote in (amount.quote, *amount.also))
    return _amount(replace(first, also=(*first.also, *others)))


def _places(camp: Sequence[int]) -> str:
    first, last = camp[0] + 1, camp[-1] + 1
    return str(first) if first == last else f"{first}–{last}"


def _amount(amount: Amount) -> Line:
    pieces: list[Piece] = [Words(amount.quote), Fixed(":"), *_bound(amount)]
    if amount.place:
        pieces += [Fixed(","), Value(amount.place)]
    pieces.append(Fixed(";"))
    pieces += [Fixed(words.OWN_VOICE)] if amount.own_voice else _who(amount.who)
    if not amount.own_voice:
        pieces += _when(amount.when)
    if amount.also:
        pieces += [Fixed("."), Fixed(words.ALSO), Cites(amount.also[:_MOST_PLACES])]
    return Line(tuple(pieces))


def _bound(amount: Amount) -> list[Piece]:
    bound = Fixed(words.BOUNDS[amount.bound])
    if amount.bound == "range" and amount.low is not None and amount.high is not None:
        return [bound, Value(number(amount.low)), Fixed(words.TO), Value(number(amount.high))]
    return [bound, Value(number(amount.value))]


def number(value: float) -> str:
    """A number as people write it."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def _claim(claim: Claim) -> Line:
    count = len(claim.origins)
    pieces: list[Piece] = [
        Words(claim.quote, claim.quotation in ("direct", "post")),
        Fixed(":"),
        Value(f"{count:,}"),
        Fixed(words.ONE_ORIGIN if count == 1 else words.INDEPENDENT),
    ]
    repeats = [
        Line(
            (Value(outlet, strong=True), Fixed(words.ONLY_REPEATS), Fixed(","), Fixed(words.FROM), Value(of))
        )
        for outlet, of in claim.repeats
    ]
    more = (
        [Line((Value(f"{count - _MOST_ORIGINS:,}"), Fixed(words.OTHER_ORIGINS)))]
        if count > _MOST_ORIGINS
        else []
    )
    return Line(tuple(pieces), (*map(_from, claim.origins[:_MOST_ORIGINS]), *more, *repeats))


def _from(origin: From) -> Line:
    pieces: list[Piece] = [Value(origin.name, strong=True)]
    if origin.through and origin.through != origin.name:
        pieces += [Fixed(","), Fixed(words.THROUGH), Value(origin.through)]
    if origin.first:
        pieces += [Fixed(","), Fixed(words.FIRST)]
    if origin.credit:
        pieces += [Fixed("("), Words(origin.credit), Fixed(")")]
    if origin.quotes:
        pieces += [Fixed(":"), Cites(origin.quotes[:_MOST_PLACES])]
        if (more := len(origin.quotes) - _MOST_PLACES) > 0:
            pieces += [Fixed(words.AND), Value(f"{more:,}")]
    return Line(tuple(pieces))
