"""Which persons of one surname are one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from onrecord.context import names, surnames
from onrecord.context.careers import Traits
from onrecord.context.givennames import SHORT_FORMS
from onrecord.context.grammar import SUFFIXES
from onrecord.context.handles import same_account
from onrecord.context.identity import Placement, Profile
from onrecord.context.names import Words
from onrecord.context.namesakes import PREVAILS, Person, apart, namesakes, order, support, told_often

_HANDLE = 3.0
# How much of it two forms of a name need, by how they differ.
NEEDED = {"middle name": 0.6, "first name": 1.0, "initials": 1.0, "spelling": 1.3, "suffix": 1.6}
_LEAST = min(NEEDED.values())
_GENERATIONS = SUFFIXES - {"esq", "md", "phd"}
_SHORT_AND_LONG = {
    one: frozenset().union(*(pair for pair in SHORT_FORMS if one in pair))
    for one in frozenset().union(*SHORT_FORMS)
}
_PLACES = ("state:", "country:", "town:", "body:")

_Edge = tuple[float, str, Person, Person]  # two who may be one, how much supports it, how names differ


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
    reasons = surnames.attach(persons, loose)
    for profile in loose:
        if profile.id not in reasons:
            placed[profile.id] = Placement(None, "own", 1.0, {"name": "too short to tell"})
    for group, person in enumerate(sorted(persons, key=lambda one: min(map(order, one.profiles)))):
        told: Counter[str] = Counter()
        for profile in person.profiles:
            told.update(dict.fromkeys(profile.traits, profile.weight))
        roles = sum(bool(profile.traits) for profile in person.profiles)
        accounts = Counter(profile.handle for profile in person.profiles)
        for profile in person.profiles:
            shared = sorted(trait for trait in profile.traits if told[trait] > 1)
            tied = profile.handle is not None and accounts[profile.handle] > 1
            how = reasons.get(profile.id) or joined.get(profile.form)
            stray = profile in person.strays
            alone = bool(profile.traits) and roles > 1 and not shared
            why = _placement(group, profile, shared, how, tied=tied, stray=stray, alone=alone)
            placed[profile.id] = why
    return placed


# -- forms of a name --------------------------------------------------------------------------


@lru_cache(maxsize=1 << 16)  # a surname's bearers are compared again with each document of one
def differs(a: Words, b: Words) -> str | None:
    """How two full names that may be one person's differ; None when they may not be."""
    if a == b:
        return "nothing"
    suffixes = [frozenset(words) & _GENERATIONS for words in (a, b)]
    if all(suffixes) and suffixes[0] != suffixes[1]:
        return None
    x, y = (tuple(w for w in words if w not in SUFFIXES) for words in (a, b))
    first, second = names.gender(x), names.gender(y)
    if first and second and first != second:
        return None
    if suffixes[0] != suffixes[1]:
        return "suffix" if x[0] == y[0] and names.compatible(x, y) else None
    if names.compatible(x, y):
        return "middle name" if x[0] == y[0] else "first name"
    if x[-1] == y[-1] and len(x) == len(y) == 2 and names.misspelt(x[0], y[0]):
        return "spelling"
    if _initials(x, y) or _initials(y, x):
        return "initials"
    return None


def _initials(a: Words, b: Words) -> bool:
    """Whether all but the surname of ``a`` are initials of ``b``: "J.D. Voss", "James David Voss"."""
    if len(a) != 2 or len(b) < 3 or a[-1] != b[-1]:
        return False
    return a[0] == "".join(word[0] for word in b[:-1])


