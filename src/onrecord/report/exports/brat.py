"""Standoff files for brat (http://brat.nlplab.org/standoff): a text, and its annotations.

Each statement's source, cue and content are text-bound; a cue is the trigger of an event
that joins them, and without one a relation joins source and content. Offsets are code
points into the text, which is written as it is. brat works by lines: a span that crosses a
line break, or holds a tab, is written as its pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from onrecord.model import (
    Act,
    Bound,
    Channel,
    Context,
    Document,
    Figure,
    Quotation,
    Reading,
    Spans,
    SpeakerKind,
    Statement,
)

# What brat, or a program that reads its files, may take for the end of a line or of a column.
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


def configuration() -> str:
    """The annotation.conf that makes brat understand the folder."""
    values = {
        "Quotation": get_args(Quotation),
        "Act": get_args(Act),
        "Channel": get_args(Channel),
        "SpeakerKind": get_args(SpeakerKind),
        "Bound": get_args(Bound),
    }
    attributes = [
        f"{name}\tArg:{'Figure' if name == 'Bound' else 'Content'}, Value:{'|'.join(one)}"
        for name, one in values.items()
    ]
    return "\n".join(
        [
            "[entities]", "Source", "Content", "Figure", "",
            "[relations]", "SaidBy\tArg1:Content, Arg2:Source",
            "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", "",
            "[events]", "Statement\tSource?:Source, Content:Content", "",
            "[attributes]", *attributes, "",
        ]
    )  # fmt: skip


def standoff(reading: Reading) -> str:
    """The lines of a document's .ann file."""
    writer = _Writer(reading.document)
    for statement in reading.statements:
        _statement(writer, statement, reading.contexts.get(statement.id, Context()))
    for figure in reading.figures:
        _figure(writer, figure)
    return "".join(f"{line}\n" for line in writer.lines)


def pieces(text: str, spans: Spans) -> list[tuple[int, int]]:
    """``spans`` as offsets in text order, without overlaps and without line breaks."""
    merged: list[list[int]] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], span.end)
        else:
            merged.append([span.start, span.end])
    return [piece for start, end in merged for piece in _lines(text, start, end)]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _BREAKS.finditer(text, start, end):
        if start < found.start():
            yield start, found.start()
        start = found.end()
    if start < end:
        yield start, end


class _Writer:
    """The lines of one file, numbered by their letters."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines: list[str] = []
        self._count: dict[str, int] = {}

    def add(self, letter: str, *columns: str) -> str:
        """Write a line; its id."""
        self._count[letter] = self._count.get(letter, 0) + 1
        id = f"{letter}{self._count[letter]}"
        self.lines.append("\t".join((id, *columns)))
        return id

    def bound(self, type: str, spans: Spans) -> str | None:
        """A text-bound annotation's id; None where there is nothing but line breaks."""
        text = self.document.text
        found = pieces(text, spans)
        if not found:
            return None
        offsets = ";".join(f"{start} {end}" for start, end in found)
        return self.add("T", f"{type} {offsets}", " ".join(text[start:end] for start, end in found))

    def attribute(self, name: str, of: str, value: str | None) -> None:
        if value is not None:
            self.add("A", f"{name} {of} {value}")

    def note(self, of: str, words: str) -> None:
        self.add("#", f"AnnotatorNotes {of}", _BREAKS.sub(" ", words))


def _statement(writer: _Writer, statement: Statement, context: Context) -> None:
    content = writer.bound("Content", statement.content)
    if content is None:
        return
    source = writer.bound("Source", statement.source)
    if cue := writer.bound("Statement", statement.cue):
        writer.add(
            "E",
            " ".join([f"Statement:{cue}", *([f"Source:{source}"] if source else []), f"Content:{content}"]),
        )
    elif source:
        writer.add("R", f"SaidBy Arg1:{content} Arg2:{source}")
    writer.attribute("Quotation", content, statement.quotation)
    writer.attribute("Act", content, context.act)
    writer.attribute("Channel", content, context.channel)
    speaker, said = context.speaker, context.said
    writer.attribute("SpeakerKind", content, speaker.kind if speaker else None)
    known = {
        "statement": statement.id,
        "confidence": f"{statement.confidence:.4f}",
        "speaker": speaker.name if speaker else None,
        "role": speaker.role if speaker else None,
        "said": (said.date or said.text) if said else None,
        "via": " > ".join(context.via),
    }
    writer.note(content, "; ".join(f"{key}: {value}" for key, value in known.items() if value))


def _figure(writer: _Writer, figure: Figure) -> None:
    id = writer.bound("Figure", (figure.span,))
    if id is None:
        return
    writer.attribute("Bound", id, figure.bound)
    known = {
        "value": f"{figure.value:.15g}",
        "unit": figure.unit,
        "place": figure.place,
        "statement": figure.statement,
    }
    writer.note(id, "; ".join(f"{key}: {value}" for key, value in known.items() if value))
