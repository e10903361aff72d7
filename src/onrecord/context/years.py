"""The year that words beside a month give it: "in March last year", "two years ago, in May"."""

from __future__ import annotations

import re

from onrecord.context.numbers import ONES
from onrecord.model import Span

COUNT = (
    r"(?:(?<![\d,.])\d{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en"
    r"|[Ee]leven|[Tt]welve)"
)
_NUMBERS = ONES | {"a": 1, "an": 1}
_YEAR = (
    r"(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]hat|[Tt]he (?:same|previous|following|next)) year"
    rf"|(?P<count>{COUNT}) years? (?P<way>ago|earlier|later))"
)
_BEHIND = re.compile(rf",? (?:of )?{_YEAR}\b(?![’']s)")
_IN_FRONT = re.compile(rf"\b{_YEAR},? (?:back )?(?:in|on) $")
_LONGEST = 32


def beside(text: str, month: Span) -> re.Match[str] | None:
    """The words behind or in front of ``month`` that tell its year."""
    return _BEHIND.match(text, month.end) or _IN_FRONT.search(
        text, max(0, month.start - _LONGEST), month.start
    )


def meant(words: re.Match[str], this: int) -> tuple[int, ...]:
    """The year that the words mean in the year ``this``; none when they count from another date."""
    if words["which"]:
        return {"last": (this - 1,), "this": (this,)}.get(words["which"].lower(), ())
    return (this - number(words["count"]),) if words["way"] == "ago" else ()


def number(shown: str) -> int:
    """What a count is: "3", "three", "a"."""
    return int(shown) if shown.isdigit() else _NUMBERS[shown.lower()]
