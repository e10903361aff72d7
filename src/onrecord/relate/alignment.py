"""Where the words of a quotation stand in a longer text, word by word.

An exact run is found as such. Otherwise the best alignment of all of the quotation with some
stretch of the text is found by dynamic programming (Smith and Waterman 1981, with Gotoh's
affine gaps; global in the quotation, local in the text): a word that is the same counts by
its weight, one put in place of another or added costs, and so do words left out, but hardly
where a mark says that words were left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, repeat
from math import inf
from typing import TYPE_CHECKING, Any

from onrecord.relate.weights import weight

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_REPLACED = 0.3  # what each word of the quotation costs that is not in the text
_LEFT_OUT = (0.35, 0.12)  # words of the text left out: for the first, and for each
_MARKED = {"ellipsis": (0.02, 0.003), "bracket": (0.02, 0.03)}
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words of a quotation are which of a text: ``pairs`` of their numbers, both growing.
    ``similarity`` is 1 when all words stand in a row, and falls below 0 for unlike texts."""

    pairs: tuple[tuple[int, int], ...]
    similarity: float


def in_a_row(quote: Sequence[str], text: Sequence[str]) -> tuple[int, int] | None:
    """The first and last word of ``text`` that are all of ``quote`` in a row, however either is
    divided into words ("healthcare", "health care"); None without one."""
    if not quote:
        return None
    at = f" {' '.join(text)} ".find(f" {' '.join(quote)} ")
    if at >= 0:
        first = " ".join(text).count(" ", 0, at)
        return first, first + len(quote) - 1
    starts = [0, *accumulate(map(len, text))]
    joined, wanted = "".join(text), "".join(quote)
    at = joined.find(wanted)
    while at >= 0:
        first, last = bisect_left(starts, at), bisect_left(starts, at + len(wanted))
        if starts[first] == at and starts[last] == at + len(wanted):
            return first, last - 1
        at = joined.find(wanted, at + 1)
    return None


def align(
    quote: Sequence[str],
    text: Sequence[str],
    marks: Mapping[int, str],
    least: float,
    known: Collection[str] | None = None,
) -> Alignment | None:
    """The best alignment of the words of ``quote`` with a stretch of ``text``; None when they
    are less similar than ``least``. ``marks`` says before which words something was left out,
    ``known`` are all words of ``text`` where they are at hand."""
    weights = [*map(weight, quote)]
    total, known = sum(weights), set(text) if known is None else known
    missing = [key for key in quote if key not in known]
    if total - sum(map(weight, missing)) - _REPLACED * len(missing) < least * total:
        return None
    if _most(quote, weights, text, marks, known) < least * total - _TOLERANCE:
        return None
    rows = _Rows(quote, weights, text, marks)
    return Alignment(tuple(rows.pairs()), rows.score / total) if rows.score >= least * total else None


def _most(
    quote: Sequence[str],
    weights: Sequence[float],
    text: Sequence[str],
    marks: Mapping[int, str],
    known: Collection[str],
) -> float:
    """What the score of the best alignment can be at most: as if each word of the quotation
    stood wherever it is wanted, but two in a row only where the text has the two in a row."""
    together = {*pairwise(text)}
    same, other = -inf, 0.0  # with the last word the same, and not
    for i, key in enumerate(quote):
        before = max(same, other) - _REPLACED
        if key not in known:
            same = -inf
        else:
            if i and (quote[i - 1], key) not in together:
                same -= sum(_MARKED.get(marks.get(i, ""), _LEFT_OUT))
            same = max(same, other) + weights[i]
        other = before
    return max(same, other)


class _Rows:
    """The table: ``best[i][j]`` is the score of the first ``i`` words of the quotation with a
    stretch that ends at word ``j`` of the text, words left out after it included; ``reached``
    is without those."""

    def __init__(
        self, quote: Sequence[str], weights: Sequence[float], text: Sequence[str], marks: Mapping[int, str]
    ) -> None:
        import numpy as np

        number = {key: i for i, key in enumerate(dict.fromkeys(quote))}
        self._quote = [number[key] for key in quote]
        self._text = np.fromiter(map(number.get, text, repeat(-1)), np.int64, len(text))
        self._weights = weights
        self._gaps = [_MARKED.get(marks.get(i, ""), _LEFT_OUT) for i in range(len(quote) + 1)]
        places = np.arange(len(text) + 1)
        self.best: list[Floats] = [np.zeros(len(text) + 1)]
        self.reached: list[Floats] = [self.best[0]]
        for i, key in enumerate(self._quote, 1):
            before = self.best[-1]
            reached = before - _REPLACED
            step = np.where(self._text == key, weights[i - 1], -_REPLACED)
            np.maximum(reached[1:], before[:-1] + step, out=reached[1:])
            best = reached
            if i < len(quote):
                first, each = self._gaps[i]
                ahead = np.maximum.accumulate(reached + each * places)
                best = reached.copy()
                np.maximum(best[1:], ahead[:-1] - first - each * places[1:], out=best[1:])
            self.best.append(best)
            self.reached.append(reached)
        self._end = int(np.argmax(self.best[-1]))
        self.score = float(self.best[-1][self._end])

    def pairs(self) -> list[tuple[int, int]]:
        """The words that are the same, from the table's best end backwards."""
        found = []
        i, j = len(self._quote), self._end
        while i:
            j = self._before_gap(i, j)
            here, before = self.reached[i][j], self.best[i - 1]
            same = j > 0 and self._text[j - 1] == self._quote[i - 1]
            step = self._weights[i - 1] if same else -_REPLACED
            if j > 0 and abs(here - before[j - 1] - step) < _TOLERANCE:
                if same:
                    found.append((i - 1, j - 1))
                j -= 1
            i -= 1
        return found[::-1]

    def _before_gap(self, i: int, j: int) -> int:
        """Where the words begin that are left out before word ``j``; ``j`` when none are."""
        best: Any = self.best[i][j]
        if best - self.reached[i][j] < _TOLERANCE:
            return j
        import numpy as np

        first, each = self._gaps[i]
        ahead = self.reached[i][:j] - first - each * np.arange(j, 0, -1)
        return int(np.argmax(ahead))
