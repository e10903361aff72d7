"""Whether two statements carry the same words, or one the other's words altered.

What is direct speech is compared word by word; of what is partly quoted, the quoted parts; an
indirect copy counts only where little more than tense, person and joints tell it from the
words that it restates. Comparing A with B gives what comparing B with A does, turned round.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

from onrecord.model import Quotation, Span, Spans
from onrecord.relate.difference import Edit, divides
from onrecord.relate.edits import HARMLESS, Kind
from onrecord.relate.framing import differ_at_ends, frames
from onrecord.relate.matching import Match, match, parts, without_frame
from onrecord.relate.quoted import Quoted, quoted
from onrecord.relate.weights import weight
from onrecord.relate.words import SEED, Words, words_in

_LEAST_WEIGHT = 4.0  # of words that are enough to tell whose they are
_LEAST_WEIGHT_RESTATED = 5.0
_SAME_SPEAKER = 1.0  # what needs no saying by the words where the speaker is known
_LEAST_RUN = 6.0  # of words in a row that two statements share, each going on in its own way
_LEAST_ALTERED = 0.6
_LEAST_RESTATED = 0.5
_RESTATING: frozenset[Kind] = HARMLESS | {"form", "person"}
_QUOTED_PART = re.compile(r"[“\"]([^“”\"]+)[”\"]|‘([^‘’]{8,}?)’")
# Pairs of words: a post against a long speech. Two longer ones are compared by what they share in
# a row: side by side they take longer than all the rest of reading them.
_MOST_COMPARED = 100_000
# A long speech is compared with many statements that are read after it. Characters of a document
# beyond which it is split each time, so that what is kept stays within some tens of megabytes.
_KEPT = 200_000
_split = lru_cache(maxsize=256)(words_in)


@dataclass(frozen=True)
class Printed:
    """The words of one statement: its content, where it is printed, and how."""

    text: str
    content: Spans
    quotation: Quotation

    @cached_property
    def words(self) -> Words:
        """The words of its content."""
        split = _split if len(self.text) <= _KEPT else words_in
        return split(self.text, self.content)

    @cached_property
    def quotes(self) -> tuple[Quoted, ...]:
        """What of it is given as the speaker's words: all of it, or the parts in quotation marks,
        the longest first."""
        if self.quotation != "mixed":
            return (quoted(self.text, self.content, self.words),)
        parts = [
            Span(*found.span(found.lastindex or 0))
            for span in self.content
            for found in _QUOTED_PART.finditer(self.text, span.start, span.end)
        ]
        parts.sort(key=lambda span: span.start - span.end)
        return tuple(quoted(self.text, (part,)) for part in parts)

    def place(self, offset: int) -> int:
        """The number of the word that stands at this offset."""
        return bisect_left(self.words.starts, offset)

    @cached_property
    def order(self) -> tuple[object, ...]:
        """What puts the shorter first, and two of one length always in the same order."""
        shown = [self.text[s.start : s.end] for s in self.content]
        return (len(self.words), self.words.keys, self.quotation == "mixed", self.quotation, shown)


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
    and ``diff`` shows them. At least one may change the meaning."""

    longer: Literal["a", "b"]
    a: Spans
    b: Spans
    edits: tuple[Edit, ...]
    diff: str
    similarity: float


def same_or_altered(a: Printed, b: Printed, *, same_speaker: bool = False) -> SameWords | Altered | None:
    """How the words of two statements stand to each other; None where they have too few in common
    to say that one has the other's words. ``same_speaker`` says that both are known to be one
    person's, so that fewer words are enough."""
    enough = _LEAST_WEIGHT_RESTATED if "indirect" in (a.quotation, b.quotation) else _LEAST_WEIGHT
    enough -= _SAME_SPEAKER if same_speaker else 0.0
    if a.order > b.order:
        found = _in_order(b, a, enough, same_speaker)
        return _turned(found) if found else None
    return _in_order(a, b, enough, same_speaker)


def _in_order(a: Printed, b: Printed, enough: float, same_speaker: bool) -> SameWords | Altered | None:
    """The relation, ``a`` being the shorter."""
    if found := _quoted_in(a, b, enough, same_speaker):
        return found
    if b.quotation == "mixed" and (found := _quoted_in(b, a, enough, same_speaker)):
        return _turned(found)
    return _shared_run(a, b)


