"""Which speaker each speaker of a document is of now, and its statements with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, or_, select, update

from onrecord.model import content_id
from onrecord.record import placing
from onrecord.record.schema import current_statement, document, identity, profile, speaker
from onrecord.record.verdicts import Verdicts

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
_ROWS = select(identity, document.c.id.label("document_id"), profile.c.speaker.label("placed")).select_from(
    identity.join(document).outerjoin(profile, profile.c.seq == identity.c.profile)
)
_ROWS_OF = _ROWS.where(identity.c.document == bindparam("at"))


def rows(connection: Connection, *which: Any) -> Sequence[Row[Any]]:
    """Identities with their document's id and the speaker that their profile is ``placed`` at."""
    return connection.execute(_ROWS.where(*which)).all()


def rows_of(connection: Connection, document_seq: int) -> Sequence[Row[Any]]:
    """The same of the speakers of one document."""
    return connection.execute(_ROWS_OF, {"at": document_seq}).all()


def clean(connection: Connection, *, trails: bool = False) -> None:
    """Forget the speakers whom nobody is, but for those to whom other ids lead; or with these
    ``trails``."""
    other, led = speaker.alias(), speaker.alias()
    gone = select(other.c.seq).where(other.c.became.is_(None))
    for column in (identity.c.speaker, profile.c.speaker):
        gone = gone.where(~select(column).where(column == other.c.seq).exists())
    if trails:
        connection.execute(delete(speaker).where(speaker.c.became.in_(gone)))
    else:
        gone = gone.where(~select(led.c.seq).where(led.c.became == other.c.seq).exists())
    connection.execute(delete(speaker).where(speaker.c.seq.in_(gone)))


def own_id(key: str, document_id: str, shared: bool) -> str:
    """The id of a speaker whom nothing ties to another document."""
    return content_id("speaker", "own", key, document_id) if shared else key


def seat(connection: Connection, some: Sequence[Row[Any]], standing: Verdicts) -> set[int]:
    """Give each row the speaker that it is of now (taken out, placed, or its own), and its
    statements with it. The speakers who had them, and whom no profile says they are of."""
    ids = [alone(row) for row in some]
    wanted = {standing.final(id): (row.name, row.kind) for row, id in zip(some, ids, strict=True) if id}
    seqs = placing.ensure(connection, wanted)
    seats = []
    for row, id in zip(some, ids, strict=True):
        now = seqs[standing.final(id)] if id else row.placed
        if now != row.speaker:
            seats.append({"at": row.document, "who": row.key, "seat": now})
    if seats:
        connection.execute(_SEAT, seats)
        connection.execute(_SPOKEN, seats)
    return {*seqs.values(), *(row.speaker for row in some if row.speaker is not None)}


def reseat(connection: Connection, some: Sequence[Row[Any]], standing: Verdicts) -> set[int]:
    """The same, and forget the speakers whom nobody is any more."""
    changed = seat(connection, some, standing)
    drop(connection, unused(connection, {row.speaker for row in some if row.speaker is not None}))
    return changed


def follow(connection: Connection, moved: Sequence[placing.Moved], standing: Verdicts) -> set[int]:
    """Let the bearers of moved profiles, and their statements, follow; and let the ids of
    speakers that nobody is any more lead to who they are now. The speakers who changed."""
    if not moved:
        return set()
    into: dict[int, int | None] = {one.before: one.now for one in moved if one.before is not None}
    now = {one.profile: one.now for one in moved}
    some = rows(connection, identity.c.profile.in_(now))
    into.update((row.speaker, now[row.profile]) for row in some if row.speaker is not None)
    changed = seat(connection, some, standing)
    gone = unused(connection, into)
    for seq in gone:
        if (heir := into[seq]) is not None:
            led = or_(speaker.c.seq == seq, speaker.c.became == seq)
            trail = update(speaker).where(led, speaker.c.seq != heir)
            # no name: it may be that of a document which is removed
            connection.execute(trail.values(became=heir, name=""))
    drop(connection, [seq for seq in gone if into[seq] is None])
    return changed | into.keys()


def unused(connection: Connection, seqs: Iterable[int]) -> list[int]:
    """Those of the speakers whom no document has."""
    left = set(seqs)
    if not left:
        return []
    for column in (identity.c.speaker, profile.c.speaker):
        left -= set(connection.execute(select(column).distinct().where(column.in_(left))).scalars())
    return sorted(left)


def drop(connection: Connection, seqs: Sequence[int]) -> None:
    """Forget speakers, and the ids that led to them."""
    if seqs:
        connection.execute(delete(speaker).where(speaker.c.became.in_(seqs)))
        connection.execute(delete(speaker).where(speaker.c.seq.in_(seqs)))


def alone(row: Row[Any]) -> str | None:
    """The id that the one of a row has unless merged, where no profile says it: who was
    taken out, or whom nothing ties to another document."""
    if row.split is not None:
        return str(row.split)
    return own_id(row.key, row.document_id, row.shared) if row.placed is None else None
