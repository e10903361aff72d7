"""What a statement claims, clause by clause: its terms, which of them are denied, which are
claimed at all, and whether the clause speaks of what is to come.

No grammar is parsed. A clause ends at punctuation and at the words that join claims; what
stands behind a word of denial in its clause is denied; what stands behind "said that",
"want to" or "if" is not claimed. That is coarse, and enough to see that one statement denies
what another says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from onrecord.model import Span, Spans
from onrecord.relate.lexicon import lexicon, stem
from onrecord.relate.runs import BREAKS, CONDITIONS, Token, runs

Mode = Literal["claimed", "named", "reported", "wished", "purpose"]

_FUTURE = frozenset(["will", "shall", "gonna", "won't", "would"])
_SUBJECTS = frozenset(["and", "so", "we", "he", "she", "they", "it", "i"])
_FIRST_PERSON = frozenset(["i", "we"])
_OPINIONS = frozenset(["think", "thought", "believe", "believed"])
_FINITE = frozenset(
    ["that", "would", "will", "was", "is", "are", "were", "had", "has", "have", "can", "could", "did"]
)
_GOVERNORS = frozenset(["of", "for", "by", "without", "before", "after", "from", "against", "in"])
_RELATIVES = frozenset(["who", "whom", "whose", "which", "that"])
_BEFORE_NOUNS = """
of for in on at by with from into onto about under between through against over within some many these
those my your that all other such the a an this any our their his her its
"""
_DETERMINERS = frozenset(_BEFORE_NOUNS.split())
_NOT = frozenset(["not", "never", "nobody", "cannot", "neither", "nor"])
_COPULAS = frozenset(["is", "are", "was", "were", "be", "been", "am"])
_COPULAS_NOT = frozenset(["isn't", "aren't", "wasn't", "weren't"])
_NONE = frozenset(["no", "none", "zero", "any"])
_NOT_YET = frozenset(["before", "until"])
_PRESENT = frozenset(["be", "is", "are", "being", "been", "has", "have", "remain", "stay"])
_CLITICS = ("n't", "'ll", "'ve", "'re")
_SHIELDED = re.compile(
    r"\b(?:not only|not just|not merely|no doubt|nothing but|no matter|why not|no choice|no later than"
    r"|no more than|no less than|no fewer than|no wonder|nothing short)\b",
    re.I,
)
_PERFECT = frozenset(["has", "have", "hasn't", "haven't"])
_YEARS = {"last": -1, "this": 0, "next": 1}
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONEY = re.compile(r"[$€£]\s?\d|\d (?:dollars|euros|pounds)\b")


class Term(NamedTuple):
    """A word that carries matter: its ``stem`` is what is compared, ``weight`` how much it says.
    Only a ``claimed`` one says that it is so, a ``named`` one that there is such a thing ("the
    closing"); ``past`` ones say that it was. ``after`` is the kind of denial that it stands right
    behind."""

    span: Span
    word: str
    stem: str
    weight: float
    name: bool = False
    number: bool = False
    mode: Mode = "claimed"
    past: bool = False
    after: Literal["", "not", "no"] = ""


@dataclass(frozen=True)
class Clause:
    """One claim. ``denied`` holds the stems behind a word of denial; ``denials`` are those
    words. ``past`` says that it has a verb of what was, ``perfect`` one of what has been; ``years``
    are those that it names by the one in which it is said: -1 is "last year"."""

    span: Span
    terms: tuple[Term, ...]
    denied: frozenset[str] = frozenset()
    denials: Spans = ()
    future: bool = False
    question: bool = False
    past: bool = False
    perfect: bool = False
    years: frozenset[int] = frozenset()

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much each stem says; numbers other than years say nothing here, since they are
        compared as figures."""
        return {t.stem: t.weight for t in self.terms if t.weight}

    @cached_property
    def first(self) -> dict[str, Term]:
        """Each stem's first term."""
        found: dict[str, Term] = {}
        for term in self.terms:
            found.setdefault(term.stem, term)
        return found


@cache
def _turning() -> frozenset[str]:
    """The words that do more to a clause than to stand in it, and those that begin a phrase."""
    words = lexicon()
    phrases = {phrase.split()[0] for phrase in words.phrases}
    own = _RELATIVES | _NOT_YET | _DETERMINERS | _FUTURE | {"over"}
    return own | words.denials | words.knowing | words.reporting | words.wishing | phrases


@cache
def _passed_over() -> frozenset[str]:
    """The words that do nothing to a clause."""
    return frozenset(word for word in lexicon().empty - _turning() if "'" not in word)


def clauses(text: str, spans: Spans) -> tuple[Clause, ...]:
    """The claims in those spans of ``text``; offsets are the text's."""
    found = (_Reader(text, tokens).clause() for tokens in runs(text, spans))
    return tuple(clause for clause in found if clause is not None)


def _years(words: Sequence[str]) -> frozenset[int]:
    if "year" not in words and "year's" not in words:
        return frozenset()  # most clauses, at the cost of two looks
    ends = [_YEARS.get(before) for before, word in pairwise(words) if word in ("year", "year's")]
    return frozenset(n for n in ends if n is not None)


class _Reader:
    """One clause, read from left to right."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._words = [word for _, _, word in tokens]
        self._start, self._end = min(tokens)[0], max(end for _, end, _ in tokens)
        self._mode: Mode = "wished" if self._claims_nothing() else "claimed"
        self._open = self._future = self._unknown = False
        self._behind = 0
        self._copula = False
        self._after: Literal["", "not", "no"] = ""
        self._terms: list[Term] = []
        self._denied: list[str] = []
        self._denials: list[Span] = []

    @cached_property
    def _shielded(self) -> Set[int]:
        """Where words stand that look like a denial and are none."""
        return {m.start() for m in _SHIELDED.finditer(self._text, self._start, self._end)}

    @cached_property
    def _money(self) -> bool:
        """Whether it tells a sum of money."""
        return _MONEY.search(self._text, self._start, self._end) is not None

    def _claims_nothing(self) -> bool:
        """Whether it only supposes something, or is about anybody: "then you win the peace"."""
        words = self._words
        return words[0] in CONDITIONS or "would have" in " ".join(words) or "you" in words[:3]

    def clause(self) -> Clause | None:
        """The clause; None for one without a term."""
        skip, passed_over = False, _passed_over()
        for n, (start, end, word) in enumerate(self._tokens):
            if skip:
                skip = False
            elif word in passed_over:
                continue
            elif not word[0].isalnum():
                self._mark(n, word)
            else:
                skip = self._read(n, start, end, word)
        if not self._terms:
            return None
        return Clause(
            Span(self._start, self._end),
            tuple(self._terms),
            frozenset(self._denied),
            tuple(self._denials),
            self._future,
            self._words[-1] == "?",
            not lexicon().past.isdisjoint(self._words) or any(term.past for term in self._terms),
            not _PERFECT.isdisjoint(self._words),
            _years(self._words),
        )

    def _mark(self, n: int, word: str) -> None:
        """A comma behind which a claim of its own begins: "did not ask, and we paid"."""
        if word == "," and n + 1 < len(self._words) and self._words[n + 1] in _SUBJECTS:
            self._open = False
            self._mode = "claimed" if self._mode == "reported" else self._mode

    def _read(self, n: int, start: int, end: int, word: str) -> bool:
        """Take in one word; whether the next one is taken in with it."""
        words = lexicon()
        if word not in _turning() and "'" not in word:
            if term := self._term(n, Span(start, end), word, None):
                self._add(term)
            return False
        if word in _RELATIVES and n:
            self._relative(n, word)
        elif word in _NOT_YET and n:
            self._open = False
            self._mode = "wished" if self._mode == "claimed" else self._mode
        if (word in words.denials or word.endswith("n't")) and start not in self._shielded:
            self._deny(n, Span(start, end), word)
        elif word in _DETERMINERS and not (word == "such" and self._after == "no"):
            self._after = ""
        self._future = self._future or word in _FUTURE or word.endswith("'ll")
        following = self._words[n + 1] if n + 1 < len(self._words) else ""
        if word == "over" and following and following not in BREAKS:
            return False  # "over 2,000", "over the telephone": only "it is over" says that it ended
        phrase = words.phrases.get(f"{word} {following}")
        if phrase:
            end = self._tokens[n + 1][1]
        term = self._term(n, Span(start, end), word, phrase)
        if term is not None:
            self._add(term)
        self._follow(n, word)
        return phrase is not None

    def _deny(self, n: int, span: Span, word: str) -> None:
        if self._unknown:
            self._mode = "reported"  # "knew of no plan" denies no plan
            return
        # Two denials take each other back: "never denied".
        self._open = not self._open
        plain = word in _NOT or word in _NONE or word.endswith("n't")
        self._after = ("no" if word in _NONE else "not") if self._open and plain else ""
        self._copula = word in _COPULAS_NOT or (n > 0 and self._words[n - 1] in _COPULAS)
        self._denials.append(span)
        self._behind = 0

    def _relative(self, n: int, word: str) -> None:
        following = self._words[n + 1] if n + 1 < len(self._words) else ""
        if word != "that":
            self._open = False
        if following in ("would", "could", "might", "may"):
            self._mode = "wished"  # what would follow from it

    def _term(self, n: int, span: Span, word: str, phrase: str | None) -> Term | None:
        words = lexicon()
        number = word[0].isdigit()
        if phrase is None and not number and (word in words.empty or word in words.denials):
            return None
        if not number and (word.endswith(_CLITICS) or len(word) == 1):
            return None
        if number:
            weight = 1.0 if _YEAR.fullmatch(word) else 0.0
            return Term(span, word, word, weight, number=True)
        if phrase is None and word in words.money and self._money:
            phrase = words.money[word]
        root = stem(phrase or word)
        name = n > 0 and self._text[span.start].isupper()
        weight = 0.25 if root in words.light else 1.5 if name else 1.0
        before = self._words[n - 1] if n else ""
        mode = self._mode if self._mode != "claimed" else self._mode_of(n, word, before)
        past = word.endswith("ed") and before not in _PRESENT
        after, self._after = self._after, ""
        if after and root in words.meant and n + 1 < len(self._words) and self._words[n + 1] == "to":
            after, self._after = "", "not"  # "no plan to close" denies no plan, but that it will
        if after == "not" and self._copula and self._names_something(n):
            after = ""  # "are not union members" denies no union
        return Term(span, word, root, weight, name, False, mode, past, after)

    def _names_something(self, n: int) -> bool:
        """Whether the word belongs to the next one, as "union" does in "union members"."""
        following = self._words[n + 1] if n + 1 < len(self._words) else ""
        table = lexicon()
        return following[:1].isalpha() and following not in table.empty and following not in table.denials

    def _mode_of(self, n: int, word: str, before: str) -> Mode:
        """What a word claims by the two before it: nothing where it says what something is for,
        as in "their mission to defeat", "of defeating"."""
        words = lexicon()
        governor = self._words[n - 2] if n > 1 else ""
        if governor in words.leads:
            return "claimed"
        if before == "to":
            return "purpose" if n > 3 else "claimed"
        if word.endswith("ing") and before in _GOVERNORS:
            return "purpose"
        named = before in _DETERMINERS or before.endswith(("'s", "s'"))
        return "named" if named and word not in words.nouns else "claimed"

    def _add(self, term: Term) -> None:
        self._terms.append(term)
        self._future = self._future or (term.mode == "claimed" and term.stem in lexicon().plans)
        if self._open:
            self._denied.append(term.stem)
            self._behind += 1

    def _follow(self, n: int, word: str) -> None:
        """What the word does to those behind it."""
        words = lexicon()
        if word in words.knowing:
            if self._open and self._behind <= 1:
                self._open, self._mode = False, "reported"
            self._unknown = True
        if self._mode != "claimed":
            return
        own = n > 0 and self._words[n - 1] in _FIRST_PERSON
        if word in words.reporting and not (word in _OPINIONS and (own or self._open)):
            if any(one in _FINITE for one in self._words[n + 1 : n + 9]):
                self._mode, self._open = "reported", False
        elif word in words.wishing and not (word == "may" and self._is_month(n)):
            following = self._words[n + 1] if n + 1 < len(self._words) else ""
            if not (self._open and following == "to"):  # "do not want to" is as good as "will not"
                self._mode = "wished"

    def _is_month(self, n: int) -> bool:
        return n > 0 and self._text[self._tokens[n][0]].isupper()
