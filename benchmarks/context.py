"""Context: speaker, name, kind, role, date, channel and via, end to end from raw text.

The whole command reads the annotated development articles; the shared scorer's rules
decide what is right. Its counts are kept by article, so that articles can be resampled,
and checked against the scorer's own answer.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.scoring import as_predicted, load_scorer, words_in
from benchmarks.shared import (
    Floats,
    Json,
    count_words,
    dev_articles,
    documents,
    interval,
    read_json,
    resamples,
    scratch,
    shared,
    write_input,
)

TARGETS = {
    "speaker": (0.85, 0.65), "name": (0.75, 0.58), "kind": (0.85, 0.65), "role": (0.75, 0.50),
    "date": (0.80, 0.55), "channel": (0.75, 0.45), "via": (0.70, 0.40),
}  # fmt: skip


def measure(limit: int | None = None) -> Json:
    """Precision and recall of each field with 95 % intervals over articles, and the words
    that one CPU second reads with context."""
    contexts = _contexts(limit)
    rows = [row for row in dev_articles() if row["id"] in contexts]
    with scratch() as folder:
        done = read_json(write_input(folder / "articles.jsonl", rows), folder)
        printed = list(documents(done))
    scorer = _context_scorer()
    predicted = as_predicted(load_scorer(), rows, printed)
    counts = np.array(
        [_counts(scorer, row, contexts[row["id"]], predicted[row["id"]]) for row in rows], float
    )
    fields = _figures(counts)
    own = scorer.score({row["id"]: row for row in rows}, contexts, predicted)
    for field, figures in fields.items():
        if any(abs(figures[k] - own[field][k]) > 1e-12 for k in ("p", "r")):
            raise ValueError(f"{field}: counts by article give {figures}, the scorer says {own[field]}")
    return {
        "articles": len(rows),
        "statements": own["counts"]["annotated"],
        "paired": own["counts"]["paired"],
        "words per CPU second": count_words(rows) / done.cpu,
        **fields,
    }


def _contexts(limit: int | None) -> dict[str, Json]:
    path = shared() / "corpora" / "polnear-dev-context.jsonl"
    with path.open(encoding="utf-8") as lines:
        return {row["id"]: row for row in list(map(json.loads, lines))[:limit]}


def _context_scorer() -> ModuleType:
    """The shared scorer of context; it imports that of statements, which lies beside it."""
    folder = str(shared() / "bench")
    spec = importlib.util.spec_from_file_location("context_score", f"{folder}/context_score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, folder)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(folder)
    return module


def _counts(scorer: ModuleType, row: Json, context: Json, predicted: Json) -> list[list[int]]:
    """Right, predicted and annotated for each field of one article."""
    starts = [m.start() for m in scorer.WORD.finditer(row["text"])]
    gold = [{"content": words_in(s["content"], starts)} for s in row["statements"]]
    pred = [{"content": words_in(s.get("content") or [], starts)} for s in predicted["statements"]]
    partner = {g: p for g, p, overlap in scorer.pair_up(gold, pred) if overlap >= 0.5}
    tally = {field: [0, 0, 0] for field in scorer.FIELDS}
    for g, fields in enumerate(context["context"]):
        found: Mapping[str, Any] = scorer.flat(predicted["statements"][partner[g]]) if g in partner else {}
        for field, counted in tally.items():
            annotated = fields["speaker" if field == "name" else field]
            value = found.get(field)
            if field == "kind":
                annotated, value = (None if v == "none" else v for v in (annotated, value))
            both = annotated is not None and value is not None
            counted[0] += bool(both and scorer.right(field, annotated, value, fields["kind"]))
            counted[1] += value is not None
            counted[2] += annotated is not None
    return list(tally.values())


def _figures(counts: Floats) -> dict[str, Json]:
    """Precision and recall of each field from counts [articles, fields, 3], with intervals."""

    def ratio(a: Floats, b: Floats) -> Floats:
        return np.divide(a, b, out=np.zeros_like(a), where=b > 0)

    total = counts.sum(0)
    drawn = np.einsum("ra,afk->rfk", resamples(len(counts)), counts)
    out: dict[str, Json] = {}
    for n, (field, (precision, recall)) in enumerate(TARGETS.items()):
        out[field] = {
            "p": float(ratio(total[n, 0], total[n, 1])),
            "p_interval": interval(ratio(drawn[:, n, 0], drawn[:, n, 1])),
            "r": float(ratio(total[n, 0], total[n, 2])),
            "r_interval": interval(ratio(drawn[:, n, 0], drawn[:, n, 2])),
            "annotated": int(total[n, 2]),
            "p_target": precision,
            "r_target": recall,
        }
    return out


def main() -> None:
    """Print the figures."""
    for name, value in measure().items():
        print(name, value)


if __name__ == "__main__":
    main()
