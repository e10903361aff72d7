"""onrecord check: its answers, and what it says when there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import cli
from onrecord.model import Document, Reading, Span, Statement
from onrecord.record import open_record

TEXT = "Nobody asked this city. More than 3,000 people live in Eastbank."


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with one post."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    document = Document(text=TEXT, type="post", author="Rosalind Ackerby")
    with open_record("onrecord.db") as found:
        content = (Span(0, len(TEXT)),)
        found.add(Reading(document, (Statement(document.id, content, quotation="post"),)))
    return tmp_path / "onrecord.db"


def run(*args: str, input: str | None = None) -> Result:
    result = CliRunner().invoke(cli.main, ["check", *args], input=input)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("nobody asked this city", "verbatim"),
        ("Nobody asked this city … 3,000 people live in Eastbank", "trimmed"),
        ("More than 5,000 people live in Eastbank", "altered"),
        ("The council sold every ferry on the river", "absent"),
    ],
)
def test_every_verdict_is_an_answer(words: str, verdict: str) -> None:
    result = run(words, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["verdict"] == verdict
    assert run(words).stdout.startswith(verdict)


def test_words_need_no_quotation_marks_of_the_shell() -> None:
    assert json.loads(run("nobody", "asked", "this", "--format", "json").stdout)["verdict"] == "verbatim"


def test_words_may_come_from_standard_input() -> None:
    found = run("-", "--format", "json", input="Nobody asked\nthis city\n")
    assert json.loads(found.stdout)["verdict"] == "verbatim"


def test_the_speaker_leaves_out_others() -> None:
    found = run("nobody asked this city", "--speaker", "Velk", "--format", "json")
    assert json.loads(found.stdout) == {"verdict": "absent", "hits": []}


@pytest.mark.parametrize(
    ("words", "problem"), [("…", "no words"), ("ferry " * 1_001, "longer than 1,000 words")]
)
def test_what_cannot_be_checked_is_refused_in_one_line(words: str, problem: str) -> None:
    result = run(words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert problem in result.stderr
    assert result.stderr.count("\n") == 1


def test_without_a_record_it_says_so() -> None:
    result = run("nobody asked", "--record", "other.db")
    assert result.exit_code == 1
    assert "there is no such record" in result.stderr
    assert not Path("other.db").exists()
