"""Who of one document is who of another: the cases are in identity.tsv."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.context import bodies, careers, identity
from onrecord.context import persons as persons_module
from onrecord.context.handles import same_owner
from onrecord.context.identity import Profile
from onrecord.model import Speaker, SpeakerKind

TABLE = Path(__file__).with_name("identity.tsv")


@dataclass(frozen=True)
class Case:
    kind: str
    first: tuple[str, str]
    second: tuple[str, str]
    speakers: str
    why: str


def cases() -> list[Case]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    found = []
    for line in lines[1:]:
        kind, a, role_a, b, role_b, speakers, why = line.split("\t")
        found.append(Case(kind, (a, role_a), (b, role_b), speakers, why))
    return found


def profile(id: int, kind: str, name: str, role: str = "", **known: object) -> Profile | None:
    role, _, handle = role.partition("@")
    if not identity.can_be_shared(Speaker(str(id), name, cast(SpeakerKind, kind))):
        return None
    if kind == "organization":
        short = bodies.acronym(name)
        traits = frozenset({f"acronym:{short}"} if short else ())
        return Profile(id, name, bodies.form(name), traits)
    account = identity.folded_handle(handle) or None
    traits = careers.traits(role)
    return Profile(id, name, identity.person_form(name), traits, account, **known)  # type: ignore[arg-type]


def groups(kind: str, profiles: Sequence[Profile]) -> set[frozenset[int]]:
    """The partition, each unplaced profile by itself."""
    found: dict[object, set[int]] = {}
    for id, placed in identity.place(kind, profiles).items():
        found.setdefault(("own", id) if placed.group is None else placed.group, set()).add(id)
    return {frozenset(ids) for ids in found.values()}


@pytest.mark.parametrize("case", cases(), ids=lambda c: f"{c.first[0]} / {c.second[0]}: {c.why}")
def test_whether_two_documents_speakers_are_one(case: Case) -> None:
    first, second = profile(1, case.kind, *case.first), profile(2, case.kind, *case.second)
    if first is None or second is None:
        assert case.speakers == "two"
        return
    if case.first == case.second:  # one way of presenting somebody, so one profile
        placed = identity.place(case.kind, [first])[1]
        assert ("two" if placed.group is None else "one") == case.speakers
        return
    assert len(groups(case.kind, [first, second])) == (1 if case.speakers == "one" else 2)


def persons(*known: tuple[str, str, int]) -> list[Profile]:
    made = [profile(i, "person", name, role, documents=n) for i, (name, role, n) in enumerate(known)]
    return [one for one in made if one is not None]


def test_a_bare_name_joins_neither_of_two_whom_its_role_fits_alike() -> None:
    roe = persons(("John Roe", "senator", 1), ("John A. Roe", "senator", 1), ("John B. Roe", "senator", 1))
    assert len(groups("person", roe)) == 3


def test_a_name_that_two_bear_leaves_documents_without_a_role_to_themselves() -> None:
    roe = persons(
        ("Mike Roe", "Michigan congressman", 4), ("Mike Roe", "NSA director", 2), ("Mike Roe", "", 1)
    )
    assert identity.place("person", roe)[2].group is None


def test_a_role_of_another_state_in_one_document_of_many_is_a_slip() -> None:
    ackerby = persons(("Ann Ackerby", "Ohio senator", 9), ("Ann Ackerby", "Texas senator", 1))
    placed = identity.place("person", ackerby)
    assert placed[0].group == placed[1].group
    assert placed[1].confidence < 0.6
    assert placed[1].support["against"]


def test_who_shares_nothing_but_the_name_is_less_certain() -> None:
    finch = persons(("Ada Finch", "Velk Transit lawyer", 9), ("Ada Finch", "Lenning resident", 1))
    placed = identity.place("person", finch)
    assert placed[0].group == placed[1].group
    assert placed[1].confidence < placed[0].confidence - 0.1


def test_father_and_son_of_one_office_leave_the_plain_name_to_itself() -> None:
    poe = persons(*((f"Samuel Poe{suffix}", "Ohio senator", 1) for suffix in ("", " Jr.", " Sr.")))
    assert len(groups("person", poe)) == 3


@pytest.mark.parametrize(("role", "most"), [("aide", 0), ("Ohio senator", 9_000)])
def test_of_a_surname_s_many_bearers_only_who_may_be_one_are_compared(role: str, most: int) -> None:
    many = persons(*((f"{chr(97 + i // 26)}a{chr(97 + i % 26)} Poe", role, 1) for i in range(600)))
    with patch.object(persons_module, "differs", wraps=persons_module.differs) as looked:
        assert len(groups("person", many)) == 600
    assert looked.call_count <= most


def test_a_surname_alone_is_the_office_holders_of_its_time() -> None:
    then, now = frozenset({"2016-03"}), frozenset({"2026-03"})
    known = [
        profile(0, "person", "Donald Poe", "President", months=now),
        profile(1, "person", "Karl Poe", "President", months=then),
        profile(2, "person", "Poe", "President", months=now),
    ]
    assert groups("person", [one for one in known if one]) == {frozenset({0, 2}), frozenset({1})}


@pytest.mark.parametrize(
    ("year", "month", "one"),
    [
        ("2026", "2026-03", True),
        ("2026", "2027-12", True),
        ("2026", "2024-12", False),
        ("2026", "2028-01", False),
    ],
)
def test_a_document_dated_by_its_year_may_be_of_any_of_its_months(year: str, month: str, one: bool) -> None:
    known = [
        profile(0, "person", "Donald Poe", "President", months=frozenset({year})),
        profile(1, "person", "Poe", "President", months=frozenset({month})),
    ]
    assert (len(groups("person", [found for found in known if found])) == 1) is one


def test_the_support_says_what_is_shared() -> None:
    placed = identity.place("person", persons(("Don Poe", "Ohio senator", 1), ("Donald Poe", "Ohio Sen.", 2)))
    assert placed[0].method == "form of the name"
    assert "state:ohio" in cast(list[str], placed[0].support["shared"])
    assert 0.5 < placed[0].confidence < 1


@pytest.mark.parametrize(
    ("role", "traits"),
    [
        ("R-S.C.", {"state:south carolina", "party:republican", "seat:legislature"}),
        ("I-Vermont", {"state:vermont", "seat:legislature"}),
        ("Mayor of Port Carrow", {"office:mayor", "town:port carrow", "body:port", "body:carrow"}),
        ("New York City’s mayor", {"office:mayor", "state:new york"}),
        ("President Poe’s former lawyer", {"office:lawyer", "body:poe"}),
        ("White House press secretary", {"office:spokesperson"}),
        ("Vice President", {"office:vice-president"}),
        ("West Virginia governor", {"office:governor", "state:west virginia"}),
        ("aide to Senator Finch", {"office:aide", "body:finch"}),
        ("Norwegian nuclear agency spokesman", {"office:spokesperson", "country:norway"}),
        ("Ohio Democrat", {"party:democrat", "state:ohio", "seat:legislature"}),
    ],
)
def test_what_a_role_tells(role: str, traits: set[str]) -> None:
    assert careers.traits(role) == traits


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("mayorackerby", "rosalindackerby", True),
        ("ackerby", "ackerbypress", True),
        ("potus", "rosalindackerby", True),
        ("ackerby_mi", "ackerby_al", False),
        ("ackerby", "bridgefan", False),
    ],
)
def test_which_handles_may_be_one_persons(a: str, b: str, same: bool) -> None:
    assert same_owner(a, b, ("rosalind", "ackerby")) is same


NAMES = [
    "Don Poe",
    "Donald Poe",
    "Donald J. Poe",
    "Donald K. Poe",
    "Donald Poe Jr.",
    "Poe",
    "Ann Poe",
    "D. Poe",
]
ROLES = [
    "",
    "President",
    "Ohio senator",
    "Texas senator",
    "judge",
    "pop singer",
    "Velk Transit lawyer",
    "Rep.",
]
ROLES += ["NSA director", "@dpoe", "Mayor @MayorPoe"]
MONTHS = ["2016-03", "2026-03", "2026", ""]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(NAMES),
            st.sampled_from(ROLES),
            st.sampled_from([1, 1, 2, 40]),
            st.sampled_from(MONTHS),
        ),
        unique_by=lambda one: one[:2],
        max_size=9,
    ),
    st.randoms(),
)
def test_the_order_does_not_decide(known: list[tuple[str, str, int, str]], random: object) -> None:
    made = [
        profile(i, "person", name, role, documents=n, months=frozenset({month}))
        for i, (name, role, n, month) in enumerate(known)
    ]
    profiles = [one for one in made if one]
    shuffled = list(profiles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert groups("person", shuffled) == groups("person", profiles)


@given(st.text(max_size=40))
def test_any_name_can_be_folded_and_looked_at(name: str) -> None:
    form = identity.person_form(name)
    assert identity.person_form(form) == form or " " in form
    identity.is_loose(name), bodies.form(name), careers.traits(name), identity.surname(form)
