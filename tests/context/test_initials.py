"""A letter and a full stop: an initial, or a sentence's end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.context.clauses import sentence_starts
from onrecord.context.initials import ends_sentence
from onrecord.context.layout import layout
from onrecord.context.runs import runs


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Osterby wrote on X. Karl Voss laughed.", True),
        ("Osterby moved from Mastodon to X. Voss stayed.", True),
        ("They left the platform X. Mayor Ackerby did not.", True),
        ("The port has no Plan B. Karl Voss said so.", True),
        ("It is rich in vitamin C. Voss eats it.", True),
        ("They meet Ostrander in Group D. Velk is in Group A.", True),
        ("The essay got an A. Karl Voss wept.", True),
        ("She is in a J. Crew shop.", False),
        ("They heard the witness J. Orr.", False),
        ("They heard witness B. Karl Voss did not.", True),
        ("She is older than I. Karl Voss is not.", True),
        ("The line is run by route E. The ferry is not.", True),
        ("Q. Voss left why?", True),
        ("A. They know it.", True),
        ("A. Philip Voss left.", False),
        ("They heard it on the BBC. Karl Voss did not.", True),
        ("They trust Karl B. Voss more.", False),
        ("They trust K. Voss more.", False),
        ("The book by X. Lind is good.", False),
        ("They trust K. B. Voss more.", False),
        ("It was written by J. Baker.", False),
        ("It is the A. P. Voss Prize.", False),
        ("The U.S. Senate met.", False),
        ("It belongs to N. Lenning college.", False),
        ("Karl J. Voss left.", False),
    ],
)
def test_what_stands_around_the_letter_tells(text: str, ends: bool) -> None:
    stop = text.index(". ")
    assert ends_sentence(text, stop) is ends
    where = layout(text, ())
    assert (stop + 2 in where.sentences) is ends
    assert (stop + 2 in sentence_starts(text)) is ends
    joined = [run for run in runs(text, where) if run.start < stop < run.end - 1]
    assert not (ends and joined)


def test_a_title_in_capitals_ends_no_sentence() -> None:
    assert not ends_sentence("MR. VOSS laughed.", 2)


def test_a_line_ends_a_sentence_even_behind_a_letter() -> None:
    text = "Osterby wrote on X.\nVoss is with Norvane Corp.\nAckerby is not."
    assert sentence_starts(text) == [0, text.index("Voss"), text.index("Ackerby")]


@given(st.text("XB. \n”Aa", max_size=24))
def test_any_full_stop_has_an_answer(text: str) -> None:
    for stop in (i for i, c in enumerate(text) if c == "."):
        assert ends_sentence(text, stop) in (True, False)
    layout(text, ())
