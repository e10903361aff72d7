"""onrecord forget: what is removed and printed, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord import cli
from onrecord.errors import InputError
from onrecord.record import open_record
from tests.record.bridge import TEXT, reading

URL = "https://gazette.example/bridge"
FIRST, SECOND = reading(url=URL), reading(url=URL, text=TEXT + "\n\nMore to follow.")
ID = FIRST.document.id


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with two versions of one report."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.setenv("ONRECORD_AUTHOR", "ada")
    with open_record("onrecord.db") as found:
        found.add(FIRST)
        found.add(SECOND)
    return tmp_path / "onrecord.db"


def run(*args: str) -> Result:
    result = CliRunner().invoke(cli.main, ["forget", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def printed(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_document_is_removed_and_its_mark_printed(record: Path) -> None:
    result = run(ID[:8], "--reason", "by order of the court", "--format", "json")
    assert result.exit_code == 0
    (mark,) = printed(result)
    assert (mark["document"], mark["author"], mark["note"]) == (ID, "ada", "by order of the court")
    assert result.stderr == (
        f"onrecord: other versions of the page stay: {SECOND.document.id[:12]}; to remove them, --versions\n"
    )
    with open_record(record) as found:
        assert found.reading(ID) is None
        assert found.reading(SECOND.document.id) is not None


def test_all_versions_of_a_page_are_removed_when_asked(record: Path) -> None:
    result = run(ID, "--versions")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Ostrander" not in record.read_bytes().decode("latin-1")
    with open_record(record) as found:
        assert found.counts().documents == 0


def test_a_mark_is_lifted(record: Path) -> None:
    run(ID)
    with open_record(record) as found, pytest.raises(InputError, match="forget --lift"):
        found.add(FIRST)
    (mark,) = printed(run(ID[:8], "--lift", "--author", "ben", "--format", "json"))
    assert (mark["state"], mark["withdrawn_by"]) == ("withdrawn", "ben")
    with open_record(record) as found:
        found.add(FIRST)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("0123456789",), "no document on record has this id"),
        (("0123456789", "--lift"), "no removed document on record has this id; `onrecord log` lists them"),
        ((ID, "--record", "other.db"), "other.db: there is no such record"),
    ],
)
def test_what_cannot_be_removed_is_one_line_and_status_1(args: tuple[str, ...], says: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert says in result.stderr


@pytest.mark.parametrize("args", [(), (ID, "--lift", "--reason", "x"), (ID, "--lift", "--versions")])
def test_misuse_is_status_2(args: tuple[str, ...]) -> None:
    assert run(*args).exit_code == 2
