"""Who of one document is who of another, on record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from onrecord.context import identity as names
from onrecord.model import Reading
from onrecord.record import Record, identities, indexing, placing
from onrecord.record.schema import current_statement, decision, document, identity, profile, speaker

from .conftest import Store
from .told import Voice, in_version, told
from .told import speaker as as_found

MAYOR = Voice("Rosalind Ackerby", "Mayor")


@pytest.fixture
def record(store: Store) -> Iterator[Record]:
    with store.open() as opened:
        yield opened


def partition(record: Record) -> set[frozenset[tuple[str, str]]]:
    """Who is one speaker: sets of a document's input and a name in it."""
    query = select(identity.c.speaker, identity.c.name, document.c.text).join_from(identity, document)
    found: dict[int, set[tuple[str, str]]] = {}
    with record.moment() as connection:
        for row in connection.execute(query):
            found.setdefault(row.speaker, set()).add((row.text, row.name))
    return {frozenset(one) for one in found.values()}


def speakers(record: Record) -> dict[str, str]:
    """Names by id of the speakers who have a statement."""
    query = select(speaker.c.id, speaker.c.name).join(
        current_statement, current_statement.c.speaker == speaker.c.seq
    )
    with record.moment() as connection:
        return {row.id: row.name for row in connection.execute(query)}


def everything(record: Record) -> dict[str, list[tuple[object, ...]]]:
    """All rows that say who is who, without the ids that are no more."""
    live = select(speaker).where(speaker.c.became.is_(None)).order_by(speaker.c.id)
    with record.moment() as connection:
        rows = {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=str)
            for table in (identity, profile, current_statement)
        }
        rows["speaker"] = [tuple(row) for row in connection.execute(live)]
    return rows


def read(record: Record, readings: Sequence[Reading]) -> None:
    for reading in readings:
        record.add(reading)


def decide(record: Record, action: str, target: str, value: Sequence[object], *, number: int = 1) -> None:
    """Put a decision on record as ``decide`` does, and apply it."""
    row = {
        "id": str(number), "action": action, "target": target, "value": json.dumps(value), "spans": "{}",
        "author": "ada", "decided_at": f"2026-03-0{number}",
    }  # fmt: skip
    with record.change() as connection:
        connection.execute(decision.insert(), row)
        if action == "merge":
            identities.apply_merge(connection, target, [str(one) for one in value])
        else:
            identities.apply_split(connection, value)  # type: ignore[arg-type]


def withdraw(record: Record, action: str, target: str, value: Sequence[object], *, number: int = 1) -> None:
    with record.change() as connection:
        gone = update(decision).where(decision.c.id == str(number)).values(withdrawn_at="2026-03-09")
        connection.execute(gone)
        identities.undo(connection, action, target, value)


def test_the_same_full_name_in_two_documents_is_one_speaker_with_the_id_of_both(record: Record) -> None:
    read(record, [told(1, MAYOR), told(2, "Rosalind Ackerby")])
    both = told(1, MAYOR).contexts.popitem()[1].speaker  # type: ignore[attr-defined]
    assert both is not None
    assert speakers(record) == {both.id: "Rosalind Ackerby"}


def test_forms_of_a_name_with_one_role_are_one_and_the_usual_form_is_the_name(record: Record) -> None:
    president = [told(i, Voice("Donald Poe", "President")) for i in (1, 2)]
    read(record, [*president, told(3, Voice("Donald J. Poe", "president"), Voice("Don Poe", "lawyer"))])
    assert sorted(speakers(record).values()) == ["Don Poe", "Donald Poe"]


def test_a_document_dated_by_its_year_alone_is_as_good_as_another(record: Record) -> None:
    read(record, [told(1, MAYOR, published="2026"), told(2, MAYOR, published="2026-03-02")])
    read(record, [told(3, Voice("Ackerby", "Mayor")), told(4, Voice("Ackerby", "Mayor"), published="2025")])
    assert list(speakers(record).values()) == ["Rosalind Ackerby"]


def test_two_of_one_name_stay_two_and_the_one_most_quoted_keeps_the_name_s_id(record: Record) -> None:
    congress, nsa = Voice("Mike Roe", "Michigan congressman"), Voice("Mike Roe", "NSA director")
    read(record, [told(1, congress), told(2, congress), told(3, nsa)])
    found = speakers(record)
    assert list(found.values()) == ["Mike Roe", "Mike Roe"]
    shared = as_found(congress, told(1, congress).document).id
    assert shared in found
    assert {len(one) for one in partition(record)} == {1, 2}


