"""A brief as Markdown, to be read as it is in a terminal too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.model import Span, Spans
from onrecord.report.brief import words
from onrecord.report.brief.lines import head, sections
from onrecord.report.brief.pieces import Cites, Fixed, Line, Piece, Table, Value, marked
from onrecord.report.brief.types import Brief, Quote, Source
from onrecord.report.terminal import shown

Labels = Mapping[str, str]

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_NO_SPACE_BEFORE = re.compile(r"[.,;:)]")


def markdown(brief: Brief) -> str:
    """The brief as one text."""
    labels = {one.id: one.label for one in brief.sources}
    return "\n".join(_lines(brief, labels)) + "\n"


def _lines(brief: Brief, labels: Labels) -> Iterator[str]:
    yield f"# {words.TITLE} {escaped(brief.topic)}"
    for line in head(brief):
        yield ""
        yield line_text(line.pieces, labels)
    for section in sections(brief):
        yield ""
        yield f"## {section.heading}"
        for part in section.parts:
            yield ""
            if part.heading:
                yield f"### {escaped(part.heading.text)}"
                yield ""
            for line in part.lines:
                yield from _line(line, labels)
            for table in part.tables:
                yield from _table(table, labels)
        if section.more:
            yield ""
            yield line_text(section.more, labels)
    if brief.sources:
        yield ""
        yield f"## {words.SOURCES}"
        yield ""
        yield from map(_source, brief.sources)


def _line(line: Line, labels: Labels, indent: str = "") -> Iterator[str]:
    yield f"{indent}- {line_text(_told(line), labels)}"
    for below in line.below:
        yield from _line(below, labels, f"{indent}  ")


def _told(line: Line) -> Iterator[Piece]:
    yield from line.pieces
    if line.words:
        yield from (Fixed(":"), line.words)
    for after in filter(None, (line.rest, line.over)):
        yield from (Fixed("."), *after)


def _table(table: Table, labels: Labels) -> Iterator[str]:
    if table.pieces:
        yield f"- {line_text(table.pieces, labels)}"
    for at, row in enumerate(table.rows, 1):
        told = [row.figure, Fixed(":"), *row.value, Fixed(";"), *row.who]
        told += [Fixed("."), *row.rest] if row.rest else []
        yield f"{f'  {at}.' if table.numbered else '-'} {line_text(told, labels)}"


def line_text(pieces: Iterable[Piece], labels: Labels) -> str:
    """The pieces of a line as one text."""
    return joined(_piece(piece, labels) for piece in pieces)


def joined(texts: Iterable[str]) -> str:
    """Texts with a space between each two, unless one begins with punctuation or stands behind a
    parenthesis."""
    found = ""
    for text in texts:
        if found and not _NO_SPACE_BEFORE.match(text) and not found.endswith("("):
            found += " "
        found += text
    return found


def _piece(piece: Piece, labels: Labels) -> str:
    if isinstance(piece, Fixed):
        return piece.text
    if isinstance(piece, Value):
        return f"**{escaped(piece.text)}**" if piece.strong else escaped(piece.text)
    if isinstance(piece, Cites):
        return ", ".join(cites(piece.quotes, labels))
    parts = zip(piece.quote.parts, piece.quote.spans, strict=True)
    text = f" {words.ELLIPSIS} ".join(_marked(text, span, piece.marks) for text, span in parts)
    text = f"{words.ELLIPSIS} {text}" if piece.quote.before else text
    text = f"{text} {words.ELLIPSIS}" if piece.quote.after else text
    return f"{f'“{text}”' if piece.own else f'_{text}_'} {cite(piece.quote, labels)}"


def _marked(text: str, span: Span, marks: Spans) -> str:
    parts = (
        f"**{escaped(part)}**" if mark else escaped(part, edges=True)
        for part, mark in marked(text, span, marks)
    )
    return "".join(parts).strip()


def cite(quote: Quote, labels: Labels) -> str:
    """Where the words of a quote stand."""
    return f"[{escaped(labels[quote.document])}, {offsets(quote)}]"


def cites(quotes: Iterable[Quote], labels: Labels) -> list[str]:
    """Citations of several quotes, one for each document."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for quote in quotes:
        found[quote.document].append(offsets(quote))
    return [f"[{escaped(labels[id])}, {'; '.join(each)}]" for id, each in found.items()]


def offsets(quote: Quote) -> str:
    """The offsets of a quote's spans."""
    return ", ".join(f"{span.start}–{span.end}" for span in quote.spans)


def escaped(text: str, *, edges: bool = False) -> str:
    """``text`` on one line, with nothing in it that Markdown or a terminal takes for more; with
    ``edges`` as a part of a line, with the spaces at its ends."""
    return _SPECIAL.sub(r"\\\1", shown(f"|{text}|")[1:-1] if edges else shown(text))


def _source(one: Source) -> str:
    facts = [one.type, one.title or words.UNTITLED, one.author, one.date, one.url, f"{words.ID} {one.id}"]
    return f"- **{escaped(one.label)}**: {', '.join(escaped(fact) for fact in facts if fact)}"
