"""What people decided, as examples to learn from."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.trim import content_spans
from onrecord.model import Span
from onrecord.record.decided import apply
from onrecord.record.decisions import Decision, Name, about
from onrecord.report.corrections import as_marked, line, quotations_of
from tests.record.bridge import at, reading

FOUND = reading()
CLOSES, NOBODY, FERRY = FOUND.statements


def take(number: int, action: str, **fields: Any) -> Decision:
    return about(FOUND.statements[number], action, "ada", "2026-03-05T10:00:00.000Z", **fields)  # type: ignore[arg-type]


def row(*decisions: Decision) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line(FOUND, apply(FOUND, decisions)))
    return found


def printed(spans: list[list[int]]) -> list[str]:
    return [FOUND.document.text[start:end] for start, end in spans]


def test_a_row_has_what_was_accepted_rejected_and_left_open() -> None:
    made = row(take(1, "accept"), take(2, "reject"))
    assert (made["id"], made["text"]) == (FOUND.document.id, FOUND.document.text)
    assert (made["publisher"], made["published"], made["title"]) == (
        "Port Carrow Gazette",
        "2026-03-05",
        None,
    )
    ids = {key: [one["id"] for one in made[key]] for key in ("statements", "rejected", "undecided")}
    assert ids == {"statements": [NOBODY.id], "rejected": [FERRY.id], "undecided": [CLOSES.id]}
    (one,) = made["statements"]
    assert printed(one["source"]) == ["Mayor Rosalind Ackerby"]
    assert printed(one["cue"]) == ["said"]
    assert printed(one["content"]) == ["“Nobody asked this city,”"]
    assert one["corrected"] == []


def test_a_corrected_statement_has_the_spans_that_a_person_gave() -> None:
    spans = (at("close in April"),)
    made = row(
        take(0, "correct", field="content", value=spans), take(0, "correct", field="source", value=None)
    )
    (one,) = made["statements"]
    assert (printed(one["content"]), one["source"]) == (["close in April"], [])


def test_a_corrected_conclusion_stands_beside_what_was_found() -> None:
    made = row(
        take(1, "correct", field="act", value="deny"),
        take(1, "correct", field="speaker", value=Name("Owen Strand", "person")),
        take(1, "correct", field="via", value=None),
        take(1, "correct", field="said", value="2026-03-04"),
        take(1, "correct", field="role", value=None),
    )
    assert sorted(made["statements"][0]["corrected"], key=lambda one: str(one["field"])) == [
        {"field": "act", "value": "deny", "found": "say"},
        {"field": "role", "value": None, "found": "Mayor"},
        {"field": "said", "value": "2026-03-04", "found": "2026-03-03"},
        {
            "field": "speaker",
            "value": {"name": "Owen Strand", "kind": "person"},
            "found": {"name": "Rosalind Ackerby", "kind": "person"},
        },
        {"field": "via", "value": None, "found": ["Harbor Wire"]},
    ]


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("He said that the boats wait.", "the boats wait", "that the boats wait"),
        ("“The boats wait,” he said.", "The boats wait", "“The boats wait,”"),
        ("He said, “The boats wait.”", "The boats wait.", "“The boats wait.”"),
        ('He said that "boats" wait.', '"boats" wait', 'that "boats" wait'),
        ("The crews’ boats wait, he said.", "boats wait", "boats wait"),
        ("He said the boats’ crews wait.", "the boats", "the boats"),
        ("The boats wait", "The boats wait", "The boats wait"),
    ],
)
def test_a_content_is_marked_as_in_the_corpus(text: str, words: str, marked: str) -> None:
    (span,) = as_marked(text, (at(words, text),), quotations_of(text))
    assert text[span.start : span.end] == marked


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said that the boats wait.", "the boats wait"),
        ("“The boats wait,” he said.", "The boats wait"),
        ("He said, “The boats wait.”", "The boats wait."),
    ],
)
def test_what_is_marked_so_is_read_as_the_same_content(text: str, words: str) -> None:
    content = (at(words, text),)
    quotations = quotations_of(text)
    assert content_spans(text, as_marked(text, content, quotations), quotations) == content


@given(st.text("a “”\"'’.,that", max_size=30), st.data())
def test_marks_only_add_to_a_content(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    (marked,) = as_marked(text, (span,), quotations_of(text))
    assert span in marked
    assert marked.end <= len(text)
