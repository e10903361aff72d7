"""A brief as one HTML file that needs nothing else: no script, no style or font from elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from onrecord.model import Span, Spans
from onrecord.report.brief import words
from onrecord.report.brief.lines import head, sections
from onrecord.report.brief.markdown import joined, offsets
from onrecord.report.brief.pieces import (
    Cites,
    Fixed,
    Line,
    Part,
    Piece,
    Row,
    Section,
    Table,
    Value,
    Words,
    marked,
)
from onrecord.report.brief.style import STYLE
from onrecord.report.brief.types import Brief, Quote, Source
from onrecord.report.terminal import shown

Numbers = Mapping[str, tuple[int, str]]  # the place and the label of each document

_HTTP = re.compile(r"https?://[^\s]+$", re.I)
_DATE = re.compile(r"\b\d{4}-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)?\b")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html(brief: Brief) -> str:
    """The brief as one text."""
    numbers = {one.id: (at, one.label) for at, one in enumerate(brief.sources, 1)}
    found = sections(brief)
    headings = [one.heading for one in found] + ([words.SOURCES] if brief.sources else [])
    title = f"{words.TITLE} {_text(brief.topic)}"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            "<header>",
            f"<h1>{words.TITLE} <bdi>{_text(brief.topic)}</bdi></h1>",
            *(f"<p>{_pieces(line.pieces, numbers)}</p>" for line in head(brief)),
            *_contents(headings),
            "</header>",
            "<main>",
            *(text for section in found for text in _section(section, numbers)),
            *_sources(brief.sources),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _contents(headings: Sequence[str]) -> Iterator[str]:
    if headings:
        links = (f'<li><a href="#{_id(one)}">{_text(one)}</a></li>' for one in headings)
        yield f"<nav><ul>{''.join(links)}</ul></nav>"


def _id(heading: str) -> str:
    return heading.lower().replace(" ", "-")


def _section(section: Section, numbers: Numbers) -> Iterator[str]:
    yield f'<section id="{_id(section.heading)}"><h2>{_text(section.heading)}</h2>'
    for part in section.parts:
        yield from _part(part, numbers)
    if section.more:
        yield f'<p class="note">{_pieces(section.more, numbers)}</p>'
    yield "</section>"


def _part(part: Part, numbers: Numbers) -> Iterator[str]:
    if part.heading and part.lines:
        yield '<div class="day">'
    if part.heading:
        yield f"<h3>{_piece(part.heading, numbers)}</h3>"
    if part.lines:
        yield f"<ul>{''.join(_line(one, numbers) for one in part.lines)}</ul>"
    for table in part.tables:
        yield from _table(table, numbers)
    if part.heading and part.lines:
        yield "</div>"


def _line(line: Line, numbers: Numbers) -> str:
    if line.words is None:
        below = "".join(_line(one, numbers) for one in line.below)
        below = f"<ul>{below}</ul>" if below else ""
        return f'<li class="told">{_pieces(line.pieces, numbers)}{below}</li>'
    if not line.below:
        return f'<li class="said">{_said(line, numbers)}</li>'
    over = f'<p class="over">{_pieces(line.over, numbers)}</p>' if line.over else ""
    below = "".join(_line(one, numbers) for one in line.below)
    return f'<li class="pair"><div>{_said(line, numbers)}{over}</div><ul>{below}</ul></li>'


def _said(line: Line, numbers: Numbers) -> str:
    """Who says it, the words, and where they stand, below each other."""
    assert line.words is not None
    return (
        f'<p class="by">{_pieces(line.pieces, numbers)}</p>'
        f'<blockquote dir="auto">{_words(line.words)}</blockquote>'
        f'<p class="at">{_places(line.words, line.rest, numbers)}</p>'
    )


def _table(table: Table, numbers: Numbers) -> Iterator[str]:
    yield '<table class="numbered">' if table.numbered else "<table>"
    if table.pieces:
        yield f"<caption>{_pieces(table.pieces, numbers)}</caption>"
    names = [*([words.NUMBER] if table.numbered else []), words.PRINTED, words.READ, words.GIVEN]
    heads = "".join(f'<th scope="col">{one}</th>' for one in names)
    yield f"<thead><tr>{heads}</tr></thead>"
    for at, row in enumerate(table.rows, 1):
        yield _row(row, at if table.numbered else None, numbers)
    yield "</table>"


def _row(row: Row, number: int | None, numbers: Numbers) -> str:
    """A figure, and below it in the same group of rows where it stands."""
    head = f'<th scope="rowgroup" rowspan="2">{number}</th>' if number else ""
    cells = (_words(row.figure), _pieces(row.value, numbers), _pieces(row.who, numbers))
    first = f"{head}{''.join(f'<td>{cell}</td>' for cell in cells)}"
    second = f'<td class="at" colspan="{len(cells)}">{_places(row.figure, row.rest, numbers)}</td>'
    return f"<tbody><tr>{first}</tr><tr>{second}</tr></tbody>"


def _places(quoted: Words, rest: Sequence[Piece], numbers: Numbers) -> str:
    return " ".join(filter(None, (_cites((quoted.quote,), numbers), _pieces(rest, numbers))))


def _pieces(pieces: Sequence[Piece], numbers: Numbers) -> str:
    return joined(_piece(piece, numbers) for piece in pieces)


def _piece(piece: Piece, numbers: Numbers) -> str:
    if isinstance(piece, Fixed):
        return _text(piece.text).replace("_…_", "<i>…</i>")
    if isinstance(piece, Value):
        text = _dated(piece.text)
        return f'<b dir="auto">{text}</b>' if piece.strong else f"<bdi>{text}</bdi>"
    if isinstance(piece, Cites):
        return _cites(piece.quotes, numbers)
    return f"<bdi>{_words(piece)}</bdi> {_cites((piece.quote,), numbers)}"


def _words(piece: Words) -> str:
    parts = zip(piece.quote.parts, piece.quote.spans, strict=True)
    text = f" {words.ELLIPSIS} ".join(_marked(text, span, piece.marks) for text, span in parts)
    text = f"{words.ELLIPSIS} {text}" if piece.quote.before else text
    text = f"{text} {words.ELLIPSIS}" if piece.quote.after else text
    return f"“{text}”" if piece.own else f"<i>{text}</i>"


def _marked(text: str, span: Span, marks: Spans) -> str:
    parts = (
        f"<mark>{_text(part)}</mark>" if mark else escape(shown(f"|{part}|")[1:-1])
        for part, mark in marked(text, span, marks)
    )
    return "".join(parts).strip()


def _cites(quotes: Iterable[Quote], numbers: Numbers) -> str:
    """A link to each document, with the offsets of the quotes from it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for quote in quotes:
        found[quote.document].append(offsets(quote))
    labels = ((*numbers[id], "; ".join(each)) for id, each in found.items())
    return " ".join(
        f'<a class="cite" href="#d{at}">[<bdi>{_dated(label)}</bdi>, {each}]</a>'
        for at, label, each in labels
    )


def _sources(sources: Sequence[Source]) -> Iterator[str]:
    if not sources:
        return
    yield f'<section id="{_id(words.SOURCES)}"><h2>{words.SOURCES}</h2><ol>'
    for at, one in enumerate(sources, 1):
        facts = [one.type, one.title or words.UNTITLED, one.author, one.date]
        told = ", ".join(f"<bdi>{_dated(fact)}</bdi>" for fact in facts if fact)
        url = f"{_link(one.url)}, " if one.url else ""
        yield (
            f'<li id="d{at}"><p><b dir="auto">{_dated(one.label)}</b>: {told}</p>'
            f'<p class="at">{url}{words.ID} {_text(one.id)}</p></li>'
        )
    yield "</ol></section>"


def _link(url: str) -> str:
    if not _HTTP.match(url):
        return f"<bdi>{_text(url)}</bdi>"
    return f'<a href="{escape(url)}" rel="noopener noreferrer nofollow" dir="ltr">{_text(url)}</a>'


def _dated(text: str) -> str:
    """The text with its dates kept on one line."""
    return _DATE.sub(r"<time>\g<0></time>", _text(text))


def _text(text: str) -> str:
    return escape(shown(text))
