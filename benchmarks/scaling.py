"""How time and memory grow with length: invented stories of ten thousand to a million words,
and inputs made to be slow. No text of the corpora is used."""

from __future__ import annotations

import json
import math
import random
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

from benchmarks.shared import ROOT, Json, Run, documents, read_json, say, scratch

SIZES = (10_000, 100_000, 1_000_000)
# Hostile inputs have as many characters as a story of this many words.
HOSTILE_WORDS = 20_000
MEMORY_LIMIT_MB = 1_500
# A hostile input that takes this many times as long as the story is stopped.
PATIENCE = 10
_STORIES = ("wire.txt", "bulletin.txt", "release.txt")
_NAMES = (
    "Oyelaran", "Ackerby", "Hartwell", "Strand", "Velk", "Drury", "Trasker", "Quill", "Wendell", "Vance",
    "Ostrander", "Lenning", "Eastbank", "Kesway",
)  # fmt: skip
_SYLLABLES = (
    "bar",
    "den",
    "mor",
    "tal",
    "wick",
    "ros",
    "lin",
    "ham",
    "vel",
    "ster",
    "kin",
    "ox",
    "mar",
    "ford",
)


def story(words: int, seed: int = 20) -> str:
    """An invented story of exactly ``words`` words: those of examples/ over and over, with
    other names and numbers each time."""
    rng = random.Random(seed)
    sources = [(ROOT / "examples" / name).read_text(encoding="utf-8") for name in _STORIES]
    pattern = re.compile(r"\b(?:" + "|".join(_NAMES) + r")|\b[1-9]\d\b")
    paragraphs: list[str] = []
    left = words
    for turn in count():
        names = {name: "".join(rng.choices(_SYLLABLES, k=3)).capitalize() for name in _NAMES}

        def other(m: re.Match[str], names: dict[str, str] = names) -> str:
            return names.get(m.group()) or str(rng.randint(10, 28))

        for paragraph in pattern.sub(other, sources[turn % len(sources)]).split("\n"):
            if not paragraph.strip():
                continue
            size = len(paragraph.split())
            if size >= left:
                return "\n\n".join([*paragraphs, " ".join(paragraph.split()[:left])]) + "\n"
            paragraphs.append(paragraph)
            left -= size
    raise AssertionError("count() never ends")


def _filled(unit: str) -> Callable[[int], str]:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


_SAID = 'Ann Bell said on Monday that the bridge will close. "It is not safe," she said. '
# Each makes a text of so many characters.
HOSTILE: dict[str, Callable[[int], str]] = {
    "one paragraph, no line break": _filled(_SAID),
    "one word, no space": _filled("a"),
    "opening marks only": _filled("“"),
    "opening marks before words": _filled("“said ‘he "),
    "typewriter marks only": _filled("\" ' "),
    "apostrophes that may open": _filled("’Tis the s’ ’n’ "),
    "never-closed single marks": _filled("‘word "),
    "a cue in every word": _filled("said "),
    "signatures of posts": _filled("word — Ann Bell (@annbell) March 3, 2026\n"),
    "dashes and handles": _filled("— (@a — (@a "),
    "speaker labels": _filled("BELL: Yes.\nVANCE: No.\n"),
    "blank lines": lambda size: _filled(" \n\t\n")(size - 60) + "\n" + _SAID[:59],
    "lines of one letter": _filled("a\n"),
    "combining marks": _filled("e\u0301\u0302\u0303\u0304"),
    "right-to-left and zero-width": _filled("\u202eabc\u200b \u0627\u0644 "),
    "links": _filled("https://example.org/a?b=c&d=( "),
    "HTML: nested elements": lambda size: "<html>" + "<div>" * (size // 11) + _SAID + "</div>" * (size // 11),
    "HTML: unclosed tags": lambda size: "<html><body><p>" + _filled(f"<b <i {_SAID}")(size),
    "JSONL: nested lists": lambda size: '{"text": ' + "[" * size,
}  # fmt: skip


def _path(name: str, folder: Path) -> Path:
    kind, _, rest = name.partition(": ")
    return folder / ("input." + ({"HTML": "html", "JSONL": "jsonl"}.get(kind, "txt") if rest else "txt"))


def _row(done: Run) -> Json:
    return {"status": done.status, "cpu": done.cpu, "wall": done.wall, "peak_mb": done.memory}


def _growth(sizes: tuple[int, ...], folder: Path) -> list[Json]:
    rows = []
    for words in sizes:
        say(f"scaling: {words:,} words")
        path = folder / "story.txt"
        path.write_text(story(words), encoding="utf-8")
        done = read_json(path, folder)
        found = sum(len(d["statements"]) for d in documents(done))
        rows.append(
            {"words": words, "statements": found, "words_per_cpu_second": words / done.cpu} | _row(done)
        )
    return rows


def exponent(rows: list[Json]) -> float:
    """The power of length with which CPU time grows between the two longest: 1 is linear."""
    a, b = rows[-2:]
    return math.log(b["cpu"] / a["cpu"]) / math.log(b["words"] / a["words"])


def _hostile(words: int, folder: Path) -> list[Json]:
    plain = story(words)
    path = folder / "input.txt"
    path.write_text(plain, encoding="utf-8")
    usual = read_json(path, folder)
    size = len(plain)
    rows = [{"input": "the invented story", "characters": size, "ratio": 1.0} | _row(usual)]
    for name, make in HOSTILE.items():
        say(f"scaling: {name}")
        path = _path(name, folder)
        costs = []
        for characters in (size // 2, size):
            path.write_text(make(characters), encoding="utf-8")
            costs.append(read_json(path, folder, limit=max(60.0, PATIENCE * usual.wall)))
        half, whole = costs
        row: Json = {"input": name, "characters": size} | _row(whole)
        finished = whole.status is not None and half.status is not None
        row["ratio"] = whole.cpu / usual.cpu if finished else None
        row["doubling"] = whole.cpu / half.cpu if finished else None
        row["error"] = whole.error.strip().splitlines()[-1][:200] if whole.status else None
        rows.append(json.loads(json.dumps(row).replace("NaN", "null").replace(f"{folder}/", "")))
    return rows


def measure(limit: int | None = None, repeat: int = 1) -> Json:
    """Growth with length, and each hostile input beside a story of the same number of
    characters. ``limit`` makes a trial: nothing longer than so many thousand words."""
    sizes = tuple(s for s in SIZES if limit is None or s <= limit * 1_000)
    hostile = HOSTILE_WORDS if limit is None else min(HOSTILE_WORDS, limit * 1_000)
    with scratch() as folder:
        rows = _growth(sizes, folder)
        return {
            "rows": rows,
            "exponent": exponent(rows) if len(rows) > 1 else None,
            "memory_limit_mb": MEMORY_LIMIT_MB,
            "hostile": _hostile(hostile, folder),
        }
