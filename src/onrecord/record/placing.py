"""The speakers that profiles on record are put together into."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, or_, select, update

from onrecord.context import identity
from onrecord.context.handles import OF_OFFICES
from onrecord.context.identity import Placement, Profile
from onrecord.model import content_id
from onrecord.record.plain import to_json
from onrecord.record.profiles import Block, number, weight
from onrecord.record.schema import profile
from onrecord.record.schema import speaker as speakers
from onrecord.record.verdicts import Verdicts

_INSERT_SPEAKER = insert(speakers)
_PLACE = (
    update(profile)
    .where(profile.c.seq == bindparam("wanted"))
    .values({name: bindparam(name) for name in ("speaker", "method", "confidence", "support")})
)
_IS_CALLED: Mapping[str, Any] = {"name": bindparam("now"), "kind": bindparam("is_a")}
_IS_WANTED = speakers.c.seq == bindparam("wanted")
_CALL = (
    update(speakers)
    .where(_IS_WANTED, or_(speakers.c.name != bindparam("now"), speakers.c.kind != bindparam("is_a")))
    .values(**_IS_CALLED)
)
_COME_BACK = update(speakers).where(_IS_WANTED).values(became=None, **_IS_CALLED)
AT_ONCE = 300  # blocks that are looked at together
_MOST = 10_000  # speakers that one query asks for: SQLite may take no more than 32,766
_BY_ROLE = "surname and role"  # how a name is told whose only others say who has it
_ALL: Mapping[int, int] = {}

Name = tuple[str, str]  # as documents print it, and the kind of speaker


@dataclass(frozen=True, slots=True)
class Moved:
    """A profile whose bearers are another speaker's now; None when each is its own."""

    profile: int
    before: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class Placed:
    """What placing did: profiles that have moved, and the keys of speakers who are here and
    may not go by a name that is here (``calling.py``)."""

    moved: tuple[Moved, ...] = ()
    unnamed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a profile belongs: the key and id of its speaker, None when each bearer is its own.
    ``own`` is whether the speaker would have that id without being merged with others."""

    row: Row[Any]
    placement: Placement
    speaker: int | None = None
    id: str | None = None
    own: bool = False


def place(
    connection: Connection, blocks: Iterable[Block], verdicts: Verdicts, left: Mapping[int, int]
) -> Placed:
    """Put the profiles of ``blocks`` together into speakers, who go by the name that documents
    use most. ``left`` is how many are left of profiles from which people took some out."""
    moved: list[Moved] = []
    unnamed: set[int] = set()
    for some in seats(connection, blocks, verdicts):
        unnamed |= _write_speakers(connection, some, left)
        moved += _write_profiles(connection, some)
    return Placed(tuple(moved), frozenset(unnamed))


def seats(connection: Connection, blocks: Iterable[Block], verdicts: Verdicts) -> Iterator[list[Seat]]:
    """Where the profiles of ``blocks``, and of those that accounts tie to them, belong."""
    todo = sorted(set(blocks))
    done: set[Block] = set()
    for start in range(0, len(todo), AT_ONCE):
        some = [block for block in todo[start : start + AT_ONCE] if block not in done]
        found: list[Seat] = []
        for rows in _neighbourhoods(connection, some):
            done |= {(row.kind, row.block) for row in rows}
            found += _seats(rows, verdicts)
        yield found


def made_id(kind: str, form: str, traits: str, handle: str | None) -> str:
    """The id of a speaker who is first known by this, where no name's id is its own."""
    return content_id("speaker", kind, form, traits, handle or "")


def ensure(connection: Connection, wanted: Mapping[str, Name]) -> dict[str, int]:
    """The keys of the speakers with these ids, made with this name and kind when there are none."""
    seqs = {id: number(id) for id in wanted}
    known: dict[int, int | None] = {}
    keys = [*seqs.values()]
    for start in range(0, len(keys), _MOST):
        some = speakers.c.seq.in_(keys[start : start + _MOST])
        query = select(speakers.c.seq, speakers.c.became).where(some)
        known.update((row.seq, row.became) for row in connection.execute(query))
    back = {seqs[id]: name for id, name in wanted.items() if known.get(seqs[id]) is not None}
    if back:
        connection.execute(_COME_BACK, _names(back))
    if new := [
        {"seq": seqs[id], "id": id, "name": name, "kind": kind}
        for id, (name, kind) in wanted.items()
        if seqs[id] not in known
    ]:
        connection.execute(_INSERT_SPEAKER, new)
    return seqs


