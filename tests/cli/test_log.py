"""onrecord log: what it lists, in which formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord import cli
from onrecord.record import deciding, open_record
from onrecord.record.forgetting import forget
from tests.record.bridge import FERRY, NOBODY, TEXT, reading, without

FIRST, OTHER = reading(), reading(text="Another day.\n\n" + TEXT)
CLOSES_ID, NOBODY_ID, FERRY_ID = (one.id for one in FIRST.statements)


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with decisions on one report, and the mark of another."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    with open_record("onrecord.db") as found:
        found.add(FIRST)
        found.add(OTHER)
        deciding.accept(found, [NOBODY_ID], author="ada")
        deciding.correct(found, FERRY_ID, "act", ["promise"], author="ben")
        (rejected,) = deciding.reject(found, [CLOSES_ID], author="ben")
        deciding.withdraw(found, [rejected.id], author="ada")
        found.add(without(reading(method="network 2"), FERRY[0]))
        forget(found, [OTHER.document.id], author="cleo", reason="by order of the court")
    return tmp_path / "onrecord.db"


def run(*args: str) -> Result:
    result = CliRunner().invoke(cli.main, ["log", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def listed(*args: str) -> list[tuple[str, str]]:
    """Action and state of what is listed."""
    result = run("--format", "json", *args)
    assert (result.exit_code, result.stderr) == (0, "")
    rows: list[dict[str, Any]] = [json.loads(line) for line in result.stdout.splitlines()]
    return [(row["action"], row["state"]) for row in rows]


def test_what_a_terminal_cannot_show_is_no_reason_to_stop() -> None:
    with open_record("onrecord.db") as found:
        deciding.accept(found, [NOBODY_ID], author="Łada", note="“ja”")
    for form in ("table", "json"):
        result = CliRunner(charset="latin-1").invoke(cli.main, ["log", "--format", form])
        assert (result.exit_code, result.stderr) == (0, "")
    assert "“ja”" in result.stdout_bytes.decode()


def test_the_table_lists_decisions_and_removed_documents() -> None:
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    for part in ("accept", NOBODY[0], "act: promise", "orphaned", "withdrawn", "forget", "cleo",
                 "by order of the court"):  # fmt: skip
        assert part in " ".join(result.stdout.split())
    assert max(map(len, result.stdout.splitlines())) <= 100


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ((), [("accept", "in force"), ("correct", "orphaned"), ("reject", "withdrawn"), ("forget", "in force")]),
        (("--orphaned",), [("correct", "orphaned")]),
        (("--withdrawn",), [("reject", "withdrawn")]),
        (("--author", "ada"), [("accept", "in force")]),
        (("--author", "cleo"), [("forget", "in force")]),
        (("--since", "2999"), []),
        ((NOBODY_ID[:8],), [("accept", "in force")]),
        ((FIRST.document.id[:8], "--author", "ben"), [("correct", "orphaned"), ("reject", "withdrawn")]),
        ((OTHER.document.id[:8],), [("forget", "in force")]),
    ],
)  # fmt: skip
def test_the_log_takes_what_is_asked_for(args: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert listed(*args) == expected


def test_decisions_are_written_as_examples_to_learn_from() -> None:
    result = run("--format", "training")
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (row["id"], row["text"]) == (FIRST.document.id, TEXT)
    assert [one["id"] for one in row["statements"]] == [NOBODY_ID]
    assert [one["id"] for one in row["undecided"]] == [CLOSES_ID]


def test_an_unknown_id_is_one_line_and_status_1() -> None:
    result = run("0123456789")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("args", [("--since", "Tuesday"), ("--format", "training", "--orphaned")])
def test_misuse_is_status_2(args: tuple[str, ...]) -> None:
    assert run(*args).exit_code == 2
