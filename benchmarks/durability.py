"""What is left when a process is killed, the disk is full, others write, or a file is damaged.

Every text is invented. A killed process leaves what the system had taken from it, as in a
crash of the program; a power cut is not tried here.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks import damage, invented
from benchmarks.shared import ONE_THREAD, ROOT, Json, command, say, scratch
from benchmarks.tables import number, table
from onrecord.errors import RecordError
from onrecord.record import doctor, open_record

KILLS = {"reading": 120, "opening": 30, "adding": 30, "moving the WAL into the file": 30, "migrating": 30}
_KILLS_A_RECORD = 10  # then a new one is begun, so that looking at it stays quick
_ENDLESS = 1_000_000

Reported = list[tuple[str, int]]  # ids of documents, each with how many statements, or -1


@dataclass
class Outcome:
    """What was found after the kills of one kind."""

    kills: int = 0
    not_opened: int = 0
    not_whole: int = 0
    reported: int = 0
    missing: int = 0
    while_at_work: int = 0
    problems: list[str] = field(default_factory=list)


def _start(arguments: Sequence[str], output: Path) -> subprocess.Popen[bytes]:
    with output.open("wb") as out:
        return subprocess.Popen(
            arguments, stdout=out, stderr=subprocess.DEVNULL, cwd=ROOT, env=os.environ | ONE_THREAD
        )


def _writer(mode: str, path: Path, first: int, count: int) -> list[str]:
    return [sys.executable, "-m", "benchmarks.invented", mode, str(path), str(first), str(count)]


def _reader(path: Path, source: Path) -> list[str]:
    return [command(), "read", "--record", str(path), "--format", "json", str(source)]


def _lines(output: Path) -> list[str]:
    """The lines that were finished."""
    return [line for line in output.read_text(encoding="utf-8").splitlines(keepends=True) if line[-1] == "\n"]


def _read_ids(output: Path) -> Reported:
    found = [json.loads(line) for line in _lines(output)]
    return [(one["id"], len(one["statements"])) for one in found]


def _added_ids(output: Path) -> Reported:
    return [(line.strip(), -1) for line in _lines(output) if line.strip() not in ("begins", "open")]


def _look(path: Path, reported: Reported, outcome: Outcome) -> None:
    """Open a record whose writer was killed, and look at everything in it."""
    outcome.kills += 1
    outcome.reported += len(reported)
    try:
        open_record(path).close()
        examined = doctor.examine(path)
    except RecordError as error:
        outcome.not_opened += 1
        outcome.problems.append(str(error))
        return
    if not examined.healthy:
        outcome.not_whole += 1
        outcome.problems += [f"{one.kind}: {one.problem}" for one in examined.problems[:3]]
    with open_record(path, read_only=True) as record:
        for id, statements in reported:
            found = record.reading(id)
            if found is None or statements not in (-1, len(found.statements)):
                outcome.missing += 1


def _killed(
    arguments: Sequence[str],
    output: Path,
    wait: Callable[[], None],
    ids: Callable[[Path], Reported],
) -> tuple[Reported, bool]:
    """What a process had reported when it was killed, and whether it was still at work."""
    child = _start(arguments, output)
    wait()
    at_work = child.poll() is None
    child.kill()
    child.wait()
    return ids(output), at_work


def _until(output: Path, lines: int) -> None:
    """Wait until a process has said so much."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and output.read_bytes().count(b"\n") < lines:
        time.sleep(0.0005)


def reading(kills: int, folder: Path, chance: random.Random) -> Outcome:
    """``onrecord read`` of many small documents, killed between its start and its end."""
    outcome, output = Outcome(), folder / "output"
    source, path = folder / "stories.jsonl", folder / "reading.db"
    before = time.monotonic()
    for kill in range(-1, kills):
        if kill % _KILLS_A_RECORD == 0:
            path = folder / f"reading-{kill}.db"
        with source.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in invented.rows(40 * kill, 40))
        if kill < 0:  # not killed, to see how long it takes
            _start(_reader(path, source), output).wait()
            whole = time.monotonic() - before
            continue
        moment = chance.uniform(0, whole)
        ids, at_work = _killed(_reader(path, source), output, partial(time.sleep, moment), _read_ids)
        outcome.while_at_work += at_work
        _look(path, ids, outcome)
    return outcome