def _quoted_in(a: Printed, b: Printed, enough: float, same_speaker: bool) -> SameWords | Altered | None:
    """The relation that what ``a`` gives as the speaker's words has to ``b``."""
    if len(a.words) * len(b.words) > _MOST_COMPARED:
        return None
    for quote in a.quotes:
        if quote.words.weight >= enough:
            found = match(quote, b.text, b.words)
            if found and (relation := _relation(a, quote, found, b, same_speaker)):
                return relation
    return None


def _relation(
    a: Printed, quote: Quoted, found: Match, b: Printed, same_speaker: bool
) -> SameWords | Altered | None:
    restated = "indirect" in (a.quotation, b.quotation)
    own = frames(a.text, a.words, a.place(quote.words.starts[0]))
    if own.keys() != (there := frames(b.text, b.words, b.place(found.span.start))).keys():
        # Words cut out of a denial are altered where somebody is quoted, and not where another says them.
        if own or restated or not same_speaker:
            return None
        found = without_frame(found, quote, b.text, b.words, there)
    kinds = {edit.kind for edit in found.edits}
    if found.verdict != "altered" or kinds <= (_RESTATING if restated else HARMLESS):
        if found.similarity < (_LEAST_RESTATED if restated else 0.0):
            return None
        return _same(a, quote, found, b, range(len(quote.words)))
    if restated or found.similarity < _LEAST_ALTERED:
        return None
    if (shared := _between_others(quote, found)) is not None:
        return _same(a, quote, found, b, shared)
    own_parts = parts(range(len(quote.words)), quote.text, quote.words)
    return Altered("b", own_parts, found.parts, found.edits, found.diff or "", found.similarity)


def _same(a: Printed, quote: Quoted, found: Match, b: Printed, shared: range) -> SameWords:
    whole = found.verdict == "verbatim" and len(quote.words) == len(a.words) == len(b.words)
    own = parts(shared, quote.text, quote.words)
    restated = "indirect" in (a.quotation, b.quotation)
    return SameWords("all" if whole else "part", own, found.parts, found.similarity, restated)


def _between_others(quote: Quoted, found: Match) -> range | None:
    """The words of the quotation without whole sentences at its ends that the text has not: two
    cuts of one speech need not begin and end alike. None where that is not all they differ in."""
    words, first, end = quote.words, 0, len(quote.words)
    for edit in found.edits:
        if edit.harmless:
            continue
        if edit.old or edit.new is None:
            return None
        start, stop = bisect_left(words.starts, edit.new.start), bisect_left(words.starts, edit.new.end)
        if start == 0 and stop < end and divides(quote.text, words, stop):
            first = stop
        elif stop == end and divides(quote.text, words, start):
            end = start
        else:
            return None
    shared = range(first, end)
    return shared if sum(weight(words.keys[i]) for i in shared) >= _LEAST_RUN else None


def _shared_run(a: Printed, b: Printed) -> SameWords | None:
    """The words in a row that both have, where they are enough; the longest, as far as none of
    them repeats itself."""
    words, others = a.words, b.words
    best = (0.0, 0, 0, 0)
    end = 0
    for i in words.seeds_of(others):
        if i < end or (j := others.first(words.keys[i : i + SEED], words.seeds[i])) is None:
            continue
        size = SEED
        while (
            i + size < len(words) and j + size < len(others) and words.keys[i + size] == others.keys[j + size]
        ):
            size += 1
        best = max(best, (sum(map(weight, words.keys[i : i + size])), -i, j, size))
        end = i + size
    shared, place, j, size = best
    if shared < _LEAST_RUN or _goes_on_otherwise(a, -place, b, j, size):
        return None
    similarity = shared / words.weight
    run, other = words.span(-place, size - place - 1), others.span(j, j + size - 1)
    return SameWords("part", (run,), (other,), similarity)


def _goes_on_otherwise(a: Printed, i: int, b: Printed, j: int, size: int) -> bool:
    """Whether what stands beside the words that two share makes them another claim on one side."""
    if frames(a.text, a.words, i).keys() != frames(b.text, b.words, j).keys():
        return True
    return differ_at_ends((a.text, a.words, i, i + size), (b.text, b.words, j, j + size))


def _turned(found: SameWords | Altered) -> SameWords | Altered:
    if isinstance(found, Altered):
        return replace(found, longer="a", a=found.b, b=found.a)
    return replace(found, a=found.b, b=found.a)
