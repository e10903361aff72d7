"""JSON by the contract: every key always there, every span checked against the text."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Document, Finding, Reading, Span, Statement
from onrecord.report import as_json

from .examples import TEXT, bare, full, minimal

DOCUMENT_KEYS = {
    "id", "input_id", "type", "title", "publisher", "author", "url", "published", "language", "text",
    "statements", "figures", "relations",
}  # fmt: skip
STATEMENT_KEYS = {
    "id", "source", "cue", "content", "quotation", "speaker", "said", "act", "channel", "via", "confidence", "reasons",
}  # fmt: skip
FIGURE_KEYS = {"start", "end", "text", "value", "bound", "low", "high", "unit", "place", "statement"}
LISTS = {"statements", "figures", "relations", "source", "cue", "content", "via", "notes"}
READINGS = {"bare": bare(), "minimal": minimal(), "full": full()}


def parsed(reading: Reading, *, explain: bool = False) -> dict[str, Any]:
    line = as_json.line(reading, explain=explain)
    assert "\n" not in line
    found: dict[str, Any] = json.loads(line)
    return found


def assert_contract(found: dict[str, Any]) -> None:
    """What every printed document keeps to."""
    text = found["text"]
    assert set(found) >= DOCUMENT_KEYS
    for statement in found["statements"]:
        assert set(statement) >= STATEMENT_KEYS
        assert statement["content"]
        for span in (*statement["source"], *statement["cue"], *statement["content"]):
            assert set(span) == {"start", "end", "text"}
            assert text[span["start"] : span["end"]] == span["text"] != ""
        for key in ("speaker", "said", "act", "channel", "via"):
            assert statement[key] or statement["reasons"][key], f"{key} is unknown without a reason"
        if statement["speaker"] is not None:
            assert set(statement["speaker"]) == {"id", "name", "kind", "role", "members"}
        if statement["said"] is not None:
            assert set(statement["said"]) == {"date", "text"}
    for figure in found["figures"]:
        assert set(figure) == FIGURE_KEYS
        assert text[figure["start"] : figure["end"]] == figure["text"]
    for thing in (found, *found["statements"]):
        for key in LISTS & set(thing):
            assert isinstance(thing[key], list), f"{key} is a list, perhaps an empty one"


@pytest.mark.parametrize("name", READINGS)
@pytest.mark.parametrize("explain", [False, True])
def test_every_key_is_there(name: str, explain: bool) -> None:
    assert_contract(parsed(READINGS[name], explain=explain))


def test_what_is_unknown_is_null() -> None:
    found = parsed(minimal())
    for key in ("input_id", "title", "publisher", "author", "url", "published", "language"):
        assert found[key] is None
    (statement,) = found["statements"]
    for key in ("speaker", "said", "act", "channel"):
        assert statement[key] is None
    assert (
        statement["via"]
        == statement["source"]
        == statement["cue"]
        == found["figures"]
        == found["relations"]
        == []
    )


def test_what_is_known_is_printed() -> None:
    found = parsed(full())
    (statement,) = found["statements"]
    assert (found["type"], found["title"], found["input_id"]) == ("release", "Bridge news", "row-1")
    assert [s["text"] for s in statement["content"]] == ["the 😀 bridge", "will stay,"]
    assert statement["confidence"] == 0.8125
    assert statement["said"] == {"date": "2024-04-29", "text": "on Monday"}
    assert statement["via"] == ["Test Post", "Radio Test"]
    assert statement["speaker"]["members"] == [
        {"id": "s2", "name": "Ida Holm", "kind": "person", "role": None, "members": []}
    ]
    (figure,) = found["figures"]
    assert (figure["value"], figure["bound"], figure["statement"]) == (40, "exact", statement["id"])
    assert found["notes"] == ["a note"]


def test_ids_are_those_of_the_types() -> None:
    reading = full()
    found = parsed(reading)
    assert found["id"] == reading.document.id
    assert found["statements"][0]["id"] == reading.statements[0].id


def test_explaining_adds_how_it_is_known() -> None:
    plain, explained = parsed(full()), parsed(full(), explain=True)
    assert explained["provenance"] == {"published": 'input key "published"'}
    assert explained["metadata"] == {"section": "City", "pages": 3}
    speaker, act = explained["statements"][0]["findings"]
    assert set(speaker) == {"field", "value", "method", "confidence", "spans", "reason"}
    assert speaker["spans"][0]["text"] == "Ida Holm"
    assert speaker["value"]["name"] == "Ida Holm"
    assert (act["value"], act["method"], act["reason"]) == ("say", "cues-1", "cue")
    assert {"findings", "provenance"}.isdisjoint({*plain, *plain["statements"][0]})
    assert {key: explained[key] for key in plain if key != "statements"} == {
        key: plain[key] for key in plain if key != "statements"
    }


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_any_text_comes_back_as_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    document = Document(text, title=text, input_id=text)
    found = parsed(Reading(document, (Statement(document.id, (span,), (span,), (span,)),), (text,)))
    assert found["text"] == found["title"] == found["input_id"] == text
    assert found["notes"] == [text]
    assert_contract(found)


@pytest.mark.parametrize("hostile", ['"}]\n{', "\x00\x1b[2J\u2028\u2029", "\r\n", "\\u0000"])
def test_one_reading_is_one_line_whatever_it_holds(hostile: str) -> None:
    reading = bare(hostile)
    line = as_json.line(replace(reading, notes=(hostile,)))
    assert line.splitlines() == [line] or json.loads(line)["text"] == hostile
    assert "\n" not in line
    assert "\r" not in line


def test_the_order_of_statements_is_kept() -> None:
    document = Document(TEXT)
    statements = tuple(Statement(document.id, (Span(n, n + 3),)) for n in range(5))
    found = parsed(Reading(document, statements))
    assert [s["id"] for s in found["statements"]] == [s.id for s in statements]


def test_what_a_person_decided_is_listed() -> None:
    reading = full()
    (statement,) = reading.statements
    context = reading.contexts[statement.id]
    told = Finding("act", "deny", "decision", 1.0, reason="decided by ada, 2026-03-05T10:00:00.000Z")
    decided = replace(reading, contexts={statement.id: replace(context, findings=(told,))})
    assert parsed(reading)["statements"][0]["decided"] == []
    (shown,) = parsed(decided, explain=True)["statements"]
    assert shown["decided"] == ["act"]
    assert shown["findings"][0]["reason"] == told.reason
