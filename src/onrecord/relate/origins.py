"""Where reports have their knowledge from, and how many independent origins there are.

A statement leads back along its chain: from the report over the outlets that carried it to
its source, who is the origin. Who is not named is known by the outlet that was told: two
unnamed officials of two outlets count as two, although they may be one. An outlet that only
says what another one reported is none, copies of one text count once, and so do the same words,
whoever they are given to. What may lead back to one of the others is not counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from onrecord.model import Document, Span
from onrecord.relate.sources import Source, is_sure, may_be_one

OriginKind = Literal["named", "unnamed", "document", "outlet"]

_WORD = r"(?:(?:[A-Z]\.)+|St\.|[A-Z][\w&’'-]*(?:\.[a-z]+)?)"
_NAME = rf"(?:{_WORD}|[a-z]+\.[a-z]{{2,3}})(?: (?:of |and |the )?{_WORD})*"
_HAD = "(?:reported|published|revealed|disclosed)"
_FIRST = re.compile(
    rf"\b(?:first {_HAD}|{_HAD} first) (?:\w+day )?(?:by|in) (?:the |The )?(?P<name>{_NAME})"
    rf"|(?:[Tt]he )?\b(?!(?:They|He|She|It|We|I|Who)\b)(?P<leading>{_NAME})"
    rf" (?:was (?:the )?first to (?:report|publish|disclose)|first {_HAD}|broke the (?:news|story))\b"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """Words in which a document says which outlet had the news first; ``span`` is its name."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Account:
    """One statement as knowledge with a chain. ``text`` is the same for copies of one text,
    ``wording`` for statements in the same words."""

    statement: str
    document: str
    outlet: str | None
    text: str
    source: Source | None = None
    via: tuple[str, ...] = ()
    wording: int | None = None

    @property
    def carrier(self) -> str | None:
        """The outlet that the source spoke to, as far as the chain tells."""
        return self.via[-1] if self.via else self.outlet


