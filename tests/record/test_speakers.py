"""Speakers looked up, listed, and one's page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.model import Span
from onrecord.record import Record, speakers

from .conftest import Store
from .told import Voice, told
from .told import speaker as as_found

STRAND = Voice("Owen Strand", "county commissioner")
POST = Voice("Rosalind Ackerby", handle="MayorAckerby")
MEMBERS = Voice("Strand and Velk", kind="group", members=(STRAND, Voice("Petra Velk")))


@pytest.fixture
def record(store: Store) -> Iterator[Record]:
    with store.open() as opened:
        opened.add(told(1, Voice("Rosalind Ackerby", "councilwoman"), STRAND, published="2024-11-02"))
        opened.add(told(2, Voice("Rosalind Ackerby", "Mayor"), "Tomas Ackerby", published="2026-03-05"))
        opened.add(
            told(3, POST, Voice("Lenning Bridge Authority", kind="organization"), publisher="Harbor Wire")
        )
        opened.add(told(4, Voice("official", kind="unnamed"), MEMBERS, "Velk", published=None))
        yield opened


def names(found: list[speakers.Listed]) -> list[str]:
    return [one.name for one in found]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("Rosalind Ackerby", ["Rosalind Ackerby"]),
        ("rosalind ACKERBY", ["Rosalind Ackerby"]),
        ("Ackerby", ["Rosalind Ackerby", "Tomas Ackerby"]),
        ("rosalind", ["Rosalind Ackerby"]),
        ("@MayorAckerby", ["Rosalind Ackerby"]),
        ("mayorackerby", ["Rosalind Ackerby"]),
        ("the Lenning Bridge Authority", ["Lenning Bridge Authority"]),
        ("Velk", ["Velk"]),
        ("Nobody Here", []),
        ("", []),
        ("%", []),
    ],
)
def test_a_speaker_is_found_by_name_surname_and_handle(record: Record, given: str, found: list[str]) -> None:
    assert names(speakers.find(record, given)) == found


def test_a_kind_narrows_the_search(record: Record) -> None:
    assert names(speakers.find(record, "official", kind="unnamed")) == ["official"]
    assert speakers.find(record, "official", kind="person") == []


def test_a_speaker_is_found_by_an_id_of_a_document_and_by_its_first_digits(record: Record) -> None:
    reading = told(2, Voice("Rosalind Ackerby", "Mayor"), "Tomas Ackerby")
    id = as_found(Voice("Tomas Ackerby"), reading.document).id
    assert names(speakers.by_id(record, id)) == names(speakers.by_id(record, id[:8])) == ["Tomas Ackerby"]
    assert names(speakers.find(record, id)) == ["Tomas Ackerby"]
    assert speakers.by_id(record, id[:3]) == speakers.by_id(record, "0" * 32) == []


def test_names_like_one_that_is_not_on_record_are_offered(record: Record) -> None:
    assert speakers.near(record, "Roslind Ackerbee") == ["Rosalind Ackerby"]
    assert speakers.near(record, "Xq") == []


def test_the_list_has_persons_and_organizations_the_most_quoted_first(record: Record) -> None:
    found = speakers.listing(record)
    assert names(found) == [
        "Rosalind Ackerby",
        "Lenning Bridge Authority",
        "Owen Strand",
        "Tomas Ackerby",
        "Velk",
    ]
    first = found[0]
    assert (first.kind, first.statements, first.documents) == ("person", 3, 3)
    assert (first.first, first.last) == ("2024-11-02", "2026-03-05")
    assert first.roles == ("councilwoman", "Mayor")
    assert first.aliases == ("@mayorackerby",)
    assert names(speakers.listing(record, limit=1)) == ["Rosalind Ackerby"]
    assert names(speakers.listing(record, kind="group")) == ["Strand and Velk"]


def test_the_list_can_be_of_a_time(record: Record) -> None:
    assert names(speakers.listing(record, until="2025")) == ["Owen Strand", "Rosalind Ackerby"]
    assert "Owen Strand" not in names(speakers.listing(record, since="2026-03"))


def test_a_page_has_the_statements_in_time_with_spans_roles_channels_and_outlets(record: Record) -> None:
    (listed,) = speakers.find(record, "Rosalind Ackerby")
    page = speakers.page(record, listed.id)
    assert page is not None
    assert page.speaker == listed
    assert [(one.input_id, one.said) for one in page.remarks] == [
        ("1", "2024-11-02"),
        ("2", "2026-03-05"),
        ("3", "2026-03-05"),
    ]
    assert page.remarks[0].content == ((Span(0, 18), "Thing 0 of story 1"),)
    assert [(held.role, held.first, held.last) for held in page.roles] == [
        ("councilwoman", "2024-11", "2024-11"),
        ("Mayor", "2026-03", "2026-03"),
    ]
    assert page.channels == {"interview": 3}
    assert page.outlets == {"Port Carrow Gazette": 2, "Harbor Wire": 1}
    assert page.months == {"2024-11": 1, "2026-03": 2}


def test_a_page_can_be_of_a_time_and_takes_the_newest(record: Record) -> None:
    (listed,) = speakers.find(record, "Rosalind Ackerby")
    page = speakers.page(record, listed.id, limit=1)
    assert page is not None
    assert [one.input_id for one in page.remarks] == ["3"]
    assert page.months == {"2024-11": 1, "2026-03": 2}
    page = speakers.page(record, listed.id, until="2024")
    assert page is not None
    assert [one.input_id for one in page.remarks] == ["1"]


def test_what_several_said_together_is_on_each_one_s_page(record: Record) -> None:
    (strand,) = speakers.find(record, "Owen Strand")
    page = speakers.page(record, strand.id)
    assert page is not None
    assert [(one.input_id, one.together) for one in page.remarks] == [("4", True), ("1", False)]
    only = told(4, Voice("official", kind="unnamed"), MEMBERS, "Velk", published=None)
    page = speakers.page(record, as_found(Voice("Petra Velk"), only.document).id)
    assert page is not None
    assert (page.speaker.name, page.speaker.statements, len(page.remarks)) == ("Petra Velk", 0, 1)


def test_there_is_no_page_of_an_id_that_nobody_has(record: Record) -> None:
    assert speakers.page(record, "0" * 32) is None
