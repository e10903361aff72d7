"""Which documents that give one full name tell of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from onrecord.context import careers
from onrecord.context.careers import Traits
from onrecord.context.handles import same_owner
from onrecord.context.identity import Profile
from onrecord.context.names import Words

# What a shared trait is worth as support for two names being one person's.
_HIGH_OFFICE, _OFFICE, _PARTY = 1.0, 0.5, 0.2
_WORTH = {"body": 0.7, "state": 0.6, "town": 0.6, "seat": 0.6, "country": 0.5}
PREVAILS = 16  # times the documents that a stray role needs against it to count as a slip
_PREVAILS_ON_PLACE = 4  # the same for one document that gives the same office to another place


@dataclass(slots=True, eq=False)
class Person:
    """Profiles that are one person's."""

    profiles: list[Profile] = field(default_factory=list)
    strays: list[Profile] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    seats: Counter[str] = field(default_factory=Counter)
    work: Counter[str] = field(default_factory=Counter)
    handles: set[str] = field(default_factory=set)
    forms: dict[str, Words] = field(default_factory=dict)
    weight: int = 0

    def add(self, profile: Profile) -> None:
        """One more way in which documents present this person."""
        self.profiles.append(profile)
        self.said.update(dict.fromkeys(profile.traits, profile.weight))
        self.seats.update(dict.fromkeys(_seats(profile.traits), profile.weight))
        self.work.update(dict.fromkeys(careers.work(profile.traits), profile.weight))
        self.weight += profile.weight
        if profile.handle:
            self.handles.add(profile.handle)
        self.forms[profile.form] = profile.words

    def absorb(self, other: Person) -> None:
        """All that is known of ``other``."""
        for profile in other.profiles:
            self.add(profile)
        self.strays += other.strays

    @property
    def traits(self) -> Traits:
        """All that any document says of this person."""
        return frozenset(self.said)


def order(profile: Profile) -> tuple[object, ...]:
    """By weight, then by content: never by when a profile was first seen."""
    return (
        -profile.weight,
        profile.form,
        sorted(profile.traits),
        profile.handle or "",
        sorted(profile.months),
    )


def namesakes(profiles: Sequence[Profile]) -> tuple[list[Person], list[Profile]]:
    """The persons of one full name, and the profiles that could be of any of them."""
    persons: list[Person] = []
    for profile in profiles:
        if not (profile.traits or profile.handle):
            continue
        fits = [one for one in persons if not apart(profile.traits, profile.handle, one)]
        if not fits:
            persons.append(Person())
            fits = persons[-1:]
        best = max(fits, key=lambda one: (support(profile.traits, one.said.keys()), one.weight))
        best.add(profile)
    persons = _without_slips(persons)
    blank = [p for p in profiles if not (p.traits or p.handle)]
    if not persons:
        persons.append(Person())
    main = max(persons, key=lambda one: one.weight)
    rest = sum(one.weight for one in persons if one is not main)
    if rest * PREVAILS <= main.weight:
        for profile in blank:
            main.add(profile)
        blank = []
    return persons, blank


def _without_slips(persons: list[Person]) -> list[Person]:
    """A role that a single document gives against very many is a slip of reading, not a namesake."""
    main = max(persons, key=lambda one: one.weight, default=None)
    kept = []
    for one in persons:
        if main is not None and one is not main and _is_slip(one, main):
            main.strays += one.profiles
            for profile in one.profiles:
                main.profiles.append(profile)
                main.forms[profile.form] = profile.words
        else:
            kept.append(one)
    return kept


def _is_slip(one: Person, main: Person) -> bool:
    if one.handles:
        return False
    if one.weight == 1 and one.said.keys() & main.said.keys() and _elsewhere(one.traits, main):
        return main.weight >= _PREVAILS_ON_PLACE  # a senator of a neighbour's state
    return one.weight * PREVAILS <= main.weight


def apart(said: Traits, handle: str | None, person: Person) -> str | None:
    """Why somebody of whom ``said`` is said is not ``person``; None when nothing speaks against it."""
    if handle and person.handles:
        if handle in person.handles:
            return None
        name = next(iter(sorted(person.forms.values())))
        if not any(same_owner(handle, other, name) for other in person.handles):
            return "another handle"
    if elsewhere := _elsewhere(said, person):
        return elsewhere
    least = person.weight / PREVAILS
    shared = frozenset(trait for trait in said if person.said.get(trait, 0) > least)
    if support(said, shared) >= _HIGH_OFFICE or any(trait.startswith("body:") for trait in shared):
        return None
    mine = careers.walks(said)
    theirs = careers.walks(trait for trait, weight in person.work.items() if weight > least)
    if mine and theirs and all(frozenset((a, b)) in careers.APART for a in mine for b in theirs):
        return "another walk of life"
    return None


def _elsewhere(said: Traits, person: Person) -> str | None:
    least = person.weight / PREVAILS
    often = frozenset(seat for seat, weight in person.seats.items() if weight > least)
    for kind in ("state", "country", "town"):
        here, there = careers.of(_seats(said), kind), careers.of(often, kind)
        if here and there and not here & there:
            return f"another {kind}"
    return None


def told_often(person: Person) -> Traits:
    """What documents say of a person, without what only a few of very many say."""
    least = person.weight / PREVAILS
    return frozenset(trait for trait, weight in person.said.items() if weight > least)


def _seats(said: Traits) -> Traits:
    """The states, countries and towns that somebody holds an office of."""
    towns = careers.of(said, "town")
    offices = {trait.partition(":")[2] for trait in said if trait.startswith(("office:", "party:"))}
    if not offices & careers.OF_A_PLACE:
        return towns
    return towns | careers.of(said, "state") | careers.of(said, "country")


def support(a: Traits, b: Set[str]) -> float:
    """How much of what is said of one is also said of the other."""
    total = 0.0
    for trait in a & b:
        kind, _, word = trait.partition(":")
        if kind == "office":
            total += _HIGH_OFFICE if word in careers.HIGH_OFFICES else _OFFICE
        else:
            total += _WORTH.get(kind, _PARTY)
    return total
