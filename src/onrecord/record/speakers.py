"""The speakers on record: looked up by name, handle or id; listed; and one's page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select, tuple_

from onrecord.model import Span
from onrecord.record import days, identities, placing
from onrecord.record.schema import (
    context,
    current_statement,
    document,
    identity,
    member,
    profile,
    reading,
    speaker,
    statement,
    statement_span,
)
from onrecord.record.store import Record

ACROSS_DOCUMENTS = ("person", "organization")  # the kinds that can be met in more than one document
MOST_ROLES = 5
SHORTEST = 6  # digits of an id that must be given
_DIGITS = frozenset("0123456789abcdef")
_NEAREST = 3

_said = current_statement.c


@dataclass(frozen=True, slots=True)
class Listed:
    """A speaker in a list. ``roles`` are the usual ones first; ``first`` and ``last`` the days
    between which the statements were made."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    statements: int
    documents: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A role that documents give to a speaker, with the months ("2026-03") in which they do."""

    role: str
    first: str | None
    last: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class Remark:
    """One statement of a speaker. ``said`` is as precise as known; ``together`` is whether
    others are its speakers too."""

    id: str
    document: str
    input_id: str | None
    title: str | None
    type: str
    outlet: str | None
    url: str | None
    said: str | None
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
    those without a date first; ``roles`` in time; ``months`` counts all statements."""

    speaker: Listed
    remarks: tuple[Remark, ...]
    roles: tuple[Held, ...]
    channels: Mapping[str, int]
    outlets: Mapping[str, int]
    months: Mapping[str | None, int]


def find(record: Record, name: str, *, kind: str | None = None) -> list[Listed]:
    """The speakers who go by ``name``, the most quoted first: an id, a handle, a name in any of
    its forms, a surname, or else part of a name."""
    with record.moment() as connection:
        found = _listed(connection, _said.speaker.in_(keys(connection, name)), kind=kind)
    # a surname in one document, nobody knows whose, is of use where there is nobody else
    return [one for one in found if " " in one.name or one.documents > 1] or found


def keys(connection: Connection, name: str) -> set[int]:
    """The keys of all speakers who may be meant by ``name``."""
    from onrecord.context import bodies
    from onrecord.context.identity import folded, folded_handle, person_form

    forms = {folded(name), person_form(name), bodies.form(name)} - {""}
    seqs = set(_with_id(connection, name))
    if not seqs and not name.startswith("@") and forms:
        seqs = _having(connection, identity.c.folded.in_(forms))
        seqs |= _having(connection, profile.c.kind == "person", profile.c.block.in_(forms))
    if not seqs:
        seqs = _having(connection, identity.c.handle == folded_handle(name))
    if not seqs and forms:
        words = [f"% {word} %" for word in folded(name).split()]
        seqs = _having(connection, *((" " + identity.c.folded + " ").like(word) for word in words))
    return seqs


def by_id(record: Record, id: str) -> list[Listed]:
    """The speakers who have, had or are known in some document by this id, or by one that
    begins so."""
    with record.moment() as connection:
        return _listed(connection, _said.speaker.in_(_with_id(connection, id)))


def near(record: Record, name: str) -> list[str]:
    """Names on record that look like ``name``, the likeliest first."""
    from difflib import get_close_matches

    from onrecord.context.identity import folded

    words = folded(name).split()
    starts = [identity.c.folded.like(f"%{word[:2]}%") for word in words if len(word) > 2] or [
        identity.c.folded.like(f"{folded(name)[:1]}%")
    ]
    query = select(identity.c.folded, func.min(identity.c.name)).where(
        or_(*starts), identity.c.kind.in_(ACROSS_DOCUMENTS)
    )
    with record.moment() as connection:
        names: dict[str, str] = {
            row[0]: row[1] for row in connection.execute(query.group_by(identity.c.folded))
        }
    return [names[one] for one in get_close_matches(folded(name), names, _NEAREST, 0.7)]


