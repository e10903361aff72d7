"""The table for people: within its width, and safe on a terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from onrecord.model import Document, Finding, Reading, Span, Statement
from onrecord.report import as_table

from .examples import bare, full, minimal

HOSTILE = "\x1b[31mred\x1b]0;title\x07 \x9b2J \u202eelos\u202c \u2066x\u2069 \x00\x08\x7f [bold]b[/bold] :smile: \r over"
FORBIDDEN = set(
    map(
        chr,
        [
            *range(10),
            *range(11, 32),
            *range(127, 160),
            0x200E,
            0x200F,
            *range(0x202A, 0x202F),
            *range(0x2066, 0x206A),
        ],
    )
)


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


def printed(*readings: Reading, outcome: str | None = None) -> str:
    out = io.StringIO()
    console = as_table.console(out)
    for reading in readings:
        console.print(as_table.table(reading, outcome))
    return out.getvalue()


def of_text(text: str, **fields: str) -> Reading:
    document = Document(text, title=fields.get("title"), publisher=fields.get("publisher"))
    span = Span(0, len(text))
    return Reading(document, (Statement(document.id, (span,), (span,)),))


def assert_fits(shown: str) -> None:
    assert all(cell_len(line) <= 100 for line in shown.split("\n"))


def test_a_statement_shows_source_quotation_content_and_confidence() -> None:
    shown = printed(full(), outcome="recorded")
    for part in (
        "Bridge news",
        "Test Post",
        "2024-05-02",
        "release",
        "1 statement",
        "recorded",
        "Ida Holm, the",
        "mixed",
        "0.81",
        "a note",
    ):
        assert part in shown
    assert "the 😀 bridge … will stay," in shown


def test_a_statement_without_a_source_says_so() -> None:
    assert "(none)" in printed(minimal())


def test_a_document_without_statements_says_so() -> None:
    assert "no statements found" in printed(bare())
    assert "not in English" in printed(bare(notes=("not in English (de): recorded without statements",)))


@pytest.mark.parametrize("count", [0, 2])
def test_statements_are_counted(count: int) -> None:
    document = Document("abcdef")
    reading = Reading(document, tuple(Statement(document.id, (Span(n, n + 1),)) for n in range(count)))
    assert f"{count} statements" in printed(reading)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200,
        "x" * 1000,
        "日本語" * 100,
        "😀👩‍👩‍👧" * 80,
        "https://example.org/" + "a/" * 200,
        "שלום עולם " * 60,
        "e\u0301" * 300,
    ],
    ids=["words", "one word", "wide", "emoji", "link", "right to left", "combining"],
)
def test_no_line_is_wider_than_a_hundred_columns(text: str) -> None:
    assert_fits(printed(of_text(text, title=text, publisher=text)))


def test_nothing_of_a_long_content_is_lost() -> None:
    text = " ".join(f"w{n}" for n in range(300))
    shown = printed(of_text(text)).split()
    assert all(f"w{n}" in shown for n in range(300))


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=60))
def test_any_text_fits_and_is_safe(text: str) -> None:
    shown = printed(of_text(text, title=text, publisher=text))
    assert_fits(shown)
    assert not FORBIDDEN & set(shown)


def test_escapes_markup_and_overrides_are_not_obeyed() -> None:
    reading = replace(of_text(HOSTILE, title=HOSTILE, publisher=HOSTILE), notes=(HOSTILE,))
    shown = printed(reading, outcome=HOSTILE)
    assert not FORBIDDEN & set(shown)
    assert "[bold]b[/bold]" in shown
    assert ":smile:" in shown


def test_a_pipe_has_no_colours() -> None:
    assert "\x1b" not in printed(full(), minimal())


def test_columns_sets_the_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    shown = printed(of_text("word " * 100))
    assert all(cell_len(line) <= 60 for line in shown.split("\n"))


def test_what_a_person_decided_is_told() -> None:
    reading = full()
    (statement,) = reading.statements
    context = reading.contexts[statement.id]
    told = (Finding("act", "deny", "decision", 1.0), Finding("via", (), "decision", 1.0))
    decided = replace(reading, contexts={statement.id: replace(context, findings=told)})
    assert "decided" not in printed(reading)
    assert "decided: act, via" in " ".join(printed(decided).split())
