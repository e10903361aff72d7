"""Removing documents with all that came from them, down to the bytes of the file.

What is left is a mark (``marks.py``): the document's id, by whom, why and when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, insert, select, update

from onrecord.record import deciding, effective, indexing, outliving, related
from onrecord.record.marks import Forgotten, marks_on
from onrecord.record.naming import beginning, digits, only
from onrecord.record.schema import (
    decision,
    document,
    forgotten,
    metadata,
    reading,
    statement,
)
from onrecord.record.store import Record, now

_ROOTS = (statement, reading, document)  # children first


@dataclass(frozen=True, slots=True)
class Removal:
    """What ``forget`` did: the marks of what is gone, and ids of other versions of the same
    pages that are still on record."""

    marks: tuple[Forgotten, ...]
    versions_left: tuple[str, ...]


def forget(
    record: Record,
    documents: Sequence[str],
    *,
    author: str,
    reason: str | None = None,
    versions: bool = False,
) -> Removal:
    """Remove documents with all that came from them; ``versions`` takes all versions of their
    pages. Ids may be given by their first digits.

    They are gone, all or none, before their bytes are: those follow when the file is written
    anew, which takes as much free space as the record has. A document that is gone already
    keeps its mark, and what may be left of its bytes is removed. What was decided on a version
    stays with later ones that print the passage it is about.

    Raises DecisionError for an id that means none or several; RecordError when the bytes
    cannot be removed now, after which calling it again does that.
    """
    with record.change() as connection:
        ids = list(dict.fromkeys(_id(connection, given) for given in documents))
        others = _other_versions(connection, ids)
        if versions:
            ids, others = [*ids, *others], []
        at = now()
        later = effective.later_versions(connection, ids).values()
        outliving.hand_on(connection, ids)
        for id in ids:
            if _remove(connection, id):
                row = {"document": id, "author": author, "reason": reason, "forgotten_at": at}
                connection.execute(insert(forgotten), row)
        # What was decided on a version of a page held on later ones too, and may be gone from there.
        deciding.reindex(connection, (id for versions in later for id in versions))
        last = connection.execute(select(func.max(forgotten.c.seq))).scalar()
    record.purge()
    with record.change() as connection:
        # Of what another process has removed since then bytes may be left.
        pending = update(forgotten).where(forgotten.c.purged_at.is_(None), forgotten.c.seq <= last)
        connection.execute(pending.values(purged_at=now()))
        latest = {mark.document: mark for mark in marks_on(connection, ids)}
    return Removal(tuple(latest[id] for id in ids), tuple(others))


def lift(record: Record, documents: Sequence[str], *, author: str) -> tuple[Forgotten, ...]:
    """Let forgotten documents be read again; the marks stay, with who lifted them and when.

    Raises DecisionError for an id that means none or several, and for one without a mark.
    """
    with record.change() as connection:
        ids = [_marked(connection, given) for given in documents]
        standing = update(forgotten).where(forgotten.c.document.in_(ids), forgotten.c.lifted_at.is_(None))
        connection.execute(standing.values(lifted_at=now(), lifted_by=author))
        latest = {mark.document: mark for mark in marks_on(connection, ids)}
    return tuple(latest.values())


def _id(connection: Connection, given: str) -> str:
    """The document meant, on record or gone."""
    start = digits(given, document.name)
    columns = (document.c.id, forgotten.c.document)
    found = {id for column in columns for id in beginning(connection, column, start)}
    return only(given, document.name, found, "`read --format json` shows ids")


def _marked(connection: Connection, given: str) -> str:
    found = beginning(connection, forgotten.c.document, digits(given, document.name))
    return only(given, "removed document", found, "`onrecord log` lists them")


def _other_versions(connection: Connection, ids: Sequence[str]) -> list[str]:
    found = effective.all_versions(connection, ids)
    return [id for id in found if id not in ids]


def _remove(connection: Connection, id: str) -> bool:
    """Remove the document's rows from every table; whether it was on record."""
    row = connection.execute(select(document.c.seq, document.c.supersedes).where(document.c.id == id)).first()
    if row is None:
        return False
    indexing.remove(connection, row.seq)
    connection.execute(delete(decision).where(decision.c.document == id))
    said = select(statement.c.id).where(statement.c.document == row.seq)
    related.forget(connection, connection.execute(said).scalars().all())
    # The version before it and the one after it are now versions of one another.
    newer = update(document).where(document.c.supersedes == row.seq)
    connection.execute(newer.values(supersedes=row.supersedes))
    of = {
        document: select(document.c.seq).where(document.c.seq == row.seq),
        reading: select(reading.c.seq).where(reading.c.document == row.seq),
        statement: select(statement.c.seq).where(statement.c.document == row.seq),
    }
    for table in reversed(metadata.sorted_tables):
        for column, root in _references(table):
            connection.execute(delete(table).where(column.in_(of[root])))
    for root in _ROOTS:
        connection.execute(delete(root).where(root.c.seq.in_(of[root])))
    return True


@cache
def _references(table: Table) -> tuple[tuple[Column[Any], Table], ...]:
    """The columns of a table by which its rows are about a document, a reading or a statement,
    with which of these, so that no table that comes to the schema is left out."""
    if table in _ROOTS:
        return ()
    return tuple((column, root) for column in table.columns if (root := _root(column)) is not None)


def _root(column: Column[Any]) -> Table | None:
    for key in column.foreign_keys:
        target = key.column
        return target.table if target.table in _ROOTS else _root(target)
    return None
