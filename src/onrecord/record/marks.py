"""The marks that removed documents leave: a document with a mark is not read again until the
mark is lifted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, select

from onrecord.errors import InputError
from onrecord.model import Document
from onrecord.record.schema import forgotten

if TYPE_CHECKING:
    from onrecord.record.store import Record

_STANDING = select(forgotten).where(forgotten.c.document == bindparam("id"), forgotten.c.lifted_at.is_(None))


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The mark of a removed document. ``purged_at`` is when the last of its bytes were gone
    from the file, None while some may be left; ``lifted_at`` is since when it may be read."""

    document: str
    author: str
    reason: str | None
    forgotten_at: str
    purged_at: str | None = None
    lifted_at: str | None = None
    lifted_by: str | None = None


def refuse_forgotten(connection: Connection, added: Document) -> None:
    """Raises InputError for a document whose mark stands."""
    if mark := connection.execute(_STANDING, {"id": added.id}).first():
        raise InputError(
            added.input_id or added.url or added.title or f"document {added.id}",
            f"was removed from this record on {mark.forgotten_at[:10]} by {mark.author}",
            f"to read it again, `onrecord forget --lift {added.id}` first",
        )


def marks(record: Record) -> tuple[Forgotten, ...]:
    """All marks, in the order in which documents were removed."""
    with record.moment() as connection:
        return tuple(marks_on(connection))


def marks_on(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[Forgotten]:
    """The marks of these documents, or all, in the order in which documents were removed."""
    query = select(forgotten).order_by(forgotten.c.seq)
    if ids is not None:
        query = query.where(forgotten.c.document.in_(ids))
    for row in connection.execute(query):
        yield Forgotten(**{name: value for name, value in row._mapping.items() if name != "seq"})
