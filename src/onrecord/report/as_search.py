"""What a search found, as JSON and as a table for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.model import Span
from onrecord.record.hits import Excerpt, Hit
from onrecord.record.search import Page
from onrecord.record.snippets import Snippet
from onrecord.report.terminal import shown

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

Json = dict[str, Any]

SOME = "no statement has all of these words; these have some"
NOTHING = "nothing found"


def lines(page: Page) -> Iterator[str]:
    """Each hit as one line of JSON, without the line break. The last has the page's ``next``."""
    for number, hit in enumerate(page.hits, 1):
        last = number == len(page.hits)
        yield msgspec.json.encode({**_hit(hit), "next": page.next if last else None}).decode()


def table(page: Page) -> RenderableType:
    """A row for each hit: when and by whom it was said, the words, where they stand."""
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    if not page.hits:
        return Text(NOTHING)
    rows = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), expand=True)
    rows.add_column("said", width=10, overflow="fold")
    rows.add_column("speaker", ratio=22, overflow="fold")
    rows.add_column("words", ratio=50, overflow="fold")
    rows.add_column("in", ratio=18, overflow="fold")
    for hit in page.hits:
        rows.add_row(_said(hit), _speaker(hit), _words(hit), _place(hit))
    return Group(Text(SOME, style="yellow"), rows) if page.some else rows


def _hit(hit: Hit) -> Json:
    context, speaker = hit.context, hit.speaker
    return {
        "statement": hit.statement.id,
        "document": hit.document,
        "input_id": hit.input_id,
        "type": hit.type,
        "title": hit.title,
        "publisher": hit.publisher,
        "published": hit.published,
        "url": hit.url,
        "content": _excerpts(hit.content),
        "source": _excerpts(hit.source),
        "speaker": speaker
        and {"id": speaker.id, "name": speaker.name, "kind": speaker.kind, "role": speaker.role},
        "said": context.said and {"date": context.said.date, "text": context.said.text or None},
        "act": context.act,
        "channel": context.channel,
        "quotation": hit.statement.quotation,
        "confidence": hit.statement.confidence,
        "score": round(hit.score, 6),
        "snippet": {
            "text": hit.snippet.text,
            "start": hit.snippet.start,
            "end": hit.snippet.end,
            "marks": [{"start": mark.start, "end": mark.end} for mark in hit.snippet.marks],
        },
        "also": list(hit.also),
    }


def _excerpts(excerpts: Iterable[Excerpt]) -> list[Json]:
    return [{"start": one.start, "end": one.end, "text": one.text} for one in excerpts]


def _said(hit: Hit) -> str:
    said = hit.context.said
    return (said.date or f"“{shown(said.text)}”") if said else ""


def _speaker(hit: Hit) -> Text:
    from rich.text import Text

    if hit.speaker is None:
        return Text(" … ".join(shown(one.text) for one in hit.source), style="dim")
    cell = Text(shown(hit.speaker.name))
    facts = [hit.speaker.role, hit.context.act if hit.context.act != "say" else None, hit.context.channel]
    if told := " · ".join(shown(fact) for fact in facts if fact):
        cell.append(f"\n{told}", style="dim")
    return cell


def _words(hit: Hit) -> Text:
    """The snippet with its marks in bold, and dots where it leaves out some of the content."""
    from rich.text import Text

    snippet, content = hit.snippet, hit.content
    cell = Text("… " if snippet.start > content[0].start else "")
    for span, marked in _parts(snippet):
        part = snippet.text[span.start - snippet.start : span.end - snippet.start]
        # What stands at the ends of a part is not at the ends of the text.
        cell.append(shown(f"|{part}|")[1:-1], style="bold" if marked else None)
    if snippet.end < content[-1].end:
        cell.append(" …")
    if hit.also:
        cell.append(f"\nand {len(hit.also)} more with the same words", style="dim")
    return cell


def _parts(snippet: Snippet) -> Iterator[tuple[Span, bool]]:
    """The snippet's text in spans of the document, and whether each is marked."""
    at = snippet.start
    for mark in snippet.marks:
        if at < mark.start:
            yield Span(at, mark.start), False
        yield mark, True
        at = mark.end
    if at < snippet.end:
        yield Span(at, snippet.end), False


def _place(hit: Hit) -> Text:
    from rich.text import Text

    cell = Text(shown(hit.publisher or hit.url or hit.title or hit.input_id or hit.type))
    facts = [hit.published and hit.published[:10], hit.type if hit.type != "report" else None]
    if told := " · ".join(shown(fact) for fact in facts if fact):
        cell.append(f"\n{told}", style="dim")
    return cell
