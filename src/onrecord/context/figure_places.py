"""The place that a figure is about, where the text names it beside the figure."""

from __future__ import annotations

from onrecord.context import units
from onrecord.context.figure_tokens import Tokens
from onrecord.context.noun_phrases import Unit
from onrecord.context.units import words

_IN = words("in across throughout near inside outside through around")
_DIRECTIONS = words(
    """
    north south east west northern southern eastern western northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern central upstate downtown suburban rural greater
    mainland coastal upper lower inner outer
    """
)
_SIDES = words("bank coast side shore border")
# What may stand between the figure and its place: verbs, and when it happened.
_BETWEEN = words(
    """
    who that which is are was were be been being have has had will would could may remain remained
    remains live lives lived work works died die dead stay stays stayed without last this next year
    month week day now currently still already yesterday today alone annually each every mostly mainly
    there fell ill sick hurt held shot sent found lost left born seen built hit struck taken kept caught
    burnt driven sold made bought
    """
)
_SPAN_IN = 5
_NO_PLACE = words(
    """
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec spring summer
    fall autumn winter christmas easter thanksgiving ramadan president mr mrs ms dr sen rep gov secretary
    judge order phase section article chapter title part round super act amendment
    """
)
# Last words of what is a body and no place.
_BODIES = words(
    """
    senate house congress court department committee party company corp inc times post journal council bank
    agency office bureau ministry union league commission
    """
)
_SETTLEMENTS = words(
    """
    village town city province state district county region suburb port island neighborhood capital republic
    """
)
_JOINING = frozenset({"of", "de", "la", "el", "al", "del"})


def place_of(tokens: Tokens, unit: Unit, start: int) -> str | None:
    """The place named before the unit noun, behind the figure, or at the sentence's start."""
    return unit.place or _behind(tokens, unit) or _opening(tokens, start)


def _behind(tokens: Tokens, unit: Unit) -> str | None:
    at = unit.end
    noun = (unit.name or "").split()[-1:]
    if tokens.at(at) == "of" and noun and noun[0] in units.RESIDENTS:
        return _name(tokens, at + 1)
    for _ in range(_SPAN_IN):
        word = tokens.at(at)
        if word in _IN:
            return _name(tokens, at + 1)
        if word == "on":
            return _side(tokens, at + 1)
        lacking = tokens.at(at - 1) == "without" and word not in units.STOP
        if not tokens.is_word(at) or not (lacking or word in _BETWEEN or word.endswith(("ed", "ing"))):
            return None
        at += 1
    return None


def _opening(tokens: Tokens, start: int) -> str | None:
    """The place in "In Moravia, 320 people": only right before the figure's clause."""
    for at in range(start - 1, max(-1, start - 8), -1):
        if tokens.at(at) == "in" and tokens.opens_sentence(at):
            name = _name(tokens, at + 1)
            length = len(name.split()) if name else 0
            closed = any(tokens.at(i) == "," for i in range(at + 1 + length, min(start, at + 4 + length)))
            return name if closed or at + 1 + length == start else None
        if tokens.at(at) in (".", "!", "?", ";"):
            return None
    return None


def _side(tokens: Tokens, at: int) -> str | None:
    at += tokens.at(at) == "the"
    if tokens.at(at) in _DIRECTIONS and tokens.at(at + 1) in _SIDES:
        return f"{tokens.raw[at]} {tokens.raw[at + 1]}"
    return None


def _name(tokens: Tokens, at: int) -> str | None:
    """The name of a place that starts at token ``at``, without its article."""
    if tokens.titled:
        return None
    article = tokens.at(at) == "the"
    at += article or tokens.at(at) == "a"
    if tokens.at(at) in _SETTLEMENTS and tokens.at(at + 1) == "of":
        at += 2
    first = at
    while tokens.at(at) in _DIRECTIONS and not tokens.raw[at][0].isupper():
        at += 1
    count = 0
    while (
        count < 5
        and tokens.is_word(at)
        and (
            tokens.raw[at][0].isupper()
            or (count and tokens.at(at) in _JOINING and tokens.printed(at + 1)[:1].isupper())
        )
    ):
        if "'" in tokens.low[at] or (tokens.glued(at) and tokens.at(at + 1) in ("'", "’")):
            return None
        at += 1
        count += 1
    if not count:
        return _side(tokens, first)
    printed = tokens.raw[first:at]
    while printed and printed[-1].lower() in _NO_PLACE:
        printed.pop()
    name = " ".join(printed)
    last = printed[-1] if printed else ""
    if not printed or last.lower().endswith(("ican", "ish", "ese", "ian", "ians", "icans")):
        return None
    if any(w.lower() in _NO_PLACE for w in printed) or name.lower() in units.NOT_PLACES - {"u.s."}:
        return None
    if last.lower() in _BODIES or (article and _is_modifier(tokens, at)):
        return None
    acronym = (
        last.isupper() and len(last) > 2 and "." not in last and last not in ("USA", "UAE", "NYC", "DRC")
    )
    return None if acronym and len(printed) == 1 else name


def _is_modifier(tokens: Tokens, at: int) -> bool:
    """Whether the name that ends before ``at`` only describes: "the Oslund race"."""
    word = tokens.printed(at)
    return (
        tokens.is_word(at)
        and word.islower()
        and word not in units.STOP
        and not word.endswith(("ed", "ing", "ly"))
    )
