"""onrecord compare, conflicts and relate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main

OPEN = "The Ostrander Bridge will stay open while we repair it."
CLOSES = "The Ostrander Bridge will close to all traffic."


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    return result.exit_code, result.stdout


def test_two_statements_are_compared() -> None:
    status, out = run("compare", OPEN, CLOSES, "--format", "json")
    found = json.loads(out)
    assert status == 0
    assert found["relation"] == "contradicts"
    assert found["evidence"] == ["open", "close"]
    assert abs(sum(found["scores"].values()) - 1) < 1e-9


def test_a_speaker_and_dates_make_it_a_revision() -> None:
    known = (
        "--speaker-a",
        "Oyelaran",
        "--speaker-b",
        "Oyelaran",
        "--date-a",
        "2026-01",
        "--date-b",
        "2026-03",
    )
    _, out = run("compare", OPEN, CLOSES, *known, "--format", "json")
    found = json.loads(out)
    assert (found["relation"], found["first"]) == ("revises", "b")


def test_pairs_come_back_with_their_ids(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    lines = [{"id": 7, "a": OPEN, "b": OPEN}, {"a": OPEN, "b": "I like apples."}]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    status, out = run("compare", "--pairs", str(file))
    same, none = map(json.loads, out.splitlines())
    assert status == 0
    assert (same["id"], same["relation"]) == (7, "same_words")
    assert (none["relation"], "id" in none) == ("none", False)


def test_a_line_that_is_no_pair_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text('{"a": 1}\n' + json.dumps({"a": OPEN, "b": CLOSES}) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["compare", "--pairs", str(file)])
    assert result.exit_code == 1
    assert "line 1" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_a_line_that_is_wrong_is_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text(
        '{"a": 1, "b": "x"}\n{"a": "x", "b": "y", "date_a": "zzz"}\n{"a": "x"}\n', encoding="utf-8"
    )
    result = CliRunner().invoke(main, ["compare", "--pairs", str(file)])
    assert result.exit_code == 1
    assert result.stdout == ""
    first, second, third = result.stderr.splitlines()
    assert first.endswith('line 1: is not {"a": …, "b": …}: "a": expected str, got int')
    assert second.endswith("line 2: date_a is a date such as 2026-03-05 or 2026-03, not 'zzz'")
    assert third.endswith('line 3: is not {"a": …, "b": …}: object missing required field b')


@pytest.mark.parametrize("option", ["--date-a", "--date-b"])
@pytest.mark.parametrize("date", ["nonsense", "2026-13", ""])
def test_what_is_no_date_is_wrong_use(option: str, date: str) -> None:
    result = CliRunner().invoke(main, ["compare", OPEN, CLOSES, option, date])
    assert result.exit_code == 2
    assert f"{option[2:].replace('-', '_')} is a date such as 2026-03-05" in result.stderr


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("We will not pay.", "We will not pay.", "same_words"),
        ("We will not pay", "“We will NOT pay!”", "same_words"),
        ("Yes.", "yes", "same_words"),
        ("We will not pay.", "We will pay.", "contradicts"),
        ("They will pay.", "They will pay?", "none"),
        ("Yes.", "Maybe.", "none"),
    ],
)
def test_short_statements_in_the_same_words_are_the_same(a: str, b: str, relation: str) -> None:
    _, out = run("compare", a, b, "--format", "json")
    found = json.loads(out)
    assert found["relation"] == relation
    if relation == "same_words":
        assert (found["evidence"], found["detail"]) == ([a, b], "verbatim")


def test_where_no_words_decide_that_is_said() -> None:
    shown = run("compare", "more than 2000 troops", "exactly 1500 troops")[1]
    assert ("no single words decide" in shown) is ("contradicts" in shown.splitlines()[0])
    assert "no single words decide" not in run("compare", OPEN, CLOSES)[1]


def test_conflicts_are_shown_rejected_and_stay_away(tmp_path: Path) -> None:
    record = str(tmp_path / "r.db")
    posts = [
        {"type": "post", "author": "Hanna Velk", "handle": "velk", "published": "2026-03-04", "text": CLOSES},
        {
            "type": "post",
            "author": "Marguerite Oyelaran",
            "handle": "moy",
            "published": "2026-01-14",
            "text": OPEN,
        },
    ]
    file = tmp_path / "posts.jsonl"
    file.write_text("".join(json.dumps(post) + "\n" for post in posts), encoding="utf-8")
    assert run("read", str(file), "--record", record, "--format", "json")[0] == 0
    status, out = run("conflicts", "bridge", "--record", record, "--format", "json")
    (pair,) = map(json.loads, out.splitlines())
    assert status == 0
    assert {one["text"] for side in ("a", "b") for one in pair[side]["evidence"]} == {"open", "close"}
    assert "open" in run("conflicts", "--record", record)[1]
    assert run("conflicts", "ferry", "--record", record, "--format", "json")[1] == ""
    assert run("decide", "reject", pair["id"], "--record", record, "--author", "Ida")[0] == 0
    assert run("conflicts", "--record", record, "--format", "json")[1] == ""
    assert run("relate", "--record", record)[0] == 0
    assert run("conflicts", "--record", record, "--format", "json")[1] == ""
