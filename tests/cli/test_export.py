"""onrecord export: what is written where, and the exit status."""

from __future__ import annotations

import builtins
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord import cli
from onrecord.record import open_record
from tests.record.test_conformance import report
from tests.record.writer import numbered

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of three documents, in an empty working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    with open_record("onrecord.db") as found:
        found.add(numbered(1))
        found.add(report("“No,” he said.", publisher="Harbor Wire", published="2026-03-03"))
        found.add(report("Nothing.", found=0, type="release"))
    return tmp_path / "onrecord.db"


def run(*args: str) -> Result:
    result = CliRunner().invoke(cli.main, ["export", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_whole_record_goes_to_standard_output() -> None:
    result = run()
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout_bytes.splitlines()]
    assert [line["line"] for line in lines] == ["header", "document", "document", "document"]
    assert result.stderr == ""


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "jsonld", "annotation"])
def test_every_format_goes_to_a_file(tmp_path: Path, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    result = run("--format", form, "--output", "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "onrecord: 3 documents in out\n"
    assert (tmp_path / "out").stat().st_size > 500


def test_brat_goes_to_a_folder(tmp_path: Path) -> None:
    assert run("--format", "brat", "--output", "out").exit_code == 0
    assert len(list((tmp_path / "out").iterdir())) == 7


def test_brat_without_a_folder_is_misuse() -> None:
    result = run("--format", "brat")
    assert result.exit_code == 2
    assert "brat takes a folder: name a new one with --output" in result.stderr


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")
    result = run("--output", "out")
    assert result.exit_code == 1
    assert result.stderr == "onrecord: out: is there already; name another file, or replace it with --force\n"
    assert (tmp_path / "out").read_text() == "old"
    assert run("--output", "out", "--force").exit_code == 0


@pytest.mark.parametrize("name", ["onrecord.db", "./onrecord.db", "link", "onrecord.db-wal"])
def test_the_record_is_never_written_over(tmp_path: Path, record: Path, name: str) -> None:
    (tmp_path / "link").symlink_to(record)
    result = run("--output", name, "--force")
    assert result.exit_code == 2
    assert f"{name} is the record itself: name another file" in result.stderr
    assert sqlite3.connect(record).execute("SELECT count(*) FROM document").fetchone() == (3,)


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        (["--publisher", "harbor wire"], 1),
        (["--type", "release"], 1),
        (["--since", "2026"], 1),
        (["--until", "2020-01"], 1),
        (["--since", "2019", "--until", "2020"], 0),
    ],
)
def test_documents_are_selected(options: list[str], documents: int) -> None:
    assert run("--output", "out", *options).stderr.startswith(f"onrecord: {documents} document")


def test_unsure_statements_can_be_left_out() -> None:
    text = run("--format", "csv", "--min-confidence", "0.99").stdout
    assert text.count("network 1") == 0
    assert "no statements found" in text


def test_unsure_statements_are_not_left_out_of_jsonl() -> None:
    assert "--min-confidence is for the other formats" in run("--min-confidence", "0.5").stderr


def test_a_date_that_is_none_is_misuse() -> None:
    result = run("--since", "soon")
    assert result.exit_code == 2
    assert "--since takes a day, month or year such as 2026-03-05, 2026-03 or 2026" in result.stderr


def test_a_record_that_is_missing_is_named(tmp_path: Path) -> None:
    result = run("--record", "none.db")
    assert result.exit_code == 1
    assert "none.db: there is no such record" in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_parquet_without_pyarrow_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **settings: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *args, **settings)

    monkeypatch.setattr(builtins, "__import__", without)
    result = run("--format", "parquet", "--output", "out")
    assert result.exit_code == 1
    assert result.stderr == "onrecord: parquet: needs pyarrow; pip install 'onrecord[parquet]'\n"
    assert not (tmp_path / "out").exists()


def test_what_was_written_to_standard_output_is_the_file(tmp_path: Path) -> None:
    for form in ("jsonl", "csv", "jsonld", "annotation"):
        run("--format", form, "--output", form)
        assert io.BytesIO(run("--format", form).stdout_bytes).read() == (tmp_path / form).read_bytes()
