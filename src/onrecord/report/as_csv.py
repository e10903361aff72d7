"""Readings as CSV: one row a statement."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from onrecord.model import Context, Document, Reading, Span, Statement
from onrecord.report.cells import safe

COLUMNS = (
    "document", "input_id", "type", "publisher", "published", "title", "url", "statement", "source", "cue",
    "content", "quotation", "speaker", "kind", "role", "said", "act", "channel", "via", "confidence", "start",
    "end", "note",
)  # fmt: skip


def header() -> str:
    """The line of column names, without the line break."""
    return row(COLUMNS)


def rows(reading: Reading) -> list[str]:
    """One line a statement, without line breaks at the end. A document without
    statements has one line with ``note``, so that it is not lost. ``start`` and ``end``
    surround the content; its spans are joined by " … ". Texts that a spreadsheet would
    take for a formula have an apostrophe in front."""
    doc = reading.document
    about = [doc.id, doc.input_id, doc.type, doc.publisher, doc.published, doc.title, doc.url]
    if not reading.statements:
        note = "; ".join(reading.notes) or "no statements found"
        return [row([*about, *[None] * (len(COLUMNS) - len(about) - 1), note])]
    known = Context()
    return [
        row([*about, *_cells(doc, s, reading.contexts.get(s.id, known)), "; ".join(reading.notes)])
        for s in reading.statements
    ]


def _cells(doc: Document, statement: Statement, context: Context) -> list[str | None]:
    speaker, said = context.speaker, context.said
    return [
        statement.id,
        _joined(doc, statement.source),
        _joined(doc, statement.cue),
        _joined(doc, statement.content),
        statement.quotation,
        speaker.name if speaker else None,
        speaker.kind if speaker else None,
        speaker.role if speaker else None,
        (said.date or said.text) if said else None,
        context.act,
        context.channel,
        " > ".join(context.via),
        f"{statement.confidence:.4f}",
        str(statement.content[0].start),
        str(statement.content[-1].end),
    ]


def _joined(doc: Document, spans: Iterable[Span]) -> str:
    return " … ".join(doc[s] for s in spans)


def row(values: Iterable[str | None]) -> str:
    """One line of CSV, without the line break."""
    out = io.StringIO()
    # The writer quotes a line break within a cell only when its own line ends hold it.
    csv.writer(out, lineterminator="\r\n").writerow([safe(v or "") for v in values])
    return out.getvalue().removesuffix("\r\n")
