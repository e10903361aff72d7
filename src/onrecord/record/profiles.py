"""Profiles on record: one is one way in which documents present somebody.

However many documents do so, it is one row: adding a document looks at the profiles of its
speakers' surnames and no more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from onrecord.context import bodies, identity
from onrecord.model import content_id
from onrecord.record.bearers import Bearer
from onrecord.record.plain import to_json
from onrecord.record.schema import profile

_INSERT = insert(profile)
_COUNT = (
    update(profile)
    .where(profile.c.seq == bindparam("wanted"))
    .values(documents=bindparam("count"), months=bindparam("by_month"))
)

_KNOWN = select(profile.c.seq, profile.c.documents, profile.c.months).where(
    profile.c.seq.in_(bindparam("seqs", expanding=True))
)
_LEFT = (
    "SELECT i.profile,"
    " (SELECT count(*) FROM identity o WHERE o.profile = i.profile AND o.split IS NULL) AS bearers"
    " FROM document d JOIN identity i ON i.document = d.seq"
    " WHERE d.id IN (SELECT value FROM json_each(?)) AND i.split IS NOT NULL AND i.profile IS NOT NULL"
    " GROUP BY i.profile"
)

Block = tuple[str, str]  # kind, and what its names share


def number(id: str) -> int:
    """The key of the row with this id: the same in every record."""
    return int(content_id("row", id)[:15], 16)  # an id may be any text


def block_of(bearer: Bearer) -> Block:
    """Where the bearer's namesakes and other names are."""
    find = bodies.block if bearer.kind == "organization" else identity.surname
    return bearer.kind, find(bearer.form)


def count(connection: Connection, found: Sequence[Bearer], month: str) -> tuple[dict[str, int], set[Block]]:
    """Note that one more document presents these so; their profiles by the bearers' keys, and
    the blocks in which that may place speakers anew."""
    values = {one.key: _values(one, month) for one in found}
    seqs = {key: row["seq"] for key, row in values.items()}
    rows = connection.execute(_KNOWN, {"seqs": [*seqs.values()]}) if seqs else ()
    known = {row.seq: (row.documents, json.loads(row.months)) for row in rows}
    blocks: set[Block] = set()
    new: dict[int, dict[str, Any]] = {}
    counts = {}
    for row in values.values():
        documents, months = known.get(row["seq"], (0, {}))
        if month not in months or weight(documents) != weight(documents + 1):
            blocks.add((row["kind"], row["block"]))
        months = {**months, month: months.get(month, 0) + 1}
        if documents:
            counts[row["seq"]] = _counted(row["seq"], documents + 1, months)
        else:
            new[row["seq"]] = {**row, "documents": 1, "months": to_json(months, "months")}
    if new:
        connection.execute(_INSERT, [*new.values()])
    if counts:
        connection.execute(_COUNT, [*counts.values()])
    return seqs, blocks


def uncount(connection: Connection, seq: int, month: str) -> Block | None:
    """Note that one document less does; the block to place anew, if any."""
    query = select(profile.c.kind, profile.c.block, profile.c.documents, profile.c.months)
    known = connection.execute(query.where(profile.c.seq == seq)).one()
    months = json.loads(known.months)
    months[month] -= 1
    if not months[month]:
        del months[month]
    if known.documents == 1:
        connection.execute(delete(profile).where(profile.c.seq == seq))
    else:
        connection.execute(_COUNT, _counted(seq, known.documents - 1, months))
    changes = month not in months or weight(known.documents) != weight(known.documents - 1)
    return (known.kind, known.block) if changes else None


def left(connection: Connection, documents: Iterable[str]) -> dict[int, int]:
    """The profiles of those whom a person took out in these documents, each with how many are
    left whom it presents."""
    given = to_json([*documents], "ids")
    rows = connection.exec_driver_sql(_LEFT, (given,)) if given != "[]" else ()
    return {row.profile: row.bearers for row in rows}


def blocks_of(connection: Connection, *which: ColumnElement[bool]) -> set[Block]:
    """The blocks of the profiles that are so."""
    rows = connection.execute(select(profile.c.kind, profile.c.block).where(*which).distinct())
    return {(row.kind, row.block) for row in rows}


def weight(documents: int) -> int:
    """How much a profile counts: its documents to the next power of two, so that speakers seldom
    need placing again."""
    return 1 << documents.bit_length()


def _values(bearer: Bearer, month: str) -> dict[str, Any]:
    loose = bearer.kind == "person" and identity.is_loose(bearer.name)
    values = {
        "kind": bearer.kind,
        "key": bearer.key if bearer.shared else "",
        "name": bearer.name,
        "traits": " ".join(sorted(t.replace(" ", "_") for t in bearer.traits)),
        "handle": bearer.handle,
        "month": month if loose else "",
    }
    seq = number(content_id("profile", *values.values()))
    return {"seq": seq, **values, "form": bearer.form, "block": block_of(bearer)[1]}


def _counted(seq: int, documents: int, months: Mapping[str, int]) -> dict[str, Any]:
    return {"wanted": seq, "count": documents, "by_month": to_json(months, "months")}
