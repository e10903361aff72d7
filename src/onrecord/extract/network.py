"""The trained network that finds statements, run over an encoding window by window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import msgspec
import numpy as np
import numpy.typing as npt

from onrecord import weights
from onrecord.extract.encoding import Encoding

# The networks that come with the package, by what one asks for: their files' name.
MODELS = {"standard": "onrecord", "fast": "onrecord-fast"}
# Pieces in a window without the two special ones, where the card does not say, and the
# context on each side whose labels are taken from the neighbouring window instead.
ROOM, CONTEXT = 382, 48
CLS, SEP = 101, 102

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """What the network says of pieces ``start`` to ``stop`` of an encoding.

    ``tags`` [pieces, 7] and ``labels`` [anchors, pieces, 7] are log probabilities of O
    and B and I of source, cue and content; ``anchors`` are pieces (counted from
    ``start``) that may begin a cue, ``anchor_probability`` and ``keep`` one value each.
    """

    start: int
    stop: int
    tags: Floats
    anchors: Ints
    anchor_probability: Floats
    labels: Floats
    keep: Floats


class Decoding(msgspec.Struct, frozen=True):
    """How a network's output is decoded; tuned on the held-out fold.

    ``coefficients`` are those of the logistic function that turns a candidate's
    ``decode.Features`` into its confidence; candidates below ``threshold`` are dropped.
    ``leanings`` are added to the log probabilities of the seven tags before the best path is
    looked for: the network, fitted to miss no word of a part, finds parts too long.
    """

    threshold: float
    leanings: tuple[float, float, float, float, float, float, float] = (0.0,) * 7
    coefficients: tuple[float, ...] = ()


class Card(weights.Card, frozen=True):
    """The network's card, with how its output is decoded and how many pieces it sees at once."""

    decoding: Decoding
    room: Annotated[int, msgspec.Meta(gt=2 * CONTEXT)] = ROOM


class Network:
    """A session over one weights file. Runs on one thread unless told otherwise. ``name`` is one
    of the values of ``MODELS``."""

    def __init__(
        self, folder: Path = weights.WEIGHTS, name: str = MODELS["standard"], *, threads: int = 1
    ) -> None:
        self.card = weights.card(folder, name, Card)
        self.tokenizer = weights.tokenizer(folder, self.card)
        self._session: Any = weights.session(folder, self.card, threads=threads)

    @property
    def version(self) -> str:
        """Name, version and checksum's beginning: what a finding's method is told by."""
        return self.card.signature

    def windows(self, encoding: Encoding) -> Iterator[Window]:
        """The network's output over the whole encoding, window by window, each a batch of
        its own, so that no document's result depends on another's."""
        total = len(encoding)
        if total < 2:  # one piece alone holds no statement, and the graph cannot run on it
            return
        room, start = self.card.room, 0
        while start < total:
            stop = min(start + room, total)
            yield self.run(encoding, start, stop)
            if stop == total:
                break
            start += room - 2 * CONTEXT

    def run(self, encoding: Encoding, start: int, stop: int) -> Window:
        """The network's output over pieces ``start`` to ``stop``. Anchors are looked for
        only where this window, and not its neighbour, has the say."""
        own = np.zeros((1, stop - start + 2), dtype=np.float32)
        left = CONTEXT if start else 0
        right = stop - start - (CONTEXT if stop < len(encoding) else 0)
        own[0, 1 + left : 1 + right] = encoding.first[start + left : start + right]

        def column(values: npt.NDArray[Any], left: int, right: int) -> npt.NDArray[np.int64]:
            row = np.empty((1, stop - start + 2), dtype=np.int64)
            row[0, 0], row[0, 1:-1], row[0, -1] = left, values[start:stop], right
            return row

        tags, anchors, probability, labels, keep = self._session.run(
            None,
            {
                "ids": column(encoding.ids, CLS, SEP),
                "shape": column(encoding.shape, 0, 0),
                "opening": column(encoding.opening, 0, 0),
                "quote": column(encoding.quote, 0, 0),
                "paragraph": column(
                    encoding.paragraph, int(encoding.paragraph[start]), int(encoding.paragraph[stop - 1])
                ),
                "first": own,
            },
        )
        # The first anchor is the leading special piece, there so that no tensor is empty.
        return Window(start, stop, tags[1:-1], anchors[1:] - 1, probability[1:], labels[1:, 1:-1], keep[1:])
