"""What may conflict with statements, as it is on record."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, func, literal_column, or_, select

from onrecord.model import Span
from onrecord.record import days
from onrecord.record.schema import (
    context,
    current_statement,
    document,
    reading,
    relation,
    speaker,
    statement,
    statement_span,
)

_TYPES = ("contradicts", "revises")

Pieces = tuple[tuple[Span, str], ...]  # each with its words


@dataclass(frozen=True, slots=True)
class Other:
    """The other statement of a conflict: whose, where, when; ``words`` are those that decide.
    ``said`` is None where only the day is known on which it was ``published``."""

    id: str
    document: str
    speaker: str | None
    name: str | None
    outlet: str | None
    said: str | None
    published: str | None
    quotation: str
    content: Pieces
    words: Pieces


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that may conflict with ``statement``. Of "revises" one is the later one."""

    type: str
    statement: str
    words: Pieces
    other: Other
    confidence: float
    detail: str | None


def of(connection: Connection, keys: Sequence[int]) -> tuple[Conflict, ...]:
    """All that may conflict with the statements with these keys, the likeliest first."""
    wanted = set(keys)
    found = _relations(connection, wanted)
    rows = _statements(connection, {seq for row in found for seq in (row.a, row.b)})
    spans = contents(connection, [*rows])
    conflicts = []
    for row in found:
        if not {row.a, row.b} <= rows.keys():
            continue
        deciding = dict(zip((row.a, row.b), json.loads(row.evidence), strict=True))
        words = {seq: pieces(rows[seq].text, [Span(*one) for one in deciding[seq]]) for seq in deciding}
        for mine, other in ((row.a, row.b), (row.b, row.a)):
            if mine in wanted and (other not in wanted or mine == row.a):  # two of one page stand once
                against = _other(rows[other], pieces(rows[other].text, spans[other]), words[other])
                one = Conflict(row.type, rows[mine].id, words[mine], against, row.confidence, row.detail)
                conflicts.append(one)
    return tuple(conflicts)


def _relations(connection: Connection, keys: Collection[int]) -> Sequence[Row[Any]]:
    here = or_(relation.c.a.in_(among(keys)), relation.c.b.in_(among(keys)))
    columns = [relation.c[name] for name in ("a", "b", "type", "confidence", "evidence", "detail")]
    query = select(*columns).where(here, relation.c.type.in_(_TYPES))
    return connection.execute(query.order_by(relation.c.confidence.desc(), relation.c.a, relation.c.b)).all()


def _statements(connection: Connection, keys: Collection[int]) -> dict[int, Row[Any]]:
    said = current_statement.c
    columns: tuple[Any, ...] = (
        current_statement,
        statement.c.id,
        document.c.id.label("document_id"),
        document.c.text,
        reading.c.published,
        context.c.said,
        literal_column(days.DECIDED.format(statement="statement", reading="reading")).label("decided"),
        speaker.c.id.label("speaker_id"),
        speaker.c.name,
    )
    joined = (
        current_statement.join(statement, statement.c.seq == said.statement)
        .join(document, document.c.seq == said.document)
        .join(reading, reading.c.seq == said.reading)
        .outerjoin(context, and_(context.c.reading == said.reading, context.c.statement == said.statement))
        .outerjoin(speaker, speaker.c.seq == said.speaker)
    )
    query = select(*columns).select_from(joined)
    rows = connection.execute(query.where(said.statement.in_(among(keys))))
    return {row.statement: row for row in rows}


def _other(row: Row[Any], content: Pieces, words: Pieces) -> Other:
    return Other(
        id=row.id,
        document=row.document_id,
        speaker=row.speaker_id,
        name=row.name,
        outlet=row.outlet,
        said=days.said(row),
        published=row.published,
        quotation=row.quotation,
        content=content,
        words=words,
    )


def among(keys: Collection[int]) -> Any:
    """Keys to be ``in_``, however many they are."""
    return select(func.json_each(json.dumps([*keys])).table_valued("value").c.value)


def pieces(text: str, spans: Iterable[Span]) -> Pieces:
    """Spans with the words that stand there."""
    return tuple((span, text[span.start : span.end]) for span in spans)


def contents(connection: Connection, keys: Sequence[int]) -> dict[int, list[Span]]:
    """Where the words of statements stand, by the statements' keys."""
    found: dict[int, list[Span]] = {key: [] for key in keys}
    query = select(statement_span).where(
        statement_span.c.statement.in_(among(keys)), statement_span.c.part == "content"
    )
    for row in connection.execute(query.order_by(*statement_span.primary_key)):
        found[row.statement].append(Span(row.start, row.end))
    return found
