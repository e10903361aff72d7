"""What is said while a record of an older onrecord is brought up to date."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import cli
from onrecord.cli.shared import open_to_write
from onrecord.record import identities, open_record
from tests.record import older
from tests.record.told import Voice, told

READINGS = (told(1, Voice("Rosalind Ackerby", "Mayor")), told(2, "Rosalind Ackerby", "Owen Strand"))
BEGINS = (
    "onrecord: old.db: was made by an older onrecord; 2 documents are brought up to date, once, which may"
    " take minutes\n"
)
ENDS = (
    "onrecord: old.db: is up to date; `onrecord relate --record old.db` finds how the statements that were"
    " there before stand to each other\n"
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record of the first schema, in an otherwise empty working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_AUTHOR", "ada")
    path = tmp_path / "old.db"
    with open_record(path) as made:
        for reading in READINGS:
            made.add(reading)
    older.first_schema(path)


def run(*args: str) -> Result:
    result = CliRunner().invoke(cli.main, [*args, "--record", "old.db"])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize(
    "args",
    [
        ("decide", "accept", READINGS[0].statements[0].id),
        ("forget", READINGS[0].document.id),
        ("doctor", "--repair"),
    ],
    ids=lambda args: args[0],
)
def test_a_command_that_writes_says_what_it_does_first_and_what_is_left(args: tuple[str, ...]) -> None:
    result = run(*args)
    assert (result.exit_code, result.stderr) == (0, BEGINS + ENDS)
    assert "brought up to date" not in result.stdout
    assert run("doctor", "--repair").stderr == "", "it is up to date now"


def test_relate_does_what_is_left_itself() -> None:
    result = run("relate")
    assert (result.exit_code, result.stderr) == (0, BEGINS + "onrecord: old.db: is up to date\n")


def test_what_is_brought_in_is_recorded_after_that(tmp_path: Path) -> None:
    exported = tmp_path / "export.jsonl"
    with open_record(tmp_path / "other.db") as other:
        other.add(told(3, "Owen Strand"))
    CliRunner().invoke(cli.main, ["export", "--record", "other.db", "--output", str(exported)])
    result = run("import", str(exported))
    assert (result.exit_code, result.stderr) == (0, BEGINS + ENDS)
    with open_record("old.db", read_only=True) as found:
        assert found.counts().documents == 3


def test_a_command_that_only_reads_says_how_to_bring_it_up_to_date() -> None:
    result = run("speaker")
    assert result.exit_code == 1
    assert "schema 1 of an older onrecord; open it for writing once" in result.stderr


def test_a_terminal_shows_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    open_to_write("old.db").close()
    shown = terminal.getvalue()
    assert shown.startswith(BEGINS + "\r")
    assert shown.endswith("\n" + ENDS)
    lines = [line.rstrip() for line in shown.removeprefix(BEGINS).removesuffix(ENDS).split("\r")]
    assert lines[1:] == [
        "taking stock: 0 of 2 documents",
        "taking stock: 2 of 2 documents",
        "indexing: 1 of 2 documents",
        "indexing: 2 of 2 documents",
        "finding who is who: 2 of 2 documents",
    ]


def test_one_that_is_interrupted_says_no_more_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(identities, "place_all", interrupted)
        with pytest.raises(KeyboardInterrupt):
            open_to_write("old.db")
    assert capsys.readouterr().err == BEGINS
    assert "schema 1 of an older onrecord" in run("speaker").stderr
