"""Texts typed differently keep their annotations on the same words."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.changes import CHANGES, apply, changed, double_marks

STORY = (
    "Bell: Bridge ‘not safe’\n\n"
    "“It is not safe,” Ann Bell said. “The workers’ union doesn’t ‘like’ it.”\n\n"
    '"We can\'t wait," ("not a day") said Owen Vance, whose letter runs well past seventy-two columns, as letters do.\n'
)
CONTENTS = (
    "“It is not safe,”",
    "“The workers’ union doesn’t ‘like’ it.”",
    '"We can\'t wait,"',
    "Bridge ‘not safe’",
)
_WORD = re.compile(r"\w+")


def row(text: str = STORY) -> dict[str, Any]:
    spans = [[text.index(c), text.index(c) + len(c)] for c in CONTENTS]
    return {"id": "a", "text": text, "statements": [{"source": [], "cue": [], "content": [s]} for s in spans]}


def done(name: str) -> str:
    return str(changed(row(), CHANGES[name])["text"])


@pytest.mark.parametrize("name", CHANGES)
def test_spans_hold_the_same_words_after_every_change(name: str) -> None:
    after = changed(row(), CHANGES[name])
    for content, statement in zip(CONTENTS, after["statements"], strict=True):
        (start, end), *_ = statement["content"]
        words = _WORD.findall(after["text"][start:end].lower().replace("'", "’"))
        assert words == _WORD.findall(content.lower().replace("'", "’"))


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_the_same_each_time(name: str) -> None:
    assert done(name) == done(name)


def test_marks_become_those_of_each_usage() -> None:
    assert done("German marks „…“").count("„It is not safe,“") == 1
    assert "«\u00a0We can't wait,\u00a0»" in done("French marks « … »")
    assert '"It is not safe,"' in done('typewriter marks "…"')
    assert "“We can’t wait,” (“not a day”)" in done("curly marks “…” ’")


def test_british_usage_turns_inner_marks_into_double_ones() -> None:
    assert "‘The workers’ union doesn’t “like” it.’" in done("British single marks ‘…’")


def test_typewriter_apostrophes_leave_double_marks_alone() -> None:
    text = done("typewriter apostrophes")
    assert "’" not in text
    assert "“It is not safe,”" in text


def test_wrapped_lines_are_no_longer_than_72_and_keep_every_character_but_spaces() -> None:
    text = done("lines wrapped at 72 columns")
    assert max(map(len, text.splitlines())) <= 72
    assert len(text) == len(STORY)
    assert text.split() == STORY.split()


def test_one_paragraph_has_no_line_break() -> None:
    assert "\n" not in done("one paragraph for the whole story").rstrip("\n")


def test_a_letter_that_would_become_two_stays() -> None:
    assert apply("Straße", CHANGES["ALL CAPITALS"]("Straße", random.Random(0)))[0] == "STRAßE"


def test_missing_marks_are_of_one_side_only() -> None:
    text = '“a” "b" ' * 200
    opening, closing = map(len, double_marks(text))
    assert opening == closing == 400
    without = apply(text, CHANGES["closing marks missing, 30 %"](text, random.Random(1)))[0]
    assert without.count("“") == 200
    assert 100 < without.count("”") < 180


@given(st.text(alphabet="ab “”\"'’‘\n", max_size=60), st.sampled_from(sorted(CHANGES)))
def test_every_character_outside_an_edit_is_found_where_the_map_says(text: str, name: str) -> None:
    edits = CHANGES[name](text, random.Random(3))
    new, moved = apply(text, edits)
    touched = {n for start, end, _ in edits for n in range(start, end)}
    assert len(moved) == len(text) + 1
    assert moved == sorted(moved)
    assert moved[-1] == len(new)
    assert all(new[moved[n]] == c for n, c in enumerate(text) if n not in touched)
