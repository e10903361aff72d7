"""Which persons of one surname are one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.context import names
from onrecord.context.grammar import SUFFIXES
from onrecord.context.handles import same_account
from onrecord.context.identity import Placement, Profile, surname
from onrecord.context.names import Words
from onrecord.context.namesakes import PREVAILS, Person, apart, namesakes, order, support, told_often

_HANDLE = 3.0
# How much of it two forms of a name need, by how they differ.
NEEDED = {"middle name": 0.6, "first name": 1.0, "spelling": 1.3, "surname alone": 1.0}
_NEAR = 12  # months in which an office that a surname goes with is still the same person's


def place(profiles: Sequence[Profile]) -> dict[int, Placement]:
    """The persons behind profiles of one surname; what is too thin to tell stays apart."""
    placed: dict[int, Placement] = {}
    forms: defaultdict[str, list[Profile]] = defaultdict(list)
    loose: list[Profile] = []
    for profile in sorted(profiles, key=order):
        (loose if profile.loose else forms[profile.form]).append(profile)
    persons: list[Person] = []
    for form in sorted(forms):
        found, unclear = namesakes(forms[form])
        persons += found
        placed.update((p.id, Placement(None, "unclear", 1.0, {"namesakes": len(found)})) for p in unclear)
    persons, joined = _join_forms(persons)
    reasons = _attach(persons, loose)
    for profile in loose:
        if profile.id not in reasons:
            placed[profile.id] = Placement(None, "own", 1.0, {"name": "too short to tell"})
    for group, person in enumerate(sorted(persons, key=lambda one: min(map(order, one.profiles)))):
        told = Counter(trait for profile in person.profiles for trait in profile.traits)
        accounts = Counter(profile.handle for profile in person.profiles)
        for profile in person.profiles:
            shared = sorted(trait for trait in profile.traits if told[trait] > 1)
            tied = profile.handle is not None and accounts[profile.handle] > 1
            how = reasons.get(profile.id) or joined.get(profile.form)
            stray = profile in person.strays
            placed[profile.id] = _placement(group, profile, shared, how, tied=tied, stray=stray)
    return placed


# -- forms of a name --------------------------------------------------------------------------


def differs(a: Words, b: Words) -> str | None:
    """How two full names that may be one person's differ; None when they may not be."""
    if a == b:
        return "nothing"
    if frozenset(a) & SUFFIXES != frozenset(b) & SUFFIXES:
        return None
    x, y = (tuple(w for w in words if w not in SUFFIXES) for words in (a, b))
    first, second = names.gender(x), names.gender(y)
    if first and second and first != second:
        return None
    if names.compatible(x, y):
        return "middle name" if x[0] == y[0] else "first name"
    if x[-1] == y[-1] and len(x) == len(y) == 2 and names.misspelt(x[0], y[0]):
        return "spelling"
    return None


def _join_forms(persons: list[Person]) -> tuple[list[Person], dict[str, str]]:
    """Persons under several forms of one name put together where something supports it.

    Also how each form differs from the one that it was joined to.
    """
    edges = []
    for a, b in combinations(persons, 2):
        how = _how(a, b)
        if how and how != "nothing" and (score := _score(a, b)) >= NEEDED[how]:
            edges.append((score, how, a, b))
    edges.sort(key=lambda edge: (-edge[0], edge[1], *sorted(map(_identity, edge[2:]))))
    owner = {id(one): one for one in persons}
    joined: dict[str, str] = {}
    for score, how, a, b in edges:
        x, y = owner[id(a)], owner[id(b)]
        if x is y or not _may_join(x, y) or _torn(score, a, b, edges, owner):
            continue
        if x.weight < y.weight or (x.weight == y.weight and _identity(y) < _identity(x)):
            x, y = y, x
        joined.update(dict.fromkeys(y.forms, how))
        x.absorb(y)
        owner.update((key, x) for key, one in owner.items() if one is y)
    left = {id(one): one for one in owner.values()}
    return list(left.values()), joined


def _identity(person: Person) -> tuple[object, ...]:
    return min(map(order, person.profiles))


def _how(a: Person, b: Person) -> str | None:
    for x in a.forms.values():
        for y in b.forms.values():
            if how := differs(x, y):
                return how
    return None


