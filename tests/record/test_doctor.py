"""What the doctor finds wrong with a record, and what it makes of that."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.cli import main
from onrecord.errors import InputError, RecordError
from onrecord.record import deciding, doctor, open_record, recovery
from onrecord.record.forgetting import forget
from onrecord.record.pages import Pages
from onrecord.record.schema import metadata

from .writer import numbered

PAGE = 4096
COUNT = 16  # documents in the record that is damaged


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that nothing is wrong with, only to be read."""
    path = tmp_path_factory.mktemp("sound") / "onrecord.db"
    with open_record(path) as record:
        for number in range(COUNT):
            record.add(numbered(number))
        record.add(numbered(3, "network 2"))
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    """A copy of it to be damaged."""
    return Path(shutil.copy(sound, tmp_path / "onrecord.db"))


def change(path: Path, *commands: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for command in commands:
            assert connection.execute(command).rowcount != 0, "something was changed"


def found(path: Path) -> list[tuple[str, str]]:
    """The kind of each problem, and what is said of it."""
    return [(one.kind, f"{one.subject}: {one.problem}") for one in doctor.examine(path).problems]


def overwrite(path: Path, page: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(content)


def check_recovered(path: Path, done: recovery.Recovery) -> set[int]:
    """Check that the new record is sound and its documents are as they were; their numbers."""
    assert doctor.examine(done.into).problems == ()
    ids = {numbered(number).document.id: number for number in range(COUNT)}
    with open_record(done.into, read_only=True) as record:
        kept = {ids[document.id] for document in record.documents()}
        assert len(kept) == done.documents
        for number in kept:
            assert record.readings(numbered(number).document.id)[0] == numbered(number)
    lost = {ids[one.document] for one in done.lost if one.document}
    unnamed = sum(one.document is None for one in done.lost)
    assert len(kept | lost) + unnamed <= COUNT
    return kept


def test_a_sound_record_is_healthy_and_nothing_is_written(path: Path) -> None:
    before = path.read_bytes()
    examined = doctor.examine(path)
    assert examined.healthy
    assert (examined.documents, examined.readings, examined.statements) == (COUNT, COUNT + 1, 10 * COUNT + 10)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("DELETE FROM current_statement WHERE statement % 7 = 0", "current_statement"),
        ("UPDATE current_statement SET act = 'deny' WHERE statement = 1", "current_statement: 1 rows"),
        ("UPDATE current_statement SET until = '2001-01-01' WHERE statement < 3", "current_statement: 2 rows"),
        ("UPDATE identity SET name = 'Somebody Else'", "identity"),
        ("UPDATE speaker SET name = 'Somebody Else'", "speaker: 1 rows"),
        ("INSERT INTO statement_words (statement_words) VALUES ('delete-all')", "statement_words"),
        ("INSERT INTO statement_words (rowid, content) VALUES (1, 'sluice')", "statement_words: 1 words"),
        ("UPDATE statement_words_data SET block = zeroblob(99) WHERE id > 10", "statement_words: its words"),
    ],
)  # fmt: skip
def test_an_index_that_disagrees_with_the_evidence_is_found_and_made_anew(
    path: Path, command: str, told: str
) -> None:
    change(path, command)
    problems = found(path)
    assert {kind for kind, _ in problems} == {"index"}
    assert problems[0][1].startswith(told)
    assert doctor.repair(path).healthy
    assert found(path) == []


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("UPDATE document SET text = text || '.' WHERE seq = 1", "its id does not follow from what it holds"),
        ("UPDATE document SET outlet = 'NBC' WHERE seq = 1", "its id does not follow"),
        ("UPDATE reading SET title = 'Another' WHERE document = 1", "its fields or blocks are not those"),
        ("UPDATE block SET start = 1 WHERE reading = 1 AND position = 0", "its fields or blocks are not those"),
        ("UPDATE statement_span SET \"end\" = \"end\" + 1 WHERE statement = 1", "the id of statement"),
        ("UPDATE statement_span SET \"end\" = 99999 WHERE statement = 1", "the id of statement"),
        ("UPDATE figure SET \"end\" = 99999 WHERE reading = 1", "ends beyond the text"),
        ("DELETE FROM reading_statement WHERE reading = 1 AND position = 3", "rows of its reading_statement"),
        ("UPDATE finding SET position = 1 WHERE reading = 1", "rows of its finding table are missing"),
        ("UPDATE context SET speaker = '{' WHERE reading = 1", "cannot be read: "),
        ("UPDATE context SET channel = 'speech' WHERE reading = 1", "what was found in it is not what was"),
        ("UPDATE finding SET value = '\"Nobody\"' WHERE reading = 1", "what was found in it is not what was"),
        ("UPDATE reading_statement SET confidence = 1 WHERE reading = 1", "what was found in it is not what was"),
    ],
)  # fmt: skip
def test_evidence_that_was_changed_names_the_document_and_is_left_as_it_is(
    path: Path, command: str, told: str
) -> None:
    change(path, command)
    before = path.read_bytes()
    problems = found(path)
    assert {kind for kind, _ in problems} == {"evidence"}
    assert f"{numbered(0).document.id}: " in problems[0][1]
    assert told in problems[0][1]
    assert not doctor.repair(path).healthy
    assert path.read_bytes() == before


