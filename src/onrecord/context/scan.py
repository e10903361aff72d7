"""Regular expressions over a whole text, tried only where they can match.

One that begins with a choice or a look behind is tried at every character otherwise, and most
of them begin with a capital or a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


def matches(pattern: re.Pattern[str], text: str, first: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What ``pattern`` finds in ``text``, none of it empty. ``first`` finds the one character that
    each of its matches begins with."""
    at = 0
    for begin in first.finditer(text):
        start = begin.start()
        if start >= at and (match := pattern.match(text, start)):
            yield match
            at = match.end()
