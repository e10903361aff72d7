"""Relations between statements, found as documents are read and kept beside them.

They are conclusions that can be drawn anew at any time: a document's relations are written
in the transaction that adds it, and go with it. What a person decided on two statements
(``related.py``) stands above what is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert

from onrecord.model import Reading, Relation
from onrecord.record import effective, lookup, related
from onrecord.record.own_relations import likely, network, of_reading
from onrecord.record.partners import Partners
from onrecord.record.plain import Values, to_json
from onrecord.record.schema import document
from onrecord.record.schema import relation as table
from onrecord.record.subjects import Subjects
from onrecord.relate import within
from onrecord.relate.relating import relation

if TYPE_CHECKING:
    from onrecord.record.store import Record

LOST = (
    "a NOT IN (SELECT statement FROM current_statement) OR b NOT IN (SELECT statement FROM current_statement)"
)
_COUNTS = "SELECT type, count(*) AS number FROM relation GROUP BY type ORDER BY type"
_DELETE_EARLIER = (
    "DELETE FROM relation WHERE"
    " (a IN (SELECT seq FROM statement WHERE document = ?) AND"
    "  b IN (SELECT seq FROM statement WHERE document <= ?)) OR"
    " (b IN (SELECT seq FROM statement WHERE document = ?) AND"
    "  a IN (SELECT seq FROM statement WHERE document <= ?))"
)
_INSERT = insert(table)
_SEQS = "SELECT id, seq FROM statement WHERE id IN (SELECT value FROM json_each(?))"
_OF_DOCUMENT = "IN (SELECT seq FROM statement WHERE document = ?)"
_DAYS = "SELECT statement, speaker, since, until FROM current_statement WHERE document = ?"


def relate(
    connection: Connection,
    document_seq: int,
    reading: Reading,
    keys: Mapping[str, int],
    *,
    before: int | None = None,
) -> None:
    """Find how the statements of a document that is on record stand to each other and to all
    others, and put it on record. ``reading`` is its current one as decided, ``keys`` are those
    of its statements by their ids; ``before`` leaves out documents recorded after that one."""
    if not reading.statements:
        return
    found = {row.statement: row for row in connection.exec_driver_sql(_DAYS, (document_seq,))}
    known = Subjects(connection)
    own = {s.id: found[keys[s.id]].speaker for s in reading.statements if keys[s.id] in found}
    speakers, roles = _speakers(reading, own, known)
    subjects = of_reading(likely(reading), speakers, roles)
    relations = [*within.relations(subjects, network())]
    seqs = {one.statement: keys[one.statement] for one in subjects}
    partners = Partners(connection, _versions(connection, reading.document.id, document_seq), before)
    partners.expect(one.matter for one in subjects)
    near = []
    for one in subjects:
        row = found[seqs[one.statement]]
        near.append(partners.of(one.matter, speaker=row.speaker, since=row.since, until=row.until))
    others = known.get([key for keys in near for key in keys])
    for one, keys_near in zip(subjects, near, strict=True):
        for key in keys_near:
            if (other := others.get(key)) is None:
                continue
            seqs[other.statement] = key
            if between := relation(one, other, network()):
                relations.append(between)
    write(connection, related.decided(connection, relations, keys.keys(), before), seqs)


def remove(connection: Connection, document_seq: int) -> None:
    """Take the relations of a document's statements off the record."""
    for column in ("a", "b"):
        connection.exec_driver_sql(f"DELETE FROM relation WHERE {column} {_OF_DOCUMENT}", (document_seq,))


def drop_lost(connection: Connection) -> None:
    """Take the relations of statements that are not found any more off the record."""
    connection.exec_driver_sql(f"DELETE FROM relation WHERE {LOST}")


def write(connection: Connection, relations: Iterable[Relation], seqs: Mapping[str, int]) -> None:
    """Put relations on record. ``seqs`` are the keys of statements; others are looked up."""
    kept = [*relations]
    lost = {id for one in kept for id in (one.a, one.b)} - seqs.keys()
    others = connection.exec_driver_sql(_SEQS, (to_json(sorted(lost), "ids"),)) if lost else ()
    known = {**seqs, **{row.id: row.seq for row in others}}
    if rows := [_values(one, known) for one in kept]:
        connection.execute(_INSERT, rows)


def _values(one: Relation, seqs: Mapping[str, int]) -> Values:
    spans = [[[e.span.start, e.span.end] for e in one.evidence if e.statement == id] for id in (one.a, one.b)]
    return {
        "id": related.relation_id(one.a, one.b),
        "a": seqs[one.a],
        "b": seqs[one.b],
        "type": one.type,
        "confidence": one.confidence,
        "method": one.method,
        "evidence": to_json(spans, "evidence"),
        "detail": one.detail,
    }


def _speakers(
    reading: Reading, own: Mapping[str, int | None], known: Subjects
) -> tuple[dict[str, int], dict[str, Sequence[str]]]:
    """The speakers' keys across documents and their roles, by their ids in this one."""
    speakers: dict[str, int] = {}
    for id, key in own.items():
        context = reading.contexts.get(id)
        if key is not None and context is not None and context.speaker is not None:
            speakers[context.speaker.id] = key
    roles = known.roles(speakers.values())
    return speakers, {id: roles[key] for id, key in speakers.items()}


def _versions(connection: Connection, id: str, seq: int) -> set[int]:
    """The document and all other versions of its page: that they say the same is no news."""
    others = effective.all_versions(connection, [id])
    if len(others) < 2:
        return {seq}
    query = "SELECT seq FROM document WHERE id IN (SELECT value FROM json_each(?))"
    return {seq, *connection.exec_driver_sql(query, (to_json(others, "ids"),)).scalars()}


def recompute(record: Record, progress: Callable[[int, int], None] | None = None) -> dict[str, int]:
    """Find all relations on record anew, document by document; how many there are of each type.

    Each document is a transaction: others may add to the record meanwhile. ``progress`` is told
    how many documents are done, and of how many.
    """
    record.check_writable()
    with record.moment() as connection:
        seqs = connection.exec_driver_sql("SELECT seq FROM document ORDER BY seq").scalars().all()
    for done, seq in enumerate(seqs, 1):
        with record.change() as connection:
            _recompute_one(connection, seq)
        if progress is not None:
            progress(done, len(seqs))
    with record.moment() as connection:
        return {row.type: row.number for row in connection.exec_driver_sql(_COUNTS)}


def _recompute_one(connection: Connection, seq: int) -> None:
    """A document's relations to those before it: those to later ones are found with these."""
    row = connection.execute(lookup.SELECT_CURRENT.where(document.c.seq == seq)).first()
    if row is None:
        return
    connection.exec_driver_sql(_DELETE_EARLIER, (seq, seq, seq, seq))
    (found,) = lookup.readings(connection, [row])
    (decided,) = effective.overlay(connection, [found])
    query = "SELECT id, seq FROM statement WHERE document = ?"
    keys = {row.id: row.seq for row in connection.exec_driver_sql(query, (seq,))}
    relate(connection, seq, decided.reading, keys, before=seq)
