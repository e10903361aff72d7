"""Candidates written as words of a text, for the rules that look at both."""

from __future__ import annotations

import re

import numpy as np

from onrecord.extract.decode import Candidate, Features
from onrecord.extract.encoding import Encoding
from onrecord.extract.paths import Run

_PIECE = re.compile(r"\w+|[^\w\s]")


def encoded(text: str) -> Encoding:
    """An encoding of one piece for each word and each mark."""
    found = list(_PIECE.finditer(text))
    starts, ends = (np.array(ns, dtype=np.int32) for ns in zip(*(m.span() for m in found), strict=True))
    none = np.zeros(len(found), dtype=np.int32)
    return Encoding(none, starts, ends, none == 0, none, none, none, none)


def candidate(text: str, source: str, cue: str, *content: str, rating: float = 3.0) -> Candidate:
    """The candidate of these words, each of which stands in the text; of a cue that stands there
    several times the one that follows the source or leads to it most closely."""
    encoding = encoded(text)
    at = _place(encoding, text, source) if source else None
    cues = [m.start() for m in re.finditer(rf"\b{re.escape(cue)}", text)]
    near = encoding.starts[at[0]] if at else 0
    start = min(cues, key=lambda c: abs(c - near))
    said = _pieces(encoding, start, start + len(cue))
    runs = tuple(_place(encoding, text, words) for words in content)
    return Candidate(said[0], (at,) if at else (), (said,), runs, Features(rating, rating))


def printed(text: str, candidate: Candidate) -> list[str]:
    """The runs of its content as printed."""
    encoding = encoded(text)
    return [text[encoding.starts[a] : encoding.ends[b]] for a, b in candidate.content]


def _place(encoding: Encoding, text: str, words: str) -> Run:
    start = next(re.finditer(rf"(?<!\w){re.escape(words)}", text)).start()
    return _pieces(encoding, start, start + len(words))


def _pieces(encoding: Encoding, start: int, end: int) -> Run:
    first = int(np.searchsorted(encoding.starts, start))
    return first, int(np.searchsorted(encoding.ends, end))
