"""The statements whose words are about the same: all codes of a record in memory, compared
one by one. A million take some 60 MB and a few hundredths of a second.
"""

from __future__ import annotations

from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from onrecord.extract import meaning
from onrecord.extract.meaning import Codes, Floats
from onrecord.record.meanings import SIZE
from onrecord.record.store import Record

Keys = npt.NDArray[np.int64]

_STEP = 1 << 16  # codes compared at once, which fit into a processor's cache
_CLOSER_LOOK = 1000  # of the nearest by their codes alone, at least so many are compared with more


class Nearest:
    """The codes of one record as far as they have been read. Threads may share it.

    It may hold codes of statements that are no longer found: whoever uses a key looks it up.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._forgotten = 0
        self._keys: Keys = np.zeros(0, dtype=np.int64)
        self._codes: Codes = np.zeros((SIZE // 8, 0), dtype=np.uint64)  # a column for each key

    def read(self, connection: Connection) -> None:
        """Take in what was added to the record since; all anew where keys were freed."""
        forgotten, newest = connection.exec_driver_sql(
            "SELECT (SELECT max(seq) FROM forgotten), (SELECT max(statement) FROM statement_meaning)"
        ).one()
        with self._lock:
            if (forgotten or 0) != self._forgotten:
                self._forgotten = forgotten or 0
                self._keys, self._codes = self._keys[:0], self._codes[:, :0]
            last = int(self._keys[-1]) if len(self._keys) else 0
            if (newest or 0) > last:
                self._append(connection, last)

    def _append(self, connection: Connection, last: int) -> None:
        query = "SELECT statement, codes FROM statement_meaning WHERE statement > ? ORDER BY statement"
        rows = connection.exec_driver_sql(query, (last,)).all()
        joined = np.frombuffer(b"".join([row[1] for row in rows]), dtype=np.uint64).reshape(-1, SIZE // 8)
        counts = np.array([len(row[1]) // SIZE for row in rows])
        firsts = np.array([row[0] for row in rows], dtype=np.int64) - (counts.cumsum() - counts)
        keys = np.repeat(firsts, counts) + np.arange(len(joined))
        self._keys = np.concatenate((self._keys, keys))
        self._codes = np.concatenate((self._codes, joined.T), axis=1)

    def best(self, vector: Floats, count: int, until: int, among: Keys | None = None) -> tuple[Keys, Floats]:
        """The ``count`` statements, with keys up to ``until``, that are nearest to ``vector``, and
        how near; the nearest first. ``among`` leaves out all others."""
        with self._lock:
            keys, codes = self._keys, self._codes
        if among is None:
            end = int(np.searchsorted(keys, until, side="right"))
            keys, codes = keys[:end], codes[:, :end]
        else:
            at = _places(keys, among[among <= until])
            keys, codes = keys[at], codes[:, at]
        closer = max(count, _CLOSER_LOOK)
        if len(keys) > closer:
            at = _closest(codes, meaning.codes(vector[None])[0], closer)
            keys, codes = keys[at], codes[:, at]
        near = meaning.similarity(vector, codes.T)
        order = np.lexsort((-keys, -near))[:count]
        return keys[order], near[order]

    def similarity(self, vector: Floats, wanted: Keys) -> dict[int, float]:
        """How near each of the ``wanted`` statements is; those without a code are left out."""
        with self._lock:
            keys, codes = self._keys, self._codes
        at = _places(keys, wanted)
        return dict(zip(keys[at].tolist(), meaning.similarity(vector, codes[:, at].T).tolist(), strict=True))


_of_records: WeakKeyDictionary[Record, Nearest] = WeakKeyDictionary()
_opening = Lock()


def of(record: Record, connection: Connection) -> Nearest:
    """The record's codes as they are at this moment, kept in memory as long as it is open."""
    with _opening:
        found = _of_records.setdefault(record, Nearest())
    found.read(connection)
    return found


def _places(keys: Keys, wanted: Keys) -> npt.NDArray[np.intp]:
    """Where those of the ``wanted`` stand in ``keys``, which are sorted, that stand there."""
    if not len(keys):
        return np.zeros(0, dtype=np.intp)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.asarray(at[keys[at] == wanted])


def _closest(codes: Codes, code: Codes, count: int) -> npt.NDArray[np.intp]:
    """The places of the ``count`` codes with the fewest bits unlike those of ``code``, and of
    the others that have no more."""
    unlike = np.zeros(codes.shape[1], dtype=np.uint16)
    for first in range(0, len(unlike), _STEP):
        for part, own in zip(codes, code, strict=True):
            unlike[first : first + _STEP] += np.bitwise_count(part[first : first + _STEP] ^ own)
    most = int(np.searchsorted(np.bincount(unlike).cumsum(), count))
    return np.flatnonzero(unlike <= most)
