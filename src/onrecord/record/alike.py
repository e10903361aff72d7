"""Which statements of a topic claim the same, by their words.

Names and the words of the topic itself say nothing here: all of a topic is about them. What is
left counts for the more, the fewer statements have it. Two claim the same when a sentence of each
says most of what the other's does, and enough of it; words of near meaning count in part. That
two only share a matter ("he tested positive", "the staff was tested") has to fall below: the
bounds were set on 520 pairs of news statements that were read for it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import Literal

import numpy as np

from onrecord.extract import meaning
from onrecord.model import Span, Speaker
from onrecord.record.carriers import marks, runs_of
from onrecord.record.topic import Stated
from onrecord.relate.lexicon import lexicon, stem
from onrecord.relate.propositions import Form, Proposition, propositions
from onrecord.relate.sources import may_be_one, source_of
from onrecord.relate.wordings import Altered, Printed, same_or_altered
from onrecord.relate.words import words_of

_SAME = 1.03  # how much two sentences have to say in common
_SAME_SPEAKER = 0.6  # where both are of one speaker
_OF_IT, _OF_ITS_OWN, _ALL_OF_IT = 0.55, 0.4, 0.85  # how much of what the one says the other says
_SHARED = 2  # stems that are the very same
_FEW = 3  # stems of a sentence in which one of them is enough, where the text ties both
_NEAR = 0.5  # in meaning, for a word to count as another one
_FEWEST = 40  # statements: by fewer no word is told from another
_RAREST, _COMMONEST = 4.0, 0.05  # what a word counts for, squared
_OF_TOPIC = 0.25  # what is left of that for a word of the topic
# Cues behind which a clause stands and never a mere noun.
_TELLS = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|th(?:ink|inks|ought)|believe[sd]?|claim(?:s|ed)?|argue[sd]?"
    r"|insist(?:s|ed)?|add(?:s|ed)?|according|warn(?:s|ed)?|report(?:s|ed)?)\b",
    re.I,
)
# By the first letters, so that "Feb." is "February"; "March" and "May" are names as well.
_MONTH = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Apr(?:il)?|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|(?<=\b(?:in|by|of|on) )(?:Mar(?:ch)?|May))\b"
)
_RUN = 4  # words
_FIRST_PERSON = frozenset(("i", "im", "ive", "id", "ill", "we", "were", "weve", "wed", "well", "my", "our"))
_OF_ONE = frozenset(("he", "she", "hes", "shes", "hed", "shed", "his", "her"))
_OF_MANY = frozenset(("they", "theyre", "theyd", "their", "it", "its"))
_COPIED = 0.5  # of the runs of the shorter content
_LEAST = 3  # runs of a content by which it is known again: six words in a row
_AT_LENGTH, _OF_LONG = 9, 0.1  # runs in common that nobody has by chance, and their share of the shorter
# Runs of a content that two persons hardly have each of their own: eight words in a row for what they
# claim, twelve for it to have been said once.
_OF_TWO, _OF_ONE_SAYING = 5, 9
_SENTENCES = 40  # of a statement that are compared, the first that claim something

# What ties two statements: one speaker, or that the text says they are on one piece of news.
Tie = Literal["speaker", "news"] | None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The words of a sentence that tell: their stems, vectors and weights."""

    stems: tuple[str, ...]
    known: frozenset[str]
    vectors: meaning.Floats
    weights: meaning.Floats
    names: frozenset[str]
    denied: frozenset[str]
    months: frozenset[str]
    of_self: bool


