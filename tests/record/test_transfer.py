"""Taking in what another record held."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from onrecord.errors import InputError, RecordError
from onrecord.model import Context, Document, Reading, Span, Speaker, Statement, content_id
from onrecord.record import Counts, Record, deciding, decisions, forgetting, histories, transfer
from onrecord.record.histories import History, Recorded, Selection
from onrecord.record.schema import current_statement, speaker
from onrecord.record.transfer import Arrival

from .conftest import Store
from .test_conformance import everything, readings, report
from .writer import numbered

NewStore = Callable[[str], Store]
PAGE = "https://gazette.example/bridge"
EARLY, MIDDLE, LATE = (f"2026-03-0{day}T12:00:00.000Z" for day in (1, 2, 3))


def recorded(method: str, at: str, text: str = "“We will close it,” she said.") -> Recorded:
    document = Document(text, publisher="Port Carrow Gazette")
    statements = (Statement(document.id, (Span(1, 17),), method=method),)
    return Recorded(Reading(document, statements), method, at)


def contents(record: Record) -> tuple[object, ...]:
    """All that travels."""
    documents = [
        (one.id, one.supersedes, [(everything(r.reading), r.method, r.recorded_at) for r in one.readings])
        for one in histories.histories(record)
    ]
    marks = [replace(one, purged_at=None) for one in histories.marks(record)]
    return documents, list(histories.decisions(record)), marks


def take(record: Record, source: Record) -> list[Arrival]:
    for mark in histories.marks(source):
        transfer.add_mark(record, mark)
    taken = [transfer.add_history(record, one) for one in histories.histories(source)]
    for decision in histories.decisions(source):
        transfer.add_decision(record, decision)
    return taken


def methods(record: Record, id: str) -> list[str]:
    return [
        one.method for history in histories.histories(record) if history.id == id for one in history.readings
    ]


def test_whatever_is_on_record_arrives_as_it_was(new_store: NewStore) -> None:
    count = itertools.count()

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(readings(), max_size=3))
    def there(found: list[Reading]) -> None:
        with new_store(f"a{next(count)}").open() as source, new_store(f"b{next(count)}").open() as record:
            for one in found:
                source.add(one)
            take(record, source)
            assert contents(record) == contents(source)
            assert record.counts() == source.counts()

    there()


def test_the_same_again_changes_nothing(new_store: NewStore) -> None:
    with new_store("a").open() as source, new_store("b").open() as record:
        for number in range(3):
            source.add(numbered(number))
        source.add(numbered(1, "network 2"))
        take(record, source)
        before = contents(record)
        assert {one.taken for one in take(record, source)} == {"unchanged"}
        assert contents(record) == before


def test_what_is_there_stays_and_what_is_missing_is_added(store: Store) -> None:
    with store.open() as record:
        record.add(numbered(1))
        assert transfer.add_history(record, History((recorded("network 1", EARLY),))).taken == "new"
        assert record.counts() == Counts(documents=2, readings=2, statements=11)


@pytest.mark.parametrize("order", list(itertools.permutations((EARLY, MIDDLE, LATE))), ids=range(6))
def test_the_reading_recorded_last_is_the_current_one_whichever_arrived_last(
    store: Store, order: Iterable[str]
) -> None:
    with store.open() as record:
        for at in order:
            one = recorded(f"network {at}", at)
            transfer.add_history(record, History((one,)))
        id = one.reading.document.id
        assert methods(record, id) == [f"network {at}" for at in (EARLY, MIDDLE, LATE)]
        current = record.reading(id)
        assert current is not None
        assert current.statements[0].method == f"network {LATE}"
        assert next(histories.histories(record)).readings[0].recorded_at == EARLY
        assert record.counts() == Counts(documents=1, readings=3, statements=1)


def test_a_reading_that_became_current_again_does_so_in_the_other_record(new_store: NewStore) -> None:
    first, second = recorded("network 1", EARLY), recorded("network 2", MIDDLE)
    again = replace(first, recorded_at=LATE)
    id = first.reading.document.id
    with new_store("a").open() as record:
        transfer.add_history(record, History((first, second)))
        assert transfer.add_history(record, History((second, again))).taken == "updated"
        assert methods(record, id) == ["network 2", "network 1"]
        assert record.counts() == Counts(documents=1, readings=2, statements=1)
        for older in ((first, second), (second, again)):
            assert transfer.add_history(record, History(older)).taken == "unchanged"
        assert methods(record, id) == ["network 2", "network 1"]
    with new_store("b").open() as record:
        transfer.add_history(record, History((first, second, recorded("network 3", LATE))))
        assert transfer.add_history(record, History((replace(first, recorded_at=MIDDLE),))).taken == "updated"
        assert methods(record, id)[-1] == "network 3"


def test_two_records_that_take_from_each_other_agree(new_store: NewStore) -> None:
    with new_store("a").open() as one, new_store("b").open() as other:
        transfer.add_history(one, History((recorded("network 1", EARLY), recorded("network 3", LATE))))
        transfer.add_history(other, History((recorded("network 2", MIDDLE),)))
        take(one, other)
        take(other, one)
        assert contents(one) == contents(other)


# Versions of a page


def version(text: str, at: str, supersedes: str | None = None) -> History:
    document = Document(text, url=PAGE)
    return History((Recorded(Reading(document), "network 1", at),), supersedes)


def test_links_between_versions_are_those_of_the_other_record(store: Store) -> None:
    first, second = version("It will stay.", EARLY), version("It will close.", MIDDLE)
    linked = version("It has closed.", LATE, first.id)
    with store.open() as record:
        for one in (first, second, linked):
            assert transfer.add_history(record, one) == Arrival("new")
        assert {one.id: one.supersedes for one in histories.histories(record)} == {
            first.id: None,
            second.id: None,
            linked.id: first.id,
        }


def test_a_link_to_a_version_that_is_missing_is_made_once_that_is_there(store: Store) -> None:
    older = version("It will stay.", EARLY)
    newer = version("It will close.", LATE, older.id)
    with store.open() as record:
        assert transfer.add_history(record, newer) == Arrival("new", missing=older.id)
        assert transfer.add_history(record, older) == Arrival("new")
        assert transfer.add_history(record, newer) == Arrival("updated")
        assert transfer.add_history(record, newer) == Arrival("unchanged")


def test_two_versions_do_not_become_older_than_each_other(store: Store) -> None:
    one = version("It will stay.", EARLY)
    other = version("It will close.", LATE, one.id)
    with store.open() as record:
        for history in (one, other):
            transfer.add_history(record, history)
        assert transfer.add_history(record, replace(one, supersedes=other.id)).taken == "unchanged"


# Decisions and marks


def test_decisions_travel_and_hold(new_store: NewStore) -> None:
    with new_store("a").open() as source, new_store("b").open() as record:
        reading = numbered(1)
        source.add(reading)
        deciding.reject(source, [reading.statements[0].id], author="Ida", note="no statement")
        take(record, source)
        assert contents(record) == contents(source)
        (shown,) = histories.current(record)
        assert shown.statements == reading.statements[1:]


def test_a_withdrawal_travels(new_store: NewStore) -> None:
    with new_store("a").open() as source, new_store("b").open() as record:
        reading = numbered(1)
        source.add(reading)
        (taken,) = deciding.reject(source, [reading.statements[0].id], author="Ida")
        take(record, source)
        deciding.withdraw(source, [taken.id], author="Per")
        (withdrawn,) = histories.decisions(source)
        assert transfer.add_decision(record, withdrawn)
        assert not transfer.add_decision(record, withdrawn)
        assert not transfer.add_decision(record, replace(withdrawn, withdrawn_at=None, withdrawn_by=None))
        assert contents(record) == contents(source)
        (shown,) = histories.current(record)
        assert shown.statements == reading.statements


def test_merged_speakers_are_one_where_the_decision_arrives(new_store: NewStore) -> None:
    with new_store("a").open() as source, new_store("b").open() as record:
        for name in ("Ida Holm", "Ida Holm-Berg"):
            source.add(spoken(name))
        first, second = speakers(source)
        deciding.merge(source, first, [second], author="Ida")
        take(record, source)
        assert speakers(record) == speakers(source) == [first]
        (decision,) = deciding.withdraw(source, [next(histories.decisions(source)).id], author="Ida")
        assert transfer.add_decision(record, decision)
        assert speakers(record) == speakers(source) == [first, second]


def spoken(name: str) -> Reading:
    """A report in which ``name`` says something."""
    one = report(f"“No,” {name} said.")
    who = Speaker(content_id("speaker", "person", name.casefold().split()), name, "person")
    return replace(one, contexts={one.statements[0].id: Context(who)})


def speakers(record: Record) -> list[str]:
    """The speakers of the record's statements, by their ids in the order of the names."""
    with record.moment() as connection:
        query = select(speaker.c.id).join_from(speaker, current_statement).order_by(speaker.c.name).distinct()
        return [*connection.execute(query).scalars()]


