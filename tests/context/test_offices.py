"""Offices: which titles can name the same one."""

from __future__ import annotations

import pytest

from onrecord.context.offices import differ, of_role
from onrecord.context.roles import head_of


def apart(asked: str, held: str) -> bool:
    return differ(*(of_role(shown, head_of(shown) or "") for shown in (asked, held)))


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("fire chief", "Police Chief"),
        ("mayor", "Deputy Mayor"),
        ("deputy mayor", "Mayor"),
        ("defense secretary", "Secretary of State"),
        ("president of the union", "Council President"),
        ("president of the union", "President"),
        ("general", "Attorney General"),
        ("Senate spokesman", "White House spokesman"),
        ("Utah governor", "Ohio governor"),
        ("chief financial officer", "chief operating officer"),
        ("finance minister", "PM"),
        ("deputy prime minister", "PM"),
        ("PM", "CM"),
    ],
)
def test_what_distinguishes_two_offices_keeps_them_apart(asked: str, held: str) -> None:
    assert apart(asked, held)


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("chief", "Police Chief"),
        ("fire chief", "chief"),
        ("defense secretary", "Defence Secretary"),
        ("home secretary", "Interior Secretary"),
        ("committee chairman", "chairman of the House Ports Committee"),
        ("Senate leader", "Senate Majority Leader"),
        ("company president", "president of the firm"),
        ("professor", "assistant professor"),
        ("city mayor", "Kesley Mayor"),
        ("American president", "U.S. President"),
        ("television host", "Kesley News host"),
        ("prime minister", "PM"),
        ("CM", "Chief Minister"),
        ("VP", "Vice President"),
    ],
)
def test_what_one_title_leaves_out_does_not(asked: str, held: str) -> None:
    assert not apart(asked, held)


@pytest.mark.parametrize("shown", ["Vice President", "chief of police", "Senate Majority Leader", "mayor"])
def test_every_office_is_itself(shown: str) -> None:
    assert not apart(shown, shown)