class Alike:
    """The words of some statements, to be held against each other."""

    def __init__(self, topic: str, stated: Sequence[Stated]) -> None:
        self._stated = stated
        self._said = [propositions(one.words, _form(one), _SENTENCES) for one in stated]
        self._runs = [runs_of(one.words, _RUN) for one in stated]
        self._about = {stem(key) for key in words_of(topic).keys}
        self._names = _names(self._said)
        self._stems = [[({t.stem for t in s.terms}, s.text) for s in said] for said in self._said]
        self._turned: dict[tuple[str, str], Literal["turned", "reworded"] | None] = {}

    def claims(self, i: int) -> bool:
        """Whether a statement, by its place, claims anything, or is known by its very words."""
        quoted = self._stated[i].statement.quotation != "indirect" and len(self._runs[i]) >= _LEAST
        return quoted or bool(self._sentences[i])

    def says_it_too(self, i: int, j: int, tie: Tie = None) -> bool:
        """Whether the second of two statements claims what the first does, and maybe more. What
        has its words and turns them claims something else."""
        if self.one_wording(i, j):
            return self.claims(i) and not self.turned(i, j)
        pairs = product(self._sentences[i], self._sentences[j])
        if tie == "speaker":
            return any(_claims_it(a, b, _SAME_SPEAKER, _OF_ITS_OWN) for a, b in pairs)
        apart = ((a, b) for a, b in pairs if not (a.of_self or b.of_self))
        if tie == "news":
            return any(_may_confirm(a, b) for a, b in apart)
        return any(_claims_it(a, b, _SAME, _OF_IT) for a, b in apart)

    def one_wording(self, i: int, j: int) -> bool:
        """Whether two of the statements are in the same words: then somebody said them once.
        A few words may be said by two persons."""
        return bool(self._worded[i] >> j & 1)

    def turned(self, i: int, j: int, *, altered: bool = False) -> bool:
        """Whether one of two statements has the other's words, but denies them, or has another
        number, month or name in the place of one; of quotations that are ``altered``, any other word."""
        i, j = sorted((i, j))
        both = (self._stated[i].statement.quotation, self._stated[j].statement.quotation)
        strictly = altered and "indirect" not in both
        return any(self._turns(one, other, strictly) for one, other in self._side_by_side(i, j))

    def _turns(self, one: str, other: str, strictly: bool) -> bool:
        """The same of two texts, which many statements may have: copies repeat each other."""
        pair = (one, other)
        if one != other and pair not in self._turned:
            self._turned[pair] = _turn(*(Printed(text, (Span(0, len(text)),), "direct") for text in pair))
        found = self._turned[pair] if one != other else None
        return found == "turned" or (strictly and found == "reworded")

    def _side_by_side(self, i: int, j: int) -> Iterator[tuple[str, str]]:
        """Both as wholes; and of each sentence of the one and that of the other that shares most
        words with it. As if they were quotations, for an account may turn words as well."""
        yield self._stated[i].words, self._stated[j].words
        for stems, mine in self._stems[i]:
            shared, text = max(
                ((len(stems & theirs), text) for theirs, text in self._stems[j]), default=(0, "")
            )
            if shared >= _SHARED:
                yield mine, text

    def wordings(self) -> list[int | None]:
        """A number for each statement whose words others have too, the same for all of them."""
        group = [*range(len(self._stated))]  # of each statement, called by its first one
        members = [1 << i for i in group]
        # Who is none of the group, though one in it has their words.
        others = self._two_of(_OF_ONE_SAYING)
        for i, j in combinations(range(len(group)), 2):
            first, second = sorted((group[i], group[j]))
            if first == second or not self.one_wording(i, j) or others[first] & members[second]:
                continue
            group = [first if n == second else n for n in group]
            members[first] |= members[second]
            others[first] |= others[second]
        return [n if members[n].bit_count() > 1 else None for n in group]

    @cached_property
    def _worded(self) -> list[int]:
        """For each statement the others in the same words, a bit at each one's place."""
        runs = marks(self._runs)
        found = [0] * len(runs)
        for i, j in combinations(range(len(runs)), 2):
            if shared := (runs[i] & runs[j]).bit_count():
                fewest = min(len(self._runs[i]), len(self._runs[j]))
                copied = shared >= max(_LEAST, _COPIED * fewest)
                if (copied or shared >= max(_AT_LENGTH, _OF_LONG * fewest)) and not self._of_two[i] >> j & 1:
                    found[i] |= 1 << j
                    found[j] |= 1 << i
        return found

    @cached_property
    def _of_two(self) -> list[int]:
        return self._two_of(_OF_TWO)

    def _two_of(self, fewer: int) -> list[int]:
        """For each statement those that another person makes, where one of both has fewer runs."""
        sources = [source_of(one.speaker) if one.speaker else None for one in self._stated]
        known = {i: one for i, one in enumerate(sources) if one is not None and one.kind == "person"}
        found = [0] * len(sources)
        for i, j in combinations(known, 2):
            if min(len(self._runs[i]), len(self._runs[j])) < fewer and not may_be_one(known[i], known[j]):
                found[i] |= 1 << j
                found[j] |= 1 << i
        return found

    @cached_property
    def telling(self) -> list[set[str]]:
        """The words of each statement that say what is claimed, but for those of the topic."""
        return [{name for one in each for name in one.stems} - self._about for each in self._sentences]

    @cached_property
    def _sentences(self) -> list[list[_Sentence]]:
        weights = self._weights()
        words = [*dict.fromkeys(term.word for each in self._said for one in each for term in one.terms)]
        vectors = dict(zip(words, meaning.shared().vectors(words), strict=True))
        found = []
        for stated, each in zip(self._stated, self._said, strict=True):
            terms = ({t.stem: t for t in one.terms if t.stem not in self._names} for one in each)
            found.append(
                [
                    _Sentence(
                        tuple(own),
                        frozenset(own),
                        np.array([vectors[t.word] for t in own.values()]),
                        np.array([weights[name] for name in own], dtype=np.float32),
                        frozenset(t.stem for t in one.terms if t.stem in self._names),
                        one.denied,
                        frozenset(month[:3] for month in _MONTH.findall(one.text)),
                        _of_self(one, stated.speaker),
                    )
                    for one, own in zip(each, terms, strict=True)
                    if own
                ]
            )
        return found

    def _weights(self) -> dict[str, float]:
        having = Counter(name for each in self._said for name in {t.stem for one in each for t in one.terms})
        all_of_it = max(_FEWEST, len(self._said)) + 1
        return {
            name: math.sqrt(min(_RAREST, max(_COMMONEST, math.log(all_of_it / (count + 0.5)))))
            * (_OF_TOPIC if name in self._about else 1)
            for name, count in having.items()
        }


