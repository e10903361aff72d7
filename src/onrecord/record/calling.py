"""What speakers are called whom a person merged or split; ``placing.py`` names all others.

A speaker goes by the name of those who would have its id without any decision, or else of
those who were merged into it, so that the record never holds a name that no document prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, select, update

from onrecord.record import identities, placing, verdicts
from onrecord.record.schema import document, identity, profile, speaker

_BEARERS: Select[Any] = select(
    *(identity.c[name] for name in ("key", "shared", "name", "kind", "split")),
    document.c.id.label("document_id"),
    *(profile.c[name].label(f"profile_{name}") for name in ("key", "form", "traits", "handle")),
).select_from(identity.join(document).outerjoin(profile, profile.c.seq == identity.c.profile))


def call(connection: Connection, ids: Iterable[str] | None = None) -> None:
    """Name the speakers with these ids, or all whom decisions made, as documents now do."""
    standing = verdicts.standing(connection)
    if ids is None:
        ids = (*standing.merged.values(), *standing.taken.values())
    for id in {standing.final(id) for id in ids}:
        _call(connection, id)


def _call(connection: Connection, id: str) -> None:
    rows = connection.execute(_BEARERS.where(identity.c.speaker == placing.number(id))).all()
    own = [row for row in rows if id in _own_ids(row)]
    if not rows or any(row.profile_form is not None and row.split is None for row in own):
        return
    names = Counter((row.name, row.kind) for row in own or rows)
    name, kind = max(names, key=lambda one: (names[one], len(one[0]), one))
    row = update(speaker).where(speaker.c.seq == placing.number(id))
    connection.execute(row.values(name=name, kind=kind))


def _own_ids(row: Row[Any]) -> tuple[str, ...]:
    """The ids that a speaker of a document may give to its speaker on record."""
    if row.split is not None:
        return (row.split,)
    if row.profile_form is None:
        return (identities.own_id(row.key, row.document_id, row.shared),)
    made = placing.made_id(row.kind, row.profile_form, row.profile_traits, row.profile_handle)
    return (row.profile_key, made, identities.own_id(row.key, row.document_id, row.shared))
