"""From the network's probabilities to statements.

Each anchor (a piece that may begin a cue) has its own labelling of the window. The best
path through it under the rules of BIO gives source, cue and content.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import mul
from typing import NamedTuple

import numpy as np

from onrecord.extract.encoding import Encoding
from onrecord.extract.network import Decoding, Window
from onrecord.extract.paths import Floats, Run, Tags, best_paths, runs

CUE = 1  # its place among the parts: source, cue, content
# Two candidates whose contents share this much of the smaller one are one statement.
SAME_CONTENT = 0.5
# A statement inside what a carrier reports need only be this likely by itself.
WRAPPED_FLOOR = 0.15


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


def candidates(windows: Iterable[Window], encoding: Encoding, settings: Decoding) -> list[Candidate]:
    """A candidate for each anchor of the windows that finds content, in their order."""
    leanings = np.array(settings.leanings, dtype=np.float32)
    return [found for window in windows for found in _of_window(window, encoding, leanings)]


def _of_window(window: Window, encoding: Encoding, leanings: Floats) -> Iterator[Candidate]:
    """The window's candidates. Labels are decided at the first piece of each word, and its other
    pieces follow."""
    firsts = np.flatnonzero(encoding.first[window.start : window.stop])
    labels, tags = window.labels.take(firsts, 1), window.tags[firsts]
    slots = np.searchsorted(firsts, window.anchors)
    scores = labels + leanings
    # The anchor begins a cue by definition.
    rows = np.arange(len(slots))
    scores[rows, slots] -= 50.0
    scores[rows, slots, 1 + 2 * CUE] += 100.0
    paths = best_paths(scores)
    chances = _Chances.of(window, labels, tags, paths)
    begins = [*(firsts + window.start).tolist(), window.stop]

    def pieces(spans: Iterable[Run]) -> tuple[Run, ...]:
        return tuple([(begins[a], begins[b + 1] - 1) for a, b in spans])

    for row, (source, cue, content) in enumerate(runs(paths)):
        if not content:
            continue
        slot = int(slots[row])
        cue = [run for run in cue if run[0] == slot]
        values = chances.features(row, source, cue[0] if cue else (slot, slot), content)
        if len(source) > 1:  # but for nine of twenty thousand, a source is one run
            source = [max(source, key=lambda run: float(labels[row, run[0], 1]))]
        anchor = int(window.anchors[row]) + window.start
        yield Candidate(anchor, pieces(source), pieces(cue), pieces(content), values)


@dataclass(frozen=True, slots=True)
class _Chances:
    """What a window's candidates are rated by. Of each anchor and word the probability of the
    tag on its path, and of each anchor the greatest of any word to be its source; what the
    tagger says of each word."""

    window: Window
    chosen: Floats
    likeliest_source: Floats
    tagged_source: Floats
    tagged_cue: Floats
    tagged_content: Floats

    @classmethod
    def of(cls, window: Window, labels: Floats, tags: Floats, paths: Tags) -> _Chances:
        rows, words = np.ogrid[: paths.shape[0], : paths.shape[1]]
        chosen = np.exp(labels[rows, words, paths])
        likeliest = (np.exp(labels[..., 1]) + np.exp(labels[..., 2])).max(1)
        tagged = np.exp(tags.T)
        return cls(window, chosen, likeliest, tagged[1] + tagged[2], tagged[3], tagged[5] + tagged[6])

    def features(self, row: int, source: Sequence[Run], cue: Run, content: Sequence[Run]) -> Features:
        """The features of the candidate that the anchor in ``row`` gives."""
        chosen = self.chosen[row]
        length = sum(last - first + 1 for first, last in content)
        if source:
            sure_of_source, tagged_source = _mean(chosen, source), _mean(self.tagged_source, source)
        else:
            sure_of_source, tagged_source = 1.0 - float(self.likeliest_source[row]), 0.5
        first, last = cue
        return Features(
            _logit(float(self.window.anchor_probability[row])),
            _logit(float(self.window.keep[row])),
            float(self.tagged_cue[first]),
            _mean(chosen, content),
            float(min(chosen[a] for a, _ in content)),
            _mean(self.tagged_content, content),
            float(len(content) > 1),
            min(math.log2(length), 6.0) / 6.0,
            sure_of_source,
            tagged_source,
            float(bool(source)),
            _mean(chosen, (cue,)),
            min(last - first, 5) / 5.0,
        )


def _mean(values: Floats, spans: Sequence[Run]) -> float:
    """The mean of the values in these runs."""
    parts = [values[first : last + 1] for first, last in spans]
    within = parts[0] if len(parts) == 1 else np.concatenate(parts)
    return float(np.add.reduce(within) / len(within))


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def confidence(values: Features, coefficients: tuple[float, ...]) -> float:
    """Logistic function of the features; without coefficients, of anchor and keep alone."""
    if coefficients:
        z = coefficients[0] + sum(map(mul, coefficients[1:], values))
    else:
        z = 0.5 * (values.anchor + values.keep)
    return float(1 / (1 + np.exp(-z)))


def choose(
    found: list[Candidate], settings: Decoding, carriers: frozenset[int] = frozenset()
) -> list[Candidate]:
    """The candidates worth keeping, in text order: likely enough, and of several that
    claim the same content the likeliest.

    ``carriers`` are anchors that carry what others said ("Reuters reported"): where one
    wraps a whole other statement, it is that statement's via and none of its own.
    """
    chances = [confidence(c.features, settings.coefficients) for c in found]
    floor = min(settings.threshold, WRAPPED_FLOOR)
    rated = [
        replace(c, confidence=chance) for c, chance in zip(found, chances, strict=True) if chance >= floor
    ]
    if carriers:
        rated = _unwrapped(rated, carriers, settings.threshold)
    rated = sorted((c for c in rated if c.confidence >= settings.threshold), key=lambda c: -c.confidence)
    owners: dict[int, tuple[int, ...]] = {}
    kept: list[Candidate] = []
    sizes: list[int] = []
    for candidate in rated:
        pieces = [p for a, b in candidate.content for p in range(a, b + 1)]
        number = (len(kept),)
        if owners.keys().isdisjoint(pieces):
            owners.update(dict.fromkeys(pieces, number))
        else:
            shared = Counter(owner for piece in pieces for owner in owners.get(piece, ()))
            if any(count > SAME_CONTENT * min(sizes[n], len(pieces)) for n, count in shared.items()):
                continue
            owners.update({piece: owners.get(piece, ()) + number for piece in pieces})
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
    raised: dict[Candidate, float] = {}
    for outer in rated:
        if outer.anchor not in carriers or outer.confidence < threshold:
            continue
        low, high = outer.content[0][0], outer.content[-1][1]
        for inner in ordered[bisect_left(anchors, low) : bisect_right(anchors, high)]:
            parts = (*inner.source, *inner.cue, *inner.content)
            if inner.source != outer.source and all(low <= a and b <= high for a, b in parts):
                gone.add(outer.anchor)
                raised[inner] = max(inner.confidence, outer.confidence * inner.features.source)
                break
    return [replace(c, confidence=raised.get(c, c.confidence)) for c in rated if c.anchor not in gone]
