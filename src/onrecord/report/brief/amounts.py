"""The figures of a topic side by side: those that count one thing, and which cannot both be right."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import combinations, product

from onrecord.model import Figure
from onrecord.record.topic import Topic
from onrecord.relate.quantities import excludes
from onrecord.report.brief.counted import Counted, counted, in_common, may_be_one
from onrecord.report.brief.quotes import quote
from onrecord.report.brief.said import Wordings, when
from onrecord.report.brief.types import Amount, Amounts, Quote, When


def amounts(topic: Topic, wordings: Wordings) -> list[Amounts]:
    """The figures of a topic: groups of several first, those in dispute before all others."""
    groups = _of_one_matter([*counted(topic)])
    found = [_amounts(members, wordings) for members in groups]
    return sorted(found, key=lambda one: (one.compatible, not one.differ, -_places(one)))


def _of_one_matter(all: Sequence[Counted]) -> list[list[Counted]]:
    """The figures in groups, those nearest to each other first. That each number is near to some
    other one is not enough for a group: most must be near to most."""
    near: dict[tuple[int, int], float] = {}
    apart: set[tuple[int, int]] = set()
    for i, j in combinations(range(len(all)), 2):
        if not may_be_one(all[i], all[j]):
            apart.add((i, j))
        elif shared := in_common(all[i], all[j]):
            near[i, j] = shared
    group = [[i] for i in range(len(all))]
    refused: set[tuple[int, int, int, int]] = set()  # by first member and size, as groups only grow
    for i, j in sorted(near, key=lambda pair: (-near[pair], pair)):
        one, other = group[i], group[j]
        pair = (one[0], len(one), other[0], len(other))
        if one is other or pair in refused:
            continue
        between = [(min(x, y), max(x, y)) for x, y in product(one, other)]
        if not apart.isdisjoint(between) or not _most_are_near(all, near, between):
            refused.update((pair, (*pair[2:], *pair[:2])))
            continue
        one += other
        for member in other:
            group[member] = one
    return [[all[i] for i in sorted(members)] for n, members in enumerate(group) if n == min(members)]


def _most_are_near(
    all: Sequence[Counted], near: Container[tuple[int, int]], between: Sequence[tuple[int, int]]
) -> bool:
    """Whether most of the pairs of values are, each of them once."""
    values = {pair: frozenset(all[x].figure.value for x in pair) for pair in between}
    return 2 * len({values[pair] for pair in between if pair in near}) >= len({*values.values()})


def _amounts(members: Sequence[Counted], wordings: Wordings) -> Amounts:
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


def _amount(one: Counted, wordings: Wordings) -> Amount:
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


def _quote(one: Counted) -> Quote:
    return quote(one.reading.document, (one.figure.span,))


def _order(one: Counted) -> tuple[object, ...]:
    said = one.stated.context.said if one.stated else None
    published = one.reading.document.published or "9999"
    return ((said.date if said and said.date else published)[:10], published, one.figure.span)


def _places(one: Amounts) -> int:
    return sum(1 + len(amount.also) for amount in one.amounts)
