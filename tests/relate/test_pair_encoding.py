"""What the pair network is given: both statements, and which of their words matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.relate.pair_encoding import (
    CLS,
    KINDS,
    LONGEST,
    MATCHES,
    SEP,
    PairEncoding,
    encode_pair,
    stem,
    words_of,
)
from onrecord.weights import WEIGHTS

TOKENIZER = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
WORD, STEM, MISSING = 1, 2, 3
DENIAL, NUMBER, NAME = 1, 2, 3


def encoded(first: str, second: str) -> PairEncoding:
    return encode_pair(words_of(first, TOKENIZER), words_of(second, TOKENIZER))


def feature(name: str, first: str, second: str) -> dict[str, int]:
    """A feature by piece; the second statement's pieces stand behind a slash."""
    pair = encoded(first, second)
    pieces = [TOKENIZER.id_to_token(int(n)) or "" for n in pair.ids]
    values = getattr(pair, name).tolist()
    keys = ["/" * int(side) + piece for side, piece in zip(pair.segment, pieces, strict=True)]
    return dict(zip(keys, values, strict=True))


def test_both_statements_stand_between_special_pieces() -> None:
    pair = encoded("The bridge is open.", "The bridge is shut.")
    assert pair.ids[0] == CLS
    assert [n for n, piece in enumerate(pair.ids) if piece == SEP] == [6, 12]
    assert pair.segment.tolist() == [0] * 7 + [1] * 6


def test_words_are_marked_by_whether_the_other_statement_has_them() -> None:
    found = feature("match", "Ackerby closed the bridge.", "The bridge closes at noon.")
    assert found["bridge"] == found["/bridge"] == found["the"] == WORD
    assert found["closed"] == found["/closes"] == STEM
    assert found["/noon"] == MISSING
    assert found["."] == found["[SEP]"] == 0


def test_denials_numbers_and_names_are_marked() -> None:
    found = feature("kind", "Lenning won't pay 2,000 crowns to Velk.", "They never owed two.")
    assert found["won"] == found["/never"] == DENIAL
    assert found["2"] == found["000"] == found["/two"] == NUMBER
    assert found["ve"] == NAME if "ve" in found else found["velk"] == NAME
    assert found["pay"] == found["/they"] == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("close", "closed"), ("planned", "plans"), ("denied", "denies"), ("voting", "vote"), ("city", "cities"),
        ("two", "2"), ("2,000", "2000"), ("mayor's", "mayors"), ("adding", "added"),
    ],
)  # fmt: skip
def test_inflections_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("bridge", "bride"), ("tax", "tact"), ("2,000", "2,001")])
def test_other_words_have_another_stem(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_curly_and_straight_apostrophes_are_one() -> None:
    assert encoded("It isn’t so.", "It is.").ids.tolist() == encoded("It isn't so.", "It is.").ids.tolist()


def test_of_a_long_statement_the_part_with_common_words_is_kept() -> None:
    filler = "We spoke about rain and wind for a while. " * 40
    pair = encoded(filler + "The Ostrander Bridge stays shut. " + filler, "The Ostrander Bridge opens today.")
    assert len(pair) == LONGEST
    kept = TOKENIZER.decode(pair.ids[pair.segment == 0].tolist())
    assert "bridge stays shut" in kept


def test_two_long_statements_share_the_room() -> None:
    pair = encoded("one way " * 300, "another way " * 300)
    assert len(pair) == LONGEST
    assert abs(int((pair.segment == 0).sum()) - int((pair.segment == 1).sum())) <= 2


texts = st.text(max_size=400) | st.text("ab 1'’.,é€😀\n", max_size=400)


@given(texts, texts)
def test_every_text_is_encoded_within_bounds(first: str, second: str) -> None:
    pair = encoded(first, second)
    assert 3 <= len(pair) <= LONGEST
    assert len(pair.segment) == len(pair.match) == len(pair.kind) == len(pair)
    assert set(pair.match.tolist()) <= set(range(MATCHES))
    assert set(pair.kind.tolist()) <= set(range(KINDS))
    assert pair.ids.tolist().count(SEP) >= 2


vocabulary = st.sampled_from(["the", "mayor", "Mayor", "isn't", "1,000", "2.5", "bridge,", "no."])
sayings = st.lists(vocabulary, max_size=12).map(" ".join)


@given(sayings, sayings)
def test_a_common_word_is_common_from_both_sides(first: str, second: str) -> None:
    pair = encoded(first, second)
    one, other = ((pair.match[pair.segment == side] == WORD).any() for side in (0, 1))
    assert one == other
