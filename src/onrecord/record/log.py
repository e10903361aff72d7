"""What was decided, by whom, and what has become of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Select, select

from onrecord.model import Reading
from onrecord.record import days, decisions, effective, lookup, related
from onrecord.record.decided import Decided, in_force
from onrecord.record.decisions import Decision, spans_of
from onrecord.record.naming import find_id
from onrecord.record.schema import decision, document, speaker, statement
from onrecord.record.store import Record

State = Literal["in force", "overridden", "orphaned", "withdrawn"]

BATCH = 100  # documents that are held in memory at once


@dataclass(frozen=True, slots=True)
class Version:
    """A later version of a decision's page; ``statement`` is the id of what the decision holds
    there, None where it holds nothing."""

    document: str
    statement: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision and what has become of it.

    ``in force``; ``overridden`` by a later one on the same field of the same statement;
    ``orphaned`` when nothing is left of the statement that it was made on, or the document is
    not on record; ``withdrawn``. ``statement`` is the id of what it holds, as the program
    finds it now, and ``overridden_by`` the id of the later decision. ``words`` are those of the
    content that it was made on, ``set_to`` those of the spans that it sets.
    """

    decision: Decision
    state: State
    statement: str | None = None
    overridden_by: str | None = None
    words: tuple[str, ...] = ()
    set_to: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()

    @property
    def orphaned(self) -> bool:
        """Whether it holds nothing in its document or in a later version of its page."""
        lost = any(one.statement is None for one in self.versions)
        return self.state == "orphaned" or (lost and self.state != "withdrawn")


def log(
    record: Record, about: str | None = None, *, author: str | None = None, since: str | None = None
) -> list[Entry]:
    """The decisions on record in the order in which they were taken, withdrawn ones too.

    ``about`` takes those on a statement, document or speaker, or one decision: an id or its
    first digits. ``since`` is a date.

    Raises DecisionError for an id that means none or several.
    """
    with record.moment() as connection:
        query = select(decision).order_by(decision.c.decided_at, decision.c.seq)
        if author is not None:
            query = query.where(decision.c.author == author)
        if since is not None:
            query = query.where(decision.c.decided_at >= (days.bounds(since)[0] or since))
        if about is not None:
            query = _about(connection, query, about)
        found = [decisions.to_decision(row) for row in connection.execute(query)]
        return _entries(connection, found)


def entries(record: Record, taken: Sequence[Decision]) -> list[Entry]:
    """These decisions, and what has become of each."""
    with record.moment() as connection:
        return _entries(connection, taken)


def reviewed(record: Record) -> Iterator[tuple[Reading, Decided]]:
    """Each document on whose statements decisions stand: its current reading as the program
    made it, and as people decided on it."""
    standing = select(decision.c.document).where(decision.c.withdrawn_at.is_(None)).distinct()
    query = select(document.c.id).where(document.c.id.in_(standing)).order_by(document.c.seq)
    with record.moment() as connection:
        ids = connection.execute(query).scalars().all()
    for start in range(0, len(ids), BATCH):
        with record.moment() as connection:
            readings = list(_current(connection, ids[start : start + BATCH]))
            found = effective.overlay(connection, readings)
        yield from zip(readings, found, strict=True)


def _about(connection: Connection, query: Select[Any], given: str) -> Select[Any]:
    table, id = find_id(connection, given, statement, document, speaker, decision)
    if table is decision:
        return query.where(decision.c.id == id)
    if table is document:
        return query.where(decision.c.document == id)
    if table is speaker:
        return query.where((decision.c.target == id) | decision.c.value.contains(f'"{id}"'))
    of = select(document.c.id).join_from(statement, document).where(statement.c.id == id)
    (whole,) = _decided(connection, [connection.execute(of).scalar_one()]).values()
    held = whole.held.get(whole.meant_by(id) or id, ())
    return query.where((decision.c.target == id) | decision.c.id.in_([one.id for one in held]))


def _entries(connection: Connection, found: Sequence[Decision]) -> list[Entry]:
    documents = list(dict.fromkeys(one.document for one in found if one.document))
    placed: dict[str, Entry] = {}
    for start in range(0, len(documents), BATCH):
        ids = documents[start : start + BATCH]
        later = effective.later_versions(connection, ids)
        known = _decided(connection, [*ids, *(id for versions in later.values() for id in versions)])
        of: defaultdict[str, list[Decision]] = defaultdict(list)
        for one in found:
            if one.document in ids:
                of[one.document].append(one)
        for id, about in of.items():
            versions = {version: known[version] for version in later.get(id, ())}
            placed.update((one.id, _entry(one, known.get(id), versions)) for one in about)
    return [placed.get(one.id) or _across(connection, one) for one in found]


def _across(connection: Connection, one: Decision) -> Entry:
    if one.withdrawn_at:
        return Entry(one, "withdrawn")
    if one.action in ("accept", "reject"):
        last = related.in_force(connection, one.target)
        if last != one.id:
            return Entry(one, "overridden", overridden_by=last)
        if not related.holds(connection, one):
            return Entry(one, "orphaned")
    return Entry(one, "in force")


def _entry(one: Decision, own: Decided | None, later: dict[str, Decided]) -> Entry:
    if own is None:
        return Entry(one, "withdrawn" if one.withdrawn_at else "orphaned")
    text = own.reading.document
    words = tuple(text[span] for span in one.content)
    set_to = tuple(text[span] for span in spans_of(one.value))
    if one.withdrawn_at:
        return Entry(one, "withdrawn", words=words, set_to=set_to)
    statement = _holder(own, one)
    versions = tuple(Version(id, _holder(version, one)) for id, version in later.items())
    state: State = "orphaned"
    last = None
    if statement is not None:
        last = in_force(own.held[statement])[one.field].id
        state = "in force" if last == one.id else "overridden"
    overridden_by = last if state == "overridden" else None
    return Entry(one, state, statement, overridden_by, words, set_to, versions)


def _holder(whole: Decided, one: Decision) -> str | None:
    return next((id for id, held in whole.held.items() if any(other.id == one.id for other in held)), None)


def _decided(connection: Connection, ids: Sequence[str]) -> dict[str, Decided]:
    """The current readings of documents as decided, by their ids; those on record."""
    readings = list(_current(connection, ids))
    found = effective.overlay(connection, readings)
    return {one.document.id: whole for one, whole in zip(readings, found, strict=True)}


def _current(connection: Connection, ids: Sequence[str]) -> Iterator[Reading]:
    query = lookup.SELECT_CURRENT.where(document.c.id.in_(ids)).order_by(document.c.seq)
    rows = connection.execute(query).all()
    yield from lookup.readings(connection, rows)
