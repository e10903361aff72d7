"""Decisions on a record: they hold over re-runs, and withdrawing one is all that undoes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import select, update

from onrecord.errors import DecisionError, RecordError
from onrecord.model import Reading, SpeakerKind
from onrecord.record import Record, deciding, indexing
from onrecord.record.decisions import Name
from onrecord.record.doctor import examine
from onrecord.record.log import log
from onrecord.record.schema import current_statement, document, identity, speaker, statement

from .bridge import AUTHORITY, CLOSES, FERRY, MAYOR, NOBODY, TEXT, reading, without
from .conftest import Store
from .told import Voice, told
from .told import speaker as as_found

FIRST = reading()
ID = FIRST.document.id
CLOSES_ID, NOBODY_ID, FERRY_ID = (one.id for one in FIRST.statements)
LONGER = ("“Nobody asked this city,” Mayor Rosalind Ackerby", None, "said")
MOVED = reading((CLOSES, LONGER, FERRY), method="network 2")


@pytest.fixture
def record(store: Store) -> Record:
    with store.open() as opened:
        opened.add(FIRST)
    return store.open()


def shown(record: Record, id: str = ID) -> Reading:
    found = record.decided(id)
    assert found is not None
    return found


def contents(record: Record, id: str = ID) -> list[str]:
    found = shown(record, id)
    return [" … ".join(found.document[s] for s in one.content) for one in found.statements]


def found_with(record: Record, word: str) -> list[str]:
    """The ids of the statements that are found by a word."""
    query = (
        "SELECT id FROM statement JOIN current_statement ON statement.seq = current_statement.statement"
        " WHERE seq IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?) ORDER BY id"
    )
    with record.moment() as connection:
        return [*connection.exec_driver_sql(query, (word,)).scalars()]


def indexed(record: Record, id: str) -> dict[str, object]:
    query = select(current_statement).join(statement).where(statement.c.id == id)
    with record.moment() as connection:
        return dict(connection.execute(query).one()._mapping)


# What is shown and found


def test_a_rejected_statement_is_neither_shown_nor_found(record: Record) -> None:
    assert found_with(record, "ferry") == [FERRY_ID]
    deciding.reject(record, [FERRY_ID], author="ada")
    assert contents(record) == [CLOSES[0], NOBODY[0]]
    assert found_with(record, "ferry") == []


def test_what_searches_filter_by_is_what_was_decided(record: Record) -> None:
    deciding.correct(record, NOBODY_ID, "act", ["deny"], author="ada")
    deciding.correct(record, NOBODY_ID, "said", ["2026-02"], author="ada")
    deciding.correct(record, NOBODY_ID, "speaker", ["lenning bridge authority"], author="ada")
    row = indexed(record, NOBODY_ID)
    assert (row["act"], row["since"], row["until"]) == ("deny", "2026-02-01", "2026-02-28")
    assert (row["kind"], row["confidence"]) == ("organization", 1.0)


def test_a_corrected_content_is_found_by_its_words_and_by_no_others(record: Record) -> None:
    deciding.correct(record, CLOSES_ID, "content", ["called the plan hasty"], author="ada")
    (one,) = found_with(record, "hasty")
    assert one not in (CLOSES_ID, NOBODY_ID, FERRY_ID)
    assert found_with(record, "april") == []
    assert contents(record) == [NOBODY[0], FERRY[0], "called the plan hasty"]
    deciding.correct(record, one, "content", ["Owen Strand"], author="ada")
    assert found_with(record, "hasty") == []
    assert contents(record)[-1] == "Owen Strand"


def test_evidence_stays_as_it_was_read(record: Record) -> None:
    for field, given in (("content", "the plan"), ("speaker", "none"), ("via", "Gazette")):
        deciding.correct(record, NOBODY_ID, field, [given], author="ada")  # type: ignore[arg-type]
    deciding.reject(record, [FERRY_ID], author="ada")
    found = record.reading(ID)
    assert found is not None
    assert asdict(found) == asdict(FIRST)


def test_what_is_found_is_the_same_when_it_is_made_anew(record: Record, tmp_path: Path) -> None:
    deciding.correct(record, CLOSES_ID, "content", ["called the plan hasty"], author="ada")
    deciding.reject(record, [FERRY_ID], author="ada")
    record.close()
    assert examine(tmp_path / "onrecord.db").problems == ()


def test_a_decision_is_shown_on_a_reading_that_is_not_on_record_yet(record: Record) -> None:
    deciding.reject(record, [NOBODY_ID], author="ada")
    assert len(record.with_decisions(MOVED).statements) == 2


# Ids


def test_an_id_may_be_given_by_its_first_digits(record: Record) -> None:
    (taken,) = deciding.accept(record, [NOBODY_ID[:6].upper()], author="ada")
    assert (taken.target, taken.document, taken.author) == (NOBODY_ID, ID, "ada")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (NOBODY_ID[:5], "6 or more"),
        ("statement", "is no id of a statement"),
        ("", "is no id of a statement"),
        ("0" * 32, "no statement or relation on record has this id"),
        (ID, "no statement or relation on record has this id"),
    ],
)
def test_an_id_that_means_nothing_is_refused(record: Record, given: str, says: str) -> None:
    with pytest.raises(DecisionError, match=says):
        deciding.accept(record, [given], author="ada")


def test_an_id_that_means_several_is_refused(record: Record) -> None:
    with record.change() as connection:
        key = connection.execute(select(document.c.seq)).scalar_one()
        rows = [{"id": NOBODY_ID[:8] + digit * 24, "document": key} for digit in "0f"]
        connection.execute(statement.insert(), rows)
    with pytest.raises(DecisionError, match="more than one statement or relation begins so"):
        deciding.accept(record, [NOBODY_ID[:8]], author="ada")


def test_all_is_decided_or_nothing(record: Record) -> None:
    with pytest.raises(DecisionError):
        deciding.reject(record, [NOBODY_ID, "0" * 32], author="ada")
    assert log(record) == []
    assert len(contents(record)) == 3


def test_what_fails_while_it_is_indexed_is_not_decided(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("killed in the middle")

    with monkeypatch.context() as patch:
        patch.setattr(indexing, "index", fail)
        with pytest.raises(RuntimeError):
            deciding.reject(record, [FERRY_ID], author="ada")
    assert log(record) == []
    assert found_with(record, "ferry") == [FERRY_ID]


def test_a_record_that_is_opened_read_only_takes_no_decision(record: Record, store: Store) -> None:
    with store.open(read_only=True) as opened, pytest.raises(RecordError, match="read-only"):
        deciding.accept(opened, [NOBODY_ID], author="ada")


# Reading again


def test_a_decision_holds_on_when_a_better_network_moves_the_spans(record: Record) -> None:
    deciding.correct(record, NOBODY_ID, "act", ["deny"], author="ada")
    deciding.reject(record, [FERRY_ID], author="ada")
    record.add(MOVED)
    assert contents(record) == [CLOSES[0], LONGER[0]]
    assert [one.act for one in shown(record).contexts.values()] == ["say", "deny"]
    assert found_with(record, "ferry") == []


def test_a_decision_without_a_statement_is_orphaned_until_it_returns(record: Record) -> None:
    deciding.correct(record, NOBODY_ID, "act", ["deny"], author="ada")
    record.add(without(reading(method="network 2"), NOBODY[0]))
    (entry,) = log(record)
    assert (entry.state, entry.statement, entry.orphaned) == ("orphaned", None, True)
    assert entry.words == (NOBODY[0],)
    record.add(reading(method="network 3"))
    (entry,) = log(record)
    assert (entry.state, entry.statement) == ("in force", NOBODY_ID)
    assert shown(record).contexts[NOBODY_ID].act == "deny"


def test_what_was_decided_on_after_a_move_and_before_it_holds_together(record: Record) -> None:
    deciding.correct(record, NOBODY_ID, "act", ["deny"], author="ada")
    record.add(MOVED)
    moved = MOVED.statements[1].id
    deciding.correct(record, moved, "channel", ["speech"], author="ben")
    settled = shown(record).contexts[moved]
    assert (settled.act, settled.channel) == ("deny", "speech")
    assert [entry.state for entry in log(record)] == ["in force", "in force"]


def test_a_statement_that_is_not_found_any_more_cannot_be_decided_on(record: Record) -> None:
    record.add(without(reading(method="network 2"), FERRY[0]))
    with pytest.raises(DecisionError, match="is not found in document"):
        deciding.accept(record, [FERRY_ID], author="ada")


def test_a_statement_can_be_named_by_the_id_that_it_was_decided_on_by(record: Record) -> None:
    deciding.correct(record, NOBODY_ID, "act", ["deny"], author="ada")
    record.add(MOVED)
    (taken,) = deciding.reject(record, [NOBODY_ID], author="ada")
    assert taken.target == MOVED.statements[1].id


def test_a_statement_whose_content_was_corrected_keeps_its_decisions_when_a_network_finds_that(
    record: Record,
) -> None:
    hasty = ("called the plan hasty", "Owen Strand", None)
    deciding.correct(record, CLOSES_ID, "content", [hasty[0]], author="ada")
    deciding.correct(record, CLOSES_ID, "act", ["accuse"], author="ada")
    record.add(reading((hasty,), method="network 2"))
    assert [one.act for one in shown(record).contexts.values()] == ["accuse"]
    assert [entry.state for entry in log(record)] == ["in force", "in force"]


# Latest, withdrawn


def test_of_two_authors_the_later_decision_wins_and_both_are_kept(record: Record) -> None:
    deciding.correct(record, NOBODY_ID, "act", ["deny"], author="ada")
    later = deciding.correct(record, NOBODY_ID, "act", ["accuse"], author="ben")
    assert shown(record).contexts[NOBODY_ID].act == "accuse"
    assert [(entry.state, entry.overridden_by) for entry in log(record)] == [
        ("overridden", later.id),
        ("in force", None),
    ]


def test_withdrawing_gives_back_what_was_overridden(record: Record) -> None:
    first = deciding.correct(record, NOBODY_ID, "act", ["deny"], author="ada")
    second = deciding.correct(record, NOBODY_ID, "act", ["accuse"], author="ben")
    (withdrawn,) = deciding.withdraw(record, [second.id[:8]], author="cleo")
    assert (withdrawn.withdrawn_by, withdrawn.withdrawn_at is None) == ("cleo", False)
    assert shown(record).contexts[NOBODY_ID].act == "deny"
    deciding.withdraw(record, [first.id], author="ada")
    assert asdict(shown(record)) == asdict(FIRST)
    assert [entry.state for entry in log(record)] == ["withdrawn", "withdrawn"]


def test_a_rejected_statement_is_found_again_when_that_is_withdrawn(record: Record) -> None:
    (rejected,) = deciding.reject(record, [FERRY_ID], author="ada")
    deciding.withdraw(record, [rejected.id], author="ada")
    assert found_with(record, "ferry") == [FERRY_ID]


def test_a_withdrawn_decision_is_not_withdrawn_again(record: Record) -> None:
    (taken,) = deciding.accept(record, [FERRY_ID], author="ada")
    deciding.withdraw(record, [taken.id], author="ada")
    with pytest.raises(DecisionError, match=r"was withdrawn on .* by ada"):
        deciding.withdraw(record, [taken.id], author="ben")


def test_decisions_are_rows_that_only_withdrawing_changes(record: Record, tmp_path: Path) -> None:
    taken = deciding.correct(record, NOBODY_ID, "speaker", ["Owen Strand"], kind="person", author="ada")
    assert taken.value == Name("Owen Strand", "person")
    query = "SELECT id, action, field, value, author, note FROM decision"

    def rows() -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(tmp_path / "onrecord.db")) as connection:
            return connection.execute(query).fetchall()

    before = rows()
    assert before == [(taken.id, "correct", "speaker", '{"kind":"person","name":"Owen Strand"}', "ada", None)]
    record.add(MOVED)
    deciding.withdraw(record, [taken.id], author="ben")
    assert rows() == before


# Versions of a page


def versions(store: Store, old: str, new: str) -> tuple[Record, str, str]:
    record = store.open()
    url = "https://gazette.example/bridge"
    first, second = (reading(text=text, url=url) for text in (old, new))
    record.add(first)
    assert record.add(second).change == "new_version"
    return record, first.statements[1].id, second.document.id


def test_a_decision_goes_along_to_a_new_version_that_prints_the_same_words(store: Store) -> None:
    new = "Updated on Thursday.\n\n" + TEXT
    record, nobody, second = versions(store, TEXT, new)
    deciding.correct(record, nobody, "content", ["this city"], author="ada")
    deciding.correct(record, nobody, "act", ["deny"], author="ada")
    assert contents(record, second)[1] == "this city"
    entries = log(record)
    assert [entry.versions[0].document for entry in entries] == [second, second]
    assert not any(entry.orphaned for entry in entries)
    assert len(found_with(record, "asked")) == 0
    later = reading(text="Updated on Friday.\n\n" + TEXT, url="https://gazette.example/bridge")
    assert record.add(later).change == "new_version"
    assert contents(record, later.document.id)[1] == "this city"


def test_a_decision_on_the_new_version_wins_over_one_that_came_along(store: Store) -> None:
    record, nobody, second = versions(store, TEXT, TEXT + "\n\nMore to follow.")
    deciding.correct(record, nobody, "act", ["deny"], author="ada")
    there = record.reading(second)
    assert there is not None
    deciding.correct(record, there.statements[1].id, "act", ["accuse"], author="ben")
    assert [one.act for one in shown(record, second).contexts.values()] == ["say", "accuse", "say"]


def test_a_decision_that_does_not_go_along_is_listed(store: Store) -> None:
    record, nobody, second = versions(store, TEXT, TEXT.replace("” Mayor", "” now Mayor"))
    deciding.reject(record, [nobody], author="ada")
    (entry,) = log(record)
    assert (entry.state, entry.orphaned) == ("in force", True)
    assert [(one.document, one.statement) for one in entry.versions] == [(second, None)]


def test_the_id_that_a_statement_is_shown_with_is_not_that_of_one_that_is_not(record: Record) -> None:
    nobody = FIRST.statements[1]
    deciding.reject(record, [NOBODY_ID], author="ada")
    for part in ("source", "cue", "content"):
        places = [f"{span.start}-{span.end}" for span in getattr(nobody, part)]
        deciding.correct(record, CLOSES_ID, part, places, author="ada")
    assert [one.id for one in shown(record).statements] == [NOBODY_ID, FERRY_ID]
    assert deciding.correct(record, NOBODY_ID, "act", ["deny"], author="ada").target == CLOSES_ID


# Speakers


def speakers(record: Record) -> dict[str, str]:
    """The id of each speaker by name."""
    query = select(speaker.c.name, speaker.c.id).join_from(speaker, identity).distinct()
    with record.moment() as connection:
        return {row.name: row.id for row in connection.execute(query)}


def test_merged_speakers_are_one_until_that_is_withdrawn(record: Record) -> None:
    before = speakers(record)
    kept, other = before["Rosalind Ackerby"], before["Lenning Bridge Authority"]
    taken = deciding.merge(record, kept[:8], [other], author="ada", across_kinds=True)
    assert (taken.action, taken.target, taken.value) == ("merge", kept, (other,))
    assert set(speakers(record).values()) == {kept}
    (entry,) = log(record, kept)
    assert (entry.state, entry.decision.id) == ("in force", taken.id)
    deciding.withdraw(record, [taken.id], author="ada")
    assert speakers(record) == before


def test_a_speaker_may_be_named_by_the_id_within_a_document(record: Record) -> None:
    before = speakers(record)
    taken = deciding.merge(record, MAYOR.id[:10], [AUTHORITY.id[:10]], author="ada", across_kinds=True)
    assert (taken.target, taken.value) == (before[MAYOR.name], (before[AUTHORITY.name],))
    with pytest.raises(DecisionError, match="no speaker on record has this id"):
        deciding.merge(record, MAYOR.id, ["0" * 12], author="ada")


def test_a_speaker_named_by_an_id_of_before_is_who_has_it_now(record: Record) -> None:
    before = speakers(record)
    was, now = before["Rosalind Ackerby"], before["Lenning Bridge Authority"]
    with record.change() as connection:
        heir = select(speaker.c.seq).where(speaker.c.id == now).scalar_subquery()
        connection.execute(update(speaker).where(speaker.c.id == was).values(became=heir))
    with pytest.raises(DecisionError, match="merged with itself"):
        deciding.merge(record, was, [now], author="ada")


def test_a_speaker_is_not_merged_with_itself(record: Record) -> None:
    kept = speakers(record)["Rosalind Ackerby"]
    with pytest.raises(DecisionError, match="merged with itself"):
        deciding.merge(record, kept, [kept], author="ada")


def test_a_person_is_not_merged_with_an_organization_unless_that_is_meant(record: Record) -> None:
    before = speakers(record)
    mayor, authority = before[MAYOR.name], before[AUTHORITY.name]
    with pytest.raises(DecisionError) as caught:
        deciding.merge(record, authority[:8], [mayor], author="ada")
    assert str(caught.value) == (
        f"Lenning Bridge Authority ({authority[:12]}): is an organization, and Rosalind Ackerby ({mayor[:12]})"
        " is a person; if they are one all the same, merge them with --across-kinds"
    )
    assert log(record) == []
    assert speakers(record) == before
    deciding.merge(record, authority, [mayor], author="ada", across_kinds=True)
    assert speakers(record) == {AUTHORITY.name: authority}


@pytest.mark.parametrize(
    ("kinds", "refused"),
    [
        (("person", "group"), True),
        (("unnamed", "person", "document"), True),
        (("person", "person"), False),
        (("person", "unnamed"), False),
        (("organization", "group"), False),
        (("document", "organization", "unnamed"), False),
    ],
)
def test_only_what_cannot_be_a_person_is_not_merged_with_one(
    store: Store, kinds: tuple[SpeakerKind, ...], refused: bool
) -> None:
    voices = [Voice(f"Speaker{n} Velk", kind=kind) for n, kind in enumerate(kinds)]
    readings = [told(n, voice) for n, voice in enumerate(voices)]
    ids = [as_found(voice, one.document).id for voice, one in zip(voices, readings, strict=True)]
    with store.open() as record:
        for one in readings:
            record.add(one)
        with pytest.raises(DecisionError, match="across-kinds") if refused else nullcontext():
            deciding.merge(record, ids[0], ids[1:], author="ada")


def test_a_speaker_is_split_by_document(record: Record, new_store: Callable[[str], Store]) -> None:
    other = reading(text="Another day.\n\n" + TEXT)
    record.add(other)
    whole = speakers(record)["Rosalind Ackerby"]
    taken = deciding.split(record, whole, [other.document.id[:10]], author="ada")
    assert [(one.document, one.key) for one in taken.value] == [(other.document.id, MAYOR.id)]  # type: ignore[union-attr]
    rows = {}
    with record.moment() as connection:
        query = select(document.c.id, speaker.c.id.label("speaker")).join_from(identity, document)
        query = query.join(speaker, speaker.c.seq == identity.c.speaker).where(identity.c.key == MAYOR.id)
        rows = {row.id: row.speaker for row in connection.execute(query)}
    assert rows[ID] == whole != rows[other.document.id]
    with pytest.raises(DecisionError, match="does not speak in document"):
        deciding.split(record, whole, [other.document.id], author="ada")