def _join_forms(persons: list[Person]) -> tuple[list[Person], dict[str, str]]:
    """Persons under several forms of one name put together where something supports it.

    Also how each form differs from the one that it was joined to.
    """
    edges = sorted(_edges(persons), key=lambda e: (-e[0], e[1], *sorted((_identity(e[2]), _identity(e[3])))))
    rivals: defaultdict[int, list[_Edge]] = defaultdict(list)
    for edge in edges:
        rivals[id(edge[2])].append(edge)
        rivals[id(edge[3])].append(edge)
    owner = {id(one): one for one in persons}
    joined: dict[str, str] = {}
    for score, how, a, b in edges:
        x, y = owner[id(a)], owner[id(b)]
        if x is y or not _may_join(x, y) or _torn(score, a, b, rivals, owner):
            continue
        if x.weight < y.weight or (x.weight == y.weight and _identity(y) < _identity(x)):
            x, y = y, x
        joined.update(dict.fromkeys(y.forms, how))
        x.absorb(y)
        owner.update((key, x) for key, one in owner.items() if one is y)
    left = {id(one): one for one in owner.values()}
    return list(left.values()), joined


def _edges(persons: Sequence[Person]) -> Iterator[_Edge]:
    """The pairs that enough supports. Only who shares something, and may have the same first
    name, is looked at: a surname may have thousands of bearers."""
    known = [told_often(one) for one in persons]
    starts = [_starts(one) for one in persons]
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    called: defaultdict[str, set[int]] = defaultdict(set)
    for i, one in enumerate(persons):
        for shared in known[i] | one.handles:
            bearers[shared].add(i)
        for letter in starts[i]:
            called[letter].add(i)
    for i, one in enumerate(persons):
        alike = {j for letter in starts[i] for j in called[letter] if j > i}
        for j in sorted({j for shared in known[i] | one.handles for j in bearers[shared] & alike}):
            tied = any(same_account(handle, handle) for handle in one.handles & persons[j].handles)
            score = support(known[i], known[j]) + (_HANDLE if tied else 0.0)
            how = _how(one, persons[j]) if score >= _LEAST else None
            if how == "suffix" and not (tied or _of_one_place(known[i] & known[j])):
                continue  # father and son may share all the rest
            if how and how != "nothing" and score >= NEEDED[how]:
                yield score, how, one, persons[j]


def _starts(person: Person) -> frozenset[str]:
    """The first letters that the first name may have in any form of the name."""
    words = {word for form in person.forms.values() for word in form[:-1]}
    return frozenset(word[0] for one in words for word in (one, *_SHORT_AND_LONG.get(one, ())))


def _identity(person: Person) -> tuple[object, ...]:
    return min(map(order, person.profiles))


def _how(a: Person, b: Person) -> str | None:
    for x in a.forms.values():
        for y in b.forms.values():
            if how := differs(x, y):
                return how
    return None


def _of_one_place(shared: Traits) -> bool:
    return any(trait.startswith(_PLACES) for trait in shared)


def _may_join(a: Person, b: Person) -> bool:
    if not all(differs(x, y) for x in a.forms.values() for y in b.forms.values()):
        return False
    handle = next(iter(sorted(a.handles)), None)
    return apart(told_often(a), handle, b) is None


def _torn(
    score: float, a: Person, b: Person, rivals: Mapping[int, Sequence[_Edge]], owner: Mapping[int, Person]
) -> bool:
    """Whether one of the two has as good a reason to join somebody whom the other cannot be."""
    for one, end in ((a, b), (b, a)):
        for other_score, _, x, y in rivals[id(one)]:
            if other_score < score:
                break
            rival = owner[id(y if x is one else x)]
            joined = rival is owner[id(end)] or rival is owner[id(one)]
            known = rival.weight * PREVAILS > owner[id(end)].weight
            if known and not joined and not _may_join(rival, owner[id(end)]):
                return True
    return False


# -- reasons ----------------------------------------------------------------------------------


def _placement(
    group: int,
    profile: Profile,
    shared: list[str],
    how: str | None,
    *,
    tied: bool,
    stray: bool,
    alone: bool,
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
    if alone:  # only the name says that whoever is presented so is the one whom others mean
        return Placement(group, "full name", 0.75, {"name": "same", "shared": []})
    return Placement(group, "full name", 0.97 if shared else 0.92, {"name": "same", "shared": shared})
