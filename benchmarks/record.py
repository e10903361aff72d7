"""What a record costs: time to read into it, bytes, and time to find something in a large one."""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
from contextlib import closing
from itertools import islice
from pathlib import Path

from benchmarks.shared import Json, Run, command, run, say, scratch, shared
from benchmarks.tables import number, table

SIZES = (100_000, 1_000_000)  # statements
TIMES = 60  # questions of each kind
TARGET_MS = 100  # p95 of a search at the largest size
TARGET_SECONDS = 600  # for posts and transcripts on one core


def _input(name: str, folder: Path, limit: int | None) -> tuple[Path, int, int]:
    """A corpus or its first rows, how many these are and how many words."""
    source = shared() / "corpora" / f"{name}.jsonl.gz"
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, limit)]
    words = sum(len(row["text"].split()) for row in rows)
    if limit is None:
        return source, len(rows), words
    path = folder / f"{name}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path, len(rows), words


def _reading(names: tuple[str, ...], record: Path, folder: Path, limit: int | None) -> Json:
    """``onrecord read`` of these corpora into a new record, on one thread."""
    inputs = [_input(name, folder, limit) for name in names]
    say(f"record: reading {', '.join(names)}")
    paths = [str(path) for path, _, _ in inputs]
    done = _checked(run([command(), "read", "--record", str(record), "--format", "csv", *paths], folder))
    documents = sum(count for _, count, _ in inputs)
    return {
        "documents": documents,
        "words": sum(words for _, _, words in inputs),
        "statements": _one(record, "SELECT count(*) FROM statement"),
        "cpu": done.cpu,
        "wall": done.wall,
        "peak_mb": done.memory,
        "bytes": record.stat().st_size,
    }


def _checked(done: Run) -> Run:
    if done.status != 0:
        raise RuntimeError(f"status {done.status}: {done.error.strip()[-500:]}")
    return done


def _one(record: Path, query: str) -> int:
    with closing(sqlite3.connect(record)) as connection:
        return int(connection.execute(query).fetchone()[0])


def _bytes(record: Path) -> dict[str, int]:
    """Bytes by table, each with its indexes, largest first; empty where SQLite cannot say."""
    of_table = "SELECT name, tbl_name FROM sqlite_master UNION SELECT 'sqlite_schema', 'sqlite_schema'"
    query = (
        f"SELECT tbl_name, sum(pgsize) FROM dbstat JOIN ({of_table}) USING (name) GROUP BY 1 ORDER BY 2 DESC"
    )
    with closing(sqlite3.connect(record)) as connection:
        try:
            return dict(connection.execute(query).fetchall())
        except sqlite3.OperationalError:
            return {}


def _large(small: Path, large: Path, statements: int, folder: Path) -> Json:
    """A record grown to so many statements, and what it takes to find something in it."""
    say(f"record: {statements:,} statements")
    # Copies of copies have no relations worth finding, and finding them would take hours.
    grow = [sys.executable, "-m", "benchmarks.relating", "grow", str(small), str(large), str(statements)]
    grown = _checked(run(grow, folder))
    made = json.loads(grown.output.read_text(encoding="utf-8"))
    asked = _checked(run([sys.executable, "-m", "benchmarks.latency", str(large), str(TIMES)], folder))
    found: Json = json.loads(asked.output.read_text(encoding="utf-8"))
    cost = {"grown_wall": grown.wall, "grown_cpu_a_document": made["cpu_a_document"]}
    return found | cost | {"bytes": large.stat().st_size, "peak_mb": asked.memory}


def measure(limit: int | None = None) -> Json:
    """Reading news, posts and transcripts into records; then search and check in records made
    larger by copies. ``limit`` makes a trial: the first articles alone, and statements to match."""
    sizes = SIZES if limit is None else (10 * limit, 40 * limit)
    with scratch() as folder:
        small = folder / "news.db"
        news = _reading(("news",), small, folder, limit)
        result: Json = {
            "news": news,
            "bytes_by_table": _bytes(small),
            "originals": _reading(("posts", "transcripts"), folder / "originals.db", folder, limit),
            "sizes": [],
        }
        for statements in sizes:
            result["sizes"].append(_large(small, folder / "large.db", statements, folder))
    return result


_ON_READING = """Read by `onrecord read` on one thread. Of the {cpu} CPU seconds that an article takes, \
recording it is {recording} (`Record.add` of copies, up to {small} statements on record)."""
_ON_SIZES = """Search and check in records made larger: the same articles again and again, a third of \
the words of each copy replaced by others as long, drawn by their frequency; dates moved. {times} \
questions of each kind, made of the words of statements that chance chooses, in one process that is not \
asked anything at the same time by others."""


_READ = (
    "read",
    "documents",
    "statements",
    "CPU seconds",
    "documents a CPU second",
    "bytes a document",
    "peak MB",
)
_ASKED = ("statements", "", "p50, ms", "p95, ms", "longest, ms", "first, ms", "peak MB", "record, MB")


def page(result: Json) -> str:
    """The section of docs/benchmarks.md."""
    news, first, largest = result["news"], result["sizes"][0], result["sizes"][-1]
    rows = [
        _read_row(name, result[key])
        for name, key in (("news", "news"), ("posts and transcripts", "originals"))
    ]
    on_reading = _ON_READING.format(
        cpu=number(news["cpu"] / news["documents"]),
        recording=number(first["grown_cpu_a_document"]),
        small=f"{first['statements']:,}",
    )
    stored = [
        [name, number(size / news["documents"], 0)]
        for name, size in result["bytes_by_table"].items()
        if size >= news["bytes"] / 100
    ]
    asked = [_asked_row(one, what) for one in result["sizes"] for what in ("search", "check")]
    kinds = [
        [f"{what}: {kind}", *_milliseconds(of)]
        for what in ("search", "check")
        for kind, of in largest[what]["kinds"].items()
    ]
    return "\n\n".join(
        (
            table(_READ, rows),
            f"{on_reading} Wanted: posts and transcripts in less than {TARGET_SECONDS} s.",
            table(("bytes a news article, by table with its indexes", ""), stored),
            _ON_SIZES.format(times=largest["search"]["kinds"]["one word"]["times"]),
            table(_ASKED, asked),
            f"Wanted: a p95 of less than {TARGET_MS} ms for a search at a million statements.",
            table((f"at {largest['statements']:,} statements", "p50, ms", "p95, ms", "longest, ms"), kinds),
        )
    )


def _read_row(name: str, of: Json) -> list[str | None]:
    row = [name, f"{of['documents']:,}", f"{of['statements']:,}"]
    sizes = [number(of["bytes"] / of["documents"], 0), number(of["peak_mb"], 0)]
    return [*row, number(of["cpu"], 0), number(of["documents"] / of["cpu"], 1), *sizes]


def _asked_row(one: Json, what: str) -> list[str | None]:
    sizes = [number(one["peak_mb"], 0), number(one["bytes"] / 1e6, 0)]
    return [
        f"{one['statements']:,}",
        what,
        *_milliseconds(one[what]["all"]),
        number(one[what]["first"], 0),
        *sizes,
    ]


def _milliseconds(of: Json) -> list[str | None]:
    return [number(of[key], 1) for key in ("p50", "p95", "max")]
