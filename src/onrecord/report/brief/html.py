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
from onrecord.report.brief.pieces import Cites, Fixed, Line, Piece, Section, Value, marked
from onrecord.report.brief.types import Brief, Quote, Source
from onrecord.report.terminal import shown

Numbers = Mapping[str, tuple[int, str]]  # the place and the label of each document

_HTTP = re.compile(r"https?://[^\s]+$", re.I)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body { max-width: 46rem; margin: 0 auto; padding: 1rem 1rem 4rem; overflow-wrap: anywhere;
  font: 1rem/1.55 Georgia, "Times New Roman", serif; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 1rem 0; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; padding-top: .6rem; border-top: 2px solid; }
h3 { font: 600 .95rem/1.4 system-ui, sans-serif; margin: 1.3rem 0 .3rem; }
ul, ol { margin: .3rem 0; padding-left: 1.2rem; }
ol { padding-left: 1.7rem; }
li { margin: .45rem 0; }
li li { margin: .25rem 0; }
i { font-style: italic; }
a { color: #1a4f8a; text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
.cite { font: .75rem/1.4 system-ui, sans-serif; }
.note, .id { font: .85rem/1.5 system-ui, sans-serif; color: #555; }
:target { background: #fff3c4; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6e6; background: #16181a; }
  a { color: #8ab8ee; }
  .note, .id { color: #a9a9a9; }
  :target { background: #4a4115; }
}
@media print { body { max-width: none; } a { color: inherit; } }
"""


def html(brief: Brief) -> str:
    """The brief as one text."""
    numbers = {one.id: (at, one.label) for at, one in enumerate(brief.sources, 1)}
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
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            f"<h1>{title}</h1>",
            *(f'<p class="note">{_pieces(line.pieces, numbers)}</p>' for line in head(brief)),
            *(text for section in sections(brief) for text in _section(section, numbers)),
            *_sources(brief.sources),
            "</body>",
            "</html>",
            "",
        )
    )


def _section(section: Section, numbers: Numbers) -> Iterator[str]:
    yield f"<section><h2>{_text(section.heading)}</h2>"
    for part in section.parts:
        if part.heading:
            yield f"<h3>{_text(part.heading.text)}</h3>"
        yield _list(part.lines, numbers)
    if section.more:
        yield f'<p class="note">{_pieces(section.more, numbers)}</p>'
    yield "</section>"


def _list(lines: Sequence[Line], numbers: Numbers, *, numbered: bool = False) -> str:
    tag = "ol" if numbered else "ul"
    items = (
        f"<li>{_pieces(line.pieces, numbers)}"
        f"{_list(line.below, numbers, numbered=line.numbered) if line.below else ''}</li>"
        for line in lines
    )
    return f"<{tag}>{''.join(items)}</{tag}>"


def _pieces(pieces: Sequence[Piece], numbers: Numbers) -> str:
    return joined(_piece(piece, numbers) for piece in pieces)


def _piece(piece: Piece, numbers: Numbers) -> str:
    if isinstance(piece, Fixed):
        return _text(piece.text).replace("_…_", "<i>…</i>")
    if isinstance(piece, Value):
        return f"<b>{_text(piece.text)}</b>" if piece.strong else _text(piece.text)
    if isinstance(piece, Cites):
        return ", ".join(_cites(piece.quotes, numbers))
    parts = zip(piece.quote.parts, piece.quote.spans, strict=True)
    text = f" {words.ELLIPSIS} ".join(_marked(text, span, piece.marks) for text, span in parts)
    text = f"{words.ELLIPSIS} {text}" if piece.quote.before else text
    text = f"{text} {words.ELLIPSIS}" if piece.quote.after else text
    return f"{f'“{text}”' if piece.own else f'<i>{text}</i>'} {' '.join(_cites((piece.quote,), numbers))}"


def _marked(text: str, span: Span, marks: Spans) -> str:
    parts = (
        f"<b>{_text(part)}</b>" if mark else escape(shown(f"|{part}|")[1:-1])
        for part, mark in marked(text, span, marks)
    )
    return "".join(parts).strip()


def _cites(quotes: Iterable[Quote], numbers: Numbers) -> list[str]:
    """A link to each document, with the offsets of the quotes from it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for quote in quotes:
        found[quote.document].append(offsets(quote))
    return [
        f'<a class="cite" href="#d{numbers[id][0]}">[{_text(numbers[id][1])}, {"; ".join(each)}]</a>'
        for id, each in found.items()
    ]


def _sources(sources: Sequence[Source]) -> Iterator[str]:
    if not sources:
        return
    yield f"<section><h2>{words.SOURCES}</h2><ol>"
    for at, one in enumerate(sources, 1):
        facts = [one.type, one.title or words.UNTITLED, one.author, one.date]
        told = ", ".join(_text(fact) for fact in facts if fact)
        url = f", {_link(one.url)}" if one.url else ""
        yield (
            f'<li id="d{at}"><b>{_text(one.label)}</b>: {told}{url}'
            f' <span class="id">{words.ID} {_text(one.id)}</span></li>'
        )
    yield "</ol></section>"


def _link(url: str) -> str:
    if not _HTTP.match(url):
        return _text(url)
    return f'<a href="{escape(url)}" rel="noopener noreferrer nofollow">{_text(url)}</a>'


def _text(text: str) -> str:
    return escape(shown(text))
