"""Readings as CSV: one row a statement."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from onrecord.model import Document, Reading, Span

COLUMNS = (
    "document", "input_id", "type", "publisher", "published", "title", "url", "statement", "source", "cue",
    "content", "quotation", "speaker", "kind", "role", "said", "act", "channel", "via", "confidence", "start",
    "end", "note",
)  # fmt: skip

# A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def header() -> str:
    """The line of column names, without the line break."""
    return _row(COLUMNS)


def rows(reading: Reading) -> list[str]:
    """One line a statement, without line breaks at the end. A document without
    statements has one line with ``note``, so that it is not lost. ``start`` and ``end``
    surround the content; its spans are joined by " … ". Texts that a spreadsheet would
    take for a formula have an apostrophe in front."""
    doc = reading.document
    about = [doc.id, doc.input_id, doc.type, doc.publisher, doc.published, doc.title, doc.url]
    if not reading.statements:
        note = "; ".join(reading.notes) or "no statements found"
        return [_row([*about, *[None] * (len(COLUMNS) - len(about) - 1), note])]
    out = []
    for s in reading.statements:
        context = reading.contexts.get(s.id)
        speaker = context.speaker if context else None
        said = context.said if context else None
        out.append(
            _row(
                [
                    *about,
                    s.id,
                    _joined(doc, s.source),
                    _joined(doc, s.cue),
                    _joined(doc, s.content),
                    s.quotation,
                    speaker and speaker.name,
                    speaker and speaker.kind,
                    speaker and speaker.role,
                    said and (said.date or said.text),
                    context and context.act,
                    context and context.channel,
                    " > ".join(context.via) if context else None,
                    f"{s.confidence:.4f}",
                    str(s.content[0].start),
                    str(s.content[-1].end),
                    "; ".join(reading.notes),
                ]
            )
        )
    return out


def _joined(doc: Document, spans: Iterable[Span]) -> str:
    return " … ".join(doc[s] for s in spans)


def _row(values: Iterable[str | None]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([_safe(v or "") for v in values])
    return out.getvalue()


def _safe(value: str) -> str:
    return "'" + value if value.startswith(_FORMULA) else value
