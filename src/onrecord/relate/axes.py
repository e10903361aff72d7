"""Where words stand on the axes of ``opposites.tsv``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from onrecord.relate.lexicon import stem
from onrecord.relate.tables import rows

Place = tuple[int, bool]  # an axis, by number, and a side of it


def places_of(stems: Iterable[str]) -> frozenset[Place]:
    """Where these stems stand on the axes."""
    table = axes()
    return frozenset(place for s in stems if s in table for place in table[s])


@cache
def sides() -> dict[tuple[int, str], bool]:
    """On which side of which axis a stem stands, by the number of the axis."""
    found: dict[tuple[int, str], bool] = {}
    for axis, columns in enumerate(rows("opposites")):
        for side, words in enumerate(columns[:2]):
            found.update(((axis, stem(word)), bool(side)) for word in words.split())
    return found


@cache
def events() -> frozenset[int]:
    """The axes on which the one side may follow on the other."""
    return frozenset(axis for axis, columns in enumerate(rows("opposites")) if columns[-1] == "event")


@cache
def axes() -> dict[str, tuple[Place, ...]]:
    """The axes on which each stem stands, and its side."""
    found: dict[str, list[Place]] = {}
    for (axis, one), side in sides().items():
        found.setdefault(one, []).append((axis, side))
    return {one: tuple(places) for one, places in found.items()}
