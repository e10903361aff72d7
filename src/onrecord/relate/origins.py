"""Where reports have their knowledge from, and how many independent origins there are.

A statement leads back along its chain: from the report over the outlets that carried it to
its source, who is the origin. Who is not named is known by the outlet that was told: sources
who told different outlets count as different. An outlet that only says what another one
reported is none, and copies of one text count once. So do the same words, where those whom they
are given to may be one. What may lead back to one of the others is not counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement, permutations
from typing import Literal

from onrecord.relate.credits import Credit
from onrecord.relate.sources import Source, is_sure, may_be_one

OriginKind = Literal["named", "unnamed", "document", "outlet"]


@dataclass(frozen=True, slots=True)
class Account:
    """One statement as knowledge with a chain. ``text`` is the same for copies of one text,
    ``wording`` for statements in the same words, which are the speaker's own where they are
    ``quoted``; ``told`` says that the text has the source tell an outlet, ``copied`` is the one
    that surely printed the text before."""

    statement: str
    document: str
    outlet: str | None
    text: str
    source: Source | None = None
    via: tuple[str, ...] = ()
    wording: int | None = None
    told: bool = False
    quoted: bool = False
    copied: str | None = None

    @property
    def carrier(self) -> str | None:
        """The outlet that the source spoke to, as far as the chain tells."""
        return self.via[-1] if self.via else self.outlet

    @property
    def retold(self) -> bool:
        """Whether the document has it by way of another outlet."""
        return bool(self.via or self.copied)


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
    """``independent`` origins are surely two and two different ones, where who told different
    outlets counts as different; each ``unsure`` one may be
    one of these, or of each other. ``unknown`` are the statements of which the texts do not say
    where they are from. All but these come with most statements first."""

    independent: tuple[Origin, ...]
    unsure: tuple[Origin, ...] = ()
    unknown: tuple[str, ...] = ()


def origins(accounts: Sequence[Account], credited: Iterable[Credit] = ()) -> Origins:
    """Where ``accounts`` of one claim lead back to.

    A statement without a source leads back to the outlet that carried it, if the text names
    one, and else nowhere. Where that outlet's own account is among them, what others say of it
    leads back to that account's origin, and is none of its own.
    """
    return Chains(accounts).origins(range(len(accounts)), credited)


class Chains:
    """Accounts of which some are asked about again and again: that two of them may be from one
    source is made out once."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._accounts = accounts
        self._asked: dict[tuple[Source, Source], bool] = {}

    def origins(self, places: Iterable[int], credited: Iterable[Credit] = ()) -> Origins:
        """Where the accounts at ``places`` lead back to, as ``origins`` has it."""
        firsts = {_folded(credit.name): credit for credit in credited}
        of = {n: self._accounts[n] for n in places}
        told = {_folded(name) for a in of.values() for name in _reporting(a)}
        leading = [n for n, a in of.items() if a.source or (a.via and _folded(a.via[-1]) not in told)]
        groups, vague = self._groups(leading)
        others = []
        for n in sorted(of.keys() - leading):
            having = [
                each
                for each in (*groups, *vague)
                if any(a.wording == of[n].wording is not None and not self._are_two(a, of[n]) for a in each)
            ]
            if len(having) == 1:
                having[0].append(of[n])
            else:
                others.append(of[n])
        found = [(origin := _origin(each, firsts), _is_sure(origin, each)) for each in groups]
        found += [(_origin(each, firsts), False) for each in vague]
        if found and not any(sure for _, sure in found):  # somebody said it
            most = max(range(len(found)), key=lambda n: len(found[n][0].statements))
            found[most] = (found[most][0], True)
        here = {_folded(name) for one, _ in found for name in (one.name, one.through) if name} | told
        here |= {_folded(a.outlet) for a in of.values() if a.outlet}
        found += [
            (Origin(credit.name, "outlet", None, None, True, (), ()), True)
            for folded, credit in firsts.items()
            if folded not in here
        ]
        found.sort(key=lambda one: (-len(one[0].statements), not one[0].first, one[0].name))
        return Origins(
            tuple(one for one, sure in found if sure),
            tuple(one for one, sure in found if not sure),
            tuple(a.statement for a in others if not a.via),
        )

    def _groups(self, places: Sequence[int]) -> tuple[list[list[Account]], list[list[Account]]]:
        """The accounts that may lead back to one origin, together; and apart from them those that
        may lead back to either of two."""
        groups = self._surely_one(places)
        near = self._near(groups)
        vague = [
            n for n, others in enumerate(near) if any(others & ~near[i] & ~(1 << i) for i in bits(others))
        ]
        merged: list[list[int]] = []
        left = sum(1 << n for n in range(len(groups))) & ~sum(1 << n for n in vague)
        while left:
            reached = [next(bits(left))]
            left &= ~(1 << reached[0])
            for n in reached:
                reached += bits(near[n] & left)
                left &= ~near[n]
            merged.append([place for n in reached for place in groups[n]])
        return self._given(merged), self._given(groups[n] for n in vague)

    def _given(self, groups: Iterable[Sequence[int]]) -> list[list[Account]]:
        return [[self._accounts[place] for place in each] for each in groups]

    def _surely_one(self, places: Iterable[int]) -> list[list[int]]:
        """The accounts in groups of one speaker or one outlet, and of one wording as long as no two
        of a group are two."""
        marked: dict[object, int] = {}
        for place in places:
            mark = _mark(self._accounts[place]) or place
            marked[mark] = marked.get(mark, 0) | 1 << place
        found: list[int] = []
        for own in marked.values():
            apart = []
            for other in found:
                same = [self._in_same_words[place] for place in bits(own)]
                if any(one & other for one, _ in same) and not any(two & other for _, two in same):
                    own |= other
                else:
                    apart.append(other)
            found = [*apart, own]
        return [[*bits(each)] for each in found]

    @cached_property
    def _in_same_words(self) -> list[tuple[int, int]]:
        """For each account those in the same words, a bit for each: those that may be of one source
        with it, and those that are not."""
        having: dict[int, list[int]] = {}
        for place, a in enumerate(self._accounts):
            if a.wording is not None:
                having.setdefault(a.wording, []).append(place)
        found = [(0, 0)] * len(self._accounts)
        for each in having.values():
            for i, j in permutations(each, 2):
                one, two = found[i]
                bit = 1 << j
                are_two = self._are_two(self._accounts[i], self._accounts[j])
                found[i] = (one, two | bit) if are_two else (one | bit, two)
        return found

    def _near(self, groups: Sequence[Sequence[int]]) -> list[int]:
        """For each of the groups those with which it may be one, a bit for each."""
        group = {place: n for n, each in enumerate(groups) for place in each}
        masks = [sum(1 << place for place in each) for each in groups]
        here = sum(masks)
        found = []
        for n, each in enumerate(groups):
            near = 0
            for place in each:
                near |= self._may_be_one[place]
            near &= here & ~masks[n]
            others = 0
            while near:
                other = group[next(bits(near))]
                others |= 1 << other
                near &= ~masks[other]
            found.append(others)
        return found

    def _are_two(self, a: Account, b: Account) -> bool:
        """Whether two sources gave the same words. A copy may give them to another one by mistake, and
        so may who quotes them; but words of a report's own are like those of any other."""
        kinds = {one.source.kind if one.source else None for one in (a, b)}
        if kinds == {"told"} and a.told and b.told and a.carrier != b.carrier:
            return True
        if a.text == b.text or (a.quoted and b.quoted):
            return False
        if a.source is not None and b.source is not None:
            return not self._are_alike(a.source, b.source)
        first, second = _carriers(a), _carriers(b)
        return bool(first and second) and first.isdisjoint(second)

    def _are_alike(self, a: Source, b: Source) -> bool:
        """Whether nothing says that two sources are two, but for whom they told."""
        known = self._asked.get((a, b))
        if known is None:
            known = self._asked[a, b] = self._asked[b, a] = may_be_one(a, b)
        return known

    @cached_property
    def _may_be_one(self) -> list[int]:
        """For each account those that may be from one source with it, a bit for each."""
        having: dict[tuple[Source, str | None], int] = {}
        for place, a in enumerate(self._accounts):
            if a.source is not None:
                told = _folded(a.carrier or a.document) if a.source.kind == "told" else None
                having[a.source, told] = having.get((a.source, told), 0) | 1 << place
        found = [0] * len(self._accounts)
        for one, other in combinations_with_replacement(having, 2):
            if (one[1] == other[1] or None in (one[1], other[1])) and self._are_alike(one[0], other[0]):
                for place in bits(having[one]):
                    found[place] |= having[other]
                for place in bits(having[other]):
                    found[place] |= having[one]
        return found


def bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


def _reporting(account: Account) -> tuple[str, ...]:
    """The outlets that have an account from somebody, by what is here."""
    if account.source is None:
        return (account.outlet,) if account.outlet and not account.via else ()
    return tuple(name for name in (account.outlet, *account.via) if name)


def _mark(account: Account) -> tuple[str, str] | None:
    """What an account shares with all that surely are from one source with it."""
    if account.source is None:
        return ("outlet", _folded(account.via[-1])) if account.via else None
    return ("speaker", account.source.speaker) if account.source.speaker is not None else None


def _carriers(account: Account) -> frozenset[str]:
    """The outlets that have it; of what has no source those that it is from alone."""
    own = (account.outlet,) if account.source and account.outlet else ()
    return frozenset(map(_folded, (*own, *account.via)))


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
