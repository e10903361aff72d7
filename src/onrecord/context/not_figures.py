"""Numbers that are no quantities: dates, times, ages, names, scores, sections, idioms.

Each rule looks at a few tokens around the number and answers one question.
"""

from __future__ import annotations

from onrecord.context import units
from onrecord.context.figure_tokens import Tokens
from onrecord.context.noun_phrases import Unit
from onrecord.context.numbers import ONES, Number
from onrecord.context.units import words

_MONTHS = words(
    """
    january february march april may june july august september october november december jan feb mar apr
    jun jul aug sep sept oct nov dec
    """
)
_TIMES = words(
    """
    a.m. p.m. a.m p.m am pm o'clock gmt est edt et pst pdt pt cst cet utc bst noon
    """
)
_GLUED_BEFORE = frozenset("/:_.#@&=+~*\\%^|°'’")
_GLUED_AFTER = frozenset("/_:=@#\\^&")
_SUFFIXES = frozenset(units.ABBREVIATIONS) | {"bn", "mn", "tn", "bln", "mln", "p", "c", "x"}

# What is numbered rather than counted, when the number follows it.
_NUMBERED_WORDS = """
    section sections article articles chapter chapters title titles amendment amendments proposition prop
    rule page pages count counts phase stage level tier type category grade class version number numbers
    room flight route routes highway interstate channel area district precinct ward unit apartment apt suite
    gate terminal platform day week round game match part step volume verse item exhibit figure table psalm
    size season episode scene resolution form studio act lot sector zone building pier annex schedule
    appendix paragraph clause docket case lane column formula windows age ages aged code zip box
    extension junction exit mark ps ch sec art vol pp nos no fig hr op line
    """
_NUMBERED = words(_NUMBERED_WORDS)
_PAGED = words("photo image slide page picture")
# Of those, what may also stand before a count: "every week 40 boats", "that day 14 people".
_ALSO_BEFORE_COUNTS = words(
    "day week game match round season case line number numbers figure lot act step count"
)
_YEAR_BEFORE = words(
    """
    in of since by from until till the late early mid his her their its our this that a an circa year during
    before after and between through for any other every each all
    """
)
# Behind one of these a bare number is a time, an age, a place in a list.
_BARE_BEFORE = words(
    """
    at by on until till since in from to before after turned turns turning aged age ages number no page room
    the a an this that these those his her its their our my your and or of with than for as between under
    over into through past he she it i you we they who which near
    """
)
_TOTALS = words(
    """
    total number maximum average toll median crowd minimum tally capacity estimate figure
    """
)
_RISES = words(
    """
    rose risen rise rises rising fell fallen fall falls falling grew grown grow climbed climb dropped drop
    drops increased increase cut reduced raised raise raising declined shrank swelled jumped came brought
    bringing up down
    """
)
_STOOD = words(
    """
    toll put stood stands stand tally estimated number total capped limited
    """
)
_DEFINITE = words(
    """
    the these those both his her their our my your its all other any such which whose last next first
    """
)
# Behind one of these a small bare number may be an hour or no number at all.
_LOOSE = words("about around some almost nearly perhaps maybe another every")
_AHEAD = words("ahead behind up down higher lower above below clear")
_BEING = words("is am was are were i'm he's she's you're they're we're then be being")
_SURE = words(
    """
    sure certain right wrong committed behind convinced honest effort agree correct true clear confident
    """
)
_TOP = words("top richest wealthiest bottom poorest upper")
_SPAN_OF_TIME = words(
    """
    for lasted took spent served worked waited lived over within nearly almost another
    """
)
_ONE_TALK = words("day night minute second morning time evening week generation season")


def is_coded(tokens: Tokens, i: int) -> bool:
    """Whether the digits at token ``i`` are one of several with a mark between: "1,2,3", "192.168.10.4"."""
    if (
        tokens.glued(i - 1)
        and tokens.raw[i - 1] in ",./:"
        and tokens.glued(i - 2)
        and tokens.is_number(i - 2)
    ):
        return True
    return tokens.glued(i) and tokens.raw[i + 1] in ",./:" and tokens.glued(i + 1) and tokens.is_number(i + 2)


def is_glued(tokens: Tokens, start: int, number: Number) -> bool:
    """Whether the number is part of a longer word or code: "COVID-19", "9/11", "21st", "45-year-old"."""
    before, after = start - 1, number.end
    if tokens.glued(before):
        mark = tokens.raw[before]
        inside = before > 0 and tokens.glued(before - 1) and tokens.raw[before - 1][-1].isalnum()
        if mark[-1].isalnum() or (mark in _GLUED_BEFORE and (mark != "'" and mark != "’")):
            return True
        if inside and mark in "-–,.'’":
            return True
        if mark in "'’" and number.digits and number.value < 100 and tokens.at(after) in ("s", "'s"):
            return True
    if not tokens.glued(after - 1):
        return False
    mark = tokens.at(after)
    if mark[:1].isalnum():
        return mark not in _SUFFIXES
    if mark in _GLUED_AFTER:
        return mark != ":" or tokens.glued(after)
    if mark in "-–" and tokens.glued(after):
        return tokens.at(after + 1) not in ("percent", "pct") and tokens.at(after + 1) != "per"
    return mark in ".," and tokens.glued(after) and tokens.is_number(after + 1)


