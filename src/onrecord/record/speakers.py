"""The speakers on record: looked up by name, handle or id, and listed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from onrecord.record import days, identities
from onrecord.record.schema import current_statement, identity, profile, speaker
from onrecord.record.store import Record

ACROSS_DOCUMENTS = ("person", "organization")  # the kinds that can be met in more than one document
MOST_ROLES = 5
SHORTEST = 6  # digits of an id that must be given
_DIGITS = frozenset("0123456789abcdef")
_NEAREST, _ALIKE = 3, 0.7
_LONGEST = 500  # characters that a name can have
_AT_ONCE = 10_000  # speakers that one query asks for

_said = current_statement.c


@dataclass(frozen=True, slots=True)
class Listed:
    """A speaker in a list. ``roles`` are the usual ones first; ``first`` and ``last`` the dates
    between which the statements were made, each as precise as it is known."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    statements: int
    documents: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A role that documents give to a speaker, with the months ("2026-03") in which they do."""

    role: str
    first: str | None
    last: str | None
    documents: int


def find(record: Record, name: str, *, kind: str | None = None) -> list[Listed]:
    """The speakers who go by ``name``, the most quoted first: an id, a handle, a name in any of
    its forms, with or without a title, a surname, or else part of a name."""
    with record.moment() as connection:
        found = listed(connection, _said.speaker.in_(keys(connection, name)), kind=kind)
    # a surname in one document, nobody knows whose, is of use where there is nobody else
    return [one for one in found if " " in one.name or one.documents > 1] or found


def keys(connection: Connection, name: str) -> set[int]:
    """The keys of all speakers who may be meant by ``name``."""
    if len(name) > _LONGEST:
        return set()
    seqs = set(_with_id(connection, name)) or _named(connection, name)
    words = name.split()
    while not seqs and len(words) > 1 and _is_title(words[0]):
        words.pop(0)
        seqs = _named(connection, " ".join(words))
    return seqs


def _named(connection: Connection, name: str) -> set[int]:
    from onrecord.context import bodies
    from onrecord.context.identity import folded, folded_handle, person_form

    forms = {folded(name), person_form(name), bodies.form(name)} - {""}
    seqs: set[int] = set()
    if not name.startswith("@") and forms:
        seqs = _having(connection, identity.c.folded.in_(forms))
        seqs |= _having(connection, profile.c.kind == "person", profile.c.block.in_(forms))
    if not seqs:
        seqs = _having(connection, identity.c.handle == folded_handle(name))
    if not seqs and forms:
        padded = " " + identity.c.folded + " "
        words = [f" {word} " for word in folded(name).split()]
        seqs = _having(connection, *(padded.contains(word, autoescape=True) for word in words))
    return seqs


def _is_title(word: str) -> bool:
    from onrecord.context.names import TITLES

    return word.lower().rstrip(".") in TITLES


def by_id(record: Record, id: str) -> list[Listed]:
    """The speakers who have, had or are known in some document by this id, or by one that
    begins so."""
    with record.moment() as connection:
        return listed(connection, _said.speaker.in_(_with_id(connection, id)))


def near(record: Record, name: str) -> list[str]:
    """Names on record that look like ``name``, or have a word that does, the likeliest first."""
    from difflib import SequenceMatcher

    from onrecord.context.identity import folded

    wanted = folded(name[:_LONGEST])
    starts = {word[:2] for word in wanted.split() if len(word) > 2} or {wanted[:1]}
    likely = [identity.c.folded.contains(start, autoescape=True) for start in starts if start]
    if not likely:
        return []
    query = select(identity.c.folded, func.min(identity.c.name)).where(
        or_(*likely), identity.c.kind.in_(ACROSS_DOCUMENTS)
    )
    with record.moment() as connection:
        names: dict[str, str] = {
            row[0]: row[1] for row in connection.execute(query.group_by(identity.c.folded))
        }
    matcher = SequenceMatcher(b=wanted)  # keeps what it knows of its second text

    def likeness(known: str) -> float:
        best = 0.0
        for part in (known, *known.split()):
            matcher.set_seq1(part)
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
                best = max(best, matcher.ratio())
        return best

    scores = {known: likeness(known) for known in names}
    like = sorted((known for known in names if scores[known] >= _ALIKE), key=lambda one: (-scores[one], one))
    return list(dict.fromkeys(names[known] for known in like))[:_NEAREST]


def listing(
    record: Record,
    *,
    kind: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> list[Listed]:
    """The speakers on record, the most quoted first: persons and organizations, unless ``kind``
    says otherwise, with statements made between ``since`` and ``until``."""
    kinds = (kind,) if kind else ACROSS_DOCUMENTS
    with record.moment() as connection:
        return listed(connection, _said.kind.in_(kinds), between(since, until), kind=kind, limit=limit)


def _with_id(connection: Connection, id: str) -> list[int]:
    id = id.lower()
    if len(id) < SHORTEST or not _DIGITS.issuperset(id):
        return []
    if len(id) == 32:
        return identities.find(connection, id)
    query = select(speaker.c.seq).where(
        speaker.c.id >= id, speaker.c.id < id + "g", speaker.c.became.is_(None)
    )
    return [*connection.execute(query).scalars()]


def _having(connection: Connection, *which: ColumnElement[bool]) -> set[int]:
    query = select(identity.c.speaker).outerjoin(profile, profile.c.seq == identity.c.profile)
    return set(connection.execute(query.where(*which).distinct()).scalars())


def between(since: str | None, until: str | None) -> ColumnElement[bool]:
    """Statements that may have been made from ``since`` until ``until``."""
    first, last = days.bounds(since)[0], days.bounds(until)[1]
    wanted = [_said.until >= first] if first else []
    wanted += [_said.since <= last] if last else []
    return and_(True, *wanted)


def listed(
    connection: Connection, *which: ColumnElement[bool], kind: str | None = None, limit: int | None = None
) -> list[Listed]:
    """The speakers of the statements ``which``, the most quoted first."""
    counted = func.count().label("statements")
    query = (
        select(
            speaker.c.seq,
            speaker.c.id,
            speaker.c.name,
            speaker.c.kind,
            counted,
            func.count(_said.document.distinct()).label("documents"),
            func.min(_said.since + " " + _said.until).label("first"),
            func.max(_said.until + " " + _said.since).label("last"),
        )
        .join_from(current_statement, speaker, speaker.c.seq == _said.speaker)
        .where(*which, *([speaker.c.kind == kind] if kind else []))
        .group_by(speaker.c.seq)
        .order_by(counted.desc(), speaker.c.name, speaker.c.id)
    )
    rows = connection.execute(query.limit(limit) if limit else query).all()
    aliases, roles = {}, {}
    for start in range(0, len(rows), _AT_ONCE):
        names = {row.seq: row.name for row in rows[start : start + _AT_ONCE]}
        aliases.update(_aliases(connection, names))
        roles.update(held(connection, [*names]))
    return [
        Listed(
            row.id,
            row.name,
            row.kind,
            aliases[row.seq],
            tuple(one.role for one in roles[row.seq][:MOST_ROLES]),
            row.statements,
            row.documents,
            days.printed(*row.first.split()) if row.first else None,
            days.printed(*reversed(row.last.split())) if row.last else None,
        )
        for row in rows
    ]


def listed_silent(connection: Connection, seq: int) -> list[Listed]:
    """A speaker who never speaks alone; empty when there is none."""
    row = connection.execute(select(speaker).where(speaker.c.seq == seq)).first()
    if row is None:
        return []
    roles = tuple(one.role for one in held(connection, [seq])[seq][:MOST_ROLES])
    aliases = _aliases(connection, {seq: row.name})[seq]
    return [Listed(row.id, row.name, row.kind, aliases, roles, 0, 0, None, None)]


def _aliases(connection: Connection, names: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Other names, then handles, by the speakers' keys, the usual ones first."""
    columns = (identity.c.speaker, identity.c.name, identity.c.handle)
    query = select(*columns, func.count().label("documents")).where(identity.c.speaker.in_(names))
    called: defaultdict[int, Counter[str]] = defaultdict(Counter)
    accounts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for row in connection.execute(query.group_by(*columns)):
        called[row.speaker][row.name] += row.documents
        if row.handle:
            accounts[row.speaker][f"@{row.handle}"] += row.documents
    found = {seq: [*_usual_first(called[seq]), *_usual_first(accounts[seq])] for seq in names}
    return {seq: tuple(one for one in found[seq] if one != name) for seq, name in names.items()}


def _usual_first(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda one: (-counts[one], one))


def held(connection: Connection, seqs: Sequence[int]) -> dict[int, list[Held]]:
    """The roles of speakers by their keys, the usual ones first."""
    columns = (identity.c.role, identity.c.month, func.count().label("documents"))
    query = select(identity.c.speaker, *columns).where(
        identity.c.speaker.in_(seqs), identity.c.role.is_not(None)
    )
    found: dict[int, dict[str, list[Row[Any]]]] = {seq: {} for seq in seqs}
    grouped = query.group_by(identity.c.speaker, identity.c.role, identity.c.month).order_by(*columns)
    for row in connection.execute(grouped):
        found[row.speaker].setdefault(row.role.casefold(), []).append(row)
    return {
        seq: sorted(
            map(_held, roles.values()), key=lambda one: (-one.documents, one.first or "9999", one.role)
        )
        for seq, roles in found.items()
    }


def _held(rows: Sequence[Row[Any]]) -> Held:
    months = [row.month for row in rows if row.month]
    usual = max(rows, key=lambda row: row.documents).role
    documents = sum(row.documents for row in rows)
    return Held(usual, min(months, default=None), max(months, default=None), documents)
