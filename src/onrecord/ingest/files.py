"""Opening inputs and reading them within limits."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import InputError, InputFormat, InputMissing, InputTooLarge

_GZIP = b"\x1f\x8b"
_HEAD = 4096
_SKIP = 64 * 1024
#: Bytes of a refused line, or of blank lines in a row, after which a file is given up: a
#: small archive can unpack to more than anyone can wait for.
_PATIENCE = 50


@dataclass(frozen=True, slots=True)
class Opened:
    """An open input: its ``head`` is also still in ``file``; ``suffix`` is without ".gz"."""

    name: str
    file: BinaryIO
    head: bytes
    suffix: str


@contextmanager
def opened(name: str, stdin: BinaryIO | None = None) -> Iterator[Opened]:
    """The bytes of the file ``name``, or of ``stdin`` for "-", unpacked where gzipped.

    Raises an InputError that says why it cannot be opened or read.
    """
    shown = one_line("standard input" if name == "-" else name)
    file = (stdin or _stdin()) if name == "-" else _open(name, shown)
    try:
        with _reading(shown):
            buffered = io.BufferedReader(cast("io.RawIOBase", _Kept(file)))
            source = buffered
            if buffered.peek(2)[:2] == _GZIP:
                import gzip

                source = io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=buffered)))
            head = source.peek(_HEAD)[:_HEAD]
        suffixes = [s.lower() for s in Path(name).suffixes]
        while suffixes and suffixes[-1] in (".gz", ".gzip"):
            suffixes.pop()
        yield Opened(shown, cast(BinaryIO, source), head, suffixes[-1] if suffixes and name != "-" else "")
    finally:
        if name != "-":
            file.close()


def read_whole(source: Opened, limit: int) -> bytes:
    """All bytes of an input. Raises InputTooLarge above ``limit``, without reading on."""
    with _reading(source.name):
        data = source.file.read(limit + 1)
    if len(data) > limit:
        raise InputTooLarge(source.name, f"is larger than {limit:,} bytes", "raise the limit or split it")
    return data


def read_lines(source: Opened, limit: int) -> Iterator[tuple[int, bytes | InputError]]:
    """The lines that are not blank, numbered from 1, each as bytes without its line break.

    A line above ``limit`` comes as an InputTooLarge and is never held in memory; an
    error of the file itself comes last.
    """
    number = blank = 0
    try:
        with _reading(source.name):
            while line := source.file.readline(limit + 2):
                number += 1
                if len(line.rstrip(b"\r\n")) > limit:
                    yield number, _too_long(source, number, line, limit)
                    blank = 0
                elif line.strip():
                    yield number, line.rstrip(b"\r\n")
                    blank = 0
                elif (blank := blank + len(line)) > _PATIENCE * limit:
                    raise InputTooLarge(
                        source.name, f"has only blank lines before line {number}", "check the file"
                    )
    except InputError as error:
        yield number + 1, error


def one_line(name: str) -> str:
    """``name`` as a message can show it: no line breaks or control characters."""
    return "".join(c if c.isprintable() else "�" for c in name)


def _too_long(source: Opened, number: int, line: bytes, limit: int) -> InputError:
    """The error for a line above the limit, after passing over the rest of it."""
    skipped = 0
    while line and not line.endswith(b"\n"):
        line = source.file.readline(_SKIP)
        skipped += len(line)
        if skipped > _PATIENCE * limit + _SKIP:
            raise InputTooLarge(
                f"{source.name}, line {number}", f"is far larger than {limit:,} bytes", "the rest is not read"
            )
    return InputTooLarge(
        f"{source.name}, line {number}",
        f"is larger than {limit:,} bytes",
        "raise the limit or split the document",
    )


class _Kept(io.RawIOBase):
    """Reads a file without closing it: standard input belongs to the caller."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        read1 = getattr(self._file, "read1", self._file.read)
        data = read1(len(view))
        view[: len(data)] = data
        return len(data)


def _stdin() -> BinaryIO:
    import sys

    if sys.stdin is None:
        raise InputMissing("-", "standard input is closed", "pipe a text into onrecord, or name a file")
    return sys.stdin.buffer


def _open(name: str, shown: str) -> BinaryIO:
    path = Path(name)
    try:
        if path.is_dir():
            raise InputMissing(shown, "is a folder", "name the files in it")
        return path.open("rb", buffering=0)
    except FileNotFoundError:
        if re.match(r"https?://", name):
            raise InputMissing(
                shown, "is an address, and none is fetched", "save the page and name the file"
            ) from None
        raise InputMissing(shown, "no such file", "check the path") from None
    except ValueError as error:
        raise InputMissing(shown, f"cannot be a path ({error})", "check the path") from None
    except OSError as error:
        raise InputError(shown, f"cannot be opened ({error.strerror})", "check its permissions") from None


@contextmanager
def _reading(shown: str) -> Iterator[None]:
    """Turns what can go wrong while reading or unpacking into an InputError."""
    try:
        yield
    except EOFError:
        raise InputFormat(shown, "the gzip archive breaks off", "get a complete copy") from None
    except (OSError, zlib.error) as error:
        if isinstance(error, zlib.error) or error.errno is None:  # gzip.BadGzipFile has no number
            raise InputFormat(shown, f"is damaged ({error})", "get a complete copy") from None
        raise InputError(shown, f"cannot be read ({error.strerror or error})", "check the file") from None
