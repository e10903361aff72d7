"""What every benchmark needs: the data, a child process with its cost, and intervals."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parent.parent
RESAMPLES = 1_000
Json = dict[str, Any]
Floats = npt.NDArray[np.float64]

# One thread in every library that could take more.
_THREAD_LIMITS = ("OMP", "OPENBLAS", "MKL", "BLIS", "RAYON")
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in _THREAD_LIMITS} | {"TOKENIZERS_PARALLELISM": "false"}

# A process's peak memory counts that of the process it was forked from, so children are
# started from this small one and not from the benchmark itself.
_LAUNCHER = """
import json, os, sys, time
out, err, command = sys.argv[1], sys.argv[2], sys.argv[3:]
began = time.perf_counter()
child = os.fork()
if child == 0:
    for path, target in ((out, 1), (err, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), target)
    os.execv(command[0], command)
_, status, used = os.wait4(child, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime,
                  time.perf_counter() - began, used.ru_maxrss]))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one command printed and cost: CPU (user and system) and wall seconds, peak
    resident memory in MB (10⁶ bytes). ``status`` is None when it was stopped at its time limit."""

    status: int | None
    output: Path
    error: str
    cpu: float
    wall: float
    memory: float


def shared() -> Path:
    """The folder with the corpora and scorers; exits with status 1 when it is not there."""
    folder = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))
    if not (folder / "bench" / "attribution_score.py").exists():
        sys.exit(
            f"{folder} has no bench/attribution_score.py: set ONRECORD_SHARED to the folder with the data"
        )
    return folder


def dev_articles(limit: int | None = None) -> list[Json]:
    """The rows of polnear-dev, or the first ``limit`` of them."""
    path = shared() / "corpora" / "polnear-dev.jsonl"
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][:limit]


def corpus_line(rows: Sequence[Json]) -> Json:
    """Name, checksum and size of what was measured on."""
    path = shared() / "corpora" / "polnear-dev.jsonl"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"name": path.stem, "sha256": digest, "articles": len(rows), "words": count_words(rows)}


def count_words(rows: Iterable[Json]) -> int:
    """Words as the speed figures count them: what white space divides."""
    return sum(len(row["text"].split()) for row in rows)


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone afterwards; texts of the corpus are put nowhere else."""
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as name:
        yield Path(name)


def write_input(path: Path, rows: Iterable[Json]) -> Path:
    """``rows`` as the JSONL that ``onrecord read`` takes."""
    keys = ("id", "text", "publisher", "title", "published")
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({k: row[k] for k in keys if k in row}, ensure_ascii=False) + "\n")
    return path


def command() -> str:
    """The installed ``onrecord`` beside this Python."""
    beside = Path(sys.executable).parent / "onrecord"
    found = str(beside) if beside.exists() else shutil.which("onrecord")
    if not found:
        sys.exit("the onrecord command is not installed: run `make test` or `pip install -e .` first")
    return found


def run(arguments: Sequence[str], folder: Path, *, limit: float | None = None) -> Run:
    """One command on one thread, its output into ``folder``; stopped after ``limit`` wall seconds."""
    out, err = folder / "output", folder / "error"
    launcher = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(out), str(err), *arguments],
        stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | ONE_THREAD, start_new_session=True,
    )  # fmt: skip
    try:
        printed, _ = launcher.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(launcher.pid, signal.SIGKILL)
        launcher.wait()
        return Run(None, out, "", float("nan"), limit or 0.0, float("nan"))
    status, cpu, wall, kilobytes = json.loads(printed)
    error = err.read_text(encoding="utf-8", errors="replace")
    return Run(status, out, error, cpu, wall, kilobytes * 1024 / 1e6)


def read_json(path: Path, folder: Path, *, limit: float | None = None) -> Run:
    """``onrecord read --no-record --format json`` of one file."""
    return run([command(), "read", "--no-record", "--format", "json", str(path)], folder, limit=limit)


def documents(done: Run) -> Iterator[Json]:
    """The objects a run printed. Raises RuntimeError when it failed."""
    if done.status != 0:
        raise RuntimeError(f"status {done.status}: {done.error.strip()[-500:]}")
    with done.output.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def resamples(n: int, times: int = RESAMPLES, seed: int = 20) -> Floats:
    """How often each of ``n`` articles is drawn, with replacement, in each resample [times, n]."""
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=times).astype(float)


def interval(values: Floats) -> list[float]:
    """The middle 95 % of resampled values."""
    return [float(v) for v in np.percentile(values, (2.5, 97.5))]


def median(values: Sequence[float]) -> float:
    """The middle one of repeated measurements."""
    return float(np.median(values))


def say(message: str) -> None:
    """Progress, on standard error."""
    print(message, file=sys.stderr, flush=True)


def figures_only(value: Any) -> Any:
    """``value`` with its numbers, intervals and the names of both, and nothing else.

    Other benchmarks list what they missed; those texts belong to the corpora and stay
    out of the repository.
    """
    if isinstance(value, Mapping):
        kept = {str(k): figures_only(v) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v is not None and v != {}}
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(v, float) for v in value):
        return [float(v) for v in value]
    return None
