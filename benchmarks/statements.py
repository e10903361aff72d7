"""``compare`` on pairs of public statements that were written to measure it.

``statement_pairs.jsonl`` has groups: a statement, one that contradicts it, two that are
consistent with it (the second looks as if it were not) and one that is unrelated, half of
them positions on policy, half what officials, companies and witnesses say. They are
invented, by another writer than the groups that the network was fitted on; a second
reader, who saw them shuffled and without labels, gave every pair the same label. Nothing
is chosen on them. Intervals: 95 %, bootstrap over groups.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import tables
from benchmarks.pairs import CLASSES, MEASURES, Ints, by_component, counted, with_intervals
from benchmarks.shared import Json, say
from onrecord.record.comparing import compare
from onrecord.record.own_relations import network

PAIRS = Path(__file__).with_name("statement_pairs.jsonl")
LABELS = {"contradicts": 0, "consistent": 1, "consistent2": 1, "unrelated": 2}
EARLIER = "best language models on another set of political statements: macro F1 0.75 (other data)"


def measure(limit: int | None = None) -> Json:
    """Scores of the three classes by ``compare``'s chances, with intervals."""
    groups = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()][:limit]
    say(f"statements: comparing {4 * len(groups)} pairs")
    began = time.process_time()
    labels, predicted, components, called = [], [], [], []
    for n, group in enumerate(groups):
        for name, label in LABELS.items():
            found = compare(group["a"], group[name])
            chances = [getattr(found.scores, one) for one in CLASSES]
            labels.append(label)
            predicted.append(int(np.argmax(chances)))
            components.append(str(n))
            called.append(found.relation in ("contradicts", "revises"))
    truth, guess = np.array(labels), np.array(predicted)
    return {
        "network": network().version,
        "groups": len(groups),
        "all": with_intervals(by_component(truth, guess, components)),
        "table": counted(truth, guess).tolist(),
        "relation": _relation(truth, called),
        "pairs a CPU second": len(labels) / (time.process_time() - began),
    }


def _relation(labels: Ints, called: Sequence[bool]) -> Json:
    right = sum(1 for label, one in zip(labels, called, strict=True) if one and label == 0)
    return {"called": sum(called), "right": right, "contradictions": int((labels == 0).sum())}


def page(result: Json) -> str:
    """The section of docs/benchmarks.md."""
    whole, relation = result["all"], result["relation"]
    return "\n\n".join(
        (
            f"Network {result['network']}; {result['groups']} invented groups of four pairs "
            "(`benchmarks/statement_pairs.jsonl`), by another writer than those it was fitted on. Intervals: "
            "bootstrap over groups.",
            tables.table(
                ("", "likeliest of three chances"),
                [[m, f"{whole[m]:.3f} {tables.span(whole[f'{m}_interval'])}"] for m in MEASURES],
            ),
            tables.table(
                ("label", *(f"called {name}" for name in CLASSES)),
                [[name, *row] for name, row in zip(CLASSES, result["table"], strict=True)],
            ),
            f"`relation` says contradicts or revises for {relation['called']} pairs, of which "
            f"{relation['right']} are labelled so ({relation['contradictions']} in all). "
            f"{EARLIER[0].upper()}{EARLIER[1:]}. {result['pairs a CPU second']:,.0f} pairs a CPU second.",
        )
    )
