"""Words per CPU-second, peak memory, start-up and size, of the installed command."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.shared import ROOT, Json, Run, command, median, run

_STARTS = 7


def cost(runs: list[Run], words: int) -> Json:
    """Repeated runs over the same text: the median of each figure, and each run's speed."""
    cpu = median([r.cpu for r in runs])
    return {
        "words_per_cpu_second": words / cpu,
        "each_run": [words / r.cpu for r in runs],
        "cpu_seconds": cpu,
        "wall_seconds": median([r.wall for r in runs]),
        "peak_mb": max(r.memory for r in runs),
    }


def start_up(folder: Path) -> Json:
    """Wall and CPU seconds of ``--help`` and of reading a text of one line, files in cache."""
    line = folder / "line.txt"
    line.write_text("The bridge will close on Friday, the mayor said.\n", encoding="utf-8")
    out: Json = {}
    for name, arguments in (
        ("help", ["--help"]),
        ("one_line", ["read", "--no-record", "--format", "json", str(line)]),
    ):
        runs = [run([command(), *arguments], folder) for _ in range(_STARTS)]
        if any(r.status for r in runs):
            raise RuntimeError(runs[0].error)
        out[name] = {"wall": median([r.wall for r in runs]), "cpu": median([r.cpu for r in runs]),
                     "peak_mb": max(r.memory for r in runs)}  # fmt: skip
    return out


def sizes(folder: Path) -> Json:
    """MB (10⁶ bytes) of the wheel, and of the base package installed with all it needs;
    the wheel is None where ``build`` is missing."""
    packages = sorted(set(_closure("onrecord")))
    source = sum(p.stat().st_size for p in (ROOT / "src" / "onrecord").rglob("*") if _counts(p))
    needed = {name: _installed(name) for name in packages if name != "onrecord"}
    return {
        "wheel_mb": _wheel(folder),
        "installed_mb": (source + sum(needed.values())) / 1e6,
        "own_mb": source / 1e6,
        "packages": len(needed),
        "missing": sorted(name for name, size in needed.items() if not size),
    }


def _counts(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"


def _wheel(folder: Path) -> float | None:
    if find_spec("build") is None or find_spec("hatchling") is None:
        return None
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder / "wheel"),
        str(ROOT),
    ]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the wheel could not be built: {done.stderr.strip()[-500:]}")
    return next((folder / "wheel").glob("*.whl")).stat().st_size / 1e6


def _closure(name: str, extras: frozenset[str] = frozenset(), seen: set[Any] | None = None) -> Iterator[str]:
    """A package and all it needs, with the extras that its dependants ask for."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    seen = set() if seen is None else seen
    key = canonicalize_name(name)
    if (key, extras) in seen:
        return
    seen.add((key, extras))
    yield key
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return  # sizes() names it
    for requirement in map(Requirement, lines):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield from _closure(requirement.name, frozenset(requirement.extras), seen)


def _installed(name: str) -> int:
    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        return 0
    paths = (Path(str(f.locate())) for f in files)
    return sum(p.stat().st_size for p in paths if _counts(p))
