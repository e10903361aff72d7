"""Killed, crowded and out of space: a record stays whole up to its last finished document."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.record import Record, doctor, open_record

from .writer import numbered

WRITER = Path(__file__).with_name("writer.py")
ENDLESS = 1_000_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "onrecord.db"


def start(path: Path, first: int, count: int) -> subprocess.Popen[str]:
    """A process that adds readings and prints the number of each when it is on record."""
    command = [sys.executable, str(WRITER), str(path), str(first), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def check_whole(path: Path, finished: int, *, at_most: int) -> int:
    """Check that documents 0 to ``finished`` and perhaps the next are on record; how many are."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with open_record(path) as record:
        count = record.counts().documents
        assert finished <= count <= at_most
        for number, document in enumerate(record.documents()):
            assert record.reading(document.id) == numbered(number)
        assert record.counts().readings == count
        assert record.counts().statements == 10 * count
    return count


def test_a_writer_killed_at_any_moment_leaves_every_finished_document(path: Path) -> None:
    moments = random.Random(2018)
    count = 0
    for _ in range(10):
        with start(path, count, ENDLESS) as writer:
            assert writer.stdout
            finished = count + len(writer.stdout.readline().split())
            time.sleep(moments.uniform(0, 0.25))
            writer.kill()
            finished += sum(line.endswith("\n") for line in writer.stdout)
        assert finished > count, "the writer got to work"
        # what was added between the last report and the kill is one document
        count = check_whole(path, finished, at_most=finished + 1)
    assert doctor.examine(path).problems == (), "ids follow from content, indexes agree with it"


def test_a_record_whose_writer_was_killed_can_be_read_without_repair(path: Path) -> None:
    with start(path, 0, ENDLESS) as writer:
        assert writer.stdout
        writer.stdout.readline()
        writer.kill()
        finished = 1 + len(writer.stdout.readlines())
    with open_record(path, read_only=True) as record:
        assert finished <= record.counts().documents <= finished + 1
        assert record.reading(numbered(0).document.id) == numbered(0)


def test_a_writer_killed_while_it_makes_the_record_leaves_one_that_opens(tmp_path: Path) -> None:
    for number in range(3):
        path = tmp_path / f"{number}.db"
        with start(path, 0, ENDLESS) as writer:
            while not path.exists():
                time.sleep(0.0005)
            time.sleep(number * 0.002)
            writer.kill()
            assert writer.stdout
            finished = len(writer.stdout.readlines())
        open_record(path).close()
        check_whole(path, finished, at_most=finished + 1)
        assert doctor.examine(path).healthy


def test_two_writers_at_once_both_succeed_and_double_nothing(path: Path) -> None:
    writers = [start(path, 0, 60), start(path, 30, 60)]
    for writer in writers:
        output, _ = writer.communicate(timeout=60)
        assert writer.returncode == 0
        assert len(output.split()) == 60
    with open_record(path) as record:
        assert record.counts().documents == record.counts().readings == 90
        assert record.counts().statements == 900
    assert doctor.examine(path).healthy


def test_readers_see_whole_documents_while_one_writes(path: Path) -> None:
    open_record(path).close()
    counts = []
    with open_record(path, read_only=True) as record, start(path, 0, 100) as writer:
        while writer.poll() is None:
            documents = list(record.documents())
            counts.append(len(documents))
            if documents:
                number = len(documents) - 1
                assert record.reading(documents[-1].id) == numbered(number)
        assert writer.returncode == 0
        assert record.counts().documents == 100
    assert counts == sorted(counts)
    assert any(0 < count < 100 for count in counts), "read while the other wrote"


def test_threads_share_one_record(path: Path) -> None:
    with open_record(path) as record:
        threads = [
            threading.Thread(target=lambda part=part: [record.add(numbered(n)) for n in range(part, 60, 3)])
            for part in (0, 1, 2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert record.counts().documents == 60


def test_a_lock_held_beyond_the_timeout_is_named(path: Path) -> None:
    with (
        open_record(path, timeout=0.1) as record,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="another process is writing to it; try again when"):
            record.add(numbered(1))
        assert record.counts().documents == 0
        other.execute("ROLLBACK")
        assert record.add(numbered(1)).change == "new"


def test_a_record_made_while_another_process_holds_the_new_file_waits(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RecordError, match="another process is writing to it"):
            open_record(path, timeout=0.1)
        release = threading.Timer(0.2, lambda: other.execute("ROLLBACK"))
        release.start()
        with open_record(path) as record:
            assert record.add(numbered(0)).change == "new"
        release.join()


def fill(record: Record, path: Path) -> int:
    """Add readings until the disk is full; how many were added."""
    message = "never full"
    for number in range(ENDLESS):
        try:
            record.add(numbered(number))
        except RecordError as error:
            message = str(error)
            break
    assert (
        message
        == f"{path}: the disk is full; free some space and go on: everything finished before is on record"
    )
    return number


def test_a_full_disk_loses_nothing_finished_and_writing_goes_on_once_there_is_room(path: Path) -> None:
    with open_record(path) as record:
        with record._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=150")
        finished = fill(record, path)
        assert finished > 2
        assert record.reading(numbered(0).document.id) == numbered(0)
        with record._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=100000")
        assert record.add(numbered(finished)).change == "new"
    check_whole(path, finished + 1, at_most=finished + 1)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "onrecord-test", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def may_mount() -> bool:
    tool = shutil.which("unshare")
    return (
        bool(tool)
        and os.geteuid() == 0
        and not subprocess.run([str(tool), "-m", "true"], check=False).returncode
    )


if may_mount():

    def test_a_file_system_without_room_loses_nothing_finished(tmp_path: Path) -> None:
        with small_disk(tmp_path / "disk") as folder:
            path, other = folder / "onrecord.db", folder / "other files"
            other.write_bytes(b"x" * 1_200_000)
            with open_record(path) as record:
                finished = fill(record, path)
                assert record.counts().documents == finished
                with pytest.raises(RecordError, match="the disk is full"):
                    record.add(numbered(finished))
            with open_record(path, read_only=True) as record:
                assert record.counts().documents == finished
            other.unlink()
            assert check_whole(path, finished, at_most=finished) > 2
            with open_record(path) as record:
                assert record.add(numbered(finished)).change == "new"

    def test_a_record_that_has_no_room_to_begin_with_says_so(tmp_path: Path) -> None:
        with small_disk(tmp_path / "disk") as folder:
            path, other = folder / "onrecord.db", folder / "other files"
            with pytest.raises(OSError, match="No space"):
                other.write_bytes(b"x" * (4 << 20))
            with pytest.raises(RecordError, match="the disk is full"):
                open_record(path)
            other.unlink()
            with open_record(path) as record:
                assert record.add(numbered(0)).change == "new"
