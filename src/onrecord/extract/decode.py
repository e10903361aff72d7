"""From the network's probabilities to statements.

Each anchor (a piece that may begin a cue) has its own labelling of the window. The best
path through it under the rules of BIO gives source, cue and content; the tagger's view of
the same pieces, which knows no anchor, is added to it with a weight, as a second opinion.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.extract.encoding import Encoding
from onrecord.extract.network import Window

Floats = npt.NDArray[np.float32]
Run = tuple[int, int]

SOURCE, CUE, CONTENT = 0, 1, 2
# How much the tagger's opinion counts beside the anchor's own labels.
TAGGER_WEIGHT = 0.35
# Two candidates whose contents share this much of the smaller one are one statement.
SAME_CONTENT = 0.5
# Windows whose paths are found in one go.
TOGETHER = 8
# A statement inside what a carrier reports need only be this likely by itself.
WRAPPED_FLOOR = 0.15


@dataclass(frozen=True, slots=True)
class Settings:
    """What decoding is tuned by, on the held-out fold; the network's card has the values.

    ``coefficients`` are those of the logistic function that turns a candidate's
    :class:`Features` into its confidence; candidates below ``threshold``
    are dropped.
    """

    threshold: float = 0.5
    tagger_weight: float = TAGGER_WEIGHT
    coefficients: tuple[float, ...] = ()


class Features(NamedTuple):
    """What a candidate's confidence is computed from: two logits, then values from 0 to 1.

    anchor and keep (logits); the tagger's probability that a cue begins there; of the
    content the mean and the least probability at a run's start, the tagger's mean,
    whether it has several runs, its length (logarithmic); of the source its mean
    probability (or that of having none), the tagger's, whether there is one; of the cue
    its mean probability and its length.
    """

    anchor: float
    keep: float
    tagged_cue: float = 0.0
    content: float = 0.0
    weakest_run: float = 0.0
    tagged_content: float = 0.0
    split: float = 0.0
    length: float = 0.0
    source: float = 0.0
    tagged_source: float = 0.0
    has_source: float = 0.0
    cue: float = 0.0
    cue_length: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible statement in pieces of the whole encoding (first, last), with its features."""

    anchor: int
    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]
    features: Features
    confidence: float = 0.0


def viterbi(scores: Floats) -> npt.NDArray[np.int64]:
    """The best tag path for each row of ``scores`` [N, T, 7], log probabilities.

    Tags are O and then B and I of three parts; I may only follow B or I of its own part.
    """
    n, t, k = scores.shape
    best = scores[:, 0].copy()
    best[:, 2::2] = -1e4
    back = np.empty((t, n, k), dtype=np.int8)
    for step in range(1, t):
        # Only I tags restrict what stands before them, so the other four share one maximum.
        top = best.argmax(1)
        top_value = best[np.arange(n), top][:, None]
        nxt = top_value + scores[:, step]
        back[step] = top[:, None]
        for inside in (2, 4, 6):
            pair = best[:, inside - 1 : inside + 1]
            which = pair.argmax(1)
            nxt[:, inside] = pair.max(1) + scores[:, step, inside]
            back[step, :, inside] = inside - 1 + which
        best = nxt
    path = np.empty((n, t), dtype=np.int64)
    path[:, -1] = best.argmax(1)
    rows = np.arange(n)
    for step in range(t - 1, 0, -1):
        path[:, step - 1] = back[step, rows, path[:, step]]
    return path


def runs(path: npt.NDArray[np.int64], part: int) -> list[Run]:
    """The (first, last) positions of each run of one part's tags."""
    found: list[Run] = []
    begin, inside = 1 + 2 * part, 2 + 2 * part
    for position in np.flatnonzero((path == begin) | (path == inside)).tolist():
        if path[position] == begin or not found or found[-1][1] != position - 1:
            found.append((position, position))
        else:
            found[-1] = (found[-1][0], position)
    return found


