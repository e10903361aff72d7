"""Which statements of a topic claim the same, by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from onrecord.extract import meaning
from onrecord.model import Span
from onrecord.record.topic import Stated
from onrecord.relate import matter
from onrecord.relate.clauses import Clause, clauses
from onrecord.relate.lexicon import stem
from onrecord.relate.words import words_of

_NEAR = 0.35  # in meaning, to be compared closely
_SAME = 1.0  # nearness of meaning and shared matter, together
_EACH, _LEAST = 0.12, 0.75  # what each more shared word takes off that, and what stays
_SURE = 0.6  # nearness in meaning that makes one shared word enough
_SHARED = 2  # words otherwise
_NOT_CLAIMED = ("purpose", "reported")
_MOSTLY = 4  # times more often with a capital


class Alike:
    """The words of some statements, to be held against each other.

    Two claim the same when they are near in meaning and share words that say what is claimed:
    one at least that is not of the topic itself. To share the names that all of the topic is
    about says nothing.
    """

    def __init__(self, topic: str, stated: Sequence[Stated]) -> None:
        found = [clauses(one.document.text, one.statement.content) for one in stated]
        about = {term.stem for clause in clauses(topic, _whole(topic)) for term in clause.terms}
        names = _names(topic, [one.words for one in stated])
        marked = [{*_claimed(one.document.text, each)} for one, each in zip(stated, found, strict=True)]
        self._names = frozenset(map(stem, names))
        self._own = [{one for one in each if one[0] not in about} for each in marked]
        self._about = [each - own for each, own in zip(marked, self._own, strict=True)]
        self._weights = [matter.together(one) for one in found]
        vectors = meaning.shared().vectors([_without(one.words, names) for one in stated])
        self._near = vectors @ vectors.T

    @property
    def telling(self) -> list[set[str]]:
        """The words of each statement that say what is claimed, but for those of the topic."""
        return [{one for one, _ in each} for each in self._own]

    def one_claim(self, i: int, j: int) -> bool:
        """Whether two of the statements, by their places, claim the same."""
        near = float(self._near[i, j])
        own = len(self._own[i] & self._own[j])
        shared = own + len(self._about[i] & self._about[j])
        if near < _NEAR or not own or (own < _SHARED and near < _SURE):
            return False
        enough = max(_LEAST, _SAME - _EACH * (shared - 1))
        return near + matter.overlap(self._weights[i], self._weights[j], without=self._names) >= enough


def _claimed(text: str, found: Sequence[Clause]) -> Iterator[tuple[str, bool]]:
    """The words that say what is claimed, and whether they stand beside a word of denial."""
    for clause in found:
        for term in clause.terms:
            name = term.name or (term.span.start > clause.span.start and text[term.span.start].isupper())
            if name or term.number or not term.weight or term.mode in _NOT_CLAIMED:
                continue
            if term.stem not in clause.denied:
                yield term.stem, bool(clause.denials)


def _names(topic: str, texts: Sequence[str]) -> frozenset[str]:
    """Those words of a topic that texts write with a capital."""
    written: Counter[tuple[str, bool]] = Counter()
    wanted = {*words_of(topic).keys}
    for text in texts:
        found = words_of(text)
        for start, key in zip(found.starts[1:], found.keys[1:], strict=True):
            if key in wanted:
                written[key, text[start].isupper()] += 1
    return frozenset(key for key in wanted if written[key, True] > _MOSTLY * written[key, False])


def _without(text: str, left_out: Collection[str]) -> str:
    """The words of a text but for those."""
    found = words_of(text)
    words = zip(found.starts, found.ends, found.keys, strict=True)
    return " ".join(text[start:end] for start, end, key in words if key not in left_out)


def _whole(text: str) -> tuple[Span, ...]:
    return (Span(0, len(text)),) if text else ()
