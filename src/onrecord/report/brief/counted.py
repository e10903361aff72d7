"""The figures of a topic, each with what the words around it say that it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from onrecord.context import units
from onrecord.model import Figure, Reading, Span
from onrecord.record.topic import Stated, Topic
from onrecord.relate import happenings, matter
from onrecord.relate.clauses import clauses
from onrecord.relate.lexicon import stem
from onrecord.relate.quantities import is_measure, same_unit

_SHARED, _SHARED_MEASURE = 0.4, 0.6  # of what the words around two figures say
_END = re.compile(r"[.?!][”\"’')\]]*\s|\n")
_MEASURES = frozenset(map(stem, (*units.MEASURES, *units.MONEY, "crown")))
_NO_MATTER = frozenset(
    map(stem, ("say", "said", "tell", "told", "thousand", "million", "billion", "trillion"))
)
_LONGEST = 600  # characters of a sentence on either side of a figure
_NUMBER_OF = re.compile(r"\b(?:number|count|tally|total) of ")
_WORD = re.compile(r"[a-z]+")
_FEW = 3  # words between "number of" and the noun
_REFERS = re.compile(  # what begins a sentence in which a bare number is of what was just named
    r"[“\"]?(?:(?:it|that|this)|the (?:\w+ )?(?:number|figure|total|count|toll))"
    r" (?:was|is|had been|should (?:be|have been))\b",
    re.I,
)
_INSTEAD_OF = re.compile(r"[,;—–] ?(?:and |but )?(?:not|rather than|instead of) $")
_LOOKED_BACK = 20  # characters
_NOT = re.compile(r"not\b", re.I)


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure where it stands, with the unit that the text gives it; ``weights`` are what the
    words of the sentence ``around`` it say, ``bare`` those without the names of who gives it, and
    ``happened`` what is said of those whom it counts."""

    figure: Figure
    reading: Reading
    stated: Stated | None
    around: Span
    weights: Mapping[str, float]
    bare: Mapping[str, float]
    happened: Set[str]


def counted(topic: Topic) -> Iterator[Counted]:
    """The figures of a topic that count something."""
    stated = {one.statement.id: one for one in topic.stated}
    for id, reading in topic.readings.items():
        text = reading.document.text
        for figure in reading.figures:
            one = stated.get(figure.statement or "")
            if one is None and (figure.statement is not None or id not in topic.about):
                continue
            if _is_part(figure, reading.figures) or _is_told_from(text, figure):
                continue
            if one is not None and one.words.rstrip().endswith("?"):
                continue  # who asks claims nothing
            around = _sentence(text, figure.span)
            says = around
            if not figure.unit:
                named = _named(text, figure, around)
                if named is None:
                    continue
                unit, says = named
                figure = replace(figure, unit=unit)
            weights = matter.together(clauses(text, (says,)))
            bare, happened = _but_for_sources(reading, says), happenings.happened(text, figure)
            yield Counted(figure, reading, one, around, weights, bare, happened)


def may_be_one(a: Counted, b: Counted) -> bool:
    """Whether nothing tells that two figures count two things."""
    f, g = a.figure, b.figure
    if not same_unit(f, g) or not _places_agree(f.place, g.place):
        return False
    if not is_measure(f) and happenings.differ(a.happened, b.happened, a.weights, b.weights):
        return False
    # Who gives two figures in one breath counts two things.
    one_breath = a.reading is b.reading and (a.stated is b.stated or a.around.overlaps(b.around))
    return f.value == g.value or not one_breath


def in_common(a: Counted, b: Counted) -> float:
    """How much of what the words around two figures say they share, of two that may be one; 0
    where it is not enough."""
    f, g = a.figure, b.figure
    measured = is_measure(f) or stem((f.unit or "").split()[-1]) in _MEASURES
    if not measured and (f.value == g.value or (f.place and g.place)):
        return 1.0
    without = _NO_MATTER.union(stem(word) for unit in (f.unit or "", g.unit or "") for word in unit.split())
    if measured:
        # Much is counted in dollars and years: there the words must say more.
        shared = matter.overlap(a.weights, b.weights, without=without | _of_both(a, b))
        return shared if shared >= _SHARED_MEASURE else 0.0
    shared = max(
        matter.overlap(a.weights, b.weights, without=without | _of_both(a, b)),
        matter.overlap(a.bare, b.bare, without=without),
    )
    return shared if shared >= _SHARED else 0.0


def _of_both(a: Counted, b: Counted) -> frozenset[str]:
    """Names that stand for who gives either: that one person gives both says nothing of the matter,
    but that one names who gives the other does."""
    return frozenset((a.weights.keys() - a.bare.keys()) & (b.weights.keys() - b.bare.keys()))


def _is_part(figure: Figure, all: Sequence[Figure]) -> bool:
    """Whether it stands in a longer one: the 212 of "14 of the 212 hangers"."""
    return any(figure.span in other.span and figure.span != other.span for other in all)


def _is_told_from(text: str, figure: Figure) -> bool:
    """Whether it is what the number is not: "2,380, not more than 3,000"."""
    start = figure.span.start
    if denied := _NOT.match(text, start, figure.span.end):
        start = denied.end() + 1
    return _INSTEAD_OF.search(text, max(0, start - _LOOKED_BACK), start) is not None


def _named(text: str, figure: Figure, around: Span) -> tuple[str, Span] | None:
    """What a bare number counts that the text names before it, in the same sentence or in the one
    before which it takes up, and the words that say so: "the number of people who left. It was"."""
    start = around.start
    if _REFERS.match(text, start):
        start = _sentence(text, Span(start - 1, start)).start if start else start
    found = [*_NUMBER_OF.finditer(text, start, figure.span.start)]
    if not found:
        return None
    for n, word in enumerate(_WORD.finditer(text, found[-1].end(), figure.span.start)):
        if units.is_plural(word[0]):
            return units.unit_of(word[0]), Span(found[-1].end(), figure.span.start)
        if n == _FEW:
            break
    return None


def _places_agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a in b or b in a


def _but_for_sources(reading: Reading, around: Span) -> dict[str, float]:
    """What a sentence says without the names of who gives its figures."""
    by_whom = [span for one in reading.statements for span in one.source if span.overlaps(around)]
    terms = (term for clause in clauses(reading.document.text, (around,)) for term in clause.terms)
    found: dict[str, float] = {}
    for term in terms:
        if term.weight and not any(term.span.overlaps(span) for span in by_whom):
            found[term.stem] = max(term.weight, found.get(term.stem, 0.0))
    return found


def _sentence(text: str, span: Span) -> Span:
    starts = [m.end() for m in _END.finditer(text, max(0, span.start - _LONGEST), span.start)]
    end = _END.search(text, span.end)
    start = starts[-1] if starts else max(0, span.start - _LONGEST)
    return Span(start, min(end.start() + 1 if end else len(text), span.end + _LONGEST))
