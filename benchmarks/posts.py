"""Embedded posts in flattened text: are their words found, from the first to the last?

Recall is over the posts that are marked in ``embedded-posts-dev.jsonl``; precision over
the posts found under a ``(@realDonaldTrump)`` signature for which the archive
(``posts.jsonl.gz``) holds the answer. A post counts when its words start and end exactly
where they should. Intervals: 95 %, bootstrap over articles.

Data: the folder ONRECORD_SHARED (default: ../shared beside the repository).
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.ingest import Options, read_text
from onrecord.model import Block, covers

ROOT = Path(__file__).resolve().parent.parent
_SIGNED = re.compile(r"\(@(realDonaldTrump)\)\s*([A-Z][a-z]+ \d{1,2}, \d{4})?")
_LINK = re.compile(r"https?://\S+|pic\.twitter\.com/\w+")
_WORD = re.compile(r"\w+")
_RESAMPLES = 2_000


def corpora() -> Path:
    """The folder of corpora; exits with a line that says what to set when it is not there."""
    folder = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared")) / "corpora"
    if not (folder / "embedded-posts-dev.jsonl").exists():
        sys.exit(
            f"{folder} has no embedded-posts-dev.jsonl: set ONRECORD_SHARED to the folder above corpora/"
        )
    return folder


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file, gzipped or not."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def words(text: str) -> tuple[str, ...]:
    """What counts when words are compared: no case, punctuation or links."""
    return tuple(_WORD.findall(_LINK.sub(" ", text).lower().replace("&amp;", "&")))


def archive(folder: Path) -> dict[tuple[str, ...], list[str]]:
    """The days of each of the archive's posts, by the last four words and whole words."""
    posts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in rows(folder / "posts.jsonl.gz"):
        if row["handle"] == "realDonaldTrump" and row["published"]:
            posts[words(row["text"])].append(row["published"][:10])
    return posts


def answer(
    text: str, at: int, day: str | None, posts: dict[tuple[str, ...], list[str]]
) -> tuple[str, ...] | None:
    """The words of the archive's post that stand right before the signature at ``at``; the
    longest of those published within two days of ``day``."""
    before = re.sub(r"[—–-]+\s*[^—–\n]{0,40}$", "", text[max(0, at - 900) : at])
    tokens = words(before)
    best = None
    for size in range(2, min(len(tokens), 80) + 1):
        days = posts.get(tokens[-size:], [])
        if any(day is None or abs((date.fromisoformat(d) - date.fromisoformat(day)).days) <= 2 for d in days):
            best = tokens[-size:]
    return best


def found_posts(text: str) -> list[Block]:
    """The post blocks that onrecord finds in plain text with nothing else known."""
    return [b for b in read_text(text, Options()).blocks if b.kind == "post"]


def per_article(folder: Path) -> list[dict[str, Any]]:
    """For each article: marked posts found and missed, and found ones right and wrong."""
    marked = defaultdict(list)
    for row in rows(folder / "embedded-posts-dev.jsonl"):
        marked[row["article"]].append((row["start"], row["end"]))
    posts = archive(folder)
    results = []
    for article in rows(folder / "news.jsonl.gz"):
        text, gold = article["text"], set(marked.get(article["id"], []))
        if not gold and "(@realDonaldTrump)" not in text:
            continue
        blocks = found_posts(text)
        spans = {(s.start, s.end) for b in blocks if (s := covers(b.words))}
        right: list[str] = []
        wrong: list[str] = []
        for block in blocks:
            span = covers(block.words)
            signed = (
                _SIGNED.search(text, block.signature[0].start, block.span.end) if block.signature else None
            )
            expected = answer(text, signed.start(), block.date, posts) if signed else None
            if signed is None or expected is None:
                continue
            ok = span is not None and (
                (span.start, span.end) in gold or words(text[span.start : span.end]) == expected
            )
            (right if ok else wrong).append(text[span.start : span.end] if span else "")
        results.append(
            {
                "article": article["id"],
                "found": sorted(gold & spans),
                "missed": sorted(gold - spans),
                "right": right,
                "wrong": wrong,
            }
        )
    return results


def _ratio(results: list[dict[str, Any]], good: str, bad: str) -> float:
    hits = sum(len(r[good]) for r in results)
    return hits / max(1, hits + sum(len(r[bad]) for r in results))


def _interval(results: list[dict[str, Any]], good: str, bad: str) -> list[float]:
    rng = random.Random(20)
    values = sorted(_ratio(rng.choices(results, k=len(results)), good, bad) for _ in range(_RESAMPLES))
    return [values[int(0.025 * _RESAMPLES)], values[int(0.975 * _RESAMPLES)]]


def measure() -> dict[str, Any]:
    """Recall and precision with their intervals and counts, and the failures."""
    results = per_article(corpora())
    return {
        "recall": _ratio(results, "found", "missed"),
        "recall_interval": _interval(results, "found", "missed"),
        "precision": _ratio(results, "right", "wrong"),
        "precision_interval": _interval(results, "right", "wrong"),
        "posts": sum(len(r["found"]) + len(r["missed"]) for r in results),
        "answered": sum(len(r["right"]) + len(r["wrong"]) for r in results),
        "articles": len(results),
        "missed": [(r["article"], *span) for r in results for span in r["missed"]],
        "wrong": [(r["article"], shown) for r in results for shown in r["wrong"]],
    }


def main() -> None:
    """Prints the figures, and with --failures what was missed or wrong."""
    figures = measure()
    for name, count in (("recall", "posts"), ("precision", "answered")):
        low, high = figures[f"{name}_interval"]
        print(f"{name:10} {figures[name]:.3f}  [{low:.3f}, {high:.3f}]  over {figures[count]} posts")
    if "--failures" in sys.argv:
        for failure in figures["missed"] + figures["wrong"]:
            print(*failure)


if __name__ == "__main__":
    main()
