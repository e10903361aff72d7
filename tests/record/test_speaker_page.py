"""One speaker's page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import insert, select

from onrecord.model import Span
from onrecord.record import Record, deciding, speaker_page, speakers
from onrecord.record.schema import current_statement, relation, statement

from .conftest import Store
from .test_speakers import MEMBERS, fill
from .told import Voice, told
from .told import speaker as as_found


@pytest.fixture
def record(store: Store) -> Iterator[Record]:
    with store.open() as opened:
        yield fill(opened)


def test_a_page_has_the_statements_in_time_with_spans_roles_channels_and_outlets(record: Record) -> None:
    (listed,) = speakers.find(record, "Rosalind Ackerby")
    page = speaker_page.page(record, listed.id)
    assert page is not None
    assert page.speaker == listed
    assert [(one.input_id, one.said, one.published) for one in page.remarks] == [
        ("1", None, "2024-11-02"),
        ("2", None, "2026-03-05"),
        ("3", None, "2026-03-05"),
    ]
    assert page.remarks[0].content == ((Span(0, 18), "Thing 0 of story 1"),)
    assert [(held.role, held.first, held.last) for held in page.roles] == [
        ("councilwoman", "2024-11", "2024-11"),
        ("Mayor", "2026-03", "2026-03"),
    ]
    assert page.channels == {"interview": 3}
    assert page.outlets == {"Port Carrow Gazette": 2, "Harbor Wire": 1}
    assert page.months == {"2024-11": 1, "2026-03": 2}


def test_a_day_that_a_person_decided_on_is_shown_though_it_is_that_of_publication(record: Record) -> None:
    (listed,) = speakers.find(record, "Rosalind Ackerby")
    before = speaker_page.page(record, listed.id)
    assert before is not None
    made = deciding.correct(record, before.remarks[1].id, "said", ["2026-03-05"], author="ada")
    after = speaker_page.page(record, listed.id)
    assert after is not None
    assert [one.said for one in after.remarks] == [None, "2026-03-05", None]
    deciding.withdraw(record, [made.id], author="ada")
    assert speaker_page.page(record, listed.id) == before


def test_a_page_can_be_of_a_time_and_takes_the_newest(record: Record) -> None:
    (listed,) = speakers.find(record, "Rosalind Ackerby")
    page = speaker_page.page(record, listed.id, limit=1)
    assert page is not None
    assert [one.input_id for one in page.remarks] == ["3"]
    assert page.months == {"2024-11": 1, "2026-03": 2}
    page = speaker_page.page(record, listed.id, until="2024")
    assert page is not None
    assert [one.input_id for one in page.remarks] == ["1"]


def test_what_several_said_together_is_on_each_one_s_page(record: Record) -> None:
    (strand,) = speakers.find(record, "Owen Strand")
    page = speaker_page.page(record, strand.id)
    assert page is not None
    assert [(one.input_id, one.together) for one in page.remarks] == [("4", True), ("1", False)]
    only = told(4, Voice("official", kind="unnamed"), MEMBERS, "Velk", published=None)
    page = speaker_page.page(record, as_found(Voice("Petra Velk"), only.document).id)
    assert page is not None
    assert (page.speaker.name, page.speaker.statements, len(page.remarks)) == ("Petra Velk", 0, 1)


def test_what_may_conflict_is_on_both_pages_with_the_words_that_decide(record: Record) -> None:
    with record.change() as connection:
        query = select(current_statement.c.statement, statement.c.id).join_from(
            current_statement, statement, statement.c.seq == current_statement.c.statement
        )
        keys = connection.execute(query.order_by(current_statement.c.statement)).all()
        for other, type, confidence in ((1, "contradicts", 0.7), (2, "revises", 0.9), (3, "same_words", 1.0)):
            row = {
                "id": type, "a": keys[0][0], "b": keys[other][0], "type": type, "confidence": confidence,
                "method": "test", "evidence": "[[[0, 5]], [[6, 7]]]", "detail": "polarity",
            }  # fmt: skip
            connection.execute(insert(relation), row)
    (mayor,) = speakers.find(record, "Rosalind Ackerby")
    page = speaker_page.page(record, mayor.id)
    assert page is not None
    revised, contradicted = page.conflicts
    assert (revised.type, revised.statement, revised.other.id) == ("revises", keys[0][1], keys[2][1])
    assert revised.words == ((Span(0, 5), "Thing"),)
    assert revised.other.words == ((Span(6, 7), "0"),)
    assert (contradicted.other.name, contradicted.confidence) == ("Owen Strand", 0.7)
    (strand,) = speakers.find(record, "Owen Strand")
    page = speaker_page.page(record, strand.id)
    assert page is not None
    (only,) = page.conflicts
    assert (only.statement, only.other.name) == (keys[1][1], "Rosalind Ackerby")
    assert (only.other.said, only.other.published) == (None, "2024-11-02")
    assert only.other.content == ((Span(0, 18), "Thing 0 of story 1"),)


def test_there_is_no_page_of_an_id_that_nobody_has(record: Record) -> None:
    assert speaker_page.page(record, "0" * 32) is None
