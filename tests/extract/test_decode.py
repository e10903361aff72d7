"""From probabilities to candidates, and from candidates to statements."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.extract.decode import (
    CONTENT,
    CUE,
    SOURCE,
    Candidate,
    Features,
    Run,
    Settings,
    choose,
    confidence,
    runs,
    viterbi,
)

O, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(7)  # noqa: E741
TAGS = 7
ANCHOR_ONLY = Settings(threshold=0.5)

SCORES = st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(0, 2**32 - 1))
RUNS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 6)), min_size=1, max_size=3).map(
    lambda pairs: _apart(sorted((a, a + n) for a, n in pairs))
)


def _apart(pairs: list[Run]) -> tuple[Run, ...]:
    """Runs that do not touch, as a labelling gives them."""
    out: list[Run] = []
    for a, b in pairs:
        if not out or a > out[-1][1]:
            out.append((a, b))
    return tuple(out)


def is_bio(path: list[int]) -> bool:
    return all(
        tag not in (I_SOURCE, I_CUE, I_CONTENT) or before in (tag - 1, tag)
        for before, tag in zip([O, *path], path, strict=False)
    )


def best_by_trying(scores: npt.NDArray[np.float32]) -> float:
    """The highest score of all labellings that obey BIO."""
    length = len(scores)
    return max(
        sum(float(scores[i, tag]) for i, tag in enumerate(path))
        for path in itertools.product(range(TAGS), repeat=length)
        if is_bio(list(path))
    )


def random_scores(rows: int, length: int, seed: int) -> npt.NDArray[np.float32]:
    raw = np.random.default_rng(seed).normal(size=(rows, length, TAGS), scale=4).astype(np.float32)
    scores: npt.NDArray[np.float32] = raw - np.log(np.exp(raw).sum(-1, keepdims=True))
    return scores


def candidate(anchor: int, *content: Run, rating: float = 3.0) -> Candidate:
    """A candidate whose anchor and keep logits are both ``rating``."""
    return Candidate(anchor, (), (), content, Features(anchor=rating, keep=rating))


def pieces(content: tuple[Run, ...]) -> set[int]:
    return {p for a, b in content for p in range(a, b + 1)}


@given(SCORES)
def test_viterbi_finds_the_best_labelling_that_obeys_bio(given_: tuple[int, int, int]) -> None:
    scores = random_scores(*given_)
    for row, path in zip(scores, viterbi(scores), strict=True):
        tags = path.tolist()
        assert is_bio(tags)
        assert sum(float(row[i, tag]) for i, tag in enumerate(tags)) == pytest.approx(
            best_by_trying(row), abs=1e-3
        )


@given(st.integers(1, 5), st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_viterbi_obeys_bio_at_any_length(rows: int, length: int, seed: int) -> None:
    paths = viterbi(random_scores(rows, length, seed))
    assert paths.shape == (rows, length)
    assert all(is_bio(path.tolist()) for path in paths)


def test_viterbi_leaves_its_input_alone() -> None:
    scores = random_scores(2, 5, 1)
    before = scores.copy()
    viterbi(scores)
    assert np.array_equal(scores, before)


def test_rows_do_not_touch_each_other() -> None:
    scores = random_scores(3, 20, 2)
    together = viterbi(scores)
    for number in range(3):
        assert np.array_equal(viterbi(scores[number : number + 1])[0], together[number])


@pytest.mark.parametrize(
    ("path", "part", "expected"),
    [
        ([O, B_CONTENT, I_CONTENT, O, B_CONTENT], CONTENT, [(1, 2), (4, 4)]),
        ([B_CONTENT, B_CONTENT, I_CONTENT], CONTENT, [(0, 0), (1, 2)]),
        ([B_SOURCE, I_SOURCE, B_CUE, B_CONTENT], SOURCE, [(0, 1)]),
        ([B_SOURCE, I_SOURCE, B_CUE, B_CONTENT], CUE, [(2, 2)]),
        ([O, O], CUE, []),
        ([], CUE, []),
    ],
)
def test_runs_of_a_labelling(path: list[int], part: int, expected: list[Run]) -> None:
    assert runs(np.array(path, dtype=np.int64), part) == expected


@given(st.integers(1, 30), st.integers(0, 2**32 - 1))
def test_runs_cover_just_the_tags_of_their_part(length: int, seed: int) -> None:
    path = viterbi(random_scores(1, length, seed))[0]
    for part in (SOURCE, CUE, CONTENT):
        covered = {p for a, b in runs(path, part) for p in range(a, b + 1)}
        assert covered == {p for p, tag in enumerate(path.tolist()) if tag in (1 + 2 * part, 2 + 2 * part)}


@given(
    st.lists(st.floats(-9.3, 9.3), min_size=13, max_size=13),
    st.lists(st.floats(-8, 8), min_size=14, max_size=14),
)
def test_a_confidence_is_a_probability(values: list[float], coefficients: list[float]) -> None:
    assert 0.0 <= confidence(Features(*values), tuple(coefficients)) <= 1.0
    assert 0.0 <= confidence(Features(*values), ()) <= 1.0


def test_the_likeliest_of_several_that_claim_the_same_content_is_kept() -> None:
    kept = choose([candidate(1, (5, 9), rating=1.0), candidate(2, (5, 9), rating=2.0)], ANCHOR_ONLY)
    assert [c.anchor for c in kept] == [2]


def test_two_that_share_no_more_than_half_are_both_kept() -> None:
    assert len(choose([candidate(1, (0, 3)), candidate(2, (2, 9))], ANCHOR_ONLY)) == 2
    assert len(choose([candidate(1, (0, 3)), candidate(2, (1, 9))], ANCHOR_ONLY)) == 1


def test_the_unlikely_are_dropped() -> None:
    assert choose([candidate(1, (0, 3), rating=-1.0)], ANCHOR_ONLY) == []


def test_what_is_kept_is_in_text_order() -> None:
    kept = choose(
        [candidate(1, (20, 25), rating=5), candidate(9, (3, 4)), candidate(30, (10, 12), rating=4)],
        ANCHOR_ONLY,
    )
    assert [c.content[0][0] for c in kept] == [3, 10, 20]


def test_nothing_gives_nothing() -> None:
    assert choose([], ANCHOR_ONLY) == []


def test_a_third_that_repeats_a_piece_shared_by_two_is_dropped() -> None:
    first, second, third = (
        candidate(1, (0, 9), rating=5),
        candidate(2, (6, 15), rating=4),
        candidate(3, (6, 13)),
    )
    assert [c.anchor for c in choose([first, second, third], ANCHOR_ONLY)] == [1, 2]


@example([(((0, 9),), 5.0), (((6, 15),), 4.0), (((6, 13),), 3.0)])
@given(st.lists(st.tuples(RUNS, st.floats(0.1, 6)), max_size=8))
def test_no_two_kept_contents_share_more_than_half_of_the_smaller(
    given_: list[tuple[tuple[Run, ...], float]],
) -> None:
    found = [candidate(n, *content, rating=rating) for n, (content, rating) in enumerate(given_)]
    for one, other in itertools.combinations(choose(found, ANCHOR_ONLY), 2):
        a, b = pieces(one.content), pieces(other.content)
        assert len(a & b) <= 0.5 * min(len(a), len(b))


@given(st.lists(st.tuples(RUNS, st.floats(-6, 6)), max_size=8))
def test_every_likely_candidate_is_kept_or_yields_to_a_likelier_one(
    given_: list[tuple[tuple[Run, ...], float]],
) -> None:
    found = [candidate(n, *content, rating=rating) for n, (content, rating) in enumerate(given_)]
    kept = choose(found, ANCHOR_ONLY)
    for one in found:
        if one.anchor in {k.anchor for k in kept} or confidence(one.features, ()) < ANCHOR_ONLY.threshold:
            continue
        a = pieces(one.content)
        assert any(
            len(a & pieces(k.content)) > 0.5 * min(len(a), len(pieces(k.content)))
            and k.confidence >= confidence(one.features, ())
            for k in kept
        )


def test_choosing_takes_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        found = [candidate(n, (n * 5, n * 5 + 6), rating=1 + n % 7) for n in range(count)]
        begun = time.process_time()
        choose(found, ANCHOR_ONLY)
        return time.process_time() - begun

    small = min(seconds(500), seconds(500))
    assert min(seconds(4000) for _ in range(3)) < 3 * 8 * small + 0.01


def test_choosing_among_carriers_takes_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        found = [candidate(n, (n * 9, n * 9 + 6)) for n in range(count)]
        begun = time.process_time()
        choose(found, ANCHOR_ONLY, frozenset(range(count)))
        return time.process_time() - begun

    small = min(seconds(100) for _ in range(3))
    assert min(seconds(800) for _ in range(3)) < 3 * 8 * small + 0.01


def test_who_carries_anothers_statement_makes_none_of_their_own() -> None:
    inner = replace(candidate(5, (6, 9)), source=((4, 4),), cue=((5, 5),))
    outer = candidate(1, (4, 9), rating=6)
    assert [c.anchor for c in choose([outer, inner], ANCHOR_ONLY, frozenset({1}))] == [5]
    assert [c.anchor for c in choose([outer, inner], ANCHOR_ONLY)] == [1]
    assert [c.anchor for c in choose([outer], ANCHOR_ONLY, frozenset({1}))] == [1]


def test_an_unlikely_statement_is_kept_when_a_likely_carrier_wraps_it() -> None:
    alone = replace(candidate(5, (6, 9), rating=-1.0), source=((4, 4),), cue=((5, 5),))
    sure_of_its_source = replace(alone, features=alone.features._replace(source=0.9))
    outer = candidate(1, (4, 9), rating=6)
    assert choose([sure_of_its_source], ANCHOR_ONLY) == []
    [kept] = choose([outer, sure_of_its_source], ANCHOR_ONLY, frozenset({1}))
    assert kept.anchor == 5
    assert kept.confidence == pytest.approx(0.9 * confidence(outer.features, ()))
