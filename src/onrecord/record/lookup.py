"""Readings as they are on record, whole, inside the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.model import Block, Figure, Reading, Statement
from onrecord.record import codec, context_codec
from onrecord.record.schema import (
    block,
    context,
    document,
    figure,
    finding,
    reading,
    reading_statement,
    statement,
    statement_span,
)

_later = reading.alias("later")
IS_CURRENT = ~(
    select(_later.c.seq)
    .where(_later.c.document == reading.c.document, _later.c.seq > reading.c.seq)
    .correlate(reading)
    .exists()
)
SELECT = select(
    document.c.seq.label("document"),
    document.c.id,
    document.c.type,
    document.c.text,
    reading.c.seq.label("reading"),
    *(reading.c[name] for name in (*codec.FIELDS, "metadata", "provenance", "notes")),
).join_from(document, reading)
SELECT_CURRENT = SELECT.where(IS_CURRENT)


def readings(connection: Connection, rows: Sequence[Row[Any]]) -> list[Reading]:
    """The readings of ``rows``, which come from SELECT."""
    keys = [row.reading for row in rows]
    found, seen = blocks(connection, keys), _statements(connection, rows)
    query = select(context, statement.c.id).join_from(context, statement).where(context.c.reading.in_(keys))
    contexts = context_codec.to_contexts(
        connection.execute(query.order_by(*context.primary_key)),
        connection.execute(select(finding).where(finding.c.reading.in_(keys)).order_by(*finding.primary_key)),
    )
    figures = _figures(connection, keys)
    return [
        Reading(
            document=codec.to_document(row, found[row.reading]),
            statements=tuple(seen[row.reading]),
            notes=codec.to_notes(row),
            contexts=contexts.get(row.reading, {}),
            figures=tuple(figures[row.reading]),
        )
        for row in rows
    ]


def blocks(connection: Connection, keys: Sequence[int]) -> defaultdict[int, list[Block]]:
    """The blocks of each reading by its key."""
    blocks: defaultdict[int, list[Block]] = defaultdict(list)
    query = select(block).where(block.c.reading.in_(keys)).order_by(*block.primary_key)
    for row in connection.execute(query):
        blocks[row.reading].append(codec.to_block(row))
    return blocks


def _figures(connection: Connection, keys: Sequence[int]) -> defaultdict[int, list[Figure]]:
    figures: defaultdict[int, list[Figure]] = defaultdict(list)
    query = select(figure, statement.c.id).join_from(figure, statement, isouter=True)
    for row in connection.execute(query.where(figure.c.reading.in_(keys)).order_by(*figure.primary_key)):
        figures[row.reading].append(context_codec.to_figure(row))
    return figures


def _statements(connection: Connection, rows: Sequence[Row[Any]]) -> defaultdict[int, list[Statement]]:
    """The statements of each reading in ``rows``, by its key."""
    ids = {row.reading: row.id for row in rows}
    seen = reading_statement.c
    spans: defaultdict[int, dict[str, codec.Offsets]] = defaultdict(dict)
    in_reading = select(seen.statement).where(seen.reading.in_(list(ids)))
    query = select(statement_span).where(statement_span.c.statement.in_(in_reading))
    for row in connection.execute(query.order_by(*statement_span.primary_key)):
        spans[row.statement].setdefault(row.part, []).append((row.start, row.end))
    statements: defaultdict[int, list[Statement]] = defaultdict(list)
    query = select(reading_statement).where(seen.reading.in_(list(ids)))
    for row in connection.execute(query.order_by(seen.reading, seen.position)):
        one = codec.to_statement(ids[row.reading], row, spans[row.statement])
        statements[row.reading].append(one)
    return statements