def test_a_decision_without_its_document_is_refused(store: Store) -> None:
    decision = decisions.about(numbered(1).statements[0], "accept", "Ida", EARLY)
    with store.open() as record:
        with pytest.raises(InputError, match="not on record; bring the document first"):
            transfer.add_decision(record, decision)
        assert list(histories.decisions(record)) == []


def test_a_decision_on_words_beyond_the_end_is_refused(store: Store) -> None:
    reading = numbered(1)
    beyond = (Span(0, len(reading.document.text) + 1),)
    wrong = decisions.about(reading.statements[0], "accept", "Ida", EARLY, support=beyond)
    with store.open() as record:
        record.add(reading)
        with pytest.raises(ValueError, match="beyond the end"):
            transfer.add_decision(record, wrong)


def test_what_was_removed_here_is_not_brought_back_before_its_mark_is_lifted(new_store: NewStore) -> None:
    with new_store("a").open() as source, new_store("b").open() as record:
        reading = numbered(1)
        for one in (source, record):
            one.add(reading)
        forgetting.forget(record, [reading.document.id], author="Ida", reason="asked for")
        (history,) = histories.histories(source)
        with pytest.raises(InputError, match=r"was removed from this record on .* by Ida"):
            transfer.add_history(record, history)
        forgetting.lift(record, [reading.document.id], author="Per")
        assert transfer.add_history(record, history).taken == "new"


