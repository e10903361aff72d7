"""What belongs to a topic."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.model import Reading, Relation, RelationType
from onrecord.record import Record, open_record, relations
from onrecord.record.deciding import reject
from onrecord.record.topic import Topic, topic
from tests.record.stories import Says, Story

BRIDGE = Story(
    "Harbor Wire",
    (
        Says("Rosalind Ackerby", "the old Ostrander Bridge must close before the winter", said="2026-03-03"),
        Says("Owen Strand", "nobody has asked the county", said="2026-03-02"),
    ),
    title="Ostrander Bridge to close",
    published="2026-03-03",
    fields={"input_id": "wire-7", "url": "https://harborwire.example/7"},
)
MENTION = Story(
    "Gazette",
    (
        Says("Hanna Velk", "dredging of the harbor begins in May", said="2026-03-05"),
        Says("Hanna Velk", "the Ostrander Bridge is not my matter", said="2026-03-05"),
    ),
    text="Dredging news.\n" + "The harbor is deep. " * 40 + "Velk said dredging of the harbor begins in May."
    " Asked again, she said the Ostrander Bridge is not my matter.",
)
OTHER = Story("Ledger", (Says("Priya Wendell", "the hospital needs forty nurses"),))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(str(tmp_path / "onrecord.db")) as opened:
        for one in (BRIDGE, MENTION, OTHER):
            opened.add(one.reading())
        yield opened


def words(found: Topic) -> list[str]:
    return sorted(one.words for one in found.stated)


def test_it_has_the_statements_with_the_words_and_all_of_documents_about_it(record: Record) -> None:
    found = topic(record, "Ostrander Bridge")
    assert words(found) == [
        "nobody has asked the county",
        "the Ostrander Bridge is not my matter",
        "the old Ostrander Bridge must close before the winter",
    ]
    assert [one.words for one in found.stated if not one.found] == ["nobody has asked the county"]
    assert found.about == {BRIDGE.reading().document.id}


def test_a_statement_near_in_meaning_must_stand_where_the_words_do(record: Record) -> None:
    record.add(Story("Post", (Says("Ida Holm", "the bridge at Kesway must close before winter"),)).reading())
    assert "the bridge at Kesway must close before winter" not in words(topic(record, "Ostrander Bridge"))


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"speaker": "Ackerby"}, ["the old Ostrander Bridge must close before the winter"]),
        ({"until": "2026-03-02"}, ["nobody has asked the county"]),
        ({"publisher": "Gazette"}, ["the Ostrander Bridge is not my matter"]),
    ],
)
def test_it_is_narrowed_as_a_search_is(record: Record, filters: dict[str, str], left: list[str]) -> None:
    assert words(topic(record, "Ostrander Bridge", **filters)) == left


@pytest.mark.parametrize(
    "given", ["wire-7", "https://harborwire.example/7", BRIDGE.reading().document.id[:8]]
)
def test_a_document_as_topic_is_all_that_is_in_it(record: Record, given: str) -> None:
    found = topic(record, given)
    assert len(found.stated) == 2
    assert all(one.found for one in found.stated)


def test_what_has_the_same_words_comes_with_it_whoever_is_asked_for(record: Record) -> None:
    copy = Says(
        "Casimir Holt", "Nobody here ever weighed the safety of anyone against the ferry", quotation="direct"
    )
    text = f"On the Ostrander Bridge: {copy.content}"
    record.add(Story("Ledger", (copy,), text).reading())
    again = Says(
        "Ida Holm", "Nobody here ever weighed the safety of anyone against the ferry", quotation="direct"
    )
    record.add(Story("Post", (again,)).reading())
    found = topic(record, "Ostrander Bridge", speaker="Casimir Holt")
    assert [one.speaker.name for one in found.stated if one.speaker] == ["Casimir Holt", "Ida Holm"]
    assert [one.type for one in found.relations] == ["same_words"]


STAYS = "the old crossing must stay open before the winter"


def contradict(record: Record, one: Reading, other: Reading, type: RelationType = "contradicts") -> None:
    """Put on record that the first statement of each may conflict with the other's."""
    ids = [reading.statements[0].id for reading in (one, other)]
    with record.change() as connection:
        query = "SELECT id, seq FROM statement WHERE id IN (?, ?)"
        seqs = {row.id: row.seq for row in connection.exec_driver_sql(query, tuple(ids))}
        connection.exec_driver_sql("DELETE FROM relation")
        relations.write(connection, [Relation(type, ids[0], ids[1], 0.9, "test")], seqs)


@pytest.mark.parametrize(
    ("title", "type", "comes"),
    [
        ("Harbor news", "contradicts", False),
        ("News of the Ostrander crossing", "contradicts", True),
        ("Which bridge may go", "contradicts", True),
        ("Harbor news", "revises", True),
    ],
)
def test_what_contradicts_it_in_a_document_without_any_of_the_words_is_of_another_topic(
    record: Record, title: str, type: RelationType, comes: bool
) -> None:
    other = Story("Post", (Says("Ida Holm", STAYS),), title=title).reading()
    record.add(other)
    contradict(record, other, BRIDGE.reading(), type)
    found = topic(record, "Ostrander Bridge")
    assert (STAYS in words(found)) == comes
    assert [one.type for one in found.relations] == [type] * comes
    assert (other.document.id in found.readings) == comes


def test_all_that_contradicts_a_document_comes_with_it(record: Record) -> None:
    other = Story("Post", (Says("Ida Holm", STAYS),), title="Harbor news").reading()
    record.add(other)
    contradict(record, other, BRIDGE.reading())
    assert STAYS in words(topic(record, "wire-7"))


def test_what_a_person_rejected_is_not_in_it(record: Record) -> None:
    statement = BRIDGE.reading().statements[1]
    reject(record, [statement.id], author="Ida")
    assert "nobody has asked the county" not in words(topic(record, "Ostrander Bridge"))


def test_speakers_are_those_of_the_record(record: Record) -> None:
    found = {one.speaker.name for one in topic(record, "Ostrander Bridge").stated if one.speaker}
    assert found == {"Rosalind Ackerby", "Owen Strand", "Hanna Velk"}


def test_the_name_of_a_speaker_is_what_they_say(record: Record) -> None:
    assert words(topic(record, "Wendell")) == ["the hospital needs forty nurses"]


def test_a_document_with_the_words_in_several_statements_is_about_them(record: Record) -> None:
    kept = [Says("Ida Holm", f"the dredger {what} the harbor") for what in ("enters", "leaves", "fills")]
    late = Says("Ida Holm", "nobody was hurt")
    text = "News.\n" + "It rained. " * 90 + ". ".join(one.content for one in (*kept, late))
    record.add(Story("Post", (*kept, late), text).reading())
    assert "nobody was hurt" in words(topic(record, "dredger"))


def test_a_topic_needs_words_or_a_filter(record: Record) -> None:
    with pytest.raises(ValueError, match="say what"):
        topic(record, " ")
    assert words(topic(record, "", speaker="Wendell")) == ["the hospital needs forty nurses"]


def test_nothing_on_record_is_an_empty_topic(record: Record) -> None:
    assert topic(record, "volcano").stated == ()
