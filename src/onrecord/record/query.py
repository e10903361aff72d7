"""What people type into a search, as an expression that the full-text index takes.

    bridge toll         both words, in any order; without the words that every text has
    "ostrander bridge"  these words in this order
    toll*               words that begin so
    -ferry              not with this word
    toll OR fee         one of the two

Nothing that can be typed is an error: what has no meaning here is taken for words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_QUOTES = '"“”„‟«»〝〞＂'
_PIECE = re.compile(
    rf"(?P<no>[-−]?)(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<word>[^\s{_QUOTES}]+))"
)
_WORD = re.compile(r"[^\W_]+")
_MOST = 32  # pieces of a query that count

# Words that say nothing about what a statement is about. "No", "not" and "never" do.
_COMMON = """
    a about after all also am an and any are as at be because been before being but by can could did do does
    for from had has have he her hers him his how i if in into is it its me more most my of on or our she so
    some such than that the their them then there these they this those to too up was we were what when
    where which who whom why will with would you your s t d ll re ve m
"""
COMMON = frozenset(_COMMON.split())


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together, in this order; with ``prefix`` the last may go on."""

    words: str
    phrase: bool = False
    prefix: bool = False

    @property
    def common(self) -> bool:
        """Whether it is there for grammar alone."""
        return not self.phrase and not self.prefix and COMMON.issuperset(_WORD.findall(self.words.casefold()))

    @property
    def expression(self) -> str:
        """The term as the full-text index takes it."""
        return '"' + self.words + '"' + (" *" if self.prefix else "")


@dataclass(frozen=True, slots=True)
class Query:
    """``groups`` must all be met, each by one of its terms; no term of ``excluded`` may be."""

    groups: tuple[tuple[Term, ...], ...]
    excluded: tuple[Term, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether it asks for words as they stand, so that nothing else will do."""
        return any(term.phrase or term.prefix for group in self.groups for term in group)

    @property
    def plain(self) -> str:
        """The words that are looked for, as a text."""
        return " ".join(term.words for group in self.groups for term in group)

    @property
    def telling(self) -> tuple[tuple[Term, ...], ...]:
        """The groups that every statement must meet: those with more than common words, if any."""
        return tuple(g for g in self.groups if not all(t.common for t in g)) or self.groups

    def all_of(self, groups: Sequence[Sequence[Term]]) -> str:
        """The expression for what meets all of ``groups`` and is not excluded."""
        return self._without(" AND ".join(map(one_of, groups)))

    def any_of(self, groups: Sequence[Sequence[Term]]) -> str:
        """The expression for what meets one of ``groups`` and is not excluded."""
        return self._without(one_of([term for group in groups for term in group]))

    def _without(self, wanted: str) -> str:
        return f"({wanted}) NOT {one_of(self.excluded)}" if self.excluded else wanted


def one_of(terms: Sequence[Term]) -> str:
    """The expression for what meets one of ``terms``."""
    return "(" + " OR ".join(term.expression for term in terms) + ")"


def parse(words: str) -> Query:
    """What ``words`` ask for. A query without groups asks for nothing."""
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    joining = False  # the piece before was OR
    for piece in [*_PIECE.finditer(words.replace("\0", " "))][:_MOST]:
        if piece["word"] == "OR" and not piece["no"] and groups:
            joining = True
            continue
        term = _term(piece)
        if term is None:
            continue
        if piece["no"]:
            excluded.append(term)
        elif joining:
            groups[-1].append(term)
        else:
            groups.append([term])
        joining = False
    return Query(tuple(map(tuple, groups)), tuple(excluded))


def _term(piece: re.Match[str]) -> Term | None:
    """The term of a piece; None for one without a letter or digit, which no index knows."""
    text = piece["word"] if piece["phrase"] is None else piece["phrase"]
    words = " ".join(text.encode("utf-8", "replace").decode().split())
    if not any(character.isalnum() for character in words):
        return None
    prefix = piece["phrase"] is None and words.endswith("*")
    return Term(words, phrase=piece["phrase"] is not None, prefix=prefix)