def test_a_document_without_a_role_is_nobody_s_where_two_bear_the_name(record: Record) -> None:
    read(record, [told(1, "Mike Roe"), told(2, Voice("Mike Roe", "Michigan congressman"))])
    assert len(partition(record)) == 1
    record.add(told(3, Voice("Mike Roe", "NSA director")))
    assert len(partition(record)) == 3


def test_unnamed_sources_are_never_one(record: Record) -> None:
    official = Voice("official", kind="unnamed")
    read(record, [told(1, official), told(2, official)])
    assert len(partition(record)) == 2


def test_a_surname_joins_when_the_full_name_comes_later(record: Record) -> None:
    record.add(told(1, Voice("Poe", "President")))
    own = [*speakers(record)]
    record.add(told(2, Voice("Donald Poe", "president")))
    assert [*speakers(record).values()] == ["Donald Poe"]
    with record.moment() as connection:
        led = identities.find(connection, own[0])  # the id that it had before leads there
        assert len(led) == 1
        assert (
            connection.execute(select(speaker.c.name).where(speaker.c.seq == led[0])).scalar() == "Donald Poe"
        )


def test_a_handle_ties_names_of_different_blocks(record: Record) -> None:
    first = Voice("Rosalind Ackerby", "Mayor", handle="MayorAckerby")
    read(record, [told(1, first), told(2, Voice("MayorAckerby", handle="mayorackerby"))])
    assert [*speakers(record).values()] == ["Rosalind Ackerby"]


def test_members_of_a_group_are_found_as_themselves(record: Record) -> None:
    group = Voice("Ackerby and Strand", kind="group", members=(MAYOR, Voice("Owen Strand")))
    read(record, [told(1, group), told(2, MAYOR)])
    assert len(partition(record)) == 3


def test_each_identity_can_be_explained(record: Record) -> None:
    one, other = told(1, Voice("Donald Poe", "President")), told(2, Voice("Donald J. Poe", "President"))
    read(record, [one, other, told(3, Voice("official", kind="unnamed"))])
    key = as_found(Voice("Donald J. Poe"), other.document).id
    with record.moment() as connection:
        why = identities.explain(connection, other.document.id, key)
        assert why is not None
        assert (why.method, why.support["shared"]) == ("full name", ["office:president"])
        assert identities.explain(connection, other.document.id, "none") is None


def test_reading_again_changes_nothing(record: Record) -> None:
    readings = [told(1, MAYOR, "Owen Strand"), told(2, MAYOR)]
    read(record, readings)
    before = everything(record)
    for reading in readings:
        record.add(in_version(reading, "test 2"))
    after = everything(record)
    assert after["profile"] == before["profile"]
    assert after["identity"] == before["identity"]
    assert after["speaker"] == before["speaker"]


def test_removing_a_document_leaves_nothing_of_whom_it_alone_told(record: Record) -> None:
    record.add(told(1, MAYOR))
    before = everything(record)
    others = (Voice("Owen Strand"), Voice("Poe", "President"), Voice("Rosalind K. Ackerby", "mayor"))
    added = told(2, *others, Voice("source", kind="unnamed"), MAYOR)
    record.add(added)
    with record.change() as connection:
        seq = connection.execute(
            select(document.c.seq).where(document.c.id == added.document.id)
        ).scalar_one()
        indexing.remove(connection, seq)
    assert everything(record) == before
    with record.moment() as connection:
        assert connection.execute(select(speaker.c.name)).scalars().all() == ["Rosalind Ackerby"]


def test_a_merge_holds_for_documents_to_come_until_it_is_withdrawn(record: Record) -> None:
    read(record, [told(1, "Rosalind Ackerby"), told(2, "Rosalind Velk")])
    before = everything(record)
    ids = {name: id for id, name in speakers(record).items()}
    kept, merged = ids["Rosalind Velk"], ids["Rosalind Ackerby"]
    decide(record, "merge", kept, [merged])
    assert speakers(record) == {kept: "Rosalind Velk"}
    record.add(told(3, MAYOR))
    assert speakers(record) == {kept: "Rosalind Velk"}
    with record.change() as connection:
        indexing.rebuild(connection)
    assert speakers(record) == {kept: "Rosalind Velk"}
    withdraw(record, "merge", kept, [merged])
    with record.change() as connection:
        third = told(3, MAYOR).document.id
        indexing.remove(
            connection, connection.execute(select(document.c.seq).where(document.c.id == third)).scalar_one()
        )
    assert everything(record) == before


