"""Text of stories on a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.report.terminal import shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("  two\n\nlines\t here ", "two lines here"),
        ("\x1b[2J\x1b]0;x\x07", "�[2J�]0;x�"),
        ("\x9b31m", "�31m"),
        ("a\x00b\x08c\x7fd", "a�b�c�d"),
        ("abc\u202edef\u202c", "abc�def�"),
        ("\u2066a\u2069\u200e\u200f", "�a���"),
        ("\u061c", "�"),
        ("one\rtwo", "one two"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("e\u0301 😀 👩‍👧 שלום 日本", "e\u0301 😀 👩‍👧 שלום 日本"),
        ("[bold]x[/bold] :smile:", "[bold]x[/bold] :smile:"),
    ],
)
def test_control_characters_are_replaced(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(st.text())
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    for character in shown(text):
        assert unicodedata.category(character) != "Cc"
        assert unicodedata.bidirectional(character) not in (
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        )


@given(st.text())
def test_showing_twice_changes_nothing(text: str) -> None:
    assert shown(shown(text)) == shown(text)
