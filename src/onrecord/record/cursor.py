"""Where a search goes on, as a short text that says nothing to whoever carries it.

It holds what was on record when the first page was made, and what has been shown: so that
no statement comes twice and none is left out, whatever is added, taken away or read anew
between two pages.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_VERSION = 1
_MARK = 4  # bytes of the hash that says which search it belongs to


@dataclass(frozen=True, slots=True)
class Cursor:
    """``until`` is the last statement's key at the first page, ``shown`` the keys of those
    that are not to come again."""

    until: int
    shown: frozenset[int] = field(default=frozenset())

    def after(self, keys: Iterable[int]) -> Cursor:
        """Where to go on when these have been shown as well."""
        return Cursor(self.until, self.shown.union(keys))


def encode(cursor: Cursor, search: object) -> str:
    """The text for a cursor of this search."""
    keys = sorted(cursor.shown)
    steps = [key - before for before, key in zip((0, *keys), keys, strict=False)]
    packed = b"".join(map(_packed, (_VERSION, cursor.until, *steps)))
    return base64.urlsafe_b64encode(_mark(search) + packed).decode().rstrip("=")


def decode(given: str, search: object) -> Cursor:
    """The cursor of this search that was given out as ``given``. Raises ValueError for any other."""
    try:
        raw = base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True)
        version, until, *steps = _unpacked(raw[_MARK:])
    except (ValueError, binascii.Error):
        raise ValueError("after is what an earlier page gave as its next") from None
    if version != _VERSION or raw[:_MARK] != _mark(search):
        raise ValueError("after is of another search: give the same words and filters")
    shown, key = set(), 0
    for step in steps:
        key += step
        shown.add(key)
    return Cursor(until, frozenset(shown))


def _mark(search: object) -> bytes:
    return hashlib.sha256(repr(search).encode("utf-8", "surrogatepass")).digest()[:_MARK]


def _packed(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the high bit says that more follow."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes((*out, number))


def _unpacked(raw: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in raw:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0
    if shift:
        raise ValueError("cut short")
