"""Taking in what another record held: ids and times stay, and nothing is doubled.

What is here already is left as it is. What is missing is added, each document in one
transaction, and of several readings of a document the one recorded last is the current one,
wherever it was made. What can be made anew (what searches need) is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import Connection, bindparam, func, insert, select, update

from onrecord.errors import InputError
from onrecord.model import Span
from onrecord.record import codec, deciding, decisions, indexing, lookup, writing
from onrecord.record.decisions import Decision
from onrecord.record.histories import History, Recorded
from onrecord.record.marks import Forgotten
from onrecord.record.plain import Values
from onrecord.record.schema import decision, document, forgotten, reading
from onrecord.record.store import Record

Taken = Literal["new", "updated", "unchanged"]


class Damaged(ValueError):
    """What is brought contradicts itself, so that it is not what any record held."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What taking in a document did: it was ``new``, ``updated`` by readings or a link that
    were missing, or ``unchanged``. ``missing`` is the id of the older version that it should
    be linked to and that is not on record."""

    taken: Taken
    missing: str | None = None


def add_history(record: Record, history: History) -> Arrival:
    """Put a document on record with all its readings, or nothing at all.

    Raises as ``Record.add`` does, InputError for one that was removed from this record too,
    Damaged where it contradicts itself.
    """
    record.check_writable()
    values = []
    try:
        for one in history.readings:
            codec.check(one.reading)
            values.append(codec.reading_values(one.reading, one.method))
    except (ValueError, IndexError) as error:
        raise Damaged(str(error)) from error
    with record.change() as connection:
        return _add(connection, history, values)


def link(record: Record, id: str, older: str) -> bool:
    """Say that a document is a newer version of ``older``, unless it is linked already; whether
    both are on record."""
    with record.change() as connection:
        newer_seq, older_seq = (connection.execute(_KEY, {"id": one}).scalar() for one in (id, older))
        if newer_seq is None or older_seq is None:
            return False
        if _link(connection, newer_seq, older_seq):
            deciding.reindex(connection, [id])
    return True


def add_decision(record: Record, one: Decision) -> bool:
    """Put a decision on record; whether it, or its withdrawal, was not there.

    Raises InputError when its document is not on record, Damaged when it is about words
    beyond the document's end.
    """
    with record.change() as connection:
        query = select(decision.c.seq, decision.c.withdrawn_at).where(decision.c.id == one.id)
        known = connection.execute(query).first()
        if known is None:
            if one.document is not None:
                _check_spans(connection, one, one.document)
            decisions.add(connection, [one])
        elif one.withdrawn_at is not None and known.withdrawn_at is None:
            withdrawn = {"withdrawn_at": one.withdrawn_at, "withdrawn_by": one.withdrawn_by}
            connection.execute(update(decision).where(decision.c.seq == known.seq).values(withdrawn))
        else:
            return False
        deciding.follow(connection, [one])
    return True


def add_mark(record: Record, mark: Forgotten) -> bool:
    """Put on record that a document was removed elsewhere, or that it may be read again;
    whether that was not known.

    Raises InputError when the document is here: removing it is for a person to decide, and until
    then it is not marked.
    """
    with record.change() as connection:
        same = (forgotten.c[name] == getattr(mark, name) for name in ("document", "author", "forgotten_at"))
        known = connection.execute(select(forgotten.c.seq, forgotten.c.lifted_at).where(*same)).first()
        if known is not None:
            if mark.lifted_at is None or known.lifted_at is not None:
                return False
            lifted = {"lifted_at": mark.lifted_at, "lifted_by": mark.lifted_by}
            connection.execute(update(forgotten).where(forgotten.c.seq == known.seq).values(lifted))
            return True
        here = connection.execute(_KEY, {"id": mark.document}).first()
        if here is not None and mark.lifted_at is None:
            raise InputError(
                f"document {mark.document}",
                f"was removed from the other record on {mark.forgotten_at[:10]}, and is in this one",
                f"to remove it here too, `onrecord forget {mark.document}`",
            )
        # Nothing of it was ever in this file, or it went under a mark of its own.
        connection.execute(insert(forgotten), {**asdict(mark), "purged_at": mark.forgotten_at})
    return True


def _check_spans(connection: Connection, one: Decision, id: str) -> None:
    query = select(func.length(document.c.text)).where(document.c.id == id)
    size: int | None = connection.execute(query).scalar()
    if size is None:
        problem = f"is on document {id}, which is not on record"
        raise InputError(f"decision {one.id}", problem, "bring the document first")
    value = one.value if isinstance(one.value, tuple) else ()
    spans = (*one.source, *one.cue, *one.content, *one.support, *value)
    if any(span.end > size for span in spans if isinstance(span, Span)):
        raise Damaged(f"it is about words beyond the end of document {id}")


def _add(connection: Connection, history: History, values: Sequence[Values]) -> Arrival:
    older: int | None = None
    if history.supersedes is not None:
        older = connection.execute(_KEY, {"id": history.supersedes}).scalar()
    missing = history.supersedes if older is None else None
    seq: int | None = connection.execute(_KEY, {"id": history.id}).scalar()
    if seq is None:
        found = None
        for one, row in zip(history.readings, values, strict=True):
            outcome = writing.add(connection, one.reading, row, one.recorded_at)
            found = found or outcome.supersedes
        if found != history.supersedes:
            # The file says which page this is a version of, whatever else is on record.
            link = update(document).where(document.c.id == history.id)
            connection.execute(link.values(supersedes=older))
            deciding.reindex(connection, [history.id])
        return Arrival("new", missing)
    added = _add_readings(connection, seq, history.readings, values)
    linked = older is not None and _link(connection, seq, older)
    if linked:
        deciding.reindex(connection, [history.id])
    return Arrival("updated" if added or linked else "unchanged", missing)


def _add_readings(
    connection: Connection, seq: int, readings: Sequence[Recorded], values: Sequence[Values]
) -> bool:
    """Add the readings that are missing, each in its place by time, and those that became
    current again since; whether there were any."""
    query = _RECORDED.where(reading.c.document == seq).order_by(reading.c.seq)
    here = list(connection.execute(query))
    read_again = {row.digest: row for row in here[:-1]}
    known = {row.digest for row in here}
    new = []
    for one, columns in zip(readings, values, strict=True):
        older = read_again.get(columns["digest"])
        if older is not None and older.recorded_at < one.recorded_at:
            writing.take_out(connection, [older.seq])
            here.remove(older)
        elif columns["digest"] in known:
            continue
        new.append((one, columns))
    if not new:
        return False
    first = min(one.recorded_at for one, _ in new)
    later = [row for row in here if row.recorded_at > first]
    if later:
        # A reading is current by being the last written: those made later are written again.
        keys = [row.seq for row in later]
        rows = connection.execute(lookup.SELECT.where(reading.c.seq.in_(keys)).order_by(reading.c.seq)).all()
        again = lookup.readings(connection, rows)
        indexing.remove(connection, seq)
        writing.take_out(connection, keys)
        for row, found in zip(later, again, strict=True):
            new.append(
                (Recorded(found, row.method, row.recorded_at), codec.reading_values(found, row.method))
            )
        new.sort(key=lambda pair: pair[0].recorded_at)
    for added, columns in new:
        writing.add(connection, added.reading, columns, added.recorded_at)
    earliest = update(document).where(document.c.seq == seq, document.c.recorded_at > first)
    connection.execute(earliest.values(recorded_at=first))
    return True


def _link(connection: Connection, seq: int, older: int) -> bool:
    """Say that ``seq`` is a newer version of ``older``, unless a version is said already or
    the two would be older than each other."""
    step: int | None = older
    while step is not None:
        if step == seq:
            return False
        step = connection.execute(_OLDER, {"seq": step}).scalar()
    unlinked = update(document).where(document.c.seq == seq, document.c.supersedes.is_(None))
    return connection.execute(unlinked.values(supersedes=older)).rowcount > 0


_KEY = select(document.c.seq).where(document.c.id == bindparam("id"))
_OLDER = select(document.c.supersedes).where(document.c.seq == bindparam("seq"))
_RECORDED = select(reading.c.seq, reading.c.digest, reading.c.method, reading.c.recorded_at)
