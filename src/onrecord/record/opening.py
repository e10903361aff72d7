"""From a path or URL to an open record."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import RecordError
from onrecord.record import sqlite
from onrecord.record.migrations import Progress
from onrecord.record.store import Record


def open_record(
    target: str | Path, *, read_only: bool = False, timeout: float = 30.0, progress: Progress | None = None
) -> Record:
    """The record at a path or ``sqlite:///`` URL, created when there is none.

    ``read_only`` creates and changes nothing. ``timeout`` is how many seconds to wait for
    another process that writes. A record of an older schema that is opened for writing is brought
    up to date, all or nothing, which takes minutes for thousands of documents: ``progress`` is told
    how far that has come.

    Raises RecordTooNew for a record of a newer onrecord, RecordError for anything else that
    cannot be opened.
    """
    return sqlite.open_file(
        str(target), place(target), read_only=read_only, timeout=timeout, progress=progress
    )


def place(target: str | Path) -> Path:
    """Where a path or ``sqlite:///`` URL says that the record's file is. Raises RecordError
    when it says nothing that could be one."""
    name = str(target)
    path = name
    if "://" in name:
        scheme, _, rest = name.partition("://")
        if scheme != "sqlite":
            raise RecordError(name, f"{scheme} records are not supported", "name a file, such as onrecord.db")
        path = rest.removeprefix("/")  # as SQLAlchemy has it: three slashes relative, four absolute
    if path in ("", ":memory:"):
        raise RecordError(name, "a record is a file", "name one, such as onrecord.db")
    return Path(path)
