"""onrecord brief: its forms, filters and exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import cli
from onrecord.record import open_record
from tests.record.stories import Says, Story

STORY = Story(
    "Harbor Wire",
    (
        Says("Rosalind Ackerby", "the Ostrander Bridge must close", role="Mayor", said="2026-03-03"),
        Says("Owen Strand", "the Ostrander Bridge is safe", said="2026-03-04"),
    ),
    fields={"input_id": "wire-7"},
)


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    with open_record("onrecord.db") as found:
        found.add(STORY.reading())


def run(*args: str) -> Result:
    result = CliRunner().invoke(cli.main, ["brief", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_it_prints_markdown_that_cites() -> None:
    result = run("Ostrander", "Bridge")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Brief: Ostrander Bridge\n")
    assert "**Rosalind Ackerby**" in result.stdout
    assert "_the Ostrander Bridge must close_ [Harbor Wire 2026-03-05, 0–31]" in result.stdout


def test_html_and_json_are_whole() -> None:
    assert run("Ostrander", "--format", "html").stdout.startswith("<!DOCTYPE html>\n")
    (line,) = run("Ostrander", "--format", "json").stdout.splitlines()
    assert json.loads(line)["topic"] == "Ostrander"


def test_a_document_may_be_the_topic() -> None:
    found = json.loads(run("wire-7", "--format", "json").stdout)
    assert found["statements"] == 2


def test_filters_are_those_of_a_search() -> None:
    found = json.loads(run("Ostrander", "--since", "2026-03-04", "--format", "json").stdout)
    assert [one["speaker"]["name"] for one in found["said"]] == ["Owen Strand"]


def test_a_phrase_stays_one() -> None:
    assert run("Ostrander Bridge", "must close").exit_code == 0


def test_nothing_on_record_is_a_failure_that_says_so() -> None:
    result = run("volcano")
    assert result.exit_code == 1
    assert "volcano: nothing on record" in result.stderr


@pytest.mark.parametrize("args", [(), ("Ostrander", "--since", "soon"), ("Ostrander", "--limit", "0")])
def test_misuse_is_told_apart(args: tuple[str, ...]) -> None:
    assert run(*args).exit_code == 2
