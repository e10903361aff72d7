"""A text as the network sees it: word pieces with offsets and a few features.

Training and reading share this module, so that what the network was fitted on is what
it is given. Every character-level change here replaces one character by one, so a
piece's offsets always point into the document's own text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from onrecord.extract.quotes import DOUBLE, SINGLE, marks
from onrecord.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int32]

# Shape of a piece's word: none of its letters count / lower / Initial / CAPITALS.
SHAPES = 4
# Place of a piece: outside quotation marks / inside / an opening mark / a closing mark.
QUOTE_STATES = 4

_PLAIN = dict.fromkeys(DOUBLE, '"') | dict.fromkeys(SINGLE, "'") | {"−": "-", "‑": "-"}
_FANCY = re.compile(f"[{''.join(_PLAIN.keys() - set(_PLAIN.values()))}]")
_NOT_ASCII = re.compile(r"[^\x00-\u02ff\u2010-\u2027]")
# Below this share of capital letters a text has no capitals to speak of, above the
# other it is all capitals; in both the shape says nothing and is left out.
_FEW_CAPITALS, _MANY_CAPITALS = 0.005, 0.5


@dataclass(frozen=True, slots=True)
class Encoding:
    """Word pieces of a text, in order; every array has one entry a piece.

    ``ids`` are vocabulary entries, ``starts`` and ``ends`` code point offsets, ``first``
    marks the first piece of each word, ``shape``, ``opening`` (first piece of a
    paragraph) and ``quote`` are the features, ``paragraph`` the paragraph's number.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    first: npt.NDArray[np.bool_]
    shape: Ints
    opening: Ints
    quote: Ints
    paragraph: Ints

    def __len__(self) -> int:
        return len(self.ids)


def encode(text: str, paragraphs: Sequence[Span], tokenizer: Tokenizer) -> Encoding:
    """Word pieces of ``paragraphs`` of ``text``; what lies outside them is not encoded."""
    plain = _FANCY.sub(_plain, text)
    states = np.zeros(len(text) + 1, dtype=np.int32)
    bodies = [_with_states(text, plain, paragraph, states) for paragraph in paragraphs]
    encodings = tokenizer.encode_batch(bodies, add_special_tokens=False)
    lengths = [len(encoding) for encoding in encodings]
    ids = np.fromiter(chain.from_iterable(e.ids for e in encodings), np.int32, sum(lengths))
    offsets = np.array(list(chain.from_iterable(e.offsets for e in encodings)), dtype=np.int32)
    offsets = offsets.reshape(-1, 2) + np.repeat(_starts(paragraphs), lengths)[:, None]
    starts, ends = offsets[:, 0].copy(), offsets[:, 1].copy()
    words = np.fromiter(chain.from_iterable(e.word_ids for e in encodings), np.int32, len(ids))
    paragraph = np.repeat(np.arange(len(paragraphs), dtype=np.int32), lengths)
    opening = np.diff(paragraph, prepend=-1) > 0
    first = opening | (np.diff(words, prepend=-1) != 0)
    tells = _capitals_tell(text, paragraphs)
    shape = _shapes(text, starts, ends, first) if tells else np.zeros_like(ids)
    _take_marks_along(text, ends)
    return Encoding(ids, starts, ends, first, shape, opening.astype(np.int32), states[starts], paragraph)


def _starts(paragraphs: Sequence[Span]) -> Ints:
    return np.array([p.start for p in paragraphs], dtype=np.int32)


def _plain(fancy: re.Match[str]) -> str:
    return _PLAIN[fancy[0]]


def _take_marks_along(text: str, ends: Ints) -> None:
    """Move the end of each piece behind the combining marks that follow it: the tokenizer
    drops them, and a span must not cut a character in two."""
    if text.isascii():
        return
    for match in _NOT_ASCII.finditer(text):
        i = match.start()
        if unicodedata.category(text[i]) in ("Mn", "Me"):
            at = int(np.searchsorted(ends, i, side="right")) - 1
            if at >= 0 and ends[at] == i:
                ends[at] = i + 1


def _with_states(text: str, plain: str, paragraph: Span, states: Ints) -> str:
    """A paragraph's text for the tokenizer, in which every quotation mark of any style is the
    typewriter's double one; ``states`` is given the quote state of each of its characters."""
    changed: list[str] | None = None
    opened = None
    for mark in marks(text, paragraph.start, paragraph.end):
        at = mark.position
        if plain[at] != '"':
            changed = changed or list(plain[paragraph.start : paragraph.end])
            changed[at - paragraph.start] = '"'
        if mark.opens:
            opened = at if opened is None else opened
            states[at] = 2
        else:
            if opened is not None:
                _fill(states[opened + 1 : at])
            states[at] = 3
            opened = None
    if opened is not None:
        _fill(states[opened + 1 : paragraph.end])
    return "".join(changed) if changed else plain[paragraph.start : paragraph.end]


def _fill(inner: Ints) -> None:
    inner[inner == 0] = 1


def _capitals_tell(text: str, paragraphs: Sequence[Span]) -> bool:
    sample = Counter("".join(text[p.start : p.end] for p in paragraphs[:200])[:50_000])
    letters = sum(count for character, count in sample.items() if character.isalpha())
    capitals = sum(count for character, count in sample.items() if character.isupper())
    return _FEW_CAPITALS < (capitals / letters if letters else 0.0) < _MANY_CAPITALS


def _shapes(text: str, starts: Ints, ends: Ints, first: npt.NDArray[np.bool_]) -> Ints:
    at = np.flatnonzero(first)
    stops = np.append(at[1:], len(first))[: len(at)] - 1
    spans = zip(starts[at].tolist(), ends[stops].tolist(), strict=True)
    of_words = np.array([1 if text[a].islower() else _shape(text[a:b]) for a, b in spans], dtype=np.int32)
    return np.repeat(of_words, stops - at + 1)


def _shape(word: str) -> int:
    """The shape of a word that does not begin with a lower-case letter."""
    if not word[0].isupper():
        return 0
    return 3 if len(word) > 1 and word.isupper() else 2
