"""Dates as precise as they are printed, as the days they may mean."""

from __future__ import annotations

import calendar


def bounds(date: str | None) -> tuple[str | None, str | None]:
    """First and last day of an ISO 8601 date or time: ``2018-09`` is from 1 to 30 September.

    Both None for None and for what is no date.
    """
    if date is None:
        return None, None
    parts = date[:10].split("-")
    try:
        year, month, day = (int(part) for part in [*parts, "0", "0"][:3])
        if not 1 <= year <= 9999:
            return None, None
        if not month:
            return f"{year:04d}-01-01", f"{year:04d}-12-31"
        last = calendar.monthrange(year, month)[1]
    except ValueError:
        return None, None
    if not day:
        return f"{year:04d}-{month:02d}-01", f"{year:04d}-{month:02d}-{last:02d}"
    if not 1 <= day <= last:
        return None, None
    return (f"{year:04d}-{month:02d}-{day:02d}",) * 2


def as_known(since: str | None, until: str | None) -> str | None:
    """The day, month or year that begins and ends so; the first day where none does."""
    if since is None or since == until or until is None:
        return since
    return next((since[:size] for size in (7, 4) if bounds(since[:size]) == (since, until)), since)


def printed(first: str | None, last: str | None) -> str | None:
    """The date whose days are from ``first`` to ``last``, as precise as that is."""
    if first is None or last is None:
        return None
    if first == last:
        return first
    return first[:7] if first[:7] == last[:7] else first[:4]
