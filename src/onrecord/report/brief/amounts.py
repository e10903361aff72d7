"""The figures of a topic side by side: those that count one thing, and which cannot both be right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from onrecord.model import Figure, Reading, Span
from onrecord.record.topic import Stated, Topic
from onrecord.relate import matter
from onrecord.relate.clauses import clauses
from onrecord.relate.lexicon import stem
from onrecord.relate.quantities import excludes, is_measure, same_unit
from onrecord.report.brief.quotes import quote
from onrecord.report.brief.said import Wordings, when
from onrecord.report.brief.types import Amount, Amounts, Quote, When

_SHARED, _SHARED_MEASURE = 0.4, 0.6  # of what the words around two figures say
_END = re.compile(r"[.?!][”\"’')\]]*\s|\n")


@dataclass(frozen=True, slots=True)
class _Counted:
    """A figure where it stands; ``weights`` are what the words of the sentence
    ``around`` it say."""

    figure: Figure
    reading: Reading
    stated: Stated | None
    around: Span
    weights: Mapping[str, float]


def amounts(topic: Topic, wordings: Wordings) -> list[Amounts]:
    """The figures of a topic: groups of several first, those in dispute before all others."""
    counted = [*_counted(topic)]
    parent = [*range(len(counted))]

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = i = parent[parent[i]]
        return i

    for i, j in combinations(range(len(counted)), 2):
        if root(i) != root(j) and _one_matter(counted[i], counted[j]):
            parent[root(j)] = root(i)
    groups: defaultdict[int, list[_Counted]] = defaultdict(list)
    for i, one in enumerate(counted):
        groups[root(i)].append(one)
    found = [_amounts(members, wordings) for members in groups.values()]
    return sorted(found, key=lambda one: (one.compatible, not one.differ, -_places(one)))


def _counted(topic: Topic) -> Iterator[_Counted]:
    stated = {one.statement.id: one for one in topic.stated}
    for id, reading in topic.readings.items():
        for figure in reading.figures:
            if not figure.unit or _is_part(figure, reading.figures):
                continue
            own = figure.statement is None and id in topic.about
            if own or figure.statement in stated:
                one = stated.get(figure.statement or "")
                if one is not None and one.words.rstrip().endswith("?"):
                    continue  # who asks claims nothing
                around = _sentence(reading.document.text, figure.span)
                weights = matter.together(clauses(reading.document.text, (around,)))
                yield _Counted(figure, reading, one, around, weights)


def _is_part(figure: Figure, all: Sequence[Figure]) -> bool:
    """Whether it stands in a longer one: the 212 of "14 of the 212 hangers"."""
    return any(figure.span in other.span and figure.span != other.span for other in all)


def _one_matter(a: _Counted, b: _Counted) -> bool:
    f, g = a.figure, b.figure
    if not same_unit(f, g) or not _places_agree(f.place, g.place):
        return False
    units = frozenset(stem(word) for unit in (f.unit or "", g.unit or "") for word in unit.split())
    # Much is counted in dollars and years: there the words must say more.
    if (
        a.reading is b.reading
        and f.value != g.value
        and (a.stated is b.stated or a.around.overlaps(b.around))
    ):
        return False  # who gives two figures in one breath counts two things
    if not is_measure(f) and (f.value == g.value or (f.place and g.place)):
        return True
    least = _SHARED_MEASURE if is_measure(f) else _SHARED
    return matter.overlap(a.weights, b.weights, without=units) >= least


def _places_agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a in b or b in a


def _amounts(members: Sequence[_Counted], wordings: Wordings) -> Amounts:
    """A group, each wording's and each speaker's same figure once."""
    once: dict[tuple[object, ...], tuple[Amount, Figure]] = {}
    for one in sorted(members, key=_order):
        made = _amount(one, wordings)
        key = (made.who.id if made.who else made.own_voice, made.value, made.bound)
        if key in once:
            first, figure = once[key]
            if made.quote not in (first.quote, *first.also):
                once[key] = (replace(first, also=(*first.also, made.quote)), figure)
        else:
            once[key] = (made, one.figure)
    found = [*once.values()]
    camps = _camps([figure for _, figure in found])
    found = [found[i] for camp in camps for i in camp]
    starts = [sum(map(len, camps[:n])) for n in range(len(camps))]
    places = [tuple(range(start, start + len(camp))) for start, camp in zip(starts, camps, strict=True)]
    apart = [
        (i, j) for camp in places for i, j in combinations(camp, 2) if excludes(found[i][1], found[j][1])
    ]
    unit = members[0].figure.unit or ""
    return Amounts(unit, tuple(one for one, _ in found), tuple(places), tuple(apart))


def _camps(figures: Sequence[Figure]) -> list[list[int]]:
    """The figures that some other one lets be right, and those that this one does, and so on."""
    camps: list[list[int]] = []
    for i, figure in enumerate(figures):
        joined = [camp for camp in camps if any(not excludes(figure, figures[j]) for j in camp)]
        rest = [camp for camp in camps if camp not in joined]
        camps = [*rest, sorted([i, *(j for camp in joined for j in camp)])]
    return sorted(camps)


def _amount(one: _Counted, wordings: Wordings) -> Amount:
    figure, document = one.figure, one.reading.document
    return Amount(
        _quote(one),
        figure.value,
        figure.bound,
        figure.low,
        figure.high,
        figure.unit or "",
        figure.place,
        wordings.who(one.stated) if one.stated else None,
        one.stated is None,
        when(one.stated) if one.stated else When(None, None, document.published),
    )


def _quote(one: _Counted) -> Quote:
    return quote(one.reading.document, (one.figure.span,))


def _order(one: _Counted) -> tuple[object, ...]:
    said = one.stated.context.said if one.stated else None
    published = one.reading.document.published or "9999"
    return ((said.date if said and said.date else published)[:10], published, one.figure.span)


def _places(one: Amounts) -> int:
    return sum(1 + len(amount.also) for amount in one.amounts)


def _sentence(text: str, span: Span) -> Span:
    starts = [m.end() for m in _END.finditer(text, max(0, span.start - 600), span.start)]
    end = _END.search(text, span.end)
    start = starts[-1] if starts else max(0, span.start - 600)
    return Span(start, min(end.start() + 1 if end else len(text), span.end + 600))
