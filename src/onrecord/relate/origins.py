"""Where reports have their knowledge from, and how many independent origins there are.

A statement leads back along its chain: from the report over the outlets that carried it to
its speaker, who is the origin. Who is not named is known by the outlet that was told: two
unnamed officials of two outlets count as two, although they may be one. An outlet that only
says what another one reported is none, and copies of one text count once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Document, Span, SpeakerKind

OriginKind = Literal["named", "unnamed", "outlet"]

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
    """One statement as knowledge with a chain. ``speaker`` is who that is across documents,
    ``name`` what the text calls them; ``text`` is the same for copies of one text."""

    statement: str
    document: str
    outlet: str | None
    text: str
    speaker: str | None = None
    name: str | None = None
    kind: SpeakerKind | None = None
    via: tuple[str, ...] = ()


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


def origins(accounts: Sequence[Account], credited: Iterable[Credit] = ()) -> tuple[Origin, ...]:
    """The independent origins of ``accounts``, those with most statements first.

    A statement without a speaker leads back to the outlet that carried it, if the text names
    one, and else nowhere.
    """
    firsts = {_folded(credit.name): credit for credit in credited}
    carried = {_folded(a.outlet) for a in accounts if a.outlet}
    grouped: dict[tuple[str, ...], list[Account]] = {}
    for account in accounts:
        key = _key(account)
        if key is not None:
            grouped.setdefault(key, []).append(account)
    for key in [k for k in grouped if k[0] == "outlet" and k[1] in carried]:
        # The outlet's own report is here: what others say of it leads back to that report's origins.
        del grouped[key]
    found = [_origin(key, members, firsts) for key, members in grouped.items()]
    named = {_folded(origin.name) for origin in found} | {_folded(o.through or "") for o in found}
    found += [
        Origin(credit.name, "outlet", None, None, True, (), ())
        for folded, credit in firsts.items()
        if folded not in named and folded not in carried
    ]
    return tuple(sorted(found, key=lambda o: (-len(o.statements), not o.first, o.name)))


def repeats(accounts: Sequence[Account]) -> tuple[Repeat, ...]:
    """The outlets whose every account came by way of another outlet, or stands in a copy of
    another outlet's text."""
    first = {a.text: a.outlet for a in reversed(accounts) if a.document == a.text}
    found: dict[str, set[str | None]] = {}
    for a in accounts:
        if a.outlet:
            printed = first.get(a.text)
            of = a.via[0] if a.via else printed if printed != a.outlet else None
            found.setdefault(a.outlet, set()).add(of)
    return tuple(
        Repeat(outlet, of)
        for outlet, others in found.items()
        if None not in others
        for of in sorted(one for one in others if one)
    )


def _key(account: Account) -> tuple[str, ...] | None:
    last = account.via[-1] if account.via else None
    if account.name is None:
        return ("outlet", _folded(last)) if last else None
    if account.kind in ("unnamed", "group", "document") and account.speaker is None:
        return ("unnamed", _folded(account.name), _folded(last or account.outlet or account.document))
    return ("named", account.speaker or _folded(account.name))


def _origin(key: tuple[str, ...], members: list[Account], firsts: dict[str, Credit]) -> Origin:
    best = max(members, key=lambda a: len(a.name or ""))
    last = best.via[-1] if best.via else None
    kind: OriginKind = "outlet" if key[0] == "outlet" else "unnamed" if key[0] == "unnamed" else "named"
    name = best.name or last or ""
    through = (last or best.outlet) if kind == "unnamed" else None
    if kind == "named" and last and all(a.via[-1:] == (last,) or a.outlet == last for a in members):
        through = last
    texts = {a.text: a for a in reversed(members)}
    outlets = dict.fromkeys(a.outlet for a in members if a.outlet and texts[a.text].outlet == a.outlet)
    return Origin(
        name=name,
        kind=kind,
        speaker=best.speaker,
        through=through,
        first=any(_folded(n) in firsts for n in (name, through) if n),
        statements=tuple(a.statement for a in members),
        outlets=tuple(outlets),
    )


def _folded(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(name.casefold().split()))
