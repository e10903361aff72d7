"""PolNeAR as windows of word pieces with labels.

The corpus is read where it lies (``ONRECORD_SHARED``, default ``../shared``); nothing
of it is written anywhere but into checkpoints' weights.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.extract.encoding import Encoding, encode
from onrecord.extract.quotes import DOUBLE, SINGLE
from onrecord.model import Span

SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[2] / "shared"))
PARTS = ("source", "cue", "content")
WINDOW = 384
CLS, SEP, PAD, MASK = 101, 102, 0, 103


@dataclass(frozen=True)
class Example:
    """One article: its encoding and, per statement, the (first, last) pieces of each part.

    Of an article that no one annotated, nothing is known about its statements."""

    id: str
    encoding: Encoding
    statements: list[dict[str, list[tuple[int, int]]]]
    labelled: bool = True


def paragraphs(text: str) -> list[Span]:
    """The lines of ``text`` that hold something; PolNeAR breaks lines at paragraphs only."""
    return [Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text)]


def articles(name: str) -> list[dict]:
    """The rows of one PolNeAR file, ``polnear-train`` or ``polnear-dev``."""
    with (SHARED / "corpora" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def unlabelled(tokenizer: Tokenizer, seed: int) -> Iterator[Example]:
    """``unlabelled_rows`` as examples."""
    for row in unlabelled_rows(seed):
        encoding = encode(row["text"], paragraphs(row["text"]), tokenizer)
        yield Example(row["id"], encoding, [], labelled=False)


def unlabelled_rows(seed: int) -> Iterator[dict]:
    """News articles that no one annotated, in an order of the seed's, without those that share
    text with an article that is measured on."""
    measured = articles("polnear-dev") + [r for r in articles("polnear-train") if held_out(r["id"])]
    known = {run for row in measured for run in _runs(row["text"])}
    with gzip.open(SHARED / "corpora" / "news.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for n in np.random.default_rng(seed).permutation(len(rows)):
        runs = _runs(rows[n]["text"])
        if len(runs & known) <= 0.02 * len(runs):
            yield rows[n]


def _runs(text: str, size: int = 8) -> set[int]:
    words = text.lower().split()
    return {hash(tuple(words[i : i + size])) for i in range(len(words) - size + 1)}


def held_out(article_id: str) -> bool:
    """Whether an article of train is in the fold on which settings are chosen: one in ten."""
    return hashlib.sha1(article_id.encode()).digest()[1] % 10 == 0


def without_some_marks(text: str, rng: np.random.Generator, share: float = 0.3) -> str:
    """``text`` with a share of its quotation marks blanked, offsets unchanged."""
    characters = list(text)
    for i, c in enumerate(characters):
        apostrophe = c in SINGLE and 0 < i < len(text) - 1 and text[i - 1].isalpha() and text[i + 1].isalpha()
        if (c in DOUBLE or c in SINGLE) and not apostrophe and rng.random() < share:
            characters[i] = " "
    return "".join(characters)


def example(row: dict, tokenizer: Tokenizer, text: str | None = None) -> Example:
    """The article with its statements' spans moved from characters to pieces.

    A part that holds no piece is dropped, and with it a statement left without cue or
    content, which a cue-anchored network could not learn.
    """
    text = row["text"] if text is None else text
    encoding = encode(text, paragraphs(text), tokenizer)
    statements = []
    for statement in row["statements"]:
        pieces = {part: [p for a, b in statement[part] if (p := _pieces(encoding, a, b))] for part in PARTS}
        if pieces["cue"] and pieces["content"]:
            statements.append(pieces)
    return Example(row["id"], encoding, statements)


def _pieces(encoding: Encoding, start: int, end: int) -> tuple[int, int] | None:
    a = int(np.searchsorted(encoding.ends, start, side="right"))
    b = int(np.searchsorted(encoding.starts, end, side="left")) - 1
    return (a, b) if a <= b else None


@dataclass
class Window:
    """Up to ``WINDOW`` pieces with the two special ones at the ends, and their labels.

    ``tags`` has -1 where a piece does not begin a word. ``anchors`` are the first pieces
    of the cues inside, ``labels`` one row of tags for each, seen from that cue alone.
    """

    ids: npt.NDArray[np.int64]
    shape: npt.NDArray[np.int64]
    opening: npt.NDArray[np.int64]
    quote: npt.NDArray[np.int64]
    paragraph: npt.NDArray[np.int64]
    first: npt.NDArray[np.bool_]
    tags: npt.NDArray[np.int64]
    anchors: list[int]
    labels: npt.NDArray[np.int64]
    labelled: bool = True


def bounds(encoding: Encoding, room: int, phase: int) -> Iterator[tuple[int, int]]:
    """Consecutive runs of at most ``room`` pieces that end at paragraphs where they can;
    the first run is cut short by ``phase``, so that each epoch cuts elsewhere."""
    total = len(encoding)
    breaks = np.append(np.flatnonzero(encoding.opening), total)
    start, limit = 0, max(32, room - phase)
    while start < total:
        stop = min(start + limit, total)
        inside = breaks[(breaks > start + limit // 2) & (breaks <= stop)]
        stop = int(inside[-1]) if len(inside) else stop
        yield start, stop
        start, limit = stop, room


def window(example: Example, start: int, stop: int) -> Window:
    """Pieces ``start`` to ``stop`` of an article, with labels."""
    e = example.encoding
    size = stop - start + 2

    def column(values: npt.NDArray, left: int, right: int) -> npt.NDArray[np.int64]:
        return np.concatenate(([left], values[start:stop], [right])).astype(np.int64)

    first = np.concatenate(([False], e.first[start:stop], [False]))
    tags = np.zeros(size, dtype=np.int64)
    anchors, rows = [], []
    for statement in example.statements:
        row = np.zeros(size, dtype=np.int64)
        for number, part in enumerate(PARTS):
            for a, b in statement[part]:
                a, b = max(a, start) - start + 1, min(b, stop - 1) - start + 1
                if a > b:
                    continue
                for target in (tags, row):
                    target[a] = 1 + 2 * number
                    target[a + 1 : b + 1] = 2 + 2 * number
        anchor = statement["cue"][0][0]
        if start <= anchor < stop:
            anchors.append(anchor - start + 1)
            row[~first] = -1
            rows.append(row)
    tags[~first] = -1
    return Window(
        column(e.ids, CLS, SEP),
        column(e.shape, 0, 0),
        column(e.opening, 0, 0),
        column(e.quote, 0, 0),
        column(e.paragraph, int(e.paragraph[start]), int(e.paragraph[stop - 1])),
        first,
        tags,
        anchors,
        np.array(rows, dtype=np.int64).reshape(len(rows), size),
        example.labelled,
    )
