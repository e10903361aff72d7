"""What a number counts: the percent sign, a measure, or the noun phrase behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from onrecord.context import units
from onrecord.context.figure_tokens import Tokens
from onrecord.context.numbers import MAGNITUDES, ONES, Number
from onrecord.context.units import words

Kind = Literal["percent", "money", "measure", "count", "none"]
_LONGEST = 6  # words of a noun phrase
_PRONOUNS = words("them us you those these whom which it this that")
_PERSONAL = words("them us you whom which it")
_DETERMINERS = words(
    """
    the its his her their our my your these those this that all both a an such
    """
)
_POSTPOSED = words("celsius fahrenheit centigrade c f")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted: ``name`` as the unit, ``end`` of the phrase (a token, excluded).

    ``head`` is the token of the head noun; ``whole`` tells "14 of the hangers" from
    "14 hangers"; ``place`` is a name before the noun ("Port Carrow residents").
    """

    kind: Kind
    end: int
    name: str | None = None
    head: int | None = None
    whole: bool = False
    place: str | None = None


def unit_behind(tokens: Tokens, at: int, number: Number) -> Unit:
    """The unit of ``number`` that stands at token ``at``; of kind ``none`` when none does."""
    found = _percent(tokens, at) or _abbreviated(tokens, at, number)
    if found is None:
        if tokens.at(at) == "of" or number.share:
            found = _of_whole(tokens, at, number)
        else:
            found = _counted(tokens, at, number)
    if found.kind == "percent" or (found.kind == "measure" and _extent(found.name)):
        found = _of_what(tokens, found)
    return rate_behind(tokens, found)


def _extent(name: str | None) -> bool:
    return name is not None and name.split()[-1] in units.EXTENT


def _percent(tokens: Tokens, at: int) -> Unit | None:
    if tokens.at(at) == "%":
        return Unit("percent", at + 1, "percent", at)
    if tokens.at(at) == "-" and tokens.glued(at):
        at += 1
    word = tokens.at(at)
    if word in ("percent", "pct"):
        end = at + 1
    elif tokens.low[at : at + 2] == ["per", "cent"]:
        end = at + 2
    elif word == "percentage" and tokens.at(at + 1) in ("point", "points"):
        return Unit("measure", at + 2, "percentage point", at + 1)
    elif word == "basis" and tokens.at(at + 1) in ("point", "points"):
        return Unit("measure", at + 2, "basis point", at + 1)
    else:
        return None
    if tokens.at(end) in ("point", "points"):
        return Unit("measure", end + 1, "percentage point", end)
    return Unit("percent", end, "percent", end - 1)


def _abbreviated(tokens: Tokens, at: int, number: Number) -> Unit | None:
    """ "12 km", "41°C", "95 mph"; a single letter only right behind digits."""
    word = tokens.at(at)
    if word not in units.ABBREVIATIONS or not number.digits:
        return None
    if tokens.printed(at)[0].isupper() and word not in ("mw", "gw", "kw", "gb", "tb", "mb"):
        return None
    if len(word) == 1 and not tokens.glued(at - 1):
        return None
    if word == "km" and tokens.low[at + 1 : at + 3] == ["/", "h"]:
        return Unit("measure", at + 3, "kilometer", at)
    if word == "sq":
        head = at + 1 + (tokens.at(at + 1) == ".")
        return Unit("measure", head + 1, f"square {units.unit_of(tokens.at(head))}", head)
    end = at + 1
    if word == "°" and tokens.at(end) in _POSTPOSED:
        end += 1
    return Unit("measure", end, units.ABBREVIATIONS[word], at)


def _counted(tokens: Tokens, at: int, number: Number) -> Unit:
    """The noun phrase right behind the number: its head is its first plural."""
    head = None if number.article else _plural_head(tokens, at)
    if head is None:
        head = _singular_measure(tokens, at, number)
    if head is None and number.value == 1 and tokens.at(number.start - 1) == "least":
        head = _singular_head(tokens, at)
    if head is None:
        return Unit("none", at)
    unit = _unit(tokens, head)
    if unit.name == "degree" and tokens.at(unit.end) in _POSTPOSED:
        unit = replace(unit, end=unit.end + 1)
    return replace(unit, place=_named_before(tokens, at, head, unit.name))


def _unit(tokens: Tokens, head: int) -> Unit:
    name = units.unit_of(tokens.low[head], tokens.at(head - 1))
    noun = name.split()[-1]
    kind: Kind = "money" if noun in units.MONEY and noun != "pound" else "count"
    if noun in units.MEASURES or "point" in name.split()[1:]:
        kind = "measure"
    return Unit(kind, head + 1, name, head)


def _plural_head(tokens: Tokens, at: int) -> int | None:
    """The token of the first plural in the run of words at ``at``, or of the noun it stands before."""
    at += tokens.at(at) == "more"
    nominal, start = None, at
    end = min(len(tokens), at + _LONGEST)
    while at < end:
        if tokens.at(at) == "-" and tokens.glued(at - 1) and tokens.glued(at):
            at += 1
            continue
        word = tokens.low[at]
        if word in ("and", "or", ",") and start < at and nominal is None and _coordinates(tokens, at):
            at += 1
            continue
        if not _continues(tokens, at):
            break
        if word in units.NOMINAL:
            nominal = at
        if units.is_plural(word) and not _attributive(tokens, at):
            return at
        at += 1
    return nominal


