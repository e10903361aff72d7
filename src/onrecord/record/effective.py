"""Readings on record with people's decisions, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, insert, select

from onrecord.model import Reading, Statement
from onrecord.record import codec, decisions
from onrecord.record.decided import Decided, apply
from onrecord.record.decisions import Decision
from onrecord.record.plain import to_json
from onrecord.record.reattach import carried
from onrecord.record.schema import document, statement, statement_span

_ANCESTORS = (
    "WITH RECURSIVE older (version, seq) AS ("
    " SELECT id, supersedes FROM document WHERE id IN (SELECT value FROM json_each(?))"
    " UNION SELECT version, supersedes FROM older JOIN document USING (seq))"
    " SELECT version, id FROM older JOIN document USING (seq) ORDER BY seq"
)
_DECIDED_ON = (
    "WITH RECURSIVE older (id, supersedes) AS ("
    " SELECT id, supersedes FROM document WHERE id IN (SELECT value FROM json_each(?))"
    " UNION SELECT document.id, document.supersedes FROM older JOIN document ON seq = older.supersedes)"
    " SELECT 1 FROM older JOIN decision ON decision.document = older.id LIMIT 1"
)
_DESCENDANTS = (
    "WITH RECURSIVE newer (version, seq) AS ("
    " SELECT id, seq FROM document WHERE id IN (SELECT value FROM json_each(?))"
    " UNION SELECT version, document.seq FROM newer JOIN document ON supersedes = newer.seq)"
    " SELECT version, id FROM newer JOIN document USING (seq) WHERE id != version ORDER BY seq"
)
_ALL_VERSIONS = (
    "WITH RECURSIVE page (seq) AS ("
    " SELECT seq FROM document WHERE id IN (SELECT value FROM json_each(?))"
    " UNION SELECT other.seq FROM page JOIN document this USING (seq)"
    "  JOIN document other ON other.supersedes = this.seq OR other.seq = this.supersedes)"
    " SELECT id FROM page JOIN document USING (seq) ORDER BY seq"
)


def overlay(connection: Connection, readings: Sequence[Reading]) -> list[Decided]:
    """What people's decisions make of each of ``readings``, one or none of a document."""
    applying = applicable(connection, readings)
    return [apply(one, applying.get(one.document.id, ())) for one in readings]


def applicable(connection: Connection, readings: Sequence[Reading]) -> dict[str, list[Decision]]:
    """The decisions that apply to each of the readings' documents, by its id, oldest first:
    its own, and those on earlier versions of its page whose passage stands in it unchanged."""
    texts = {one.document.id: one.document.text for one in readings}
    if not _decided_on(connection, list(texts)):
        return {}
    found = decisions.standing(connection, list(texts))
    if older := _versions(connection, _ANCESTORS, list(texts)):
        earlier = sorted({id for ids in older.values() for id in ids})
        theirs = decisions.standing(connection, earlier)
        query = select(document.c.id, document.c.text).where(document.c.id.in_(list(theirs)))
        old = {row.id: row.text for row in connection.execute(query)}
        for id, ids in older.items():
            moved = [carried(one, old[of], id, texts[id]) for of in ids for one in theirs.get(of, ())]
            if known := [one for one in moved if one is not None]:
                found[id] = sorted([*known, *found.get(id, ())], key=lambda one: one.decided_at)
    return found


def _decided_on(connection: Connection, ids: Sequence[str]) -> bool:
    """Whether there is a decision on any of these documents or on an earlier version of one:
    asked of every document that is read, and hardly ever so."""
    if connection.exec_driver_sql("SELECT 1 FROM decision LIMIT 1").first() is None:
        return False
    return connection.exec_driver_sql(_DECIDED_ON, (to_json(list(ids), "ids"),)).first() is not None


def register(
    connection: Connection, document_seq: int, statements: Iterable[Statement], keys: Mapping[str, int]
) -> Mapping[str, int]:
    """Keys of the document's statements by their ids, with rows made for those that ``keys``
    does not know, since no reading found them: a person set their spans."""
    unknown = {one.id: one for one in statements if one.id not in keys}
    if not unknown:
        return keys
    rows = [{"id": id, "document": document_seq, "decided": 1} for id in unknown]
    connection.execute(insert(statement), rows)
    query = select(statement.c.id, statement.c.seq).where(statement.c.document == document_seq)
    keys = {row.id: row.seq for row in connection.execute(query)}
    spans = [span for id, one in unknown.items() for span in codec.span_values(keys[id], one)]
    connection.execute(insert(statement_span), spans)
    return keys


def later_versions(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """Later versions of each document's page, oldest first; documents without any are left out."""
    return _versions(connection, _DESCENDANTS, ids)


def all_versions(connection: Connection, ids: Sequence[str]) -> list[str]:
    """These documents and every other version of their pages, oldest first."""
    return [*connection.exec_driver_sql(_ALL_VERSIONS, (to_json(list(ids), "ids"),)).scalars()]


def _versions(connection: Connection, query: str, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id, other in connection.exec_driver_sql(query, (to_json(list(ids), "ids"),)).all():
        found.setdefault(id, []).append(other)
    return found
