"""Holidays that news stories date things by ("in a Labor Day interview")."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

Rule = Callable[[int], date]


def _fixed(month: int, day: int) -> Rule:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, n: int) -> Rule:
    """The ``n``-th Monday (0) … Sunday (6) of a month."""

    def rule(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))

    return rule


def _memorial_day(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(last.weekday())


def _election_day(year: int) -> date:
    return _nth(11, 0, 1)(year) + timedelta(1)


RULES: dict[str, Rule] = {
    "New Year's Day": _fixed(1, 1),
    "Martin Luther King Jr. Day": _nth(1, 0, 3),
    "Martin Luther King Day": _nth(1, 0, 3),
    "Groundhog Day": _fixed(2, 2),
    "Valentine's Day": _fixed(2, 14),
    "Presidents' Day": _nth(2, 0, 3),
    "Presidents Day": _nth(2, 0, 3),
    "St. Patrick's Day": _fixed(3, 17),
    "April Fools' Day": _fixed(4, 1),
    "May Day": _fixed(5, 1),
    "Memorial Day": _memorial_day,
    "Juneteenth": _fixed(6, 19),
    "Fourth of July": _fixed(7, 4),
    "Independence Day": _fixed(7, 4),
    "Bastille Day": _fixed(7, 14),
    "Labor Day": _nth(9, 0, 1),
    "Columbus Day": _nth(10, 0, 2),
    "Halloween": _fixed(10, 31),
    "Election Day": _election_day,
    "Veterans Day": _fixed(11, 11),
    "Thanksgiving Day": _nth(11, 3, 4),
    "Thanksgiving": _nth(11, 3, 4),
    "Black Friday": lambda year: _nth(11, 3, 4)(year) + timedelta(1),
    "Christmas Eve": _fixed(12, 24),
    "Christmas Day": _fixed(12, 25),
    "Boxing Day": _fixed(12, 26),
    "New Year's Eve": _fixed(12, 31),
}
HOLIDAYS = "|".join(re.escape(name).replace("'", "['’]") for name in RULES)


def holiday(name: str, anchor: date) -> date | None:
    """The nearest ``name`` that is not after ``anchor``; None for a name without a rule."""
    rule = RULES.get(name.replace("’", "'"))
    if rule is None:
        return None
    this_year = rule(anchor.year)
    return this_year if this_year <= anchor else rule(anchor.year - 1)
