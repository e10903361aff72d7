"""Who of one document is who of another, on record.

Each speaker of a document has an ``identity`` row, which names the speaker across documents
(``speaker``). Where others may be the same, the row has a profile (``placing.py``), and the
profile says by what method, with what confidence and support it was placed. A person's
decisions to merge and split stand above all that (``verdicts.py``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select, update

from onrecord.model import Reading, content_id
from onrecord.record import placing, verdicts
from onrecord.record.bearers import Bearer, bearers
from onrecord.record.plain import Values
from onrecord.record.schema import current_statement, document, identity, member, profile, speaker
from onrecord.record.verdicts import Verdicts

_INSERT, _INSERT_MEMBER = insert(identity), insert(member)
_SEAT = (
    update(identity)
    .where(identity.c.document == bindparam("at"), identity.c.key == bindparam("who"))
    .values(speaker=bindparam("seat"))
)
_SPOKEN = (
    update(current_statement)
    .where(current_statement.c.document == bindparam("at"), current_statement.c.key == bindparam("who"))
    .values(speaker=bindparam("seat"))
)


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
    found = bearers(added)
    if found:
        _note(connection, document_seq, added, found, verdicts.standing(connection))
    return {row.key: row.speaker for row in _rows(connection, identity.c.document == document_seq)}


def resolve_later(connection: Connection, document_seq: int, added: Reading) -> dict[str, int]:
    """Put the speakers of ``added`` on record; ``place_all`` finds who they are, for many
    documents at once."""
    if found := bearers(added):
        _note(connection, document_seq, added, found, verdicts.standing(connection), later=True)
    return {}


def _note(
    connection: Connection,
    document_seq: int,
    added: Reading,
    found: Sequence[Bearer],
    standing: Verdicts,
    *,
    later: bool = False,
) -> None:
    month = (added.document.published or "")[:7]
    profiles, blocks = placing.count(connection, [one for one in found if _tells(one)], month)
    moved = [] if later else placing.place(connection, blocks, standing)
    rows = [
        {
            "document": document_seq,
            "month": month,
            "profile": profiles.get(one.key),
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
    if not later:
        _seat_rows(connection, _rows(connection, identity.c.document == document_seq), standing)
        _follow(connection, moved, standing)


def remove(connection: Connection, document_seq: int) -> None:
    """Take the document's speakers off the record, and what only they told."""
    rows = _rows(connection, identity.c.document == document_seq)
    if not rows:
        return
    connection.execute(delete(identity).where(identity.c.document == document_seq))
    connection.execute(delete(member).where(member.c.document == document_seq))
    profiles = {(row.profile, row.month) for row in rows if row.profile is not None}
    blocks = {placing.uncount(connection, *one) for one in sorted(profiles)}
    standing = verdicts.standing(connection)
    moved = placing.place(connection, filter(None, blocks), standing)
    _follow(connection, moved, standing)
    told = {seq for row in rows for seq in (row.speaker, row.placed) if seq is not None}
    told |= {placing.number(own_id(row.key, row.document_id, row.shared)) for row in rows}
    _drop(connection, _unused(connection, told))


def clear(connection: Connection) -> None:
    """Forget who is who, before ``resolve_later`` and ``place_all``. Ids stay known."""
    for table in (member, identity, profile):
        connection.execute(delete(table))


def place_all(connection: Connection) -> None:
    """Find the speakers of everybody noted, and give them to the statements."""
    standing = verdicts.standing(connection)
    blocks = connection.execute(select(profile.c.kind, profile.c.block).distinct()).all()
    placing.place(connection, [(row.kind, row.block) for row in blocks], standing)
    seats = select(profile.c.speaker).where(profile.c.seq == identity.c.profile).scalar_subquery()
    connection.execute(update(identity).where(identity.c.split.is_(None)).values(speaker=seats))
    _seat_rows(connection, _rows(connection, identity.c.speaker.is_(None)), standing)
    spoken = select(identity.c.speaker).where(
        identity.c.document == current_statement.c.document, identity.c.key == current_statement.c.key
    )
    connection.execute(update(current_statement).values(speaker=spoken.scalar_subquery()))
    for column in (identity.c.speaker, profile.c.speaker):
        live = select(column).where(column.is_not(None))
        connection.execute(update(speaker).where(speaker.c.seq.in_(live)).values(became=None))
    gone = [
        ~select(column).where(column == speaker.c.seq).exists()
        for column in (identity.c.speaker, profile.c.speaker)
    ]
    connection.execute(delete(speaker).where(speaker.c.became.is_(None), *gone))


def apply_merge(connection: Connection, target: str, merged: Iterable[str]) -> None:
    """Make the speakers ``merged`` one with ``target``, once the decision is on record and in
    the same transaction. Statements move at once."""
    _refresh(connection, (target, *merged))


def apply_split(connection: Connection, target: str, taken: Iterable[Sequence[str]]) -> str:
    """Make the speakers ``taken`` (a document's id and a speaker's within it, each) out of
    ``target`` a speaker of their own, once the decision is on record; the new speaker's id."""
    pairs = [(str(document_id), str(key)) for document_id, key in taken]
    _refresh_taken(connection, pairs)
    return verdicts.split_id(target, pairs)


