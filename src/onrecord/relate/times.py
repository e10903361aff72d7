"""Whether two clauses are of one time, as far as their words tell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from onrecord.relate.clauses import Clause
from onrecord.relate.lexicon import stem

_LAST = frozenset(map(stem, ("last", "previous", "past")))
_AGO = frozenset(map(stem, ("ago", "previously", "formerly", "originally", "initially")))
_TIMES = """
year month week summer winter spring autumn fall season decade quarter century january february march
april may june july august september october november december
"""


@dataclass(frozen=True, slots=True)
class Told:
    """A clause of a statement with the ``years`` that the statement names, and the one in which
    it was ``said``."""

    clause: Clause
    years: frozenset[str]
    said: str | None

    @property
    def over(self) -> bool:
        """Whether it tells of a time that is over: "in 2015", "last summer", "ten years ago"."""
        if not self.only_past:
            return False
        if any(self.said is None or year < self.said for year in self.years):
            return True
        stems = [term.stem for term in self.clause.terms]
        last = any(of in _LAST and after in _times() for of, after in pairwise(stems))
        return last or not _AGO.isdisjoint(stems)

    @property
    def only_past(self) -> bool:
        """Whether it tells of what was, and not of what has been up to now."""
        return self.clause.past and not self.clause.perfect


def apart(a: Told, b: Told) -> bool:
    """Whether the two are of different times: of what was and what will be, of two years that are
    named, of what once was and what is."""
    x, y = a.clause, b.clause
    if (x.past and not x.future and y.future) or (y.past and not y.future and x.future):
        return True
    if a.years and b.years:
        return a.years.isdisjoint(b.years)
    return (a.over and not b.only_past) or (b.over and not a.only_past)


@cache
def _times() -> frozenset[str]:
    """The stems of the times that may be "last"."""
    return frozenset(map(stem, _TIMES.split()))