def candidates(windows: Iterable[Window], encoding: Encoding, tagger_weight: float) -> list[Candidate]:
    """A candidate for each anchor of the windows that finds content, in their order."""
    found: list[Candidate] = []
    ahead = iter(windows)
    while group := [_view(w, encoding, tagger_weight) for w in islice(ahead, TOGETHER)]:
        for view, paths in zip(group, _paths([v.scores for v in group]), strict=True):
            found += _of_window(view, paths)
    return found


@dataclass(frozen=True, slots=True)
class _View:
    """A window at its words: labels are decided at the first piece of each, and its other
    pieces follow. ``firsts`` and ``ends`` are the first and last piece of each word,
    ``slots`` the words that the anchors stand at, ``scores`` [anchors, words, 7]."""

    window: Window
    firsts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    slots: npt.NDArray[np.int64]
    scores: Floats


def _view(window: Window, encoding: Encoding, tagger_weight: float) -> _View:
    firsts = np.flatnonzero(encoding.first[window.start : window.stop])
    ends = np.append(firsts[1:], window.stop - window.start) - 1
    slots = np.searchsorted(firsts, window.anchors)
    scores = window.labels[:, firsts] + tagger_weight * window.tags[firsts][None]
    # The anchor begins a cue by definition.
    rows = np.arange(len(slots))
    scores[rows, slots] -= 50.0
    scores[rows, slots, 1 + 2 * CUE] += 100.0
    return _View(window, firsts, ends, slots, scores)


def _paths(scores: Sequence[Floats]) -> list[npt.NDArray[np.int64]]:
    """The best paths of several windows, found in one go: a step costs about the same for
    many rows as for few. Shorter windows are filled up with O, which changes no path."""
    width = max(s.shape[1] for s in scores)
    together = np.full((sum(len(s) for s in scores), width, 7), -1e4, dtype=np.float32)
    together[:, :, 0] = 0.0
    at = 0
    for s in scores:
        together[at : at + len(s), : s.shape[1]] = s
        at += len(s)
    paths = viterbi(together)
    stops = np.cumsum([len(s) for s in scores])
    return [p[:, : s.shape[1]] for s, p in zip(scores, np.split(paths, stops[:-1]), strict=True)]


def _of_window(view: _View, paths: npt.NDArray[np.int64]) -> list[Candidate]:
    window, firsts, ends = view.window, view.firsts, view.ends
    found = []
    for row, (path, slot) in enumerate(zip(paths, view.slots.tolist(), strict=True)):

        def pieces(spans: Iterable[Run]) -> tuple[Run, ...]:
            return tuple((int(firsts[a]) + window.start, int(ends[b]) + window.start) for a, b in spans)

        source, cue, content = (runs(path, part) for part in (SOURCE, CUE, CONTENT))
        cue = [run for run in cue if run[0] == slot]
        if not content:
            continue
        values = features_of(window, row, firsts, path, source, cue, content)
        source = _best_source(source, window.labels[row][firsts])
        anchor = int(window.anchors[row]) + window.start
        found.append(Candidate(anchor, pieces(source), pieces(cue), pieces(content), values))
    return found


def _best_source(source: list[Run], labels: Floats) -> list[Run]:
    """The likeliest run: but for nine of twenty thousand, a source is one run."""
    if len(source) < 2:
        return source
    return [max(source, key=lambda run: float(labels[run[0], 1]))]


