"""Parquet with typed columns."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from onrecord.model import Reading
from onrecord.report.exports import parquet
from tests.record.test_conformance import readings
from tests.report.examples import bare, full, minimal

pq = pytest.importorskip("pyarrow.parquet")


def table(*found: Reading) -> Any:
    out = io.BytesIO()
    parquet.write(found, out)
    return pq.read_table(out)


def test_a_row_has_every_field_of_its_statement_and_document() -> None:
    (row,) = table(full()).to_pylist()
    assert row["document"] == full().document.id
    assert (row["published"], row["published_first"]) == ("2024-05-02", date(2024, 5, 2))
    assert row["content"] == [
        {"start": 36, "end": 48, "text": "the 😀 bridge"},
        {"start": 50, "end": 60, "text": "will stay,"},
    ]
    assert row["speaker"] == {"id": "s1", "name": "Ida Holm", "kind": "person", "role": "mayor"}
    assert row["members"] == [{"id": "s2", "name": "Ida Holm", "kind": "person", "role": None}]
    assert row["said"] == {"date": "2024-04-29", "text": "on Monday"}
    assert row["said_last"] == date(2024, 4, 29)
    assert row["via"] == ["Test Post", "Radio Test"]
    assert row["confidence"] == 0.8125
    assert row["figures"][0]["value"] == 40.0


def test_a_document_without_statements_has_a_row() -> None:
    (row,) = table(bare(notes=("not in English",))).to_pylist()
    assert row["statement"] is row["content"] is None
    assert row["notes"] == ["not in English"]


def test_nothing_gives_a_file_with_the_same_columns() -> None:
    empty = table()
    assert empty.num_rows == 0
    assert empty.schema == table(full()).schema


def test_rows_go_into_groups_of_a_limited_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 2)
    out = io.BytesIO()
    parquet.write([minimal()] * 5, out)
    assert pq.ParquetFile(out).num_row_groups == 3


@settings(max_examples=20)
@given(readings())
def test_whatever_is_on_record_comes_back(reading: Reading) -> None:
    rows = table(reading).to_pylist()
    assert len(rows) == max(1, len(reading.statements))
    text = reading.document.text
    for row, statement in zip(rows, reading.statements, strict=False):
        assert [(s["start"], s["end"]) for s in row["content"]] == [
            (s.start, s.end) for s in statement.content
        ]
        assert all(text[s["start"] : s["end"]] == s["text"] for s in row["content"])