def _score(a: Person, b: Person) -> float:
    tied = any(same_account(x, y) for x in a.handles for y in b.handles)
    return support(told_often(a), told_often(b)) + (_HANDLE if tied else 0.0)


def _may_join(a: Person, b: Person) -> bool:
    if not all(differs(x, y) for x in a.forms.values() for y in b.forms.values()):
        return False
    handle = next(iter(sorted(a.handles)), None)
    return apart(told_often(a), handle, b) is None


def _torn(
    score: float,
    a: Person,
    b: Person,
    edges: Iterable[tuple[float, str, Person, Person]],
    owner: dict[int, Person],
) -> bool:
    """Whether one of the two has as good a reason to join somebody whom the other cannot be."""
    for other_score, _, x, y in edges:
        if other_score < score:
            break
        for one, end in ((a, b), (b, a)):
            if one in (x, y):
                rival = owner[id(y if x is one else x)]
                joined = rival is owner[id(end)] or rival is owner[id(one)]
                known = rival.weight * PREVAILS > owner[id(end)].weight
                if known and not joined and not _may_join(rival, owner[id(end)]):
                    return True
    return False


# -- surnames alone ---------------------------------------------------------------------------


def _attach(persons: list[Person], loose: Sequence[Profile]) -> dict[int, str]:
    """Surnames and first names given to the one person that their role or handle points to."""
    reasons: dict[int, str] = {}
    found: list[tuple[Person, Profile]] = []
    times = {id(one): _times(one) for one in persons} if loose else {}
    for profile in loose:
        bearers = [one for one in persons if _bears(one, profile)]
        tied = [one for one in bearers if profile.handle and profile.handle in one.handles]
        fits = tied or [one for one in bearers if _points_to(profile, times[id(one)], one)]
        if len(fits) == 1:
            reasons[profile.id] = "handle" if tied else "surname alone"
            found.append((fits[0], profile))
    for person, profile in found:
        person.profiles.append(profile)
    return reasons


def _bears(person: Person, profile: Profile) -> bool:
    word = surname(profile.form)
    if profile.handle and profile.handle in person.handles:
        return word == profile.handle or any(word in words for words in person.forms.values())
    return any(word in (words[0], surname(" ".join(words))) for words in person.forms.values())


def _points_to(profile: Profile, times: Mapping[str, _Time], person: Person) -> bool:
    months = _time(profile.months)
    near = frozenset(trait for trait in profile.traits if trait in times and times[trait].near(months))
    return support(near, told_often(person)) >= NEEDED["surname alone"] and not apart(
        profile.traits, profile.handle, person
    )


@dataclass(frozen=True, slots=True)
class _Time:
    """From the first to the last month, counted from year 0; None where a month is not known."""

    first: int | None
    last: int | None

    def near(self, other: _Time) -> bool:
        """Whether the two lie close, or one is not known."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return True
        return self.first - other.last <= _NEAR and other.first - self.last <= _NEAR


def _time(months: Iterable[str]) -> _Time:
    known = [int(month[:4]) * 12 + int(month[5:7]) if month else None for month in months]
    told = [month for month in known if month is not None]
    if None in known or not told:
        return _Time(None, None)
    return _Time(min(told), max(told))


def _times(person: Person) -> dict[str, _Time]:
    """When documents say what they say of a person."""
    months: defaultdict[str, set[str]] = defaultdict(set)
    for profile in person.profiles:
        for trait in profile.traits:
            months[trait] |= profile.months
    return {trait: _time(when) for trait, when in months.items()}


# -- reasons ----------------------------------------------------------------------------------


def _placement(
    group: int, profile: Profile, shared: list[str], how: str | None, *, tied: bool, stray: bool
) -> Placement:
    if stray:
        return Placement(group, "full name", 0.55, {"name": "same", "against": sorted(profile.traits)})
    if tied:
        return Placement(group, "handle", 0.98, {"handle": profile.handle, "shared": shared})
    if how in ("surname alone", "handle"):
        return Placement(group, "surname and role", 0.85, {"name": how, "shared": shared})
    if how:
        confidence = {"middle name": 0.93, "first name": 0.88}.get(how, 0.8)
        return Placement(group, "form of the name", confidence, {"name": how, "shared": shared})
    return Placement(group, "full name", 0.97 if shared else 0.92, {"name": "same", "shared": shared})
