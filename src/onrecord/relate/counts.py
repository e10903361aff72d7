"""Figures of two statements that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model import Figure, Span
from onrecord.relate import happenings, matter
from onrecord.relate.claimed import Claims
from onrecord.relate.clauses import Clause
from onrecord.relate.lexicon import stem
from onrecord.relate.quantities import excludes, is_measure, same_unit
from onrecord.relate.times import apart

_NAMES_APART = 0.9  # weight of words that are no names, which dollars of one thing share
_COUNTED = 0.28  # of a clause's words, so that figures count one thing
_MEASURED = 0.5  # of a clause's words, so that dollars are of one thing


def excluding(a: Claims, b: Claims, *, strict: bool, told: bool) -> Iterator[tuple[float, Figure, Figure]]:
    """Figures of two statements that count one thing, and no number satisfies both; with how much
    else these have in common. Per cents and dollars of two stories by two speakers (``strict``) are
    as a rule of two polls or two years, whatever words they share. ``told`` says that one story
    tells both."""
    for f in a.figures:
        for g in b.figures:
            if not same_unit(f, g) or not excludes(f, g) or (strict and is_measure(f)):
                continue
            x, y = _clause_of(f.span, a.clauses), _clause_of(g.span, b.clauses)
            if x is None or y is None or apart(a.told(x), b.told(y)):
                continue
            if any(not excludes(f, h) for h in _beside(g, b)) or any(
                not excludes(g, h) for h in _beside(f, a)
            ):
                continue
            share = _share(f, g, a, b, x, y)
            if share >= _COUNTED and not _are_two_things(f, g, a, b, told=told):
                yield share, f, g


def _are_two_things(f: Figure, g: Figure, a: Claims, b: Claims, *, told: bool) -> bool:
    """Whether other things happened to whom they count, or to more of them with the days: but
    where one story tells both numbers, it tells them for another reason."""
    if is_measure(f):
        return False
    x, y = a.happened(f), b.happened(g)
    if happenings.differ(x, y, a.wide, b.wide):
        return True
    return not told and happenings.grows(x & y) and _has_grown(f, g, a.said, b.said)


def _has_grown(f: Figure, g: Figure, then: str | None, now: str | None) -> bool:
    """Whether the number that was given on the later day is the higher one."""
    if not then or not now:
        return False
    size = min(len(then), len(now), len("2026-03-05"))
    then, now = then[:size], now[:size]
    return (then < now and f.value < g.value) or (now < then and g.value < f.value)


def _share(f: Figure, g: Figure, a: Claims, b: Claims, x: Clause, y: Clause) -> float:
    """How much the two clauses share besides the figures, whose place is part of the matter."""
    if f.place and g.place and stem(f.place) != stem(g.place):
        return 0.0
    own, other = matter.outside(x, f.span), matter.outside(y, g.span)
    if is_measure(f):
        named = {t.stem for clause in (x, y) for t in clause.terms if t.name}
        if matter.common(own, other, without=named) < _NAMES_APART:
            return 0.0  # dollars and years are counted of everything
        share = matter.overlap(own, other)
        return share if share >= _MEASURED else 0.0
    wide = matter.overlap({**_around(a), **own}, {**_around(b), **other})
    share = max(matter.overlap(own, other), matter.AROUND * wide)
    return max(share, 0.5) if f.place and g.place else share


def _around(side: Claims) -> dict[str, float]:
    return {s: matter.AROUND * w for s, w in matter.together(side.around).items()}


def _beside(figure: Figure, side: Claims) -> Iterator[Figure]:
    """The statement's other figures of the same unit: "$61 million, up from $48 million"."""
    return (h for h in side.figures if h is not figure and same_unit(figure, h))


def _clause_of(span: Span, found: Sequence[Clause]) -> Clause | None:
    return next((clause for clause in found if clause.span.overlaps(span)), None)
