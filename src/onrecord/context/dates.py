"""Dates and times as news prints them: "late Tuesday", "Sept. 8", "earlier this month".

A month or weekday is the nearest one that is not after the anchor (the publication
date); what the text leaves open stays open: "in September" is a month, "this fall" has
no date at all. dateparser is not used: it reads a Thursday's "Thursday" as the week
before and knows neither "late Tuesday" nor "earlier this month".
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from datetime import timedelta

from onrecord.context import years
from onrecord.context.holidays import HOLIDAYS, holiday
from onrecord.context.years import COUNT, number
from onrecord.model import YEARS, Span

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|Jun[e.]|Jul[y.]|Aug(?:ust|\.)?"
    r"|Sept(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:morning|afternoon|evening|night)"
_UNIT = r"(?:day|night|week|month|year|decade)"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?(?![\d,.]?\d|%| percent)"
_EXPRESSION = re.compile(
    rf"\b(?:(?P<weekday>{_WEEKDAY})(?:,? (?P<wm>{_MONTH}) (?P<wd>{_DAY})(?:, ?(?P<wy>\d{{4}})\b)?)?"
    rf"|(?P<m>{_MONTH})(?: (?P<d>{_DAY}))?(?:,? ?(?:of )?(?P<y>(?:19|20)\d\d)\b)?"
    rf"|(?P<d2>{_DAY})(?: of)? (?P<m2>{_MONTH})(?:,? (?P<y2>\d{{4}})\b)?"
    r"|(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)\b"
    r"|(?P<year>(?:19|20)\d\d)(?![\d%-]|,\d| percent)"
    r"|(?P<today>[Tt]oday|[Tt]onight)\b|(?P<yesterday>[Yy]esterday)\b"
    rf"|(?P<this>[Tt]his|[Ll]ast|[Tt]hat|[Nn]ext|[Tt]he (?:past|previous|following|next|same)|[Tt]hat same)"
    rf" (?P<unit>(?:past )?weekend|week|month|year|day|decade|fall|autumn|winter|spring|summer|season"
    rf"|{_PART})\b"
    rf"|(?P<n>{COUNT}) (?P<nu>{_UNIT})s? (?P<way>ago|earlier|before|later|prior|after)\b"
    r"|(?P<vague>[Ii]n the (?:past|meantime)(?! \w+ (?:day|week|month|year|decade))\b"
    r"|[Ii]n recent (?:days|weeks|months|years)|[Rr]ecently\b(?! as )"
    r"|[Oo]ver the (?:weekend|past \w+(?: \w+)?|years|summer)|[Pp]reviously\b|[Ee]arlier in the \w+)"
    r"|(?P<then>[Aa]t the time\b(?! of)|then(?=[.,])|(?:the )?day (?P<side>before|after)\b)"
    rf"|(?P<holiday>{HOLIDAYS}))"
)
_BEFORE = re.compile(
    r"(?:(?:^|[^\w’'])(?P<hour>(?:\d{1,2}(?::\d\d)? ?[ap]\.?m\.?)|noon|midnight),? (?:on )?)?"
    r"(?P<mod>\b(?:[Aa]s (?:recently|early|late) as|[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater|[Mm]id-?|[Ll]ast"
    r"|[Tt]his|[Nn]ext|[Tt]his past)(?: in| on)? ?)?$"
)
_AFTER = re.compile(
    rf" (?:{_PART}|(?:of )?last week|(?:a )?week ago)\b(?:,? (?:at )?\d{{1,2}}(?::\d\d)? ?[ap]\.?m\.?)?"
)
_PREPOSITION = re.compile(r"([A-Za-z’']+)(?:,)? $")
_OPENS_MONTH = re.compile(
    r"a|after|and|back|before|by|during|earlier|early|for|from|her|his|in|last|late|mid|next|of|since"
    r"|the|their|this|through|until"
)
# The day in a programme's name: "the BBC's Sunday programme", "Sky's Sunday Morning".
_OWNED = re.compile(r"(?:[’']s|s[’']) [“\"‘]?$")
_IN_TITLE = re.compile(
    r" (?:(?:[a-z]+ ){0,2}(?:programmes?|programs?|show|magazine|supplement|paper|newspaper|edition|podcast"
    r"|breakfast|politics)\b"
    r"|(?:Morning|Night|Live|Politics|Report|Review|Show|Supplement|Magazine)\b)"
)
_OPENS_YEAR = re.compile(r"after|before|by|during|early|from|in|late|mid|of|since|through|until")
_YEARS_NOUN = re.compile(
    r" (?:[\w-]+ ){0,2}?"
    r"(?:report|study|survey|poll|analysis|interview|speech|letter|memo|book|paper|essay|profile|article"
    r"|column|lawsuit|filing|email|ruling|opinion|decision|hearing|debate|investigation|audit"
    r"|documentary|appearance)\b"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date that relative expressions are resolved against.

    ``weekdays`` is false when only the anchor's own weekday is certain, as it is for a
    date taken from an embedded post: the story may be a day or a week younger.
    """

    date: str
    weekdays: bool = True
    spans: tuple[Span, ...] = ()

    @property
    def day(self) -> datetime.date | None:
        """The day, when the anchor is that precise, and no null date."""
        try:
            day = datetime.date.fromisoformat(self.date[:10])
        except ValueError:
            return None
        return day if self.possible else None

    @property
    def possible(self) -> bool:
        """Whether it begins with a year that can be meant."""
        return self.date[:4].isdecimal() and int(self.date[:4]) in YEARS


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time in a text.

    ``date`` is ISO 8601 as precise as the text, or None with a ``reason``;
    ``preposition`` is the word before it in lower case, ``possessive`` that an "'s"
    follows ("Monday's debate"). ``shift`` is a number of days from the date named
    before it ("a day earlier", "at the time": 0), None for any other expression.
    """

    span: Span
    text: str
    date: str | None
    relative: bool
    preposition: str
    possessive: bool
    reason: str | None = None
    shift: int | None = None


def expressions(text: str, anchor: Anchor | None, within: Span | None = None) -> list[Expression]:
    """Every expression of time in ``text`` (in ``within`` of it), in order, resolved against ``anchor``."""
    if anchor is not None and not anchor.possible:
        anchor = None
    found: list[Expression] = []
    start, end = (within.start, within.end) if within else (0, len(text))
    for match in _EXPRESSION.finditer(text, start, end):
        expression = _expression(text, match, anchor)
        if expression is None or expression.span.start < start or expression.span.end > end:
            continue
        if not (found and found[-1].span.overlaps(expression.span)):
            found.append(expression)
        elif expression.span.end > found[-1].span.end:  # "last year, in March" is one
            found[-1] = expression
    return found


def _expression(text: str, match: re.Match[str], anchor: Anchor | None) -> Expression | None:
    start, end = match.span()
    before = _BEFORE.search(text, max(0, start - 24), start)
    modifier = (before["mod"] or "").strip() if before else ""
    if before and before.end() > before.start():
        start = before.start("hour") if before["hour"] else before.start("mod")
    if match["weekday"] and (after := _AFTER.match(text, end)):
        end = after.end()
    if not _stands_alone(text, match, _preposition(text, start), modifier.lower()):
        return None
    month = match["m"] or match["m2"] or match["wm"]
    year = years.beside(text, Span(start, end)) if month and not _year_of(match) else None
    if year is not None:
        start, end = min(start, year.start()), max(end, year.end())
    value, shift = _value(match, modifier.lower(), text[start:end], year, anchor)
    reason = None
    if value is None and shift is None:
        reason = _why_none(match, text[start:end], anchor)
    relative = not (match["iso"] or match["year"] or _year_of(match))
    possessive = text[end : end + 2] in ("'s", "’s")
    return Expression(
        Span(start, end),
        text[start:end],
        value,
        relative,
        _preposition(text, start),
        possessive,
        reason,
        shift,
    )


def _preposition(text: str, start: int) -> str:
    """The word before ``start`` in lower case."""
    word = _PREPOSITION.search(text, max(0, start - 16), start)
    return word[1].lower() if word else ""


def _year_of(match: re.Match[str]) -> str | None:
    """The year that is printed with a month."""
    return match["y"] or match["y2"] or match["wy"]


def _stands_alone(text: str, match: re.Match[str], preposition: str, modifier: str) -> bool:
    """Whether the match is a time at all: "March" may be a verb, 2012 a number."""
    if match["m"] and not match["d"]:
        if match["m"].rstrip(".") in ("May", "March") or not match["y"]:
            return _OPENS_MONTH.fullmatch(preposition) is not None or bool(modifier)
        return True
    if match["year"]:
        named = _YEARS_NOUN.match(text, match.end()) is not None
        return (
            _OPENS_YEAR.fullmatch(preposition) is not None or named or modifier in ("early", "late", "mid-")
        )
    if match["weekday"] and not match["wm"]:
        owned = _OWNED.search(text, max(0, match.start() - 4), match.start()) is not None
        return not (owned and _IN_TITLE.match(text, match.end()))
    if match["holiday"]:
        return preposition not in ("happy", "merry")
    return True


def _why_none(match: re.Match[str], shown: str, anchor: Anchor | None) -> str:
    fixed = match["vague"] or (
        match["this"] and not match["unit"].endswith(("month", "year", "night", "morning"))
    )
    if fixed or match["nu"] in ("week", "decade"):
        return f"“{shown}” gives no date"
    if anchor is None:
        return f"no publication date to resolve “{shown}” against"
    if not anchor.weekdays and match["weekday"]:
        return f"only an embedded post's date, {anchor.date}, to resolve “{shown}” against"
    return f"“{shown}” cannot be resolved against {anchor.date}"


def _value(
    match: re.Match[str], modifier: str, shown: str, year: re.Match[str] | None, anchor: Anchor | None
) -> tuple[str | None, int | None]:
    """The date, or the shift in days from the date named before."""
    if match["iso"]:
        return _calendar(int(match["iso"][:4]), int(match["iso"][5:7]), int(match["iso"][8:])), None
    if match["m"] or match["m2"] or match["wm"]:
        return _month_or_day(match, modifier, year, anchor), None
    if match["year"]:
        return _not_later(match["year"], anchor), None
    if match["then"]:
        return None, {"before": -1, "after": 1}.get(match["side"] or "", 0)
    if match["n"]:
        return _counted(match, anchor)
    if match["this"]:
        return _unit(match, modifier, anchor)
    day = anchor.day if anchor else None
    if day is None:
        return None, None
    if match["weekday"]:
        return _weekday(match["weekday"], shown, modifier, anchor, day), None
    if match["today"] or match["yesterday"]:
        return (day - timedelta(1 if match["yesterday"] else 0)).isoformat(), None
    if match["holiday"]:
        named = holiday(match["holiday"], day)
        return (named.isoformat() if named else None), None
    return None, None


def _weekday(name: str, shown: str, modifier: str, anchor: Anchor | None, day: datetime.date) -> str | None:
    back = (day.weekday() - WEEKDAYS.index(name)) % 7
    if modifier == "next" or (anchor and not anchor.weekdays and back):
        return None
    if (modifier == "last" and back == 0) or shown.endswith("week ago"):
        back += 7
    if shown.endswith("last week"):
        back += 7 if back <= day.weekday() else 0
    return (day - timedelta(back)).isoformat()


def _month_or_day(
    match: re.Match[str], modifier: str, words: re.Match[str] | None, anchor: Anchor | None
) -> str | None:
    name = match["m"] or match["m2"] or match["wm"]
    month = next(n for n, full in enumerate(MONTHS, 1) if full[:3] == name[:3])
    shown_day = match["d"] or match["d2"] or match["wd"]
    day = int(re.sub(r"\D", "", shown_day)) if shown_day else None
    year = _year_of(match)
    if year:
        return _calendar(int(year), month, day)
    if anchor is None or len(anchor.date) < 7 or modifier == "next":
        return None
    this = int(anchor.date[:4])
    for candidate in (this, this - 1) if words is None else years.meant(words, this):
        value = _calendar(candidate, month, day)
        if value is None or value <= anchor.date[: len(value)]:
            return value
    return None


def _counted(match: re.Match[str], anchor: Anchor | None) -> tuple[str | None, int | None]:
    count = number(match["n"])
    unit, way = match["nu"], match["way"]
    if unit in ("week", "decade"):
        return None, None
    if way != "ago":
        sign = 1 if way in ("later", "after") else -1
        return None, (sign * count if unit in ("day", "night") else None)
    day = anchor.day if anchor else None
    if unit in ("day", "night"):
        return ((day - timedelta(count)).isoformat() if day else None), None
    if anchor is None or (unit == "month" and len(anchor.date) < 7):
        return None, None
    year, month = int(anchor.date[:4]), int(anchor.date[5:7] or 1)
    if unit == "year":
        return (f"{year - count:04d}" if year > count else None), None
    total = year * 12 + month - 1 - count
    return (f"{total // 12:04d}-{total % 12 + 1:02d}" if total >= 12 else None), None


def _unit(match: re.Match[str], modifier: str, anchor: Anchor | None) -> tuple[str | None, int | None]:
    """ "this month", "last year", "last night", "that day", "the same day"."""
    which, unit = match["this"].lower(), match["unit"]
    if which in ("that", "the same", "that same"):
        return None, (0 if unit in ("day", "night", "morning", "afternoon", "evening") else None)
    if which in ("the previous", "the following", "the next"):
        near = unit in ("day", "night", "morning", "afternoon", "evening")
        return None, ((-1 if which == "the previous" else 1) if near else None)
    if anchor is None or which in ("next", "the past"):
        return None, None
    back = 1 if which == "last" else 0
    if unit == "year":
        return str(int(anchor.date[:4]) - back), None
    if unit == "month" and len(anchor.date) >= 7:
        total = int(anchor.date[:4]) * 12 + int(anchor.date[5:7]) - 1 - back
        return f"{total // 12:04d}-{total % 12 + 1:02d}", None
    if unit in ("morning", "afternoon", "evening", "night") and anchor.day:
        return (anchor.day - timedelta(back)).isoformat(), None
    return None, None


def _not_later(year: str, anchor: Anchor | None) -> str | None:
    return year if anchor is None or year <= anchor.date[:4] else None


def _calendar(year: int, month: int, day: int | None) -> str | None:
    """The date in ISO 8601 when the calendar has it."""
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