@dataclass(frozen=True, slots=True)
class Origin:
    """Where knowledge leads back to. ``through`` is the outlet that an unnamed one told, or
    that all have a named one's words from; ``first`` says that a document credits it;
    ``outlets`` carry what it said, ``statements`` hold it, in the order given."""

    name: str
    kind: OriginKind
    speaker: str | None
    through: str | None
    first: bool
    statements: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """``independent`` origins are surely two and two different ones; each ``unsure`` one may be
    one of these, or of each other. ``unknown`` are the statements of which the texts do not say
    where they are from. All but these come with most statements first."""

    independent: tuple[Origin, ...]
    unsure: tuple[Origin, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """An outlet that has what it says from another one alone."""

    outlet: str
    of: str


def credits(document: Document) -> tuple[Credit, ...]:
    """The outlets that the document says had the news first."""
    found = []
    for m in _FIRST.finditer(document.text):
        group = "name" if m["name"] else "leading"
        start, end = m.span(group)
        name = document.text[start:end].rstrip(".,’'-")
        found.append(Credit(Span(start, start + len(name)), name))
    return tuple(found)


def origins(accounts: Sequence[Account], credited: Iterable[Credit] = ()) -> Origins:
    """Where ``accounts`` of one claim lead back to.

    A statement without a source leads back to the outlet that carried it, if the text names
    one, and else nowhere. Where that outlet's own account is among them, what others say of it
    leads back to that account's origin, and is none of its own.
    """
    firsts = {_folded(credit.name): credit for credit in credited}
    told = {_folded(name) for a in accounts for name in _reporting(a)}
    leading = [a for a in accounts if a.source or (a.via and _folded(a.via[-1]) not in told)]
    leading += [a for a in accounts if a not in leading and _said_by_another(a, leading)]
    repeated = [a for a in accounts if a not in leading and a.via]
    groups, vague = _groups(leading)
    found = [(origin := _origin(each, firsts), _is_sure(origin, each)) for each in groups]
    found += [(_origin(each, firsts), False) for each in vague]
    if found and not any(sure for _, sure in found):  # somebody said it
        most = max(range(len(found)), key=lambda n: len(found[n][0].statements))
        found[most] = (found[most][0], True)
    here = {_folded(name) for one, _ in found for name in (one.name, one.through) if name} | told
    here |= {_folded(a.outlet) for a in accounts if a.outlet}
    found += [
        (Origin(credit.name, "outlet", None, None, True, (), ()), True)
        for folded, credit in firsts.items()
        if folded not in here
    ]
    found.sort(key=lambda one: (-len(one[0].statements), not one[0].first, one[0].name))
    return Origins(
        tuple(one for one, sure in found if sure),
        tuple(one for one, sure in found if not sure),
        tuple(a.statement for a in accounts if a not in leading and a not in repeated),
    )


def repeats(accounts: Sequence[Account]) -> tuple[Repeat, ...]:
    """The outlets whose every account came by way of another outlet, or stands in a copy of
    another outlet's text."""
    first = {a.text: a.outlet for a in reversed(accounts) if a.document == a.text}
    found: dict[str, set[str | None]] = {}
    for a in accounts:
        if a.outlet:
            printed = first.get(a.text)
            of = a.via[0] if a.via else printed
            found.setdefault(a.outlet, set()).add(of if of != a.outlet else None)
    return tuple(
        Repeat(outlet, of)
        for outlet, others in found.items()
        if None not in others
        for of in sorted(one for one in others if one)
    )


def _reporting(account: Account) -> tuple[str, ...]:
    """The outlets that have an account from somebody, by what is here."""
    if account.source is None:
        return (account.outlet,) if account.outlet and not account.via else ()
    return tuple(name for name in (account.outlet, *account.via) if name)


def _said_by_another(account: Account, others: Sequence[Account]) -> bool:
    return account.wording is not None and any(account.wording == other.wording for other in others)


def _groups(accounts: Sequence[Account]) -> tuple[list[list[Account]], list[list[Account]]]:
    """The accounts that may lead back to one origin, together; and apart from them those that
    may lead back to either of two."""
    groups: list[list[Account]] = []
    for account in accounts:
        own = next((each for each in groups if any(_is_one(account, other) for other in each)), None)
        if own is None:
            groups.append([account])
        else:
            own.append(account)
    near = [
        {n for n, other in enumerate(groups) if other is not each and _may_be_one(each, other)}
        for each in groups
    ]
    vague = {n for n, others in enumerate(near) if any(j not in near[i] for i, j in combinations(others, 2))}
    merged: list[list[Account]] = []
    left = [n for n in range(len(groups)) if n not in vague]
    while left:
        reached = [left.pop(0)]
        for n in reached:
            reached += sorted(near[n] & {*left})
            left = [other for other in left if other not in reached]
        merged.append([account for n in reached for account in groups[n]])
    return merged, [groups[n] for n in sorted(vague)]


def _is_one(a: Account, b: Account) -> bool:
    """Whether two accounts surely are from one source."""
    if a.wording is not None and a.wording == b.wording:
        return True
    if a.source is None or b.source is None:
        return a.source is b.source and [*map(_folded, a.via[-1:])] == [*map(_folded, b.via[-1:])]
    return a.source.speaker is not None and a.source.speaker == b.source.speaker


def _may_be_one(these: Sequence[Account], those: Sequence[Account]) -> bool:
    return any(_may_be_from_one(a, b) for a in these for b in those)


def _may_be_from_one(a: Account, b: Account) -> bool:
    if a.source is None or b.source is None:
        return False
    if a.source.kind == b.source.kind == "told":
        carriers = [_folded(one.carrier or one.document) for one in (a, b)]
        return carriers[0] == carriers[1] and may_be_one(a.source, b.source)
    return may_be_one(a.source, b.source)


def _is_sure(origin: Origin, members: Sequence[Account]) -> bool:
    """Whether it is none of the others. Where an outlet has its report from is not known: maybe
    from one of them, unless it had the news first."""
    if origin.kind == "outlet":
        return origin.first
    return any(a.source is not None and is_sure(a.source) for a in members)


def _origin(members: Sequence[Account], firsts: dict[str, Credit]) -> Origin:
    called = Counter(a.source.name if a.source else "" for a in members)
    best = max(members, key=lambda a: (_rank(a), *_calling(a, called)))
    carriers = dict.fromkeys(a.carrier for a in members)
    only = next(iter(carriers)) if len(carriers) == 1 else None
    source = best.source
    kind: OriginKind = "outlet"
    through = None
    if source is not None and source.kind in ("person", "body", "office"):
        kind = "named"
        through = only if any(a.via for a in members) else None
    elif source is not None:
        kind = "document" if source.kind == "document" else "unnamed"
        through = only
    name = source.name if source else best.carrier or ""
    texts = {a.text: a for a in reversed(members)}
    outlets = dict.fromkeys(a.outlet for a in members if a.outlet and texts[a.text].outlet == a.outlet)
    return Origin(
        name=name,
        kind=kind,
        speaker=source.speaker if source else None,
        through=through,
        first=any(_folded(n) in firsts for n in (name, through) if n),
        statements=tuple(a.statement for a in members),
        outlets=tuple(outlets),
    )


def _calling(account: Account, called: Counter[str]) -> tuple[int, int]:
    """The fullest of the names that most accounts have."""
    name = account.source.name if account.source else ""
    return (sum(count for other, count in called.items() if other in name or name in other), len(name))


def _rank(account: Account) -> int:
    """What an origin is better called by: a name than a description."""
    order = ("public", "told", "document", "office", "body", "person")
    return order.index(account.source.kind) if account.source else -1


def _folded(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(name.casefold().split()))
