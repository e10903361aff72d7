"""The best labelling of a window from each anchor's point of view.

Tags are O and then B and I of source, cue and content; an I may only follow a B or an I of
its own part.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Tags = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Run = tuple[int, int]

_INSIDE = np.array([False, False, True, False, True, False, True])  # which tags are an I


def best_paths(scores: Floats) -> Tags:
    """The best tags for each row of ``scores`` [N, T, 7], log probabilities.

    Nearly everywhere these are the best tags of each place by itself. An I that stands behind
    something else could be made a B at some cost. What is better than that changes places in
    a row with it, none of which costs less than its second best tag: only as far as these
    together stay below that cost have paths to be weighed.
    """
    by_tag = np.ascontiguousarray(scores.transpose(2, 0, 1))
    best = by_tag.max(0)
    tags = np.zeros(best.shape, dtype=np.int64)
    some = np.flatnonzero(by_tag[0] < best)
    tags.ravel()[some] = by_tag.reshape(7, -1)[:, some].argmax(0)
    wrong = _INSIDE[tags]
    wrong[:, 1:] &= (tags[:, :-1] != tags[:, 1:]) & (tags[:, :-1] != tags[:, 1:] - 1)
    rows = np.flatnonzero(wrong.any(1))
    if len(rows):
        unsure = _unsure(by_tag[:, rows], best[rows], tags[rows], wrong[rows])
        tags[rows] = np.where(unsure, _weighed(scores[rows], unsure), tags[rows])
    return tags


def _unsure(by_tag: Floats, best: Floats, tags: Tags, wrong: Bools) -> Bools:
    """The places whose best tag may give way for the sake of one that is ``wrong``."""
    row, place = np.nonzero(wrong)
    enough = np.zeros(len(wrong))
    np.add.at(enough, row, best[row, place] - by_tag[tags[row, place] - 1, row, place])
    rows, places = np.ogrid[: tags.shape[0], : tags.shape[1]]
    by_tag[tags, rows, places] = -np.inf
    cost = best - by_tag.max(0)
    after = np.cumsum(cost, 1, dtype=np.float64)  # what it costs to change all up to here
    before = after - cost
    last = np.maximum.accumulate(np.where(wrong, before, -np.inf), 1)
    following = np.minimum.accumulate(np.where(wrong, before, np.inf)[:, ::-1], 1)[:, ::-1]
    unsure: Bools = np.minimum(after - last, following - before) <= enough[:, None]
    return unsure


def _weighed(scores: Floats, unsure: Bools) -> Tags:
    """The best tags of the places that are ``unsure``, whatever stands at the others."""
    within = unsure.copy()  # with the places beside them, which say what may stand there
    within[:, 1:] |= unsure[:, :-1]
    within[:, :-1] |= unsure[:, 1:]
    edges = np.zeros((len(within), within.shape[1] + 1), dtype=bool)  # where a stretch begins or ends
    edges[:, 0], edges[:, -1] = within[:, 0], within[:, -1]
    edges[:, 1:-1] = within[:, 1:] != within[:, :-1]
    rows, places = (at.reshape(-1, 2) for at in np.nonzero(edges))
    rows, starts, ends = rows[:, :1], places[:, :1], places[:, 1:]
    places = starts + np.arange((ends - starts).max())
    beyond = places >= ends
    places[beyond] = 0
    stretches = scores[rows, places]
    stretches[beyond] = (0.0, -1e4, -1e4, -1e4, -1e4, -1e4, -1e4)
    # What begins a stretch, but not the text, may go on from what is sure: its I is as good as a B.
    later = starts[:, 0] > 0
    stretches[later, 0, 1::2] = np.maximum(stretches[later, 0, 1::2], stretches[later, 0, 2::2])
    found = viterbi(stretches)
    tags = np.zeros(unsure.shape, dtype=np.int64)
    of, at = np.nonzero(~beyond)
    tags[rows[of, 0], places[of, at]] = found[of, at]
    return tags


def viterbi(scores: Floats) -> Tags:
    """What :func:`best_paths` gives, found step by step over all places."""
    n, t, _ = scores.shape
    own = np.ascontiguousarray(scores.transpose(1, 2, 0))
    best = own.copy()  # [T, 7, N]: of the paths that end in that tag
    best[0, 2::2] = -1e4
    for step in range(1, t):
        best[step] += best[step - 1].max(0)
        # Only I tags restrict what stands before them.
        best[step, 2::2] = own[step, 2::2] + np.maximum(best[step - 1, 1::2], best[step - 1, 2::2])
    before = np.repeat(best.argmax(1)[:, None], 7, axis=1)  # the tag that each tag has before it
    before[:, 2::2] = np.array([[1], [3], [5]]) + (best[:, 2::2] > best[:, 1::2])
    tags = np.empty((n, t), dtype=np.int64)
    rows = np.arange(n)
    tags[:, -1] = best[-1].argmax(0)
    for step in range(t - 1, 0, -1):
        tags[:, step - 1] = before[step - 1, tags[:, step], rows]
    return tags


def runs(tags: Tags) -> list[tuple[list[Run], list[Run], list[Run]]]:
    """The (first, last) places of each run of source, of cue and of content, for each row."""
    found: list[tuple[list[Run], list[Run], list[Run]]] = [([], [], []) for _ in tags]
    inside, width = _INSIDE[tags], tags.shape[1]
    ends = tags > 0
    ends[:, :-1] &= ~inside[:, 1:]
    begins = np.flatnonzero((tags > 0) & ~inside)
    rows, firsts = np.divmod(begins, width)
    lasts = np.flatnonzero(ends) % width
    parts = tags.ravel()[begins] // 2
    for row, part, *run in np.stack((rows, parts, firsts, lasts), 1).tolist():
        found[row][part].append((run[0], run[1]))
    return found
