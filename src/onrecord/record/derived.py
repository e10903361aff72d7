"""Whether the tables that can be made anew are what would be made now.

They are made once more as temporary tables, which stand before the record's own wherever a
query names them, and both are compared. Nothing is written into the record, and others may
write to it meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, OperationalError

from onrecord.record import indexing
from onrecord.record.schema import (
    current_statement,
    identity,
    member,
    profile,
    relation,
    speaker,
    statement_meaning,
)

TABLES = (
    current_statement.name,
    statement_meaning.name,
    profile.name,
    identity.name,
    member.name,
    relation.name,
)
# Ids that lead to somebody stay, whoever that was.
_LIVE = "(SELECT seq, id, name, kind FROM {}.speaker WHERE became IS NULL)"
_FTS5_PARTS = ("data", "idx", "docsize", "config")


def differences(connection: Connection) -> Iterator[tuple[str, str]]:
    """Each derived table that is not as it should be, and in what."""
    full_text = _full_text(connection)
    for name in full_text:
        if problem := _inner_problem(connection, name):
            yield name, problem
    for name in (*TABLES, *full_text, speaker.name):
        connection.exec_driver_sql(_as_temporary(_definition(connection, name), name, name))
        indexes = "SELECT sql FROM main.sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql > ''"
        for definition in connection.exec_driver_sql(indexes, (name,)).scalars().all():
            connection.exec_driver_sql(definition.replace("INDEX ", "INDEX temp.", 1))
    # Speakers whom nobody is any more stay for the sake of their ids, and relations are only made anew
    # when asked for, so all are there to begin with.
    for name in (speaker.name, relation.name):
        connection.exec_driver_sql(f"INSERT INTO temp.{name} SELECT * FROM main.{name}")
    try:
        indexing.rebuild(connection)
    except OperationalError as error:  # it would write evidence: rows for what a person decided
        yield current_statement.name, f"cannot be made anew from what is there: {error.orig}"
        return
    for name in TABLES:
        if rows := _differing(connection, name):
            yield name, f"{rows:,} rows are not what the evidence gives"
    if rows := _compared(connection, _LIVE.format("main"), _LIVE.format("temp")):
        yield speaker.name, f"{rows:,} rows are not what the evidence gives"
    for name in full_text:
        yield from ((name, problem) for problem in _words_differing(connection, name))


def _full_text(connection: Connection) -> list[str]:
    query = "SELECT name FROM main.sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'"
    return [*connection.exec_driver_sql(query).scalars()]


def _definition(connection: Connection, name: str) -> str:
    query = "SELECT sql FROM main.sqlite_master WHERE name = ?"
    sql: str = connection.exec_driver_sql(query, (name,)).scalar_one()
    return sql


def _as_temporary(definition: str, name: str, new: str) -> str:
    return definition.replace(f"TABLE {name}", f"TABLE temp.{new}", 1)


def _inner_problem(connection: Connection, name: str) -> str | None:
    """What FTS5 itself finds wrong with a full-text table. It checks only tables that it may
    write to, so it is given a copy."""
    copy = f"checked_{name}"
    connection.exec_driver_sql(_as_temporary(_definition(connection, name), name, copy))
    for part in _FTS5_PARTS:
        connection.exec_driver_sql(f"DELETE FROM temp.{copy}_{part}")
        connection.exec_driver_sql(f"INSERT INTO temp.{copy}_{part} SELECT * FROM main.{name}_{part}")
    try:
        connection.exec_driver_sql(f"INSERT INTO temp.{copy} ({copy}) VALUES ('integrity-check')")
    except DatabaseError:
        return "its words contradict each other"
    finally:
        connection.exec_driver_sql(f"DROP TABLE temp.{copy}")
    return None


def _words_differing(connection: Connection, name: str) -> Iterator[str]:
    """How the words of a full-text table, and the rows that it has, differ from the new one's."""
    for schema in ("main", "temp"):
        command = f"CREATE VIRTUAL TABLE temp.words_{schema}_{name} USING fts5vocab({schema}, {name}, row)"
        connection.exec_driver_sql(command)
    try:
        words = _compared(connection, f"temp.words_main_{name}", f"temp.words_temp_{name}")
    except DatabaseError:
        yield "its words cannot be read"
        return
    if words:
        yield f"{words:,} words are not where the evidence has them"
    if rows := _differing(connection, f"{name}_docsize"):
        yield f"{rows:,} statements have other words than the evidence gives"


def _differing(connection: Connection, name: str) -> int:
    return _compared(connection, f"main.{name}", f"temp.{name}")


def _compared(connection: Connection, one: str, other: str) -> int:
    """How many rows are in the one or in the other alone, a changed row counting once."""
    query = "SELECT count(*) FROM (SELECT * FROM {} EXCEPT SELECT * FROM {})"
    return max(
        int(connection.exec_driver_sql(query.format(*pair)).scalar_one())
        for pair in ((one, other), (other, one))
    )
