"""What can be opened as a record in an SQLite file, and what is said about the rest."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.errors import RecordError, RecordTooNew
from onrecord.record import migrations, open_record

from .writer import numbered

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record with one reading, closed."""
    path = tmp_path / "onrecord.db"
    with open_record(path) as record:
        record.add(numbered(1))
    return path


@pytest.fixture
def ordinary_folder() -> Iterator[Path]:
    """A folder of ours where permissions hold: root lays its rights down for the test."""
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    with open_record(folder / "first.db") as record:  # loads what nobody may not be allowed to load later
        record.add(numbered(1))
        record.reading(numbered(1).document.id)
    for file in folder.iterdir():
        file.unlink()
    if root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def refusal(target: str | Path, *, read_only: bool = False) -> str:
    """What is said when ``target`` cannot be opened: one line that starts with its name."""
    with pytest.raises(RecordError) as caught:
        open_record(target, read_only=read_only)
    message = str(caught.value)
    assert message.startswith(f"{target}: ")
    assert ";" in message, "says what to do"
    assert "\n" not in message
    return message


def run(path: Path, *commands: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for command in commands:
            connection.execute(command)


def test_a_path_without_a_file_becomes_a_record_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a %20?#& b é.db"
    with open_record(path) as record:
        record.add(numbered(1))
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    with open_record(str(path), read_only=True) as record:
        assert record.counts().documents == 1


def test_a_url_names_the_file_as_sqlalchemy_has_it(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_record(f"sqlite:///{path}") as record:
        assert record.counts().documents == 1
    monkeypatch.chdir(tmp_path)
    with open_record("sqlite:///onrecord.db") as record:
        monkeypatch.chdir("/")
        assert record.counts().documents == 1


@pytest.mark.parametrize("target", ["", ":memory:", "sqlite://"])
def test_a_record_without_a_file_is_refused(target: str) -> None:
    assert "a record is a file" in refusal(target)


def test_a_url_of_another_database_is_refused() -> None:
    assert "postgresql records are not supported" in refusal("postgresql://localhost/onrecord")


@pytest.mark.parametrize("read_only", [False, True])
def test_a_place_that_cannot_hold_a_record_is_refused(tmp_path: Path, read_only: bool) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert "is a folder; name a file in it" in refusal(tmp_path, read_only=read_only)
    missing = tmp_path / "missing" / "onrecord.db"
    assert f"there is no folder {missing.parent}; make it" in refusal(missing, read_only=read_only)
    assert "there is no folder" in refusal(tmp_path / "file" / "onrecord.db", read_only=read_only)
    assert "is not a file" in refusal("/dev/null", read_only=read_only)
    assert "cannot be opened" in refusal(tmp_path / ("x" * 300), read_only=read_only)


def test_reading_only_creates_nothing(tmp_path: Path) -> None:
    assert "there is no such record" in refusal(tmp_path / "onrecord.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_record_but_holds_none_to_read(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    path.touch()
    assert "is empty" in refusal(path, read_only=True)
    with open_record(path) as record:
        record.add(numbered(1))


@pytest.mark.parametrize(
    "content", [b"x", b"\n", b"SQLite format 3", b"A story about SQLite format 3.\n" * 99]
)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_of_another_kind_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, read_only: bool
) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(content)
    assert "is not a record; name another file" in refusal(path, read_only=read_only)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "mark", ["CREATE TABLE urls (url)", "PRAGMA user_version=1", "PRAGMA application_id=7"]
)
@pytest.mark.parametrize("read_only", [False, True])
def test_another_program_s_sqlite_file_is_refused_and_left_alone(
    tmp_path: Path, mark: str, read_only: bool
) -> None:
    path = tmp_path / "history.db"
    run(path, "VACUUM", mark)
    before = path.read_bytes()
    assert "is the SQLite file of another program" in refusal(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_record_of_a_newer_onrecord_is_refused_and_left_alone(path: Path, read_only: bool) -> None:
    newer = len(migrations.STEPS) + 1
    run(path, f"PRAGMA user_version={newer}")
    before = path.read_bytes()
    with pytest.raises(RecordTooNew, match=f"schema {newer} of a newer onrecord.*upgrade onrecord"):
        open_record(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("size", [17, 99, 600, 4096, 3 * 4096, -1])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_truncated_record_is_called_damaged(path: Path, size: int, read_only: bool) -> None:
    os.truncate(path, size if size > 0 else path.stat().st_size + size)
    message = refusal(path, read_only=read_only)
    assert "is damaged or cut short; keep a copy, and restore a backup" in message


def test_an_overwritten_page_is_called_damaged_at_the_latest_when_it_is_read(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 64] = b"\xff" * 64
    path.write_bytes(content)

    def read() -> None:
        with open_record(path) as record:
            record.reading(numbered(1).document.id)

    with pytest.raises(RecordError, match="is damaged or cut short"):
        read()


def test_a_file_that_may_not_be_written_opens_read_only_alone(ordinary_folder: Path) -> None:
    path = ordinary_folder / "onrecord.db"
    open_record(path).close()
    path.chmod(0o444)
    assert "may not be written; make it writable, or write to a copy" in refusal(path)
    with open_record(path, read_only=True) as record:
        assert record.counts().documents == 0
    path.chmod(0)
    assert "may not be read" in refusal(path, read_only=True)


def test_a_folder_that_may_not_be_written_is_refused_for_writing(ordinary_folder: Path) -> None:
    path = ordinary_folder / "onrecord.db"
    ordinary_folder.chmod(0o555)
    assert re.search("the folder .* may not be written; name another", refusal(path))
    ordinary_folder.chmod(0)
    assert "cannot be opened" in refusal(path)


def test_a_record_on_read_only_media_can_be_read(ordinary_folder: Path) -> None:
    path = ordinary_folder / "onrecord.db"
    with open_record(path) as record:
        record.add(numbered(1))
    ordinary_folder.chmod(0o555)
    with open_record(path, read_only=True) as record:
        assert record.reading(numbered(1).document.id) == numbered(1)
    assert [file.name for file in ordinary_folder.iterdir()] == ["onrecord.db"]
    assert "may not be written; make it writable" in refusal(path)


def test_a_record_read_before_it_went_to_read_only_media_can_be_read(ordinary_folder: Path) -> None:
    path = ordinary_folder / "onrecord.db"
    open_record(path).close()
    open_record(path, read_only=True).close()  # may leave an empty WAL
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    ordinary_folder.chmod(0o555)
    with open_record(path, read_only=True) as record:
        assert record.counts().documents == 0


def test_a_record_copied_in_use_to_read_only_media_asks_to_be_moved(
    path: Path, ordinary_folder: Path
) -> None:
    source, copy = ordinary_folder / "source.db", ordinary_folder / "onrecord.db"
    with open_record(source) as record:
        record.add(numbered(1))
        shutil.copy(source, copy)
        shutil.copy(f"{source}-wal", f"{copy}-wal")
    ordinary_folder.chmod(0o555)
    assert "copy it, with the file that ends in -wal, to a folder" in refusal(copy, read_only=True)
