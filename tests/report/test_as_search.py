"""Hits as JSON and as a table."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from rich.cells import cell_len

from onrecord.model import Context, Span, Speaker, Statement, When
from onrecord.record.hits import Excerpt, Hit
from onrecord.record.search import Page
from onrecord.record.snippets import Snippet
from onrecord.report import as_search, as_table

TEXT = "The toll will double, Mayor Rosalind Ackerby said on Tuesday."
CONTENT, SOURCE = Span(0, 20), Span(22, 44)


def hit(**changes: Any) -> Hit:
    statement = Statement("d" * 32, (CONTENT,), (SOURCE,), (), "indirect", 0.91)
    values: dict[str, Any] = {
        "statement": statement,
        "context": Context(
            said=When("2026-03-03", "on Tuesday", Span(50, 60)), act="warn", channel="briefing"
        ),
        "speaker": Speaker("a" * 32, "Rosalind Ackerby", "person", "Mayor"),
        "document": "d" * 32,
        "input_id": "7",
        "type": "report",
        "title": "Tolls",
        "publisher": "Port Carrow Gazette",
        "published": "2026-03-05T10:00:00Z",
        "url": None,
        "source": (Excerpt(SOURCE.start, SOURCE.end, TEXT[SOURCE.start : SOURCE.end]),),
        "content": (Excerpt(CONTENT.start, CONTENT.end, TEXT[CONTENT.start : CONTENT.end]),),
        "score": 0.0123456789,
        "snippet": Snippet(TEXT[:20], 0, 20, (Span(4, 8),)),
        "also": ("e" * 32,),
    }
    return Hit(**{**values, **changes})


def printed(page: Page, *, colour: bool = False) -> str:
    out = io.StringIO()
    console = as_table.console(out)
    if colour:
        from rich.console import Console

        console = Console(file=out, force_terminal=True, color_system="standard", width=100, _environ={})
    console.print(as_search.table(page))
    return out.getvalue()


def test_json_has_every_key_and_the_last_hit_says_where_to_go_on() -> None:
    first, last = [json.loads(line) for line in as_search.lines(Page((hit(), hit()), "cursor"))]
    assert (first.pop("next"), last.pop("next")) == (None, "cursor")
    assert first == last
    assert first == {
        "statement": hit().statement.id, "document": "d" * 32, "input_id": "7", "type": "report", "title": "Tolls",
        "publisher": "Port Carrow Gazette", "published": "2026-03-05T10:00:00Z", "url": None,
        "content": [{"start": 0, "end": 20, "text": "The toll will double"}],
        "source": [{"start": 22, "end": 44, "text": "Mayor Rosalind Ackerby"}],
        "speaker": {"id": "a" * 32, "name": "Rosalind Ackerby", "kind": "person", "role": "Mayor"},
        "said": {"date": "2026-03-03", "text": "on Tuesday"}, "act": "warn", "channel": "briefing",
        "quotation": "indirect", "confidence": 0.91, "score": 0.012346,
        "snippet": {"text": "The toll will double", "start": 0, "end": 20, "marks": [{"start": 4, "end": 8}]},
        "also": ["e" * 32],
    }  # fmt: skip


def test_what_is_unknown_is_null() -> None:
    (line,) = as_search.lines(Page((hit(speaker=None, context=Context(), also=()),)))
    found = json.loads(line)
    assert [found[key] for key in ("speaker", "said", "act", "channel", "also")] == [
        None,
        None,
        None,
        None,
        [],
    ]


def test_the_table_says_when_who_what_and_where_in_100_columns() -> None:
    shown = printed(Page((hit(),) * 3))
    for part in ("2026-03-03", "Rosalind Ackerby", "Mayor · warn", "The toll will double", "Port Carrow", "2026-03-05",
                 "and 1 more with the same words"):  # fmt: skip
        assert part in shown
    assert all(cell_len(line) <= 100 for line in shown.splitlines())
    assert "\x1b" not in shown


def test_marks_are_bold_where_there_is_colour() -> None:
    assert "\x1b[1mtoll\x1b[0m" in printed(Page((hit(),)), colour=True)


def test_dots_stand_where_the_content_goes_on() -> None:
    assert "… toll will …" in printed(Page((hit(snippet=Snippet("toll will", 4, 13)),)))


def test_nothing_found_and_some_of_the_words_are_said() -> None:
    assert printed(Page(())).strip() == "nothing found"
    assert printed(Page((hit(),), some=True)).startswith(
        "no statement has all of these words; these have some"
    )


@pytest.mark.parametrize("text", ["a\x1b[2J\x1b]0;x\x07b", "a\u202eb", "a [bold]b", "a\nb  c"])
def test_hostile_text_is_shown_as_text(text: str) -> None:
    snippet = Snippet(text, 0, len(text), (Span(0, 1),))
    shown = printed(Page((hit(snippet=snippet, publisher=text, speaker=Speaker("a", text, "person")),)))
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "[bold]b" in shown or "bold" not in text
