"""Whose a surname or first name alone is, where a document gives no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from onrecord.context.careers import Traits
from onrecord.context.identity import Profile, surname
from onrecord.context.namesakes import Person, apart, support, told_often

NEEDED = 1.0  # how much must support it
_NEAR = 12  # months in which an office that a surname goes with is still the same person's


def attach(persons: Sequence[Person], loose: Sequence[Profile]) -> dict[int, str]:
    """Give surnames and first names to the one person that their role or handle points to; why,
    by the profiles' ids."""
    reasons: dict[int, str] = {}
    found: list[tuple[Person, Profile]] = []
    known = [_known(one) for one in persons] if loose else []
    for profile in loose:
        bearers = [one for one in known if _bears(one, profile)]
        tied = [one for one in bearers if profile.handle and profile.handle in one.person.handles]
        fits = tied or [one for one in bearers if _points_to(profile, one)]
        if len(fits) == 1:
            reasons[profile.id] = "handle" if tied else "surname alone"
            found.append((fits[0].person, profile))
    for person, profile in found:
        person.profiles.append(profile)
    return reasons


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a person: the ``words`` of all names, those that may stand alone
    (``ends``), what is often said, and when."""

    person: Person
    words: frozenset[str]
    ends: frozenset[str]
    often: Traits
    times: Mapping[str, _Time]


def _known(person: Person) -> _Known:
    forms = person.forms.values()
    words = frozenset(word for form in forms for word in form)
    ends = frozenset(word for form in forms for word in (form[0], surname(" ".join(form))))
    return _Known(person, words, ends, told_often(person), _times(person))


def _bears(one: _Known, profile: Profile) -> bool:
    word = surname(profile.form)
    if profile.handle and profile.handle in one.person.handles:
        return word == profile.handle or word in one.words
    return word in one.ends


def _points_to(profile: Profile, one: _Known) -> bool:
    months = _time(profile.months)
    near = frozenset(trait for trait in profile.traits & one.often if one.times[trait].near(months))
    return support(near, one.often) >= NEEDED and not apart(profile.traits, profile.handle, one.person)


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


def _time(months: Collection[str]) -> _Time:
    """A year without a month may be any of its months."""
    if not months or "" in months:
        return _Time(None, None)
    told = [(int(month[:4]) * 12, month[5:7]) for month in months]
    return _Time(
        min(year + int(month or 1) for year, month in told),
        max(year + int(month or 12) for year, month in told),
    )


def _times(person: Person) -> dict[str, _Time]:
    """When documents say what they say of a person."""
    months: defaultdict[str, set[str]] = defaultdict(set)
    for profile in person.profiles:
        for trait in profile.traits:
            months[trait] |= profile.months
    return {trait: _time(when) for trait, when in months.items()}
