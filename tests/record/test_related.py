"""Decisions on relations, as documents come, go and are related anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.model import Relation
from onrecord.record import Record, open_record
from onrecord.record.deciding import accept, reject, withdraw
from onrecord.record.related import relation_id
from onrecord.record.relations import recompute, write
from tests.record.stories import Says, Story

WORDS = "Nobody here ever weighed the safety of anyone against the ferry"
STORIES = [
    Story(outlet, (Says(who, f"{WORDS} {end}", quotation="direct", said=f"2026-03-0{day}"),))
    for day, (outlet, who, end) in enumerate(
        [("Wire", "Casimir Holt", ""), ("Post", "Ida Holm", "in May"), ("Ledger", "Owen Strand", "in June")],
        2,
    )
]
FIRST, SECOND, THIRD = (one.reading().statements[0].id for one in STORIES)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(str(tmp_path / "onrecord.db")) as opened:
        for one in STORIES[:2]:
            opened.add(one.reading())
        yield opened


def pairs(record: Record) -> dict[frozenset[str], float]:
    """The related statements, and how sure that is."""
    query = (
        "SELECT a.id, b.id, r.confidence FROM relation r"
        " JOIN statement a ON a.seq = r.a JOIN statement b ON b.seq = r.b"
    )
    with record.moment() as connection:
        rows = connection.exec_driver_sql(query).all()
    assert len(rows) == len({frozenset(row[:2]) for row in rows})
    return {frozenset(row[:2]): row[2] for row in rows}


def test_an_accepted_relation_is_kept_when_a_third_document_is_near_both(record: Record) -> None:
    accept(record, [relation_id(FIRST, SECOND)], author="Ida")
    record.add(STORIES[2].reading())
    found = pairs(record)
    assert found[frozenset((FIRST, SECOND))] == 1.0
    assert {frozenset((FIRST, THIRD)), frozenset((SECOND, THIRD))} <= found.keys()


def test_accepted_and_rejected_relations_stay_so_when_all_are_found_anew(record: Record) -> None:
    record.add(STORIES[2].reading())
    accept(record, [relation_id(FIRST, SECOND), relation_id(SECOND, THIRD)], author="Ida")
    reject(record, [relation_id(FIRST, THIRD)], author="Ida")
    expected = {frozenset((FIRST, SECOND)): 1.0, frozenset((SECOND, THIRD)): 1.0}
    assert pairs(record) == expected
    recompute(record)
    assert pairs(record) == expected


def test_an_accepted_relation_holds_even_if_it_would_not_be_found_any_more(record: Record) -> None:
    other = Story("Courier", (Says("Hanna Velk", "dredging of the harbor begins in autumn"),)).reading()
    record.add(other)
    id = other.statements[0].id
    with record.change() as connection:
        write(connection, [Relation("contradicts", FIRST, id, 0.3, "given up")], {})
    (one,) = accept(record, [relation_id(FIRST, id)], author="Ida")
    recompute(record)
    assert pairs(record)[frozenset((FIRST, id))] == 1.0
    withdraw(record, [one.id], author="Ida")
    assert frozenset((FIRST, id)) not in pairs(record)


CLOSED = "We will not close the Ostrander Bridge for repairs in June"


@pytest.mark.parametrize("turned", [False, True])
def test_relations_do_not_depend_on_what_is_read_first(tmp_path: Path, turned: bool) -> None:
    """Not even of what was said at some time in the past."""
    past = Says("Ida Holm", CLOSED.replace(" not", ""), quotation="direct", expression="in the past")
    now = Says("Ida Holm", CLOSED, quotation="direct", said="2026-03-02")
    stories = [Story("Wire", (past,)), Story("Post", (now,))]
    with open_record(str(tmp_path / "onrecord.db")) as record:
        for one in reversed(stories) if turned else stories:
            record.add(one.reading())
        with record.moment() as connection:
            types = connection.exec_driver_sql("SELECT type FROM relation").scalars().all()
    assert types == ["altered"]
