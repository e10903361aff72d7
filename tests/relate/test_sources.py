"""Who a claim is from, and whether two may be one."""

from __future__ import annotations

import pytest

from onrecord.model import Speaker, SpeakerKind
from onrecord.relate.sources import Source, is_sure, may_be_one, source_of


def known(name: str, kind: SpeakerKind, *, told: bool = False, role: str | None = None) -> Source:
    found = source_of(Speaker(f"id of {name}", name, kind, role), told=told)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "kind", "is_one"),
    [
        ("Rosalind Ackerby", "person", "person"),
        ("Governor", "person", "office"),
        ("Lenning Bridge Authority", "organization", "body"),
        ("Harbor Director", "organization", "office"),
        ("internal memo", "document", "document"),
        ("senior authority official", "unnamed", "told"),
        ("two people briefed on the inspection", "unnamed", "told"),
        ("sources", "unnamed", "told"),
        ("county judge", "unnamed", "office"),
        ("authorities", "unnamed", "public"),
        ("harbor officials", "unnamed", "public"),
        ("police", "group", "public"),
        ("several news outlets", "group", "public"),
        ("media reports", "document", "public"),
    ],
)
def test_a_source_is_of_one_kind(name: str, kind: SpeakerKind, is_one: str) -> None:
    assert known(name, kind).kind == is_one


@pytest.mark.parametrize(
    "name", ["many", "no one", "the other two", "none of the officials", "neither board"]
)
def test_words_that_name_nobody_are_no_source(name: str) -> None:
    assert source_of(Speaker("1", name, "unnamed")) is None


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("earlier version of this article", False),
        ("previous version of a report on the pier", False),
        ("new version of the plan", True),
        ("earlier report", True),
    ],
)
def test_a_report_as_it_was_before_is_no_source(name: str, is_one: bool) -> None:
    assert (source_of(Speaker("1", name, "document")) is not None) == is_one


def test_officials_who_told_an_outlet_are_its_own() -> None:
    assert known("harbor officials", "unnamed", told=True).kind == "told"


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        (known("Holm", "person"), known("Ida Holm", "person"), True),
        (known("Ida M. Holm", "person"), known("Ida Holm", "person"), True),
        (known("Nia Holm", "person"), known("Ida Holm", "person"), False),
        (known("Ida Holm Jr.", "person"), known("Ida Holm", "person"), True),
        (known("Ida Holm SHARE", "person"), known("Holm", "person"), True),
        (known("Mayor", "person"), known("Ida Holm", "person", role="mayor of Velden"), True),
        (known("Mayor", "person"), known("Owen Strand", "person", role="county clerk"), False),
        (known("Mayor", "person"), known("Owen Strand", "person"), True),
        (known("Harbor Board", "organization"), known("Velden Harbor Board", "organization"), True),
        (known("Harbor Board", "organization"), known("Bridge Authority", "organization"), False),
        (known("Holm’s letter", "document"), known("Ida Holm", "person"), True),
        (known("letter", "document"), known("Ida Holm", "person"), False),
        (known("Kesway poll", "document"), known("survey", "document"), True),
        (known("a Kesway poll", "document"), known("a Lenning poll", "document"), False),
        (known("memo", "document"), known("senior official", "unnamed"), False),
        (known("police", "group"), known("city police", "group"), True),
        (known("police", "group"), known("teachers", "group"), False),
    ],
)
def test_two_are_two_only_where_something_says_so(a: Source, b: Source, one: bool) -> None:
    assert may_be_one(a, b) is one
    assert may_be_one(b, a) is one


def test_several_who_speak_at_once_may_be_each_of_them() -> None:
    members = tuple(Speaker(f"id of {name}", name, "person") for name in ("Ida Holm", "Owen Strand"))
    both = source_of(Speaker("both", "Ida Holm and Owen Strand", "group", None, members))
    assert both is not None
    assert is_sure(both)
    assert may_be_one(both, known("Strand", "person"))
    assert not may_be_one(both, known("Hanna Velk", "person"))


def test_who_speaks_for_many_is_not_sure_to_be_another() -> None:
    assert not is_sure(known("officials", "unnamed"))
    assert is_sure(known("senior official", "unnamed"))
