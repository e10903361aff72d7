"""The trained networks as files of the package, each with a card that vouches for it.

Files are checked against the checksum they were released with before they are run: a
damaged one would otherwise give wrong answers without a word.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from onrecord.errors import WeightsError
from onrecord.weights import runtime

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent


class Card(msgspec.Struct, frozen=True):
    """What running needs to know of a network: its files with their checksums. Networks add
    keys of their own; other keys of the file are for people."""

    name: str
    version: str
    model: str
    tokenizer: str
    sha256: dict[str, str]

    @property
    def signature(self) -> str:
        """Name, version and checksum's beginning: what a finding's method is told by."""
        return f"{self.name}-{self.version}-{self.sha256.get(self.model, '')[:8]}"


C = TypeVar("C", bound=Card)


def card(folder: Path, name: str, kind: type[C]) -> C:
    """The card ``NAME.json``. Raises WeightsError when it is missing or not of this kind."""
    path = folder / f"{name}.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise WeightsError(
            f"{path}: the network's card cannot be read ({error}); reinstall onrecord"
        ) from error


def checked(folder: Path, name: str, card: Card) -> Path:
    """The path of a weights file whose checksum is the card's; WeightsError when it is not."""
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


@cache
def _digest(path: Path, size: int, changed: int) -> str:
    """SHA-256 of a file; size and time of change are there to tell the cache apart."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tokenizer(folder: Path, card: Card) -> Tokenizer:
    """The card's tokenizer, without padding or truncation. Networks that have the same one share
    it: whoever sets anything of it changes what all of them read."""
    return _tokenizer(checked(folder, card.tokenizer, card), card.sha256[card.tokenizer])


@cache
def _tokenizer(path: Path, _checksum: str) -> Tokenizer:
    from tokenizers import Tokenizer

    try:
        loaded = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises bare Exceptions
        raise WeightsError(f"{path}: cannot be loaded ({error}); reinstall onrecord") from error
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


def session(folder: Path, card: Card, *, threads: int = 1) -> Any:
    """An onnxruntime session over the card's network, on one thread unless told otherwise."""
    path = checked(folder, card.model, card)
    try:
        return runtime.session(path, threads=threads)
    except Exception as error:  # onnxruntime raises bare pybind exceptions
        raise WeightsError(f"{path}: cannot be loaded ({error}); reinstall onrecord") from error
