"""Where claims lead back to, as lines."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.report.brief import words
from onrecord.report.brief.pieces import Fixed, Line, Piece, Value, Words
from onrecord.report.brief.types import Claim, From
from onrecord.report.brief.who import places

_MOST_ORIGINS = 8


def claim(told: Claim) -> Line:
    """A claim with its origins below, those that are counted first."""
    pieces = (Words(told.quote, told.quotation in ("direct", "post")), Fixed(":"), *_count(told))
    return Line(pieces, (*_counted(told), *_not_counted(told), *_repeats(told)))


def _count(told: Claim) -> Iterator[Piece]:
    """How many origins there surely are. One is all there is only if nothing else leads anywhere."""
    count = len(told.origins)
    if count > 1 or told.unsure or told.unknown:
        yield Fixed(words.AT_LEAST)
    yield Value(f"{count:,}")
    yield Fixed(words.ONE_ORIGIN if count == 1 else words.INDEPENDENT)


def _counted(told: Claim) -> Iterator[Line]:
    for one in told.origins[:_MOST_ORIGINS]:
        yield Line((*_name(one), *_where(one)))
    if (more := len(told.origins) - _MOST_ORIGINS) > 0:
        yield Line((Value(f"{more:,}"), Fixed(words.OTHER_ORIGINS)))


def _not_counted(told: Claim) -> Iterator[Line]:
    for one in told.unsure[:_MOST_ORIGINS]:
        yield Line((*_name(one), Fixed(","), Fixed(words.MAY_BE_ONE), *_where(one)))
    if told.unknown:
        yield Line((Fixed(words.NOT_SAID_FROM), Fixed(":"), *places(told.unknown)))


def _repeats(told: Claim) -> Iterator[Line]:
    for outlet, of in told.repeats:
        yield Line(
            (Value(outlet, strong=True), Fixed(words.ONLY_REPEATS), Fixed(","), Fixed(words.FROM), Value(of))
        )


def _name(origin: From) -> Iterator[Piece]:
    yield Value(origin.name, strong=True)
    if origin.through and origin.through != origin.name:
        yield from (Fixed(","), Fixed(words.THROUGH), Value(origin.through))
    if origin.first:
        yield from (Fixed(","), Fixed(words.FIRST))
    if origin.credit:
        yield from (Fixed("("), Words(origin.credit), Fixed(")"))


def _where(origin: From) -> list[Piece]:
    return [Fixed(":"), *places(origin.quotes)] if origin.quotes else []
