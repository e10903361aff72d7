"""A figure that is looked for: "2000", "more than 2,000 troops", "1000..3000"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.context.figures import figures
from onrecord.model import Block, Document, Figure, Span

_RANGE = re.compile(r"\s*(-?[\d,]*\.?\d+)\s*\.\.\s*(-?[\d,]*\.?\d+)\s*")
_THING = "item"  # stands in for the noun, which the grammar of figures needs
_SPREAD = 1.12  # between a value and what about so many may be, 10 %, with some room


@dataclass(frozen=True, slots=True)
class Case:
    """An SQL condition on ``figure AS f`` with its values in order, and the index that knows it."""

    sql: str
    values: tuple[float | str, ...]
    index: str = "figure_value"


@dataclass(frozen=True, slots=True)
class Amount:
    """What figures are looked for: those of one of the cases.

    A number or range finds the figures that print such a value, and a range or an approximate
    value that reaches it; "more than 2000" those that are more by what they say.
    """

    cases: tuple[Case, ...]

    @property
    def condition(self) -> str:
        """All cases as one condition on ``figure AS f``."""
        return "(" + " OR ".join(f"({case.sql})" for case in self.cases) + ")"

    @property
    def lookup(self) -> str:
        """The query for the statements that have such a figure in whatever reading."""
        queries = "SELECT f.statement FROM figure f INDEXED BY {} WHERE {}"
        return " UNION ALL ".join(queries.format(case.index, case.sql) for case in self.cases)

    @property
    def values(self) -> tuple[float | str, ...]:
        """What either takes, in order."""
        return tuple(value for case in self.cases for value in case.values)


@lru_cache(maxsize=8)
def parse(text: str) -> Amount:
    """What ``text`` looks for. Raises ValueError for what is no figure."""
    if match := _RANGE.fullmatch(text):
        low, high = sorted(float(number.replace(",", "")) for number in match.groups())
        return Amount(_between(low, high))
    found = _figure(text) or _figure(f"{text} {_THING}s")
    if found is None:
        raise ValueError(f'figure is such as 2000, "more than 2000" or 1000..3000, not {text!r}')
    cases = _cases(found)
    if found.unit not in (None, _THING):
        cases = tuple(Case(f"{c.sql} AND f.unit = ?", (*c.values, found.unit), c.index) for c in cases)
    return Amount(cases)


def _figure(text: str) -> Figure | None:
    """The figure that the text is and nothing besides."""
    text = text.strip()
    if not text:
        return None
    whole = Span(0, len(text))
    found = figures(Document(text, language="en", blocks=(Block("paragraph", whole),)), ())
    return found[0] if found and found[0].span == whole else None


def _cases(found: Figure) -> tuple[Case, ...]:
    value = found.value
    match found.bound:
        case "above":
            return (Case("f.value >= ? AND (f.low > ? OR f.low = ? AND f.bound = 'above')", (value,) * 3),)
        case "at_least":
            return (Case("f.value >= ? AND f.low >= ?", (value,) * 2),)
        case "below":
            return (Case("f.value <= ? AND (f.high < ? OR f.high = ? AND f.bound = 'below')", (value,) * 3),)
        case "at_most":
            return (Case("f.value <= ? AND f.high <= ?", (value,) * 2),)
    assert found.low is not None
    assert found.high is not None
    return _between(found.low, found.high)


def _between(low: float, high: float) -> tuple[Case, ...]:
    wide = sorted((low / _SPREAD, low * _SPREAD, high / _SPREAD, high * _SPREAD))
    return (
        Case(
            "f.value BETWEEN ? AND ? AND f.bound <> 'range'"
            " AND (f.value BETWEEN ? AND ? OR f.bound = 'approximate' AND f.low <= ? AND f.high >= ?)",
            (wide[0], wide[-1], low, high, high, low),
        ),
        Case("f.bound = 'range' AND f.value <= ? AND f.high >= ?", (high, low), "figure_range"),
    )
