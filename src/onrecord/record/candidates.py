"""The passages that may hold some words, looked up in the index of ``runs.py``."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from math import log2
from sys import maxsize

from sqlalchemy import Connection

from onrecord.record.runs import LAST_PASSAGE, LONGEST, PASSAGE, PASSAGE_BITS, RUN, terms
from onrecord.relate.weights import is_function_word

MOST_ROWS = 64  # of one look-up: what more passages hold tells little
MOST_TOGETHER = 512  # rows of a look-up of several common runs in one passage
MOST_LOOKUPS = 96  # of each length, evenly spread over longer texts
_ENOUGH = 0.6  # share of the runs found; with less, shorter runs are looked up as well
_REACH = 2  # passages between two that hold parts of one quotation
_PER_PASSAGE = 80  # words, about
_PER_DOCUMENT = 3  # stretches
_MORE = 3  # documents looked at for each stretch wanted
_TOGETHER_WEIGHT = 0.5

_LOOK_UP = "SELECT doc FROM passage_run WHERE term >= ? AND term <= ? LIMIT ?"
_TOGETHER = "SELECT rowid FROM passage_runs WHERE passage_runs MATCH ? LIMIT ?"
_VOCABULARY = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_run USING fts5vocab(main, passage_runs, instance)"
)
_LAST = "~"  # sorts after every letter of a term

Runs = list[tuple[int, str]]  # each with the place of its first word


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a document that shares runs with what was looked for: from character
    ``start`` to ``end``, which may be beyond the end of the text. ``score`` orders them: the sum
    over the shared runs, the rarer the more; ``places`` is how many runs are shared."""

    document: int  # its key
    start: int
    end: int
    score: float
    places: int


def candidates(connection: Connection, keys: Sequence[str], limit: int) -> list[Candidate]:
    """Where the words with these ``keys`` may stand, in a row or altered: best first, at most
    ``limit``. How much is read does not grow with the record: runs that are common in it count
    only where several stand together."""
    if not keys:
        return []
    connection.exec_driver_sql(_VOCABULARY)
    search = _Search(connection, len(keys))
    runs = _runs(keys, RUN) or _runs(keys, len(keys))
    common = search.look_up(runs, 1.0)
    found = search.best(limit)
    if not found or found[0].places < _ENOUGH * min(len(runs), MOST_LOOKUPS):
        search.look_up_together(common)
        search.look_up(_runs(keys, 2), 0.5)
        search.look_up([(i, t) for i, t in _runs(keys, 1) if not is_function_word(keys[i])], 0.3)
        found = search.best(limit)
    return found


def _runs(keys: Sequence[str], length: int) -> Runs:
    """The runs of so many words."""
    return [(i, terms(keys[i : i + length])[0]) for i in range(len(keys) - length + 1)]


class _Search:
    """What look-ups found: for each passage the places in the words that it shares."""

    def __init__(self, connection: Connection, size: int) -> None:
        self._connection = connection
        self._reach = _REACH + size // _PER_PASSAGE
        self._shared: defaultdict[int, dict[int, float]] = defaultdict(dict)

    def look_up(self, runs: Runs, weight: float) -> Runs:
        """Count what the runs are found in; gives back the runs that are too common."""
        common = []
        for place, term in _spread(runs):
            rows = self._rows(_LOOK_UP, term, term + _LAST, MOST_ROWS + 1)
            if len(rows) > MOST_ROWS:
                common.append((place, term))
            else:
                self._count(rows, place, weight * (1 + log2(1 + MOST_ROWS / max(1, len(rows)))))
        return common

    def look_up_together(self, runs: Runs) -> None:
        """Count what common runs are found in, three neighbours in one passage."""
        for at in range(0, len(runs), RUN):
            group = runs[at : at + RUN]
            match = " AND ".join(f'"{term}"*' if len(term) < LONGEST else f'"{term}"' for _, term in group)
            rows = self._rows(_TOGETHER, match, MOST_TOGETHER)
            for place, _ in group:
                self._count(rows, place, _TOGETHER_WEIGHT)

    def best(self, limit: int) -> list[Candidate]:
        """The best stretches of documents, at most ``limit``, that do not overlap."""
        documents: defaultdict[int, list[int]] = defaultdict(list)
        sums: defaultdict[int, float] = defaultdict(float)
        for row, shared in self._shared.items():
            documents[row >> PASSAGE_BITS].append(row)
            sums[row >> PASSAGE_BITS] += sum(shared.values())
        likely = nlargest(_MORE * limit, sums, key=lambda document: (sums[document], -document))
        found = [one for document in likely for one in self._of_document(sorted(documents[document]))]
        return nsmallest(limit, found, key=lambda one: (-one.score, one.document, one.start))

    def _of_document(self, rows: list[int]) -> Iterator[Candidate]:
        for _ in range(_PER_DOCUMENT):
            if not rows:
                return
            score, _, at = max((sum(self._from(rows, at).values()), -at, at) for at in range(len(rows)))
            first, last = rows[at], rows[bisect_left(rows, rows[at] + self._reach) - 1]
            document = first >> PASSAGE_BITS
            end = (last & LAST_PASSAGE) + 1 if last & LAST_PASSAGE < LAST_PASSAGE else maxsize
            yield Candidate(
                document,
                (first & LAST_PASSAGE) * PASSAGE,
                end * PASSAGE,
                score,
                len(self._from(rows, at)),
            )
            rows = [row for row in rows if not first <= row <= last]

    def _from(self, rows: list[int], at: int) -> dict[int, float]:
        """The places shared by the passages from ``rows[at]`` on, as far as one quotation reaches."""
        end = bisect_left(rows, rows[at] + self._reach)
        if end == at + 1:
            return self._shared[rows[at]]
        shared: dict[int, float] = {}
        for row in rows[at:end]:
            for place, weight in self._shared[row].items():
                shared[place] = max(weight, shared.get(place, 0.0))
        return shared

    def _rows(self, query: str, *values: object) -> set[int]:
        return set(self._connection.exec_driver_sql(query, values).scalars())

    def _count(self, rows: Iterable[int], place: int, weight: float) -> None:
        for row in rows:
            shared = self._shared[row]
            shared[place] = max(weight, shared.get(place, 0.0))


def _spread(runs: Runs) -> Runs:
    """At most MOST_LOOKUPS of them, evenly spread."""
    if len(runs) <= MOST_LOOKUPS:
        return runs
    return [runs[i * len(runs) // MOST_LOOKUPS] for i in range(MOST_LOOKUPS)]
