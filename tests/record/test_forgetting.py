"""Forgetting: nothing of a document is left but a mark, not even in the bytes of the files."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from onrecord.errors import DecisionError, InputError, RecordError
from onrecord.model import Context, Document, Figure, Finding, Reading, Span, Speaker, Statement
from onrecord.record import Counts, Record, deciding, forgetting, open_record
from onrecord.record.doctor import examine
from onrecord.record.forgetting import forget, lift
from onrecord.record.log import log
from onrecord.record.marks import marks
from onrecord.record.schema import document, metadata, speaker

from .told import Voice, told
from .writer import numbered

# Words that stand nowhere else in the record, nor can be a part of what does.
SECRET = ("Qarvelstein", "zubrowska", "Wexlingfjord", "pfennigfuchser", "Krambambuli", "quetschkommode")
NAME, WORD, PLACE, NOTE, TITLE, KEY = SECRET
TEXT = f"“We hid the {WORD} in {PLACE},” {NAME} Olufsen said. " * 40


def secret(text: str = TEXT, url: str | None = "https://gazette.example/secret") -> Reading:
    document = Document(text, title=TITLE, publisher="Port Carrow Gazette", url=url, metadata={KEY: KEY})
    statements = []
    for start in range(0, 40 * len(TEXT) // 40, len(TEXT) // 40):
        said = start + text[start:].index("said")
        statements.append(
            Statement(
                document.id,
                (Span(start + 1, start + 30),),
                (Span(said - 20, said - 1),),
                (Span(said, said + 4),),
                "direct",
                0.9,
                "network 1",
            )
        )
    speaker = Speaker("5" * 32, f"{NAME} Olufsen", "person", PLACE)
    finding = Finding("speaker", speaker.name, "name", 0.9, statements[0].source)
    figure = Figure(Span(0, 5), 7.0, "exact", 7.0, 7.0, WORD, PLACE, statements[0].id)
    return Reading(
        document,
        tuple(statements),
        contexts={one.id: Context(speaker, via=(PLACE,), findings=(finding,)) for one in statements},
        figures=(figure,),
    )


SECRETS = secret()
ID = SECRETS.document.id


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with the secret document between others, read twice and decided on."""
    path = tmp_path_factory.mktemp("made") / "onrecord.db"
    with open_record(path) as record:
        for number in range(6):
            record.add(numbered(number))
        record.add(SECRETS)
        record.add(replace(SECRETS, statements=SECRETS.statements[:20], contexts={}), method="network 2")
        for number in range(6, 12):
            record.add(numbered(number))
        one = SECRETS.statements[0].id
        deciding.accept(record, [one], author="ada", note=NOTE)
        deciding.correct(record, one, "content", ["20-40"], author="ada", note=NOTE)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "onrecord.db"


@pytest.fixture
def record(made: Path, path: Path) -> Iterator[Record]:
    shutil.copy(made, path)
    with open_record(path, timeout=1) as opened:
        yield opened


def bytes_with(folder: Path, word: str) -> list[str]:
    """The files of the folder that hold a word in any case."""
    return [file.name for file in folder.iterdir() if word.lower().encode() in file.read_bytes().lower()]


def words_indexed(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, statement_words, row)")
        return {term for (term,) in connection.execute("SELECT term FROM words")}


def test_the_words_are_there_to_begin_with(record: Record, tmp_path: Path) -> None:
    assert all(bytes_with(tmp_path, word) for word in SECRET)


def test_nothing_of_a_forgotten_document_is_left_in_the_files(
    record: Record, tmp_path: Path, path: Path
) -> None:
    done = forget(record, [ID[:8]], author="ada", reason="by order of the court")
    assert [word for word in SECRET if bytes_with(tmp_path, word)] == []
    assert not any(term.startswith(("zubrow", "wexling", "hid")) for term in words_indexed(path))
    (mark,) = done.marks
    assert (mark.document, mark.author, mark.reason) == (ID, "ada", "by order of the court")
    assert mark.purged_at is not None
    assert marks(record) == done.marks
    record.close()
    assert [word for word in SECRET if bytes_with(tmp_path, word)] == []


def test_all_rows_that_came_from_it_are_gone_and_no_others(record: Record, path: Path) -> None:
    forget(record, [ID], author="ada")
    assert record.reading(ID) is None
    assert record.counts() == Counts(documents=12, readings=12, statements=120)
    assert log(record) == []
    assert all(record.reading(numbered(number).document.id) == numbered(number) for number in range(12))
    with record.moment() as connection:
        speakers = connection.exec_driver_sql("SELECT name FROM speaker WHERE name LIKE '%Olufsen%'").all()
    assert speakers == []
    record.close()
    assert examine(path).problems == ()


def test_every_table_about_documents_is_emptied_with_its_document(path: Path) -> None:
    with open_record(path) as record:
        record.add(SECRETS)
        deciding.accept(record, [SECRETS.statements[0].id], author="ada")
        forget(record, [ID], author="ada")
        with record.moment() as connection:
            counts = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in metadata.sorted_tables
            }
    assert {name for name, count in counts.items() if count} == {"forgotten"}