def _claims_it(a: _Sentence, b: _Sentence, bound: float, of_it: float) -> bool:
    """Whether the second of two sentences says what the first does: enough of it, by the share of
    each that the other one has and by how much that is; or all of it."""
    shared = _shared(a, b)
    if len(shared) < _SHARED:
        return False
    of_a, of_b = _in_common(a, b)
    share_of_a, share_of_b = of_a / float(a.weights.sum()), of_b / float(b.weights.sum())
    if share_of_a >= _ALL_OF_IT and len(shared) > _SHARED and a.names & b.names:
        return True
    much = math.log1p(min(of_a, of_b))
    return share_of_a >= of_it and math.sqrt(share_of_a * share_of_b) * much >= bound


def _may_confirm(a: _Sentence, b: _Sentence) -> bool:
    """Whether two sentences, of which the text says that they tell one piece of news, may."""
    shared = _shared(a, b)
    return len(shared) >= _SHARED or (bool(shared) and max(len(a.stems), len(b.stems)) <= _FEW)


def _shared(a: _Sentence, b: _Sentence) -> frozenset[str]:
    """The stems that both have; none where one denies what the other says, or where both are
    about somebody or of a month and not the same."""
    shared = a.known & b.known
    if not shared or _are_others(a.names, b.names) or _are_others(a.months, b.months):
        return frozenset()
    return frozenset() if any((name in a.denied) != (name in b.denied) for name in shared) else shared


def _are_others(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and a.isdisjoint(b)


def _in_common(a: _Sentence, b: _Sentence) -> tuple[float, float]:
    """How much of each of two sentences the other one has."""
    near = np.clip(a.vectors @ b.vectors.T, 0, 1)
    near[near < _NEAR] = 0
    near[np.equal.outer(np.array(a.stems), np.array(b.stems))] = 1
    return float(near.max(axis=1) @ a.weights), float(near.max(axis=0) @ b.weights)


def _turn(a: Printed, b: Printed) -> Literal["turned", "reworded"] | None:
    """Whether a change makes it another claim. That another word stands in the place of one hardly
    does: everybody hears and retells in words of their own."""
    found = same_or_altered(a, b, same_speaker=True)
    if not isinstance(found, Altered):
        return None
    longer, shorter = (a, b) if found.longer == "a" else (b, a)
    reworded = False
    for edit in found.edits:
        if edit.kind == "negation":
            return "turned"
        if edit.old and edit.new:
            put = (longer.text[edit.old.start : edit.old.end], shorter.text[edit.new.start : edit.new.end])
            if edit.kind == "number" or (edit.kind == "name" and all(map(_is_name, put))):
                return "turned"
            reworded = reworded or edit.kind in ("words", "name")
    return "reworded" if reworded else None


def _is_name(words: str) -> bool:
    return all(word[:1].isupper() for word in words.split())


def _form(one: Stated) -> Form:
    """What a content is in the sentence that gives it."""
    text, statement = one.document.text, one.statement
    if statement.quotation in ("direct", "post"):
        return "quoted"
    start = statement.content[0].start
    if text[max(0, start - 6) : start].lower().endswith(" that ") or any(
        _TELLS.search(text, span.start, span.end) for span in statement.cue
    ):
        return "clause"
    return "quoted" if one.context.act is not None else "object"


def _of_self(one: Proposition, speaker: Speaker | None) -> bool:
    """Whether a sentence is about its speaker: "I will go", and "she would go" where she says so."""
    first = words_of(one.text[:40]).keys[:1]
    if not first:
        return False
    if first[0] in _FIRST_PERSON or speaker is None:
        return first[0] in _FIRST_PERSON
    return first[0] in (_OF_ONE if speaker.kind in ("person", "unnamed") else _OF_MANY)


def _names(said: Sequence[Sequence[Proposition]]) -> frozenset[str]:
    """The words that are mostly written with a capital, not counting those that open a sentence."""
    written: Counter[tuple[str, bool]] = Counter(_writings(said))
    names = (name for name, _ in written if written[name, True] > written[name, False])
    return frozenset(names) - lexicon().light


def _writings(said: Sequence[Sequence[Proposition]]) -> Iterator[tuple[str, bool]]:
    for each in said:
        for one in each:
            for term in one.terms:
                if term.span.start:
                    yield term.stem, one.text[term.span.start].isupper()
