"""The run of a document that a search shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span, Statement
from onrecord.record.snippets import LONGEST, snippet

TEXT = "“The toll will double,” Mayor Rosalind Ackerby said, “and Velk will pay it.”"


def statement(content: tuple[Span, ...], source: tuple[Span, ...] = ()) -> Statement:
    return Statement("0" * 32, content, source)


def spans_of(text: str, *parts: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def test_a_short_statement_is_shown_with_its_source() -> None:
    one = statement(spans_of(TEXT, "The toll will double,", "and Velk will pay it."), spans_of(TEXT, "Mayor"))
    found = snippet(TEXT, one, ())
    assert found.text == TEXT[1:-1] == TEXT[found.start : found.end]


def test_marks_in_the_joined_content_are_found_in_the_document() -> None:
    one = statement(spans_of(TEXT, "The toll will double,", "and Velk will pay it."))
    joined = "The toll will double, and Velk will pay it."
    marks = [(joined.index(word), joined.index(word) + len(word)) for word in ("toll", "double, and", "pay")]
    found = snippet(TEXT, one, marks)
    assert [TEXT[m.start : m.end] for m in found.marks] == ["toll", "double,", "and", "pay"]


def test_of_a_long_statement_the_part_with_the_most_marks_is_shown() -> None:
    text = "one toll " + "word " * 200 + "a toll bridge and a toll road " + "word " * 200
    at = [i for i in range(len(text)) if text.startswith("toll", i)]
    found = snippet(text, statement((Span(0, len(text) - 1),)), [(i, i + 4) for i in at])
    assert len(found.text) <= LONGEST
    assert "a toll bridge and a toll road" in found.text
    assert found.text.split()[0] in ("word", "a")
    assert found.text.split()[-1] == "word"


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, Statement, list[tuple[int, int]]]:
    text = draw(st.text(st.sampled_from("ab 😀é\n"), min_size=1, max_size=60)) * draw(st.integers(1, 40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    content = tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    joined = sum(s.end - s.start for s in content) + len(content) - 1
    edges = sorted(draw(st.sets(st.integers(0, joined), max_size=8)))
    marks = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    return text, statement(content), marks


@given(cases())
def test_a_snippet_is_a_run_of_the_document_with_its_marks_inside(
    case: tuple[str, Statement, list[tuple[int, int]]],
) -> None:
    text, one, marks = case
    found = snippet(text, one, marks)
    assert found.text == text[found.start : found.end] != ""
    assert Span(found.start, found.end) in one.extent
    assert found.end - found.start <= LONGEST
    joined = " ".join(text[s.start : s.end] for s in one.content)
    shown = "".join(joined[a:b] for a, b in marks)
    for mark in found.marks:
        assert found.start <= mark.start < mark.end <= found.end
        assert text[mark.start : mark.end] in shown
        assert any(mark in span for span in one.content)
