"""Whether a reading is on record as it was added: ids follow from content, spans lie inside
the text, nothing is missing between the first row and the last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, func, select, update
from sqlalchemy.exc import DBAPIError

from onrecord.errors import InputEncoding
from onrecord.model import Reading
from onrecord.record import codec, lookup
from onrecord.record.schema import (
    block,
    document,
    figure,
    finding,
    reading,
    reading_statement,
    statement,
)

SELECT = lookup.SELECT.add_columns(
    document.c.outlet, *(reading.c[name] for name in ("digest", "method", "recorded_at", "found"))
).order_by(reading.c.seq)
BATCH = 100  # readings held in memory at once

# What a damaged or foreign row makes the types and their codecs raise.
_UNREADABLE = (DBAPIError, ValueError, TypeError, LookupError, AttributeError)
# Tables whose rows are numbered from 0 within each of these keys.
_NUMBERED: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (block, ("reading",)),
    (reading_statement, ("reading",)),
    (figure, ("reading",)),
    (finding, ("reading", "statement")),
)


@dataclass(frozen=True, slots=True)
class Examined:
    """One reading as it is on record: ``found`` is None where it cannot be read at all, and
    ``faults`` is empty where it is whole."""

    row: Row[Any]
    found: Reading | None
    faults: tuple[str, ...]


def examine_all(connection: Connection) -> Iterator[Examined]:
    """Every reading, later ones after earlier ones."""
    last = 0
    while rows := connection.execute(SELECT.where(reading.c.seq > last).limit(BATCH)).all():
        yield from examine(connection, rows)
        last = rows[-1].reading


def seal(connection: Connection, progress: Callable[[str, int, int], None] | None = None) -> None:
    """Note of the readings of an older record, which have no digest of what was found, what it
    is now. ``progress`` is told of how many documents of how many that is done."""
    unsealed = select(func.count(reading.c.document.distinct())).where(reading.c.found.is_(None))
    of = connection.execute(unsealed).scalar_one()
    done: set[int] = set()

    def told() -> None:
        if progress is not None and of:
            progress("taking stock", len(done), of)

    told()
    of_reading = update(reading).where(reading.c.seq == bindparam("key"))
    last = 0
    while rows := connection.execute(
        SELECT.where(reading.c.seq > last, reading.c.found.is_(None)).limit(BATCH)
    ).all():
        found = zip(rows, lookup.readings(connection, rows), strict=True)
        digests = [{"key": row.reading, "of": codec.found_digest(one)} for row, one in found]
        connection.execute(of_reading.values(found=bindparam("of")), digests)
        last = rows[-1].reading
        done.update(row.document for row in rows)
        told()


def examine(connection: Connection, rows: Sequence[Row[Any]]) -> list[Examined]:
    """The readings of ``rows``, which come from SELECT. Never raises for what is in them."""
    try:
        found = lookup.readings(connection, rows)
        gaps, ids = _gaps(connection, rows), _statement_ids(connection, rows)
    except _UNREADABLE as error:
        if len(rows) == 1:
            return [Examined(rows[0], None, (f"cannot be read: {_reason(error)}",))]
        return [one for row in rows for one in examine(connection, [row])]
    return [
        Examined(row, one, (*gaps[row.reading], *_faults(row, one, ids[row.reading])))
        for row, one in zip(rows, found, strict=True)
    ]


def _faults(row: Row[Any], found: Reading, ids: Sequence[str]) -> Iterator[str]:
    if found.document.id != row.id or codec.outlet(found.document) != row.outlet:
        yield "its id does not follow from what it holds"
        return
    if len(ids) != len(found.statements):
        yield "rows of its statement table are missing"
    for id, one in zip(ids, found.statements, strict=False):
        if id != one.id:
            yield f"the id of statement {id} does not follow from its spans"
            return
    try:
        codec.check(found)
        digest = codec.reading_values(found, row.method)["digest"]
        of_found = codec.found_digest(found)
    except (ValueError, TypeError, LookupError, InputEncoding) as error:
        yield f"contradicts itself: {error}"
        return
    if digest != row.digest:
        yield "its fields or blocks are not those that were recorded"
    if row.found not in (None, of_found):
        yield "what was found in it is not what was recorded"


def _statement_ids(connection: Connection, rows: Sequence[Row[Any]]) -> defaultdict[int, list[str]]:
    """The ids on record of each reading's statements, in the reading's order."""
    seen = reading_statement.c
    query = select(seen.reading, statement.c.id).join_from(reading_statement, statement)
    query = query.where(seen.reading.in_(_keys(rows))).order_by(seen.reading, seen.position)
    ids: defaultdict[int, list[str]] = defaultdict(list)
    for key, id in connection.execute(query):
        ids[key].append(id)
    return ids


def _gaps(connection: Connection, rows: Sequence[Row[Any]]) -> defaultdict[int, list[str]]:
    """For each reading in which rows are missing, of which tables."""
    gaps: defaultdict[int, list[str]] = defaultdict(list)
    for table, within in _NUMBERED:
        keys = [table.c[name] for name in within]
        query = select(table.c.reading).where(table.c.reading.in_(_keys(rows))).group_by(*keys)
        short = query.having(func.max(table.c.position) + 1 != func.count()).distinct()
        for key in connection.execute(short).scalars():
            gaps[key].append(f"rows of its {table.name} table are missing")
    return gaps


def _keys(rows: Sequence[Row[Any]]) -> list[int]:
    return [row.reading for row in rows]


def _reason(error: BaseException) -> str:
    return str(error.orig if isinstance(error, DBAPIError) else error) or type(error).__name__
