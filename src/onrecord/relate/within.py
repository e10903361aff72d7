"""The relations between statements of one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from onrecord.model import Relation
from onrecord.relate.answers import SURE, answers
from onrecord.relate.relating import contradiction, relation
from onrecord.relate.subject import Subject

if TYPE_CHECKING:
    from onrecord.relate.pairs import PairNetwork

_COMMON = 40  # statements: a word that more have ties none of them to another


def relations(subjects: Sequence[Subject], network: PairNetwork) -> tuple[Relation, ...]:
    """How the statements of one document stand to each other, in text order of the first of
    each two. Two that share no word that says anything are not compared."""
    found = {pair: relation(subjects[pair[0]], subjects[pair[1]], network) for pair in _pairs(subjects)}
    for denial, denied, clash in answers(subjects):
        pair = min(denial, denied), max(denial, denied)
        found[pair] = found.get(pair) or contradiction(
            subjects[denial], subjects[denied], clash, SURE, network
        )
    return tuple(one for pair in sorted(found) if (one := found[pair]) is not None)


def _pairs(subjects: Sequence[Subject]) -> Iterator[tuple[int, int]]:
    """Numbers of the statements that may be related: those that share words or sides."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(subjects):
        for key in one.stems:
            having[key].append(number)
        for axis in one.axes:
            having[f"axis {axis}"].append(number)
        if one.counts:
            having["figures"].append(number)
    small = len(subjects) <= _COMMON
    pairs = {
        pair
        for members in having.values()
        if small or len(members) <= _COMMON
        for pair in combinations(members, 2)
    }
    yield from sorted(pairs)
