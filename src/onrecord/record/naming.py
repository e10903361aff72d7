"""From an id, or the beginning of one, to what is meant by it on this record."""

from __future__ import annotations

from sqlalchemy import Connection, Table, select

from onrecord.errors import DecisionError
from onrecord.record.schema import decision, identity, speaker

SHORTEST = 6  # digits of an id that must be given
_DIGITS = frozenset("0123456789abcdef")


def find_id(connection: Connection, given: str, *tables: Table) -> tuple[Table, str]:
    """The one id in these tables that is ``given`` or begins with it, and its table.

    Raises DecisionError when there is none, or more than one.
    """
    what = " or ".join(table.name for table in tables)
    start = given.lower()
    if len(start) < SHORTEST or not _DIGITS.issuperset(start):
        problem = f"is no id of a {what}"
        raise DecisionError(given, problem, f"give {SHORTEST} or more of its hexadecimal digits")
    found = []
    for table in tables:
        # "g" follows the last digit, so that the index finds the range
        query = select(table.c.id).where(table.c.id >= start, table.c.id < start + "g").limit(3)
        found += [(table, id) for id in connection.execute(query).scalars()]
    if not found:
        advice = "`onrecord log` lists them" if tables == (decision,) else "`read --format json` shows ids"
        raise DecisionError(given, f"no {what} on record has this id", advice)
    if len(found) > 1:
        shown = ", ".join(id[: len(start) + 4] + "…" for _, id in found[:3])
        raise DecisionError(given, f"more than one {what} begins so ({shown})", "give more digits")
    return found[0]


def find_speaker(connection: Connection, given: str) -> str:
    """The id of the one speaker that is ``given`` or begins with it, across documents or within
    one, as a document's JSON has it.

    Raises DecisionError when there is none, or more than one.
    """
    try:
        return find_id(connection, given, speaker)[1]
    except DecisionError:
        start = given.lower()
        if len(start) < SHORTEST:
            raise
        query = select(speaker.c.id).join_from(identity, speaker, speaker.c.seq == identity.c.speaker)
        within = query.where(identity.c.key >= start, identity.c.key < start + "g").distinct().limit(2)
        found = connection.execute(within).scalars().all()
        if len(found) != 1:
            raise
        return str(found[0])
