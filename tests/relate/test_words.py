"""Words that can be compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.relate.words import SEED, key_of, words_in, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Sluice", "the sluice"),
        ("“Don’t,” he said", "don't he said"),
        ("2,000 people", "2000 people"),
        ("1,234,567.5", "1234567.5"),
        ("Mend & mow", "mend and mow"),
        ("Mend &amp; mow", "mend and mow"),
        ("45% of it", "45 percent of it"),
        ("caf\u00e9", "cafe\u0301"),
        ("ﬁne oﬃce", "fine office"),
        ("cover-up — now", "cover up now"),
        ("the\nferry\r\n\tgoes", "the ferry goes"),
        ("sluice\u00adkeeper sluice\u200bkeeper", "sluicekeeper sluicekeeper"),
        ("#MendTheBridge @MayorAckerby", "MendTheBridge MayorAckerby"),
        ("gone. https://example.org/a?b=c#d pic.twitter.com/xyz", "gone"),
        ("STRASSE", "straße"),
    ],
)
def test_another_dress_is_the_same_word(one: str, other: str) -> None:
    assert words_of(one).keys == words_of(other).keys


@pytest.mark.parametrize(
    ("one", "other"), [("2.5", "25"), ("12", "1 2"), ("sixty", "60"), ("ferry", "ferries")]
)
def test_other_words_are_not(one: str, other: str) -> None:
    assert words_of(one).keys != words_of(other).keys


@given(st.text())
def test_every_word_is_found_again_by_its_offsets(text: str) -> None:
    words = words_of(text)
    assert list(words.starts) == sorted(set(words.starts))
    for key, start, end in zip(words.keys, words.starts, words.ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert key_of(text[start:end]) == key
        assert key
        assert not any(character.isspace() for character in key)


# Up to Cyrillic: the marks of other scripts are no accents, and words are not compared without them.
@given(st.text(st.characters(codec="utf-8", max_codepoint=0x4FF)))
def test_how_a_text_is_encoded_does_not_change_its_words(text: str) -> None:
    composed, taken_apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert words_of(composed).keys == words_of(taken_apart).keys


def test_words_of_several_spans_follow_each_other() -> None:
    text = "We will mend it, he said, by spring."
    words = words_in(text, (Span(0, 15), Span(26, 35)))
    assert words.keys == ("we", "will", "mend", "it", "by", "spring")
    assert text[words.starts[4] : words.ends[5]] == "by spring"


def test_a_run_over_spans_out_of_order_lies_around_them() -> None:
    text = "We will mend it, he said, by spring."
    words = words_in(text, (Span(26, 35), Span(0, 15)))
    assert words.span(0, 2) == Span(0, 35)


few = st.lists(st.sampled_from(["ferry", "toll", "bridge", "the"]), max_size=24)


@given(few, few)
def test_four_words_in_a_row_that_two_texts_share_are_found(one: list[str], other: list[str]) -> None:
    a, b = words_of(" ".join(one)), words_of(" ".join(other))
    rows = [b.keys[i : i + SEED] for i in range(len(b) - SEED + 1)]
    shared = [i for i in range(len(a) - SEED + 1) if a.keys[i : i + SEED] in rows]
    assert a.seeds_of(b) == shared
    for i in shared:
        wanted = a.keys[i : i + SEED]
        assert b.first(wanted, a.seeds[i]) == rows.index(wanted)


def test_a_text_without_words_has_none() -> None:
    assert not words_of("")
    assert not words_of("… — “!”")
