"""Quotations as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.relate.quoted import quoted


@pytest.mark.parametrize("gap", ["...", "…", ". . .", "[...]", "[…]", "* * *", "...."])
def test_an_ellipsis_is_a_mark_between_words(gap: str) -> None:
    quote = quoted(f"we will mend it {gap} by spring")
    assert quote.words.keys == ("we", "will", "mend", "it", "by", "spring")
    assert [(mark.kind, mark.at) for mark in quote.marks] == [("ellipsis", 4)]


def test_an_editors_words_in_brackets_are_not_quoted() -> None:
    quote = quoted("they [the keepers] mend it")
    assert quote.words.keys == ("they", "mend", "it")
    assert quote.spelled.keys == ("they", "the", "keepers", "mend", "it")
    assert [(mark.kind, mark.at) for mark in quote.marks] == [("bracket", 1)]


def test_a_bracketed_first_letter_is_part_of_its_word() -> None:
    quote = quoted("[T]he sluice")
    assert quote.words.keys == ("the", "sluice")
    assert quote.text[quote.words.starts[0] : quote.words.ends[0]] == "T]he"
    assert quote.marks == ()


def test_a_letter_added_behind_a_word_is_an_editors() -> None:
    assert quoted("a[n] old sluice").words.keys == ("a", "old", "sluice")


def test_words_may_be_left_out_between_the_spans_of_a_content() -> None:
    text = "“We will mend it,” she said, “by spring.”"
    quote = quoted(text, (Span(1, 16), Span(30, 39)))
    assert quote.words.keys == ("we", "will", "mend", "it", "by", "spring")
    assert [(mark.kind, mark.at) for mark in quote.marks] == [("ellipsis", 4)]


@given(st.text(st.sampled_from("ab [].…*’ -\n")))
def test_words_stand_where_their_offsets_say(text: str) -> None:
    quote = quoted(text)
    for start, end in zip(quote.words.starts, quote.words.ends, strict=True):
        assert 0 <= start < end <= len(text)
    assert all(0 <= mark.at <= len(quote.words) for mark in quote.marks)
    assert all(mark.span.end <= len(text) for mark in quote.marks)
