"""Who of one document is who of another, on record.

Each speaker of a document has an ``identity`` row, which names the speaker across documents
(``speaker``). Where others may be the same, the row has a profile (``profiles.py``), and the
profile says by what method, with what confidence and support it was placed (``placing.py``).
A person's decisions to merge and split stand above all that (``verdicts.py``). All of it, names
too, follows from the documents and the decisions on record, in whatever order they came.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from onrecord.model import Reading
from onrecord.record import calling, placing, profiles, seating, verdicts
from onrecord.record.bearers import Bearer, bearers
from onrecord.record.plain import Values
from onrecord.record.profiles import Block, number
from onrecord.record.schema import current_statement, document, identity, member, profile, speaker
from onrecord.record.verdicts import Verdicts

_INSERT, _INSERT_MEMBER = insert(identity), insert(member)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a speaker of a document is the speaker that the record says: the method, the
    probability that it is right, and what supports it or speaks against it."""

    speaker: str
    method: str
    confidence: float
    support: Mapping[str, object]


def resolve(connection: Connection, document_seq: int, added: Reading) -> dict[str, int]:
    """Find who the speakers of ``added`` are across documents, and put it on record.

    Returns the speakers' keys by their ids within the document. What the document tells may
    also move speakers of other documents.
    """
    if found := bearers(added):
        standing = verdicts.standing(connection)
        of, blocks = _note(connection, document_seq, added, found, standing)
        _place(connection, blocks, standing, lambda: seating.rows_of(connection, document_seq), of=of)
    return {row.key: row.speaker for row in seating.rows_of(connection, document_seq)}


def resolve_later(connection: Connection, document_seq: int, added: Reading) -> dict[str, int]:
    """Put the speakers of ``added`` on record; ``place_all`` finds who they are, for many
    documents at once."""
    if found := bearers(added):
        _note(connection, document_seq, added, found, verdicts.standing(connection))
    return {}


def remove(connection: Connection, document_seq: int) -> None:
    """Take the document's speakers off the record, and what only they told."""
    rows = seating.rows_of(connection, document_seq)
    if not rows:
        return
    connection.execute(delete(identity).where(identity.c.document == document_seq))
    connection.execute(delete(member).where(member.c.document == document_seq))
    counted = {(row.profile, row.month) for row in rows if row.profile is not None}
    blocks = {profiles.uncount(connection, *one) for one in sorted(counted)}
    standing = verdicts.standing(connection)
    told = {seq for row in rows for seq in (row.speaker, row.placed) if seq is not None}
    told |= {number(seating.own_id(row.key, row.document_id, row.shared)) for row in rows}
    _place(connection, filter(None, blocks), standing, told=told, of=[seq for seq, _ in counted])
    seating.drop(connection, seating.unused(connection, told))


def clear(connection: Connection) -> None:
    """Forget who is who, before ``resolve_later`` and ``place_all``; statements have no speakers
    then. Ids that lead to somebody stay known."""
    for table in (member, identity, profile):
        connection.execute(delete(table))
    seating.clean(connection)


def place_all(connection: Connection) -> None:
    """Find the speakers of everybody noted, and give them to the statements."""
    standing = verdicts.standing(connection)
    left = profiles.left(connection, standing.documents)
    placed = placing.place(connection, profiles.blocks_of(connection), standing, left)
    seats = select(profile.c.speaker).where(profile.c.seq == identity.c.profile).scalar_subquery()
    connection.execute(update(identity).where(identity.c.split.is_(None)).values(speaker=seats))
    seating.seat(connection, seating.rows(connection, identity.c.speaker.is_(None)), standing)
    spoken = select(identity.c.speaker).where(
        identity.c.document == current_statement.c.document, identity.c.key == current_statement.c.key
    )
    connection.execute(update(current_statement).values(speaker=spoken.scalar_subquery()))
    seating.clean(connection, trails=True)
    calling.call(connection, placed.unnamed | {number(id) for id in standing.made}, standing)


def apply_merge(connection: Connection, target: str, merged: Iterable[str]) -> None:
    """Make the speakers ``merged`` one with ``target``, once the decision is on record and in
    the same transaction. Statements move at once."""
    seqs = {seq for id in (target, *merged) for seq in find(connection, id)}
    blocks = profiles.blocks_of(connection, profile.c.speaker.in_(seqs))
    standing = verdicts.standing(connection)
    spoken = identity.c.speaker.in_(seqs)
    _place(connection, blocks, standing, lambda: seating.rows(connection, spoken), told=seqs)


