"""What words are about, as a vector: the sum of one fixed vector for each word piece.

The table was made from a sentence encoder by ``training/meaning.py``, so that the sum over
a sentence points where the encoder would; the length of a row is how much its piece tells.
That is coarser than the encoder, and fast enough for every statement and every search.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord import weights

Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint64]

MOST = 512  # word pieces of a text that count: a long speech is about more than a vector can say


class Card(weights.Card, frozen=True):
    """The table has a row of ``width`` signed bytes for each of ``pieces`` word pieces."""

    pieces: int
    width: int


class Meaning:
    """The table and its tokenizer. Raises WeightsError when a file is missing or damaged."""

    def __init__(self, folder: Path = weights.WEIGHTS) -> None:
        card = weights.card(folder, "meaning", Card)
        path = weights.checked(folder, card.model, card)
        self.version = card.signature
        # Not mapped: a file that is replaced while it is mapped ends the process.
        self._table = np.fromfile(path, dtype=np.int8).reshape(card.pieces, card.width)
        self._tokenizer = weights.tokenizer(folder, card)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """A vector of length one for each text; of zeros for a text without words."""
        out = np.zeros((len(texts), self._table.shape[1]), dtype=np.float32)
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        for row, encoding in enumerate(encodings):
            out[row] = self._table[encoding.ids[:MOST]].sum(axis=0, dtype=np.int32)
        lengths = np.linalg.norm(out, axis=1, keepdims=True)
        np.divide(out, lengths, out=out, where=lengths > 0)
        return out


@cache
def shared() -> Meaning:
    """The shipped table, loaded when it is first asked for."""
    return Meaning()


def codes(vectors: Floats) -> Codes:
    """The signs of each vector's numbers, one bit each."""
    return np.packbits(vectors > 0, axis=1).view(np.uint64)


def similarity(vector: Floats, others: Codes) -> Floats:
    """Nearly the cosine of ``vector`` and each of the vectors whose codes ``others`` are."""
    bits = np.unpackbits(np.ascontiguousarray(others).view(np.uint8), axis=1)
    signs = bits.astype(np.float32) * 2 - 1
    return np.asarray(signs @ vector / np.float32(np.sqrt(signs.shape[1] * 2 / np.pi)))
