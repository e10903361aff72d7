"""Count a network's errors by kind.

usage: python -m training.errors MODEL.onnx --tokenizer FILE --settings FILE [--fold NAME] [--show KIND]

Every annotated statement that is not found, and every predicted one that is wrong, falls
into one kind. ``--show`` prints the statements of one kind, to read on one's own machine.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

import msgspec
import numpy as np

from onrecord.extract.network import Decoding
from training.evaluate import Bare, all_candidates, fold, outputs, predict, scorer

SAY = frozenset(
    ("say", "says", "said", "saying", "tell", "tells", "told", "add", "adds", "added", "according")
)
LENGTHS = ((3, "1-3"), (7, "4-7"), (24, "8-24"), (59, "25-59"), (10**9, "60+"))


def kinds_of(statement: dict, text: str) -> list[str]:
    """The groups that recall is reported by."""
    cue = re.findall(r"[\w’']+", " ".join(text[a:b] for a, b in statement["cue"]).lower())
    words = len(re.findall(r"\w+", " ".join(text[a:b] for a, b in statement["content"])))
    if not cue:
        by_cue = "cue: none (colon)"
    elif len(cue) == 1:
        by_cue = "cue: say-verb" if cue[0] in SAY else "cue: other single word"
    else:
        by_cue = "cue: several words"
    length = next(name for limit, name in LENGTHS if words <= limit)
    return [
        "all",
        by_cue,
        f"content: {length} words",
        "source: none" if not statement["source"] else "source: there",
    ]


def tally(rows: list[dict], predicted: dict[str, dict]) -> tuple[dict[str, Counter], list[tuple[str, str]]]:
    """By group, how many annotated statements met which fate; and the texts by fate."""
    score = scorer()
    fates: dict[str, Counter] = {}
    shown: list[tuple[str, str]] = []
    for row in rows:
        text = row["text"]
        starts = np.array([m.start() for m in score.WORD.finditer(text)])

        def words(spans: list[list[int]], starts: np.ndarray = starts) -> frozenset[int]:
            return frozenset(i for a, b in spans for i in range(*np.searchsorted(starts, (a, b)).tolist()))

        gold = [{p: words(s[p]) for p in ("source", "content")} for s in row["statements"]]
        pred_raw = predicted[row["id"]]["statements"]
        pred = [{p: words(s[p]) for p in ("source", "content")} for s in pred_raw]
        pairs = {g: (p, overlap) for g, p, overlap in score.pair_up(gold, pred)}
        answered = set()
        for n, statement in enumerate(row["statements"]):
            if not gold[n]["content"]:
                continue
            fate = _fate(gold[n], pred, pairs.get(n))
            if fate in ("right", "wrong source", "source missing", "source invented"):
                answered.add(pairs[n][0])
            for kind in kinds_of(statement, text):
                fates.setdefault(kind, Counter())[fate] += 1
            shown.append((fate, _line(text, statement)))
        for n, statement in enumerate(pred_raw):
            if n not in answered:
                touches = any(pred[n]["content"] & g["content"] for g in gold)
                fate = "predicted: bounds" if touches else "predicted: invented"
                fates.setdefault("predicted", Counter())[fate] += 1
                shown.append((fate, _line(text, statement)))
    return fates, shown


def _fate(gold: dict, pred: list[dict], pair: tuple[int, float] | None) -> str:
    if pair is None or pair[1] < 0.5:
        return "bounds" if any(gold["content"] & p["content"] for p in pred) else "missed"
    ours, theirs = pred[pair[0]]["source"], gold["source"]
    if (ours & theirs) or not (ours or theirs):
        return "right"
    return "source missing" if not ours else "source invented" if not theirs else "wrong source"


def _line(text: str, statement: dict) -> str:
    parts = (" … ".join(text[a:b] for a, b in statement[p]) for p in ("source", "cue", "content"))
    return " | ".join(re.sub(r"\s+", " ", part) for part in parts)


FATES = ("right", "missed", "bounds", "wrong source", "source missing", "source invented")


def page(fates: dict[str, Counter]) -> str:
    """The counts as a table."""
    lines = [f"{'':24}{'n':>6}{'recall':>8}" + "".join(f"{f:>17}" for f in FATES[1:])]
    for kind in sorted(k for k in fates if k != "predicted"):
        counts = fates[kind]
        n = sum(counts.values())
        lines.append(
            f"{kind:24}{n:6}{counts['right'] / n:8.2f}" + "".join(f"{counts[f]:17}" for f in FATES[1:])
        )
    lines.append(
        "  ".join(f"{name}: {count}" for name, count in sorted(fates.get("predicted", Counter()).items()))
    )
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--settings", type=Path, required=True)
    parser.add_argument("--fold", default="held-out")
    parser.add_argument("--show", default="")
    args = parser.parse_args()
    settings = msgspec.json.decode(args.settings.read_bytes(), type=Decoding)
    rows = fold(args.fold)
    found = all_candidates(outputs(rows, Bare(args.model, args.tokenizer)), settings)
    fates, shown = tally(rows, predict(rows, found, settings))
    print(page(fates))
    for fate, text in shown:
        if args.show and fate == args.show:
            print(text[:400])


if __name__ == "__main__":
    main()