def test_rows_that_refer_to_nothing_are_found(path: Path) -> None:
    change(path, "DELETE FROM document WHERE seq = 5")
    assert ("reference", "reading: 1 rows refer to rows of document that are not there") in found(path)
    change(path, "INSERT INTO statement (id, document) VALUES ('x', 6)")
    assert ("evidence", f"{numbered(5).document.id}: no reading has its statement x") in found(path)


def test_what_is_no_record_is_an_error_and_not_examined(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    with pytest.raises(RecordError, match="there is no such record"):
        doctor.examine(story)
    with pytest.raises(RecordError, match="there is no such record"):
        doctor.repair(story)
    story.write_text("A story.", encoding="utf-8")
    with pytest.raises(RecordError, match="is not a record"):
        doctor.repair(story)
    with pytest.raises(RecordError, match="no document in it that is whole; restore a backup"):
        recovery.recover(story, tmp_path / "new.db")
    assert [file.name for file in tmp_path.iterdir()] == [story.name]


def test_everything_is_taken_over_from_a_record_that_is_whole(path: Path, tmp_path: Path) -> None:
    with open_record(path, read_only=True) as record:
        readings = record.readings(numbered(3).document.id)
        recorded = list(record.documents())
    done = recovery.recover(path, tmp_path / "new.db")
    assert (done.documents, done.statements, done.lost) == (COUNT, 10 * COUNT, [])
    check_recovered(path, done)
    with open_record(done.into, read_only=True) as record:
        assert record.readings(numbered(3).document.id) == readings
        assert list(record.documents()) == recorded
    times = "SELECT group_concat(recorded_at) FROM document ORDER BY seq"
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(done.into)) as new:
        assert old.execute(times).fetchall() == new.execute(times).fetchall()


