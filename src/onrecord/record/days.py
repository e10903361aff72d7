"""Dates as precise as they are printed, as the days they may mean."""

from __future__ import annotations

import calendar
import json
from typing import Any

from sqlalchemy import Row


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


def printed(first: str | None, last: str | None) -> str | None:
    """The date whose days are from ``first`` to ``last``, as precise as that is."""
    if first is None or last is None:
        return None
    if first == last:
        return first
    return first[:7] if first[:7] == last[:7] else first[:4]


# SQL: whether a person decided that a statement was said on the day on which it was printed.
DECIDED = """EXISTS (SELECT 1 FROM decision WHERE decision.target = {statement}.id
 AND decision.action = 'correct' AND decision.field = 'said' AND decision.withdrawn_at IS NULL
 AND decision.value = '"' || substr({reading}.published, 1, 10) || '"')"""


def said(row: Row[Any]) -> str | None:
    """The day on which a statement was said; None where nothing tells it, though it was said by the
    day on which it was printed. ``row`` has the days ``since`` and ``until``, those of printing where
    none are known, what is ``said`` of them, when it was ``published``, and whether a person
    ``decided`` on that day."""
    date = printed(row.since, row.until)
    own = json.loads(row.said)["date"] if row.said is not None else None
    if row.decided or (own is not None and bounds(own) == (row.since, row.until)):
        return date
    return None if date == (row.published or "")[:10] else date  # a person decided on another
