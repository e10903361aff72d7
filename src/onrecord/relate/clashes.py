"""Typed tests of two claims: what in their words cannot both hold.

Each test names the words that decide, on both sides; none decides alone (see
``conflicts.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Spans
from onrecord.relate import matter
from onrecord.relate.axes import axes, events, sides
from onrecord.relate.claimed import Claims
from onrecord.relate.clauses import Clause, Term
from onrecord.relate.counts import excluding
from onrecord.relate.lexicon import lexicon

ClashKind = Literal["polarity", "outcome", "figures"]

LEAST = 0.2  # of a clause's words that the other must share to be about the same at all
ENOUGH = 0.9  # weight of other words that both statements must share: a word that is not light
STRICT = 1.5  # the same for two of which nothing says that they are about one matter
_ALIKE = 0.75  # of a clause's words, so that even a light word decides
_SAID = frozenset(["claimed"])
_THERE = frozenset(["claimed", "named"])
_FEW = 2  # words of a clause that says nothing but the one that decides
_AGREEING = 0.6  # of a clause's words, with which one side says what the other does


@dataclass(frozen=True, slots=True)
class Clash:
    """Words of two claims that exclude each other; ``matter`` is how much else they share, 0 to
    1, and ``spans_a``, ``spans_b`` are the words that decide."""

    kind: ClashKind
    matter: float
    spans_a: Spans
    spans_b: Spans


def clashes(a: Claims, b: Claims, *, least: float = ENOUGH, told: bool = False) -> list[Clash]:
    """All that the tests find, the one whose claims share most first. ``least`` is the weight of
    other words that both must share; less where they are known to be about one matter. ``told``
    says that one story tells both, and what it denies is what it speaks of elsewhere."""
    if a.weights.keys().isdisjoint(b.weights) and not (a.figures and b.figures) and a.axes.isdisjoint(b.axes):
        return []
    found = [*_words(a, b, least, told=told), *_figures(a, b, least, told=told)]
    return sorted(found, key=lambda clash: -clash.matter)


def _words(a: Claims, b: Claims, least: float, *, told: bool) -> Iterator[Clash]:
    denied, opposed = a.denied or b.denied, not a.axes.isdisjoint(b.axes)
    for x in a.clauses:
        for y in b.clauses:
            if x.question or y.question:
                continue
            if denied or x.denied or y.denied:
                yield from _polarity(x, y, a, b, least, told=told)
            if opposed:
                yield from _outcome(x, y, a, b, least)


def _figures(a: Claims, b: Claims, least: float, *, told: bool) -> Iterator[Clash]:
    for share, f, g in excluding(a, b, strict=least > ENOUGH, told=told):
        yield Clash("figures", share, (f.span,), (g.span,))


def _whole(a: Claims, b: Claims) -> float:
    """How much of what the one says, and of what is said around it, the other says too."""
    return max(matter.overlap(a.weights, b.weights), matter.AROUND * matter.overlap(a.wide, b.wide))


def _polarity(x: Clause, y: Clause, a: Claims, b: Claims, least: float, *, told: bool) -> Iterator[Clash]:
    """One denies what the other says: a word of both is denied on one side only."""
    if _of_other_years(a, b):
        return
    worn = lexicon().worn if least > ENOUGH else ()  # of two stories, "taken" is of any decision
    for at in sorted(_denied_once(x, y, a, b), key=lambda at: _rank(at, x, y)):
        without = frozenset([at])
        near = matter.overlap(x.weights, y.weights, without=without)
        alike = least <= ENOUGH and not (a.denied or b.denied) and _differ_in_denial_alone(x, y)
        if at in worn or (at in lexicon().light and near < _ALIKE and not alike):
            continue
        if not _both_claimed(x.first[at], y.first[at], x, y, a, b, _modes(at, x, y)):
            continue
        none = told and any(_is_all_denied(at, z) and (_is_such(at, z) or _is_near(at, a, b)) for z in (x, y))
        enough = 0.0 if none or alike else _enough(x, y, a, b, least)
        if _besides(x, y, a, b, (at, *worn)) < enough or _agree(a, b, x, y, at, at):
            continue
        share = (2 * near + _whole(a, b)) / 3
        yield Clash("polarity", share, _deciding(x, at, a), _deciding(y, at, b))
        return


def _differ_in_denial_alone(x: Clause, y: Clause) -> bool:
    """Whether both clauses are of the same words, more than one of them, as in "it will not give up
    the plan": even light ones then decide."""
    return len(x.weights) > 1 and x.weights.keys() == y.weights.keys()


def _enough(x: Clause, y: Clause, a: Claims, b: Claims, least: float) -> float:
    """How much the two must share besides what is denied: less where a clause of few words says
    what that is, "nobody asked this city"; a cue denies one does not know which of them."""
    few = min(len(x.weights), len(y.weights)) <= _FEW and not (a.denied or b.denied)
    return min(least, ENOUGH) if few else least


def _is_all_denied(at: str, clause: Clause) -> bool:
    """Whether the clause says no more than that there is none: "there was no such memo"."""
    rest = (s for s in clause.weights if s != at and s not in lexicon().light)
    return clause.first[at].after == "no" and at not in lexicon().light and not any(rest)


