"""``--model fast`` against the standard network: accuracy on PolNeAR's development articles, and
words per CPU second of the whole command there and on more news, each of both in one run."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path

from benchmarks import speed, tables
from benchmarks.scoring import as_predicted, load_scorer, tallies
from benchmarks.shared import (
    Json,
    command,
    corpus_line,
    count_words,
    dev_articles,
    documents,
    interval,
    run,
    say,
    scratch,
    shared,
    write_input,
)

MODELS = ("fast", "standard")
NEWS = 600  # articles
WANTED_F1, WANTED_SPEED = 0.68, 20_000
_SHOWN = ("statement", "content", "exact", "direct", "source spans", "cue spans", "content spans")


def measure(limit: int | None = None, repeat: int = 3) -> Json:
    """Scores with intervals and costs of both networks."""
    rows = dev_articles(limit)
    scorer = load_scorer()
    gold = {row["id"]: scorer.plain(row) for row in rows}
    found: Json = {"corpus": corpus_line(rows), "models": {}}
    counts = {}
    with scratch() as folder:
        inputs = {"polnear-dev": write_input(folder / "dev.jsonl", rows), "news": _news(folder, limit)}
        words = {"polnear-dev": count_words(rows), "news": _words(inputs["news"])}
        for model in MODELS:
            of: Json = {"cost": {}}
            for name, path in inputs.items():
                say(f"fast: {model} on {name}")
                reading = [command(), "read", "--no-record", "--format", "json", "--model", model, str(path)]
                runs = [run(reading, folder) for _ in range(repeat)]
                of["cost"][name] = speed.cost(runs, words[name])
                if name == "polnear-dev":
                    predicted = as_predicted(scorer, rows, documents(runs[-1]))
                    counts[model] = tallies(gold, predicted)
                    of["figures"] = counts[model].with_intervals()
            found["models"][model] = of
    lost = counts["standard"].resampled()[2] - counts["fast"].resampled()[2]
    found["lost_interval"] = interval(lost[:, counts["fast"].of("statement")])
    return found | {"words": words}


def _news(folder: Path, limit: int | None) -> Path:
    with gzip.open(shared() / "corpora" / "news.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, limit or NEWS)]
    return write_input(folder / "news.jsonl", rows)


def _words(path: Path) -> int:
    with path.open(encoding="utf-8") as lines:
        return count_words([json.loads(line) for line in lines])


def page(result: Json) -> str:
    """The section of docs/benchmarks.md."""
    models = result["models"]
    accuracy = [[name, *(_f1(models[model]["figures"][name]) for model in MODELS)] for name in _SHOWN]
    cost = [
        [
            f"{model}, {name}",
            tables.number(of["words_per_cpu_second"], 0),
            ", ".join(f"{v:,.0f}" for v in of["each_run"]),
            tables.number(of["cpu_seconds"], 1),
            tables.number(of["peak_mb"], 0),
        ]
        for name in result["words"]
        for model in MODELS
        for of in [models[model]["cost"][name]]
    ]
    words = result["words"]
    return "\n\n".join(
        (
            f"F1 on polnear-dev, {result['corpus']['articles']} articles, as printed. Wanted of the fast "
            f"one: {WANTED_F1} for statements. What it loses: {tables.span(result['lost_interval'])}.",
            tables.table(("", *MODELS), accuracy),
            "The whole command, start-up included, one thread, on polnear-dev "
            f"({words['polnear-dev']:,} words) and on the first articles of news.jsonl.gz "
            f"({words['news']:,} words). Wanted of the fast one: {WANTED_SPEED:,} words per CPU second.",
            tables.table(("", "words per CPU-second", "each run", "CPU seconds", "peak MB"), cost),
        )
    )


def _f1(figures: Json) -> str:
    return f"{figures['f1']:.3f} {tables.span(figures['f1_interval'])}"
