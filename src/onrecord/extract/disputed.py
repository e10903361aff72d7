"""Words that two attributions claim: each run of them is given to the one that it stands with.

The network looks at one cue at a time. In ‘"It holds," Voss said. "It leaks," Teel said.’ it
is as sure that both quotations are Voss's as that both are Teel's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.decode import Candidate, confidence
from onrecord.extract.encoding import Encoding
from onrecord.extract.paths import Run

# Two that dispute words must be this likely each: of an unlikely one the words that nobody
# disputes are seldom a statement.
SURE = 0.6
# The end of a sentence, but for the full stop of "Mr.", "Gov." or an initial.
_STOP = re.compile(r"\n|(?:[?!]|(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.)[\"”’)]*\s+[\"“‘A-Z]")
# What may stand between a quotation and who says it: "It holds!" Voss said.
_CLOSED = re.compile(r"[,?!…—–-]+[\"”’]+|[\"”’]+,?")


def settled(
    text: str, encoding: Encoding, found: Sequence[Candidate], coefficients: tuple[float, ...]
) -> list[Candidate]:
    """``found`` without the runs of content that stand with another candidate's attribution
    which claims them too, where both are likely. None loses all of its content."""
    lost: dict[int, set[Run]] = {}
    readers = [_Attribution(text, encoding, candidate) for candidate in found]
    for (one, run), (other, same) in _shared(found):
        for loser, its, owner, owners in ((one, run, other, same), (other, same, one, run)):
            shared = min(its[1], owners[1]) - max(its[0], owners[0]) + 1
            if (
                found[owner].source
                and 2 * shared > its[1] - its[0] + 1
                and readers[owner].takes(owners, its, readers[loser])
                and all(confidence(found[n].features, coefficients) >= SURE for n in (owner, loser))
            ):
                lost.setdefault(loser, set()).add(its)
    out = list(found)
    for n, runs in lost.items():
        if kept := tuple(run for run in found[n].content if run not in runs):
            out[n] = replace(found[n], content=kept)
    return out


def _shared(found: Sequence[Candidate]) -> Iterator[tuple[tuple[int, Run], tuple[int, Run]]]:
    """The pairs of runs of different candidates that overlap, where one of these has several."""
    ordered = sorted((run, n) for n, candidate in enumerate(found) for run in candidate.content)
    open_: list[tuple[Run, int]] = []
    for run, n in ordered:
        open_ = [(before, other) for before, other in open_ if before[1] >= run[0]]
        for before, other in open_:
            if other != n and (len(found[n].content) > 1 or len(found[other].content) > 1):
                yield (other, before), (n, run)
        open_.append((run, n))


@dataclass(frozen=True, slots=True)
class _Attribution:
    """Where a candidate says who speaks: its cue, with its source where that is in the same sentence."""

    text: str
    encoding: Encoding
    candidate: Candidate

    def takes(self, own: Run, run: Run, other: _Attribution) -> bool:
        """Whether the run that both claim, ``own`` as this one sees it, is this one's alone: it
        stands beside this one and not the other, or the other's side of it is taken up by this one."""
        first, last = self.extent
        if run[0] <= last and first <= run[1]:  # said within what the other says
            return False
        near, others = self.is_beside(own), other.is_beside(run)
        if near != others:
            return near
        low, high = other.extent
        first, last = self.cue if near else self.extent
        if not (high < first <= last < run[0] or run[1] < first <= last < low):
            return False
        return near or any(map(self.is_beside, self.candidate.content))

    @property
    def cue(self) -> Run:
        cue = self.candidate.cue
        return cue[0] if cue else (self.candidate.anchor, self.candidate.anchor)

    @property
    def extent(self) -> Run:
        first, last = self.cue
        for a, b in self.candidate.source:
            between = self._between(b, first) if b < first else self._between(last, a)
            if not _STOP.search(between):
                return min(a, first), max(b, last)
        return first, last

    def is_beside(self, run: Run) -> bool:
        """Whether no sentence ends between this and the run."""
        low, high = self.extent
        if high < run[0]:
            return not _STOP.search(self._between(high, run[0]))
        if run[1] >= low:
            return True
        start = int(self.encoding.ends[run[1]])
        while start > self.encoding.starts[run[0]] and not self.text[start - 1].isalnum():
            start -= 1
        end = int(self.encoding.starts[low])
        closed = _CLOSED.match(self.text, start, end)
        return not _STOP.search(self.text[closed.end() if closed else start : end + 1])

    def _between(self, left: int, right: int) -> str:
        """The text from the end of one piece to the beginning of a later one, with its first letter."""
        return self.text[self.encoding.ends[left] : self.encoding.starts[right] + 1]
