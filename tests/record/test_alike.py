"""Which statements claim the same."""

from __future__ import annotations

import pytest

from onrecord.record.alike import Alike
from tests.record.stories import Says, Story, topic


def alike(about: str, *contents: str) -> Alike:
    found = topic(about, *(Story("Wire", (Says("Ida Holm", one),)) for one in contents))
    return Alike(about, found.stated)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the harbor pier will close to boats in April", "it would close the harbor pier to all boats"),
        ("the director resigned over the audit", "the audit made the director resign on Monday"),
    ],
)
def test_other_words_for_one_thing_are_one_claim(a: str, b: str) -> None:
    found = alike("harbor", a, b)
    assert found.one_claim(0, 1)
    assert found.one_claim(1, 0)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the harbor pier will close to boats in April", "the harbor pier will not close to boats in April"),
        ("the harbor pier will close to boats in April", "the harbor master hired forty new divers"),
        ("Kesway has too few nurses", "Kesway built a bridge of steel"),
    ],
    ids=["denied", "another matter", "a name alone"],
)
def test_what_shares_no_claim_is_not(a: str, b: str) -> None:
    assert not alike("Kesway", a, b).one_claim(0, 1)
