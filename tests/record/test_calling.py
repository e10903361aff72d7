"""What merged and split speakers are called: by the documents and the decisions on record alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from onrecord.model import Reading
from onrecord.record import Record, deciding, histories, indexing, transfer
from onrecord.record.forgetting import forget
from onrecord.record.schema import current_statement, decision, document, identity, speaker

from .conftest import Store
from .told import Voice, told
from .told import speaker as as_found

MAYOR = Voice("Rosalind Ackerby", "Mayor")
COUNCIL = Voice("Ostrander Council", kind="organization")


@pytest.fixture
def record(store: Store) -> Iterator[Record]:
    with store.open() as opened:
        yield opened


def read(record: Record, *readings: Reading) -> None:
    for one in readings:
        record.add(one)


def id_of(voice: Voice, reading: Reading) -> str:
    return as_found(voice, reading.document).id


def called(record: Record) -> dict[str, tuple[str, str]]:
    """Name and kind of everybody who is somebody in a document, by id."""
    query = select(speaker.c.id, speaker.c.name, speaker.c.kind).join_from(identity, speaker)
    with record.moment() as connection:
        return {row.id: (row.name, row.kind) for row in connection.execute(query)}


def names(record: Record) -> list[str]:
    return sorted(name for name, _ in called(record).values())


def borne(record: Record) -> dict[str, set[tuple[str, str]]]:
    """The names and kinds that documents have for each speaker."""
    query = select(speaker.c.id, identity.c.name, identity.c.kind).join_from(identity, speaker)
    found: dict[str, set[tuple[str, str]]] = {}
    with record.moment() as connection:
        for row in connection.execute(query):
            found.setdefault(row.id, set()).add((row.name, row.kind))
    return found


def spoken(record: Record) -> set[tuple[str, int, str]]:
    """Whose each statement is."""
    query = (
        select(document.c.id, current_statement.c.position, speaker.c.id.label("speaker"))
        .join_from(current_statement, document)
        .join(speaker, speaker.c.seq == current_statement.c.speaker)
    )
    with record.moment() as connection:
        return {(row.id, row.position, row.speaker) for row in connection.execute(query)}


def live(record: Record) -> set[tuple[str, str, str]]:
    """Everybody on record but ids that lead to somebody else."""
    query = select(speaker.c.id, speaker.c.name, speaker.c.kind).where(speaker.c.became.is_(None))
    with record.moment() as connection:
        return {(row.id, row.name, row.kind) for row in connection.execute(query)}


def rebuild(record: Record) -> None:
    with record.change() as connection:
        indexing.rebuild(connection)


def bring(record: Record, source: Record) -> None:
    """All that is in ``source``, as an export and an import bring it."""
    for mark in histories.marks(source):
        transfer.add_mark(record, mark)
    for one in histories.histories(source):
        transfer.add_history(record, one)
    for taken in histories.decisions(source):
        transfer.add_decision(record, taken)


def test_a_merged_speaker_keeps_the_name_of_the_one_it_was_merged_into(record: Record) -> None:
    one, *others = told(1, MAYOR), *(told(n, "Rosalind Velk") for n in (2, 3, 4))
    read(record, one, *others)
    deciding.merge(record, id_of(MAYOR, one), [id_of(Voice("Rosalind Velk"), others[0])], author="ada")
    assert names(record) == ["Rosalind Ackerby"]
    read(record, told(5, "Rosalind Velk"), told(6, Voice("Rosalind Velk", "Mayor")))
    assert names(record) == ["Rosalind Ackerby"]


def test_a_name_follows_documents_that_come_after_the_decision_here_as_elsewhere(
    record: Record, new_store: Callable[[str], Store]
) -> None:
    council, short = told(1, COUNCIL), Voice("Donald Poe", "President")
    read(record, council, told(2, short))
    kept = id_of(COUNCIL, council)
    deciding.merge(record, kept, [id_of(short, told(2))], author="ada", across_kinds=True)
    deciding.split(record, kept, [council.document.id], author="ada")
    assert called(record)[kept] == ("Donald Poe", "person")
    read(record, *(told(n, Voice("Donald J. Poe", "President")) for n in range(3, 9)))
    assert called(record)[kept] == ("Donald J. Poe", "person")
    with new_store("other").open() as other:
        bring(other, record)
        assert called(other) == called(record)


def test_nobody_keeps_a_name_that_was_taken_along(record: Record) -> None:
    plain, shouted = (
        told(n, Voice(name, "Mayor")) for n, name in ((1, "Rosalind Ackerby"), (2, "ROSALIND ACKERBY"))
    )
    read(record, plain, shouted)
    (whole,) = called(record)
    assert names(record) == ["Rosalind Ackerby"]
    deciding.split(record, whole, [plain.document.id], author="ada")
    assert called(record)[whole] == ("ROSALIND ACKERBY", "person")
    assert names(record) == ["ROSALIND ACKERBY", "Rosalind Ackerby"]


def test_who_was_split_off_takes_the_name_along(record: Record) -> None:
    usual, other = Voice("Donald Poe", "President"), Voice("Donald J. Poe", "President")
    readings = [told(1, usual), told(2, usual), told(3, other)]
    read(record, *readings)
    assert names(record) == ["Donald Poe"]
    (whole,) = called(record)
    gone = [one.document.id for one in readings[:2]]
    deciding.split(record, whole, gone, author="ada")
    assert called(record)[whole] == ("Donald J. Poe", "person")
    assert names(record) == ["Donald J. Poe", "Donald Poe"]
    read(record, told(4, usual))
    assert called(record)[whole] == ("Donald J. Poe", "person"), "of equals the fullest"
    read(record, told(5, usual), told(6, usual))
    assert called(record)[whole] == ("Donald Poe", "person")


def test_a_speaker_of_whom_only_the_merged_are_left_has_their_name_and_kind(record: Record) -> None:
    mayor, council = told(1, MAYOR), told(2, COUNCIL)
    read(record, mayor, council)
    kept = id_of(MAYOR, mayor)
    deciding.merge(record, kept, [id_of(COUNCIL, council)], author="ada", across_kinds=True)
    assert called(record) == {kept: ("Rosalind Ackerby", "person")}
    deciding.split(record, kept, [mayor.document.id], author="ada")
    assert called(record)[kept] == ("Ostrander Council", "organization")
    read(record, told(3, MAYOR))
    assert called(record)[kept] == ("Rosalind Ackerby", "person")


def test_names_come_back_when_decisions_are_withdrawn(record: Record) -> None:
    mayor, council = told(1, MAYOR), told(2, COUNCIL)
    read(record, mayor, council)
    before = live(record)
    kept, other = id_of(COUNCIL, council), id_of(MAYOR, mayor)
    merged = deciding.merge(record, kept, [other], author="ada", across_kinds=True)
    split = deciding.split(record, kept, [council.document.id], author="ada")
    assert names(record) == ["Ostrander Council", "Rosalind Ackerby"]
    deciding.withdraw(record, [merged.id, split.id], author="ada")
    assert live(record) == before


def test_an_id_that_leads_to_somebody_does_not_keep_another_on_record(record: Record) -> None:
    read(record, told(1, Voice("Poe", "President")))
    read(record, told(2, Voice("Donald Poe", "President")))
    with record.change() as connection:  # as if another version of the program had put them together
        connection.execute(speaker.insert(), {"seq": 7, "id": "7" * 32, "name": "Nobody", "kind": "person"})
        connection.execute(
            speaker.insert(), {"seq": 8, "id": "8" * 32, "name": "", "kind": "person", "became": 7}
        )
    rebuild(record)
    assert [name for _, name, _ in live(record)] == ["Donald Poe"]


VOICES = st.builds(
    Voice,
    st.sampled_from(
        ["Don Poe", "Donald Poe", "Donald J. Poe", "DONALD POE", "Poe", "Ann Poe", "Ann Velk", "Velk"]
    ),
    st.sampled_from([None, "President", "Ohio senator", "Texas senator", "pop singer"]),
    handle=st.sampled_from([None, None, None, "dpoe"]),
) | st.sampled_from([COUNCIL, Voice("OC", kind="organization"), Voice("official", kind="unnamed")])
STORIES = st.lists(
    st.lists(VOICES, min_size=1, max_size=3, unique_by=lambda voice: voice.name), min_size=1, max_size=12
)
NUMBERS = count()
ACTIONS = st.lists(
    st.sampled_from(["read", "read", "read", "merge", "merge", "split", "split", "withdraw", "forget"]),
    max_size=10,
)


def unrelated(reading: Reading) -> Reading:
    """The same, too unlikely to be related to others, which takes long."""
    return replace(reading, statements=tuple(replace(one, confidence=0.1) for one in reading.statements))


def act(record: Record, action: str, number: int, story: list[Voice], random: Random) -> None:
    """Do one thing to the record, to somebody or something that is on it."""
    if action == "read":
        published = random.choice(["2016-03-05", "2026-03-05", None])
        record.add(unrelated(told(number, *story, published=published)))
        return
    with record.moment() as connection:
        ids = sorted(connection.execute(select(document.c.id)).scalars())
        standing = select(decision.c.id).where(decision.c.withdrawn_at.is_(None))
        decided = sorted(connection.execute(standing).scalars())
        joined = select(speaker.c.id, document.c.id.label("in")).join_from(identity, speaker).join(document)
        places = sorted(tuple(row) for row in connection.execute(joined))
    speakers = sorted({id for id, _ in places})
    if action == "merge" and len(speakers) > 1:
        kept, other = random.sample(speakers, 2)
        deciding.merge(record, kept, [other], author="ada", across_kinds=True)
    elif action == "split" and places:
        whole, where = random.choice(places)
        deciding.split(record, whole, [where], author="ada")
    elif action == "withdraw" and decided:
        deciding.withdraw(record, [random.choice(decided)], author="ada")
    elif action == "forget" and ids:
        forget(record, [random.choice(ids)], author="ada")


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS, stories=STORIES, random=st.randoms(use_true_random=False))
def test_whatever_was_done_names_are_borne_and_travel(
    actions: list[str], stories: list[list[Voice]], random: Random, new_store: Callable[[str], Store]
) -> None:
    store, copy = (new_store(f"{which} {next(NUMBERS)}") for which in ("made", "copy"))
    with store.open() as record, copy.open() as other:
        for number, action in enumerate(["read", "read", *actions]):
            act(record, action, number, stories[number % len(stories)], random)
            for id, name in called(record).items():
                assert name in borne(record)[id]
        bring(other, record)
        assert spoken(other) == spoken(record)
        assert called(other) == called(record)
        before = live(record), spoken(record)
        rebuild(record)
        assert (live(record), spoken(record)) == before == (live(other), spoken(other))
