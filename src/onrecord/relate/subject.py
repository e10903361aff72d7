"""A statement with all that relations compare."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import pairwise

from onrecord.relate.axes import Place, places_of
from onrecord.relate.conflicts import Side
from onrecord.relate.lexicon import lexicon, stem
from onrecord.relate.selves import of_itself
from onrecord.relate.voices import NOBODY, Voice
from onrecord.relate.wordings import Printed
from onrecord.relate.words import APOSTROPHES

_SHORT = 8  # words


class Subject:
    """A statement with all that is compared. Equal when the statement is. What it claims is
    made out only when its words could clash with another's."""

    def __init__(
        self,
        statement: str,
        document: str,
        printed: Printed,
        side: Callable[[], Side],
        voice: Voice = NOBODY,
        *,
        question: bool = False,
        counts: bool = False,
        original: bool = False,
        published: str | None = None,
    ) -> None:
        """``question`` says that it asks and claims nothing, ``counts`` that it has figures,
        ``original`` that it stands where its speaker put it, in a document ``published`` then."""
        self.statement = statement
        self.document = document
        self.printed = printed
        self.voice = voice
        self.question = question
        self.counts = counts
        self.original = original
        self.published = published
        self._make_side = side

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Subject) and self.statement == other.statement

    def __hash__(self) -> int:
        return hash(self.statement)

    @cached_property
    def side(self) -> Side:
        """What it claims."""
        return self._make_side()

    @cached_property
    def of_itself(self) -> bool:
        """Whether its words begin with those who say them: "we will", "she said she would"."""
        return of_itself(self.printed, self.voice)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Its words, as words are compared."""
        return self.printed.words.known

    @cached_property
    def matter(self) -> frozenset[str]:
        """The words by which others on the same matter are looked up: a statement of few words
        leaves some to the sentence around it."""
        if len(self.keys) > _SHORT:
            return self.keys
        return self.keys | {t.word for clause in self.side.claims.around for t in clause.terms}

    @cached_property
    def _stems(self) -> frozenset[str]:
        """The stems of its words, light ones too."""
        table = lexicon()
        single = {stem(k) for k in self.keys if k not in table.empty}
        phrases = map(" ".join, pairwise(self.printed.words.keys))
        double = {stem(table.phrases[p]) for p in phrases if p in table.phrases}
        return frozenset(single | double)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words that say something of a matter."""
        return self._stems - lexicon().light

    @cached_property
    def named(self) -> frozenset[str]:
        """All stems that a word of it may stand for, with those of words for money."""
        money = lexicon().money
        return self._stems | {stem(money[k]) for k in money.keys() & self.keys}

    @cached_property
    def places(self) -> frozenset[Place]:
        """Where its words stand on the axes."""
        return places_of(self.stems)

    @cached_property
    def axes(self) -> frozenset[int]:
        """The axes on which it has a word, by number."""
        return frozenset(axis for axis, _ in self.places)

    @cached_property
    def denies(self) -> bool:
        """Whether it has a word of denial."""
        if not self.keys.isdisjoint(lexicon().denials):
            return True
        words, text = self.printed.words, self.printed.text
        ends = (end for key, end in zip(words.keys, words.ends, strict=True) if key.endswith("nt"))
        return any(text[end - 2] in APOSTROPHES for end in ends)

    @property
    def denies_content(self) -> bool:
        """Whether its cue denies what it gives in other words than the speaker's: what somebody is
        quoted with, they hold."""
        return self.voice.denies and self.printed.quotation in ("indirect", "mixed")

    @cached_property
    def denied(self) -> frozenset[str]:
        """The stems right behind its words of denial."""
        return self.side.claims.denied_first if self.denies else frozenset()
