"""Text for a terminal.

Stories are hostile input: an escape sequence in one could rewrite what the reader sees,
and a bidirectional override could show words in another order.
"""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")


def shown(text: str) -> str:
    """``text`` on one line, with control characters replaced by "�"."""
    return _UNSAFE.sub("�", _SPACE.sub(" ", text)).strip()


def by(published: str | None) -> str | None:
    """When something was said of which only that is known that it was ``published`` then."""
    return f"by {published[: len('2026-03-05')]}" if published else None
