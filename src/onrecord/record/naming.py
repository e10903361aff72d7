"""From an id, or the beginning of one, to what is meant by it on this record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from onrecord.errors import DecisionError
from onrecord.record.schema import decision, identity, speaker

SHORTEST = 6  # digits of an id that must be given
_DIGITS = frozenset("0123456789abcdef")
_SHOWN = 3  # ids of several that begin alike


def find_id(connection: Connection, given: str, *tables: Table) -> tuple[Table, str]:
    """The one id in these tables that is ``given`` or begins with it, and its table.

    Raises DecisionError when there is none, or more than one.
    """
    what = " or ".join(table.name for table in tables)
    start = digits(given, what)
    found = {id: table for table in tables for id in beginning(connection, table.c.id, start)}
    advice = "`onrecord log` lists them" if tables == (decision,) else "`read --format json` shows ids"
    id = only(given, what, found, advice)
    return found[id], id


def find_speaker(connection: Connection, given: str) -> str:
    """The id that the one speaker has now whose id is, was or begins with ``given``, across
    documents or within one, as a document's JSON has it.

    Raises DecisionError when there is none, or more than one.
    """
    start = digits(given, speaker.name)
    found = beginning(connection, speaker.c.id, start)
    if not found:
        query = select(speaker.c.id).join_from(identity, speaker, speaker.c.seq == identity.c.speaker)
        within = query.where(identity.c.key >= start, identity.c.key < start + "g").distinct()
        found = connection.execute(within.limit(_SHOWN)).scalars().all()
    id = only(given, speaker.name, found, "`onrecord speaker --format json` shows ids")
    became = select(speaker.c.became).where(speaker.c.id == id).scalar_subquery()
    now: str | None = connection.execute(select(speaker.c.id).where(speaker.c.seq == became)).scalar()
    return now or id


def digits(given: str, what: str) -> str:
    """``given`` as the beginning of an id of a ``what``. Raises DecisionError when it is none."""
    start = given.lower()
    if len(start) < SHORTEST or not _DIGITS.issuperset(start):
        problem = f"is no id of a {what}"
        raise DecisionError(given, problem, f"give {SHORTEST} or more of its hexadecimal digits")
    return start


def beginning(connection: Connection, column: Column[Any], start: str) -> Sequence[str]:
    """Ids in ``column`` that begin with ``start``, a few where there are many."""
    # "g" follows the last digit, so that the index finds the range
    query = select(column).where(column >= start, column < start + "g").distinct()
    return connection.execute(query.limit(_SHOWN)).scalars().all()


def only(given: str, what: str, found: Collection[str], advice: str) -> str:
    """The one id that was found. Raises DecisionError when there is none, or more than one."""
    if not found:
        raise DecisionError(given, f"no {what} on record has this id", advice)
    if len(found) > 1:
        shown = ", ".join(id[: len(given) + 4] + "…" for id in [*found][:_SHOWN])
        raise DecisionError(given, f"more than one {what} begins so ({shown})", "give more digits")
    (id,) = found
    return id