def test_marks_travel_and_forbid(new_store: NewStore) -> None:
    with new_store("a").open() as source, new_store("b").open() as record:
        source.add(numbered(1))
        forgetting.forget(source, [numbered(1).document.id], author="Ida")
        (mark,) = histories.marks(source)
        assert transfer.add_mark(record, mark)
        assert not transfer.add_mark(record, mark)
        assert contents(record) == contents(source)
        with pytest.raises(InputError, match="was removed"):
            record.add(numbered(1))
        forgetting.lift(source, [mark.document], author="Per")
        take(record, source)
        assert record.add(numbered(1)).change == "new"


def test_a_mark_on_a_document_that_is_here_is_refused(new_store: NewStore) -> None:
    with new_store("a").open() as source, new_store("b").open() as record:
        for one in (source, record):
            one.add(numbered(1))
        forgetting.forget(source, [numbered(1).document.id], author="Ida")
        (mark,) = histories.marks(source)
        with pytest.raises(InputError, match="is in this one; to remove it here too, `onrecord forget"):
            transfer.add_mark(record, mark)
        assert histories.marks(record) == ()
        assert record.counts().documents == 1


def test_a_mark_is_refused_even_where_the_document_was_recorded_after_the_removal(
    new_store: NewStore,
) -> None:
    with new_store("a").open() as source, new_store("b").open() as record:
        source.add(numbered(1))
        forgetting.forget(source, [numbered(1).document.id], author="Ida")
        record.add(numbered(1))
        with pytest.raises(InputError, match="is in this one"):
            transfer.add_mark(record, histories.marks(source)[0])


# Refusals, selections


def test_nothing_is_left_of_a_document_one_of_whose_readings_is_refused(store: Store) -> None:
    good = recorded("network 1", EARLY)
    wrong = replace(good.reading, statements=(replace(good.reading.statements[0], confidence=2.0),))
    with store.open() as record:
        with pytest.raises(ValueError, match="confidence"):
            transfer.add_history(record, History((good, Recorded(wrong, "network 2", LATE))))
        assert record.counts() == Counts(0, 0, 0)


def test_a_record_opened_read_only_takes_nothing(store: Store) -> None:
    store.open().close()
    with store.open(read_only=True) as record, pytest.raises(RecordError, match="read-only"):
        transfer.add_history(record, History((recorded("network 1", EARLY),)))


@pytest.mark.parametrize(
    ("which", "numbers"),
    [
        (Selection(), [0, 1, 2, 3]),
        (Selection(type="release"), [2]),
        (Selection(publisher="École"), [1]),
        (Selection(publisher="éCOLE"), [1]),
        (Selection(publisher="gazette.example"), [3]),
        (Selection(since="2026-03-05"), [1, 2]),
        (Selection(until="2026-03-04"), [0, 1]),
        (Selection(since="2026-02", until="2026-03"), [0, 1, 2]),
        (Selection(type="report", since="2026-03-05"), [1]),
        (Selection(publisher="nobody"), []),
    ],
    ids=str,
)
def test_documents_are_selected(store: Store, which: Selection, numbers: list[int]) -> None:
    found = [
        report("0", publisher="Harbor Wire", published="2026-03-03"),
        report("1", publisher="École", published="2026-03"),
        report("2", publisher="Lenning Bridge Authority", type="release", published="2026-03-06T23:00:00Z"),
        report("3", url="https://www.gazette.example/3"),
    ]
    ids = [one.document.id for one in found]
    with store.open() as record:
        for one in found:
            record.add(one)
            deciding.accept(record, [one.statements[0].id], author="Ida")
        expected = [ids[number] for number in numbers]
        assert [one.id for one in histories.histories(record, which)] == expected
        assert [one.document.id for one in histories.current(record, which)] == expected
        assert [one.document for one in histories.decisions(record, which)] == expected


def test_more_documents_than_are_held_at_once_all_come(store: Store) -> None:
    with store.open() as record:
        ids = [record.add(report(str(n), found=0)).document for n in range(2 * histories.BATCH + 1)]
        assert [one.id for one in histories.histories(record)] == ids
        assert [one.document.id for one in histories.current(record)] == ids
