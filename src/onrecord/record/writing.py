"""Adding one reading, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, delete, insert, or_, select

from onrecord.model import Document, Reading, Statement
from onrecord.record import codec, context_codec, indexing
from onrecord.record.marks import refuse_forgotten
from onrecord.record.plain import Values
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

Change = Literal["new", "unchanged", "updated", "new_version"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What adding a reading did. Equal when all its fields are.

    ``new``: the document was not on record. ``unchanged``: this reading was, and nothing
    was written. ``updated``: the document was on record, and this reading, by another
    method or with other fields, is now its current one, be it for the first time or
    again. ``new_version``: the page was on
    record with another text; both stay, and ``supersedes`` is the older document's id.
    """

    change: Change
    document: str
    supersedes: str | None = None


_INSERT_DOCUMENT, _INSERT_READING, _INSERT_BLOCK = insert(document), insert(reading), insert(block)
_INSERT_STATEMENT, _INSERT_SPAN, _INSERT_SEEN = (
    insert(statement),
    insert(statement_span),
    insert(reading_statement),
)
_INSERT_CONTEXT, _INSERT_FINDING, _INSERT_FIGURE = insert(context), insert(finding), insert(figure)
_DOCUMENT_SEQ = select(document.c.seq).where(document.c.id == bindparam("id"))
_READINGS = (
    select(reading.c.seq, reading.c.digest, reading.c.method)
    .where(reading.c.document == bindparam("document"))
    .order_by(reading.c.seq)
)
_OF_A_READING = (finding, context, figure, reading_statement, block)  # children first


def add(connection: Connection, added: Reading, values: Values, now: str) -> Outcome:
    """Write a reading, unless it is on record, inside the caller's transaction."""
    found = added.document
    seq: int | None = connection.execute(_DOCUMENT_SEQ, {"id": found.id}).scalar()
    known: dict[str, int] = {}
    new = seq is None
    if seq is None:
        refuse_forgotten(connection, found)
        older = _older_version(connection, found)
        outcome = Outcome("new_version", found.id, older[1]) if older else Outcome("new", found.id)
        row = {
            "id": found.id,
            "type": found.type,
            "outlet": codec.outlet(found),
            "text": found.text,
            "supersedes": older[0] if older else None,
            "recorded_at": now,
        }
        seq = _key(connection.execute(_INSERT_DOCUMENT, row).inserted_primary_key)
    else:
        readings = connection.execute(_READINGS, {"document": seq}).all()
        if same := [row for row in readings if row.digest == values["digest"]]:
            # Inputs of one text may take turns, as feeds do: who reads it, is chosen.
            if readings[-1].method == values["method"]:
                return Outcome("unchanged", found.id)
            take_out(connection, [same[0].seq])
        outcome = Outcome("updated", found.id)
        known = indexing.statement_keys(connection, seq)
    row = {**values, "document": seq, "recorded_at": now, "found": codec.found_digest(added)}
    reading_seq = _key(connection.execute(_INSERT_READING, row).inserted_primary_key)
    if blocks := codec.block_values(found.blocks):
        connection.execute(_INSERT_BLOCK, [{"reading": reading_seq, **row} for row in blocks])
    if added.statements:
        known = _insert_statements(connection, seq, reading_seq, added.statements, known)
    for command, rows in (
        (_INSERT_CONTEXT, context_codec.context_values(reading_seq, known, added.contexts)),
        (_INSERT_FINDING, context_codec.finding_values(reading_seq, known, added.contexts)),
        (_INSERT_FIGURE, context_codec.figure_values(reading_seq, known, added.figures)),
    ):
        if rows:
            connection.execute(command, rows)
    indexing.index(connection, seq, reading_seq, added, known, new=new)
    return outcome


def take_out(connection: Connection, keys: Sequence[int]) -> None:
    """Delete readings, to write them again: one is current by being the last written."""
    for table in _OF_A_READING:
        connection.execute(delete(table).where(table.c.reading.in_(keys)))
    connection.execute(delete(reading).where(reading.c.seq.in_(keys)))


def _insert_statements(
    connection: Connection,
    document_seq: int,
    reading_seq: int,
    statements: Sequence[Statement],
    known: dict[str, int],
) -> dict[str, int]:
    """Write the statements that no earlier reading saw, and that this reading saw them all.

    Returns the keys of the document's statements by their ids.
    """
    if unseen := {one.id: one for one in statements if one.id not in known}:
        connection.execute(_INSERT_STATEMENT, [{"id": id, "document": document_seq} for id in unseen])
        known = indexing.statement_keys(connection, document_seq)
        spans = [span for id, one in unseen.items() for span in codec.span_values(known[id], one)]
        connection.execute(_INSERT_SPAN, spans)
    connection.execute(
        _INSERT_SEEN,
        [
            {
                "reading": reading_seq,
                "position": position,
                "statement": known[one.id],
                "quotation": one.quotation,
                "confidence": float(one.confidence),
                "method": one.method,
            }
            for position, one in enumerate(statements)
        ],
    )
    return known


def _last_read(*page: ColumnElement[bool]) -> Select[Any]:
    query = select(document.c.seq, document.c.id).join_from(document, reading)
    return query.where(*page, document.c.type == bindparam("type")).order_by(document.c.seq.desc()).limit(1)


_BY_URL = reading.c.url == bindparam("url")
_BY_INPUT_ID = reading.c.input_id == bindparam("input_id")
_BY_OUTLET = document.c.outlet == bindparam("outlet")
_READ_FROM = select(reading.c.seq).where(or_(_BY_URL, _BY_INPUT_ID)).limit(1)
_SAME_URL = _last_read(_BY_URL)
_SAME_URL_AND_INPUT_ID = _last_read(_BY_URL, _BY_INPUT_ID)
_SAME_URL_WITHOUT_INPUT_ID = _last_read(_BY_URL, reading.c.input_id.is_(None))
_SAME_INPUT_ID = _last_read(_BY_INPUT_ID, _BY_OUTLET)
_SAME_INPUT_ID_WITHOUT_URL = _last_read(_BY_INPUT_ID, _BY_OUTLET, reading.c.url.is_(None))


def _older_version(connection: Connection, found: Document) -> tuple[int, str] | None:
    """Key and id of the document last read from the same page; None when there is none.

    A page is known by its URL, or by its input id at one outlet; two URLs are two pages,
    and so are two input ids.
    """
    outlet = codec.outlet(found)
    queries: list[Select[Any]] = []
    if found.url and found.input_id:
        queries += (_SAME_URL_AND_INPUT_ID, _SAME_URL_WITHOUT_INPUT_ID)
    elif found.url:
        queries.append(_SAME_URL)
    if found.input_id and outlet:
        queries.append(_SAME_INPUT_ID_WITHOUT_URL if found.url else _SAME_INPUT_ID)
    known = {"type": found.type, "url": found.url, "input_id": found.input_id, "outlet": outlet}
    if not queries or connection.execute(_READ_FROM, known).first() is None:
        return None
    for query in queries:
        if (row := connection.execute(query, known).first()) is not None:
            return row.seq, row.id
    return None


def _key(row: Row[Any] | None) -> int:
    assert row is not None
    key: int = row[0]
    return key