def _coordinates(tokens: Tokens, at: int) -> bool:
    """Whether the "and" at ``at`` joins two adjectives: "private and public schools"."""
    ahead = at + 1
    while ahead < at + 4 and _continues(tokens, ahead):
        if units.is_plural(tokens.low[ahead]):
            return ahead > at + 1
        ahead += 1
    return False


def _continues(tokens: Tokens, at: int) -> bool:
    """Whether the token at ``at`` can be part of a noun phrase."""
    if not tokens.is_word(at):
        return False
    # Capital letters make a name of what would be a function word: "US troops", "May Day parades".
    return tokens.low[at] not in units.STOP or (tokens.raw[at] in ("US", "UN", "IT"))


def _attributive(tokens: Tokens, at: int) -> bool:
    """Whether the plural at ``at`` stands before the noun that is counted: "sales jobs"."""
    capital = tokens.raw[at][0].isupper()
    if tokens.low[at] not in units.ATTRIBUTIVE and not capital:
        return False
    for ahead in (at + 1, at + 2) if capital else (at + 1,):
        if not _continues(tokens, ahead):
            return False
        if units.is_plural(tokens.at(ahead)) and not tokens.raw[ahead][0].isupper():
            return True
    return False


def _singular_measure(tokens: Tokens, at: int, number: Number) -> int | None:
    """The measure in "a mile", "half an hour", "one square mile", "1 person"."""
    if not 0 < number.value <= 1 and not number.article:
        return None
    for head in (at, at + 1):
        word = tokens.at(head)
        if word in units.MEASURES or word in units.MONEY or (word == "person" and number.digits):
            return head
        if word not in ("square", "cubic", "nautical", "metric", "full", "whole", "single"):
            return None
    return None


def _named_before(tokens: Tokens, at: int, head: int, unit: str | None) -> str | None:
    """The place in "Port Carrow residents": capital words right before a noun for residents."""
    if unit not in units.LOCALS or head == at:
        return None
    start = head
    while start > at and tokens.raw[start - 1][0].isupper() and "." not in tokens.raw[start - 1]:
        start -= 1
    name = [word.lower().replace("’", "'") for word in tokens.raw[start:head]]
    if any(w in units.NOT_PLACES or w.endswith(("'s", *units.PEOPLES)) for w in name):
        return None
    return " ".join(tokens.raw[start:head]) or None


def _of_whole(tokens: Tokens, at: int, number: Number) -> Unit:
    """The whole behind "14 of the 212 hangers", "dozens of hikers", "half the beds"."""
    none = Unit("none", at)
    if tokens.at(at) != "of":
        if tokens.at(at) not in ("the", "its", "their", "our", "his", "her", "all"):
            return _counted(tokens, at, number)
        at -= 1
    if tokens.at(at + 1) in _PRONOUNS and not tokens.is_word(at + 2):
        return Unit("count", at + 2, None, None, whole=True)
    if tokens.at(at + 1) in ("them", "us", "whom"):
        return Unit("count", at + 2, None, None, whole=True)
    start = _past_number(tokens, _past_determiners(tokens, at + 1))
    head = _plural_head(tokens, start)
    if head is None and number.share:
        head = _singular_head(tokens, start)
    if head is None:
        return none
    unit = replace(_unit(tokens, head), whole=True)
    if number.indefinite and unit.kind == "count":
        unit = replace(unit, whole=False)
    return replace(unit, place=_named_before(tokens, start, head, unit.name))


def _past_determiners(tokens: Tokens, at: int) -> int:
    for _ in range(2):
        at += tokens.at(at) in _DETERMINERS
    if tokens.at(at).endswith(("'s", "s'")) and (tokens.is_number(at + 1) or tokens.at(at + 1) in ONES):
        at += 1
    return at


def _past_number(tokens: Tokens, at: int) -> int:
    for _ in range(3):
        if tokens.is_number(at) or tokens.at(at) in ONES or tokens.at(at) in MAGNITUDES:
            at += 1
    return at


def _singular_head(tokens: Tokens, at: int) -> int | None:
    """The last noun of a run of words without a plural: "the municipal budget"."""
    head = None
    for i in range(at, min(len(tokens), at + 4)):
        if not _continues(tokens, i):
            break
        if head is not None and tokens.low[i].endswith(("ed", "ing", "ly")):
            break
        head = i
    return head


def _of_what(tokens: Tokens, unit: Unit) -> Unit:
    """``unit`` with what is measured: "percent of voters", "tons of cocaine", "inches of rain"."""
    if tokens.at(unit.end) != "of" or tokens.at(unit.end + 1) in _PERSONAL:
        return unit
    start = _past_number(tokens, _past_determiners(tokens, unit.end + 1))
    head = _plural_head(tokens, start)
    if head is None and tokens.at(start - 1) not in ("those", "these"):
        head = _singular_head(tokens, start)
    if head is None:
        return unit
    name = units.unit_of(tokens.low[head], tokens.at(head - 1))
    return replace(unit, end=head + 1, place=_named_before(tokens, start, head, name))


def rate_behind(tokens: Tokens, unit: Unit) -> Unit:
    """``unit`` with the rate behind it: "a day", "per 100,000", "an hour"."""
    at = unit.end
    if tokens.at(at) not in ("a", "an", "per", "each", "every") or not tokens.is_word(at + 1):
        return unit
    noun = tokens.at(at + 1)
    if noun not in units.RATE_NOUNS and (tokens.at(at) != "per" or noun in units.STOP):
        return unit
    if tokens.at(at + 2) in ("ago", "later", "earlier", "before", "after", "old"):
        return unit
    return replace(unit, end=at + 2)
