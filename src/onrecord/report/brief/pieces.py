"""What the lines of a brief are made of, whatever the form."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Span, Spans
from onrecord.report.brief.types import Quote


@dataclass(frozen=True, slots=True)
class Fixed:
    """Words of ``words.py``."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A name, date or number that the record has."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document with their citation; ``own`` are the speaker's own words, ``marks`` the
    spans among them that decide."""

    quote: Quote
    own: bool = True
    marks: Spans = ()


@dataclass(frozen=True, slots=True)
class Cites:
    """Citations without the words."""

    quotes: tuple[Quote, ...]


Piece = Fixed | Value | Words | Cites


# With a space between each two, unless one begins with punctuation.
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What is told of one thing: ``pieces``, the ``words`` that they introduce, and as a sentence
    of its own ``rest``; the lines ``below`` are what ``over`` says."""

    pieces: Pieces
    below: tuple[Line, ...] = ()
    words: Words | None = None
    rest: Pieces = ()
    over: Pieces = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as printed, as it is read, with who gives it, and where else it stands."""

    figure: Words
    value: Pieces
    who: Pieces
    rest: Pieces = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Figures below each other; ``numbered`` ones are referred to by ``pieces``, which head them."""

    pieces: Pieces
    rows: tuple[Row, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Lines and tables under a heading of their own, such as a day."""

    heading: Fixed | Value | None
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading; ``more`` says what is left out."""

    heading: str
    parts: tuple[Part, ...]
    more: Pieces = ()


def marked(text: str, span: Span, marks: Spans) -> list[tuple[str, bool]]:
    """``text``, which stands at ``span``, in parts, and whether each is marked."""
    parts: list[tuple[str, bool]] = []
    at = span.start
    for mark in marks:
        if mark in span and mark.start >= at:
            between = text[at - span.start : mark.start - span.start]
            word = text[mark.start - span.start : mark.end - span.start]
            if parts and between.isspace():
                parts[-1] = (f"{parts[-1][0]}{between}{word}", True)
            else:
                parts += [(between, False), (word, True)]
            at = mark.end
    return [one for one in (*parts, (text[at - span.start :], False)) if one[0]]