def _is_such(at: str, clause: Clause) -> bool:
    """Whether it is "no such memo", which is the one just told of."""
    return any(clause.first[at].span.start - no.end == len(" such ") for no in clause.denials)


def _is_near(at: str, a: Claims, b: Claims) -> bool:
    """Whether the sentences of both have a word in common besides: "no injuries" may be those of
    another accident."""
    return matter.common(a.wide, b.wide, without=frozenset([at])) > 0


def _denied_once(x: Clause, y: Clause, a: Claims, b: Claims) -> Iterator[str]:
    """The words of both that are denied on one side only, right behind the denial: what is
    denied may be something else of which the two speak."""
    for at, s in x.first.items():
        t = y.first.get(at)
        if t is None or s.name or t.name or s.number or not (s.weight and t.weight):
            continue
        if _is_denied(x, at, a) != _is_denied(y, at, b) and (s.after or t.after or a.denied or b.denied):
            yield at


def _modes(at: str, x: Clause, y: Clause) -> frozenset[str]:
    """What the word may claim: behind "no" that there is such a thing."""
    return _THERE if "no" in (x.first[at].after, y.first[at].after) else _SAID


def _besides(x: Clause, y: Clause, a: Claims, b: Claims, without: Sequence[str]) -> float:
    """The weight of the other words that the two clauses share; of a clause of no other words,
    that the statements do. A single name is not enough: many things are said of one."""
    if min(len(x.weights), len(y.weights)) <= _FEW:
        return _matter(a.wide, b.wide, without, (*a.clauses, *a.around), (*b.clauses, *b.around))
    return _matter(x.weights, y.weights, without, (x,), (y,))


def _matter(
    a: matter.Weights, b: matter.Weights, without: Sequence[str], x: Sequence[Clause], y: Sequence[Clause]
) -> float:
    names = {s for s in a.keys() & b.keys() if _is_name(s, x) and _is_name(s, y)}
    return matter.common(a, b, without={*without, *(names if len(names) < 2 else ())})


def _is_name(of: str, clauses: Iterable[Clause]) -> bool:
    return any(of in clause.first and clause.first[of].name for clause in clauses)


def _rank(at: str, x: Clause, y: Clause) -> tuple[bool, int]:
    """What stands first behind the denial decides."""
    return at in lexicon().light, min(_place(at, x), _place(at, y))


def _place(at: str, clause: Clause) -> int:
    return [*clause.first].index(at) if at in clause.denied else len(clause.first)


def _of_other_years(a: Claims, b: Claims) -> bool:
    """Whether they speak of different years: what is denied of one may be so in another."""
    return bool(a.years and b.years) and a.years.isdisjoint(b.years)


def _outcome(x: Clause, y: Clause, a: Claims, b: Claims, least: float) -> Iterator[Clash]:
    """Both speak of one matter, and where it stands on one axis they differ."""
    for first in x.first:
        for axis, sign in axes().get(first, ()):
            for second in y.first:
                other = sides().get((axis, second))
                if other is None or second == first:
                    continue
                if (sign != other) == (_is_denied(x, first, a) != _is_denied(y, second, b)):
                    continue
                s, t = x.first[first], y.first[second]
                if not _both_claimed(s, t, x, y, a, b) or (axis in events() and s.past != t.past):
                    continue
                without = frozenset((first, second))
                if matter.common(a.wide, b.wide, without=without) < min(least, ENOUGH):
                    continue
                if least > ENOUGH and _besides(x, y, a, b, (first, second)) < ENOUGH:
                    continue
                rest = matter.overlap(x.weights, y.weights, without=without)
                if (rest >= LEAST or not least) and not _agree(a, b, x, y, first, second):
                    share = (2 * rest + _whole(a, b)) / 3
                    yield Clash("outcome", share, _deciding(x, first, a), _deciding(y, second, b))


def _both_claimed(
    s: Term, t: Term, x: Clause, y: Clause, a: Claims, b: Claims, modes: frozenset[str] = _SAID
) -> bool:
    """Whether each says that it is so; what was does not exclude what will be."""
    ok = s.mode in modes or (a.denied and s.mode == "reported")
    ok = ok and (t.mode in modes or (b.denied and t.mode == "reported"))
    return ok and not (s.past and y.future) and not (t.past and x.future)


def _agree(a: Claims, b: Claims, x: Clause, y: Clause, first: str, second: str) -> bool:
    """Whether one side says elsewhere what decides on the other side: who says both sees no
    contradiction there."""
    return _says(a, x, y, second, b) or _says(b, y, x, first, a)


def _says(side: Claims, but: Clause, clause: Clause, of: str, other: Claims) -> bool:
    denied = _is_denied(clause, of, other)
    return any(
        mine is not but
        and of in mine.first
        and _is_denied(mine, of, side) == denied
        and matter.overlap(mine.weights, clause.weights) >= _AGREEING
        for mine in side.clauses
    )


def _is_denied(clause: Clause, of: str, side: Claims) -> bool:
    cue = side.denied and (side.held is None or clause.span.start < side.held)
    return (of in clause.denied) != cue


def _deciding(clause: Clause, of: str, side: Claims) -> Spans:
    at = clause.first[of].span
    before = [s for s in clause.denials if s.start < at.start] if of in clause.denied else []
    return (*side.denial, *before[-1:], at)
