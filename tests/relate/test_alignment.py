"""Word-level alignment."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.relate.alignment import align, in_a_row
from onrecord.relate.weights import weight


def split(shown: str) -> list[str]:
    return shown.split()


TEXT = split("the keeper says that we have mended the sluice at tarn before the flood")

words = st.lists(st.sampled_from(split("tarn sluice keeper the of ferry toll bridge")), max_size=12)


def test_words_in_a_row_are_found_at_their_place() -> None:
    assert in_a_row(split("we have mended"), TEXT) == (4, 6)
    assert in_a_row(split("we havem end ed"), TEXT) == (4, 6)
    assert in_a_row(split("have we mended"), TEXT) is None
    assert in_a_row([], TEXT) is None


def test_part_of_a_word_is_not_the_word() -> None:
    assert in_a_row(["end"], ["mended"]) is None


def test_a_replaced_word_leaves_its_neighbours_aligned() -> None:
    found = align(split("we have painted the sluice"), TEXT, {}, 0.0)
    assert found
    assert found.pairs == ((0, 4), (1, 5), (3, 7), (4, 8))


def test_words_left_out_cost_less_where_a_mark_says_so() -> None:
    quote = split("the keeper says the sluice at tarn")
    bare, marked = align(quote, TEXT, {}, 0.0), align(quote, TEXT, {3: "ellipsis"}, 0.0)
    assert bare
    assert marked
    assert bare.pairs == marked.pairs
    assert bare.similarity < marked.similarity < 1


def test_texts_with_other_words_are_not_aligned() -> None:
    assert align(split("nobody asked this city"), TEXT, {}, 0.1) is None


@given(words, words)
def test_aligned_words_are_the_same_and_in_order(quote: list[str], text: list[str]) -> None:
    found = align(quote, text, {}, 0.01) if quote else None
    if found:
        assert all(quote[i] == text[j] for i, j in found.pairs)
        assert all(a < c and b < d for (a, b), (c, d) in zip(found.pairs, found.pairs[1:], strict=False))
        aligned = sum(weight(quote[i]) for i, _ in found.pairs)
        assert found.similarity <= aligned / sum(map(weight, quote)) + 1e-9


@given(words.filter(len), words, words)
def test_a_slice_of_a_text_is_wholly_alike(quote: list[str], before: list[str], after: list[str]) -> None:
    found = align(quote, [*before, *quote, *after], {}, 1.0)
    assert found
    assert found.similarity == 1.0
    assert [i for i, _ in found.pairs] == list(range(len(quote)))


marks = st.dictionaries(st.integers(0, 12), st.sampled_from(["ellipsis", "bracket"]), max_size=3)


@given(words.filter(len), words, marks)
def test_no_alignment_is_given_up_that_is_similar_enough(
    quote: list[str], text: list[str], marked: dict[int, str]
) -> None:
    any_at_all = align(quote, text, marked, -10.0)
    assert any_at_all
    assert align(quote, text, marked, any_at_all.similarity - 1e-9) == any_at_all
