"""One speaker's page: statements in time, roles, channels, outlets, and what may conflict."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, literal_column, or_, select, tuple_

from onrecord.model import Span
from onrecord.record import conflicts, days, identities
from onrecord.record.conflicts import Conflict
from onrecord.record.profiles import number
from onrecord.record.schema import (
    context,
    current_statement,
    document,
    identity,
    member,
    reading,
    statement,
)
from onrecord.record.speakers import Held, Listed, between, held, listed, listed_silent
from onrecord.record.store import Record

_said = current_statement.c


@dataclass(frozen=True, slots=True)
class Remark:
    """One statement of a speaker. ``said`` is as precise as known, None where only the day is on
    which it was ``published``; ``together`` is whether others are its speakers too."""

    id: str
    document: str
    input_id: str | None
    title: str | None
    type: str
    outlet: str | None
    url: str | None
    said: str | None
    published: str | None
    quotation: str
    act: str | None
    channel: str | None
    via: tuple[str, ...]
    confidence: float
    together: bool
    content: tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the record has of one speaker: ``remarks`` in time, the newest ``limit`` of them,
    those without a date first; ``roles`` in time; ``months`` counts all statements; ``conflicts``
    are of ``remarks``, the likeliest first."""

    speaker: Listed
    remarks: tuple[Remark, ...]
    roles: tuple[Held, ...]
    channels: Mapping[str, int]
    outlets: Mapping[str, int]
    months: Mapping[str | None, int]
    conflicts: tuple[Conflict, ...]


def page(
    record: Record,
    id: str,
    *,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> Page | None:
    """The page of the speaker with this id; None when there is none, or more than one."""
    with record.moment() as connection:
        found = identities.find(connection, id)
        if not found or (len(found) > 1 and number(id) != found[0]):
            return None
        seq = found[0]
        who = or_(_said.speaker == seq, tuple_(_said.document, _said.key).in_(_groups_with(seq)))
        which = and_(who, between(since, until))
        found_as = listed(connection, _said.speaker == seq) or listed_silent(connection, seq)
        if not found_as:
            return None
        rows = _remarks(connection, which, limit)
        contents = conflicts.contents(connection, [row.statement for row in rows])
        return Page(
            speaker=found_as[0],
            remarks=tuple(_remark(row, contents[row.statement], seq) for row in rows),
            roles=_roles(connection, seq),
            channels=_counts(connection, _said.channel, which),
            outlets=_counts(connection, _said.outlet, which),
            months=_months(connection, which),
            conflicts=conflicts.of(connection, [row.statement for row in rows]),
        )


def _roles(connection: Connection, seq: int) -> tuple[Held, ...]:
    return tuple(sorted(held(connection, [seq])[seq], key=lambda one: (one.first or "9999", one.role)))


def _groups_with(seq: int) -> Any:
    """Those who speak together with the speaker, by document and key."""
    joined = identity.join(
        member, and_(member.c.document == identity.c.document, member.c.member == identity.c.key)
    )
    return select(member.c.document, member.c.key).select_from(joined).where(identity.c.speaker == seq)


def _counts(connection: Connection, column: Any, which: ColumnElement[bool]) -> dict[str, int]:
    count = func.count().label("count")
    query = select(column, count).where(which, column.is_not(None)).group_by(column)
    return {row[0]: row[1] for row in connection.execute(query.order_by(count.desc(), column))}


def _months(connection: Connection, which: ColumnElement[bool]) -> dict[str | None, int]:
    month = func.substr(_said.since, 1, 7)
    query = select(month, func.count()).where(which).group_by(month).order_by(month)
    return {row[0]: row[1] for row in connection.execute(query)}


def _remarks(connection: Connection, which: ColumnElement[bool], limit: int | None) -> list[Row[Any]]:
    """The newest, in time."""
    columns: tuple[Any, ...] = (
        current_statement,
        statement.c.id,
        document.c.id.label("document_id"),
        document.c.text,
        *(reading.c[name] for name in ("input_id", "title", "url", "published")),
        context.c.via,
        context.c.said,
        literal_column(days.DECIDED.format(statement="statement", reading="reading")).label("decided"),
    )
    joined = (
        current_statement.join(statement, statement.c.seq == _said.statement)
        .join(document, document.c.seq == _said.document)
        .join(reading, reading.c.seq == _said.reading)
        .outerjoin(context, and_(context.c.reading == _said.reading, context.c.statement == _said.statement))
    )
    query = select(*columns).select_from(joined).where(which)
    newest = (_said.since.is_(None), _said.since.desc(), _said.document.desc(), _said.position.desc())
    rows = connection.execute(
        query.order_by(*newest).limit(limit) if limit else query.order_by(*newest)
    ).all()
    return [*reversed(rows)]


def _remark(row: Row[Any], spans: Sequence[Span], seq: int) -> Remark:
    return Remark(
        id=row.id,
        document=row.document_id,
        input_id=row.input_id,
        title=row.title,
        type=row.type,
        outlet=row.outlet,
        url=row.url,
        said=days.said(row),
        published=row.published,
        quotation=row.quotation,
        act=row.act,
        channel=row.channel,
        via=tuple(json.loads(row.via)) if row.via else (),
        confidence=row.confidence,
        together=row.speaker != seq,
        content=conflicts.pieces(row.text, spans),
    )
