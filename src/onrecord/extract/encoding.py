"""A text as the network sees it: word pieces with offsets and a few features.

Training and reading share this module, so that what the network was fitted on is what
it is given. Every character-level change here replaces one character by one, so a
piece's offsets always point into the document's own text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
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

_PLAIN = str.maketrans(dict.fromkeys(DOUBLE, '"') | dict.fromkeys(SINGLE, "'") | {"−": "-", "‑": "-"})
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
    plain = text.translate(_PLAIN)
    states = []
    pieces = []
    for paragraph in paragraphs:
        state, body = _quote_states(text, plain, paragraph)
        states.append(state)
        pieces.append(body)
    encodings = tokenizer.encode_batch(pieces, add_special_tokens=False)
    use_shape = _capitals_tell(text, paragraphs)
    columns: list[list[npt.NDArray[np.int32]]] = [[] for _ in range(8)]
    for number, (paragraph, state, encoding) in enumerate(zip(paragraphs, states, encodings, strict=True)):
        if not encoding.ids:
            continue
        offsets = np.array(encoding.offsets, dtype=np.int32)
        words = np.array(encoding.word_ids, dtype=np.int32)
        first = np.ones(len(words), dtype=bool)
        first[1:] = words[1:] != words[:-1]
        opening = np.zeros(len(words), dtype=np.int32)
        opening[0] = 1
        shape = _shapes(text, paragraph.start, offsets, first, words) if use_shape else np.zeros_like(opening)
        row = (
            np.array(encoding.ids, dtype=np.int32),
            offsets[:, 0] + paragraph.start,
            offsets[:, 1] + paragraph.start,
            first,
            shape,
            opening,
            state[offsets[:, 0]],
            np.full(len(words), number, dtype=np.int32),
        )
        for column, values in zip(columns, row, strict=True):
            column.append(values)
    if not columns[0]:
        empty = np.zeros(0, dtype=np.int32)
        return Encoding(empty, empty, empty, empty.astype(bool), empty, empty, empty, empty)
    joined = [np.concatenate(column) for column in columns]
    _take_marks_along(text, joined[2])
    return Encoding(joined[0], joined[1], joined[2], joined[3].astype(bool), *joined[4:])


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


def _quote_states(text: str, plain: str, paragraph: Span) -> tuple[Ints, str]:
    """The quote state of each character of a paragraph, and its text for the tokenizer,
    in which every quotation mark of any style is the typewriter's double one."""
    state = np.zeros(paragraph.end - paragraph.start + 1, dtype=np.int32)
    body = plain[paragraph.start : paragraph.end]
    changed: list[str] | None = None
    opened = None
    for mark in marks(text, paragraph.start, paragraph.end):
        at = mark.position - paragraph.start
        if body[at] != '"':
            changed = changed or list(body)
            changed[at] = '"'
        if mark.opens:
            opened = at if opened is None else opened
            state[at] = 2
        else:
            if opened is not None:
                inner = state[opened + 1 : at]
                inner[inner == 0] = 1
            state[at] = 3
            opened = None
    if opened is not None:
        inner = state[opened + 1 :]
        inner[inner == 0] = 1
    return state, "".join(changed) if changed else body


def _capitals_tell(text: str, paragraphs: Sequence[Span]) -> bool:
    sample = "".join(text[p.start : p.end] for p in paragraphs[:200])[:50_000]
    letters = sum(map(str.isalpha, sample))
    share = sum(map(str.isupper, sample)) / letters if letters else 0.0
    return _FEW_CAPITALS < share < _MANY_CAPITALS


def _shapes(text: str, base: int, offsets: Ints, first: npt.NDArray[np.bool_], words: Ints) -> Ints:
    at = np.flatnonzero(first)
    stops = np.append(at[1:], len(words)) - 1
    by_word = np.empty(len(at), dtype=np.int32)
    for n, (a, b) in enumerate(zip(offsets[at, 0].tolist(), offsets[stops, 1].tolist(), strict=True)):
        head = text[base + a]
        if head.islower():
            by_word[n] = 1
        elif head.isupper():
            by_word[n] = 3 if b - a > 1 and text[base + a : base + b].isupper() else 2
        else:
            by_word[n] = 0
    shapes: Ints = by_word[np.cumsum(first) - 1]
    return shapes
