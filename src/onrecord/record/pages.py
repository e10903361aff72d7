"""The rows in an SQLite file, page by page, however much of the file is damaged.

SQLite finds rows by going down from a table's first page, so that one damaged page hides
whatever lies below it. Here each page is taken for itself: rows are where the file format
(https://www.sqlite.org/fileformat2.html) has them. Nothing says which table a row is of,
and rows may be stale or made up by damage: the reader judges them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

Value = int | float | str | bytes | None

_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 13, 10, 2
_INTEGER_SIZES = (0, 1, 2, 3, 4, 6, 8)
_MAGIC = b"SQLite format 3\0"
_USUAL_SIZE, _SIZES, _RESERVED = 4096, [1 << power for power in range(9, 16)], 32
_WAL_HEADER, _FRAME_HEADER = 32, 24
# What bytes that are no page make the parsing raise.
_NOT_A_CELL = (IndexError, ValueError, struct.error, OverflowError)


class Pages:
    """The pages of the file at ``path`` as its last finished transaction left them: those in
    the WAL beside it, where there is one, stand above the file's own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            start = file.read(100)
        told = start.startswith(_MAGIC) and len(start) == 100
        self._size = int.from_bytes(start[16:18], "big") if told else _USUAL_SIZE
        if self._size not in _SIZES:
            self._size = _USUAL_SIZE
        self._usable = self._size - (start[20] if told and start[20] <= _RESERVED else 0)
        self._wal = path.with_name(f"{path.name}-wal")
        self._in_wal = dict(_frames(self._wal, self._size)) if self._wal.exists() else {}

    def rows(self) -> Iterator[tuple[int | None, list[Value]]]:
        """Every row on every page: its rowid, None for a row of an index or a table without
        rowids, and its values in the order in which they are stored."""
        with self._path.open("rb") as file:
            wal = self._wal.open("rb") if self._in_wal else None
            try:
                count = max(-(-self._path.stat().st_size // self._size), *self._in_wal, 0)
                for number in range(1, count + 1):
                    page = self._page(file, wal, number)
                    yield from self._rows_on(page, 100 if number == 1 else 0, file, wal)
            finally:
                if wal:
                    wal.close()

    def _page(self, file: BinaryIO, wal: BinaryIO | None, number: int) -> bytes:
        if wal and number in self._in_wal:
            wal.seek(self._in_wal[number])
            return wal.read(self._size)
        file.seek((number - 1) * self._size)
        return file.read(self._size)

    def _rows_on(
        self, page: bytes, header: int, file: BinaryIO, wal: BinaryIO | None
    ) -> Iterator[tuple[int | None, list[Value]]]:
        kind = page[header] if len(page) > header + 12 else 0
        if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
            return
        first = header + (12 if kind == _INDEX_INTERIOR else 8)
        for cell in range(int.from_bytes(page[header + 3 : header + 5], "big")):
            at = first + 2 * cell
            try:
                yield self._row(page, kind, int.from_bytes(page[at : at + 2], "big"), file, wal)
            except _NOT_A_CELL:
                continue

    def _row(
        self, page: bytes, kind: int, at: int, file: BinaryIO, wal: BinaryIO | None
    ) -> tuple[int | None, list[Value]]:
        if kind == _INDEX_INTERIOR:
            at += 4  # the number of the page below
        size, at = _varint(page, at)
        rowid = None
        if kind == _TABLE_LEAF:
            rowid, at = _varint(page, at)
        usable = self._usable
        most = usable - 35 if kind == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if size <= most:
            return rowid, _record(page[at : at + size])
        least = (usable - 12) * 32 // 255 - 23
        here = least + (size - least) % (usable - 4)
        here = here if here <= most else least
        payload = bytearray(page[at : at + here])
        following = int.from_bytes(page[at + here : at + here + 4], "big")
        seen = {0}
        while len(payload) < size:
            overflow = b"" if following in seen else self._page(file, wal, following)
            if len(overflow) <= 4:
                raise ValueError("the row ends before its time")
            seen.add(following)
            following = int.from_bytes(overflow[:4], "big")
            payload += overflow[4:usable]
        return rowid, _record(bytes(payload[:size]))


def _frames(wal: Path, size: int) -> Iterator[tuple[int, int]]:
    """Number and place of each page of the WAL's finished transactions, in writing order."""
    with wal.open("rb") as file:
        salts = file.read(_WAL_HEADER)[16:24]
        at, unfinished = _WAL_HEADER, []
        while len(header := file.read(_FRAME_HEADER)) == _FRAME_HEADER and header[8:16] == salts:
            number, finished = struct.unpack(">II", header[:8])
            unfinished.append((number, at + _FRAME_HEADER))
            if finished:
                yield from unfinished
                unfinished = []
            at += _FRAME_HEADER + size
            file.seek(at)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number at ``at``, and where it ends."""
    value = 0
    for place in range(at, at + 8):
        byte = data[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    value = value << 8 | data[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9


def _record(payload: bytes) -> list[Value]:
    """The values of a row."""
    end, at = _varint(payload, 0)
    types = []
    while at < end:
        one, at = _varint(payload, at)
        types.append(one)
    return [_value(one, payload, start) for one, start in _places(types, end, len(payload))]


def _places(types: list[int], at: int, end: int) -> Iterator[tuple[int, int]]:
    for one in types:
        yield one, at
        at += _INTEGER_SIZES[one] if one < 7 else 8 if one == 7 else max(one - 12, 0) // 2
        if at > end:
            raise ValueError("the row is longer than it says")


def _value(kind: int, payload: bytes, at: int) -> Value:
    if kind == 0:
        return None
    if kind < 7:
        return int.from_bytes(payload[at : at + _INTEGER_SIZES[kind]], "big", signed=True)
    if kind == 7:
        number: float = struct.unpack_from(">d", payload, at)[0]
        return number
    if kind < 12:
        return kind - 8
    data = payload[at : at + (kind - 12) // 2]
    return data.decode() if kind % 2 else data
