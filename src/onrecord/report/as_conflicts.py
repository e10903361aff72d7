"""Pairs of statements that may conflict, side by side for people and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.model import Span
from onrecord.record.conflicting import Pair, Place
from onrecord.report.as_compare import marked
from onrecord.report.terminal import by, shown

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_ID = 12  # digits of an id that a table shows


def line(pair: Pair) -> str:
    """One pair as one line of JSON, without the line break."""
    relation = pair.relation
    out = {
        "id": pair.id,
        "type": relation.type,
        "confidence": relation.confidence,
        "detail": relation.detail,
        "method": relation.method,
        "same_as": pair.same_as,
        "a": _place(pair, pair.a),
        "b": _place(pair, pair.b),
    }
    return msgspec.json.encode(out).decode()


def table(pairs: Sequence[Pair]) -> RenderableType:
    """Pairs, a row each, with the words that decide marked. Those that repeat one that is shown,
    in other copies of the same wordings, are counted in its row."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not pairs:
        return Text("nothing on record may conflict")
    rows = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), expand=True, show_lines=True)
    for name, ratio in (("may conflict", 14), ("", 43), (" ", 43)):
        rows.add_column(name, ratio=ratio, overflow="fold")
    again = Counter(pair.same_as for pair in pairs)
    for pair in (one for one in pairs if one.same_as is None):
        rows.add_row(_why(pair, again[pair.id]), _cell(pair, pair.a), _cell(pair, pair.b))
    return rows


def _why(pair: Pair, again: int) -> Text:
    from rich.text import Text

    says = "left revises right" if pair.relation.type == "revises" else "contradict"
    why = Text(f"{says} {pair.relation.confidence:.2f}", style="bold")
    why.append(f"\n{pair.relation.detail or ''}\n{pair.id[:_ID]}", style="not bold dim")
    if again:
        why.append(f"\nand {again} more in the same words", style="not bold dim")
    return why


def _cell(pair: Pair, place: Place) -> Text:
    from rich.text import Text

    cell = Text(shown(place.speaker or "(not named)"), style="bold")
    facts = [
        place.said or by(place.published),
        place.outlet or place.type,
        place.input_id or place.document[:_ID],
    ]
    start, end = place.content[0][0].start, place.content[-1][0].end
    told = [shown(fact) for fact in facts if fact]
    cell.append(f"\n{' · '.join(told)} {start}–{end}\n", style="not bold dim")
    deciding = _deciding(pair, place)
    for number, (span, text) in enumerate(place.content):
        within = [Span(s.start - span.start, s.end - span.start) for s in deciding if s in span]
        words = marked(text, within)
        words.stylize("not bold", 0, 0)
        cell.append(" … " if number else "").append_text(words)
    return cell


def _deciding(pair: Pair, place: Place) -> list[Span]:
    return [e.span for e in pair.relation.evidence if e.statement == place.statement]


def _place(pair: Pair, place: Place) -> dict[str, Any]:
    evidence = [e for e in pair.relation.evidence if e.statement == place.statement]
    return {
        "statement": place.statement,
        "document": place.document,
        "input_id": place.input_id,
        "type": place.type,
        "title": place.title,
        "outlet": place.outlet,
        "url": place.url,
        "published": place.published,
        "quotation": place.quotation,
        "speaker": place.speaker,
        "role": place.role,
        "said": place.said,
        "content": [{"start": s.start, "end": s.end, "text": text} for s, text in place.content],
        "evidence": [{"start": e.span.start, "end": e.span.end, "text": e.text} for e in evidence],
    }
