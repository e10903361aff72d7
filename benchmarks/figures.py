"""Figures: precision and recall over the tables of sentences in ``tests/context``.

A figure is right when its words, value and bound are; "and unit", "and place" ask for those
too. Intervals: 95 %, bootstrap over sentences. Where the folder ONRECORD_SHARED (default:
../shared beside the repository) has news, the kinds of figures found in it and the time it
took are printed besides: nobody has judged those.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.shared import Json
from onrecord.context.figures import figures
from onrecord.model import Document, Figure

ROOT = Path(__file__).resolve().parent.parent
TABLES = ("figures.tsv", "figures_heldout.tsv", "figures_heldout2.tsv")
LEVELS = {"words, value, bound": 3, "and unit": 4, "and unit and place": 5}
_RESAMPLES = 2_000
_ARTICLES = 500


@dataclass(frozen=True)
class Score:
    """For one sentence: figures found, expected, and found that are right."""

    found: int
    expected: int
    right: int


def _number(printed: str) -> str:
    return f"{float(printed.replace(',', '')):.3f}"


def _expected(written: str) -> list[tuple[str, ...]]:
    """The figures of a table's line as (words, value, bound, unit, place)."""
    out = []
    for part in written.split(";;"):
        cells = [cell.strip() for cell in part.split("|")]
        if cells == [""]:
            continue
        cells += [""] * (5 - len(cells))
        cells[1] = " ".join(_number(n) for n in cells[1].split(" to "))
        out.append(tuple(cells))
    return out


def _found(figure: Figure, text: str) -> tuple[str, ...]:
    ends = (figure.low, figure.high) if figure.bound == "range" else (figure.value,)
    value = " ".join(_number(str(n)) for n in ends)
    words = text[figure.span.start : figure.span.end]
    return (words, value, figure.bound, figure.unit or "", figure.place or "")


def score(table: Path, level: int) -> list[Score]:
    """The score of each sentence of a table, comparing the first ``level`` parts of a figure."""
    lines = [line for line in table.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    scores = []
    for line in lines[1:]:
        sentence, written, *_ = line.split("\t")
        expected = Counter(f[:level] for f in _expected(written))
        found = Counter(_found(f, sentence)[:level] for f in figures(Document(sentence), ()))
        scores.append(Score(found.total(), expected.total(), (found & expected).total()))
    return scores


def _ratios(scores: list[Score]) -> tuple[float, float]:
    right = sum(s.right for s in scores)
    return right / max(1, sum(s.found for s in scores)), right / max(1, sum(s.expected for s in scores))


def _interval(scores: list[Score], which: int) -> tuple[float, float]:
    rng = random.Random(20)
    values = sorted(_ratios(rng.choices(scores, k=len(scores)))[which] for _ in range(_RESAMPLES))
    return values[int(0.025 * _RESAMPLES)], values[int(0.975 * _RESAMPLES)]


def measure() -> Json:
    """Precision and recall of each table at each level, with 95 % intervals over sentences."""
    out: Json = {}
    for name in TABLES:
        table = ROOT / "tests" / "context" / name
        levels = {level: score(table, parts) for level, parts in LEVELS.items()}
        sentences = next(iter(levels.values()))
        out[name] = {
            "sentences": len(sentences),
            "without a figure": sum(s.expected == 0 for s in sentences),
            **{level: _measured(scores) for level, scores in levels.items()},
        }
    return out


def _measured(scores: list[Score]) -> Json:
    p, r = _ratios(scores)
    return {"p": p, "p_interval": _interval(scores, 0), "r": r, "r_interval": _interval(scores, 1)}


def _print_tables() -> None:
    for name, found in measure().items():
        print(f"{name}: {found['sentences']} sentences, {found['without a figure']} without a figure")
        for level in LEVELS:
            for key, label in (("p", "precision"), ("r", "recall")):
                low, high = found[level][f"{key}_interval"]
                print(f"  {level:22} {label:9} {found[level][key]:.3f}  [{low:.3f}, {high:.3f}]")


def _print_news(shared: Path) -> None:
    news = shared / "corpora" / "news.jsonl.gz"
    if not news.exists():
        print(f"no {news}: nothing counted in news", file=sys.stderr)
        return
    bounds: Counter[str] = Counter()
    units: Counter[str] = Counter()
    words, seconds = 0, 0.0
    with gzip.open(news, "rt", encoding="utf-8") as file:
        for line in islice(file, _ARTICLES):
            text = json.loads(line)["text"]
            started = time.perf_counter()
            found = figures(Document(text), ())
            seconds += time.perf_counter() - started
            words += len(text.split())
            bounds.update(f.bound for f in found)
            units.update(f.unit or "(none)" for f in found)
    print(f"news, not judged: {bounds.total()} figures in {words} words")
    print(f"  {1e6 * seconds / words:.2f} ms per 1,000 words")
    print("  bounds:", ", ".join(f"{name} {n}" for name, n in bounds.most_common()))
    print("  units:", ", ".join(f"{name} {n}" for name, n in units.most_common(30)))


def main() -> None:
    """Prints precision and recall for each table, and counts over news where there is any."""
    _print_tables()
    _print_news(Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared")))


if __name__ == "__main__":
    main()
