"""A full disk, several processes at once, no right to write, a file that is cut or overwritten."""

from __future__ import annotations

import json
import os
import random
import resource
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import IO

from benchmarks import invented
from benchmarks.shared import ONE_THREAD, ROOT, Json, command, say
from onrecord.errors import RecordError
from onrecord.record import doctor, migrations, open_record, recovery
from onrecord.record.sqlite import APPLICATION

PAGE = 4096
_DOCUMENTS = 120  # in a record that is damaged
_TRIALS = 30
_ROOM = 3 << 20  # bytes on the small disk
_NOBODY = 65534


def remove(path: Path) -> None:
    """The record's file and those beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def make(path: Path, count: int) -> None:
    """A record of invented readings."""
    with open_record(path) as record:
        for number in range(count):
            record.add(invented.reading(number))


def make_schema_1(path: Path, count: int) -> None:
    """The same as version 0.1 would have left it."""
    now = path.with_name("now.db")
    make(now, count)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("ATTACH ? AS now", (str(now),))
        for definition in migrations.FIRST_TABLES:
            connection.execute(definition)
        tables = "SELECT name FROM main.sqlite_master WHERE type = 'table'"
        for (table,) in connection.execute(tables).fetchall():
            described = connection.execute(f"PRAGMA main.table_info({table})")
            columns = ", ".join(f'"{row[1]}"' for row in described)
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table}")
        connection.execute("DETACH now")
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute("PRAGMA user_version=1")


def _stories(path: Path, first: int, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in invented.rows(first, count))
    return path


def _read(
    record: Path, source: Path, room: int | None = None, output: IO[str] | int = subprocess.PIPE
) -> subprocess.Popen[str]:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room or 0, room or 0))

    return subprocess.Popen(
        [command(), "read", "--record", str(record), "--format", "json", str(source)],
        stdout=output, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | ONE_THREAD,
        preexec_fn=limited if room else None,
    )  # fmt: skip


def _on_record(path: Path, printed: str) -> bool:
    """Whether the record is whole and has all that was printed."""
    ids = [json.loads(line)["id"] for line in printed.splitlines()]
    examined = doctor.examine(path)
    for one in examined.problems[:3]:
        say(f"  {one.kind}: {one.subject}: {one.problem}")
    with open_record(path, read_only=True) as record:
        return examined.healthy and all(record.reading(id) for id in ids)


def full_disk(folder: Path, limit: int | None) -> Json:
    """Reading onto a disk that is too small, and again when there is room."""
    disk, source = folder / "disk", _stories(folder / "stories.jsonl", 0, 400)
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_ROOM}", "onrecord", str(disk)]
    mounted = not subprocess.run(mount, capture_output=True, check=False).returncode
    try:
        child = _read(disk / "onrecord.db", source, None if mounted else _ROOM)
        printed, error = child.communicate()
        whole = _on_record(disk / "onrecord.db", printed)
        if mounted:
            subprocess.run(["mount", "-o", f"remount,size={_ROOM * 20}", str(disk)], check=True)
        again = _read(disk / "onrecord.db", source)
        printed_again, _ = again.communicate()
        return {
            "a small disk was mounted": mounted,
            "documents before it was full": len(printed.splitlines()),
            "said that the disk is full": child.returncode == 1 and "the disk is full" in error,
            "whole": whole,
            "went on when there was room": again.returncode == 0
            and len(printed_again.splitlines()) == 400
            and _on_record(disk / "onrecord.db", printed_again),
        }
    finally:
        if mounted:
            subprocess.run(["umount", str(disk)], check=True)


def at_once(folder: Path, limit: int | None) -> Json:
    """Two processes that read, half of it the same, while this one looks on."""
    path, count = folder / "onrecord.db", min(limit or 100, 100)
    open_record(path).close()
    sources = [_stories(folder / f"{first}.jsonl", first, count) for first in (0, count // 2)]
    # Into files: a pipe that nobody empties while this process looks on would stop them.
    outputs = [source.with_suffix(".out") for source in sources]
    children = []
    for source, output in zip(sources, outputs, strict=True):
        with output.open("w", encoding="utf-8") as file:
            children.append(_read(path, source, output=file))
    looks, shrank, torn, last = 0, 0, 0, 0
    with open_record(path, read_only=True) as record:
        while any(child.poll() is None for child in children):
            ids = [document.id for document in record.documents()]
            shrank += len(ids) < last
            torn += sum(record.reading(id) is None for id in ids[-3:])
            looks, last = looks + 1, len(ids)
    printed = [output.read_text(encoding="utf-8") for output in outputs]
    with open_record(path, read_only=True) as record:
        documents = record.counts().documents
    return {
        "documents": documents,
        "both finished": all(child.returncode == 0 for child in children),
        "none doubled or lost": documents == count + count // 2,
        "whole": all(_on_record(path, one) for one in printed),
        "looks meanwhile": looks,
        "looks that saw less than before": shrank,
        "looks that saw half a document": torn,
    }


def without_rights(folder: Path, limit: int | None) -> Json:
    """A record that may be read and not written; root lays its rights down for this."""
    path = folder / "onrecord.db"
    make(path, _DOCUMENTS)
    folder.chmod(0o755)
    root = os.geteuid() == 0
    outcome: Json = {}
    for name, of_file, of_folder in (("file", 0o444, 0o755), ("folder", 0o644, 0o555)):
        for file in folder.iterdir():
            os.chown(file, _NOBODY if root else -1, -1)
        path.chmod(of_file)
        os.chown(folder, _NOBODY if root else -1, -1)
        folder.chmod(of_folder)
        if root:
            os.seteuid(_NOBODY)
        try:
            outcome[f"read-only {name}: examined"] = doctor.examine(path).healthy
            try:
                open_record(path).close()
                outcome[f"read-only {name}: writing refused"] = False
            except RecordError as error:
                outcome[f"read-only {name}: writing refused"] = (
                    "may not be written; open it read-only" in str(error)
                )
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)
            path.chmod(0o644)
    return outcome


def cut(folder: Path, limit: int | None) -> Json:
    """A file cut at lengths that chance chooses."""
    chance = random.Random(20)

    def cut_once(content: bytes) -> tuple[bytes, float]:
        length = chance.randrange(1, len(content))
        return content[:length], length / len(content)

    return _damaged(folder, limit, cut_once)


def overwritten(folder: Path, limit: int | None) -> Json:
    """A file in which one to eight pages are overwritten with bytes that mean nothing."""
    chance = random.Random(20)

    def overwrite(content: bytes) -> tuple[bytes, float]:
        pages = len(content) // PAGE
        chosen = chance.sample(range(pages), chance.randint(1, 8))
        damaged = bytearray(content)
        for page in chosen:
            damaged[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
        return bytes(damaged), 1 - len(chosen) / pages

    return _damaged(folder, limit, overwrite)


def _damaged(folder: Path, limit: int | None, harm: Callable[[bytes], tuple[bytes, float]]) -> Json:
    """What is said of a record after each harm, and how many of its documents are recovered."""
    path, new = folder / "onrecord.db", folder / "new.db"
    make(path, _DOCUMENTS)
    content = path.read_bytes()
    trials = min(limit or _TRIALS, _TRIALS)
    result: Json = {
        "files": trials, "called damaged or no record": 0, "healthy, and was": 0, "healthy, and was not": 0,
        "part of the file that was left": 0.0, "part of the documents recovered": 0.0,
        "files from which none was recovered": 0, "recovered but not as it was": 0,
        "neither recovered nor listed as lost, a file": 0.0,
    }  # fmt: skip
    for _ in range(trials):
        damaged, left = harm(content)
        remove(path)
        path.write_bytes(damaged)
        remove(new)
        healthy = False
        with suppress(RecordError):
            healthy = doctor.examine(path).healthy
        kept, listed = 0, 0
        with suppress(RecordError):
            done = recovery.recover(path, new)
            listed = len(done.lost)
            with open_record(new, read_only=True) as record:
                kept = sum(
                    record.reading(one.document.id) == one for one in map(invented.reading, range(_DOCUMENTS))
                )
            result["recovered but not as it was"] += done.documents - kept
        if healthy:
            result["healthy, and was" if kept == _DOCUMENTS else "healthy, and was not"] += 1
        else:
            result["called damaged or no record"] += 1
        result["part of the file that was left"] += left / trials
        result["part of the documents recovered"] += kept / _DOCUMENTS / trials
        result["files from which none was recovered"] += not kept
        result["neither recovered nor listed as lost, a file"] += max(_DOCUMENTS - kept - listed, 0) / trials
    return result


TRIALS: dict[str, Callable[[Path, int | None], Json]] = {
    "full disk": full_disk,
    "two that read and one that looks on": at_once,
    "no right to write": without_rights,
    "file cut short": cut,
    "pages overwritten": overwritten,
}