def test_a_forgotten_document_is_refused_until_its_mark_is_lifted(record: Record) -> None:
    forget(record, [ID], author="ada")
    with pytest.raises(InputError, match=rf"was removed .* by ada; .*onrecord forget --lift {ID}") as caught:
        record.add(SECRETS)
    assert caught.value.input == SECRETS.document.url
    assert record.reading(ID) is None
    (mark,) = lift(record, [ID[:10]], author="ben")
    assert (mark.lifted_by, mark.lifted_at is None) == ("ben", False)
    assert record.add(SECRETS).change == "new"
    forget(record, [ID], author="cleo")
    assert [one.author for one in marks(record)] == ["ada", "cleo"]
    with pytest.raises(InputError, match="by cleo"):
        record.add(SECRETS)


def test_forgetting_twice_keeps_the_first_mark(record: Record) -> None:
    first = forget(record, [ID], author="ada")
    again = forget(record, [ID[:6]], author="ben")
    assert again.marks == first.marks == marks(record)


@pytest.mark.parametrize("given", ["0" * 32, "abc", ""])
def test_what_was_never_on_record_is_not_forgotten(record: Record, given: str) -> None:
    with pytest.raises(DecisionError):
        forget(record, [ID, given], author="ada")
    assert record.reading(ID) is not None
    with pytest.raises(DecisionError):
        lift(record, [given], author="ada")


def test_other_versions_of_the_page_are_named_and_stay(record: Record, tmp_path: Path) -> None:
    second, third = (secret(f"{TEXT}{more}") for more in ("More.", "Even more."))
    assert [record.add(one).change for one in (second, third)] == ["new_version", "new_version"]
    done = forget(record, [second.document.id], author="ada")
    assert done.versions_left == (ID, third.document.id)
    with record.moment() as connection:
        query = "SELECT a.id FROM document a JOIN document b ON b.supersedes = a.seq WHERE b.id = ?"
        older = connection.exec_driver_sql(query, (third.document.id,)).scalar_one()
    assert older == ID
    done = forget(record, [third.document.id], author="ada", versions=True)
    assert {mark.document for mark in done.marks} == {ID, third.document.id}
    assert done.versions_left == ()
    assert bytes_with(tmp_path, WORD) == []


def test_what_was_decided_on_a_passage_that_stands_often_goes_with_its_version(
    record: Record, path: Path, tmp_path: Path
) -> None:
    second, third = (secret(f"{TEXT}{more}") for more in ("More.", "Even more."))
    for one in (second, third):
        record.add(one)
    of_second = second.statements[0].id
    deciding.correct(record, of_second, "speaker", ["Quillamine"], kind="organization", author="ada")
    assert bytes_with(tmp_path, "Quillamine")
    forget(record, [second.document.id], author="ada")
    assert bytes_with(tmp_path, "Quillamine") == []
    assert examine(path).problems == ()


def test_a_name_that_only_a_removed_document_printed_is_gone(path: Path, tmp_path: Path) -> None:
    full, short = (
        told(n, Voice(name, "Mayor of Velk")) for n, name in ((1, "Zed Quuxley"), (2, "Z. Quuxley"))
    )
    with open_record(path) as record:
        for one in (full, short):
            record.add(one)
        assert bytes_with(tmp_path, "Zed Quuxley")
        forget(record, [full.document.id], author="ada")
    assert bytes_with(tmp_path, "Zed Quuxley") == []


def test_the_name_of_a_speaker_into_whom_others_were_merged_is_gone(path: Path, tmp_path: Path) -> None:
    kept, other = told(1, Voice("Zed Quuxley", "Mayor")), told(2, Voice("Ada Lorn", "Mayor"))
    with open_record(path) as record:
        for one in (kept, other):
            record.add(one)
        key, merged = (next(iter(one.contexts.values())).speaker for one in (kept, other))
        assert key
        assert merged
        deciding.merge(record, key.id, [merged.id], author="ada")
        forget(record, [kept.document.id], author="ada")
        with record.moment() as connection:
            names = connection.execute(select(speaker.c.name).where(speaker.c.became.is_(None)))
            assert names.scalars().all() == ["Ada Lorn"]
    assert bytes_with(tmp_path, "Zed Quuxley") == []
    assert examine(path).problems == ()


def test_the_beginning_of_an_id_is_not_that_of_a_removed_document_alone(record: Record) -> None:
    forget(record, [ID], author="ada")
    with record.change() as connection:
        connection.execute(update(document).where(document.c.seq == 1).values(id=f"{ID[:8]}{'0' * 24}"))
    with pytest.raises(DecisionError, match="more than one document begins so"):
        forget(record, [ID[:8]], author="ada")


def test_what_fails_while_it_is_removed_is_not_removed(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("killed in the middle")

    with monkeypatch.context() as patch:
        patch.setattr(forgetting, "delete", fail)
        with pytest.raises(RuntimeError):
            forget(record, [ID], author="ada")
    assert record.reading(ID) is not None
    assert marks(record) == ()


def test_bytes_that_cannot_be_removed_now_are_removed_the_next_time(
    record: Record, path: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM document").fetchone()
        with pytest.raises(RecordError, match="run the same command again"):
            forget(record, [ID], author="ada")
    assert record.reading(ID) is None
    (mark,) = marks(record)
    assert mark.purged_at is None
    done = forget(record, [ID], author="ada")
    assert done.marks[0].purged_at is not None
    assert bytes_with(tmp_path, WORD) == []
