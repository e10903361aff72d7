"""The trained network as files in the package, and a session that runs it.

The weights are checked against the checksum they were released with before they are
run: a damaged file would otherwise give wrong statements without a word.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import numpy.typing as npt

from onrecord.errors import WeightsError
from onrecord.extract.encoding import Encoding

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parents[1] / "weights"
# Pieces in a window without the two special ones, and the context on each side whose
# labels are taken from the neighbouring window instead.
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
    """How a network's output is decoded: see ``decode.Settings``."""

    threshold: float
    tagger_weight: float
    coefficients: tuple[float, ...]


class Card(msgspec.Struct, frozen=True):
    """What reading needs to know of a network: its files with their checksums, and how its
    output is decoded. Other keys of the file are for people."""

    name: str
    version: str
    model: str
    tokenizer: str
    sha256: dict[str, str]
    decoding: Decoding


class Network:
    """A session over one weights file. Runs on one thread unless told otherwise."""

    def __init__(self, folder: Path = WEIGHTS, name: str = "onrecord", *, threads: int = 1) -> None:
        import onnxruntime

        self.card = _card(folder, name)
        self.tokenizer = _tokenizer(folder, self.card)
        path = _checked(folder, self.card.model, self.card)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Arenas keep the largest window's memory for good; windows are all alike, so it stays small.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises bare pybind exceptions
            raise WeightsError(f"{path}: cannot be loaded ({error}); reinstall onrecord") from error

    @property
    def version(self) -> str:
        """Name, version and checksum's beginning: what a finding's method is told by."""
        return f"{self.card.name}-{self.card.version}-{self.card.sha256.get(self.card.model, '')[:8]}"

    def windows(self, encoding: Encoding) -> Iterator[Window]:
        """The network's output over the whole encoding, window by window, each a batch of
        its own, so that no document's result depends on another's."""
        total = len(encoding)
        if total < 2:  # one piece alone holds no statement, and the graph cannot run on it
            return
        start = 0
        while start < total:
            stop = min(start + ROOM, total)
            yield self.run(encoding, start, stop)
            if stop == total:
                break
            start += ROOM - 2 * CONTEXT

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


def _card(folder: Path, name: str) -> Card:
    path = folder / f"{name}.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Card)
    except (OSError, msgspec.DecodeError) as error:
        raise WeightsError(
            f"{path}: the network's card cannot be read ({error}); reinstall onrecord"
        ) from error


@cache
def _digest(path: Path, size: int, changed: int) -> str:
    """SHA-256 of a file; size and time of change are there to tell the cache apart."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _checked(folder: Path, name: str, card: Card) -> Path:
    """The path of a weights file whose checksum is the card's."""
    path = folder / name
    try:
        stat = path.stat()
        digest = _digest(path, stat.st_size, stat.st_mtime_ns)
    except OSError as error:
        raise WeightsError(f"{path}: weights file is missing or unreadable; reinstall onrecord") from error
    if digest != card.sha256.get(name):
        raise WeightsError(
            f"{path}: weights file is damaged (its checksum is not the card's); reinstall onrecord"
        )
    return path


def _tokenizer(folder: Path, card: Card) -> Tokenizer:
    from tokenizers import Tokenizer

    path = _checked(folder, card.tokenizer, card)
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises bare Exceptions
        raise WeightsError(f"{path}: cannot be loaded ({error}); reinstall onrecord") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
