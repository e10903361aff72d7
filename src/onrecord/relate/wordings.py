"""Whether two statements carry the same words, or one the other's words altered.

What is direct speech is compared word by word; of what is partly quoted, the quoted parts; an
indirect copy counts only where little more than tense, person and joints tell it from the
words that it restates. Comparing A with B gives what comparing B with A does, turned round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from onrecord.model import Quotation, Span, Spans
from onrecord.relate.difference import Edit
from onrecord.relate.edits import HARMLESS, Kind
from onrecord.relate.matching import Match, match, parts
from onrecord.relate.quoted import Quoted, quoted
from onrecord.relate.weights import weight
from onrecord.relate.words import Words, words_in

_LEAST_WEIGHT = 4.0  # of words that are enough to tell whose they are
_LEAST_WEIGHT_RESTATED = 5.0
_SAME_SPEAKER = 1.0  # what needs no saying by the words where the speaker is known
_LEAST_RUN = 6.0  # of words in a row that two statements share, each going on in its own way
_SEED = 4  # words in a row with which a shared run is found
_LEAST_ALTERED = 0.6
_LEAST_RESTATED = 0.5
_RESTATING: frozenset[Kind] = HARMLESS | {"form", "person"}
_QUOTED_PART = re.compile(r"[“\"]([^“”\"]+)[”\"]|‘([^‘’]{8,}?)’")
# Pairs of words: a post against a long speech. Two longer ones are compared by what they share in
# a row: side by side they take longer than all the rest of reading them.
_MOST_COMPARED = 100_000


@dataclass(frozen=True)
class Printed:
    """The words of one statement: its content, where it is printed, and how."""

    text: str
    content: Spans
    quotation: Quotation

    @cached_property
    def words(self) -> Words:
        """Its words, as words are compared."""
        return words_in(self.text, self.content)

    @cached_property
    def seeds(self) -> dict[tuple[str, ...], int]:
        """Where each few words in a row first stand, by which longer runs are found."""
        keys = self.words.keys
        return {keys[j : j + _SEED]: j for j in range(len(keys) - _SEED, -1, -1)}


@dataclass(frozen=True, slots=True)
class SameWords:
    """Two statements carry the same words: ``all`` of both, or what is ``part`` of one. ``a`` and
    ``b`` are the runs in either; ``restated`` says that one gives them as indirect speech."""

    extent: Literal["all", "part"]
    a: Spans
    b: Spans
    similarity: float
    restated: bool = False


@dataclass(frozen=True, slots=True)
class Altered:
    """One statement carries words of the other with changes. ``a`` and ``b`` are the runs that are
    the same; ``edits`` lead from the words of the longer, which ``longer`` names, to the other's,
    and ``diff`` shows them."""

    longer: Literal["a", "b"]
    a: Spans
    b: Spans
    edits: tuple[Edit, ...]
    diff: str
    similarity: float

    @property
    def harmless(self) -> bool:
        """Whether no edit changes the meaning."""
        return all(edit.harmless for edit in self.edits)


def same_or_altered(a: Printed, b: Printed, *, same_speaker: bool = False) -> SameWords | Altered | None:
    """How the words of two statements stand to each other; None where they have too few in common
    to say that one has the other's words. ``same_speaker`` says that both are known to be one
    person's, so that fewer words are enough."""
    enough = _LEAST_WEIGHT_RESTATED if "indirect" in (a.quotation, b.quotation) else _LEAST_WEIGHT
    enough -= _SAME_SPEAKER if same_speaker else 0.0
    words_a, words_b = a.words, b.words
    if _order(a, words_a) > _order(b, words_b):
        found = _in_order(b, words_b, a, words_a, enough)
        return _turned(found) if found else None
    return _in_order(a, words_a, b, words_b, enough)


def _order(a: Printed, words: Words) -> tuple[object, ...]:
    """What puts the shorter first, and two of one length always in the same order."""
    return (
        len(words),
        words.keys,
        a.quotation == "mixed",
        a.quotation,
        [a.text[s.start : s.end] for s in a.content],
    )


def _in_order(
    a: Printed, words_a: Words, b: Printed, words_b: Words, enough: float
) -> SameWords | Altered | None:
    """The relation, ``a`` being the shorter."""
    if found := _quoted_in(a, words_a, b, words_b, enough):
        return found
    if b.quotation == "mixed" and (found := _quoted_in(b, words_b, a, words_a, enough)):
        return _turned(found)
    return _shared_run(words_a, words_b, b.seeds)


def _quoted_in(
    a: Printed, words_a: Words, b: Printed, words_b: Words, enough: float
) -> SameWords | Altered | None:
    """The relation that what ``a`` gives as the speaker's words has to ``b``."""
    if len(words_a) * len(words_b) > _MOST_COMPARED:
        return None
    for quote in _quotes(a):
        if sum(map(weight, quote.words.keys)) >= enough:
            found = match(quote, b.text, words_b)
            if found and (relation := _relation(a, quote, found, b, words_a, words_b)):
                return relation
    return None


def _quotes(a: Printed) -> Iterator[Quoted]:
    """What of a statement is given as the speaker's words: all of it, or the parts in quotation
    marks, the longest first."""
    if a.quotation != "mixed":
        yield quoted(a.text, a.content)
        return
    parts = [
        Span(*found.span(found.lastindex or 0))
        for span in a.content
        for found in _QUOTED_PART.finditer(a.text, span.start, span.end)
    ]
    for part in sorted(parts, key=lambda span: span.start - span.end):
        yield quoted(a.text, (part,))


def _relation(
    a: Printed, quote: Quoted, found: Match, b: Printed, words_a: Words, words_b: Words
) -> SameWords | Altered | None:
    own = parts(range(len(quote.words)), quote.text, quote.words)
    restated = "indirect" in (a.quotation, b.quotation)
    kinds = {edit.kind for edit in found.edits}
    if found.verdict != "altered" or (restated and kinds <= _RESTATING):
        if found.similarity < (_LEAST_RESTATED if restated else 0.0):
            return None
        whole = found.verdict == "verbatim" and len(quote.words) == len(words_a) == len(words_b)
        return SameWords("all" if whole else "part", own, found.parts, found.similarity, restated)
    if restated or found.similarity < _LEAST_ALTERED:
        return None
    return Altered("b", own, found.parts, found.edits, found.diff or "", found.similarity)


def _shared_run(a: Words, b: Words, first: Mapping[tuple[str, ...], int]) -> SameWords | None:
    """The words in a row that both have, where they are enough; the longest, as far as none of
    them repeats itself. ``first`` are the seeds of ``b``."""
    best = (0.0, 0, 0, 0)
    i = 0
    while i <= len(a) - _SEED:
        j = first.get(a.keys[i : i + _SEED])
        if j is None:
            i += 1
            continue
        size = _SEED
        while i + size < len(a) and j + size < len(b) and a.keys[i + size] == b.keys[j + size]:
            size += 1
        best = max(best, (sum(map(weight, a.keys[i : i + size])), -i, j, size))
        i += size
    shared, place, j, size = best
    if shared < _LEAST_RUN:
        return None
    similarity = shared / sum(map(weight, a.keys))
    return SameWords("part", (a.span(-place, size - place - 1),), (b.span(j, j + size - 1),), similarity)


def _turned(found: SameWords | Altered) -> SameWords | Altered:
    if isinstance(found, Altered):
        return replace(found, longer="a", a=found.b, b=found.a)
    return replace(found, a=found.b, b=found.a)
