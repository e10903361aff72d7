"""The pair network on held-out sentence pairs: three classes, contradictions, speed.

No sentence of the held part stands in what the network was fitted on. Intervals are 95 %,
bootstrap over components: pairs that share a sentence are drawn together.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import astuple
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks import tables
from benchmarks.calibration import expected_error
from benchmarks.shared import Floats, Json, interval, median, resamples, say, shared
from onrecord.relate.pairs import PairNetwork

CLASSES = ("contradicts", "consistent", "unrelated")
MEASURES = ("accuracy", "macro F1", "contradiction precision", "contradiction recall", "contradiction F1")
# A contradiction is called one where the mean chance of both orders reaches this.
CALLED = 0.5
_TIMED = 300

Ints = npt.NDArray[np.int64]


def measure(limit: int | None = None, repeat: int = 3) -> Json:
    """Scores of the held part with intervals, in all and by source; speed in pairs a CPU second."""
    network = PairNetwork()
    held = held_out()[:limit]
    say(f"pairs: scoring {len(held)} pairs both ways")
    found = np.array([astuple(s) for s in network.sentence_scores([(p.first, p.second) for p in held])])
    turned = np.array([astuple(s) for s in network.sentence_scores([(p.second, p.first) for p in held])])
    labels = np.array([pair.label for pair in held])
    components = [pair.component for pair in held]
    sources = np.array([pair.source for pair in held])
    path = shared() / "corpora" / "nli.jsonl.gz"
    return {
        "network": network.version,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "pairs": len(held),
        "components": len(set(components)),
        "all": with_intervals(by_component(labels, found.argmax(-1), components)),
        "sources": {
            str(source): {"pairs": int(at.sum()), **ratios(counted(labels[at], found[at].argmax(-1)))}
            for source in np.unique(sources)
            for at in [sources == source]
        },
        "both orders": both_orders(labels, (found[:, 0] + turned[:, 0]) / 2),
        "calibration error": expected_error(found.max(-1), (found.argmax(-1) == labels).astype(float)),
        "pairs per CPU second": speed(network, [(p.first, p.second) for p in held[:_TIMED]], repeat),
    }


def held_out() -> list[Any]:
    """The held part's pairs whose label is one of the three classes."""
    # By name, because the strict type checker reads what is imported, and training is outside it.
    data = import_module("training.pairs.data")
    return [pair for pair in data.parts(data.pairs())["held"] if pair.three_way]


def counted(labels: Ints, predicted: Ints) -> Ints:
    """How often each label was predicted as each class [labels, classes]."""
    table = np.zeros((len(CLASSES), len(CLASSES)), dtype=np.int64)
    np.add.at(table, (labels, predicted), 1)
    return table


def by_component(labels: Ints, predicted: Ints, components: Sequence[str]) -> Ints:
    """``counted`` for each component [components, labels, classes]."""
    _, number = np.unique(np.array(components), return_inverse=True)
    out = np.zeros((number.max() + 1, len(CLASSES), len(CLASSES)), dtype=np.int64)
    np.add.at(out, (number, labels, predicted), 1)
    return out


def measures(counts: npt.NDArray[Any]) -> Floats:
    """``MEASURES`` of each table [..., labels, classes], along a new last axis."""
    right = np.diagonal(counts, axis1=-2, axis2=-1).astype(float)
    precision = right / np.maximum(1, counts.sum(-2))
    recall = right / np.maximum(1, counts.sum(-1))
    f1 = 2 * precision * recall / np.maximum(1e-9, precision + recall)
    accuracy = right.sum(-1) / np.maximum(1, counts.sum((-2, -1)))
    out: Floats = np.stack((accuracy, f1.mean(-1), precision[..., 0], recall[..., 0], f1[..., 0]), -1)
    return out


def ratios(table: Ints) -> dict[str, float]:
    """``MEASURES`` of one table by name."""
    return dict(zip(MEASURES, measures(table).tolist(), strict=True))


def with_intervals(counts: Ints) -> Json:
    """The measures over all components, each with its interval."""
    drawn = measures(np.einsum("rc,clk->rlk", resamples(len(counts)), counts))
    out: Json = dict(ratios(counts.sum(0)))
    return out | {f"{name}_interval": interval(drawn[:, n]) for n, name in enumerate(MEASURES)}


def both_orders(labels: Ints, contradicts: Floats) -> Json:
    """Contradictions called where the mean chance of both orders is high, as conflicts are."""
    called, true = contradicts >= CALLED, labels == 0
    right = int((called & true).sum())
    return {
        "called": int(called.sum()),
        "precision": right / max(1, int(called.sum())),
        "recall": right / max(1, int(true.sum())),
    }


def speed(network: PairNetwork, pairs: Sequence[tuple[str, str]], repeat: int) -> float:
    """Pairs a CPU second, the median of ``repeat`` runs."""
    runs = []
    for _ in range(repeat):
        began = time.process_time()
        network.sentence_scores(pairs)
        runs.append(len(pairs) / (time.process_time() - began))
    return median(runs)


def page(result: Json) -> str:
    """The section of docs/benchmarks.md."""
    whole = result["all"]
    rows = [
        ["all", result["pairs"], *(f"{whole[m]:.3f} {tables.span(whole[f'{m}_interval'])}" for m in MEASURES)]
    ]
    rows += [
        [name, of["pairs"], *(tables.number(of[m]) for m in MEASURES)]
        for name, of in result["sources"].items()
    ]
    called = result["both orders"]
    return "\n\n".join(
        (
            f"Network {result['network']} on {result['pairs']:,} sentence pairs of `nli.jsonl.gz` "
            f"(sha256 `{result['sha256'][:12]}…`), none of whose sentences it was fitted on. Intervals: "
            f"bootstrap over {result['components']:,} components, pairs that share a sentence.",
            tables.table(("source", "pairs", *MEASURES), rows),
            f"Called a contradiction where the mean chance of both orders is {CALLED} or more: "
            f"precision {called['precision']:.3f}, recall {called['recall']:.3f}. Expected calibration error "
            f"of the best class: {result['calibration error']:.3f}. "
            f"{result['pairs per CPU second']:,.0f} pairs a CPU second, one order each.",
        )
    )
