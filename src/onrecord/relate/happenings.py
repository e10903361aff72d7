"""What happened to those whom a figure counts: of 400 soldiers who are stationed somewhere and of six
who were killed there, both numbers can be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache

from onrecord.model import Figure
from onrecord.relate.lexicon import lexicon, stem
from onrecord.relate.tables import rows

_LOOKED_AT = 80  # characters on either side of a figure
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\s\w]|\d+")
_BEING = frozenset(["is", "are", "was", "were", "be", "been"])
_HAVING = frozenset(["has", "have", "had"])
_WHERE = frozenset(["in", "at", "on", "near", "inside"])
_THERE = "there"  # stands for all that says only that they are somewhere
_MODALS = """
will would shall may might could can should did do does get gets got not never
"""
_AUXILIARIES = _BEING | _HAVING | frozenset(_MODALS.split())
_BETWEEN_TABLE = """
who that which also already now still so far currently just more and or
"""
_BETWEEN = frozenset(_BETWEEN_TABLE.split())
_DETERMINERS_TABLE = """
the a an some all its their his her our these those another
"""
_DETERMINERS = frozenset(_DETERMINERS_TABLE.split())
_TO_THE_END = frozenset(["to", "into", "have", "been"])  # between "known", "taken" and what comes of it
_JUDGED = frozenset(["sentenced", "condemned"])  # to death, and maybe alive
_LOST = re.compile(r"(?:\W+\w+){0,2}?\W+los(?:t|e|ing)\W+(?:their|his|her)\W+li(?:ves|fe)\b")
_HOLDING = frozenset(
    ["carry", "carries", "carried", "carrying", "employ", "employs", "employed", "employing"]
)
_TAKING = frozenset(["took", "takes", "taken", "claimed", "claims", "cost", "costs"])  # "the lives of"
_KILLED = "killed"


def happened(text: str, figure: Figure) -> Set[str]:
    """What ``text`` says that the counted do or is done to them, a word for each row of the table or
    for another verb; empty where no word beside the figure says it."""
    start, end = figure.span.start, figure.span.end
    counted = text[start:end].lower().split()
    found = {_known()[stem(word)] for word in counted if stem(word) in _known()}
    found |= {stem(word) for word in counted[:-1] if word.endswith("ed")}
    verb = _behind(text, end) or _before(text, start) or _behind(text, end, far=True)
    if verb == _THERE:
        return found | _of_kind("there")
    return found | {_known().get(stem(verb), stem(verb))} if verb else found


def differ(a: Set[str], b: Set[str], around_a: Iterable[str], around_b: Iterable[str]) -> bool:
    """Whether two figures count two things by what happened. Verbs that are in no row of the table
    may mean the same; and where no verb says it, one of the stems ``around`` the figure does."""
    if a and b:
        return a.isdisjoint(b) and not (a | b).isdisjoint(_known().values())
    told, around = (a, around_b) if a else (b, around_a)
    return grows(told) and told.isdisjoint(_known().get(one) for one in around)


def grows(happening: Set[str]) -> bool:
    """Whether the number of those to whom it has happened can only grow."""
    return not _of_kind("grows").isdisjoint(happening)


def _behind(text: str, end: int, *, far: bool = False) -> str | None:
    """The verb behind the figure: "have been killed", "work at the mill"; ``far`` behind what else is
    said of the counted: "from the village were taken"."""
    if _LOST.match(text, end):
        return _KILLED
    verb = False
    for m in _TOKEN.finditer(text, end, end + _LOOKED_AT):
        word = m[0].lower()
        if not word[0].isalpha():
            return None
        if word in _AUXILIARIES or word.endswith(("n't", "n’t")):
            verb = True
        elif word in _BETWEEN or word.endswith("ly"):
            continue
        elif verb and word in _WHERE:
            return _THERE
        elif verb and word not in lexicon().empty:
            return word if stem(word) in _known() else _outcome(text, m.end(), word) or word
        elif not verb and not far:
            # Who carries or employs others is not aboard, nor at work.
            return word if m[0] == word and _is_verb(word) and word not in _HOLDING else None
    return None


def _outcome(text: str, end: int, verb: str) -> str | None:
    """What a verb of no row of the table ended in: "shot dead", "known to have died"."""
    if verb in _JUDGED:
        return None
    for m in _TOKEN.finditer(text, end, end + _LOOKED_AT):
        word = m[0].lower()
        if word not in _TO_THE_END:
            return word if stem(word) in _known() else None
    return None


def _before(text: str, start: int) -> str | None:
    """The same before the figure: "killed 31 passengers", "the deaths of", "there were"."""
    words = [m[0].lower() for m in _TOKEN.finditer(text, max(0, start - _LOOKED_AT), start)]
    while words and words[-1] in _DETERMINERS:
        words.pop()
    if words and (words[-1] in _HAVING or (words[-1] in _BEING and "there" in words[-4:])):
        return _THERE
    if words[-2:] == ["lives", "of"] and not _TAKING.isdisjoint(words[-4:-2]):
        return _KILLED
    if words[-1:] == ["of"]:
        words.pop()
    return words[-1] if words and _is_verb(words[-1]) else None


def _is_verb(word: str) -> bool:
    return stem(word) in _known() or word.endswith("ed")


@cache
def _known() -> dict[str, str]:
    """For the stem of each word of the table the first one of its row."""
    return {stem(word): stem(words.split()[0]) for _, words in rows("happenings") for word in words.split()}


@cache
def _of_kind(kind: str) -> frozenset[str]:
    return frozenset(stem(words.split()[0]) for one, words in rows("happenings") if one == kind)
