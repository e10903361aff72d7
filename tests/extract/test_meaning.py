"""The table of meanings: what it says of words, and what is said when it is damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import WeightsError
from onrecord.extract import meaning
from onrecord.extract.meaning import Meaning
from onrecord.weights import WEIGHTS

SAME = [
    ("the mayor will raise the toll", "tolls are going up, the mayor says"),
    ("soldiers will leave the island", "troops are to be withdrawn from the islands"),
    ("doctors warn of a new disease", "physicians fear an epidemic"),
]


def test_what_means_the_same_is_nearer_than_what_does_not() -> None:
    left, right = (meaning.shared().vectors([pair[side] for pair in SAME]) for side in (0, 1))
    exact = left @ right.T
    by_code = np.stack([meaning.similarity(one, meaning.codes(right)) for one in left])
    for near in (exact, by_code):
        assert (near.argmax(axis=1) == np.arange(len(SAME))).all()


@given(st.lists(st.text(max_size=60), max_size=4))
def test_a_vector_depends_on_its_text_alone_and_has_length_one_or_none(texts: list[str]) -> None:
    together = meaning.shared().vectors(texts)
    assert together.shape == (len(texts), 256)
    for text, vector in zip(texts, together, strict=True):
        assert (meaning.shared().vectors([text])[0] == vector).all()
        assert np.linalg.norm(vector) == pytest.approx(1.0) or not vector.any()


def test_similarity_by_codes_is_nearly_the_cosine() -> None:
    vectors = meaning.shared().vectors([text for pair in SAME for text in pair])
    codes = meaning.codes(vectors)
    assert codes.shape == (6, 4)
    for one in vectors:
        assert np.abs(meaning.similarity(one, codes) - vectors @ one).max() < 0.25


@pytest.mark.parametrize("name", ["meaning.i8", "meaning.json", "tokenizer.json"])
def test_a_damaged_file_is_named(name: str, tmp_path: Path) -> None:
    for file in ("meaning.i8", "meaning.json", "tokenizer.json"):
        shutil.copyfile(WEIGHTS / file, tmp_path / file)
    (tmp_path / name).write_bytes(b"damaged")
    with pytest.raises(WeightsError, match=f"{name}: .*; reinstall onrecord"):
        Meaning(tmp_path)


def test_the_table_is_small_enough_to_be_shipped() -> None:
    assert (WEIGHTS / "meaning.i8").stat().st_size < 8 * 2**20
