"""Capitalised words that are an office and nobody's name: "the Finance Minister", "the PM"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.context.givennames import GIVEN
from onrecord.context.grammar import words
from onrecord.context.kinds import NAMED_BODIES, PLACES
from onrecord.context.titles import GENERALS, INITIALS, MODIFIERS, PORTFOLIOS

_BESIDE = MODIFIERS | PORTFOLIOS | words("secretary director governor shadow lord lady")
_HEADS = words(
    "minister secretary president chancellor premier governor mayor commissioner chief speaker whip"
)
# Nouns that an office ends in only behind one of these words: "News Leader" is a paper.
_ONLY_BEHIND = {
    "executive": words("chief"), "constable": words("chief"), "justice": words("chief associate lord"),
    "officer": words("chief press police information medical"), "manager": words("general campaign"),
    "director": words("managing executive deputy"),
    "general": GENERALS | words("secretary director governor"),
    "leader": words("majority minority opposition deputy party council"),
}  # fmt: skip
_NATIONALITY = re.compile(r"(?:[aeil]an|ish|ese|french|dutch|greek|german|[aeiq]li|raqi|stani)$")


def is_title(low: Sequence[str]) -> bool:
    """Whether the words of a name, in lower case, are a title alone: "chief minister"."""
    if len(low) == 1:
        return low[0] in INITIALS
    if low[-1] not in _HEADS and _ONLY_BEHIND.get(low[-1], frozenset()).isdisjoint(low[:-1]):
        return False
    first = len(low) - 1
    while first and low[first - 1] in _BESIDE:
        first -= 1
    whose = low[:first]
    if not whose:
        return True
    if whose[0] in GIVEN and whose[0] not in PLACES:
        return False
    told = all(w in PLACES or w in NAMED_BODIES or w in _BESIDE or _NATIONALITY.search(w) for w in whose)
    return told or (len(whose) == 1 and first < len(low) - 1)
