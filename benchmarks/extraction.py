"""Accuracy and cost of ``onrecord read`` on PolNeAR's development articles.

The installed command reads them from a file, as a user would have it; the shared scorer
judges what it prints. textacy does the same in the same run, as a yardstick.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np

from benchmarks import calibration, speed, yardstick
from benchmarks.scoring import (
    Articles,
    Tallies,
    as_predicted,
    load_scorer,
    tallies,
    verdicts,
    with_that,
    worded,
)
from benchmarks.shared import (
    Floats,
    Json,
    Run,
    corpus_line,
    count_words,
    dev_articles,
    documents,
    interval,
    read_json,
    resamples,
    run,
    say,
    scratch,
    write_input,
)

_MARKS = re.compile(r"[\"“”„«»]")


def printed_as(scorer: ModuleType, statement: Json, text: str) -> str:
    """direct, mixed or indirect, by the marks that stand in and around a content."""
    if scorer.is_direct(statement["content"], text):
        return "direct"
    marked = any(_MARKS.search(text, max(0, a - 1), b + 1) for a, b in statement["content"])
    return "mixed" if marked else "indirect"


def recall_by_kind(scorer: ModuleType, gold: Mapping[str, Json], articles: Articles) -> list[Json]:
    """For each kind of annotated statement how many there are and the share found, with
    its interval over articles."""
    kinds_of = import_module("training.errors").kinds_of
    counts: defaultdict[str, Floats] = defaultdict(lambda: np.zeros((len(gold), 2)))
    for n, (document, (annotated, predicted)) in enumerate(zip(gold.values(), articles, strict=True)):
        text = document["text"]
        for hit, found in zip(verdicts(scorer, annotated, predicted)[0], annotated, strict=True):
            kinds = [k for k in kinds_of(found.statement, text) if k != "all"]
            for kind in [f"printed: {printed_as(scorer, found.statement, text)}", *kinds]:
                counts[kind][n] += (hit, 1)
    drawn = resamples(len(gold))
    out = []
    for kind in sorted(counts, key=_order):
        sums = drawn @ counts[kind]
        recall = np.divide(sums[:, 0], sums[:, 1], out=np.zeros(len(sums)), where=sums[:, 1] > 0)
        found, n_all = counts[kind].sum(0)
        out.append(
            {"kind": kind, "n": int(n_all), "recall": found / n_all, "recall_interval": interval(recall)}
        )
    return out


def _order(kind: str) -> tuple[int, int, str]:
    group, _, rest = kind.partition(": ")
    number = re.match(r"\d+", rest)
    groups = ("printed", "cue", "content", "source")
    return groups.index(group) if group in groups else len(groups), int(number.group()) if number else 0, kind


def _ours(
    scorer: ModuleType, rows: list[Json], path: Path, folder: Path, repeat: int
) -> tuple[Json, Tallies]:
    gold = {row["id"]: scorer.plain(row) for row in rows}
    say(f"extraction: reading {len(rows)} articles {repeat} time(s)")
    runs = [read_json(path, folder) for _ in range(repeat)]
    predicted = as_predicted(scorer, rows, documents(runs[-1]))
    counted = tallies(gold, predicted)
    given_back = tallies(gold, with_that(rows, predicted), check=False).with_intervals()
    articles = worded(scorer, gold, predicted)
    return {
        "figures": counted.with_intervals(),
        "with_that": {name: given_back[name] for name in ("exact", "content spans")},
        "annotated": sum(len(d["statements"]) for d in gold.values()),
        "predicted": sum(len(d["statements"]) for d in predicted.values()),
        "kinds": recall_by_kind(scorer, gold, articles),
        "calibration": calibration.measure(scorer, articles),
        "cost": speed.cost(runs, count_words(rows)),
    }, counted


def _yardstick(
    scorer: ModuleType, rows: list[Json], path: Path, folder: Path, repeat: int
) -> tuple[Json, Tallies]:
    say("extraction: textacy on the same articles")
    reading = [sys.executable, "-m", "benchmarks.yardstick", str(path)]
    costs = {}
    for name, options in (("plain", []), ("batched", ["--batched"])):
        runs: list[Run] = [run([*reading, *options], folder) for _ in range(repeat)]
        costs[name] = speed.cost(runs, count_words(rows))
    predicted = as_predicted(scorer, rows, documents(runs[-1]))
    counted = tallies({row["id"]: scorer.plain(row) for row in rows}, predicted)
    return {"figures": counted.with_intervals(), "cost": costs}, counted


def measure(limit: int | None = None, repeat: int = 3) -> Json:
    """All figures of one run; ``yardstick`` is None where textacy or its model is not
    installed. ``limit`` takes the first articles only, for a trial."""
    rows = dev_articles(limit)
    scorer = load_scorer()
    with scratch() as folder:
        path = write_input(folder / "articles.jsonl", rows)
        ours, counted = _ours(scorer, rows, path, folder, repeat)
        theirs: Json | None = None
        if yardstick.available():
            theirs, other = _yardstick(scorer, rows, path, folder, repeat)
            gain = counted.resampled()[2] - other.resampled()[2]
            for name in ("statement", "direct"):
                theirs[f"{name}_gain_interval"] = interval(gain[:, counted.of(name)])
        say("extraction: start-up and sizes")
        return {
            "corpus": corpus_line(rows),
            "onrecord": ours,
            "yardstick": theirs,
            "start_up": speed.start_up(folder),
            "sizes": speed.sizes(folder),
        }
