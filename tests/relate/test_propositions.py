"""Which sentences claim something."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.relate.propositions import Form, propositions, sentences


@pytest.mark.parametrize(
    "text",
    [
        "the pier will close to all boats in April",
        "a closing had been decided on",
        "that the inspectors found fourteen cracked hangers",
        "The clerk who runs the harbor office was told on Monday",
        "“will not pay to replace a bridge”",
        "I’m not going to sign that order",
        "Nobody asked this city about it",
        "the pictures show that the deck is safe",
    ],
)
def test_a_sentence_with_a_verb_of_its_own_claims_something(text: str) -> None:
    assert [one.text for one in propositions(text)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "the closing of the bridge in April",
        "a ferry that was built for sixty people",
        "to close the bridge by the end of April",
        "whether the bridge will close in April",
        "what was agreed between the two boards",
        "closing the bridge was a mistake, she said",
        "Will the bridge close in April?",
        "would the mayor and the board of the port",
        "the bridge",
    ],
)
def test_what_names_a_matter_or_asks_claims_nothing(text: str) -> None:
    assert propositions(text) == ()


@pytest.mark.parametrize(
    ("form", "claims"), [("clause", True), ("quoted", False), ("object", False)], ids=str
)
def test_a_clause_needs_no_verb_that_is_known(form: Form, claims: bool) -> None:
    assert bool(propositions("three of the rods stand side by side", form)) is claims


def test_the_object_of_a_verb_needs_an_unmistakable_one() -> None:
    text = "measures to bar suspected smugglers from the port"
    assert propositions(text, "object") == ()
    assert propositions("the smugglers were barred from the port", "object")


def test_each_sentence_is_one() -> None:
    text = "Mr. Strand saw it at 9 p.m. on Monday. He told the board. “We knew!” Ida Holm wrote it down."
    assert [text[one.start : one.end] for one in sentences(text)] == [
        "Mr. Strand saw it at 9 p.m. on Monday.",
        "He told the board.",
        "“We knew!”",
        "Ida Holm wrote it down.",
    ]


@pytest.mark.parametrize("text", ["A. ", ".", "Dr. ", ". ) ", "\n. "])
def test_the_sentences_of_a_text_of_any_length_are_found_in_one_pass(text: str) -> None:
    """What looks back at all that was read would take minutes here."""
    assert all(one.end for one in sentences(text * 150_000))


def test_an_abbreviation_is_no_end_however_far_the_next_word_is() -> None:
    text = "It was Dr." + " " * 40 + "Holm. She left.\nAt 9 p.m.\nit rained"
    assert [text[one.start : one.end].split()[-1] for one in sentences(text)] == ["Holm.", "left.", "rained"]


def test_no_more_sentences_are_looked_at_than_asked_for() -> None:
    text = "The pier will close in April. " * 9
    assert len(propositions(text, most=4)) == 4


def test_words_of_time_are_left_out_and_denied_ones_are_known() -> None:
    (one,) = propositions("the pier will not close on Monday")
    assert {term.word for term in one.terms} == {"pier", "close"}
    assert one.denied == {"close"}


@given(st.text(st.sampled_from("ab AM.?!…”\"' \n\t😀é"), max_size=60))
def test_sentences_are_spans_in_order_without_white_space_around_them(text: str) -> None:
    found = [*sentences(text)]
    assert all(text[one.start : one.end].strip() for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(not text[one.end - 1].isspace() for one in found)


@given(
    st.lists(
        st.sampled_from(
            ["the", "that", "who", "will", "run", "was", "not,", "while?", "boats", "“held”", "to", "4"]
        ),
        max_size=9,
    ),
    st.sampled_from(("clause", "object", "quoted")),
)
def test_any_words_can_be_asked_about(words: list[str], form: Form) -> None:
    for one in propositions(" ".join(words), form):
        assert one.text in " ".join(words)
