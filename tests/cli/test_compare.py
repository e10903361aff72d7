"""onrecord compare, conflicts and relate."""

from __future__ import annotations

import json
from pathlib import Path

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
