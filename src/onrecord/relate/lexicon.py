"""The words of ``words.tsv``, by what they do to a claim."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

from onrecord.relate.tables import rows, words_by_kind

_MEANT = ("plan", "intend", "intention", "intent", "going", "expect")
_PAST = frozenset(["was", "were", "had", "did", "wasn't", "weren't", "hadn't", "didn't"])
_PLANS = ("plan", "intend", "promise", "pledge", "vow", "propose")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``light``, ``worn``, ``plans`` and ``meant`` are stems, all others words in lower case;
    ``meant`` before "to" say only that something will be, ``past`` that it was, without an "-ed";
    ``roots``, ``phrases`` and ``money`` give the word that counts in the place of one, of two in a
    row, or of one that stands in a clause with a sum of money."""

    denials: frozenset[str]
    light: frozenset[str]
    worn: frozenset[str]
    empty: frozenset[str]
    reporting: frozenset[str]
    wishing: frozenset[str]
    knowing: frozenset[str]
    leads: frozenset[str]
    nouns: frozenset[str]
    money: dict[str, str]
    plans: frozenset[str]
    meant: frozenset[str]
    past: frozenset[str]
    roots: dict[str, str]
    phrases: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """The table, which anyone may extend."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    of: defaultdict[str, dict[str, str]] = defaultdict(dict)
    phrases: dict[str, str] = {}
    for kind, words, *root in rows("words"):
        if kind == "phrase":
            phrases.update((phrase, root[0]) for phrase in words.split("|"))
        elif kind in ("same", "money"):
            of[kind].update((word, root[0]) for word in words.split())
        else:
            kinds[kind].update(words.split())
    return Lexicon(
        denials=frozenset(kinds["denial"]),
        light=frozenset(_snowball(word) for word in kinds["light"]),
        worn=frozenset(_snowball(word) for word in kinds["light"] | kinds["worn"]),
        empty=frozenset(kinds["empty"]),
        reporting=frozenset(kinds["report"]),
        wishing=frozenset(kinds["wish"]),
        knowing=frozenset(kinds["know"]),
        leads=frozenset(kinds["lead"]),
        nouns=frozenset(kinds["noun"]),
        money=of["money"],
        plans=frozenset(_snowball(word) for word in _PLANS),
        meant=frozenset(_snowball(word) for word in _MEANT),
        past=_PAST | words_by_kind("propositions")["past"],
        roots=of["same"],
        phrases=phrases,
    )


@cache
def stem(word: str) -> str:
    """What forms of one word, and words of one meaning in the table, have in common."""
    roots = lexicon().roots
    word = word.lower().replace("’", "'").replace(".", "").removesuffix("'s").removesuffix("'")
    if word in roots:
        return _snowball(roots[word])
    stemmed = _snowball(word)
    return _snowball(roots[stemmed]) if stemmed in roots else stemmed


_ONE_AT_A_TIME = Lock()  # a stemmer keeps the word that it is at


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english", 0)


@cache
def _snowball(word: str) -> str:
    with _ONE_AT_A_TIME:
        return str(_stemmer().stemWord(word))
