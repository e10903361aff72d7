"""People's decisions: the type, its rows, and reading and writing them.

A decision is about a statement as it stood when it was decided on: it keeps that
statement's spans, so that it can be tied to whatever stands there in a later reading
(``reattach.py``). Rows are never changed but for the time of withdrawal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from sqlalchemy import Connection, Row, insert, select

from onrecord.model import Span, Spans, SpeakerKind, Statement, content_id
from onrecord.record.plain import Values, to_json
from onrecord.record.schema import decision

Action = Literal["accept", "reject", "correct", "merge", "split"]
Field = Literal[
    "source",
    "cue",
    "content",
    "quotation",
    "speaker",
    "kind",
    "role",
    "said",
    "act",
    "channel",
    "via",
]
FIELDS: tuple[Field, ...] = get_args(Field)
SPAN_FIELDS: tuple[Field, ...] = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Name:
    """Whom a person says a statement is by. Equal when both fields are."""

    name: str
    kind: SpeakerKind


@dataclass(frozen=True, slots=True)
class Appearance:
    """A speaker's place in one document: the document's id, and the speaker's id within it."""

    document: str
    key: str


Value = None | str | Name | Spans | tuple[str, ...] | tuple[Appearance, ...]
"""What a field is corrected to: None for nothing; spans for source, cue and content; a Name
for speaker; names for via, speakers' ids for a merge; appearances for a split; of a relation its
type and the ids of both statements; else a string."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict of a person. Equal when all fields are.

    ``target`` is the id of the statement as the program found it, of a relation or of a speaker;
    ``source``, ``cue`` and ``content`` are that statement's spans. ``support`` are the words of the
    document that the person points to. A ``withdrawn_at`` takes the verdict back from then on.
    """

    id: str
    action: Action
    target: str
    author: str
    decided_at: str
    document: str | None = None
    field: Field | None = None
    value: Value = None
    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    support: Spans = ()
    note: str | None = None
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None


def about(
    statement: Statement,
    action: Action,
    author: str,
    at: str,
    *,
    field: Field | None = None,
    value: Value = None,
    support: Spans = (),
    note: str | None = None,
) -> Decision:
    """A decision on a statement as the program found it."""
    spans = (statement.source, statement.cue, statement.content, support)
    one = Decision("", action, statement.id, author, at, statement.document, field, value, *spans, note)
    return replace(one, id=decision_id(one))


def across(
    action: Action, target: str, value: Value, author: str, at: str, *, note: str | None = None
) -> Decision:
    """A decision on a speaker or a relation, across documents."""
    one = Decision("", action, target, author, at, value=value, note=note)
    return replace(one, id=decision_id(one))


def decision_id(one: Decision) -> str:
    """The id of a decision, which follows from what was decided, by whom and when."""
    value = value_json(one.value)
    return content_id("decision", one.action, one.target, one.field, value, one.author, one.decided_at)


def spans_of(value: Value) -> Spans:
    """The spans that a value consists of; none for any other value."""
    return tuple(item for item in value if isinstance(item, Span)) if isinstance(value, tuple) else ()


def add(connection: Connection, decisions: Iterable[Decision]) -> None:
    """Write decisions, inside the caller's transaction. One that is on record stays as it is."""
    for one in decisions:
        if connection.execute(select(decision.c.seq).where(decision.c.id == one.id)).first() is None:
            connection.execute(insert(decision), _values(one))


def standing(connection: Connection, documents: Sequence[str]) -> dict[str, list[Decision]]:
    """The decisions on statements of ``documents`` that are not withdrawn, by document, oldest first."""
    query = select(decision).where(decision.c.document.in_(documents), decision.c.withdrawn_at.is_(None))
    found: dict[str, list[Decision]] = {}
    for row in connection.execute(query.order_by(decision.c.decided_at, decision.c.seq)):
        found.setdefault(row.document, []).append(to_decision(row))
    return found


def to_decision(row: Row[Any]) -> Decision:
    """The decision of a ``decision`` row."""
    spans = {part: _spans(pairs) for part, pairs in json.loads(row.spans).items()}
    return Decision(
        id=row.id,
        action=row.action,
        target=row.target,
        author=row.author,
        decided_at=row.decided_at,
        document=row.document,
        field=cast(Field | None, row.field),
        value=to_value(row.action, row.field, json.loads(row.value) if row.value else None),
        **spans,
        note=row.note,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by,
    )


def _values(one: Decision) -> Values:
    parts = {"source": one.source, "cue": one.cue, "content": one.content, "support": one.support}
    return {
        "id": one.id,
        "action": one.action,
        "target": one.target,
        "document": one.document,
        "field": one.field,
        "value": to_json(value_json(one.value), "a decision's value"),
        "spans": to_json({part: _pairs(spans) for part, spans in parts.items() if spans}, "spans"),
        "author": one.author,
        "note": one.note,
        "decided_at": one.decided_at,
        "withdrawn_at": one.withdrawn_at,
        "withdrawn_by": one.withdrawn_by,
    }


def value_json(value: Value) -> object:
    """A decision's value as JSON."""
    if isinstance(value, Name):
        return {"name": value.name, "kind": value.kind}
    if isinstance(value, tuple):
        return [_item_json(item) for item in value]
    return value


def _item_json(item: Span | str | Appearance) -> object:
    if isinstance(item, Span):
        return [item.start, item.end]
    return [item.document, item.key] if isinstance(item, Appearance) else item


def to_value(action: Action, field: str | None, value: Any) -> Value:
    """The value of a decision from its JSON."""
    if value is None:
        return None
    if action == "split":
        return tuple(Appearance(*pair) for pair in value)
    if action == "merge" or field == "via" or (isinstance(value, list) and field is None):
        return tuple(value)
    if field in SPAN_FIELDS:
        return _spans(value)
    return Name(**value) if field == "speaker" else str(value)


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _spans(pairs: Iterable[Sequence[int]]) -> Spans:
    return tuple(Span(*pair) for pair in pairs)
