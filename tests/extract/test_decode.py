"""From probabilities to candidates, and from candidates to statements."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.extract.decode import Candidate, Features, candidates, choose, confidence
from onrecord.extract.encoding import Encoding
from onrecord.extract.network import Decoding, Window
from onrecord.extract.paths import Run

ANCHOR_ONLY = Decoding(threshold=0.5)

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


def candidate(anchor: int, *content: Run, rating: float = 3.0) -> Candidate:
    """A candidate whose anchor and keep logits are both ``rating``."""
    return Candidate(anchor, (), (), content, Features(anchor=rating, keep=rating))


def pieces(content: tuple[Run, ...]) -> set[int]:
    return {p for a, b in content for p in range(a, b + 1)}


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


def test_a_carrier_does_not_wrap_what_is_its_own() -> None:
    outer = replace(candidate(1, (2, 9), rating=6), source=((5, 5),))
    own = replace(candidate(6, (7, 9)), source=((5, 5),), cue=((6, 6),))
    assert [c.anchor for c in choose([outer, own], ANCHOR_ONLY, frozenset({1}))] == [1]


def test_an_unlikely_statement_is_kept_when_a_likely_carrier_wraps_it() -> None:
    alone = replace(candidate(5, (6, 9), rating=-1.0), source=((4, 4),), cue=((5, 5),))
    sure_of_its_source = replace(alone, features=alone.features._replace(source=0.9))
    outer = candidate(1, (4, 9), rating=6)
    assert choose([sure_of_its_source], ANCHOR_ONLY) == []
    [kept] = choose([outer, sure_of_its_source], ANCHOR_ONLY, frozenset({1}))
    assert kept.anchor == 5
    assert kept.confidence == pytest.approx(0.9 * confidence(outer.features, ()))


def five_words() -> tuple[Encoding, Window]:
    """A text of five words, each one piece, and what a network says of them: a source, a cue, a
    word that is nearly as likely none as the cue's second, and two of content."""
    zeros = np.zeros(5, dtype=np.int32)
    starts = 4 * np.arange(5, dtype=np.int32)
    encoding = Encoding(zeros, starts, starts + 3, zeros == 0, zeros, zeros, zeros, zeros)
    chances = np.full((1, 5, 7), 0.01, dtype=np.float32)
    for word, tag in enumerate((1, 3, 4, 5, 6)):
        chances[0, word, tag] = 0.9
    chances[0, 2, [0, 4]] = 0.4, 0.5
    one = np.full(1, 0.9, dtype=np.float32)
    return encoding, Window(0, 5, np.log(chances[0]), np.array([1]), one, np.log(chances), one)


@pytest.mark.parametrize(("lean", "cue"), [(0.0, (1, 2)), (-0.2, (1, 2)), (-0.3, (1, 1))])
def test_leaning_against_further_words_of_a_cue_ends_it_where_these_are_hardly_likely(
    lean: float, cue: Run
) -> None:
    encoding, window = five_words()
    settings = Decoding(0.5, (0.0, 0.0, 0.0, 0.0, lean, 0.0, 0.0))
    (found,) = candidates([window], encoding, settings)
    assert (found.source, found.cue, found.content) == (((0, 0),), (cue,), ((3, 4),))
