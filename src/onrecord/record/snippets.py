"""The run of a document that shows a statement and the words that were looked for in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Span, Spans, Statement, covers

LONGEST = 280  # characters
_BEFORE = 60  # characters shown in front of the first mark, where not all can be shown


@dataclass(frozen=True, slots=True)
class Snippet:
    """``text`` is its document's from ``start`` to ``end``; ``marks`` are the words that were
    looked for, as spans of the document too."""

    text: str
    start: int
    end: int
    marks: Spans = ()


def snippet(text: str, statement: Statement, marks: Sequence[tuple[int, int]]) -> Snippet:
    """The statement with its source, if there is room, or else the part of its content with
    the most marks; ``marks`` are offsets in its content's spans joined by a space each."""
    placed = tuple(_placed(statement.content, marks))
    whole = statement.extent
    if whole.end - whole.start > LONGEST:
        content = covers(statement.content)
        assert content is not None
        whole = _window(text, content, placed)
    inside = tuple(mark for mark in placed if mark in whole)
    return Snippet(text[whole.start : whole.end], whole.start, whole.end, inside)


def _placed(content: Spans, marks: Iterable[tuple[int, int]]) -> Iterable[Span]:
    """Marks in the joined content as spans of the document; one over a joint becomes two."""
    for start, end in marks:
        at = 0
        for span in content:
            size = span.end - span.start
            first, last = max(start - at, 0), min(end - at, size)
            if first < last:
                yield Span(span.start + first, span.start + last)
            at += size + 1


def _window(text: str, content: Span, marks: Spans) -> Span:
    """The part of ``content`` with the most of ``marks``, ``LONGEST`` characters at most,
    between two words where there are words."""
    if content.end - content.start <= LONGEST:
        return content
    first = content.start
    if marks:
        most = max(marks, key=lambda mark: (_within(marks, mark.start), -mark.start))
        first = max(content.start, min(most.start - _BEFORE, content.end - LONGEST))
        if first > content.start and (space := text.find(" ", first, most.start)) >= 0:
            first = space + 1
    last = min(first + LONGEST, content.end)
    needed = max((mark.end for mark in marks if mark.end <= last), default=first)
    if last < content.end and (space := text.rfind(" ", max(needed, first + 1), last)) > 0:
        last = space
    return Span(first, last)


def _within(marks: Spans, first: int) -> int:
    """How many marks stand in the window that has ``first`` near its beginning."""
    return sum(first <= mark.start and mark.end <= first + LONGEST - _BEFORE for mark in marks)