def call(connection: Connection, names: Mapping[int, Name]) -> None:
    """Let the speakers with these keys go by these names."""
    if names:
        connection.execute(_CALL, _names(names))


def usual(found: Iterable[Seat], left: Mapping[int, int] = _ALL) -> dict[Name, int]:
    """How much documents use each of the names of these profiles for who is ``left``; a surname
    whose owner only others tell counts where there is nothing else."""
    here = [seat for seat in found if left.get(seat.row.seq) != 0]
    weights: defaultdict[Name, int] = defaultdict(int)
    for seat in [one for one in here if one.placement.method != _BY_ROLE] or here:
        documents = min(seat.row.documents, left.get(seat.row.seq, seat.row.documents))
        weights[seat.row.name, seat.row.kind] += weight(documents)
    return weights


def best(weights: Mapping[Name, int]) -> Name:
    """The name that is used most; of equals the fullest."""
    return max(weights, key=lambda one: (weights[one], not one[0].isupper(), len(one[0]), one))


def _names(names: Mapping[int, Name]) -> list[dict[str, Any]]:
    return [{"wanted": seq, "now": name, "is_a": kind} for seq, (name, kind) in names.items()]


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


def _seats(rows: Sequence[Row[Any]], verdicts: Verdicts) -> Iterator[Seat]:
    kind = rows[0].kind
    placed = identity.place(kind, [_profile(row) for row in rows])
    groups: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        group = placed[row.seq].group
        if group is None:
            yield Seat(row, placed[row.seq])
        else:
            groups[group].append(row)
    ids, owner = _ids(kind, groups)
    for group, members in groups.items():
        also = {row.key for row in members if row.key and owner[row.key] == group}
        id = verdicts.final(ids[group], also)
        for row in members:
            yield Seat(row, placed[row.seq], number(id), id, id in (ids[group], *also))


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
                claims[row.key][group] += weight(row.documents)
    owner: dict[str, int] = {}
    owned: defaultdict[int, list[str]] = defaultdict(list)
    for key, by_group in claims.items():
        owner[key] = min(by_group, key=lambda group: (-by_group[group], firsts[group]))
        owned[owner[key]].append(key)
    made = {group: made_id(kind, *first) for group, first in firsts.items()}
    return {group: min(owned[group], default=made[group]) for group in groups}, owner


def _write_speakers(connection: Connection, found: Sequence[Seat], left: Mapping[int, int]) -> set[int]:
    """Have the speakers of these profiles on record; those whom no profile here names."""
    by_id: defaultdict[str, list[Seat]] = defaultdict(list)
    for seat in found:
        if seat.id is not None:
            by_id[seat.id].append(seat)
    wanted, sure = {}, {}
    for id, members in by_id.items():
        own = usual([seat for seat in members if seat.own], left)
        wanted[id] = best(own or usual(members))
        if own:
            sure[number(id)] = wanted[id]
    seqs = ensure(connection, wanted)
    call(connection, sure)
    return {*seqs.values()} - sure.keys()


def _write_profiles(connection: Connection, found: Sequence[Seat]) -> list[Moved]:
    moved, changed = [], []
    for seat in found:
        row, placement = seat.row, seat.placement
        values = {
            "speaker": seat.speaker,
            "method": placement.method,
            "confidence": placement.confidence,
            "support": to_json(dict(placement.support), "support", lists=True),
        }
        if any(row._mapping[name] != value for name, value in values.items()):
            changed.append({"wanted": row.seq, **values})
            if seat.speaker != row.speaker or row.method is None:
                moved.append(Moved(row.seq, row.speaker, seat.speaker))
    if changed:
        connection.execute(_PLACE, changed)
    return moved
