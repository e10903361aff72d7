"""CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from onrecord.report import as_csv
from onrecord.report.exports.csv import lines
from tests.report.examples import bare, full


def table(*readings: object) -> list[dict[str, str]]:
    text = b"".join(lines(readings)).decode()  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_holds_what_read_prints_and_the_rest_of_the_document() -> None:
    (row,) = table(full())
    assert tuple(row)[: len(as_csv.COLUMNS)] == as_csv.COLUMNS
    assert row["content"] == "the 😀 bridge … will stay,"
    assert row["speaker"] == "Ida Holm"
    assert (row["author"], row["handle"], row["modified"], row["language"]) == (
        "Nia Berg",
        "niaberg",
        "2024-05-03",
        "en",
    )


def test_a_document_without_statements_has_a_row() -> None:
    (row,) = table(bare(notes=("not in English",)))
    assert row["note"] == "not in English"
    assert row["statement"] == row["language"] == ""


def test_no_cell_is_a_formula_and_line_breaks_stay_in_their_cell() -> None:
    reading = full()
    hostile = replace(
        reading.document, title="=cmd|' /C calc'!A0", author="\u3000＠SUM(1)", handle='a\r\n=1,"b'
    )
    (row,) = table(replace(reading, document=hostile))
    assert row["title"] == "'=cmd|' /C calc'!A0"
    assert row["author"] == "'\u3000＠SUM(1)"
    assert row["handle"] == 'a\r\n=1,"b'


def test_nothing_gives_the_header_alone() -> None:
    assert b"".join(lines([])).count(b"\r\n") == 1
