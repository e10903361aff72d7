"""Dates as metadata and signatures print them, turned into ISO 8601.

Only forms that can be read in one way: 3/4/2018 is two days, so it is none.
"""

from __future__ import annotations

import re
from datetime import datetime

from onrecord.model import YEARS

_NAMES = (
    "january jan januar janvier enero ene jän jänner",
    "february feb februar février fevrier febrero",
    "march mar märz mrz mars marzo",
    "april apr avril abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet julio",
    "august aug août aout agosto ago",
    "september sep sept septembre septiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez décembre decembre diciembre dic",
)
MONTHS: dict[str, int] = {name: n for n, names in enumerate(_NAMES, 1) for name in names.split()}

_MONTH = r"(?P<{0}>[A-Za-zäéûô]{{3,10}})\.?"
_WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,?\s{1,2})?"

#: A date in words or ISO form; ``named_date`` reads its match.
DATE = re.compile(
    rf"(?:{_MONTH.format('m1')}\s{{1,2}}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}(?P<y1>\d{{4}})"
    rf"|(?<!\d)(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:de\s)?{_MONTH.format('m2')},?\s(?:del?\s)?(?P<y2>\d{{4}})"
    r"|(?<!\d)(?<!^-)(?P<y3>\d{4})-(?P<n3>\d{2})-(?P<d3>\d{2}))(?!\d)"
)
_DATE_AT_START = re.compile(_WEEKDAY + DATE.pattern)
_ISO = re.compile(
    r"(?P<date>\d{4}(?:-\d{2}(?:-\d{2})?)?)"
    r"(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(?P<zone>Z|z|[+-]\d{2}(?::?\d{2})?|UTC|GMT)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?")
_LONGEST = 80


def iso_date(value: str) -> str | None:
    """``value`` as ISO 8601, as precise as given; None where it is no unambiguous date, or none
    of a year in which something can have been published (``YEARS``).

    A time of day is kept when it is given with the date in ISO or mail form
    ("2018-12-19T14:02:00Z", "Wed, 19 Dec 2018 14:02:00 GMT").
    """
    value = " ".join(value[: 2 * _LONGEST].split())
    if not value or len(value) > _LONGEST:
        return None
    if whole := _ISO.fullmatch(value):
        return _checked(whole["date"], whole["time"], whole["zone"])
    if whole := _COMPACT.fullmatch(value):
        year, month, day, hour, minute, second, zone = whole.groups()
        clock = f"{hour}:{minute}:{second or '00'}" if hour else None
        return _checked(f"{year}-{month}-{day}", clock, zone)
    return _mail_date(value) or _words_date(value)


def named_date(match: re.Match[str]) -> str | None:
    """The day that a match of ``DATE`` names, as YYYY-MM-DD; None when there is no such day."""
    if match["y3"]:
        return _checked(f"{match['y3']}-{match['n3']}-{match['d3']}", None, None)
    name = match["m1"] or match["m2"]
    month = MONTHS.get(name.lower())
    if month is None:
        return None
    day, year = int(match["d1"] or match["d2"]), match["y1"] or match["y2"]
    return _checked(f"{year}-{month:02d}-{day:02d}", None, None)


def _words_date(value: str) -> str | None:
    found = _DATE_AT_START.match(value) or DATE.search(value)
    if not found:
        month = re.fullmatch(r"([A-Za-zäéûô]{3,10})\.? (\d{4})", value)
        number = MONTHS.get(month[1].lower()) if month else None
        return _checked(f"{month[2]}-{number:02d}", None, None) if month and number else None
    return named_date(found)


def _mail_date(value: str) -> str | None:
    from email.utils import parsedate_to_datetime

    found = re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} (\d{4}) \d{2}:\d{2}", value)
    if found is None or int(found[1]) not in YEARS:
        return None
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, IndexError, TypeError):
        return None


def _checked(date: str, clock: str | None, zone: str | None) -> str | None:
    """The date and time joined, when the calendar and the clock have them."""
    if zone in ("UTC", "GMT", "z"):
        zone = "Z"
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:] or '00'}"
    whole = date + (f"T{clock}{zone or ''}" if clock else "")
    padded = date + "-01-01"[len(date) - 4 :]
    if int(date[:4]) not in YEARS:  # a null date, most likely
        return None
    try:
        datetime.fromisoformat(padded)
        if clock:
            shortened = re.sub(r"(\.\d{6})\d+", r"\1", whole)
            datetime.fromisoformat(re.sub(r"\.\d{1,5}(?!\d)", "", shortened))
    except ValueError:
        return None
    return whole
