"""A record in an SQLite file: its place, its connections, its errors in plain words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from onrecord.errors import RecordDamaged, RecordError, RecordTooNew, RecordTooOld
from onrecord.record import indexing, migrations, wholeness
from onrecord.record.migrations import Migrating, Progress
from onrecord.record.store import Record

APPLICATION = int.from_bytes(b"onrc", "big")  # in the file's header: this SQLite file is a record
MAGIC = b"SQLite format 3\0"
DAMAGED = (
    "is damaged or cut short",
    "keep a copy, and restore a backup or recover what is left with `onrecord doctor --repair`",
)
EFFECTIVE = os.access in os.supports_effective_ids


def open_file(
    name: str, path: Path, *, read_only: bool, timeout: float, progress: Progress | None = None
) -> Record:
    """The record in the file at ``path``; ``name`` is what errors call it."""
    path = path.absolute()
    explain = _explainer(name, path)
    try:
        _check_place(name, path, read_only)
    except OSError as error:
        raise RecordError(name, f"cannot be opened: {error.strerror}", "check the name") from error
    engine = _engine(path, read_only=read_only, timeout=timeout)
    try:
        if read_only:
            with engine.begin() as connection:
                _check_current(name, connection)
        else:
            _prepare(name, engine, timeout, progress)
    except DBAPIError as error:
        engine.dispose()
        raise explain(error) from error
    except BaseException:
        engine.dispose()
        raise
    return Record(name, engine, explain, partial(_purge, name, engine), read_only=read_only)


def _check_place(name: str, path: Path, read_only: bool) -> None:
    """Say what is wrong with the place before SQLite says that it cannot open the file."""
    if path.is_dir():
        raise RecordError(name, "is a folder", "name a file in it, such as onrecord.db")
    if not path.parent.is_dir():
        raise RecordError(name, f"there is no folder {path.parent}", "make it first, or name another")
    if path.exists():
        if not path.is_file():
            raise RecordError(name, "is not a file", "name a file, such as onrecord.db")
        if not _may(path, os.R_OK):
            raise RecordError(name, "may not be read", "ask for permission to read it")
        _check_header(name, path)
    if read_only:
        if not path.exists():
            raise RecordError(name, "there is no such record", "check the name, or read something into it")
        return
    if path.exists() and not _may(path, os.W_OK):
        raise RecordError(name, "may not be written", "make it writable, or write to a copy")
    if not _may(path.parent, os.W_OK | os.X_OK):
        advice = "make it writable, or write to a copy" if path.exists() else "name another"
        raise RecordError(name, f"the folder {path.parent} may not be written", advice)


def _check_header(name: str, path: Path) -> None:
    """Refuse two files that SQLite would open: a file of one byte, which it takes for an empty
    one, and a record whose last page is cut, which it fills up with zeros.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        header = file.read(18)
    if not header:
        return
    if not header.startswith(MAGIC):
        raise RecordError(name, "is not a record", "name another file")
    page = max(int.from_bytes(header[16:], "big"), 512)
    if size % page and not _has_wal(path):  # a WAL has the page that a killed process was writing
        raise RecordDamaged(name, *DAMAGED)


def _has_wal(path: Path) -> bool:
    """Whether part of the record is still in the file beside it."""
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=EFFECTIVE)


