"""Claims of a statement, clause by clause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.relate.clauses import Clause, clauses
from onrecord.relate.lexicon import stem


def of(text: str) -> tuple[Clause, ...]:
    return clauses(text, (Span(0, len(text)),))


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The state will not pay", {"pay"}),
        ("The state won’t pay", {"pay"}),
        ("We never said the tank leaked", {"say"}),
        ("Not only the tank leaked", set()),
        ("He never denied the leak", set()),
        ("They did not ask, and we paid", {"ask"}),
        ("Nobody paid", {"pay"}),
    ],
)
def test_what_stands_behind_a_word_of_denial_is_denied(text: str, denied: set[str]) -> None:
    (clause,) = of(text)
    assert clause.denied == denied


def test_but_begins_a_claim_of_its_own() -> None:
    first, second = of("The tank was not full, but the pump ran")
    assert "full" in first.denied
    assert not second.denied


def test_an_abbreviation_does_not_end_a_clause() -> None:
    assert len(of("Gov. Lund sent U.S. troops home")) == 1


@pytest.mark.parametrize("word", ["closed", "closes", "closing", "closure", "shut"])
def test_forms_and_words_of_one_meaning_share_a_stem(word: str) -> None:
    assert stem(word) == stem("close")


def test_a_clause_of_what_is_to_come_says_so() -> None:
    assert [c.future for c in of("We will pay. We paid.")] == [True, False]


def test_a_question_is_known() -> None:
    assert [c.question for c in of("Who paid? We paid.")] == [True, False]


@pytest.mark.parametrize(
    ("first", "second", "denied"),
    [
        ("None of the tanks has leaked,", "We will close the mill.", [{"tank", "leak"}, set()]),
        ("Nobody likes a higher toll,", "The toll will rise.", [{"like", "higher", "toll"}, set()]),
        ("We will not,", "close the mill.", [{"close", "mill"}]),
        ("There was no reason", "to close the mill.", [{"reason", "close", "mill"}]),
    ],
)
def test_words_behind_a_cue_are_a_claim_of_their_own_where_they_begin_like_one(
    first: str, second: str, denied: list[set[str]]
) -> None:
    text = f"“{first}” she said. “{second}”"
    spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in (first, second))
    assert [clause.denied for clause in clauses(text, spans)] == denied


@given(st.text(), st.integers(0, 20), st.integers(1, 60))
def test_every_term_is_a_run_of_the_text(text: str, start: int, length: int) -> None:
    if start >= len(text):
        return
    span = Span(start, min(len(text), start + length))
    for clause in clauses(text, (span,)):
        assert clause.span in span
        for term in clause.terms:
            assert term.span in clause.span
            assert text[term.span.start : term.span.end].lower().replace("’", "'") == term.word
