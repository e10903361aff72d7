"""Whether two figures can both be right."""

from __future__ import annotations

from onrecord.model import Figure
from onrecord.relate.lexicon import stem

_PEOPLE = frozenset(map(stem, ("person", "people", "resident", "inhabitant", "citizen", "man", "woman")))

_MEASURES = frozenset(
    map(
        stem,
        (
            "dollar",
            "euro",
            "pound",
            "percent",
            "point",
            "year",
            "month",
            "week",
            "day",
            "hour",
            "minute",
            "mile",
            "time",
            "degree",
        ),
    )
)


def excludes(f: Figure, g: Figure) -> bool:
    """Whether no number satisfies both bounds: "more than 2,000" and "about 1,000"."""
    return _above(f, g) or _above(g, f)


def same_unit(f: Figure, g: Figure) -> bool:
    """Whether both count the same: "cracked hangers" and "hangers", "people" and "residents"."""
    if not f.unit or not g.unit:
        return False
    return f.unit == g.unit or _head(f.unit) == _head(g.unit)


def is_measure(figure: Figure) -> bool:
    """Whether its unit counts anything: dollars, percent, years."""
    return figure.unit is not None and _head(figure.unit) in _MEASURES


def _head(unit: str) -> str:
    head = stem(unit.split()[-1])
    return "people" if head in _PEOPLE else head


def _above(f: Figure, g: Figure) -> bool:
    if f.low is None or g.high is None:
        return False
    return f.low > g.high or (f.low == g.high and (f.bound == "above" or g.bound == "below"))
