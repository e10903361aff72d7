"""A statement as the tests of conflict see it."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cached_property

from onrecord.model import Figure, Spans
from onrecord.relate import matter
from onrecord.relate.axes import places_of
from onrecord.relate.clauses import Clause
from onrecord.relate.times import Told


def _nothing(figure: Figure) -> Set[str]:
    return frozenset()


@dataclass(frozen=True)
class Claims:
    """One statement as the tests see it: its clauses and figures; ``denied`` when its cue
    denies it ("denied that …"), but for what stands from ``held`` on, which the speaker holds
    against it. ``beside`` gives the clauses of the sentences that it
    stands in, ``happened`` what its words say of those whom a figure counts; ``said`` is an ISO 8601
    date."""

    clauses: tuple[Clause, ...]
    figures: tuple[Figure, ...] = ()
    denied: bool = False
    denial: Spans = ()
    held: int | None = None
    beside: Callable[[], tuple[Clause, ...]] = tuple
    said: str | None = None
    happened: Callable[[Figure], Set[str]] = _nothing

    @cached_property
    def around(self) -> tuple[Clause, ...]:
        """The clauses of the sentences that it stands in, which may name its matter."""
        return self.beside()

    @cached_property
    def weights(self) -> dict[str, float]:
        """What it speaks of, without figures."""
        return matter.together(self.clauses)

    @cached_property
    def wide(self) -> dict[str, float]:
        """The same with what stands around it, which counts for less."""
        around = {s: matter.AROUND * w for s, w in matter.together(self.around).items()}
        return {**around, **self.weights}

    @cached_property
    def axes(self) -> frozenset[int]:
        """The axes on which it has a word, by number."""
        return frozenset(axis for axis, _ in places_of(self.weights))

    @cached_property
    def denied_first(self) -> frozenset[str]:
        """What stands right behind a word of denial."""
        return frozenset(of for clause in self.clauses for of, term in clause.first.items() if term.after)

    @property
    def year(self) -> str | None:
        """The year in which it was said."""
        return self.said[:4] if self.said else None

    @cached_property
    def named_years(self) -> frozenset[str]:
        """The years that it names, by number or by the one in which it was said."""
        told = {n for clause in self.clauses for n in clause.years} if self.said else ()
        own = {str(int(self.said[:4]) + n) for n in told} if self.said else set()
        return frozenset([*own, *(s for s in self.weights if s.isdigit())])

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that it names; else the one in which it was said."""
        return self.named_years or (frozenset([self.year]) if self.year else frozenset())

    def told(self, clause: Clause) -> Told:
        """One of its clauses with the years that tell when it is of."""
        return Told(clause, self.named_years, self.year)
