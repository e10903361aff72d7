"""Who speaks for whom."""

from __future__ import annotations

import pytest

from onrecord.model import Context, Document, Speaker
from onrecord.record.voices import body_words, voice
from onrecord.relate.voices import Voice


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Energy Minister", "Ministry of Energy", True),
        ("Pentagon spokesperson", "Secretary of Defense", True),
        ("authority spokeswoman", "director of the Lenning Bridge Authority", True),
        ("police chief", "Port Carrow Police Department", True),
        ("Energy Minister", "chief engineer of Korvald Energy", False),
        ("Health Secretary", "president of Summit Health", False),
        ("Lenning Bridge Authority", "Lenning Port Authority", False),
        ("former Energy Minister", "Ministry of Energy", False),
    ],
)
def test_two_speak_for_one_body_where_one_names_what_the_other_names(
    one: str, other: str, same: bool
) -> None:
    voices = Voice("1", body_words(one)), Voice("2", body_words(other))
    assert voices[0].same(voices[1]) == voices[1].same(voices[0]) == same


RELEASE = Document("x", "release", publisher="Lenning Bridge Authority")
REPORT = Document("x", publisher="Harbor Wire")


def says(name: str, role: str | None = None, document: Document = REPORT, named: bool = True) -> Voice:
    return voice(document, Context(Speaker(name, name, "person" if named else "unnamed", role)))


@pytest.mark.parametrize(
    ("name", "speaks"),
    [
        ("a Lenning Bridge Authority spokeswoman", True),
        ("the press office of the Lenning Bridge Authority", True),
        ("a Lenning Bridge Authority official", False),
        ("two officials of the Lenning Bridge Authority", False),
        ("a Lenning Bridge Authority engineer", False),
    ],
)
def test_who_is_not_named_speaks_for_a_body_only_as_its_spokesperson(name: str, speaks: bool) -> None:
    authority = says("Ida Holm", "director of the Lenning Bridge Authority")
    assert says(name, named=False).same(authority) == speaks


@pytest.mark.parametrize(
    ("role", "document", "speaks"),
    [
        ("spokeswoman", RELEASE, True),
        ("spokeswoman for the Lenning Bridge Authority", REPORT, True),
        ("spokeswoman", REPORT, False),
        ("engineer", RELEASE, False),
        (None, RELEASE, False),
    ],
)
def test_a_spokesperson_in_a_release_speaks_for_who_put_it_out(
    role: str | None, document: Document, speaks: bool
) -> None:
    other = says("Casimir Holt", "spokesman for the Lenning Bridge Authority")
    assert says("Dana Velk", role, document).same(other) == speaks