def apply_split(connection: Connection, taken: Sequence[Sequence[str]]) -> None:
    """Make the speakers ``taken`` (a document's id and a speaker's within it, each) a speaker of
    their own, once the decision is on record and in the same transaction."""
    standing = verdicts.standing(connection)
    for document_id, key in taken:
        at = select(document.c.seq).where(document.c.id == document_id).scalar_subquery()
        one = update(identity).where(identity.c.document == at, identity.c.key == key)
        connection.execute(one.values(split=standing.taken.get((document_id, key))))
    documents, keys = ({one[part] for one in taken} for part in (0, 1))
    which = document.c.id.in_(documents), identity.c.key.in_(keys)
    of = [row.profile for row in seating.rows(connection, *which) if row.profile is not None]
    blocks = profiles.blocks_of(connection, profile.c.seq.in_(of))
    _place(connection, blocks, standing, lambda: seating.rows(connection, *which))


def undo(connection: Connection, action: str, target: str, value: Sequence[Any]) -> None:
    """Let go of a decision to merge or split, once it is marked as withdrawn."""
    if action == "merge":
        apply_merge(connection, target, value)
    else:
        apply_split(connection, value)


def find(connection: Connection, id: str) -> list[int]:
    """The keys of the speakers that have, had or are known in some document by this id; the one
    who has it first."""
    row = connection.execute(select(speaker).where(speaker.c.seq == number(id))).first()
    found = [] if row is None else [row.became or row.seq]
    keyed = select(identity.c.speaker).where(identity.c.key == id).distinct()
    return list(dict.fromkeys((*found, *sorted(connection.execute(keyed).scalars()))))


def explain(connection: Connection, document_id: str, key: str) -> Explanation | None:
    """Why the speaker with this id in this document is who the record says; None without one."""
    query = (
        select(identity.c.split, identity.c.kind, speaker.c.id, profile)
        .select_from(
            identity.join(document)
            .join(speaker, speaker.c.seq == identity.c.speaker)
            .outerjoin(profile, profile.c.seq == identity.c.profile)
        )
        .where(document.c.id == document_id, identity.c.key == key)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    if row.split is not None:
        return Explanation(row.id, "decision", 1.0, {"split": row.split})
    if row.method is None or row.speaker is None:
        return Explanation(row.id, "own", 1.0, {"name": "tells nobody apart from others"})
    if row.speaker != number(row.id):
        return Explanation(row.id, "decision", 1.0, {})
    return Explanation(row.id, row.method, row.confidence, json.loads(row.support))


def _place(
    connection: Connection,
    blocks: Iterable[Block],
    standing: Verdicts,
    which: Callable[[], Sequence[Row[Any]]] = tuple,
    told: Collection[int] = (),
    of: Collection[int] = (),
) -> None:
    """Find who the profiles of ``blocks`` are, and give that to all who follow, to the identities
    that ``which`` then finds besides. ``told`` are speakers of whom documents tell less than
    before, ``of`` are profiles of which they tell more or less."""
    left = profiles.left(connection, standing.documents)
    again = profiles.blocks_of(connection, profile.c.seq.in_(left.keys() & set(of))) if left else set()
    placed = placing.place(connection, {*blocks, *again}, standing, left)
    changed = seating.follow(connection, placed.moved, standing)
    if some := which():
        changed |= seating.reseat(connection, some, standing)
    made = {number(id) for id in standing.made}
    calling.call(connection, placed.unnamed | (made & {*changed, *told}), standing)


def _note(
    connection: Connection, document_seq: int, added: Reading, found: Sequence[Bearer], standing: Verdicts
) -> tuple[Collection[int], set[Block]]:
    """Put those who speak in a document on record, each without a speaker; their profiles, and
    the blocks in which that may place speakers anew."""
    month = (added.document.published or "")[:7]
    seqs, blocks = profiles.count(connection, [one for one in found if _tells(one)], month)
    rows = [
        {
            "document": document_seq,
            "month": month,
            "profile": seqs.get(one.key),
            "split": standing.taken.get((added.document.id, one.key)),
            "speaker": None,
            **_values(one),
        }
        for one in found
    ]
    connection.execute(_INSERT, rows)
    if links := [
        {"document": document_seq, "member": key, "key": one.key} for one in found for key in set(one.members)
    ]:
        connection.execute(_INSERT_MEMBER, links)
    return seqs.values(), blocks


def _tells(one: Bearer) -> bool:
    """Whether there is anything to know the bearer by in another document."""
    return one.can_be_shared and bool(one.kind != "person" or one.shared or one.roles or one.handle)


def _values(one: Bearer) -> Values:
    return {
        "key": one.key,
        "name": one.name,
        "folded": one.form,
        "kind": one.kind,
        "role": one.roles[0] if one.roles else None,
        "handle": one.handle,
        "shared": one.shared,
    }
