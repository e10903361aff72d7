"""Texts for the cells of a spreadsheet.

A story is hostile input, and a spreadsheet runs a cell that begins with one of a few
characters as a formula. Some programs drop spaces and marks without width in front of it
first, and East Asian ones take the full-width form.
"""

from __future__ import annotations

import re

_DROPPED = r"[\s\x00-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_FORMULA = re.compile(rf"'*(?:[\t\r\n]|{_DROPPED}*[=+\-@＝＋－＠﹢﹣﹦﹫])")


def safe(value: str) -> str:
    """``value`` with an apostrophe in front where a spreadsheet might run it; ``plain`` undoes it."""
    return "'" + value if _FORMULA.match(value) else value


def plain(value: str) -> str:
    """What ``safe`` was given."""
    return value[1:] if value.startswith("'") and _FORMULA.match(value, 1) else value
