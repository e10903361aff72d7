"""Links inside a post's words: published with it, but not among its words."""

from __future__ import annotations

import re

from onrecord.model import Span, Spans

#: A link as a post shows it, with the ellipsis of one cut short. t.co and
#: pic.twitter.com are ASCII, so that an emoji glued to them stays with the words.
LINK = re.compile(
    r"(?:https?://(?:t\.co/(?:(?!pic\.|https?:)[A-Za-z0-9])+|[^\s<>\"“”]+)"
    r"|pic\.(?:twitter|x)\.com/[A-Za-z0-9]+|\[image or embed\])(?:\s?(?:…|\.{3}))?"
)
_SPACE = re.compile(r"\s*")
_BARE_MARKS = re.compile(r"[\s\-–—.…,:;|()\[\]/>·]*")


def without_links(text: str, start: int, end: int) -> Spans:
    """The runs of ``text[start:end]`` between links, trimmed of white space.

    Runs that are empty, or but the bracket or dash that stood around a link, are left out.
    """
    runs: list[Span] = []
    at = start
    for link in LINK.finditer(text, start, end):
        _add_trimmed(runs, text, at, link.start())
        at = link.end()
    _add_trimmed(runs, text, at, end)
    return tuple(runs)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """``text[start:end]`` without white space at its ends; None when nothing is left."""
    start = _SPACE.match(text, start, end).end()  # type: ignore[union-attr]  # it matches nothing too
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _add_trimmed(runs: list[Span], text: str, start: int, end: int) -> None:
    span = trimmed(text, start, end)
    if span and not _BARE_MARKS.fullmatch(text, span.start, span.end):
        runs.append(span)