def is_date(tokens: Tokens, start: int, number: Number) -> bool:
    """Whether the number is a day or an hour: "Dec. 4", "19 December", "10 a.m.", "nine o'clock"."""
    if tokens.at(number.end) in _TIMES:
        return number.value <= 24 or number.digits
    if not number.digits or number.value > 31 or number.value % 1:
        return False
    if _is_month(tokens, number.end) and tokens.printed(number.end)[0].isupper():
        return True
    if tokens.at(start - 1) == ".":
        return _is_month(tokens, start - 2)
    return _is_month(tokens, start - 1)


def _is_month(tokens: Tokens, i: int) -> bool:
    return tokens.at(i) in _MONTHS and tokens.raw[i][0].isupper()


def is_year(tokens: Tokens, start: int, number: Number, unit: Unit, bounded: bool) -> bool:
    """Whether four digits name a year: always when nothing is counted, else by what stands around them."""
    if not looks_like_year(number):
        return False
    if unit.name is None or unit.whole:
        return True
    if bounded:
        return False
    noun = unit.name.split()[-1]
    if tokens.at(start - 1) == ",":
        return tokens.is_number(start - 2)
    return noun in units.EVENTS or tokens.at(start - 1) in _YEAR_BEFORE or "'" in tokens.at(start - 1)


def looks_like_year(number: Number) -> bool:
    """Whether the number is four plain digits between 1400 and 2100."""
    plain = number.digits and not number.grouped and number.factor == 1 and not number.share
    return plain and number.value % 1 == 0 and 1400 <= number.value <= 2100


def is_name(tokens: Tokens, start: int, number: Number, unit: Unit) -> bool:
    """Whether the number is part of a name or numbers a thing: "Apollo 11", "page 14", "the Big Ten"."""
    before, word = tokens.at(start - 1), tokens.printed(start - 1)
    if number.factor != 1 or number.grouped or number.share:
        return False
    if unit.name in _PAGED and (unit.whole or (before == "of" and tokens.is_number(start - 2))):
        return True  # "Caption 1 of 19 photos"
    if before == "of" and tokens.printed(start - 2) == "Group" and number.value in (7, 8, 20):
        return True
    if before == ".":
        return _is_abbreviated_name(tokens, start)
    if before in ("#", "№") or before in _NUMBERED:
        return not (unit.kind != "none" and word.islower() and before in _ALSO_BEFORE_COUNTS)
    if not number.digits:
        capital = tokens.raw[start][0].isupper() and tokens.at(start) not in ("a", "an")
        return capital and not tokens.titled and not tokens.opens_sentence(start)
    if unit.kind in ("percent", "money") or not tokens.is_word(start - 1) or tokens.titled:
        return False
    if word.isupper() and "." in word and before not in ("u.s.", "u.k.", "u.n."):
        return True
    if word.islower() or before in units.STOP:
        return False
    if unit.kind != "none" and (tokens.opens_sentence(start - 1) and before.endswith(("ly", "ed", "ing"))):
        return False
    return not (unit.kind != "none" and _in_place(tokens, start - 1))


def _is_abbreviated_name(tokens: Tokens, start: int) -> bool:
    if not tokens.glued(start - 2):
        return False
    word = tokens.printed(start - 2)
    return word in ("No", "Nos", "Sec", "Art", "Ch", "S", "H", "pp", "p", "vol", "Vol") or (
        len(word) == 1 and word.isupper()
    )


def _in_place(tokens: Tokens, i: int) -> bool:
    """Whether the capital words that end at ``i`` follow an "in": "In Tarsia 14 villages"."""
    for at in range(i, max(-1, i - 4), -1):
        if tokens.at(at) == "in":
            return True
        if not tokens.is_word(at) or not tokens.raw[at][0].isupper():
            return False
    return False


def is_age(tokens: Tokens, start: int, number: Number, unit: Unit) -> bool:
    """Whether the number is an age: "58," "300 years old", "under age 18"."""
    if tokens.at(unit.end) == "old" or tokens.low[unit.end : unit.end + 2] == ["of", "age"]:
        return True
    return unit.kind == "none" and tokens.at(start - 1) in ("age", "aged", "ages", "turned")


def is_moment(tokens: Tokens, start: int, unit: Unit) -> bool:
    """Whether the phrase names a point in time: "three days later", "10 years ago"."""
    if unit.kind != "measure" or (unit.name or "").split()[-1] not in units.TIME:
        return False
    after = tokens.at(unit.end)
    if after in ("ago", "later", "earlier", "hence", "prior", "beforehand"):
        return True
    if tokens.low[unit.end : unit.end + 2] in (["from", "now"], ["from", "today"]):
        return True
    return after in ("before", "after") and tokens.at(start - 1) not in _SPAN_OF_TIME


