"""All that a record holds, document by document: what leaves it for files and other records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Table, func, select

from onrecord.model import DocumentType, Reading
from onrecord.record import days, effective, lookup
from onrecord.record.decisions import Decision, to_decision
from onrecord.record.marks import Forgotten, marks_on
from onrecord.record.schema import decision, document, reading
from onrecord.record.store import Record

BATCH = 50  # documents that are held in memory at once

_ABOUT = (
    select(document.c.seq, document.c.type, document.c.outlet, reading.c.published)
    .join_from(document, reading)
    .where(lookup.IS_CURRENT)
    .order_by(document.c.seq)
)
_older = document.alias("older")
_SELECT = lookup.SELECT.outerjoin(_older, _older.c.seq == document.c.supersedes).add_columns(
    reading.c.method, reading.c.recorded_at, _older.c.id.label("supersedes")
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which documents: those of one ``type``, of one outlet (``publisher``, or the site where
    none is named; case does not matter), published from the first day of ``since`` to the
    last of ``until``. Without a date a document is in neither."""

    type: DocumentType | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None

    def takes(self, type: str, outlet: str | None, published: str | None) -> bool:
        """Whether it takes a document of this type, published at this outlet and on this date."""
        if self.type is not None and type != self.type:
            return False
        if self.publisher is not None and (outlet or "").casefold() != self.publisher.casefold():
            return False
        if self.since is None and self.until is None:
            return True
        first, last = days.bounds(published)
        if first is None or last is None:
            return False
        after, before = days.bounds(self.since)[0], days.bounds(self.until)[1]
        return (after is None or last >= after) and (before is None or first <= before)


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Recorded:
    """A reading as it is on record: with the ``method`` that it was added by, and when."""

    reading: Reading
    method: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class History:
    """A document's readings, the current one last, and the id of the older version of its
    page. There is at least one reading, and all are of one document."""

    readings: tuple[Recorded, ...]
    supersedes: str | None = None

    @property
    def id(self) -> str:
        """The document's id."""
        return self.readings[0].reading.document.id


def histories(record: Record, which: Selection = EVERYTHING) -> Iterator[History]:
    """Documents with all their readings, in the order in which they were first recorded.

    Holds some dozens at a time and no lock: the record may be added to meanwhile.
    """
    for keys in _pages(record, which):
        with record.moment() as connection:
            query = _SELECT.where(document.c.seq.in_(keys)).order_by(document.c.seq, reading.c.seq)
            rows = connection.execute(query).all()
            found = lookup.readings(connection, rows)
        of: defaultdict[int, list[Recorded]] = defaultdict(list)
        supersedes: dict[int, str | None] = {}
        for row, one in zip(rows, found, strict=True):
            of[row.document].append(Recorded(one, row.method, row.recorded_at))
            supersedes[row.document] = row.supersedes
        yield from (History(tuple(recorded), supersedes[seq]) for seq, recorded in of.items())


def current(record: Record, which: Selection = EVERYTHING) -> Iterator[Reading]:
    """The current reading of each document as people have decided on it, in the order in which
    the documents were first recorded."""
    for keys in _pages(record, which):
        with record.moment() as connection:
            query = lookup.SELECT_CURRENT.where(document.c.seq.in_(keys)).order_by(document.c.seq)
            found = lookup.readings(connection, connection.execute(query).all())
            shown = effective.overlay(connection, found)
        yield from (one.reading for one in shown)


def decisions(record: Record, which: Selection = EVERYTHING) -> Iterator[Decision]:
    """The decisions on documents selected, and those on none, withdrawn ones too, in the order in
    which they were put on record."""
    for row in _rows(record, decision):
        if row.document is None or which == EVERYTHING or _selected(record, which, row.document):
            yield to_decision(row)


def marks(record: Record) -> tuple[Forgotten, ...]:
    """The marks of removed documents, in the order in which they were put on record."""
    with record.moment() as connection:
        return tuple(marks_on(connection))


def _pages(record: Record, which: Selection) -> Iterator[list[int]]:
    """Keys of the documents selected that are on record now, some at a time."""
    with record.moment() as connection:
        last = connection.execute(select(func.max(document.c.seq))).scalar() or 0
    done = 0
    while done < last:
        page = _ABOUT.where(document.c.seq > done, document.c.seq <= last).limit(BATCH)
        with record.moment() as connection:
            rows = connection.execute(page).all()
        if keys := [row.seq for row in rows if which.takes(row.type, row.outlet, row.published)]:
            yield keys
        done = rows[-1].seq if len(rows) == BATCH else last


def _selected(record: Record, which: Selection, id: str) -> bool:
    with record.moment() as connection:
        row = connection.execute(_ABOUT.where(document.c.id == id)).first()
    return row is not None and which.takes(row.type, row.outlet, row.published)


def _rows(record: Record, table: Table) -> Iterator[Row[Any]]:
    done = 0
    while True:
        page = select(table).where(table.c.seq > done).order_by(table.c.seq).limit(BATCH)
        with record.moment() as connection:
            rows = connection.execute(page).all()
        yield from rows
        if len(rows) < BATCH:
            return
        done = rows[-1].seq