def listing(
    record: Record,
    *,
    kind: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> list[Listed]:
    """The speakers on record, the most quoted first: persons and organizations, unless ``kind``
    says otherwise, with statements made between ``since`` and ``until``."""
    kinds = (kind,) if kind else ACROSS_DOCUMENTS
    with record.moment() as connection:
        return _listed(connection, _said.kind.in_(kinds), _between(since, until), kind=kind, limit=limit)


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
        if not found or (len(found) > 1 and placing.number(id) != found[0]):
            return None
        seq = found[0]
        who = or_(_said.speaker == seq, tuple_(_said.document, _said.key).in_(_groups_with(seq)))
        which = and_(who, _between(since, until))
        listed = _listed(connection, _said.speaker == seq) or _listed_as_member(connection, seq)
        if not listed:
            return None
        return Page(
            speaker=listed[0],
            remarks=tuple(_remarks(connection, which, seq, limit)),
            roles=tuple(sorted(_roles(connection, seq), key=lambda held: (held.first or "9999", held.role))),
            channels=_counts(connection, _said.channel, which),
            outlets=_counts(connection, _said.outlet, which),
            months=_months(connection, which),
        )


def _with_id(connection: Connection, id: str) -> list[int]:
    if len(id) < SHORTEST or not _DIGITS.issuperset(id):
        return []
    if len(id) == 32:
        return identities.find(connection, id)
    query = select(speaker.c.seq).where(
        speaker.c.id >= id, speaker.c.id < id + "g", speaker.c.became.is_(None)
    )
    return [*connection.execute(query).scalars()]


def _having(connection: Connection, *which: ColumnElement[bool]) -> set[int]:
    query = select(identity.c.speaker).outerjoin(profile, profile.c.seq == identity.c.profile)
    return set(connection.execute(query.where(*which).distinct()).scalars())


def _groups_with(seq: int) -> Any:
    """Those who speak together with the speaker, by document and key."""
    joined = identity.join(
        member, and_(member.c.document == identity.c.document, member.c.member == identity.c.key)
    )
    return select(member.c.document, member.c.key).select_from(joined).where(identity.c.speaker == seq)


def _between(since: str | None, until: str | None) -> ColumnElement[bool]:
    first, last = days.bounds(since)[0], days.bounds(until)[1]
    wanted = [_said.until >= first] if first else []
    wanted += [_said.since <= last] if last else []
    return and_(True, *wanted)


def _listed(
    connection: Connection, *which: ColumnElement[bool], kind: str | None = None, limit: int | None = None
) -> list[Listed]:
    counted = func.count().label("statements")
    query = (
        select(
            speaker.c.seq,
            speaker.c.id,
            speaker.c.name,
            speaker.c.kind,
            counted,
            func.count(_said.document.distinct()).label("documents"),
            func.min(_said.since).label("first"),
            func.max(_said.until).label("last"),
        )
        .join_from(current_statement, speaker, speaker.c.seq == _said.speaker)
        .where(*which, *([speaker.c.kind == kind] if kind else []))
        .group_by(speaker.c.seq)
        .order_by(counted.desc(), speaker.c.name, speaker.c.id)
    )
    rows = connection.execute(query.limit(limit) if limit else query).all()
    return [_one(connection, row) for row in rows]


def _one(connection: Connection, row: Row[Any]) -> Listed:
    aliases = _aliases(connection, row.seq, row.name)
    roles = tuple(held.role for held in _roles(connection, row.seq)[:MOST_ROLES])
    days_ = (row.statements, row.documents, row.first, row.last)
    return Listed(row.id, row.name, row.kind, aliases, roles, *days_)


def _listed_as_member(connection: Connection, seq: int) -> list[Listed]:
    """Somebody who never speaks alone."""
    row = connection.execute(select(speaker).where(speaker.c.seq == seq)).first()
    if row is None:
        return []
    roles = tuple(held.role for held in _roles(connection, seq)[:MOST_ROLES])
    return [Listed(row.id, row.name, row.kind, _aliases(connection, seq, row.name), roles, 0, 0, None, None)]


def _aliases(connection: Connection, seq: int, name: str) -> tuple[str, ...]:
    columns = (identity.c.name, identity.c.handle)
    query = (
        select(*columns, func.count().label("documents")).where(identity.c.speaker == seq).group_by(*columns)
    )
    names: Counter[str] = Counter()
    handles: Counter[str] = Counter()
    for row in connection.execute(query):
        names[row.name] += row.documents
        if row.handle:
            handles[f"@{row.handle}"] += row.documents
    found = [*_usual_first(names), *_usual_first(handles)]
    return tuple(one for one in found if one != name)


def _usual_first(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda one: (-counts[one], one))


def _roles(connection: Connection, seq: int) -> list[Held]:
    columns = (identity.c.role, identity.c.month, func.count().label("documents"))
    query = select(*columns).where(identity.c.speaker == seq, identity.c.role.is_not(None))
    found: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(query.group_by(identity.c.role, identity.c.month).order_by(*columns)):
        found.setdefault(row.role.casefold(), []).append(row)
    held = []
    for rows in found.values():
        months = [row.month for row in rows if row.month]
        usual = max(rows, key=lambda row: row.documents).role
        held.append(
            Held(
                usual,
                min(months, default=None),
                max(months, default=None),
                sum(row.documents for row in rows),
            )
        )
    return sorted(held, key=lambda one: (-one.documents, one.first or "9999", one.role))


def _counts(connection: Connection, column: Any, which: ColumnElement[bool]) -> dict[str, int]:
    count = func.count().label("count")
    query = select(column, count).where(which, column.is_not(None)).group_by(column)
    return {row[0]: row[1] for row in connection.execute(query.order_by(count.desc(), column))}


def _months(connection: Connection, which: ColumnElement[bool]) -> dict[str | None, int]:
    month = func.substr(_said.since, 1, 7)
    query = select(month, func.count()).where(which).group_by(month).order_by(month)
    return {row[0]: row[1] for row in connection.execute(query)}


def _remarks(connection: Connection, which: ColumnElement[bool], seq: int, limit: int | None) -> list[Remark]:
    columns: tuple[Any, ...] = (
        current_statement,
        statement.c.id,
        document.c.id.label("document_id"),
        document.c.text,
        *(reading.c[name] for name in ("input_id", "title", "url")),
        context.c.via,
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
    spans = _contents(connection, [row.statement for row in rows])
    return [_remark(row, spans[row.statement], seq) for row in reversed(rows)]


def _contents(connection: Connection, keys: Sequence[int]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {key: [] for key in keys}
    query = select(statement_span).where(
        statement_span.c.statement.in_(keys), statement_span.c.part == "content"
    )
    for row in connection.execute(query.order_by(*statement_span.primary_key)):
        found[row.statement].append(Span(row.start, row.end))
    return found


def _remark(row: Row[Any], spans: Sequence[Span], seq: int) -> Remark:
    return Remark(
        id=row.id,
        document=row.document_id,
        input_id=row.input_id,
        title=row.title,
        type=row.type,
        outlet=row.outlet,
        url=row.url,
        said=_as_known(row.since, row.until),
        quotation=row.quotation,
        act=row.act,
        channel=row.channel,
        via=tuple(json.loads(row.via)) if row.via else (),
        confidence=row.confidence,
        together=row.speaker != seq,
        content=tuple((span, row.text[span.start : span.end]) for span in spans),
    )


def _as_known(since: str | None, until: str | None) -> str | None:
    """The day, month or year that begins and ends so."""
    if since is None or since == until or until is None:
        return since
    return next((since[:size] for size in (7, 4) if days.bounds(since[:size]) == (since, until)), since)
