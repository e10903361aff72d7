"""From older schemas to this one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, MetaData, create_engine, inspect

from onrecord.errors import RecordError
from onrecord.record import migrations, open_record, relations, schema
from onrecord.record.doctor import examine
from onrecord.record.migrations import Migrating

from . import older
from .told import Voice, told
from .writer import numbered

FULL_TEXT = ("statement_words", "passage_runs")  # SQLite's own tables, unknown to SQLAlchemy


def add_a_table(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE later (statement INTEGER REFERENCES statement (seq))")
    connection.exec_driver_sql("INSERT INTO later SELECT seq FROM statement")


def fail(connection: Connection) -> None:
    raise RuntimeError("killed in the middle")


@pytest.fixture
def previous(tmp_path: Path) -> Path:
    """A record of today's schema with one reading; the tests add steps to come."""
    path = tmp_path / "onrecord.db"
    with open_record(path) as record:
        record.add(numbered(1))
    return path


def one(path: Path, query: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        (value,) = connection.execute(query).fetchone()
    return value


def described(engine: Engine) -> dict[str, object]:
    """Everything about the tables that a query or a foreign key can notice."""
    seen = inspect(engine)
    return {
        table: [
            [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)],
            seen.get_pk_constraint(table)["constrained_columns"],
            sorted((str(key["constrained_columns"]), key["referred_table"]) for key in seen.get_foreign_keys(table)),
            sorted((str(index["name"]), str(index["column_names"])) for index in seen.get_indexes(table)),
            sorted(str(unique["column_names"]) for unique in seen.get_unique_constraints(table)),
            [(check["name"], check["sqltext"]) for check in seen.get_check_constraints(table)],
            seen.get_table_options(table),
        ]
        for table in seen.get_table_names()
        if not table.startswith(FULL_TEXT)
    }  # fmt: skip


def built_from(metadata: MetaData, path: Path) -> dict[str, object]:
    engine = create_engine(f"sqlite:///{path}")
    metadata.create_all(engine)
    try:
        return described(engine)
    finally:
        engine.dispose()


def test_the_steps_lead_to_the_schema_that_the_program_uses(tmp_path: Path) -> None:
    open_record(tmp_path / "steps.db").close()
    assert built_from(MetaData(), tmp_path / "steps.db") == built_from(
        schema.metadata, tmp_path / "schema.db"
    )


def test_an_older_record_is_brought_up_to_date_with_all_that_is_in_it(
    previous: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, add_a_table))
    with open_record(previous) as record:
        assert record.reading(numbered(1).document.id) == numbered(1)
        assert record.add(numbered(1)).change == "unchanged"
    assert one(previous, "PRAGMA user_version") == len(migrations.STEPS)
    assert one(previous, "SELECT count(*) FROM later") == 10
    open_record(previous).close()
    assert one(previous, "SELECT count(*) FROM later") == 10, "each step is taken once"


@pytest.mark.parametrize("existing", [True, False])
def test_steps_that_do_not_all_succeed_leave_the_record_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, existing: bool
) -> None:
    path = tmp_path / "onrecord.db"
    known: Sequence[migrations.Step] = migrations.STEPS
    if existing:
        open_record(path).close()
    monkeypatch.setattr(migrations, "STEPS", (*known, add_a_table, fail))
    with pytest.raises(RuntimeError, match="killed in the middle"):
        open_record(path)
    assert one(path, "PRAGMA user_version") == (len(known) if existing else 0)
    assert one(path, "SELECT count(*) FROM sqlite_master WHERE name = 'later'") == 0
    monkeypatch.setattr(migrations, "STEPS", known)
    with open_record(path) as record:
        assert record.add(numbered(1)).change == "new"


def test_an_older_record_opened_read_only_asks_to_be_brought_up_to_date(
    previous: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, add_a_table))
    with pytest.raises(RecordError, match="of an older onrecord; open it for writing once"):
        open_record(previous, read_only=True)


def test_a_record_of_the_first_schema_becomes_what_it_would_be_now(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    mayor, again = told(1, Voice("Rosalind Ackerby", "Mayor")), told(2, "Rosalind Ackerby", "Owen Strand")
    with open_record(path) as record:
        for reading in (mayor, again):
            record.add(reading)
        related = relations.recompute(record)
    older.first_schema(path)
    with open_record(path) as record:
        assert [record.reading(one.document.id) for one in (mayor, again)] == [mayor, again]
        assert relations.recompute(record) == related
    assert examine(path).problems == ()


def test_how_far_it_has_come_is_told_and_nothing_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "onrecord.db"
    with open_record(path) as record:
        for number in range(3):
            record.add(numbered(number))
    told: list[Migrating] = []
    open_record(path, progress=told.append).close()
    assert told == [], "it is up to date"
    older.first_schema(path)
    open_record(path, progress=told.append).close()
    assert [(one.stage, one.done, one.of) for one in told] == [
        ("taking stock", 0, 3),
        ("taking stock", 3, 3),
        *(("indexing", done, 3) for done in (1, 2, 3)),
        ("finding who is who", 3, 3),
    ]
    assert all(one.version == 1 and one.lacks_relations for one in told)
    open_record(tmp_path / "new.db", progress=told.append).close()
    assert len(told) == 6, "a new record was never older"
    assert capsys.readouterr() == ("", "")


def test_without_anybody_to_tell_it_is_brought_up_to_date_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "onrecord.db"
    with open_record(path) as record:
        record.add(numbered(1))
    older.first_schema(path)
    open_record(path).close()
    assert examine(path).problems == ()
    assert capsys.readouterr() == ("", "")
