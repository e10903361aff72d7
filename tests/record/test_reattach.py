"""Which statement a decision holds on to when the spans have moved."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Document, Span, Spans, Statement
from onrecord.record.decisions import Decision, about
from onrecord.record.reattach import ENOUGH, attach, carried, overlap

from .bridge import CLOSES, NOBODY, TEXT, at, found

DOCUMENT = Document("a" * 60)


def statement(start: int, end: int, source: Spans = ()) -> Statement:
    return Statement(DOCUMENT.id, (Span(start, end),), source)


def decided(one: Statement, action: str = "accept", **fields: Any) -> Decision:
    return about(one, action, "ada", "2026-03-05T10:00:00.000Z", **fields)  # type: ignore[arg-type]


def test_a_decision_holds_the_statement_that_it_was_made_on() -> None:
    one, other = statement(0, 10), statement(1, 10)
    held = attach((other, one), [decided(one)])
    assert held.by.keys() == {one.id}
    assert held.orphaned == ()


def test_a_decision_goes_to_the_statement_that_its_words_moved_to() -> None:
    moved = statement(2, 12)
    assert attach((moved, statement(20, 30)), [decided(statement(0, 10))]).by.keys() == {moved.id}


def test_of_two_candidates_the_one_that_shares_more_holds_it() -> None:
    less, more = statement(0, 12), statement(10, 30)
    assert attach((less, more), [decided(statement(0, 30))]).by.keys() == {more.id}


def test_of_two_equals_the_one_with_the_same_source_holds_it() -> None:
    other, same = statement(0, 10, (Span(50, 55),)), statement(0, 10, (Span(40, 44),))
    assert attach((other, same), [decided(statement(0, 11, (Span(40, 45),)))]).by.keys() == {same.id}


def test_a_decision_on_words_that_are_no_statement_any_more_is_orphaned() -> None:
    one = decided(statement(0, 10))
    held = attach((statement(30, 40),), [one])
    assert (held.by, held.orphaned) == ({}, (one,))


def test_a_decision_on_few_words_does_not_take_hold_of_a_paragraph_around_them() -> None:
    assert attach((statement(0, 60),), [decided(statement(5, 15), "reject")]).by == {}


def test_two_statements_that_became_one_do_not_share_their_decisions() -> None:
    more, less = decided(statement(0, 20)), decided(statement(20, 36), "reject")
    held = attach((statement(0, 36),), [more, less])
    assert (*held.by.values(), held.orphaned) == ((more,), (less,))


def test_decisions_before_and_after_a_move_hold_the_same_statement() -> None:
    old, new = decided(statement(0, 10), "reject"), decided(statement(2, 12))
    held = attach((statement(2, 12),), [old, new])
    assert held.by == {statement(2, 12).id: (old, new)}


def test_a_decision_holds_what_it_corrected_the_content_to() -> None:
    one = decided(statement(0, 10), "correct", field="content", value=(Span(30, 50),))
    better = statement(31, 50)
    assert attach((better,), [one]).by == {better.id: (one,)}


spans = (
    st.lists(st.integers(0, 60), min_size=2, max_size=6, unique=True)
    .map(sorted)
    .map(lambda at: tuple(Span(a, b) for a, b in zip(at[::2], at[1::2], strict=False)))
)


@given(spans, spans)
def test_overlap_is_a_share_that_does_not_depend_on_the_order(a: Spans, b: Spans) -> None:
    assert 0 <= overlap(a, b) == overlap(b, a) <= 1
    assert overlap(a, a) == 1


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_every_decision_is_held_once_or_orphaned(made_on: list[Spans], now: list[Spans]) -> None:
    statements = [Statement(DOCUMENT.id, content) for content in now]
    decisions = [decided(Statement(DOCUMENT.id, content)) for content in dict.fromkeys(made_on)]
    held = attach(statements, decisions)
    placed = [one for kept in held.by.values() for one in kept]
    assert sorted([*placed, *held.orphaned], key=lambda d: d.id) == sorted(decisions, key=lambda d: d.id)
    contents = {one.id: one.content for one in statements}
    for id, kept in held.by.items():
        assert all(overlap(one.content, contents[id]) >= ENOUGH for one in kept)


# Versions of a page


def on(part: tuple[str, str | None, str | None], **fields: Any) -> Decision:
    return decided(found(*part, document=Document(TEXT)), **fields)


def test_a_decision_goes_along_to_a_version_in_which_its_passage_stands_unchanged() -> None:
    new = "Updated on Thursday.\n\n" + TEXT
    one = on(NOBODY, action="correct", field="role", value="Mayor", support=(at("Mayor"),))
    moved = carried(one, TEXT, "d" * 32, new)
    assert moved is not None
    assert (moved.id, moved.document) == (one.id, "d" * 32)
    assert [new[s.start : s.end] for s in (*moved.content, *moved.source, *moved.cue, *moved.support)] == [
        "Nobody asked this city", "Mayor Rosalind Ackerby", "said", "Mayor",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "new",
    [TEXT.replace("will close in April", "will close in May"), TEXT + TEXT, TEXT.replace("on Tuesday ", "")],
    ids=["its words changed", "they stand twice", "words between them changed"],
)
def test_a_decision_does_not_go_along_where_its_passage_is_not_the_same(new: str) -> None:
    assert carried(on(CLOSES), TEXT, "d" * 32, new) is None


def test_a_decision_does_not_go_along_without_the_words_that_support_it() -> None:
    one = on(CLOSES, action="correct", field="role", value="county commissioner",
             support=(at("county commissioner"),))  # fmt: skip
    assert carried(one, TEXT, "d" * 32, TEXT.replace("county ", "")) is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_is_carried_over_prints_the_same_words(before: str, after: str) -> None:
    new = before + TEXT + after
    moved = carried(on(NOBODY), TEXT, "d" * 32, new)
    if moved is not None:
        assert [new[s.start : s.end] for s in moved.content] == ["Nobody asked this city"]
