"""What is wrong with a record, and how it is mended.

wholeness.py   the evidence: each reading as it was added
derived.py     the tables that can be made anew: as they would be made now
recovery.py    what is left of a damaged file, into a new one
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, select

from onrecord.errors import RecordDamaged, RecordTooOld
from onrecord.record import derived, indexing, wholeness
from onrecord.record.migrations import Progress
from onrecord.record.opening import open_record
from onrecord.record.schema import document, reading, reading_statement, statement

Kind = Literal["file", "reference", "evidence", "index"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    ``file``: the SQLite file itself. ``reference``: rows that refer to what is not there.
    ``evidence``: a document, whose id is the ``subject``, is not as it was added. ``index``:
    a table that can be made anew does not agree with the evidence.
    """

    kind: Kind
    subject: str
    problem: str


@dataclass(frozen=True, slots=True)
class Examination:
    """What was looked at and what is wrong with it; the counts are of what could be looked at."""

    record: str
    documents: int
    readings: int
    statements: int
    problems: tuple[Problem, ...]

    @property
    def healthy(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def repairable(self) -> bool:
        """Whether all that is wrong can be made anew where it is."""
        return bool(self.problems) and all(one.kind == "index" for one in self.problems)


def examine(target: str | Path) -> Examination:
    """Everything in the record at ``target``, looked at without writing anything.

    Raises RecordError when there is no record of this schema that could be looked at. A
    damaged file is no error but a problem.
    """
    try:
        with open_record(target, read_only=True) as record, record.moment() as connection:
            problems = [*_of_file(connection)]
            if any(one.kind == "file" for one in problems):
                return Examination(str(target), 0, 0, 0, tuple(problems))
            readings, statements, documents = 0, 0, set()
            for one in wholeness.examine_all(connection):
                readings += 1
                statements += len(one.found.statements) if one.found else 0
                documents.add(one.row.id)
                problems += (Problem("evidence", one.row.id, fault) for fault in one.faults)
            problems += _left_over(connection)
            if not problems:
                differences = derived.differences(connection)
                problems += (Problem("index", table, problem) for table, problem in differences)
    except RecordDamaged as error:
        return unreadable(target, error.problem)
    return Examination(str(target), len(documents), readings, statements, tuple(problems))


def unreadable(target: str | Path, problem: str) -> Examination:
    """A file of which nothing could be looked at."""
    return Examination(str(target), 0, 0, 0, (Problem("file", str(target), problem),))


def repair(target: str | Path, *, progress: Progress | None = None) -> Examination:
    """The record after everything that can be made anew has been, if that is all that is
    wrong with it. A record of an older schema is brought up to date first, and ``progress``
    told how far that has come.

    Never changes evidence: what else is wrong stays, for ``recovery.recover``.
    """
    try:
        found = examine(target)
    except RecordTooOld:
        try:
            open_record(target, progress=progress).close()
        except RecordDamaged as error:
            return unreadable(target, error.problem)
        found = examine(target)
    if not found.repairable:
        return found
    with open_record(target) as record, record.change() as connection:
        indexing.rebuild(connection)
    return examine(target)


def _of_file(connection: Connection) -> Iterator[Problem]:
    """What SQLite itself finds wrong."""
    for message in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if message != "ok":
            yield Problem("file", "integrity", " ".join(message.split()))
    broken: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        broken[table, parent] = broken.get((table, parent), 0) + 1
    for (table, parent), count in broken.items():
        yield Problem("reference", table, f"{count:,} rows refer to rows of {parent} that are not there")


def _left_over(connection: Connection) -> Iterator[Problem]:
    """Documents without a reading, and those with statements that nobody found or set."""
    alone = select(document.c.id).where(document.c.seq.not_in(select(reading.c.document)))
    for id in connection.execute(alone).scalars():
        yield Problem("evidence", id, "nothing says what was found in it")
    seen = select(reading_statement.c.statement)
    strange = (
        select(document.c.id, statement.c.id.label("statement"))
        .join_from(statement, document)
        .where(statement.c.seq.not_in(seen), statement.c.decided.is_(None))
    )
    for row in connection.execute(strange):
        yield Problem("evidence", row.id, f"no reading has its statement {row.statement}")
