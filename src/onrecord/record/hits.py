"""What a search shows of a statement: where it stands, its words, who said it and when."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import Connection, Row

from onrecord.model import Context, DocumentType, Span, Speaker, SpeakerKind, Statement
from onrecord.record import codec, context_codec, effective, lookup
from onrecord.record.schema import reading
from onrecord.record.snippets import Snippet

_FIELDS = ("input_id", "title", "publisher", "published", "url")
_ROWS = f"""
    SELECT c.statement AS seq, c.document AS document_seq, c.reading, s.id, c.quotation, c.confidence,
        '' AS method, d.id AS document, d.type, {", ".join(f"r.{name}" for name in _FIELDS)},
        p.id AS speaker_id, p.name AS speaker_name, p.kind AS speaker_kind
    FROM current_statement c JOIN statement s ON s.seq = c.statement JOIN document d ON d.seq = c.document
        JOIN reading r ON r.seq = c.reading LEFT JOIN speaker p ON p.seq = c.speaker
    WHERE c.statement IN (SELECT value FROM json_each(?))"""
_SPANS = """
    SELECT statement, part, start, "end" FROM statement_span
    WHERE statement IN (SELECT value FROM json_each(?)) ORDER BY statement, part, position"""
_CONTEXTS = """
    SELECT x.*, s.id FROM current_statement c
        JOIN context x ON x.reading = c.reading AND x.statement = c.statement
        JOIN statement s ON s.seq = c.statement
    WHERE c.statement IN (SELECT value FROM json_each(?))"""
_TEXTS = "SELECT seq, text FROM document WHERE seq IN (SELECT value FROM json_each(?))"
# Readings that a decision may bear on, one on an earlier version of the page included.
_DECIDED = """
    SELECT r.seq FROM reading r JOIN document d ON d.seq = r.document
    WHERE r.seq IN (SELECT value FROM json_each(?)) AND EXISTS (SELECT 1 FROM decision)
        AND (d.supersedes IS NOT NULL OR EXISTS (
            SELECT 1 FROM decision x WHERE x.document = d.id AND x.withdrawn_at IS NULL))"""
_NOTHING = Context()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a document: ``text`` is its text from ``start`` to ``end``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found, with what is concluded about it and where it stands.

    ``document`` is the document's id. ``speaker`` is who the record takes the speaker for
    across documents, with the role that this document gives. ``score`` orders the hits of
    one search and says nothing beyond it. ``also`` are the ids of the statements further
    down in the ranking that have the same words.
    """

    statement: Statement
    context: Context
    speaker: Speaker | None
    document: str
    input_id: str | None
    type: DocumentType
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    source: tuple[Excerpt, ...]
    content: tuple[Excerpt, ...]
    score: float
    snippet: Snippet
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that was found, before it is shown: ``text`` is its document's."""

    row: Row[Any]
    statement: Statement
    context: Context
    text: str

    @property
    def words(self) -> str:
        """Its content as one text, as the index has it."""
        return " ".join(self.text[span.start : span.end] for span in self.statement.content)

    def hit(self, score: float, snippet: Snippet, also: Sequence[str]) -> Hit:
        """What is shown of it."""
        return Hit(
            statement=self.statement,
            context=self.context,
            speaker=_speaker(self.row, self.context.speaker),
            document=self.row.document,
            type=cast(DocumentType, self.row.type),
            **{name: self.row._mapping[name] for name in _FIELDS},
            source=self._excerpts(self.statement.source),
            content=self._excerpts(self.statement.content),
            score=score,
            snippet=snippet,
            also=tuple(also),
        )

    def _excerpts(self, spans: Sequence[Span]) -> tuple[Excerpt, ...]:
        return tuple(Excerpt(s.start, s.end, self.text[s.start : s.end]) for s in spans)


def load(connection: Connection, keys: Sequence[int]) -> dict[int, Found]:
    """Those of the statements that are in a current reading, by their keys."""
    wanted = json.dumps([*keys])
    rows = connection.exec_driver_sql(_ROWS, (wanted,)).all()
    spans: dict[int, dict[str, codec.Offsets]] = {row.seq: {} for row in rows}
    for seq, part, start, end in connection.exec_driver_sql(_SPANS, (wanted,)):
        if seq in spans:
            spans[seq].setdefault(part, []).append((start, end))
    contexts = context_codec.to_contexts(connection.exec_driver_sql(_CONTEXTS, (wanted,)).all(), ())
    documents = json.dumps(sorted({row.document_seq for row in rows}))
    texts = {row.seq: row.text for row in connection.exec_driver_sql(_TEXTS, (documents,))}
    found = {
        row.seq: Found(
            row,
            codec.to_statement(row.document, row, spans[row.seq]),
            contexts.get(row.reading, {}).get(row.id, _NOTHING),
            texts[row.document_seq],
        )
        for row in rows
    }
    return _decided(connection, found)


def _decided(connection: Connection, found: dict[int, Found]) -> dict[int, Found]:
    """``found`` with what people have decided on it: spans, act and the like stand in the
    index already, speaker and date do not."""
    keys = json.dumps(sorted({one.row.reading for one in found.values()}))
    changed = set(connection.exec_driver_sql(_DECIDED, (keys,)).scalars())
    if not changed:
        return found
    rows = connection.execute(lookup.SELECT.where(reading.c.seq.in_(changed))).all()
    decided = effective.overlay(connection, lookup.readings(connection, rows))
    contexts = {id: context for one in decided for id, context in one.reading.contexts.items()}
    return {
        seq: replace(one, context=contexts.get(one.statement.id, _NOTHING))
        if one.row.reading in changed
        else one
        for seq, one in found.items()
    }


def _speaker(row: Row[Any], printed: Speaker | None) -> Speaker | None:
    """The speaker as the record knows them, with the role that the document gives."""
    if row.speaker_id is None or (printed and printed.members):
        return printed
    kind = cast(SpeakerKind, row.speaker_kind)
    return Speaker(row.speaker_id, row.speaker_name, kind, printed.role if printed else None)
