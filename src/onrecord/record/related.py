"""What people decided on relations between two statements.

Such a decision keeps the ids of both statements. When a document is read anew and a
statement's spans move, the decision holds on to the statement that stands there then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from typing import cast

from sqlalchemy import Connection, delete, select

from onrecord.model import DECISION, Relation, RelationType, Span, Spans, content_id
from onrecord.record.decisions import Action, Decision
from onrecord.record.reattach import ENOUGH, overlap
from onrecord.record.schema import decision

_STANDING = (
    select(decision.c.action, decision.c.value)
    .where(
        decision.c.document.is_(None),
        decision.c.action.in_(("accept", "reject")),
        decision.c.withdrawn_at.is_(None),
    )
    .order_by(decision.c.decided_at, decision.c.seq)
)
_PLACE = """
SELECT t.seq, t.document, c.statement IS NOT NULL FROM statement t
LEFT JOIN current_statement c ON c.statement = t.seq WHERE t.id = ?"""
_THERE = """
SELECT t.id, s.start, s."end" FROM current_statement c JOIN statement t ON t.seq = c.statement
JOIN statement_span s ON s.statement = c.statement AND s.part = 'content'
WHERE c.document = ? ORDER BY c.position, s.position"""
_CONTENT = (
    "SELECT start, \"end\" FROM statement_span WHERE statement = ? AND part = 'content' ORDER BY position"
)
_BY_ID = (
    "SELECT r.type, a.id AS a, b.id AS b FROM relation r"
    " JOIN statement a ON a.seq = r.a JOIN statement b ON b.seq = r.b WHERE r.id = ?"
)
_DOCUMENTS = (
    "SELECT d.id FROM statement t JOIN document d ON d.seq = t.document"
    " WHERE t.id IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement that is found now, and the key of its document."""

    id: str
    document: int


@dataclass(frozen=True, slots=True)
class _Verdict:
    action: Action
    type: RelationType
    a: _Found
    b: _Found


def relation_id(a: str, b: str) -> str:
    """The id of the relation between two statements, whichever it is."""
    return content_id("relation", *sorted((a, b)))


def decided(
    connection: Connection, relations: Iterable[Relation], own: Set[str], before: int | None = None
) -> Iterator[Relation]:
    """``relations`` as people decided on them: a rejected one is none, an accepted one is
    certain and is there even where it is not found any more. ``own`` are the statements of the
    document that is being related, ``before`` leaves out documents recorded after that one."""
    verdicts = {frozenset((one.a.id, one.b.id)): one for one in _standing(connection)}
    done = set()
    for found in relations:
        verdict = verdicts.get(frozenset((found.a, found.b)))
        if verdict is None:
            yield found
        elif verdict.action == "accept":
            done.add(verdict)
            yield replace(found, confidence=1.0, method=DECISION)
    for verdict in verdicts.values():
        if verdict.action != "accept" or verdict in done:
            continue
        ends = {verdict.a.id, verdict.b.id}
        if ends & own and (before is None or max(verdict.a.document, verdict.b.document) <= before):
            yield Relation(verdict.type, verdict.a.id, verdict.b.id, 1.0, DECISION)


def value(connection: Connection, id: str) -> tuple[str, str, str]:
    """What a decision on the relation with this id keeps: its type, and both statements."""
    row = connection.exec_driver_sql(_BY_ID, (id,)).one()
    return row.type, row.a, row.b


def documents(connection: Connection, one: Decision) -> list[str]:
    """The ids of the documents whose relations follow a decision on a relation; none for any
    other decision."""
    if one.document is not None or one.action not in ("accept", "reject"):
        return []
    _, *ids = cast(tuple[str, ...], one.value)
    return [*connection.exec_driver_sql(_DOCUMENTS, (json.dumps(ids),)).scalars()]


def in_force(connection: Connection, target: str) -> str | None:
    """The id of the decision that stands on the relation with this id; None for none."""
    last = select(decision.c.id).where(decision.c.target == target, decision.c.withdrawn_at.is_(None))
    found: str | None = connection.execute(
        last.order_by(decision.c.decided_at.desc(), decision.c.seq.desc()).limit(1)
    ).scalar()
    return found


def holds(connection: Connection, one: Decision) -> bool:
    """Whether there is a statement left where each of the two is or was."""
    _, *ids = cast(tuple[str, ...], one.value)
    return all(_now(connection, id) is not None for id in ids)


def forget(connection: Connection, statements: Iterable[str]) -> None:
    """Take decisions on relations of these statements off the record."""
    about = select(decision.c.seq).where(
        decision.c.document.is_(None), decision.c.action.in_(("accept", "reject"))
    )
    if connection.execute(about.limit(1)).first() is None:
        return
    for id in statements:
        connection.execute(
            delete(decision).where(decision.c.seq.in_(about), decision.c.value.contains(f'"{id}"'))
        )


def _standing(connection: Connection) -> list[_Verdict]:
    """The verdicts in force, oldest first, on the statements as they stand now."""
    found = []
    for row in connection.execute(_STANDING):
        type, *ids = json.loads(row.value)
        a, b = (_now(connection, id) for id in ids)
        if a is not None and b is not None and a.id != b.id:
            found.append(_Verdict(row.action, type, a, b))
    return found


def _now(connection: Connection, id: str) -> _Found | None:
    """The statement that is found where this one is or was; None for none."""
    row = connection.exec_driver_sql(_PLACE, (id,)).first()
    if row is None:
        return None
    seq, document, found = row
    if found:
        return _Found(id, document)
    content = tuple(Span(*pair) for pair in connection.exec_driver_sql(_CONTENT, (seq,)))
    there: dict[str, Spans] = {}
    for other, start, end in connection.exec_driver_sql(_THERE, (document,)):
        there[other] = (*there.get(other, ()), Span(start, end))
    best = max(there, key=lambda other: overlap(content, there[other]), default=None)
    if best is None or overlap(content, there[best]) < ENOUGH:
        return None
    return _Found(best, document)