def _engine(path: Path, *, read_only: bool, timeout: float) -> Engine:
    def connect(mode: str, *pragmas: str) -> sqlite3.Connection:
        # isolation_level None: sqlite3 opens no transactions of its own, which would leave
        # out SELECT and DDL; `begin` below opens every one
        connection = sqlite3.connect(
            f"file:{quote(os.fsencode(path))}?{mode}",
            uri=True,
            timeout=timeout,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            for pragma in ("cache_size=-65536", *pragmas):  # 64 MB: a large record's indexes
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    def connect_to_write() -> sqlite3.Connection:
        return connect(
            "mode=rw" if path.exists() else "mode=rwc",
            "foreign_keys=ON",
            "synchronous=NORMAL",  # a killed process loses nothing, a power cut the last documents at most
            "wal_autocheckpoint=4000",  # fewer pauses to tidy the WAL away
        )

    def connect_to_read() -> sqlite3.Connection:
        try:
            return connect("mode=ro", "schema_version")
        except sqlite3.OperationalError:
            # On read-only media SQLite cannot make the files that WAL needs. Without a WAL all
            # is in the file itself, and can be read as one that no one changes.
            if _may(path.parent, os.W_OK) or _has_wal(path):
                raise
            return connect("mode=ro&immutable=1", "schema_version")

    creator = connect_to_read if read_only else connect_to_write
    engine = create_engine("sqlite://", creator=creator, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if command := connection.get_execution_options().get("begin", "BEGIN"):
            connection.exec_driver_sql(command)

    return engine


def _prepare(name: str, engine: Engine, timeout: float, progress: Progress | None) -> None:
    """Make the file a record of the current schema, unless it is one."""
    with engine.begin() as connection:
        if _version(name, connection) == len(migrations.STEPS):
            return
    _switch_to_wal(engine, timeout)
    with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
        version = _version(name, connection)  # again: another process may have been here first
        reached = migrations.migrate(connection, version, migrations.STEPS)
        if version:

            def told(stage: str, done: int, of: int) -> None:
                if progress is not None:
                    progress(Migrating(version, stage, done, of))

            wholeness.seal(connection, told)
            indexing.rebuild(connection, told)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version={reached}")


def _switch_to_wal(engine: Engine, timeout: float) -> None:
    """Let others read while one writes. SQLite does not wait for this lock by itself."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            with engine.execution_options(begin=None).connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
                return
        except DBAPIError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _purge(name: str, engine: Engine) -> None:
    """Write the file anew without what was deleted. Deleting alone leaves words in the indexes
    of full text until they are merged, and in pages that are free or were copied from."""
    with engine.execution_options(begin=None).connect() as connection:
        query = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'"
        for table in connection.exec_driver_sql(query).scalars().all():
            connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        connection.exec_driver_sql("VACUUM")
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()
    if busy is None or busy[0]:
        problem = "another process is reading it, so its files still hold what was removed"
        raise RecordError(name, problem, "run the same command again when that has finished")


def _check_current(name: str, connection: Connection) -> None:
    version = _version(name, connection)
    if version == 0:
        raise RecordError(name, "is empty", "read something into it first")
    if version < len(migrations.STEPS):
        problem = f"has the schema {version} of an older onrecord"
        raise RecordTooOld(name, problem, "open it for writing once, as `onrecord doctor --repair` does")


def _version(name: str, connection: Connection) -> int:
    """The schema's number, 0 for an empty file. Raises RecordError when it is not ours to read."""

    def number(query: str) -> int:
        return int(connection.exec_driver_sql(query).scalar_one())

    application, version = number("PRAGMA application_id"), number("PRAGMA user_version")
    if application != APPLICATION:
        if application or version or number("SELECT count(*) FROM sqlite_master"):
            raise RecordError(name, "is the SQLite file of another program", "name another file")
        return 0
    if version > len(migrations.STEPS):
        problem = f"has the schema {version} of a newer onrecord; this one knows {len(migrations.STEPS)}"
        raise RecordTooNew(name, problem, "upgrade onrecord to open it")
    return version


def _code(error: BaseException) -> int:
    """SQLite's primary result code; 0 when the error is not one of SQLite's own."""
    original = error.orig if isinstance(error, DBAPIError) else error
    return int(getattr(original, "sqlite_errorcode", 0)) & 0xFF


EXPLANATIONS = {
    sqlite3.SQLITE_BUSY: ("another process is writing to it", "try again when that has finished"),
    sqlite3.SQLITE_FULL: (
        "the disk is full",
        "free some space and go on: everything finished before is on record",
    ),
    sqlite3.SQLITE_NOTADB: DAMAGED,  # files that do not start as a record does come no further
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_READONLY: ("may not be written", "make it writable, or write to a copy"),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened where it is",
        "copy it, with the file that ends in -wal, to a folder that may be written",
    ),
}


def _explainer(name: str, path: Path) -> Callable[[BaseException], RecordError]:
    """What turns an error of SQLite's into one of ours, for this record."""

    def explain(error: BaseException) -> RecordError:
        code = _code(error)
        if code == sqlite3.SQLITE_IOERR and _is_full(path.parent):
            code = sqlite3.SQLITE_FULL  # where the WAL's index has no room, SQLite says so
        if code in EXPLANATIONS:
            kind = RecordDamaged if EXPLANATIONS[code] is DAMAGED else RecordError
            return kind(name, *EXPLANATIONS[code])
        reason = str(error.orig if isinstance(error, DBAPIError) else error)
        return RecordError(name, f"failed: {reason}", "check the disk, and restore a backup if it is damaged")

    return explain


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < 1 << 16
    except OSError:
        return False
