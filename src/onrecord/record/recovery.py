"""What is left of a damaged record, into a new file; the old one is only read.

The rows that its pages hold (``pages.py``) are put into tables of their own, and a reading
is taken over if it is whole in them: since ids follow from content, a row that damage made
up, or that is of another table, makes none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import NoneType
from typing import Any

from sqlalchemy import Column, Connection, Float, Integer, Table, create_engine, insert, select
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateTable

from onrecord.errors import InputError, RecordDamaged, RecordError
from onrecord.record import codec, wholeness, writing
from onrecord.record.opening import open_record, place
from onrecord.record.pages import Pages, Value
from onrecord.record.schema import (
    block,
    context,
    decision,
    document,
    figure,
    finding,
    forgotten,
    reading,
    reading_statement,
    statement,
    statement_span,
)
from onrecord.record.store import Record

EVIDENCE = (
    document,
    reading,
    block,
    statement,
    statement_span,
    reading_statement,
    context,
    finding,
    figure,
)
BY_PEOPLE = (forgotten, decision)
_AT_ONCE = 10_000  # rows


@dataclass(frozen=True, slots=True)
class Lost:
    """A document of which nothing, or of which one reading, could not be taken over: its id,
    and as ``read_from`` its URL or the id that its input gave it; None for what is lost too."""

    document: str | None
    read_from: str | None
    problem: str


@dataclass(slots=True)
class Recovery:
    """What was taken over into the record ``into``, and what is known to be lost. What left
    no trace in the file is lost besides."""

    record: str
    into: str
    documents: int = 0
    statements: int = 0
    decisions: int = 0
    lost: list[Lost] = field(default_factory=list)


def recover(target: str | Path, into: str | Path) -> Recovery:
    """Take over what is whole in ``target``, whatever state its file is in, into a new record
    ``into``, which is there once it is finished.

    Raises RecordError when ``into`` exists, or when there is nothing to take over.
    """
    source, new = place(target), place(into)
    if new.exists():
        raise RecordError(str(into), "exists already", "name a new file")
    try:
        with source.open("rb"):
            pass
    except OSError as error:
        raise RecordError(str(target), f"cannot be read: {error.strerror}", "check the name") from error
    done = Recovery(str(target), str(into))
    try:
        with TemporaryDirectory(prefix="onrecord-", dir=new.parent) as folder:
            rows, unfinished = Path(folder) / "rows.db", Path(folder) / "onrecord.db"
            _collect(source, rows)
            with _opened(rows) as connection, open_record(unfinished) as record:
                _take_over(connection, record, done)
            if not done.documents:
                raise RecordDamaged(str(target), "has no document in it that is whole", "restore a backup")
            unfinished.rename(new)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise RecordError(str(into), f"cannot be written: {reason}", "name a place with more room") from error
    return done


def _collect(source: Path, rows: Path) -> None:
    """Put every row that may be one of EVIDENCE or BY_PEOPLE into tables like them."""
    with closing(sqlite3.connect(rows)) as into:
        into.execute("PRAGMA journal_mode=OFF")
        into.execute("PRAGMA synchronous=OFF")
        for table in (*EVIDENCE, *BY_PEOPLE):
            into.execute(str(CreateTable(table)))
        waiting: dict[str, list[list[Value]]] = {}
        for rowid, values in Pages(source).rows():
            if table_of := _table_of(rowid, values):
                table, values = table_of
                rows_of = waiting.setdefault(table.name, [])
                rows_of.append(values)
                if len(rows_of) >= _AT_ONCE:
                    _insert(into, table, waiting.pop(table.name))
        for table in (*EVIDENCE, *BY_PEOPLE):
            _insert(into, table, waiting.get(table.name, []))
        into.commit()


def _insert(into: sqlite3.Connection, table: Table, rows: list[list[Value]]) -> None:
    """The fuller of two rows with one key stays: a withdrawn decision was made before that."""
    marks = ", ".join("?" * len(table.columns))
    rows.sort(key=lambda values: values.count(None))
    into.executemany(f"INSERT OR IGNORE INTO {table.name} VALUES ({marks})", rows)


def _table_of(rowid: int | None, values: list[Value]) -> tuple[Table, list[Value]] | None:
    """The table that a row may be of, and the row as that has it; None when of no table."""
    table = _fitting(rowid is not None, tuple(map(type, values)))
    if table is None:
        return None
    if rowid is not None:
        values[0] = rowid  # stands in place of the key
    return table, [*values, *[None] * (len(table.columns) - len(values))]


@lru_cache(maxsize=4096)
def _fitting(has_rowid: bool, types: tuple[type, ...]) -> Table | None:
    for table in (*EVIDENCE, *BY_PEOPLE):
        columns: list[Column[Any]] = [*table.columns]
        if has_rowid != bool(table.dialect_options["sqlite"]["with_rowid"]) or len(types) > len(columns):
            continue
        # Columns added by a later version are missing from the rows of an earlier one.
        types_of = [*types, *[NoneType] * (len(columns) - len(types))]
        if has_rowid:
            columns, types_of = columns[1:], types_of[1:]
        if all(_may_hold(column, one) for column, one in zip(columns, types_of, strict=True)):
            return table
    return None


def _may_hold(column: Column[Any], kind: type) -> bool:
    if kind is NoneType:
        return bool(column.nullable)
    if isinstance(column.type, Integer):
        return kind is int
    if isinstance(column.type, Float):
        return kind in (int, float)  # SQLite stores whole numbers as such
    return kind is str


def _take_over(connection: Connection, record: Record, done: Recovery) -> None:
    for table in BY_PEOPLE:
        rows = [dict(row._mapping) for row in connection.execute(select(table).order_by(table.c.seq))]
        if rows:
            with record.change() as changed:
                changed.execute(insert(table), rows)
            done.decisions += len(rows) * (table is decision)
    settled: set[str] = set()
    for one in wholeness.examine_all(connection):
        if one.found is None or one.faults:
            where = one.row.url or one.row.input_id
            done.lost.append(Lost(one.row.id, where, "; ".join(one.faults)))
            settled.add(one.row.id)
            continue
        values = codec.reading_values(one.found, one.row.method)
        try:
            with record.change() as changed:
                writing.add(changed, one.found, values, one.row.recorded_at)
            done.documents += one.row.id not in settled
        except InputError:  # removed for good
            pass
        settled.add(one.row.id)
    problem = "what was found in it is not there any more"
    for id in connection.execute(select(document.c.id).order_by(document.c.seq)).scalars():
        if id not in settled:
            done.lost.append(Lost(id, None, problem))
    texts = select(document.c.seq)
    textless = select(reading).where(reading.c.document.not_in(texts)).order_by(reading.c.seq)
    for row in connection.execute(textless):
        done.lost.append(Lost(None, row.url or row.input_id, "its text is not there any more"))
    done.statements = record.counts().statements


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{path}", poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
