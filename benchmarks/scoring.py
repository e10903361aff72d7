"""The shared scorer's counts article by article, so that articles can be resampled.

The scorer is loaded, not copied. Its rules decide; here its counts are only kept apart
and added up again, and the sum is checked against the scorer's own answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.shared import Floats, Json, interval, resamples

MEASURES = (
    "statement", "content", "exact", "direct", "direct content", "source spans", "cue spans", "content spans",
)  # fmt: skip
_THAT = re.compile(r"\bthat[\s,]*[\"“‘«'\s]*$", re.IGNORECASE)


def load_scorer() -> ModuleType:
    """The shared scorer as a module of its own, fresh each time."""
    # By name, because the strict type checker reads what is imported, and training is outside it.
    module: ModuleType = import_module("training.evaluate").scorer()
    return module


@dataclass(frozen=True)
class Tallies:
    """Counts of each article and measure: right among predicted, predicted, right among
    annotated, annotated [articles, measures, 4]."""

    counts: npt.NDArray[np.int64]
    names: tuple[str, ...] = MEASURES

    def figures(self) -> dict[str, dict[str, float]]:
        """Precision, recall and F1 of each measure over all articles."""
        p, r, f1 = _ratios(self.counts.sum(0)[None].astype(float))
        return {
            name: {"p": float(p[0, n]), "r": float(r[0, n]), "f1": float(f1[0, n])}
            for n, name in enumerate(self.names)
        }

    def with_intervals(self) -> dict[str, dict[str, Any]]:
        """The figures, and for each a 95 % bootstrap interval over articles."""
        out: dict[str, dict[str, Any]] = dict(self.figures())
        drawn = self.resampled()
        for n, name in enumerate(self.names):
            for key, values in zip(("p", "r", "f1"), drawn, strict=True):
                out[name][f"{key}_interval"] = interval(values[:, n])
        return out

    def resampled(self) -> tuple[Floats, Floats, Floats]:
        """Precision, recall and F1 in each resample [resamples, measures]; the same seed
        draws the same articles, so two systems' resamples are paired."""
        return _ratios(np.einsum("ra,amk->rmk", resamples(len(self.counts)), self.counts))

    def of(self, name: str) -> int:
        """The place of a measure."""
        return self.names.index(name)


def _ratios(sums: Floats) -> tuple[Floats, Floats, Floats]:
    def divided(a: Floats, b: Floats) -> Floats:
        return np.divide(a, b, out=np.zeros_like(a), where=b > 0)

    p = divided(sums[..., 0], sums[..., 1])
    r = divided(sums[..., 2], sums[..., 3])
    return p, r, divided(2 * p * r, p + r)


def words_in(spans: Iterable[Sequence[int]], starts: Sequence[int]) -> frozenset[int]:
    """What the scorer's function of this name gives, by bisection: long articles score in
    seconds and not minutes."""
    return frozenset(n for a, b in spans for n in range(bisect_left(starts, a), bisect_left(starts, b)))


def tallies(gold: Mapping[str, Json], predicted: Mapping[str, Json], *, check: bool = True) -> Tallies:
    """The scorer's counts for each article of ``gold``, in its order.

    With ``check`` raises ValueError when they do not add up to exactly what the scorer
    itself says of the whole.
    """
    counting = load_scorer()
    vars(counting)["words_in"] = words_in
    vars(counting)["prf"] = lambda right, n_predicted, n_gold: (right, n_predicted, right, n_gold)
    rows = []
    for key, document in gold.items():
        answer = predicted.get(key, {"statements": []})
        result = counting.score({key: document}, {key: answer})
        result |= _direct_counts(counting, document, answer, result)
        rows.append([result[name] for name in MEASURES])
    counted = Tallies(np.array(rows, dtype=np.int64).reshape(len(rows), len(MEASURES), 4))
    own = load_scorer().score(dict(gold), dict(predicted)) if check else counted.figures()
    for name, ours in counted.figures().items():
        if any(abs(ours[k] - own[name][k]) > 1e-12 for k in ("p", "r", "f1")):
            raise ValueError(f"{name}: counts by article give {ours}, the scorer says {own[name]}")
    return counted


