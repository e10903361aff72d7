"""Capitalised titles without a name, and names that look like them."""

from __future__ import annotations

import pytest

from onrecord.context.bare_titles import is_title


@pytest.mark.parametrize(
    "shown",
    [
        "Prime Minister", "Deputy Prime Minister", "Urban Development Minister", "Chief Justice", "Vice President",
        "Chief Financial Officer", "Secretary General", "House Speaker", "Senate Majority Leader", "Managing Director",
        "US Vice President", "Israeli President", "Malwa Chief Minister", "FBI Director General", "PM",
        "Shadow Chancellor", "Shadow Home Secretary", "Lord Chancellor", "Home Office Minister", "First Minister",
        "CEO",
    ],
)  # fmt: skip
def test_titles_are_nobodys_name(shown: str) -> None:
    assert is_title(shown.lower().split())


@pytest.mark.parametrize(
    "shown",
    [
        "Ann Lee", "Larry King", "Lord King", "Lady Justice Lee", "Dollar General", "News Leader", "Governor Justice", "Chief Baker", "Burger King",
        "Norvane Group", "Ian Chief", "Environmental Justice", "Police Officer Lee", "GM", "Minister", "Amsel Minister",
    ],
)  # fmt: skip
def test_names_are_no_titles(shown: str) -> None:
    assert not is_title(shown.lower().split())
