"""docs/benchmarks.md from docs/benchmarks.json.

Each section keeps its own date, commit, machine and versions, so that a run of some
sections renews only those.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from benchmarks import calibration, durability, fast, pairs, quotes, record, relate, statements, tables
from benchmarks.shared import ROOT, Json

INTRO = """# Benchmarks

How often onrecord is right, how fast it is and what it needs, measured by `make bench`, which
writes this page. Each section says when, where and at which commit it was measured, and which
command measures it again. Intervals in brackets are 95 % bootstrap intervals over articles
(1,000 resamples). The articles belong to their publishers and are not part of the repository:
`ONRECORD_SHARED` (default `../shared`) is the folder that holds them."""

TITLES = {
    "extraction": "Statements in news articles",
    "fast": "The fast network",
    "robustness": "Texts typed differently",
    "scaling": "Long and hostile inputs",
    "posts": "Embedded posts in plain text",
    "figures": "Figures",
    "context": "Who, when, on which channel",
    "record": "The record",
    "quotes": "Was this said",
    "durability": "Killed, crowded and damaged",
    "pairs": "How two sentences stand to each other",
    "statements": "How two statements stand to each other",
    "relate": "Relations in news",
}
RENDERED: dict[str, Callable[[Json], str]] = {
    "extraction": tables.extraction,
    "fast": fast.page,
    "robustness": tables.robustness,
    "scaling": tables.scaling,
    "figures": tables.figures,
    "context": tables.context,
    "record": record.page,
    "quotes": quotes.page,
    "durability": durability.page,
    "pairs": pairs.page,
    "statements": statements.page,
    "relate": relate.page,
}


def machine() -> Json:
    """The processor's name, how many cores, and memory in GB (10⁹ bytes)."""
    cpu = (
        _first(Path("/proc/cpuinfo"), r"^model name\s*:\s*(.+)$")
        or platform.processor()
        or platform.machine()
    )
    kilobytes = _first(Path("/proc/meminfo"), r"^MemTotal:\s*(\d+) kB$")
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "memory_gb": round(int(kilobytes) * 1024 / 1e9, 1) if kilobytes else None,
    }


def _first(path: Path, pattern: str) -> str | None:
    try:
        found = re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return None
    return found.group(1).strip() if found else None


def versions() -> Json:
    """What the figures depend on besides the commit."""
    card = json.loads((ROOT / "src" / "onrecord" / "weights" / "onrecord.json").read_text(encoding="utf-8"))
    return {
        "python": platform.python_version(),
        "onnxruntime": metadata.version("onnxruntime"),
        "network": f"{card['name']}-{card['version']} ({card['sha256'][card['model']][:12]})",
    }


def commit() -> str:
    """The commit's short hash, with "+" when anything but this page is changed since."""

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.rstrip()

    changed = [line for line in git("status", "--porcelain").splitlines() if not _is_page(line[3:])]
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if changed else "")


def _is_page(path: str) -> bool:
    return path in {"docs/benchmarks.md", "docs/benchmarks.json", "docs/reliability.svg"}


def section(name: str, result: Json, options: Sequence[str] = ()) -> Json:
    """A result with when, where and how it was measured."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": commit(),
        "command": " ".join(["python -m benchmarks", name, *options]),
        "machine": machine(),
        "versions": versions(),
        "result": result,
    }


def keep(folder: Path, sections: dict[str, Json]) -> None:
    """Put ``sections`` in place of the earlier ones of the same names, and write the page."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "benchmarks.json"
    stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    stored |= sections
    _write(path, json.dumps(stored, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
    _write(folder / "benchmarks.md", page(stored))
    if "extraction" in stored:
        found = stored["extraction"]["result"]["onrecord"]["calibration"]
        _write(folder / "reliability.svg", calibration.drawing(found["bins"], found["ece"]))


def _write(path: Path, text: str) -> None:
    """Whole or not at all, so that a killed run leaves the earlier results."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def page(stored: Mapping[str, Json]) -> str:
    """The whole page: known sections in their order, others behind them."""
    names = [n for n in TITLES if n in stored] + sorted(n for n in stored if n not in TITLES)
    parts = [INTRO, *(_section(name, stored[name]) for name in names)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _section(name: str, kept: Json) -> str:
    render = RENDERED.get(name, tables.plain)
    title = TITLES.get(name, name.capitalize())
    try:
        body = render(kept["result"]).strip()
    except (AttributeError, KeyError, TypeError):
        # Kept by an older version of the benchmark, with other figures in it.
        body = f"These figures have another form than this page can show: `{kept['command']}` renews them."
    return "\n\n".join((f"## {title}", _measured(kept), body))


def _measured(kept: Json) -> str:
    place, used = kept["machine"], kept["versions"]
    memory = f", {place['memory_gb']:g} GB" if place["memory_gb"] else ""
    facts: Iterable[Any] = (
        f"Measured {kept['date']} at commit {kept['commit']}",
        f"{place['cpu']}, {place['cores']} cores{memory}",
        f"Python {used['python']}, onnxruntime {used['onnxruntime']}, network {used['network']}",
    )
    return f"{'; '.join(facts)}. Command: `{kept['command']}`."