def features_of(
    window: Window,
    row: int,
    firsts: npt.NDArray[np.int64],
    path: npt.NDArray[np.int64],
    source: list[Run],
    cue: list[Run],
    content: list[Run],
) -> Features:
    """The features of the candidate that the anchor in ``row`` of the window gives."""
    labels, tags = np.exp(window.labels[row][firsts]), np.exp(window.tags[firsts])
    chosen = labels[np.arange(len(path)), path]
    inside = path >= 5
    length = int(inside.sum())
    if source:
        at = np.concatenate([np.arange(a, b + 1) for a, b in source])
        of_source, tagged_source = float(chosen[at].mean()), float(tags[at, 1:3].sum(1).mean())
    else:
        of_source, tagged_source = 1.0 - float(labels[:, 1:3].sum(1).max()), 0.5
    first, last = cue[0] if cue else (int(np.searchsorted(firsts, window.anchors[row])),) * 2
    return Features(
        _logit(float(window.anchor_probability[row])),
        _logit(float(window.keep[row])),
        float(tags[first, 3]),
        float(chosen[inside].mean()),
        float(min(chosen[a] for a, _ in content)),
        float(tags[inside, 5:7].sum(1).mean()),
        float(len(content) > 1),
        min(float(np.log2(length)), 6.0) / 6.0,
        of_source,
        tagged_source,
        float(bool(source)),
        float(chosen[first : last + 1].mean()),
        min(last - first, 5) / 5.0,
    )


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return float(np.log(p / (1 - p)))


def confidence(values: Features, coefficients: tuple[float, ...]) -> float:
    """Logistic function of the features; without coefficients, of anchor and keep alone."""
    if coefficients:
        z = coefficients[0] + float(np.dot(coefficients[1:], values))
    else:
        z = 0.5 * (values.anchor + values.keep)
    return float(1 / (1 + np.exp(-z)))


def choose(
    found: list[Candidate], settings: Settings, carriers: frozenset[int] = frozenset()
) -> list[Candidate]:
    """The candidates worth keeping, in text order: likely enough, and of several that
    claim the same content the likeliest.

    ``carriers`` are anchors that carry what others said ("Reuters reported"): where one
    wraps a whole other statement, it is that statement's via and none of its own.
    """
    rated = [replace(c, confidence=confidence(c.features, settings.coefficients)) for c in found]
    if carriers:
        rated = _unwrapped(rated, carriers, settings.threshold)
    rated = sorted((c for c in rated if c.confidence >= settings.threshold), key=lambda c: -c.confidence)
    owners: dict[int, list[int]] = {}
    kept: list[Candidate] = []
    sizes: list[int] = []
    for candidate in rated:
        pieces = [p for a, b in candidate.content for p in range(a, b + 1)]
        shared: dict[int, int] = {}
        for piece in pieces:
            for owner in owners.get(piece, ()):
                shared[owner] = shared.get(owner, 0) + 1
        if any(count > SAME_CONTENT * min(sizes[n], len(pieces)) for n, count in shared.items()):
            continue
        for piece in pieces:
            owners.setdefault(piece, []).append(len(kept))
        kept.append(candidate)
        sizes.append(len(pieces))
    return sorted(kept, key=lambda c: (min(a for a, _ in c.content), c.anchor))


def _unwrapped(rated: list[Candidate], carriers: frozenset[int], threshold: float) -> list[Candidate]:
    """``rated`` with the statement inside in the place of each carrier that wraps one.

    That there is a statement is then as likely as the carrier was; that its source is
    the inner one, as likely as the inner anchor says.
    """
    ordered = sorted((c for c in rated if c.source and c.confidence >= WRAPPED_FLOOR), key=lambda c: c.anchor)
    anchors = [c.anchor for c in ordered]
    gone: set[int] = set()
    raised: dict[int, float] = {}
    for outer in rated:
        if outer.anchor not in carriers or outer.confidence < threshold:
            continue
        low, high = outer.content[0][0], outer.content[-1][1]
        for inner in ordered[bisect_left(anchors, low) : bisect_right(anchors, high)]:
            parts = (*inner.source, *inner.cue, *inner.content)
            if inner.anchor != outer.anchor and all(low <= a and b <= high for a, b in parts):
                gone.add(outer.anchor)
                raised[inner.anchor] = max(inner.confidence, outer.confidence * inner.features.source)
                break
    return [replace(c, confidence=raised.get(c.anchor, c.confidence)) for c in rated if c.anchor not in gone]
