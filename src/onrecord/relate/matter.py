"""Whether two claims are about one matter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from onrecord.model import Span
from onrecord.relate.clauses import Clause

AROUND = 0.6  # what a word counts for that stands beside a statement, against one of its own

Weights = Mapping[str, float]


def common(a: Weights, b: Weights, *, without: Collection[str] = ()) -> float:
    """The weight of the stems that both have, each with the weight that says less."""
    if len(b) < len(a):
        a, b = b, a
    return sum(min(weight, b[stem]) for stem, weight in a.items() if stem in b and stem not in without)


def overlap(a: Weights, b: Weights, *, without: Collection[str] = ()) -> float:
    """How much of what the shorter one says the other says too, 0 to 1.

    Against a share of next to nothing: the shorter counts as if it had two words at least.
    """
    shared = common(a, b, without=without)
    return shared and shared / max(2.0, min(_size(a, without), _size(b, without)))


def together(clauses: Iterable[Clause]) -> dict[str, float]:
    """The weights of several clauses as those of one."""
    found: dict[str, float] = {}
    for clause in clauses:
        for stem, weight in clause.weights.items():
            found[stem] = max(weight, found.get(stem, 0.0))
    return found


def outside(clause: Clause, span: Span) -> dict[str, float]:
    """A clause's weights without the words in ``span``."""
    return {t.stem: t.weight for t in clause.terms if t.weight and not t.span.overlaps(span)}


def _size(weights: Weights, without: Collection[str]) -> float:
    return sum(weight for stem, weight in weights.items() if stem not in without)
