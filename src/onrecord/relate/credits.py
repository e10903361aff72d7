"""Which outlet had the news first, by the words of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Document, Span

# Bounded, as a page may be all capitals and a name begin at each of its words.
_WORD = r"(?:(?:[A-Z]\.){1,6}|St\.|[A-Z][\w&’'-]{0,40}(?:\.[a-z]{1,9})?)"
_NAME = rf"(?:{_WORD}|[a-z]{{1,40}}\.[a-z]{{2,3}})(?: (?:of |and |the )?{_WORD}){{0,9}}"
_HAD = "(?:reported|published|revealed|disclosed)"
_FIRST = re.compile(
    rf"\b(?:first {_HAD}|{_HAD} first) (?:\w+day )?(?:by|in) (?:the |The )?(?P<name>{_NAME})"
    rf"|(?:[Tt]he )?\b(?!(?:They|He|She|It|We|I|Who)\b)(?P<leading>{_NAME})"
    r"(?:, which| which)?(?: had| has)?"
    rf" (?:(?:was|been) (?:the )?first to (?:report|publish|reveal|disclose)|first {_HAD}"
    r"|(?:broke|broken) the (?:news|story))\b"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """Words in which a document says which outlet had the news first; ``span`` is its name."""

    span: Span
    name: str


def credits(document: Document) -> tuple[Credit, ...]:
    """The outlets that the document says had the news first."""
    found = []
    for m in _FIRST.finditer(document.text):
        group = "name" if m["name"] else "leading"
        start, end = m.span(group)
        name = document.text[start:end].rstrip(".,’'-")
        found.append(Credit(Span(start, start + len(name)), name))
    return tuple(found)
