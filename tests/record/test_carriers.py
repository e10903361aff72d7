"""Which outlet carries whose text."""

from __future__ import annotations

import pytest

from onrecord.model import Document, Reading
from onrecord.record.carriers import Carriers, outlet_name, wire
from tests.record.stories import Says, Story


@pytest.mark.parametrize(
    ("text", "author", "name"),
    [
        ("PORT CARROW (Harbor Wire) -- The pier closed.", None, "Harbor Wire"),
        ("PORT CARROW, Kesway (AP) — The pier closed.", None, "Associated Press"),
        ("Pier to close\n\nBy Lucan Hartwell, Harbor Wire\nMarch 3", None, "Harbor Wire"),
        ("The pier closed.", "Lucan Hartwell, Reuters", "Reuters"),
        ("The pier closed (again) - for good.", "Lucan Hartwell", None),
        ("By the pier, a Harbor Wire reporter waited.", None, None),
    ],
)
def test_the_wire_is_named_by_dateline_or_byline(text: str, author: str | None, name: str | None) -> None:
    assert wire(Document(text, author=author)) == name


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Port Carrow Gazette", "Port Carrow Gazette"),
        ("Lucan Hartwell, Port Carrow Gazette", "Port Carrow Gazette"),
        ("Kesway News Agency", "Kesway News Agency"),
        ("Harbor Wire", "Harbor Wire"),
        ("Gazette staff and Kesway News Agency", None),
        ("Lucan Wire Hartwell", None),
    ],
)
def test_an_agency_is_known_by_its_name_or_as_one_of_the_outlets(author: str, name: str | None) -> None:
    assert wire(Document("The pier closed.", author=author), {"Port Carrow Gazette"}) == name


def test_documents_that_print_one_text_are_copies_of_the_first() -> None:
    text = "The pier will close in April, the harbor board said after a long night of talks by the sea."
    early = Reading(Document(text, publisher="Wire", published="2026-03-03"))
    late = Reading(Document(f"{text} More soon.", publisher="Ledger", published="2026-03-04"))
    other = Reading(Document("Forty teachers were hired by the county for the new school year."))
    found = Carriers([late, other, early])
    assert found.text(late.document.id) == found.text(early.document.id) == early.document.id
    assert found.text(other.document.id) == other.document.id
    assert [found.copied(one.document.id) for one in (early, late)] == [None, "Wire"]


TEXT = "The pier will close in April, the harbor board said after a long night of talks by the sea."


@pytest.mark.parametrize(
    ("wire", "copy"),
    [
        ({"publisher": "Harbor Wire"}, {}),
        ({"publisher": "Kesway Desk"}, {"author": "Kesway Desk"}),
        ({"publisher": "Harbor Wire", "published": "2026-03-09"}, {"author": "Ida Holm, Harbor Wire"}),
    ],
    ids=["by its name", "by a byline", "printed later"],
)
def test_the_agency_printed_it_first_and_all_copies_have_it_from_there(
    wire: dict[str, str], copy: dict[str, str]
) -> None:
    agency, *others = (
        Reading(Document(TEXT, **{"published": "2026-03-05", **fields}))  # type: ignore[arg-type]
        for fields in (wire, {"publisher": "Gazette", **copy}, {"publisher": "Bulletin"})
    )
    found = Carriers([*others, agency])
    assert {found.text(one.document.id) for one in others} == {agency.document.id}
    assert {found.wire(one.document.id) for one in others} == {wire["publisher"]}


def test_of_copies_of_one_day_none_is_known_to_be_the_first() -> None:
    one, other = (
        Reading(Document(TEXT, publisher=name, published="2026-03-05")) for name in ("Gazette", "Bulletin")
    )
    found = Carriers([one, other])
    assert found.text(one.document.id) == found.text(other.document.id)
    assert [found.copied(each.document.id) for each in (one, other)] == [None, None]


def test_reports_that_only_quote_the_same_words_are_no_copies() -> None:
    words = "the harbor pier will close to all boats in April and the crane will be sold to a yard in Velden"
    stories = [
        Story("Gazette", (Says("Ida Holm", words),), f"{words}, Ida Holm told the board on Monday night."),
        Story("Ledger", (Says("Owen Strand", words),), f"At the quay Owen Strand heard that {words}."),
    ]
    one, other = (each.reading() for each in stories)
    found = Carriers([one, other])
    assert found.text(one.document.id) != found.text(other.document.id)


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("AP", "Associated Press"),
        ("the Associated Press", "Associated Press"),
        ("Harbor Wire", "Harbor Wire"),
        ("Harbor Wire (online)", "Harbor Wire"),
        ("(online)", "(online)"),
    ],
)
def test_an_outlet_has_one_name(name: str, usual: str) -> None:
    assert outlet_name(name) == usual