def undo(connection: Connection, action: str, target: str, value: Sequence[Any]) -> None:
    """Let go of a decision to merge or split, once it is marked as withdrawn."""
    if action == "merge":
        _refresh(connection, (target, *value))
    else:
        _refresh_taken(connection, [(str(document_id), str(key)) for document_id, key in value])


def find(connection: Connection, id: str) -> list[int]:
    """The keys of the speakers that have, had or are known in some document by this id; the one
    who has it first."""
    row = connection.execute(select(speaker).where(speaker.c.seq == placing.number(id))).first()
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
    if row.speaker != placing.number(row.id):
        return Explanation(row.id, "decision", 1.0, {})
    return Explanation(row.id, row.method, row.confidence, json.loads(row.support))


# -- seats ------------------------------------------------------------------------------------


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


def _rows(connection: Connection, *which: Any) -> Sequence[Row[Any]]:
    """Identities with their document's id and the speaker that their profile is ``placed`` at."""
    query = select(identity, document.c.id.label("document_id"), profile.c.speaker.label("placed"))
    joined = identity.join(document).outerjoin(profile, profile.c.seq == identity.c.profile)
    return connection.execute(query.select_from(joined).where(*which)).all()


def own_id(key: str, document_id: str, shared: bool) -> str:
    """The id of a speaker whom nothing ties to another document."""
    return content_id("speaker", "own", key, document_id) if shared else key


def _seat_rows(connection: Connection, rows: Sequence[Row[Any]], standing: Verdicts) -> None:
    """Give each row the speaker that it is of now (taken out, placed, or its own), and its
    statements with it."""
    ids = {}
    for row in rows:
        if row.split is not None or row.placed is None:
            own = row.split or own_id(row.key, row.document_id, row.shared)
            ids[row.document, row.key] = standing.final(own)
    wanted = {id: row for row in rows if (id := ids.get((row.document, row.key))) is not None}
    seqs = placing.ensure(connection, {id: (row.name, row.kind) for id, row in wanted.items()})
    seats = []
    for row in rows:
        id = ids.get((row.document, row.key))
        seat = row.placed if id is None else seqs[id]
        if seat != row.speaker:
            seats.append({"at": row.document, "who": row.key, "seat": seat})
    if seats:
        connection.execute(_SEAT, seats)
        connection.execute(_SPOKEN, seats)


def _follow(connection: Connection, moved: Sequence[placing.Moved], standing: Verdicts) -> None:
    """Let the bearers of moved profiles, and their statements, follow; and let the ids of
    speakers that nobody is any more lead to who they are now."""
    if not moved:
        return
    into: dict[int, int | None] = {one.before: one.now for one in moved if one.before is not None}
    now = {one.profile: one.now for one in moved}
    rows = _rows(connection, identity.c.profile.in_(now))
    into.update((row.speaker, now[row.profile]) for row in rows if row.speaker is not None)
    _seat_rows(connection, rows, standing)
    unused = _unused(connection, into)
    for seq in unused:
        if (heir := into[seq]) is not None:
            gone = or_(speaker.c.seq == seq, speaker.c.became == seq)
            trail = update(speaker).where(gone, speaker.c.seq != heir)
            # no name: it may be that of a document which is removed
            connection.execute(trail.values(became=heir, name=""))
    _drop(connection, [seq for seq in unused if into[seq] is None])


def _unused(connection: Connection, seqs: Iterable[int]) -> list[int]:
    """Those of the speakers whom no document has."""
    left = set(seqs)
    if not left:
        return []
    for column in (identity.c.speaker, profile.c.speaker):
        left -= set(connection.execute(select(column).where(column.in_(left))).scalars())
    return sorted(left)


def _drop(connection: Connection, seqs: Sequence[int]) -> None:
    """Forget speakers, and the ids that led to them."""
    if seqs:
        connection.execute(delete(speaker).where(speaker.c.became.in_(seqs)))
        connection.execute(delete(speaker).where(speaker.c.seq.in_(seqs)))


def _refresh(connection: Connection, ids: Iterable[str]) -> None:
    """Place all who have, had or are known by these ids anew, as decisions now stand."""
    seqs = {seq for id in ids for seq in find(connection, id)}
    standing = verdicts.standing(connection)
    which = profile.c.speaker.in_(seqs)
    blocks = connection.execute(select(profile.c.kind, profile.c.block).where(which).distinct()).all()
    _follow(connection, placing.place(connection, [(b.kind, b.block) for b in blocks], standing), standing)
    _reseat(connection, _rows(connection, identity.c.speaker.in_(seqs)), standing)


def _refresh_taken(connection: Connection, pairs: Sequence[tuple[str, str]]) -> None:
    standing = verdicts.standing(connection)
    for document_id, key in pairs:
        at = select(document.c.seq).where(document.c.id == document_id).scalar_subquery()
        which = (identity.c.document == at, identity.c.key == key)
        new = standing.taken.get((document_id, key))
        connection.execute(update(identity).where(*which).values(split=new))
        _reseat(connection, _rows(connection, *which), standing)


def _reseat(connection: Connection, rows: Sequence[Row[Any]], standing: Verdicts) -> None:
    _seat_rows(connection, rows, standing)
    _drop(connection, _unused(connection, {row.speaker for row in rows}))
