"""Who said something, when, and where else it stands, as pieces."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.report.brief import words
from onrecord.report.brief.pieces import Cites, Fixed, Piece, Value, Words
from onrecord.report.brief.types import Quote, When, Who

MOST_PLACES = 5  # that are listed


def who(one: Who | None, told: set[str] | None = None) -> list[Piece]:
    """The name, and the role of a speaker who is not in ``told`` yet."""
    if one is None:
        return [Fixed(words.NOT_NAMED)]
    pieces: list[Piece] = [Value(one.name, strong=True)]
    if one.role is not None and told is not None and one.id not in told:
        told.add(one.id)
        pieces += [Fixed(","), Words(one.role)]
    return pieces


def when(one: When) -> Piece:
    """The date, or the words that stand for it."""
    if one.date:
        return Value(one.date)
    return Words(one.expression) if one.expression else Fixed(words.NO_DATE)


def places(quotes: Sequence[Quote]) -> list[Piece]:
    """Where words stand: the first places, and how many more there are."""
    more = len(quotes) - MOST_PLACES
    rest: list[Piece] = []
    if more > 0:
        rest = [Fixed(words.AND), Value(f"{more:,}"), Fixed(words.MORE_PLACES)]
    return [Cites(tuple(quotes[:MOST_PLACES])), *rest]


def also(quotes: Sequence[Quote]) -> list[Piece]:
    """Where else they stand, if anywhere."""
    return [Fixed(words.ALSO), *places(quotes)] if quotes else []
