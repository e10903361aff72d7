"""What all commands have in common."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord import cli
from onrecord.record import deciding, open_record
from tests.record.told import Voice, told

SCRIPT = Path(sys.executable).with_name("onrecord")
NAME = "Łucja Ørsted 😀"
COMMANDS = {
    "search": ("search", "thing", "--speaker", "Ørsted"),
    "check": ("check", "Thing 0 of story 1"),
    "speaker": ("speaker", "Ørsted"),
    "speakers": ("speaker",),
    "brief": ("brief", "thing"),
    "log": ("log",),
    "doctor": ("doctor",),
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ünderground") / "wärn.db"
    with open_record(path) as made:
        reading = told(1, Voice(NAME, "Mayor"), "Owen Strand")
        made.add(reading)
        deciding.accept(made, [reading.statements[0].id], author=NAME)
    return path


def printed(record: Path, charset: str, *args: str) -> bytes:
    done = CliRunner(charset=charset).invoke(cli.main, [*args, "--record", str(record)])
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout_bytes


@pytest.mark.parametrize("charset", ["ascii", "latin-1"])
@pytest.mark.parametrize("command", COMMANDS)
def test_json_loses_nothing_whatever_the_terminal_takes(record: Path, command: str, charset: str) -> None:
    out = printed(record, charset, *COMMANDS[command], "--format", "json").decode()
    found = [json.loads(line) for line in out.splitlines()]
    if command == "doctor":
        assert found[0]["record"] == str(record)
    else:
        assert NAME in out


def test_a_page_for_other_programs_loses_nothing(record: Path) -> None:
    assert NAME in printed(record, "latin-1", "brief", "thing", "--format", "html").decode()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_table_is_shown_as_well_as_the_terminal_can(record: Path, command: str) -> None:
    assert printed(record, "latin-1", *COMMANDS[command])


def test_json_loses_nothing_in_the_locale_of_a_bare_machine(record: Path) -> None:
    env = {**os.environ, "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    command = [str(SCRIPT), "speaker", "--record", "wärn.db", "--format", "json"]
    done = subprocess.run(command, capture_output=True, cwd=record.parent, env=env, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert NAME in [json.loads(line)["name"] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("command", [("export",), ("speaker", "--format", "json"), ("search", "thing")])
def test_a_reader_who_has_seen_enough_is_no_failure_to_speak_of(
    record: Path, command: tuple[str, ...]
) -> None:
    line = [str(SCRIPT), *command, "--record", str(record)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 128 + 13
