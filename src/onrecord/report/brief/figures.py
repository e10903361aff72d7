"""The figures of a brief as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.report.brief import words
from onrecord.report.brief.pieces import Fixed, Part, Piece, Row, Table, Value, Words
from onrecord.report.brief.types import Amount, Amounts
from onrecord.report.brief.who import MOST_PLACES, also, when, who


def figures(groups: Sequence[Amounts]) -> Iterator[Part]:
    """A table for each group whose figures differ, and one of all others."""
    many = [one for one in groups if one.differ]
    others = [one for one in groups if not one.differ]
    if many:
        yield Part(None, tables=tuple(map(_differing, many)))
    if others:
        yield Part(Fixed(words.OTHERS), tables=(Table((), tuple(map(_same, others)), numbered=False),))


def _differing(group: Amounts) -> Table:
    pieces: list[Piece] = [Value(group.unit, strong=True), Fixed(":")]
    if group.compatible:
        pieces.append(Fixed(words.COMPATIBLE))
    else:
        pieces.append(Fixed(words.MAY_CONFLICT))
        for number, camp in enumerate(group.camps if len(group.camps) > 1 else ()):
            pieces += [*([Fixed(words.WITH)] if number else []), Value(_numbers(camp))]
        for number, (i, j) in enumerate(group.apart[:MOST_PLACES]):
            between = [Fixed(",")] if number or len(group.camps) > 1 else []
            pieces += [*between, Value(str(i + 1)), Fixed(words.WITH), Value(str(j + 1))]
    return Table(tuple(pieces), tuple(map(_row, group.amounts)), numbered=True)


def _same(group: Amounts) -> Row:
    """A figure that is the same everywhere."""
    first, *rest = group.amounts
    others = (quote for amount in rest for quote in (amount.quote, *amount.also))
    return _row(replace(first, also=(*first.also, *others)))


def _numbers(camp: Sequence[int]) -> str:
    first, last = camp[0] + 1, camp[-1] + 1
    return str(first) if first == last else f"{first}–{last}"


def _row(amount: Amount) -> Row:
    value = _bound(amount)
    if amount.place:
        value += [Fixed(","), Value(amount.place)]
    told = [Fixed(words.OWN_VOICE)] if amount.own_voice else [*who(amount.who), Fixed(","), when(amount.when)]
    return Row(Words(amount.quote), tuple(value), tuple(told), tuple(also(amount.also)))


def _bound(amount: Amount) -> list[Piece]:
    bound = Fixed(words.BOUNDS[amount.bound])
    if amount.bound == "range" and amount.low is not None and amount.high is not None:
        return [bound, Value(_number(amount.low)), Fixed(words.TO), Value(_number(amount.high))]
    return [bound, Value(_number(amount.value))]


def _number(value: float) -> str:
    """A number as people write it."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"
