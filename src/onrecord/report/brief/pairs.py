"""Which sayings do not go together: in conflict, a changed position, altered words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

from onrecord.model import Relation, Span, covers
from onrecord.record.topic import Stated, Topic
from onrecord.report.brief.quotes import quote
from onrecord.report.brief.said import Wordings
from onrecord.report.brief.types import Pair, PairKind, Side

_AS_SURE = 0.15
_CHANGED = 4  # words in a row that differ; more were left out
_COMPARED = 500  # words of a side, at most
_WORD = re.compile(r"[^\W_]+(?:[.,’'][^\W_]+)*")
_LONGEST = 12  # words that decide; more are a sentence, which is shown anyway


def pairs(topic: Topic, wordings: Wordings, kind: PairKind) -> list[Pair]:
    """The pairs of this kind, the surest first; each two wordings once."""
    found: dict[frozenset[str], list[Relation]] = {}
    for relation in topic.relations:
        if relation.type == kind and all(map(wordings.is_said, (relation.a, relation.b))):
            key = frozenset(map(wordings.best, (relation.a, relation.b)))
            found.setdefault(key, []).append(relation)
    chosen = [(max(one.confidence for one in each), _best(each, key)) for key, each in found.items()]
    ordered = sorted(chosen, key=lambda one: (-one[0], one[1].a, one[1].b))
    return [_pair(relation, kind, wordings) for relation in _varied([one for _, one in ordered], wordings)]


def _varied(relations: Sequence[Relation], wordings: Wordings) -> list[Relation]:
    """The relations with those last that set one wording once more against the same speaker."""
    seen: set[tuple[str, str | None]] = set()
    first: list[Relation] = []
    again: list[Relation] = []
    for one in relations:
        sides = ((one.a, one.b), (one.b, one.a))
        keys = {(wordings.best(x), _speaker(wordings.stated(y))) for x, y in sides}
        (again if keys & seen else first).append(one)
        seen |= keys
    return first + again


def _speaker(stated: Stated) -> str | None:
    return stated.speaker.id if stated.speaker else stated.statement.id


def _best(relations: Sequence[Relation], best: frozenset[str]) -> Relation:
    """The relation of two wordings that shows them as they were first said, if it is as sure."""
    enough = max(one.confidence for one in relations) - _AS_SURE
    sure = [one for one in relations if one.confidence >= enough]
    return max(sure, key=lambda one: ((one.a in best) + (one.b in best), one.confidence, one.a, one.b))


def _pair(relation: Relation, kind: PairKind, wordings: Wordings) -> Pair:
    a, b = wordings.stated(relation.a), wordings.stated(relation.b)
    decides = {
        one.statement.id: [e.span for e in relation.evidence if e.statement == one.statement.id]
        for one in (a, b)
    }
    if kind == "altered":
        copy, original = decides[a.statement.id], decides[b.statement.id]
        decides = {
            a.statement.id: [*_changed(a, copy, b, original)],
            b.statement.id: [*_changed(b, original, a, copy)],
        }
    sides = [_side(one, decides[one.statement.id], wordings) for one in (a, b)]
    return Pair(kind, sides[0], sides[1], relation.confidence, (relation.a, relation.b))


def _side(stated: Stated, decides: Sequence[Span], wordings: Wordings) -> Side:
    """A side as it is printed where the relation was found; its copies are in the account."""
    words = [span for span in decides if len(stated.document[span].split()) <= _LONGEST]
    saying = wordings.one(stated, decides)
    return Side(
        wordings.best(stated.statement.id), saying, tuple(quote(stated.document, (span,)) for span in words)
    )


def _changed(stated: Stated, runs: Sequence[Span], other: Stated, theirs: Sequence[Span]) -> Iterator[Span]:
    """The words between the first and the last that both sides have which the other does not."""
    words, text = _words(stated, runs), stated.document.text
    keys = [text[one.start : one.end].casefold() for one in words]
    others = [other.document.text[one.start : one.end].casefold() for one in _words(other, theirs)]
    for kind, i, j, _, _ in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
        if kind in ("replace", "delete") and j - i <= _CHANGED:
            span = Span(words[i].start, words[j - 1].end)
            if any(span in part for part in stated.statement.content):
                yield span


def _words(stated: Stated, runs: Sequence[Span]) -> list[Span]:
    around = covers(runs)
    if around is None:
        return []
    found = _WORD.finditer(stated.document.text, around.start, around.end)
    return [Span(m.start(), m.end()) for m in islice(found, _COMPARED)]
