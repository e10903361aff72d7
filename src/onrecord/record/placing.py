"""Profiles on record, and the speakers that they are put together into.

A profile is one way in which documents present somebody. However many documents do so, it
is one row: adding a document looks at the profiles of its speakers' surnames and no more.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from onrecord.context import bodies, identity
from onrecord.context.handles import OF_OFFICES
from onrecord.context.identity import Placement, Profile
from onrecord.model import content_id
from onrecord.record.bearers import Bearer
from onrecord.record.plain import to_json
from onrecord.record.schema import profile
from onrecord.record.schema import speaker as speakers
from onrecord.record.verdicts import Verdicts

_INSERT = insert(profile)
_INSERT_SPEAKER = insert(speakers)
_IS_WANTED = profile.c.seq == bindparam("wanted")
_COUNT = update(profile).where(_IS_WANTED).values(documents=bindparam("count"), months=bindparam("by_month"))
_PLACE = (
    update(profile)
    .where(_IS_WANTED)
    .values({name: bindparam(name) for name in ("speaker", "method", "confidence", "support")})
)
_RENAME = (
    update(speakers)
    .where(speakers.c.seq == bindparam("wanted"), speakers.c.name != bindparam("now"))
    .values(name=bindparam("now"))
)
_COME_BACK = (
    update(speakers).where(speakers.c.seq == bindparam("wanted")).values(became=None, name=bindparam("now"))
)
AT_ONCE = 300  # blocks that are looked at together

Block = tuple[str, str]  # kind, and what its names share


@dataclass(frozen=True, slots=True)
class Moved:
    """A profile whose bearers are another speaker's now; None when each is its own."""

    profile: int
    before: int | None
    now: int | None


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
    query = select(profile.c.seq, profile.c.documents, profile.c.months)
    rows = connection.execute(query.where(profile.c.seq.in_(seqs.values()))) if seqs else ()
    known = {row.seq: (row.documents, json.loads(row.months)) for row in rows}
    blocks: set[Block] = set()
    new: dict[int, dict[str, Any]] = {}
    counts = {}
    for row in values.values():
        documents, months = known.get(row["seq"], (0, {}))
        if month not in months or _weight(documents) != _weight(documents + 1):
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
    changes = month not in months or _weight(known.documents) != _weight(known.documents - 1)
    return (known.kind, known.block) if changes else None


def place(connection: Connection, blocks: Iterable[Block], verdicts: Verdicts) -> list[Moved]:
    """Put the profiles of ``blocks`` together into speakers; those that have moved."""
    moved: list[Moved] = []
    todo = sorted(set(blocks))
    done: set[Block] = set()
    for start in range(0, len(todo), AT_ONCE):
        some = [block for block in todo[start : start + AT_ONCE] if block not in done]
        seats: list[_Seat] = []
        for rows in _neighbourhoods(connection, some):
            done |= {(row.kind, row.block) for row in rows}
            seats += _seats(rows, verdicts)
        moved += _write(connection, seats)
    return moved


def made_id(kind: str, form: str, traits: str, handle: str | None) -> str:
    """The id of a speaker who is first known by this, where no name's id is its own."""
    return content_id("speaker", kind, form, traits, handle or "")


def ensure(connection: Connection, wanted: Mapping[str, tuple[str, str]]) -> dict[str, int]:
    """The keys of the speakers with these ids, made with this name and kind when there are none."""
    seqs = {id: number(id) for id in wanted}
    query = select(speakers.c.seq, speakers.c.became).where(speakers.c.seq.in_(seqs.values()))
    known = {row.seq: row.became for row in connection.execute(query)} if wanted else {}
    if back := [
        {"wanted": seqs[id], "now": name}
        for id, (name, _) in wanted.items()
        if known.get(seqs[id]) is not None
    ]:
        connection.execute(_COME_BACK, back)
    if new := [
        {"seq": seqs[id], "id": id, "name": name, "kind": kind}
        for id, (name, kind) in wanted.items()
        if seqs[id] not in known
    ]:
        connection.execute(_INSERT_SPEAKER, new)
    return seqs


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


def _weight(documents: int) -> int:
    return documents.bit_length()


def _neighbourhoods(connection: Connection, blocks: Sequence[Block]) -> Iterator[list[Row[Any]]]:
    """The profiles of each block, with those of all blocks that an account ties to it."""
    by_block: defaultdict[Block, list[Row[Any]]] = defaultdict(list)
    for kind in sorted({kind for kind, _ in blocks}):
        names = [name for one, name in blocks if one == kind]
        query = select(profile).where(profile.c.kind == kind, profile.c.block.in_(names))
        for row in connection.execute(query):
            by_block[kind, row.block].append(row)
    done: set[Block] = set()
    for block, rows in by_block.items():
        if block in done:
            continue
        if any(row.handle for row in rows):
            rows = _with_accounts(connection, block[0], rows)
        done |= {(row.kind, row.block) for row in rows}
        yield rows


