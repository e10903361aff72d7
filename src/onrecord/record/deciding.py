"""Taking and withdrawing decisions on a record.

Each function takes ids whole or by their first digits, and writes all of what it is asked
to or nothing. What is found, shown and exported follows in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from onrecord.errors import DecisionError
from onrecord.model import Reading, SpeakerKind, Statement
from onrecord.record import decisions, effective, identities, indexing, lookup, related
from onrecord.record.correcting import spans_of, value_of
from onrecord.record.decided import Decided
from onrecord.record.decisions import Action, Appearance, Decision, Field
from onrecord.record.naming import find_id, find_speaker
from onrecord.record.schema import decision, document, identity, relation, speaker, statement
from onrecord.record.store import Record, now

SHOWN = 12  # digits of an id in messages
_NO_PERSON = ("organization", "group", "document")


def accept(
    record: Record, statements: Sequence[str], *, author: str, note: str | None = None
) -> tuple[Decision, ...]:
    """Say that each of these is a statement, with this source and this content.

    Raises DecisionError for an id that means none or several.
    """
    return _judge(record, "accept", statements, author, note)


def reject(
    record: Record, statements: Sequence[str], *, author: str, note: str | None = None
) -> tuple[Decision, ...]:
    """Say that each of these is no statement: it is not found, shown or exported any more.

    Raises DecisionError for an id that means none or several.
    """
    return _judge(record, "reject", statements, author, note)


def correct(
    record: Record,
    id: str,
    field: Field,
    given: Sequence[str],
    *,
    author: str,
    kind: SpeakerKind | None = None,
    words: Sequence[str] = (),
    note: str | None = None,
) -> Decision:
    """Say what a field of a statement should be.

    ``given`` is one value ("none" for no value), for ``via`` names and for source, cue and
    content one or more spans: words that stand once in the document, or offsets such as
    ``120-135``. ``kind`` says what a speaker is whom the document has no other statement by.
    ``words`` are words of the document that show it.

    Raises DecisionError when the field cannot have that value.
    """
    with record.change() as connection:
        one = _statement(connection, id, {})
        subject = f"statement {one.shown.id[:SHOWN]}"
        reading = one.decided.reading
        value, support = value_of(subject, reading, one.shown, field, given, kind=kind)
        support = spans_of(subject, reading.document, words) or support
        taken = decisions.about(
            one.found, "correct", author, now(), field=field, value=value, support=support, note=note
        )
        decisions.add(connection, [taken])
        follow(connection, [taken])
        return taken


def merge(
    record: Record,
    kept: str,
    others: Sequence[str],
    *,
    author: str,
    note: str | None = None,
    across_kinds: bool = False,
) -> Decision:
    """Say that ``others`` are the speaker ``kept``.

    Raises DecisionError for an id that means none or several; and, but for ``across_kinds``,
    where one is a person and another is what no person can be, such as an organization.
    """
    with record.change() as connection:
        id = find_speaker(connection, kept)
        merged = tuple(dict.fromkeys(find_speaker(connection, other) for other in others))
        if id in merged:
            raise DecisionError(kept, "cannot be merged with itself", "name two speakers")
        if not across_kinds:
            _check_kinds(connection, (id, *merged))
        taken = decisions.across("merge", id, merged, author, now(), note=note)
        decisions.add(connection, [taken])
        follow(connection, [taken])
        return taken


def split(
    record: Record, id: str, documents: Sequence[str], *, author: str, note: str | None = None
) -> Decision:
    """Say that whoever is called so in ``documents`` is another than this speaker elsewhere.

    Raises DecisionError for an id that means none or several, and where the speaker is not
    in a document.
    """
    with record.change() as connection:
        whole = find_speaker(connection, id)
        places: list[Appearance] = []
        for given in documents:
            _, of = find_id(connection, given, document)
            query = select(identity.c.key).join_from(identity, document).join(speaker)
            query = query.where(document.c.id == of, speaker.c.id == whole).order_by(identity.c.key)
            keys = connection.execute(query).scalars().all()
            if not keys:
                problem = f"does not speak in document {of[:SHOWN]}"
                raise DecisionError(f"speaker {whole[:SHOWN]}", problem, "`onrecord speaker` shows where")
            places += (Appearance(of, key) for key in keys)
        taken = decisions.across("split", whole, tuple(dict.fromkeys(places)), author, now(), note=note)
        decisions.add(connection, [taken])
        follow(connection, [taken])
        return taken


def withdraw(record: Record, ids: Sequence[str], *, author: str) -> tuple[Decision, ...]:
    """Take decisions back: what they had overridden holds again. They stay on record.

    Raises DecisionError for an id that means none or several, and for a decision that was
    withdrawn before.
    """
    with record.change() as connection:
        at, taken = now(), []
        for given in dict.fromkeys(ids):
            _, id = find_id(connection, given, decision)
            one = decision_by_id(connection, id)
            if one.withdrawn_at is not None:
                problem = f"was withdrawn on {one.withdrawn_at[:10]} by {one.withdrawn_by}"
                raise DecisionError(f"decision {id[:SHOWN]}", problem, "decide anew")
            row = update(decision).where(decision.c.id == id)
            connection.execute(row.values(withdrawn_at=at, withdrawn_by=author))
            taken.append(decision_by_id(connection, id))
        follow(connection, taken)
        return tuple(taken)


def follow(connection: Connection, taken: Iterable[Decision]) -> None:
    """Let what is found, and who is who, follow decisions that were just written or withdrawn."""
    documents: dict[str, None] = {}
    for one in taken:
        if one.document is not None:
            documents[one.document] = None
            continue
        if one.action in ("accept", "reject"):
            documents.update(dict.fromkeys(related.documents(connection, one)))
            continue
        value = [*_across(one)]
        if one.withdrawn_at is not None:
            identities.undo(connection, one.action, one.target, value)
        elif one.action == "merge":
            identities.apply_merge(connection, one.target, value)
        elif one.action == "split":
            identities.apply_split(connection, value)
    reindex(connection, documents)


def reindex(connection: Connection, documents: Iterable[str]) -> None:
    """Let what is found of these documents, and of later versions of their pages, follow the
    decisions on record. Documents that are not on record are passed over."""
    ids = list(documents)
    later = effective.later_versions(connection, ids).values()
    for id in dict.fromkeys((*ids, *(id for versions in later for id in versions))):
        row = connection.execute(lookup.SELECT_CURRENT.where(document.c.id == id)).first()
        if row is not None:
            (found,) = lookup.readings(connection, [row])
            keys = indexing.statement_keys(connection, row.document)
            indexing.index(connection, row.document, row.reading, found, keys)


def decision_by_id(connection: Connection, id: str) -> Decision:
    """The decision with exactly this id."""
    return decisions.to_decision(connection.execute(select(decision).where(decision.c.id == id)).one())


@dataclass(frozen=True, slots=True)
class _Subject:
    """A statement as the program found it and as it is shown, and its reading as decided."""

    found: Statement
    shown: Statement
    decided: Decided


_Known = tuple[Reading, Decided]  # of a document, by its key: as found and as decided


def _check_kinds(connection: Connection, ids: Sequence[str]) -> None:
    """Raises DecisionError when a person is among these speakers and one that cannot be a person."""
    query = select(speaker.c.id, speaker.c.name, speaker.c.kind).where(speaker.c.id.in_(ids))
    found = sorted(connection.execute(query), key=lambda row: ids.index(row.id))
    person = next((row for row in found if row.kind == "person"), None)
    other = next((row for row in found if row.kind in _NO_PERSON), None)
    if person and other:
        first, second = sorted((person, other), key=found.index)
        problem = f"is {_a(first.kind)}, and {second.name} ({second.id[:SHOWN]}) is {_a(second.kind)}"
        advice = "if they are one all the same, merge them with --across-kinds"
        raise DecisionError(f"{first.name} ({first.id[:SHOWN]})", problem, advice)


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _across(one: Decision) -> Iterator[Any]:
    """A merge's or split's value as ``identities.py`` takes it: speakers' ids, or pairs of a
    document's id and a speaker's within it."""
    for item in one.value if isinstance(one.value, tuple) else ():
        yield (item.document, item.key) if isinstance(item, Appearance) else item


def _judge(
    record: Record, action: Action, ids: Sequence[str], author: str, note: str | None
) -> tuple[Decision, ...]:
    with record.change() as connection:
        at, known = now(), dict[int, _Known]()
        every = [_verdict(connection, given, known, action, author, at, note) for given in ids]
        taken = tuple({one.target: one for one in every}.values())
        decisions.add(connection, taken)
        follow(connection, taken)
        return taken


def _verdict(
    connection: Connection,
    given: str,
    known: dict[int, _Known],
    action: Action,
    author: str,
    at: str,
    note: str | None,
) -> Decision:
    """The decision on the statement or the relation that is meant."""
    table, id = find_id(connection, given, statement, relation)
    if table is statement:
        return decisions.about(_statement(connection, id, known).found, action, author, at, note=note)
    return decisions.across(action, id, related.value(connection, id), author, at, note=note)


def _statement(connection: Connection, given: str, known: dict[int, _Known]) -> _Subject:
    """The statement that is meant by the id that it has, is shown with, or was decided on by.
    ``known`` are documents that were looked up, and takes one that was not."""
    _, id = find_id(connection, given, statement)
    seq: int = connection.execute(select(statement.c.document).where(statement.c.id == id)).scalar_one()
    if seq not in known:
        row = connection.execute(lookup.SELECT_CURRENT.where(document.c.seq == seq)).one()
        (reading,) = lookup.readings(connection, [row])
        (decided,) = effective.overlay(connection, [reading])
        known[seq] = reading, decided
    reading, decided = known[seq]
    key = decided.meant_by(id)
    if key is None:
        problem = f"is not found in document {reading.document.id[:SHOWN]} any more since that was read anew"
        raise DecisionError(f"statement {id[:SHOWN]}", problem, "decide on what is found there now")
    found = next(one for one in reading.statements if one.id == key)
    shown = next((one for one in decided.reading.statements if decided.found[one.id] == key), found)
    return _Subject(found, shown, decided)
