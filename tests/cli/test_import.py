"""onrecord import: what is brought, what is said, and the exit status."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import cli
from onrecord.record import deciding, open_record
from tests.record.writer import numbered


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with an export of two documents and a decision."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    with open_record("other.db") as record:
        for number in (1, 2):
            record.add(numbered(number))
        deciding.accept(record, [numbered(1).statements[0].id], author="Ida")
    assert run("export", "--record", "other.db", "--output", "a.jsonl").exit_code == 0
    return tmp_path


def run(*args: str, given: bytes | None = None) -> Result:
    result = CliRunner().invoke(cli.main, args, input=given)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_record_is_brought_and_exports_the_same(folder: Path) -> None:
    result = run("import", "a.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "documents: 2 new\ndecisions: 1 new\n"
    assert run("export").stdout_bytes == (folder / "a.jsonl").read_bytes()


def test_the_same_again_changes_nothing() -> None:
    run("import", "a.jsonl")
    assert run("import", "a.jsonl", "a.jsonl").stdout == "documents: 4 unchanged\ndecisions: 2 unchanged\n"


def test_standard_input_and_gzip_are_read(folder: Path) -> None:
    data = gzip.compress((folder / "a.jsonl").read_bytes())
    assert run("import", "-", given=data).stdout == "documents: 2 new\ndecisions: 1 new\n"


def test_a_damaged_line_is_named_and_the_rest_is_brought(folder: Path) -> None:
    lines = (folder / "a.jsonl").read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"Story", b"Storm")
    (folder / "b.jsonl").write_bytes(b"".join(lines))
    result = run("import", "b.jsonl")
    assert result.exit_code == 1
    assert result.stdout == "documents: 1 new\n"
    first, second, last = result.stderr.splitlines()
    assert first.startswith("onrecord: b.jsonl, line 2: is damaged: the id")
    assert "is not on record; bring the document first" in second
    assert last == "onrecord: 2 not brought"


def test_a_file_that_is_no_export_does_not_stop_the_others(folder: Path) -> None:
    (folder / "story.txt").write_text("A story.")
    result = run("import", "none.jsonl", "story.txt", "a.jsonl")
    assert result.exit_code == 1
    assert "none.jsonl: no such file" in result.stderr
    assert "story.txt: does not begin as an export does" in result.stderr
    assert result.stdout.startswith("documents: 2 new")


def test_names_in_a_file_cannot_write_on_the_terminal(folder: Path) -> None:
    lines = (folder / "a.jsonl").read_bytes().splitlines(keepends=True)
    hostile = lines[1].replace(b'"type":"report"', b'"type":"\\u001b[2Jowned"')
    (folder / "b.jsonl").write_bytes(lines[0] + hostile)
    result = run("import", "b.jsonl")
    assert "owned" in result.stderr
    assert "\x1b" not in result.stderr


def test_a_record_that_cannot_be_written_is_named(folder: Path) -> None:
    sqlite3.connect(folder / "mine.db").execute("CREATE TABLE mine (a)")
    result = run("import", "a.jsonl", "--record", "mine.db")
    assert result.exit_code == 1
    assert "is the SQLite file of another program" in result.stderr


def test_no_file_is_misuse() -> None:
    assert run("import").exit_code == 2