def opening(kills: int, folder: Path, chance: random.Random) -> Outcome:
    """A record that is being made."""
    outcome, output = Outcome(), folder / "output"
    for kill in range(kills):
        path = folder / f"opening-{kill}.db"
        moment = chance.uniform(0, 0.03)

        def wait(path: Path = path, moment: float = moment) -> None:
            _until(output, 1)
            while not path.exists():
                time.sleep(0.0002)
            time.sleep(moment)

        ids, at_work = _killed(_writer("add", path, 0, _ENDLESS), output, wait, _added_ids)
        outcome.while_at_work += at_work
        _look(path, ids, outcome)
    return outcome


def adding(kills: int, folder: Path, chance: random.Random, mode: str = "add") -> Outcome:
    """A record that is added to without a pause."""
    outcome, output = Outcome(), folder / "output"
    path, first = folder / f"{mode}.db", 0
    for kill in range(kills):
        if kill % _KILLS_A_RECORD == 0:
            path, first = folder / f"{mode}-{kill}.db", 0
        moment = chance.uniform(0, 0.3)

        def wait(moment: float = moment) -> None:
            _until(output, 3)
            time.sleep(moment)

        ids, at_work = _killed(_writer(mode, path, first, _ENDLESS), output, wait, _added_ids)
        first += len(ids)
        outcome.while_at_work += at_work
        _look(path, ids, outcome)
    return outcome


def checkpoint(kills: int, folder: Path, chance: random.Random) -> Outcome:
    """A record whose WAL is moved into the file after each document."""
    return adding(kills, folder, chance, "checkpoint")


def migrating(kills: int, folder: Path, chance: random.Random) -> Outcome:
    """A record of schema 1 that is brought up to date."""
    outcome, output = Outcome(), folder / "output"
    old, path = folder / "schema-1.db", folder / "migrating.db"
    damage.make_schema_1(old, 20)
    ids = [(invented.reading(number).document.id, -1) for number in range(20)]
    shutil.copyfile(old, path)
    child = _start(_writer("open", path, 0, 0), output)
    _until(output, 1)
    began = time.monotonic()
    _until(output, 2)
    whole = time.monotonic() - began
    child.wait()
    for _ in range(kills):
        damage.remove(path)
        shutil.copyfile(old, path)
        moment = chance.uniform(0, whole)

        def wait(moment: float = moment) -> None:
            _until(output, 1)
            time.sleep(moment)

        _killed(_writer("open", path, 0, 0), output, wait, lambda _output: [])
        with closing(sqlite3.connect(path)) as connection:
            outcome.while_at_work += connection.execute("PRAGMA user_version").fetchone()[0] == 1
        _look(path, ids, outcome)
    return outcome


_KINDS: dict[str, Callable[[int, Path, random.Random], Outcome]] = {
    "reading": reading,
    "opening": opening,
    "adding": adding,
    "moving the WAL into the file": checkpoint,
    "migrating": migrating,
}


def measure(limit: int | None = None) -> Json:
    """Kills of each kind, then the other ways to lose a record. ``limit`` makes a trial of at
    most so many of each."""
    result: Json = {"kills": {}}
    for name, kill in _KINDS.items():
        count = KILLS[name] if limit is None else min(limit, KILLS[name])
        say(f"durability: {count} kills while {name}")
        with scratch() as folder:
            outcome = kill(count, folder, random.Random(20))
        for problem in outcome.problems[:5]:
            say(f"  {problem}")
        result["kills"][name] = {k: v for k, v in vars(outcome).items() if k != "problems"}
    for name, trial in damage.TRIALS.items():
        say(f"durability: {name}")
        with scratch() as folder:
            result[name] = trial(folder, limit)
    return result


_KEYS = ("kills", "while_at_work", "not_opened", "not_whole", "reported", "missing")
_HEAD = ("killed while", "times", "at work then", "did not open", "not whole", "reported", "of them missing")
_ON_KILLS = """`kill -9` at moments that chance chooses, on invented stories. After each the record is \
opened and looked at as `onrecord doctor` does: SQLite's own check, foreign keys, every id from its \
content, every index made anew and compared. A document is reported once it is printed."""
_ON_DAMAGE = """A killed process has handed to the system all that it wrote; a power cut, which may cost \
the last documents, was not tried. A damaged file is looked at, and what is whole in it is taken over \
into a new one, as by `onrecord doctor --repair`."""


def page(result: Json) -> str:
    """The section of docs/benchmarks.md."""
    kills = [[name, *(of[key] for key in _KEYS)] for name, of in result["kills"].items()]
    parts = [_ON_KILLS, table(_HEAD, kills), _ON_DAMAGE]
    for name in damage.TRIALS:
        rows = [[key, _shown(value)] for key, value in result[name].items()]
        parts.append(table((f"{name[0].upper()}{name[1:]}", ""), rows))
    return "\n\n".join(parts)


def _shown(value: bool | float) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else number(value, 2)
