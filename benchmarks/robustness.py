"""Statement F1 on the same articles typed differently: marks, capitals, line breaks.

The annotations move along with the text, so that every row is scored like the unchanged
one. The interval of the difference is paired: both are taken on the same resample.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.changes import CHANGES, changed
from benchmarks.scoring import Tallies, as_predicted, load_scorer, tallies
from benchmarks.shared import (
    Json,
    corpus_line,
    dev_articles,
    documents,
    interval,
    read_json,
    say,
    scratch,
    write_input,
)

# Losing more is a defect.
ALLOWED = 0.05


def _scored(rows: list[Json], folder: Path, *, check: bool = False) -> Tallies:
    scorer = load_scorer()
    path = write_input(folder / "articles.jsonl", rows)
    predicted = as_predicted(scorer, rows, documents(read_json(path, folder)))
    return tallies({row["id"]: scorer.plain(row) for row in rows}, predicted, check=check)


def compared(base: Tallies, other: Tallies) -> Json:
    """Statement F1 of ``other``, its difference to ``base`` and whether that is a defect."""
    n = base.of("statement")
    f1 = other.figures()["statement"]["f1"]
    difference = f1 - base.figures()["statement"]["f1"]
    drawn = other.resampled()[2][:, n] - base.resampled()[2][:, n]
    return {
        "f1": f1,
        "f1_interval": interval(other.resampled()[2][:, n]),
        "difference": difference,
        "difference_interval": interval(drawn),
        "defect": difference < -ALLOWED,
    }


def measure(limit: int | None = None, repeat: int = 1) -> Json:
    """A row for the unchanged articles and one for each change. ``repeat`` changes nothing."""
    rows = dev_articles(limit)
    with scratch() as folder:
        base = _scored(rows, folder, check=True)
        found = [{"change": "none"} | compared(base, base)]
        for name, change in CHANGES.items():
            say(f"robustness: {name}")
            found.append(
                {"change": name} | compared(base, _scored([changed(r, change) for r in rows], folder))
            )
    return {"corpus": corpus_line(rows), "rows": found}
