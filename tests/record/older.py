"""Records as older versions of onrecord left them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from onrecord.record import migrations
from onrecord.record.sqlite import APPLICATION


def first_schema(path: Path) -> None:
    """Turn a record of today's schema into one of schema 1, with the same documents and readings."""
    today = path.with_name("today.db")
    path.rename(today)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for command in migrations.FIRST_TABLES:
            connection.execute(command)
        connection.execute("ATTACH ? AS today", (str(today),))
        tables = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            columns = [f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})")]
            names = ", ".join(columns)
            connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM today.{table}")
        connection.execute("DETACH today")
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute("PRAGMA user_version=1")
    today.unlink()