def is_idiom(tokens: Tokens, start: int, number: Number, unit: Unit) -> bool:
    """Whether the words only talk: "thanks a million", "100 percent sure", "the top one percent"."""
    before, after = tokens.at(start - 1), tokens.at(number.end)
    if not number.digits and (before in ("thanks", "whole") or after in ("apologies", "thanks")):
        return True
    if not number.small and before == "like" and after == "bucks":
        return True
    if unit.kind == "percent":
        if number.value in (100, 110, 1000, 200) and tokens.at(unit.end) in _SURE:
            return True
        return number.value == 1 and before in _TOP | {"the"}
    beyond = tokens.at(number.end + 1)
    return after == "times" and (
        beyond in ("as", "more", "less", "the", "that", "its", "his", "their")
        or (tokens.is_word(number.end + 1) and beyond not in units.STOP)
    )


def is_talk(tokens: Tokens, start: int, number: Number, unit: Unit, bounded: bool) -> bool:
    """Whether a small number in words is no count: "the two men", "two sides", "that one purpose"."""
    if number.indefinite or number.share or number.digits:
        return False
    before = tokens.at(start - 1)
    noun = (unit.name or "").split()[-1:] or [""]
    if number.value == 1 and not number.article:
        return _is_one_talk(tokens, start, unit, noun[0], before)
    if number.value >= 10 or unit.kind in ("percent", "money", "measure"):
        return False
    if unit.whole and unit.name is None and tokens.at(unit.end - 1) in ("them", "whom"):
        return before in _DEFINITE
    if unit.kind == "none" or unit.name is None:
        return not bounded or tokens.at(start) in _LOOSE | {"over", "under"}
    if noun[0] in units.VAGUE:
        if noun[0] == "time" and bounded:  # "at least three times"; a multiple is none before
            return False
        return noun[0] != "point" or tokens.at(unit.end) not in _AHEAD
    if number.end - start > 1 and tokens.at(start) == "one" and tokens.at(start + 1) == "or":
        return True
    if (
        before == "the"
        and tokens.at(start - 2) == "of"
        and (tokens.is_number(start - 3) or tokens.at(start - 3) in ONES)
    ):
        return False  # "three of the five suspects" says how many there were
    return not bounded and not unit.whole and (before in _DEFINITE or before.endswith(("'s", "s'")))


def _is_one_talk(tokens: Tokens, start: int, unit: Unit, noun: str, before: str) -> bool:
    if unit.kind == "percent":
        return False
    if tokens.low[start : start + 2] == ["at", "least"]:
        return unit.kind == "none"
    if unit.kind in ("money", "measure"):
        return noun in _ONE_TALK or before in ("no", "not", "every", "each", "that", "this", "the", "any")
    return True


def is_bare_talk(tokens: Tokens, start: int, end: int, number: Number, bounded: bool) -> bool:
    """Whether a number without anything counted is to be left alone: "at 9", "won 3", "10 Larkspur Lane"."""
    if number.indefinite:
        return number.value < 20
    if number.article or number.share:
        return number.article or not (bounded or _is_stated_share(tokens, number))
    after = tokens.printed(end)
    if after[:1].isupper() and tokens.is_word(end) and not tokens.titled and not number.grouped:
        return True
    if tokens.at(end) in ("-", "–", "to") and tokens.is_number(end + 1):
        return True
    if bounded:
        return _is_bounded_talk(tokens, start, number)
    if number.grouped or number.factor >= 1000:
        return False
    if number.value < 10 or number.value % 1 or not tokens.is_word(start - 1):
        return not (not number.digits and number.value >= 10)
    before = tokens.at(start - 1)
    if before in _BEING and number.value < 110:
        return True
    if tokens.at(start - 2) == "-" and tokens.printed(start - 3)[:1].isupper():
        return True
    if before == "of" and tokens.at(start - 2) in _TOTALS:
        return False
    if before == "to" and tokens.at(start - 2) in _RISES:
        return False
    if before == "at" and any(tokens.at(i) in _STOOD for i in range(start - 5, start - 1)):
        return False
    return before in _BARE_BEFORE or not tokens.printed(start - 1).islower()


def _is_stated_share(tokens: Tokens, number: Number) -> bool:
    """ "Two-thirds said no": a fraction with a hyphen, or "one in five", and no noun behind it."""
    if number.end - number.start < 3 or number.value == 0.5:
        return False
    return tokens.at(number.end) not in ("majority", "vote", "term", "-") and not tokens.glued(number.end - 1)


def _is_bounded_talk(tokens: Tokens, start: int, number: Number) -> bool:
    word = tokens.at(start)
    if word in ("under", "over", "above", "below") and number.value < 100:
        return True
    return word in _LOOSE and number.value < 13
