"""Relations between statements: embedded posts and their originals, conflicts, stories told
twice, and what finding relations costs.

The posts of the archive and the articles that the figures are about are read into a record of
its own; one that holds them all already can be named in ONRECORD_RELATED. How the pair network
does by itself is the section ``pairs``.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks import conflicting, stories, tables, tied
from benchmarks.shared import Json, Run, command, count_words, run, say, scratch, shared

SIZES = (100_000, 1_000_000)  # statements
WANTED = 2_500  # words a CPU second, into the first of these
_COPIED = 400  # articles that the large records are made of
_READ = 100  # articles read into each


def measure(limit: int | None = None) -> Json:
    """All parts. ``limit`` is a trial: the first articles with embedded posts, the first pairs,
    the first stories, and records to match."""
    with scratch() as folder:
        marked, pairs = tied.rows(limit), conflicting.rows(limit)
        posts = _posts(marked, limit)
        articles = {row["article"] for row in marked} | {p[s]["article"] for p in pairs for s in "ab"}
        given = os.environ.get("ONRECORD_RELATED")
        record = Path(given) if given else folder / "related.db"
        result: Json = {"read": None if given else _read(record, posts, articles, folder)}
        say("relate: embedded posts, conflicts")
        result["posts"] = tied.measure(record, marked, posts)
        result["conflicts"] = conflicting.measure(record, pairs)
        say("relate: stories told twice")
        result["stories"] = stories.measure([*islice(_rows("news"), limit and 20 * limit)])
        result["cost"] = cost(articles, folder, limit)
        return result


def _rows(name: str) -> Iterator[Json]:
    with gzip.open(shared() / "corpora" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _posts(marked: Sequence[Json], limit: int | None) -> list[Json]:
    """The archive; in a trial what it has of the marked posts, and some more."""
    if limit is None:
        return [*_rows("posts")]
    wanted = {row["post"] for row in marked}
    return [row for n, row in enumerate(_rows("posts")) if n < 10 * limit or row["id"] in wanted]


def _read(record: Path, posts: Sequence[Json], articles: set[str], folder: Path) -> Json:
    """Both read into a new record, the archive first; what each cost."""
    news = [row for row in _rows("news") if row["id"] in articles]
    return {name: _recorded(record, rows, name, folder) for name, rows in (("posts", posts), ("news", news))}


def _recorded(record: Path, rows: Sequence[Json], name: str, folder: Path) -> Json:
    say(f"relate: reading {len(rows):,} {name}")
    path = _written(folder / f"{name}.jsonl", rows)
    done = _checked(run([command(), "read", "--record", str(record), "--format", "csv", str(path)], folder))
    words = count_words(rows)
    return {"documents": len(rows), "words": words, "cpu": done.cpu, "words_a_cpu_second": words / done.cpu}


def _written(path: Path, rows: Iterable[Json]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def _checked(done: Run) -> Run:
    if done.status != 0:
        raise RuntimeError(f"status {done.status}: {done.error.strip()[-500:]}")
    return done


def cost(apart: set[str], folder: Path, limit: int | None) -> list[Json]:
    """Reading stories into large records, made of other articles; for each of the sizes."""
    copied, read = (_COPIED, _READ) if limit is None else (4 * limit, 2 * limit)
    rows = [*islice((row for row in _rows("news") if row["id"] not in apart), copied + read)]
    small, large = folder / "small.db", folder / "large.db"
    _recorded(small, rows[:copied], "copied", folder)
    fresh = _written(folder / "fresh.jsonl", rows[copied:])
    found = []
    for size in SIZES if limit is None else (10 * limit, 40 * limit):
        say(f"relate: {size:,} statements")
        _checked(run([*_RELATING, "grow", str(small), str(large), str(size)], folder))
        copy = folder / "copy.db"
        copy.write_bytes(large.read_bytes())
        done = _checked(run([*_RELATING, "read", str(copy), str(fresh)], folder))
        found.append(json.loads(done.output.read_text(encoding="utf-8")))
        copy.unlink()
    return found


_RELATING = (sys.executable, "-m", "benchmarks.relating")


def page(result: Json) -> str:
    """The section of docs/benchmarks.md."""
    return "\n\n".join(
        (
            tied.page(result["posts"]),
            conflicting.page(result["conflicts"])
            + "\n\nThe pair network by itself, on sentence pairs: see the section of that.",
            stories.page(result["stories"]),
            cost_page(result["cost"]),
        )
    )


def cost_page(found: Sequence[Json]) -> str:
    """The part on speed."""
    times = ("p50, ms", "p95, ms", "CPU, ms")
    head = ("statements", "words a CPU second", "but for relations", *times, "its statements", "compared to")
    rows = [
        [
            f"{one['statements']:,}",
            tables.number(one["words_a_cpu_second"], 0),
            tables.number(one["without_relations"], 0),
            *(tables.number(one[key], 0) for key in ("p50", "p95", "cpu")),
            tables.number(one["statements_a_story"], 1),
            tables.number(one["compared_a_story"], 0),
        ]
        for one in found
    ]
    return "\n\n".join(
        (
            f"### What relations cost\n\n{found[0]['stories']} stories read into records made large by "
            "copies with other words: words a CPU second with everything that reading does, the time that "
            "the relations of one story take (the CPU time is the mean), and how many statements on record "
            "are compared with its own. "
            f"Wanted: {WANTED:,} words a CPU second into {found[0]['statements']:,} statements.",
            tables.table(head, rows),
        )
    )
