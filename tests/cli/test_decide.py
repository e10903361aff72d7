"""onrecord decide: what is decided, printed and refused, and the exit status."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from onrecord import cli
from onrecord.cli import decide as command
from onrecord.record import correcting, decisions, open_record
from onrecord.record.schema import speaker
from tests.record.bridge import FERRY, NOBODY, reading

FIRST = reading()
CLOSES_ID, NOBODY_ID, FERRY_ID = (one.id for one in FIRST.statements)


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of one report, in an otherwise empty working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.setenv("ONRECORD_AUTHOR", "ada")
    with open_record("onrecord.db") as found:
        found.add(FIRST)
    return tmp_path / "onrecord.db"


def run(*args: str, **settings: Any) -> Result:
    result = CliRunner().invoke(cli.main, ["decide", *args], **settings)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def taken(*args: str) -> list[dict[str, Any]]:
    """What was decided, as JSON."""
    result = run(*args, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_what_was_decided_is_printed(record: Path) -> None:
    result = run("reject", FERRY_ID[:8], NOBODY_ID[:8], "--note", "not hers")
    assert (result.exit_code, result.stderr) == (0, "")
    for part in ("reject", "ada", "not hers", FERRY[0], NOBODY[0], FERRY_ID[:12]):
        assert part in result.stdout
    with open_record(record) as found:
        shown = found.decided(FIRST.document.id)
    assert shown is not None
    assert [one.id for one in shown.statements] == [CLOSES_ID]


def test_each_verdict_is_one_command() -> None:
    (accepted,) = taken("accept", CLOSES_ID)
    assert (accepted["action"], accepted["target"], accepted["author"]) == ("accept", CLOSES_ID, "ada")
    (corrected,) = taken(
        "correct", NOBODY_ID, "speaker", "Owen Strand", "--kind", "person", "--author", "ben"
    )
    assert corrected["value"] == {"name": "Owen Strand", "kind": "person"}
    assert corrected["author"] == "ben"
    (via,) = taken("correct", NOBODY_ID, "via", "Harbor Wire", "Continental Ledger")
    assert via["value"] == ["Harbor Wire", "Continental Ledger"]
    (said,) = taken("correct", NOBODY_ID, "said", "2026-04", "--words", "in April")
    assert (said["field"], said["value"]) == ("said", "2026-04")
    (withdrawn,) = taken("withdraw", corrected["id"][:7])
    assert (withdrawn["state"], withdrawn["withdrawn_by"]) == ("withdrawn", "ada")


def test_speakers_are_merged_and_split() -> None:
    with open_record("onrecord.db") as found, found.moment() as connection:
        one, other = connection.execute(select(speaker.c.id).order_by(speaker.c.name)).scalars()
    refused = run("merge", one[:10], other[:10])
    assert refused.exit_code == 1
    assert f"Rosalind Ackerby ({other[:12]}) is a person; if they are one" in refused.stderr
    (merged,) = taken("merge", one[:10], other[:10], "--across-kinds")
    assert (merged["action"], merged["target"], merged["value"]) == ("merge", one, [other])
    (split,) = taken("split", one, FIRST.document.id[:10], "--note", "two of them")
    assert (split["action"], split["note"], split["document"]) == ("split", "two of them", None)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("accept", "0123456789"), "onrecord: 0123456789: no statement or relation on record has this id"),
        (("correct", NOBODY_ID, "act", "shout"), "“shout” is no act; it is one of say,"),
        (("withdraw", "0123456789"), "no decision on record has this id; `onrecord log` lists them"),
        (("accept", NOBODY_ID, "--record", "other.db"), "other.db: there is no such record"),
    ],
)
def test_what_cannot_be_decided_is_one_line_and_status_1(
    args: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    result = run(*args)
    assert result.exit_code == 1
    assert says in result.stderr
    assert (result.stderr.count("\n"), result.stdout) == (1, "")
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize(
    "args",
    [("accept",), ("correct", NOBODY_ID, "mood", "bad"), ("correct", NOBODY_ID, "act"), ("accept", NOBODY_ID, "--author", " ")],
)  # fmt: skip
def test_misuse_is_status_2(args: tuple[str, ...]) -> None:
    assert run(*args).exit_code == 2


def test_the_author_is_who_is_logged_in_where_nothing_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_AUTHOR")
    monkeypatch.setattr(getpass, "getuser", lambda: "cleo")
    assert [one["author"] for one in taken("accept", NOBODY_ID)] == ["cleo"]

    def nobody() -> str:
        raise OSError("no login name")

    monkeypatch.setattr(getpass, "getuser", nobody)
    result = run("accept", NOBODY_ID)
    assert result.exit_code == 2
    assert "--author" in result.stderr


def test_the_choices_are_those_of_the_record() -> None:
    assert sorted(command.FIELDS) == sorted(decisions.FIELDS)
    assert correcting.VOCABULARY["kind"] == command.KINDS


@pytest.mark.parametrize("verdict", ["accept", "reject", "correct", "merge", "split", "withdraw"])
def test_every_verdict_has_help(verdict: str) -> None:
    result = run(verdict, "--help")
    assert result.exit_code == 0
    assert "--record" in result.stdout