def test_a_file_cut_anywhere_gives_back_documents_that_are_whole(path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    kept = []
    for part in (1, 4, 8, 12, 15):
        path.write_bytes(whole[: len(whole) * part // 16 + part])
        assert [one.kind for one in doctor.examine(path).problems] == ["file"]
        try:
            done = recovery.recover(path, tmp_path / f"{part}.db")
        except RecordError as error:
            assert "has no document in it that is whole" in str(error)  # noqa: PT017
            kept.append(0)
        else:
            kept.append(len(check_recovered(path, done)))
    assert kept == sorted(kept)
    assert kept[-1] > COUNT / 2


def test_pages_of_garbage_cost_only_what_stood_on_them(path: Path, tmp_path: Path) -> None:
    chance = random.Random(4)
    pages = path.stat().st_size // PAGE
    for page in [1, *chance.sample(range(2, pages), 5)]:
        overwrite(path, page, chance.randbytes(PAGE))
    with pytest.raises(RecordError, match="is not a record"):
        doctor.examine(path)
    done = recovery.recover(path, tmp_path / "new.db")
    assert len(check_recovered(path, done)) > COUNT / 4


def test_what_is_only_in_the_wal_is_taken_over(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    with open_record(path) as record:
        for number in range(3):
            record.add(numbered(number))
        copy = tmp_path / "copy.db"
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
    overwrite(copy, 1, bytes(PAGE))
    done = recovery.recover(copy, tmp_path / "new.db")
    assert check_recovered(copy, done) == {0, 1, 2}


def test_decisions_and_marks_are_taken_over_and_hold(path: Path, tmp_path: Path) -> None:
    rejected, corrected, withdrawn = numbered(2).statements[:3]
    gone = numbered(7).document.id
    with open_record(path) as record:
        deciding.reject(record, [rejected.id], author="Ann")
        for one in (corrected, withdrawn):
            last = deciding.correct(record, one.id, "content", ["60-70"], author="Ann")
        deciding.withdraw(record, [last.id], author="Bo")
        forget(record, [gone], author="Ann")
        decided = record.decided(numbered(2).document.id)
    assert doctor.examine(path).healthy
    done = recovery.recover(path, tmp_path / "new.db")
    assert (done.documents, done.decisions, done.lost) == (COUNT - 1, 3, [])
    assert doctor.examine(done.into).healthy
    with open_record(done.into) as record:
        assert record.decided(numbered(2).document.id) == decided
        with pytest.raises(InputError, match="was removed from this record"):
            record.add(numbered(7))


def test_a_new_file_is_never_written_over_another(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"")
    with pytest.raises(RecordError, match="exists already; name a new file"):
        recovery.recover(path, other)
    with pytest.raises(RecordError, match="cannot be written"):
        recovery.recover(path, tmp_path / "no such folder" / "new.db")


def test_the_pages_hold_the_rows_that_sqlite_reads(sound: Path) -> None:
    rows = [(rowid, tuple(values)) for rowid, values in Pages(sound).rows()]
    with closing(sqlite3.connect(sound)) as connection:
        for table in metadata.tables.values():
            stored = connection.execute(f"SELECT * FROM {table.name}").fetchall()
            if table.dialect_options["sqlite"]["with_rowid"]:
                expected = [(values[0], (None, *values[1:])) for values in stored]
            else:
                expected = [(None, values) for values in stored]
            assert not set(expected) - set(rows), table.name


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 400))
def test_no_damage_stops_the_pages_from_being_read(sound: Path, seed: int, size: int) -> None:
    chance = random.Random(seed)
    content = bytearray(sound.read_bytes()[: 12 * PAGE])
    for _ in range(10):
        at = chance.randrange(len(content))
        content[at : at + size] = chance.randbytes(size)
    damaged = sound.with_name("damaged.db")
    damaged.write_bytes(content)
    for rowid, values in Pages(damaged).rows():
        assert rowid is None or isinstance(rowid, int)
        assert isinstance(values, list)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["doctor", *map(str, arguments)])


def test_the_command_says_that_a_record_is_healthy(path: Path) -> None:
    done = run("--record", path)
    assert done.exit_code == 0
    assert done.output == f"{path}: healthy: 16 documents, 17 readings, 170 statements\n"


def test_the_command_repairs_an_index(path: Path) -> None:
    change(path, "DELETE FROM current_statement")
    done = run("--record", path)
    assert done.exit_code == 1
    assert "index" in done.output
    assert f"What to do: `onrecord doctor --record {path} --repair` makes the indexes anew" in done.output
    assert run("--record", path, "--repair").exit_code == 0
    assert run("--record", path).exit_code == 0


def test_the_command_recovers_into_a_new_file_and_says_what_to_do(path: Path, tmp_path: Path) -> None:
    change(path, "UPDATE document SET text = 'Nothing.' WHERE seq = 2")
    done = run("--record", path)
    assert done.exit_code == 1
    assert "takes over what is whole into a new file; a backup may hold more" in done.output
    done = run("--record", path, "--repair", "--format", "json")
    assert done.exit_code == 1, "the record named is as it was"
    said = json.loads(done.stdout)
    assert said["healthy"] is False
    assert said["recovered"]["into"] == str(tmp_path / "onrecord.recovered.db")
    assert said["recovered"]["documents"] == COUNT - 1
    assert [one["read_from"] for one in said["recovered"]["lost"]] == ["https://edition.cnn.com/1"]
    assert run("--record", said["recovered"]["into"]).exit_code == 0


def test_the_command_recovers_what_no_longer_looks_like_a_record(path: Path, tmp_path: Path) -> None:
    overwrite(path, 1, b"\n" * PAGE)
    assert run("--record", path, "--repair").exit_code == 1
    done = run("--record", path, "--into", tmp_path / "new.db")
    assert done.exit_code == 1
    assert "taken over: 16 documents, 160 statements, 0 decisions; known to be lost: 0" in done.output
    assert f"rename {tmp_path / 'new.db'} to onrecord.db" in done.output
    assert run("--record", tmp_path / "new.db").exit_code == 0
