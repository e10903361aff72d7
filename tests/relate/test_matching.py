"""A quotation against a text: the verdict, the place, the difference."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.relate.matching import Match, match
from onrecord.relate.quoted import quoted
from onrecord.relate.words import words_of

TEXT = (
    "Nobody asked this city. More than 3,000 people live in Eastbank, and every one of them needs that bridge. "
    "We've waited for um eleven years, and we will not wait another winter for Velk to mend it."
)


def found(quote: str, text: str = TEXT) -> Match:
    one = match(quoted(quote), text, words_of(text))
    assert one
    return one


@pytest.mark.parametrize(
    "quote",
    [
        "Nobody asked this city",
        "nobody asked — THIS “city”",
        "3000 people live in Eastbank",
        "Eastbank; and every one\nof them needs that bridge!",
        "weve waited",
        "[n]obody asked this city",
        "this city … more than 3,000",
    ],
)
def test_words_in_a_row_are_verbatim_in_any_dress(quote: str) -> None:
    one = found(quote)
    assert (one.verdict, one.diff, one.similarity > 0.99) == ("verbatim", None, True)


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        (
            "More than 3,000 people … every one of them needs that bridge",
            ["More than 3,000 people", "every one of them needs that bridge"],
        ),
        ("More than 3,000 [poor] people live in Eastbank", ["More than 3,000", "people live in Eastbank"]),
        ("we will not wait … for [them] to mend it", ["we will not wait", "for", "to mend it"]),
        ("every one of [the families] needs that bridge", ["every one of", "needs that bridge"]),
    ],
)
def test_words_left_out_at_marks_are_trimmed(quote: str, parts: list[str]) -> None:
    one = found(quote)
    assert one.verdict == "trimmed"
    shown = [TEXT[part.start : part.end] for part in one.parts]
    assert " ".join(shown) == " ".join(parts)


@pytest.mark.parametrize(
    ("quote", "diff", "kind", "harmless"),
    [
        ("we will wait another winter", "we will [-not-] wait another winter", "negation", False),
        (
            "More than 5,000 people live in Eastbank",
            "More than [-3,000-]{+5,000+} people live in Eastbank",
            "number",
            False,
        ),
        ("wait another winter for Strand to mend it", "wait another winter for [-Velk-]{+Strand+} to mend it", "name", False),
        ("More than 3,000 people work in Eastbank", "More than 3,000 people [-live-]{+work+} in Eastbank", "words", False),
        ("every one of them always needs that bridge", "every one of them {+always+} needs that bridge", "words", False),
        ("waited for eleven years and we", "waited for [-um-] eleven years, and we", "filler", True),
        ("No. More than 3,000 people live in Eastbank", "{+No+} More than 3,000 people live in Eastbank", "filler", True),
        ("No more than 3,000 people live in Eastbank", "{+No+} More than 3,000 people live in Eastbank", "negation", False),
        ("We have waited for um eleven years", "[-We've-]{+We have+} waited for um eleven years", "contraction", True),
        ("more than 3,000 people live in Eastbank, every one of them", "More than 3,000 people live in Eastbank, [-and-] every one of them", "joint", True),
    ],
)  # fmt: skip
def test_other_words_are_altered_and_the_difference_is_typed(
    quote: str, diff: str, kind: str, harmless: bool
) -> None:
    one = found(quote)
    assert (one.verdict, one.diff) == ("altered", diff)
    assert [(edit.kind, edit.harmless) for edit in one.edits] == [(kind, harmless)]


SPEECH = (
    "I do not believe that the sluice is safe. We should never have sent the ferry to Tarn. Nobody in this guild "
    "has asked for the sale of the Strand yard. We mended the gate, which nobody saw, and we were not paid for it. "
    "We cannot and will not sell the Strand mill. The winter took our boats, our nets, not to mention the lamp."
)


@pytest.mark.parametrize(
    "quote",
    [
        "I do … believe that the sluice is safe",
        "I [do] believe that the sluice is safe",
        "We should … have sent the ferry to Tarn",
        "We should [always] have sent the ferry to Tarn",
        "[Everybody] in this guild has asked for the sale",
        "I do not believe that the sluice is [not] safe",
    ],
)
def test_a_mark_that_swallows_or_puts_a_not_is_an_alteration(quote: str) -> None:
    one = found(quote, SPEECH)
    assert one.verdict == "altered"
    assert [edit.kind for edit in one.edits] == ["negation"]


@pytest.mark.parametrize(
    "quote",
    [
        "We mended the gate … and we were not paid for it",
        "I do not believe … We should never have sent the ferry to Tarn",
        "[No one] in this guild has asked for the sale",
        "[They] should never have sent the ferry to Tarn",
        "We cannot … sell the Strand mill",
        "We … will not sell the Strand mill",
        "The winter took our boats … the lamp",
        "We cannot and will not sell [the mill that was not ours]",
    ],
)
def test_a_mark_that_leaves_out_a_clause_with_its_not_is_none(quote: str) -> None:
    assert found(quote, SPEECH).verdict == "trimmed"


@pytest.mark.parametrize(
    ("quote", "diff"),
    [
        ("[Nobody here] has asked for the sale", "{+[Nobody here]+} has asked for the sale"),
        (
            "[They] should never have sent the ferry to [the Strand]",
            "[-We-]{+[They]+} should never have sent the ferry to [-Tarn-]{+[the Strand]+}",
        ),
    ],
)
def test_a_bracket_at_an_end_stands_before_or_behind_what_is_kept(quote: str, diff: str) -> None:
    assert found(quote, SPEECH).diff == diff


def test_an_unmarked_omission_is_an_alteration() -> None:
    assert found("Nobody asked this city. Every one of them needs that bridge.").verdict == "altered"


def test_another_hyphenation_is_no_alteration() -> None:
    one = found("the sluice-keeper came", "and the sluicekeeper came late")
    assert one.verdict == "verbatim"


def test_a_short_quotation_needs_the_very_words() -> None:
    assert match(quoted("nobody asked that city"), TEXT, words_of(TEXT)) is None
    assert found("nobody asked this").verdict == "verbatim"


def test_a_passage_with_other_words_is_not_found() -> None:
    quote = quoted("Every one of the ferries will be sold to the highest bidder, she told the council.")
    assert match(quote, TEXT, words_of(TEXT)) is None


DRESSES: list[Callable[[str], str]] = [str.upper, str.lower, str.title, str]

vocabulary = st.sampled_from(
    (
        "Tarn",
        "sluice",
        "ferry",
        "the",
        "of",
        "to",
        "we",
        "will",
        "mend",
        "2,000",
        "don’t",
        "co-op",
        "café",
        "ﬁne",
        "U.S.",
    )
)
gaps = st.sampled_from([" ", ", ", " — ", "\n", "; “", "” ", ". "])


@given(st.lists(st.tuples(vocabulary, gaps), min_size=1, max_size=30), st.data())
def test_any_slice_of_words_is_verbatim_in_any_dress(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = "".join(word + gap for word, gap in pieces)
    start = data.draw(st.integers(0, len(pieces) - 1))
    end = data.draw(st.integers(start + 1, len(pieces)))
    dress = data.draw(st.sampled_from(DRESSES))
    quote = data.draw(gaps).join(dress(word) for word, _ in pieces[start:end])
    one = found(quote, text)
    assert one.verdict == "verbatim"
    assert words_of(text[one.span.start : one.span.end]).keys == words_of(quote).keys


@given(st.text(), st.text())
def test_any_two_texts_have_an_answer_with_offsets_in_the_text(quote: str, text: str) -> None:
    asked = quoted(quote)
    assume(asked.words)
    one = match(asked, text, words_of(text))
    if one:
        assert one.span.end <= len(text)
        assert all(part in one.span for part in one.parts)
        for edit in one.edits:
            assert edit.old is None or edit.old in one.span
            assert edit.new is None or edit.new.end <= len(quote)
            assert one.span.start <= edit.at <= one.span.end
