"""Codes in memory against codes one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract import meaning
from onrecord.record import nearest
from onrecord.record.nearest import Nearest


def holding(keys: list[int], seed: int) -> tuple[Nearest, np.ndarray]:
    """Codes at random under these keys, and the vector that is looked for."""
    draw = np.random.default_rng(seed)
    vectors = draw.normal(size=(len(keys) + 1, 256)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found = Nearest()
    found._keys = np.array(keys, dtype=np.int64)
    found._codes = np.ascontiguousarray(meaning.codes(vectors[1:]).T).reshape(4, -1)
    return found, vectors[0]


@given(st.sets(st.integers(1, 10**6), max_size=60).map(sorted), st.integers(1, 70), st.integers(0, 99))
def test_the_nearest_are_those_that_comparing_each_one_gives(keys: list[int], count: int, seed: int) -> None:
    found, vector = holding(keys, seed)
    each = found.similarity(vector, np.array(keys, dtype=np.int64))
    assert [*each] == keys
    best, near = found.best(vector, count, until=10**6)
    wanted = sorted(keys, key=lambda key: (-each[key], -key))[:count]
    assert best.tolist() == wanted
    assert near.tolist() == [each[key] for key in wanted]
    until = keys[len(keys) // 2] if keys else 1
    among = np.array([*keys[::3], 10**6 + 5], dtype=np.int64)
    best, _ = found.best(vector, count, until, among)
    assert (
        best.tolist()
        == [k for k in sorted(each, key=lambda k: (-each[k], -k)) if k in keys[::3] and k <= until][:count]
    )


def test_of_many_those_with_like_codes_are_looked_at_closer() -> None:
    found, vector = holding(list(range(1, 200_001)), 1)
    each = found.similarity(vector, np.arange(1, 200_001))
    wanted = sorted(each, key=lambda key: (-each[key], -key))[:5]
    assert len(set(wanted) & set(found.best(vector, 20, until=200_000)[0].tolist())) >= 4
    assert nearest._closest(found._codes, meaning.codes(vector[None])[0], 1000).size >= 1000