def test_a_split_takes_out_what_it_names_until_it_is_withdrawn(record: Record) -> None:
    readings = [told(1, MAYOR), told(2, MAYOR), told(3, MAYOR)]
    read(record, readings)
    before = everything(record)
    (whole,) = speakers(record)
    taken = [[readings[2].document.id, as_found(MAYOR, readings[2].document).id]]
    decide(record, "split", whole, taken)
    assert len(speakers(record)) == 2
    assert {len(one) for one in partition(record)} == {1, 2}
    with record.change() as connection:
        indexing.rebuild(connection)
    assert {len(one) for one in partition(record)} == {1, 2}
    (new,) = speakers(record).keys() - {whole}
    decide(record, "merge", whole, [new], number=2)
    assert [*speakers(record)] == [whole]
    withdraw(record, "merge", whole, [new], number=2)
    withdraw(record, "split", whole, taken)
    assert everything(record) == before


def test_only_the_profiles_of_the_same_surname_are_looked_at(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(record, [told(i, Voice(f"Anna Voice{chr(97 + i)}", "senator")) for i in range(20)])
    seen = []
    place = names.place

    def counting(kind: str, profiles: Sequence[names.Profile]) -> dict[int, names.Placement]:
        seen.append(len(profiles))
        return place(kind, profiles)

    monkeypatch.setattr(names, "place", counting)
    record.add(told(30, MAYOR, Voice("Anna Voicec", "judge")))
    assert sorted(seen) == [1, 2]


VOICES = st.builds(
    Voice,
    st.sampled_from(["Don Poe", "Donald Poe", "Donald J. Poe", "Poe", "Ann Poe", "Donald K. Poe"]),
    st.sampled_from([None, "President", "Ohio senator", "Texas senator", "NSA director", "pop singer"]),
    handle=st.sampled_from([None, None, None, "dpoe", "annpoe"]),
)
MONTHS = st.sampled_from(["2016-03-05", "2026-03-05", None])
NUMBERS = count()
STORIES = st.lists(
    st.tuples(st.lists(VOICES, min_size=1, max_size=3, unique_by=lambda v: v.name), MONTHS), max_size=6
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stories=STORIES, random=st.randoms(use_true_random=False))
def test_the_same_documents_give_the_same_record_in_any_order(
    stories: list[tuple[list[Voice], str | None]], random: Random, new_store: Callable[[str], Store]
) -> None:
    readings = [told(i, *voices, published=day) for i, (voices, day) in enumerate(stories)]
    shuffled = list(readings)
    random.shuffle(shuffled)
    seen = []
    for order in (readings, shuffled):
        with new_store(f"order {next(NUMBERS)}").open() as record:
            read(record, order)
            found = everything(record)
            with record.change() as connection:
                indexing.rebuild(connection)
            assert everything(record) == found
            seen.append((partition(record), found["profile"], found["speaker"]))
    assert seen[0] == seen[1]


def test_removing_a_document_whose_speaker_was_taken_out_leaves_no_name(record: Record) -> None:
    added = told(1, MAYOR)
    record.add(added)
    (whole,) = speakers(record)
    decide(record, "split", whole, [[added.document.id, as_found(MAYOR, added.document).id]])
    with record.change() as connection:
        indexing.remove(connection, connection.execute(select(document.c.seq)).scalar_one())
        assert connection.execute(select(speaker.c.name)).all() == []


def test_more_speakers_are_placed_at_once_than_one_query_takes(record: Record) -> None:
    wanted = {f"{n:032x}": ("official", "unnamed") for n in range(33_000)}
    with record.change() as connection:
        sqlite = connection.connection.driver_connection
        assert sqlite is not None
        sqlite.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32_766)  # as SQLite is built by default
        assert len(placing.ensure(connection, wanted)) == len(wanted)
        assert placing.ensure(connection, wanted) == placing.ensure(connection, wanted)
        indexing.rebuild(connection)
        assert connection.execute(select(speaker.c.seq)).all() == []