def _with_accounts(connection: Connection, kind: str, rows: list[Row[Any]]) -> list[Row[Any]]:
    rows = [*rows]
    done = {row.block for row in rows}
    while True:
        accounts = {row.handle for row in rows if row.handle} - OF_OFFICES
        tied = select(profile.c.block).where(profile.c.kind == kind, profile.c.handle.in_(accounts))
        todo = set(connection.execute(tied.distinct()).scalars()) - done
        if not todo:
            return rows
        done |= todo
        query = select(profile).where(profile.c.kind == kind, profile.c.block.in_(todo))
        rows += connection.execute(query).all()


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a profile belongs: the speaker's id and name, no id when each bearer is its own;
    ``named`` whether the name is this speaker's and not only that of one merged into it."""

    row: Row[Any]
    placement: Placement
    id: str | None = None
    name: str = ""
    named: bool = False


def _seats(rows: Sequence[Row[Any]], verdicts: Verdicts) -> list[_Seat]:
    kind = rows[0].kind
    placed = identity.place(kind, [_profile(row) for row in rows])
    groups: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    seats = []
    for row in rows:
        group = placed[row.seq].group
        if group is None:
            seats.append(_Seat(row, placed[row.seq]))
        else:
            groups[group].append(row)
    ids, owner = _ids(kind, groups)
    for group, members in groups.items():
        also = {row.key for row in members if row.key and owner[row.key] == group}
        id, name = verdicts.final(ids[group], also), _name(members, placed)
        seats += [_Seat(row, placed[row.seq], id, name, id == ids[group]) for row in members]
    return seats


def _profile(row: Row[Any]) -> Profile:
    traits = frozenset(t.replace("_", " ") for t in row.traits.split())
    months = frozenset(json.loads(row.months))
    return Profile(row.seq, row.name, row.form, traits, row.handle, row.documents, months)


def _ids(kind: str, groups: Mapping[int, Sequence[Row[Any]]]) -> tuple[dict[int, str], dict[str, int]]:
    """The id of each group, and the group that each name's id is of.

    Ids are made of content. A name's id, the same in every document, goes to the bearer most
    often presented; another bearer's is made of the name and what is said of it.
    """
    claims: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    firsts = {}
    for group, rows in groups.items():
        firsts[group] = min((row.form, row.traits, row.handle or "") for row in rows)
        for row in rows:
            if row.key:
                claims[row.key][group] += 1 << _weight(row.documents)
    owner: dict[str, int] = {}
    owned: defaultdict[int, list[str]] = defaultdict(list)
    for key, by_group in claims.items():
        owner[key] = min(by_group, key=lambda group: (-by_group[group], firsts[group]))
        owned[owner[key]].append(key)
    made = {group: made_id(kind, *first) for group, first in firsts.items()}
    return {group: min(owned[group], default=made[group]) for group in groups}, owner


def _name(rows: Sequence[Row[Any]], placed: Mapping[int, Placement]) -> str:
    """The name that documents use most; of equals the fullest."""
    weights: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        if placed[row.seq].method != "surname and role":
            weights[row.name] += 1 << _weight(row.documents)
    return max(weights, key=lambda name: (weights[name], not name.isupper(), len(name), name))


def _write(connection: Connection, seats: Sequence[_Seat]) -> list[Moved]:
    wanted = {seat.id: (seat.name, seat.row.kind) for seat in seats if seat.id is not None}
    seqs = ensure(connection, wanted)
    names = {seat.id: seat.name for seat in seats if seat.id is not None and seat.named}
    if names:
        connection.execute(_RENAME, [{"wanted": seqs[id], "now": name} for id, name in names.items()])
    moved, changed = [], []
    for seat in seats:
        row, found = seat.row, seat.placement
        values = {
            "speaker": None if seat.id is None else seqs[seat.id],
            "method": found.method,
            "confidence": found.confidence,
            "support": to_json(dict(found.support), "support", lists=True),
        }
        if any(row._mapping[name] != value for name, value in values.items()):
            changed.append({"wanted": row.seq, **values})
            if values["speaker"] != row.speaker or row.method is None:
                now = None if seat.id is None else seqs[seat.id]
                moved.append(Moved(row.seq, row.speaker, now))
    if changed:
        connection.execute(_PLACE, changed)
    return moved
