"""Whether two phrases can name one office: "the fire chief" is not Police Chief Ann Lee."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.context.grammar import words
from onrecord.context.kinds import BODIES, BODY_KIN, PLACES
from onrecord.context.phrases import Phrase
from onrecord.context.titles import (
    GENERALS,
    OFFICES,
    PORTFOLIOS,
    RANKS,
    SAME_PORTFOLIO,
    SHORT_TITLES,
    SPELLED,
)

PARTY = {"gop": "republican", "democrat": "democratic", "republicans": "republican"}
_CHAMBERS = words("house senate assembly white-house")
_SIDES = words("majority minority opposition")
_RANKED = OFFICES | words("sheriff superintendent marshal speaker treasurer general")
_UNRANKED = words("professor attorney lawyer")  # an assistant professor is called professor
_OF_STATES = words("senator governor president minister premier chancellor")
_EXECUTIVES = words("executive ceo")
_OWN = words("us u.s usa america")
# Bodies that say how far an office reaches, not which it is, and chambers, compared by themselves.
_WIDE = _CHAMBERS | words("""
    administration city country county district government municipality nation state
    territory town township kingdom republic office company firm business corporation group
    organization organisation institution team club
    """)
_BODY = {word: min(kin) for kin in BODY_KIN for word in kin}
_ENDS = frozenset(',;:()“”"—–―') | {"--", "-", "who", "which", "that", "on", "in", "at", "with", "to"}


@dataclass(frozen=True, slots=True)
class Office:
    """What the words around the noun ``head`` tell of which office it is."""

    head: str
    told: frozenset[str]
    """All of the words beside the noun."""
    ranks: frozenset[str]
    fields: frozenset[str]
    bodies: frozenset[str]
    chambers: frozenset[str]
    sides: frozenset[str]
    places: frozenset[str]


def plain(word: str) -> str:
    """``word`` of a title in its long form, without marks and possessive."""
    bare = word.strip(".,’'").removesuffix("’s").removesuffix("'s")
    bare = SHORT_TITLES.get(bare, bare)
    return PARTY.get(bare, bare)


def spelled(shown: str) -> str:
    """``shown`` in lower case with its initials written out: "prime minister" for "PM"."""
    return " ".join(SPELLED.get(w, w) for w in shown.lower().split())


def noun(head: str) -> str:
    """The noun of an office that may be told by initials: "minister" for "pm"."""
    return plain(SPELLED.get(head, head).rsplit(" ", 1)[-1])


def of_phrase(phrase: Phrase) -> Office:
    """The office that a phrase such as "the president of the union" names."""
    tokens = [t.low for t in phrase.core]
    if phrase.rest and phrase.rest[0].low in ("of", "for"):
        for token in phrase.rest[:8]:
            if token.low in _ENDS:
                break
            tokens.append(token.low)
    return _office(" ".join(tokens), phrase.head)


@lru_cache(maxsize=4096)
def of_role(shown: str, head: str) -> Office:
    """The office of a role as printed, whose noun is ``head``."""
    return _office(shown, head)


def _office(shown: str, head: str) -> Office:
    head = noun(head)
    told = frozenset(plain(w) for w in spelled(shown).replace("white house", "white-house").split()) - {head}
    fields = {SAME_PORTFOLIO.get(w, w) for w in told & PORTFOLIOS}
    if "state" in told and ("of" in told or "department" in told):
        fields.add("state")
    if head == "attorney" and "district" in told:
        fields.add("district")
    ranks: frozenset[str] = frozenset()
    if head in _RANKED and head not in _UNRANKED:
        ranks = told & (RANKS | GENERALS if head == "general" else RANKS)
        ranks |= told & {"lieutenant"} if head == "governor" else frozenset()
    return Office(
        head,
        told,
        ranks,
        frozenset(fields),
        frozenset(_BODY.get(w, w) for w in (told & BODIES) - _WIDE),
        told & _CHAMBERS,
        told & _SIDES,
        (told & PLACES) - _OWN if head in _OF_STATES else frozenset(),
    )


def differ(asked: Office, held: Office) -> bool:
    """Whether who holds ``held`` cannot be meant by ``asked``: each tells something that the
    other contradicts, or one of them is second to the other."""
    if asked.ranks != held.ranks:
        return True
    if _apart(asked.fields, held.fields) or _apart(asked.sides, held.sides):
        return True
    if _apart(asked.chambers, held.chambers) or _apart(asked.places, held.places):
        return True
    if _apart(asked.bodies, held.bodies) and not asked.fields & held.fields:
        return True
    # A president by title alone is a state's, not a union's.
    if asked.head == "president" and asked.bodies and not held.told:
        return True
    # A police chief is no chief executive, a firm's chief is one.
    if asked.head == "chief" and held.head in _EXECUTIVES:
        return bool(asked.fields)
    return held.head == "chief" and asked.head in _EXECUTIVES and bool(held.fields or not held.told)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other
