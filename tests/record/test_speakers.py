"""Speakers looked up, and listed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from onrecord.record import Record, speakers

from .conftest import Store
from .told import Voice, told
from .told import speaker as as_found

STRAND = Voice("Owen Strand", "county commissioner")
POST = Voice("Rosalind Ackerby", handle="MayorAckerby")
MEMBERS = Voice("Strand and Velk", kind="group", members=(STRAND, Voice("Petra Velk")))


def fill(opened: Record) -> Record:
    """Put four documents on record, in which the council of Lenning speaks."""
    opened.add(told(1, Voice("Rosalind Ackerby", "councilwoman"), STRAND, published="2024-11-02"))
    opened.add(told(2, Voice("Rosalind Ackerby", "Mayor"), "Tomas Ackerby", published="2026-03-05"))
    opened.add(told(3, POST, Voice("Lenning Bridge Authority", kind="organization"), publisher="Harbor Wire"))
    opened.add(told(4, Voice("official", kind="unnamed"), MEMBERS, "Velk", published=None))
    return opened


@pytest.fixture
def record(store: Store) -> Iterator[Record]:
    with store.open() as opened:
        yield fill(opened)


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
        ("_", []),
        ("Mayor Ackerby", ["Rosalind Ackerby", "Tomas Ackerby"]),
        ("Mr. Tomas Ackerby", ["Tomas Ackerby"]),
        ("Mayor", []),
        ("\x1b[31m\u202e", []),
        ("x" * 100_000, []),
    ],
)
def test_a_speaker_is_found_by_name_surname_and_handle(record: Record, given: str, found: list[str]) -> None:
    assert names(speakers.find(record, given)) == found


@pytest.mark.parametrize(
    ("published", "between"),
    [
        (["2026-01"], ("2026-01", "2026-01")),
        (["2026"], ("2026", "2026")),
        (["2025", "2026-03", "2026-03-31"], ("2025", "2026-03-31")),
        (["2026-01-01", "2026", "2026-12"], ("2026-01-01", "2026-12")),
        ([None, "2026-02"], ("2026-02", "2026-02")),
        ([None], (None, None)),
    ],
    ids=str,
)
def test_first_and_last_are_as_precise_as_known(
    store: Store, published: list[str | None], between: tuple[str | None, str | None]
) -> None:
    with store.open() as opened:
        for number, date in enumerate(published):
            opened.add(told(number, STRAND, published=date))
        (one,) = speakers.find(opened, "Owen Strand")
    assert (one.first, one.last) == between


def test_a_kind_narrows_the_search(record: Record) -> None:
    assert names(speakers.find(record, "official", kind="unnamed")) == ["official"]
    assert speakers.find(record, "official", kind="person") == []


def test_a_speaker_is_found_by_an_id_of_a_document_and_by_its_first_digits(record: Record) -> None:
    reading = told(2, Voice("Rosalind Ackerby", "Mayor"), "Tomas Ackerby")
    id = as_found(Voice("Tomas Ackerby"), reading.document).id
    assert names(speakers.by_id(record, id)) == names(speakers.by_id(record, id[:8])) == ["Tomas Ackerby"]
    assert names(speakers.find(record, id)) == names(speakers.find(record, id.upper())) == ["Tomas Ackerby"]
    assert speakers.by_id(record, id[:3]) == speakers.by_id(record, "0" * 32) == []


def test_names_like_one_that_is_not_on_record_are_offered(record: Record) -> None:
    assert speakers.near(record, "Roslind Ackerbee") == ["Rosalind Ackerby"]
    assert speakers.near(record, "Ackerbee") == ["Rosalind Ackerby", "Tomas Ackerby"]
    assert speakers.near(record, "Lenning Bridge Autority") == ["Lenning Bridge Authority"]
    for nobody in ("Xq", "", "%", "x" * 100_000):
        assert speakers.near(record, nobody) == []


def test_very_many_of_one_surname_are_listed_with_few_queries(record: Record) -> None:
    record.add(told(9, *(f"{chr(65 + i // 26)}a{chr(97 + i % 26)} Quill" for i in range(400))))
    asked: list[str] = []

    def note(*args: Any) -> None:
        asked.append(args[2])

    with record.moment() as connection:
        event.listen(connection.engine, "before_cursor_execute", note)
    try:
        assert len(speakers.find(record, "Quill")) == 400
    finally:
        event.remove(connection.engine, "before_cursor_execute", note)
    assert len(asked) < 20


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
