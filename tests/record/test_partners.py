"""Which statements on record one is compared with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.model import Document, Reading, Span, Statement
from onrecord.record import Record
from onrecord.record.partners import Partners, terms

from .conftest import Store

SAID = (
    "The ferry at Ostrander Bridge carries sixty passengers.",
    "The ferry carried forty passengers before Ostrander Bridge closed.",
    "Lenning council will hire two librarians.",
    "Nobody asked the librarians of Lenning.",
    "It snows.",
)


@pytest.fixture
def record(store: Store) -> Iterator[Record]:
    with store.open() as record:
        for said in SAID:
            document = Document(said, published="2026-03-05")
            record.add(Reading(document, (Statement(document.id, (Span(0, len(said)),)),)), method="by hand")
        yield record


def partners(record: Record, *, apart: int | None = None, expected: bool) -> list[list[str]]:
    """For each statement the words of those that it is compared with."""
    asked = [said.lower().rstrip(".").split() for said in SAID]
    with record.moment() as connection:
        found = Partners(connection, {apart} if apart else (), None)
        if expected:
            found.expect(asked)
        keys = [found.of(words, speaker=None, since=None, until=None) for words in asked]
    return [[SAID[key - 1] for key in sorted(some)] for some in keys]


@pytest.mark.parametrize("expected", [True, False])
def test_partners_share_words_that_say_something(record: Record, expected: bool) -> None:
    ferry, library = list(SAID[:2]), list(SAID[2:4])
    assert partners(record, expected=expected) == [ferry, ferry, library, library, ["It snows."]]


@pytest.mark.parametrize("expected", [True, False])
def test_a_document_s_own_statements_are_no_partners(record: Record, expected: bool) -> None:
    assert partners(record, apart=1, expected=expected)[:2] == [[SAID[1]], [SAID[1]]]


def test_a_statement_is_looked_up_by_the_words_that_say_something_the_longest_first() -> None:
    assert terms(["the", "ferry", "to", "eastbank", "is", "not", "closing"])[:2] == (
        '"eastbank"',
        '"closing"',
    )
