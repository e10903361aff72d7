"""Where a search goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.cursor import Cursor, decode, encode

keys = st.integers(1, 2**50)


@given(keys, st.frozensets(keys, max_size=50))
def test_a_cursor_comes_back_as_it_was(until: int, shown: frozenset[int]) -> None:
    cursor = Cursor(until, shown)
    given_out = encode(cursor, "search")
    assert given_out.replace("-", "").replace("_", "").isalnum()
    assert decode(given_out, "search") == cursor


def test_a_cursor_is_short_enough_to_be_copied() -> None:
    assert len(encode(Cursor(10**6, frozenset(range(1, 10**6, 50_000))), "search")) < 100


@given(st.text(max_size=30) | st.binary(max_size=30).map(lambda raw: raw.hex()))
def test_what_was_never_given_out_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="after is"):
        decode(text, "search")


def test_a_cursor_of_another_search_is_refused() -> None:
    with pytest.raises(ValueError, match="give the same words and filters"):
        decode(encode(Cursor(3), "one search"), "another")
