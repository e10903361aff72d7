"""Figures that are looked for, held against figures."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from onrecord.context.bounds import limits
from onrecord.record.amounts import parse

PRINTED = {
    "2000": (2000.0, "exact", None),
    "1900": (1900.0, "exact", None),
    "about 1900": (1900.0, "approximate", None),
    "about 1000": (1000.0, "approximate", None),
    "more than 2000": (2000.0, "above", None),
    "at least 2000": (2000.0, "at_least", None),
    "more than 3000": (3000.0, "above", None),
    "under 2000": (2000.0, "below", None),
    "up to 500": (500.0, "at_most", None),
    "5 to 7": (5.0, "range", 7.0),
    "6": (6.0, "exact", None),
}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("2000", {"2000", "about 1900", "more than 2000", "at least 2000", "under 2000"}),
        ("2,000", {"2000", "about 1900", "more than 2000", "at least 2000", "under 2000"}),
        ("more than 2000", {"more than 2000", "more than 3000"}),
        ("over 1,950", {"2000", "more than 2000", "at least 2000", "more than 3000"}),
        ("at least 2000", {"2000", "more than 2000", "at least 2000", "more than 3000"}),
        ("fewer than 2000", {"1900", "about 1000", "under 2000", "up to 500", "5 to 7", "6"}),
        ("at most 6", {"6"}),
        ("6", {"5 to 7", "6"}),
        ("six", {"5 to 7", "6"}),
        ("5..7", {"5 to 7", "6"}),
        ("7..9", {"5 to 7"}),
        ("1000 .. 1,900", {"1900", "about 1900", "about 1000"}),
        ("about 2000", {"2000", "1900", "about 1900", "more than 2000", "at least 2000", "under 2000"}),
        ("2000 ferries", set()),
        ("-3..-1", set()),
    ],
)
def test_what_is_looked_for_finds_the_figures_that_fit(wanted: str, found: set[str]) -> None:
    amount = parse(wanted)
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("CREATE TABLE figure (statement, value, bound, low, high, unit)")
        memory.execute("CREATE INDEX figure_value ON figure (value)")
        memory.execute("CREATE INDEX figure_range ON figure (value) WHERE bound = 'range'")
        for name, (value, bound, high) in PRINTED.items():
            low, high = limits(value, bound, high)  # type: ignore[arg-type]
            row = (name, value, bound, low, high, "bus")
            memory.execute("INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?)", row)
        by_row = memory.execute(f"SELECT statement FROM figure f WHERE {amount.condition}", amount.values)
        assert {name for (name,) in by_row} == found
        assert {name for (name,) in memory.execute(amount.lookup, amount.values)} == found


@pytest.mark.parametrize("text", ["", " ", "bridge", "3 boats and 4 buses", "2018-04", "1..", ".."])
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="figure is such as 2000"):
        parse(text)
