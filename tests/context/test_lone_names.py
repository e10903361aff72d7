"""A single name that nothing introduces: a surname or a brand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.context.lone_names import is_body


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Norvane said it was late.", True),
        ("Norvane shares fell on Monday.", True),
        ("She works for Norvane in Orr.", True),
        ("Users of the app Norvane left.", True),
        ("Norvane, a retailer, left.", True),
        ("Norvane's website was down.", True),
        ("Norvane said he was late.", False),
        ("Norvane said so. She left.", False),
        ("Norvane, 34, left.", False),
        ("Norvane, who sings, left.", False),
        ("Gov. Norvane said its budget fell.", False),
        ("Norvane left.", False),
        ("Norvane liked the song. Norvanes fell. The firm Norvaney left.", False),
    ],
)
def test_the_words_around_a_name_tell_what_it_is(text: str, body: bool) -> None:
    assert is_body(text, "Norvane", text.index("Norvane")) is body


@pytest.mark.parametrize("word", ["LumoWorks", "harbor.example", "K9"])
def test_without_signs_a_name_written_like_a_brand_is_one(word: str) -> None:
    assert is_body(f"{word} left.", word, 0)


@pytest.mark.parametrize("word", ["McTavish", "Amsel", "Ruth", "Ortiz-Marsh", "O’Dell"])
def test_without_signs_a_name_written_like_a_surname_is_a_persons(word: str) -> None:
    assert not is_body(f"{word} left.", word, 0)


@given(st.text(), st.text(min_size=1), st.integers(0, 100))
def test_any_text_has_an_answer(text: str, word: str, at: int) -> None:
    assert is_body(text + word, word, at) in (True, False)
