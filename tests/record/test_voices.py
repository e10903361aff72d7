"""Who speaks for whom."""

from __future__ import annotations

import pytest

from onrecord.record.voices import body_words
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