def _direct_counts(scorer: ModuleType, document: Json, answer: Json, result: Json) -> Json:
    """The scorer gives only ratios for direct quotations: their denominators by its own rule."""
    starts = [m.start() for m in scorer.WORD.finditer(document["text"])]

    def count(statements: Iterable[Json]) -> int:
        contents = (s.get("content") or [] for s in statements)
        return sum(scorer.is_direct(c, document["text"]) for c in contents if scorer.words_in(c, starts))

    n_predicted, n_gold = count(answer["statements"]), count(document["statements"])
    return {
        name: (round(result[name]["p"] * n_predicted), n_predicted, round(result[name]["r"] * n_gold), n_gold)
        for name in ("direct", "direct content")
    }


def as_predicted(scorer: ModuleType, rows: Iterable[Json], printed: Iterable[Json]) -> dict[str, Json]:
    """Printed documents by input id with spans as [start, end], each checked against the text.

    Raises ValueError when a document's text is not the one that went in: its offsets
    would point elsewhere.
    """
    texts = {row["id"]: row["text"] for row in rows}
    out = {}
    for document in printed:
        key = document.get("input_id") or document["id"]
        if document["text"] != texts[key]:
            raise ValueError(f"{key}: the printed text is not the one that was read")
        out[key] = scorer.plain(document)
    return out


def with_that(rows: Iterable[Json], predicted: Mapping[str, Json]) -> dict[str, Json]:
    """``predicted`` with each content's leading "that", which the record leaves out by its
    contract and the corpus marks, given back where it directly precedes."""
    texts = {row["id"]: row["text"] for row in rows}
    return {
        key: document | {"statements": [_that_given_back(s, texts[key]) for s in document["statements"]]}
        for key, document in predicted.items()
    }


def _that_given_back(statement: Json, text: str) -> Json:
    if not statement["content"]:
        return statement
    (start, end), *others = statement["content"]
    before = max(0, start - 12)
    that = _THAT.search(text[before:start])
    if that is None or any(a <= before + that.start() < b for a, b in statement["cue"]):
        return statement
    return statement | {"content": [[before + that.start(), end], *others]}


@dataclass(frozen=True, slots=True)
class Worded:
    """A statement with the words of each of its parts, as indices into the text's words."""

    statement: Json
    words: dict[str, frozenset[int]]


Articles = list[tuple[list[Worded], list[Worded]]]


def worded(scorer: ModuleType, gold: Mapping[str, Json], predicted: Mapping[str, Json]) -> Articles:
    """Annotated and predicted statements of each article; those without a word of content
    are left out, as the scorer does."""
    out = []
    for key, document in gold.items():
        starts = [m.start() for m in scorer.WORD.finditer(document["text"])]

        def of(statements: Iterable[Json], starts: list[int] = starts) -> list[Worded]:
            found = (
                Worded(s, {part: words_in(s.get(part) or [], starts) for part in scorer.PARTS})
                for s in statements
            )
            return [w for w in found if w.words["content"]]

        out.append((of(document["statements"]), of(predicted.get(key, {}).get("statements", []))))
    return out


def verdicts(
    scorer: ModuleType, gold: Sequence[Worded], predicted: Sequence[Worded]
) -> tuple[list[bool], list[bool]]:
    """For each annotated statement of an article whether it was found, and for each
    predicted one whether it is right, by the scorer's rule of ``statement``."""
    hit, right = [False] * len(gold), [False] * len(predicted)
    for g, p, overlap in scorer.pair_up([w.words for w in gold], [w.words for w in predicted]):
        a, b = gold[g].words["source"], predicted[p].words["source"]
        hit[g] = right[p] = overlap >= 0.5 and (bool(a & b) or not (a or b))
    return hit, right
