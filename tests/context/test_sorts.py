"""Which nouns may mean the body of a name."""

from __future__ import annotations

import pytest

from onrecord.context.sorts import fits, sorts


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("Norvane Robotics", "firm"), ("Kesley Courier Company", "firm"), ("Ministry of Health", "office"),
        ("FDA", "office"), ("Court of Appeal", "chamber"), ("European Union", "chamber"), ("Dockers’ Union", "union"),
        ("United Dockworkers", "union"), ("University of Orr", "school"), ("Kesley Courier", "outlet"),
        ("Reuters", "outlet"), ("Rivers Foundation", "society"), ("Centers for Rivers Control", "office"),
    ],
)  # fmt: skip
def test_the_last_word_or_the_one_before_of_tells_the_sort(name: str, sort: str) -> None:
    assert sorts(tuple(name.split())) == {sort}


def test_a_name_may_tell_nothing_or_two_things() -> None:
    assert sorts(("Norvane",)) == frozenset()
    assert sorts(("Dunmore", "Bank")) == {"firm", "office"}
    assert sorts(("Pilots", "Association")) == {"society", "union"}


@pytest.mark.parametrize(
    ("name", "noun", "may"),
    [
        ("Norvane", "company", True), ("Norvane", "airline", True), ("Norvane", "union", False),
        ("UDW", "union", True), ("PHOTOS", "agency", False), ("Nurses Association", "union", True),
        ("Harbor Committee", "company", False), ("WikiLeaks", "organization", True), ("WikiLeaks", "group", False),
        ("UDW Local", "union", True), ("Netflix", "company", True),
        ("Reuters", "agency", True), ("Kesley Post", "agency", False), ("Kesley Post", "newspaper", True),
        ("Greenpeace", "charity", True), ("Court of Appeal", "group", False), ("Court of Appeal", "court", True),
    ],
)  # fmt: skip
def test_a_noun_fits_what_the_name_tells(name: str, noun: str, may: bool) -> None:
    assert fits(tuple(name.split()), noun) is may
