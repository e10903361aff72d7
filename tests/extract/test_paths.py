"""The best labelling under the rules of BIO, and the runs in it."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.paths import Floats, Run, Tags, best_paths, runs, viterbi

O, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(7)  # noqa: E741
TAGS = 7

SCORES = st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(0, 2**32 - 1))


def is_bio(path: list[int]) -> bool:
    return all(
        tag not in (I_SOURCE, I_CUE, I_CONTENT) or before in (tag - 1, tag)
        for before, tag in zip([O, *path], path, strict=False)
    )


def best_by_trying(scores: Floats) -> float:
    """The highest score of all labellings that obey BIO."""
    length = len(scores)
    return max(
        sum(float(scores[i, tag]) for i, tag in enumerate(path))
        for path in itertools.product(range(TAGS), repeat=length)
        if is_bio(list(path))
    )


def random_scores(rows: int, length: int, seed: int) -> Floats:
    raw = np.random.default_rng(seed).normal(size=(rows, length, TAGS), scale=4).astype(np.float32)
    scores: Floats = raw - np.log(np.exp(raw).sum(-1, keepdims=True))
    return scores


def score(row: Floats, path: Tags) -> float:
    return sum(float(row[i, tag]) for i, tag in enumerate(path.tolist()))


@given(SCORES)
def test_viterbi_finds_the_best_labelling_that_obeys_bio(given_: tuple[int, int, int]) -> None:
    scores = random_scores(*given_)
    for row, path in zip(scores, viterbi(scores), strict=True):
        tags = path.tolist()
        assert is_bio(tags)
        assert score(row, path) == pytest.approx(best_by_trying(row), abs=1e-3)


@given(st.integers(1, 5), st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_viterbi_obeys_bio_at_any_length(rows: int, length: int, seed: int) -> None:
    paths = viterbi(random_scores(rows, length, seed))
    assert paths.shape == (rows, length)
    assert all(is_bio(path.tolist()) for path in paths)


@pytest.mark.parametrize("found_by", [viterbi, best_paths])
def test_the_scores_are_left_alone(found_by: Callable[[Floats], Tags]) -> None:
    scores = random_scores(4, 40, 1)
    before = scores.copy()
    found_by(scores)
    assert np.array_equal(scores, before)


@pytest.mark.parametrize("found_by", [viterbi, best_paths])
def test_rows_do_not_touch_each_other(found_by: Callable[[Floats], Tags]) -> None:
    scores = random_scores(3, 20, 2)
    together = found_by(scores)
    for number in range(3):
        assert np.array_equal(found_by(scores[number : number + 1])[0], together[number])


@given(SCORES, st.sampled_from([1.0, 4.0, 30.0]))
def test_the_best_paths_are_those_that_all_places_weighed_would_give(
    given_: tuple[int, int, int], sharpness: float
) -> None:
    scores = random_scores(*given_) * np.float32(sharpness)
    for row, path in zip(scores, best_paths(scores), strict=True):
        assert is_bio(path.tolist())
        assert score(row, path) == pytest.approx(best_by_trying(row), abs=1e-3 * sharpness)


@given(st.integers(1, 5), st.integers(1, 80), st.integers(0, 2**32 - 1), st.sampled_from([1.0, 4.0, 30.0]))
def test_the_best_paths_score_what_viterbi_s_do(rows: int, length: int, seed: int, sharpness: float) -> None:
    scores = random_scores(rows, length, seed) * np.float32(sharpness)
    for row, path, other in zip(scores, best_paths(scores), viterbi(scores), strict=True):
        assert is_bio(path.tolist())
        assert score(row, path) == pytest.approx(score(row, other), abs=1e-3 * sharpness)


@pytest.mark.parametrize(
    ("tags", "part", "expected"),
    [
        ([O, B_CONTENT, I_CONTENT, O, B_CONTENT], 2, [(1, 2), (4, 4)]),
        ([B_CONTENT, B_CONTENT, I_CONTENT], 2, [(0, 0), (1, 2)]),
        ([B_SOURCE, I_SOURCE, B_CUE, B_CONTENT], 0, [(0, 1)]),
        ([B_SOURCE, I_SOURCE, B_CUE, B_CONTENT], 1, [(2, 2)]),
        ([O, O], 1, []),
        ([], 1, []),
    ],
)
def test_runs_of_a_labelling(tags: list[int], part: int, expected: list[Run]) -> None:
    (found,) = runs(np.array([tags], dtype=np.int64))
    assert found[part] == expected


@given(st.integers(1, 4), st.integers(1, 30), st.integers(0, 2**32 - 1))
def test_runs_cover_just_the_tags_of_their_part(rows: int, length: int, seed: int) -> None:
    paths = viterbi(random_scores(rows, length, seed))
    for path, found in zip(paths.tolist(), runs(paths), strict=True):
        for part, spans in enumerate(found):
            covered = {p for a, b in spans for p in range(a, b + 1)}
            assert covered == {p for p, tag in enumerate(path) if tag in (1 + 2 * part, 2 + 2 * part)}
