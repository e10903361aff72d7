"""onrecord search: what it takes and what it prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord import cli
from onrecord.record import open_record
from tests.record.bridge import CLOSES, FERRY, NOBODY, reading


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with one report, and an environment that says nothing."""
    monkeypatch.chdir(tmp_path)
    for name in ("ONRECORD_RECORD", "COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    with open_record("onrecord.db") as record:
        record.add(reading())
    return tmp_path


def run(*args: str) -> Result:
    result = CliRunner().invoke(cli.main, ["search", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def found(*args: str) -> list[str]:
    """The contents of the hits, as JSON has them."""
    result = run("--format", "json", *args)
    assert (result.exit_code, result.stderr) == (0, "")
    rows: list[dict[str, Any]] = [json.loads(line) for line in result.stdout.splitlines()]
    return [" ".join(part["text"] for part in row["content"]) for row in rows]


@pytest.mark.parametrize(
    ("args", "contents"),
    [
        (["ferry"], [FERRY[0]]),
        (["people", "ferry"], [FERRY[0]]),
        (["people ferry"], [FERRY[0]]),
        (["close", "Ostrander Bridge"], [CLOSES[0]]),
        (['"this city"'], [NOBODY[0]]),
        (["city", "OR", "ferr*", "-people"], [NOBODY[0]]),
        (["--speaker", "Lenning Bridge Authority"], [CLOSES[0]]),
        (["--figure", "60 people"], [FERRY[0]]),
        (["--publisher", "port carrow gazette", "--since", "2026-03", '"ferry carries"'], [FERRY[0]]),
        (["--act", "deny"], []),
    ],
    ids=" ".join,
)
def test_words_and_options_find(args: list[str], contents: list[str]) -> None:
    assert found(*args) == contents


def test_a_page_says_how_to_see_the_next_and_that_is_the_rest() -> None:
    first = run("--limit", "2", "--format", "json")
    cursor = json.loads(first.stdout.splitlines()[-1])["next"]
    assert len(found("--limit", "2", "--after", cursor)) == 1
    table = run("--limit", "2")
    assert table.exit_code == 0
    assert table.stderr == f"onrecord: for more, the same with --after {cursor}\n"


def test_the_table_is_100_columns_wide_and_nothing_found_is_no_error() -> None:
    shown = run("bridge")
    assert "that the Ostrander Bridge will close" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 100
    assert run('"no such words"').stdout.strip() == "nothing found"


@pytest.mark.parametrize(
    "args",
    [
        ["--kind", "ghost"],
        ["--since", "someday"],
        ["--figure", "bridge"],
        ["--limit", "0"],
        ["--after", "x"],
        ["--nope"],
    ],
    ids=" ".join,
)
def test_misuse_exits_with_two(args: list[str]) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage:" in result.stderr


def test_a_record_that_is_not_there_is_one_line() -> None:
    result = run("--record", "none.db", "bridge")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr
        == "onrecord: none.db: there is no such record; check the name, or read something into it\n"
    )
