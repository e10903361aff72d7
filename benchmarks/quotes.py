"""Quotations checked against all originals: the four verdicts, the right original, the time.

All posts and transcripts are read into a record of its own, which is timed too; a record that
holds them already can be named in ONRECORD_ORIGINALS. Each quotation is then checked without
its speaker. Intervals: 95 %, bootstrap over quotations.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import tables
from benchmarks.shared import Floats, Json, command, interval, resamples, run, say, scratch, shared
from onrecord.record import open_record
from onrecord.record.check import check

VERDICTS = ("verbatim", "trimmed", "altered", "absent")
ORIGINALS = ("posts.jsonl.gz", "transcripts.jsonl.gz")
_INDEX = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'passage_runs%'"


def measure(limit: int | None = None) -> Json:
    """Scores in all and for both halves of the rows, latency, and what the record of the
    originals took; ``limit`` takes the first so many quotations."""
    path = shared() / "corpora" / "quote-check-dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:limit]
    with scratch() as folder:
        given = os.environ.get("ONRECORD_ORIGINALS")
        record = Path(given) if given else folder / "originals.db"
        read = None if given else _read(record, folder)
        answers, seconds, cpu = _answers(record, rows)
        result: Json = {"rows": len(rows), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        result["all"] = scores(answers, bounds=True)
        for name, half in (("one half", 0), ("other half", 1)):
            result[name] = scores(
                [a for a, row in zip(answers, rows, strict=True) if _half(row["id"]) == half]
            )
        result["confusion"] = {
            gold: dict(Counter(a[1] for a in answers if a[0] == gold)) for gold in VERDICTS
        }
        result["milliseconds"] = {
            name: {f"p{q}": 1000 * float(np.percentile(values, q)) for q in (50, 95, 100)}
            for name, values in (("wall", seconds), ("cpu", cpu))
        }
        result["record"] = (read or {}) | _size(record)
        return result


Answer = tuple[str, str, bool | None]  # the right verdict, the one given, whether the original is right


def scores(answers: Sequence[Answer], bounds: bool = False) -> Json:
    """Macro F1 over the verdicts, F1 of each, and the share of right originals among the rows
    that have one; ``bounds`` adds intervals to the first and the last."""
    counts = np.array(
        [[[a[0] == v and a[1] == v, a[0] == v, a[1] == v] for v in VERDICTS] for a in answers], float
    )
    known = np.array([[a[2] is not None, bool(a[2])] for a in answers], float)
    found: Json = {"rows": len(answers)}
    each = _f1(counts.sum(axis=0))
    found["macro F1"], found["right original"] = float(each.mean()), _share(known.sum(axis=0))
    found["F1"] = dict(zip(VERDICTS, map(float, each), strict=True))
    if bounds:
        drawn = resamples(len(answers))
        macro = _f1(np.einsum("tn,nvc->tvc", drawn, counts)).mean(axis=-1)
        found["macro F1_interval"] = interval(macro)
        found["right original_interval"] = interval(np.array([_share(one) for one in drawn @ known]))
    return found


def _f1(counts: Floats) -> Floats:
    right, gold, given = np.moveaxis(counts, -1, 0)
    return np.asarray(2 * right / np.maximum(1, gold + given), float)


def _share(counts: Floats) -> float:
    return float(counts[1] / max(1.0, counts[0]))


def _half(id: str) -> int:
    """Which half a row is in, whatever the order of the file."""
    return hashlib.sha256(f"half{id}".encode()).digest()[0] & 1


def _answers(path: Path, rows: Sequence[Json]) -> tuple[list[Answer], list[float], list[float]]:
    answers: list[Answer] = []
    seconds, cpu = [], []
    with open_record(path, read_only=True) as record:
        for row in rows[:5]:  # the file's first pages, numpy
            check(record, row["quote"])
        for row in rows:
            began, used = time.perf_counter(), time.process_time()
            found = check(record, row["quote"])
            seconds.append(time.perf_counter() - began)
            cpu.append(time.process_time() - used)
            answers.append(
                (row["label"], found.verdict, _right(row, found.hits[0].input_id if found.hits else None))
            )
    return answers, seconds, cpu


def _right(row: Json, found: str | None) -> bool | None:
    return found in {row["original"]["id"], *row["also"]} if row["original"] else None


def _read(record: Path, folder: Path) -> Json:
    say("quotes: reading all originals")
    paths = [str(shared() / "corpora" / name) for name in ORIGINALS]
    done = run([command(), "read", *paths, "--record", str(record), "--format", "csv"], folder)
    if done.status != 0:
        raise RuntimeError(f"status {done.status}: {done.error.strip()[-500:]}")
    return {"cpu_seconds": done.cpu, "wall_seconds": done.wall, "peak_mb": done.memory}


def _size(path: Path) -> Json:
    with open_record(path, read_only=True) as record:
        counts = record.counts()
        with record.moment() as connection:
            index = int(connection.exec_driver_sql(_INDEX).scalar_one())
    return {
        "documents": counts.documents,
        "bytes": path.stat().st_size,
        "bytes_of_the_run_index": index,
    }


def page(result: Json) -> str:
    """The section of docs/benchmarks.md."""
    head = ("", "rows", "macro F1", "right original", *(f"F1 {v}" for v in VERDICTS))
    rows = []
    for name in ("all", "one half", "other half"):
        of = result[name]
        both = [
            f"{of[m]:.3f}" + (f" {tables.span(of[f'{m}_interval'])}" if f"{m}_interval" in of else "")
            for m in ("macro F1", "right original")
        ]
        rows.append([name, of["rows"], *both, *(tables.number(of["F1"][v]) for v in VERDICTS)])
    confusion = [[gold, *(result["confusion"][gold].get(v, 0) for v in VERDICTS)] for gold in VERDICTS]
    wall, cpu, record = result["milliseconds"]["wall"], result["milliseconds"]["cpu"], result["record"]
    took = f", read in {record['cpu_seconds']:,.0f} CPU seconds" if "cpu_seconds" in record else ""
    return "\n\n".join(
        (
            f"`onrecord check` on {result['rows']} quotations of `quote-check-dev.jsonl` (sha256 "
            f"`{result['sha256'][:12]}…`), speakers not given. The halves are by the row's id; the rules "
            f"were made on the first.",
            tables.table(head, rows),
            tables.table(("is \\ found", *VERDICTS), confusion),
            f"Time of one check: median {wall['p50']:.0f} ms, 95 % within {wall['p95']:.0f} ms (CPU: "
            f"{cpu['p50']:.0f} and {cpu['p95']:.0f} ms). The record: "
            f"{record['documents']:,} originals{took}, {record['bytes'] / 1e6:,.0f} MB, of which the index "
            f"of runs is {record['bytes_of_the_run_index'] / 1e6:,.0f} MB.",
        )
    )
