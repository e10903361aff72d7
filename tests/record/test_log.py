"""What the log takes, and what it says has become of a decision."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from onrecord.errors import DecisionError
from onrecord.record import Record, deciding, decisions
from onrecord.record.decisions import Decision
from onrecord.record.log import log, reviewed
from onrecord.record.related import relation_id
from onrecord.record.schema import decision, speaker

from .bridge import FERRY, TEXT, reading, without
from .conftest import Store

FIRST, OTHER = reading(), reading(text="Another day.\n\n" + TEXT)
CLOSES, NOBODY, FERRY_FOUND = FIRST.statements


@pytest.fixture
def record(store: Store) -> Iterator[Record]:
    with store.open() as opened:
        opened.add(FIRST)
        opened.add(OTHER)
        yield opened


def ids(record: Record, about: str | None = None, **which: str) -> list[str]:
    return [entry.decision.id for entry in log(record, about, **which)]


def decide(record: Record) -> list[str]:
    """Decisions on two documents and two speakers by two authors."""
    with record.moment() as connection:
        kept, merged = connection.execute(select(speaker.c.id).order_by(speaker.c.name)).scalars().all()
    made: list[Decision] = [
        *deciding.accept(record, [CLOSES.id], author="ada"),
        deciding.correct(record, NOBODY.id, "act", ["deny"], author="ben"),
        *deciding.reject(record, [OTHER.statements[0].id], author="ada"),
        deciding.merge(record, kept, [merged], author="ben", across_kinds=True),
    ]
    for day, one in enumerate(made, 1):
        with record.change() as connection:
            row = update(decision).where(decision.c.id == one.id)
            connection.execute(row.values(decided_at=f"2026-03-0{day}T10:00:00.000Z"))
    return [one.id for one in made]


def test_decisions_are_listed_in_the_order_in_which_they_were_taken(record: Record) -> None:
    assert log(record) == []
    made = decide(record)
    assert ids(record) == made
    assert [entry.state for entry in log(record)] == ["in force"] * 4


def test_the_log_takes_one_author_and_what_is_since_a_day(record: Record) -> None:
    accepted, corrected, rejected, merged = decide(record)
    assert ids(record, author="ada") == [accepted, rejected]
    assert ids(record, since="2026-03-02") == [corrected, rejected, merged]
    assert ids(record, since="2026-03") == [accepted, corrected, rejected, merged]
    assert ids(record, author="ben", since="2026-03-03") == [merged]
    assert ids(record, author="cleo") == []


def test_the_log_takes_a_statement_a_document_a_speaker_or_a_decision(record: Record) -> None:
    accepted, corrected, rejected, merged = decide(record)
    assert ids(record, CLOSES.id[:8]) == [accepted]
    assert ids(record, FERRY_FOUND.id) == []
    assert ids(record, FIRST.document.id[:10]) == [accepted, corrected]
    assert ids(record, rejected[:8]) == [rejected]
    with record.moment() as connection:
        for id in connection.execute(select(speaker.c.id)).scalars():
            assert ids(record, id) == [merged]
    with pytest.raises(DecisionError, match="no statement or document or speaker or decision"):
        log(record, "0" * 32)


def test_a_statement_s_log_has_what_was_decided_before_it_moved(record: Record) -> None:
    first = deciding.correct(record, NOBODY.id, "act", ["deny"], author="ada")
    longer = ("“Nobody asked this city,” Mayor Rosalind Ackerby", None, "said")
    moved = reading((longer,), method="network 2")
    record.add(moved)
    second = deciding.correct(
        record, moved.statements[0].id, "content", ["Nobody asked this city"], author="ada"
    )
    for id in (NOBODY.id, moved.statements[0].id):
        assert ids(record, id) == [first.id, second.id]
    assert log(record, second.id)[0].set_to == ("Nobody asked this city",)
    assert log(record, second.id)[0].words == (longer[0],)


def test_decisions_on_a_document_that_is_not_on_record_are_orphaned(record: Record) -> None:
    deciding.accept(record, [CLOSES.id], author="ada")
    with record.change() as connection:
        connection.execute(update(decision).values(document="f" * 32))
    (entry,) = log(record)
    assert (entry.state, entry.words, entry.orphaned) == ("orphaned", (), True)


def test_documents_with_decisions_that_stand_are_reviewed(record: Record) -> None:
    deciding.reject(record, [OTHER.statements[2].id], author="ada")
    (withdrawn,) = deciding.accept(record, [CLOSES.id], author="ada")
    deciding.withdraw(record, [withdrawn.id], author="ada")
    ((found, whole),) = reviewed(record)
    assert found == OTHER
    assert whole.reading.statements == without(OTHER, FERRY[0]).statements


def test_decisions_on_relations_are_overridden_orphaned_and_withdrawn_too(store: Store) -> None:
    a, b = CLOSES.id, OTHER.statements[0].id
    target = relation_id(a, b)
    with store.open() as record:
        for one in (FIRST, OTHER):
            record.add(one)
        with record.change() as connection:
            for verdict, at in (
                ("accept", "2026-03-05T12:00:00.000Z"),
                ("reject", "2026-03-06T12:00:00.000Z"),
            ):
                made = decisions.across(verdict, target, ("revises", a, b), "ada", at)  # type: ignore[arg-type]
                decisions.add(connection, [made])
        accepted, rejected = log(record)
        assert (accepted.state, accepted.overridden_by) == ("overridden", rejected.decision.id)
        assert rejected.state == "in force"
        record.add(without(reading(method="network 2"), FIRST.document[CLOSES.content[0]]))
        assert log(record)[1].orphaned
        deciding.withdraw(record, [rejected.decision.id], author="ada")
        assert [one.state for one in log(record)] == ["orphaned", "withdrawn"]
