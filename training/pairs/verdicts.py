"""Fit what turns the network's chances and the typed tests into a verdict.

usage: python -m training.pairs.verdicts compare
       python -m training.pairs.verdicts judge --record RECORD

Prints the tables of ``src/onrecord/relate/conflicts.py``. *compare* is fitted on the invented
groups that the network was not fitted on; *judge* on pairs from news that a typed test
proposed and a reader labelled (``news_clashes.jsonl``), found again in a record that holds
their articles.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks import conflicting
from onrecord.record.comparing import features_of_words
from onrecord.record.own_relations import network
from onrecord.relate.conflicts import logit
from onrecord.relate.relating import clash, kin_of
from training.pairs.statements import invented, mixed

CLASHES = Path(__file__).with_name("news_clashes.jsonl")

RIDGE = 0.3
APART = 0.3  # share of statements of two groups beside the pairs
Floats = npt.NDArray[np.float64]


def softmax_fit(
    x: Floats,
    y: npt.NDArray[np.int64],
    used: list[npt.NDArray[np.int64]],
    ridge: float,
    counts: Floats | None = None,
) -> Floats:
    """Weights [classes, features] of a multinomial logistic regression by gradient descent;
    ``used`` are each class's features, class 0 none; ``counts`` is what each row counts for."""
    counts = np.ones(len(y)) if counts is None else counts
    mask = np.zeros((len(used), x.shape[1]))
    for n, at in enumerate(used):
        mask[n, at] = 1
    w = np.zeros_like(mask)
    onehot = np.eye(len(used))[y]

    def loss(w: Floats) -> float:
        z = x @ w.T
        z = z - z.max(1, keepdims=True)
        log = z - np.log(np.exp(z).sum(1, keepdims=True))
        return float(-(counts[:, None] * onehot * log).sum() + ridge / 2 * (w[:, 1:] ** 2).sum())

    step, now = 1.0, loss(w)
    for _ in range(5_000):
        z = x @ w.T
        p = np.exp(z - z.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        gradient = (
            (counts[:, None] * (p - onehot)).T @ x + ridge * np.pad(w[:, 1:], ((0, 0), (1, 0)))
        ) * mask
        while (new := loss(w - step * gradient / len(x))) > now and step > 1e-6:
            step /= 2
        w, now, step = w - step * gradient / len(x), min(new, now), step * 1.3
        if np.abs(gradient).max() < 1e-4 * len(x):
            break
    return w


NAMES = ("bias", "contradicts", "consistent", "unrelated", "polarity", "outcome", "figures")
_USED = {
    "contradicts": ("bias", "contradicts", "consistent", "unrelated", "polarity", "outcome", "figures"),
    "unrelated": ("bias", "contradicts", "consistent", "unrelated"),
}


def fit_compare() -> None:
    """Print ``STANDINGS``."""
    chosen = [*mixed(invented()["tune"], np.random.default_rng(1), APART)]
    x = np.array([[features_of_words(p.first, p.second)[name] for name in NAMES] for p in chosen])
    y = np.array([{1: 0, 0: 1, 2: 2}[p.label] for p in chosen])
    used = [np.array([], dtype=int), *(np.array([NAMES.index(n) for n in of]) for of in _USED.values())]
    # The three count alike: how often each comes up depends on who asks.
    w = softmax_fit(x, y, used, RIDGE, (len(y) / 3 / np.bincount(y))[y])
    for name, row in zip(_USED, w[1:], strict=True):
        print(name, {n: round(float(row[NAMES.index(n)]), 3) for n in _USED[name]})
    print("right", (np.argmax(x @ w.T, 1) == y).mean(), "of", len(y))


JUDGED = ("bias", "matter", "network", "figures", "outcome", "story", "speaker", "both")


def fit_judge(record: Path) -> None:
    """Print ``CLASH`` and ``KIN``, and precision by confidence, each pair judged by a fit on the
    others."""
    rows = [json.loads(line) for line in CLASHES.read_text(encoding="utf-8").splitlines()]
    x, y = [], []
    for row, a, b, _ in conflicting.subjects(record, rows):
        found = clash(a, b)
        if found is None:
            continue
        a, b = sorted((a, b), key=lambda one: one.statement)  # as the record asks
        (scores,) = network().scores([(a.side.words, b.side.words)])
        named = {found.kind: 1.0, kin_of(a, b): 1.0, "bias": 1.0, "matter": found.matter}
        named["network"] = 0.0 if found.kind == "figures" else logit(scores.contradicts)
        x.append([named.get(name, 0.0) for name in JUDGED])
        y.append(row["label"] in ("contradicts", "revises"))
    features, labels = np.array(x), np.array(y).astype(int)
    used = [np.array([], dtype=int), np.arange(len(JUDGED))]
    w = softmax_fit(features, labels, used, RIDGE)
    print(dict(zip(JUDGED, w[1].round(3).tolist(), strict=True)))
    parts = np.random.default_rng(1).permutation(len(labels)) % 10
    odds = np.empty(len(labels))
    for part in range(10):
        fitted = softmax_fit(features[parts != part], labels[parts != part], used, RIDGE)
        odds[parts == part] = features[parts == part] @ fitted[1]
    order = np.argsort(-odds)
    right = np.cumsum(labels[order])
    for n in (5, 10, 15, 20, 30, 40, 60, 80, 120, len(labels)):
        if n <= len(labels):
            at = 1 / (1 + np.exp(-odds[order[n - 1]]))
            recall = right[n - 1] / max(1, labels.sum())
            print(f"the surest {n}: precision {right[n - 1] / n:.2f}, recall {recall:.2f}, down to {at:.2f}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["compare", "judge"])
    parser.add_argument("--record", type=Path)
    args = parser.parse_args()
    if args.what == "compare":
        fit_compare()
    elif args.record is None:
        parser.error("judge needs --record")
    else:
        fit_judge(args.record)


if __name__ == "__main__":
    main()
