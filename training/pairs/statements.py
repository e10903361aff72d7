"""Pairs of public statements: those written for this project, and those found in news.

``invented.jsonl`` has groups: a statement ``a``, one that contradicts it, two that are
consistent with it (the second looks as if it were not), one that is unrelated, where there
is one. They were written by a language model for this purpose, and are nobody's words. ``news_pairs.jsonl``
has pairs from the news corpus by article and offsets, with one reader's label; none shares
an article with the pairs that ``benchmarks/conflicting.py`` measures on.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from training.data import SHARED
from training.pairs.data import Pair, only

INVENTED = Path(__file__).with_name("invented.jsonl")
NEWS = Path(__file__).with_name("news_pairs.jsonl")
_LABELS = {"contradicts": 0, "revises": 0, "consistent": 1, "unrelated": 2}
# Two partners of one statement, and how they then stand to each other.
_BETWEEN = (
    ("contradicts", "consistent", 0),
    ("consistent", "consistent2", 1),
    ("contradicts", "unrelated", 2),
)
TUNED = 5  # of a hundred groups, for the temperature and for choices


def groups(path: Path = INVENTED) -> list[dict[str, str]]:
    """The groups of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def of_group(group: dict[str, str], *, between: bool = False) -> Iterator[Pair]:
    """The pairs of a group: the statement with each of its partners and, with ``between``,
    partners with each other."""
    component = hashlib.sha1(group["a"].encode()).hexdigest()
    for name, label in (("contradicts", 0), ("consistent", 1), ("consistent2", 1), ("unrelated", 2)):
        if group[name]:
            yield Pair(group["a"], group[name], only(label), "invented", component)
    if between:
        for first, second, label in _BETWEEN:
            if group[first] and group[second]:
                yield Pair(group[first], group[second], only(label), "invented", component)


def invented() -> dict[str, list[Pair]]:
    """The pairs of the invented groups, ``fit`` and ``tune``, a group on one side as a whole."""
    out: dict[str, list[Pair]] = {"fit": [], "tune": []}
    for group in groups():
        pairs = list(of_group(group, between=True))
        tuned = int(pairs[0].component[:8], 16) % 100 < TUNED
        out["tune" if tuned else "fit"] += of_group(group) if tuned else pairs
    return out


def news() -> list[Pair]:
    """The pairs found in news of whose labels their reader was sure, and every conflict, for
    there are few. The cue is among the words where it says what its speaker holds ("denied …"),
    as when the network is asked."""
    with gzip.open(SHARED / "corpora" / "news.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}

    def words(side: dict) -> str:
        spans = sorted((*side.get("cue", ()), *side["content"]))
        return " ".join(texts[side["article"]][start:end] for start, end in spans)

    rows = [json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines()]
    return [
        Pair(words(row["a"]), words(row["b"]), only(_LABELS[row["label"]]), "news", row["a"]["article"])
        for row in rows
        if row["sure"] or not _LABELS[row["label"]]
    ]


def mixed(fitted: list[Pair], rng: np.random.Generator, strange: float) -> Iterator[Pair]:
    """The pairs of an epoch: each in either order, and a share of statements of two groups,
    which have nothing to do with each other."""
    for pair in fitted:
        first, second = (pair.first, pair.second) if rng.random() < 0.5 else (pair.second, pair.first)
        yield Pair(first, second, pair.allowed, pair.source, pair.component)
        if rng.random() < strange:
            other = fitted[int(rng.integers(len(fitted)))]
            if other.component != pair.component:
                yield Pair(first, other.second, only(2), pair.source, pair.component)
