"""Dates of statements: the tables dates.tsv and when.tsv."""

from __future__ import annotations

import pytest

from onrecord.context.dates import Anchor, expressions
from onrecord.context.occasions import occasions
from onrecord.model import Block, Document, Span, Statement
from tests.context import marked


def found_in(words: str, published: str) -> str:
    anchor = Anchor(published) if published else None
    shown = []
    for expression in expressions(words, anchor):
        date = f"{expression.shift:+d}" if expression.shift is not None else expression.date
        shown.append(f"{expression.text} = {date or '-'}")
    return " ; ".join(shown)


@pytest.mark.parametrize(("published", "words", "found"), [(*r, "")[:3] for r in marked.rows("dates.tsv")])
def test_expression_of_time(published: str, words: str, found: str) -> None:
    assert found_in(words, published) == found


@pytest.mark.parametrize(("published", "story", "said"), marked.rows("when.tsv"))
def test_said(published: str, story: str, said: str) -> None:
    document, statements, speakers = marked.read(story, published)
    result = occasions(document, statements, speakers)
    wanted = said.split(" ; ")
    shown = []
    for statement, want in zip(statements, wanted, strict=True):
        when = result[statement.id].said
        date = (when.date if when else None) or "-"
        shown.append(f"{date} = {when.text}" if when and " = " in want else date)
    assert shown == wanted


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "words",
    ["on Tuesday", "Tuesday last week", "yesterday", "last night", "999 days ago", "last month", "last year",
     "999 years ago", "on Thanksgiving", "in March", "a day later", "May 4, 0001"],
)  # fmt: skip
def test_no_date_is_beyond_the_calendar(published: str, words: str) -> None:
    (found,) = expressions(f"He left {words}.", Anchor(published))
    assert found.date is None or 1 <= int(found.date[:4]) <= 9999


def test_every_finding_has_a_span_that_supports_it_and_every_gap_a_reason() -> None:
    for _, story, _ in marked.rows("when.tsv"):
        document, statements, speakers = marked.read(story, "2019-03-07")
        for result in occasions(document, statements, speakers).values():
            assert all(f.spans for f in result.findings)
            assert ("said" in result.reasons) == (result.said is None or result.said.date is None)
            assert ("channel" in result.reasons) == (result.channel is None)
            assert ("via" in result.reasons) == (not result.via)
            if result.said is not None:
                assert result.said.text == document[result.said.span]


def test_a_relative_expression_keeps_what_it_was_resolved_against() -> None:
    document, statements, speakers = marked.read("[Ruiz] {said} Monday <it would hold>.", "2019-03-07")
    said = occasions(document, statements, speakers)[statements[0].id].said
    assert said is not None
    assert (said.date, said.text, said.anchor) == ("2019-03-04", "Monday", "2019-03-07")


def test_without_publication_date_the_reason_names_the_expression() -> None:
    document, statements, speakers = marked.read("[Ruiz] {said} Monday <it would hold>.")
    result = occasions(document, statements, speakers)[statements[0].id]
    assert result.reasons["said"] == "no publication date to resolve “Monday” against"


@pytest.mark.parametrize(
    ("kind", "heading", "channel"),
    [
        ("transcript", "Press Briefing on the Dam", "briefing"),
        ("transcript", "Interview with Ana Ruiz", "interview"),
        ("transcript", "Remarks by the Governor", "speech"),
        ("transcript", "Words", None),
        ("release", "FOR IMMEDIATE RELEASE", "statement"),
        ("post", "The dam will hold.", "social"),
    ],
)
def test_an_original_gives_date_and_channel_to_its_words(
    kind: str, heading: str, channel: str | None
) -> None:
    text = f"{heading}\nThursday, March 5, 2026\n\nRUIZ: It will hold."
    turn = Span(text.index("RUIZ"), len(text))
    words = (Span(turn.start + 6, turn.end),)
    block = Block("turn", turn, words, (Span(turn.start, turn.start + 4),))
    document = Document(text, kind, published="2026-03-05", blocks=(block,))  # type: ignore[arg-type]
    statement = Statement(document.id, words, block.signature, (), "post")
    result = occasions(document, [statement], {})[statement.id]
    assert result.channel == channel
    assert result.said is not None
    assert (result.said.date, result.said.text) == ("2026-03-05", "Thursday, March 5, 2026")


def test_nothing_is_found_without_statements() -> None:
    assert occasions(Document("On Monday it rained."), [], {}) == {}
