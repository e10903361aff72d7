"""The command line: what is printed where, what is recorded, and the exit status.

Most commands run in this process with the network already loaded; those that depend on
the process itself (pipes, encodings, environment) run the installed script.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from onrecord import cli, pipeline
from onrecord.extract import Extractor
from onrecord.extract import network as network_module
from onrecord.extract.network import Network
from onrecord.record import Counts, open_record
from onrecord.weights import WEIGHTS

from .report.test_as_json import assert_contract

SCRIPT = Path(sys.executable).with_name("onrecord")
STORY = (
    "“We lost the key,” Dara Holm said on Monday.\n\nThe director confirmed that the door had stood open.\n"
)
HOSTILE = "“We lost \x1b[2J\x1b]0;owned\x07 the \u202eyek\u202c,” Dara Holm said on Monday.\n"
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and an environment that says nothing."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "ONRECORD_RECORD",
        "COLUMNS",
        "FORCE_COLOR",
        "TTY_COMPATIBLE",
        "PYTHONIOENCODING",
        "PYTHONUTF8",
    ):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def story(folder: Path) -> str:
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    return "story.txt"


@pytest.fixture
def run(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process, with the network that is loaded already."""
    monkeypatch.setattr(pipeline, "Extractor", lambda: extractor)

    def invoke(*args: str, **settings: Any) -> Result:
        result = CliRunner().invoke(cli.main, args, **settings)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


def script(
    *args: str, given: bytes | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Runs the installed script as a user would."""
    return subprocess.run(
        [SCRIPT, *args], input=given, stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True, env={**os.environ, **(env or {})}, timeout=60, check=False,
    )  # fmt: skip


def counts(path: str = "onrecord.db") -> Counts:
    with open_record(path, read_only=True) as record:
        return record.counts()


def rows(path: Path, *values: object) -> str:
    path.write_text("".join(json.dumps(v) + "\n" for v in values), encoding="utf-8")
    return path.name


def documents(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.removesuffix("\n").split("\n")]


# What is printed


def test_a_story_is_printed_as_a_table_and_recorded(story: str) -> None:
    done = script("read", story)
    shown = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    for part in ("Dara Holm", "We lost the key", "direct", "recorded"):
        assert part in shown
    assert "\x1b" not in shown
    assert all(cell_len(line) <= 100 for line in shown.splitlines())
    assert counts().documents == 1


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("more", [(), ("--explain",)])
def test_json_keeps_the_contract(
    run: Run, story: str, folder: Path, form: str, more: tuple[str, ...]
) -> None:
    other = rows(
        folder / "rows.jsonl",
        {"id": "p", "type": "post", "text": "Not today.\u2028\n“No”"},
        {"text": "Gone."},
    )
    result = run("read", "--format", form, *more, story, other)
    assert (result.exit_code, result.stderr) == (0, "")
    found = documents(result)
    assert len(found) == 3
    for document in found:
        assert_contract(document)
    assert any(document["statements"] for document in found)
    assert found[1]["input_id"] == "p"
    assert found[1]["text"] == "Not today.\u2028\n“No”"
    assert all(("provenance" in document) == bool(more) for document in found)


def test_csv_is_read_back_by_any_reader(run: Run, story: str, folder: Path) -> None:
    other = rows(
        folder / "rows.jsonl",
        {"id": "=1+1", "type": "post", "text": "@dara =cmd|' /C calc'!A0,\n\"two\" lines"},
        {"text": "Gone."},
    )
    result = run("read", "--format", "csv", story, other)
    assert result.exit_code == 0
    found = list(csv.DictReader(io.StringIO(result.stdout, newline=""), strict=True))
    post = next(row for row in found if row["type"] == "post")
    assert post["input_id"] == "'=1+1"
    assert post["content"] == "'@dara =cmd|' /C calc'!A0,\n\"two\" lines"
    assert found[-1]["note"] == "no statements found"
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in found for cell in row.values()
    )


def test_csv_has_one_header_for_all_inputs(run: Run, story: str, folder: Path) -> None:
    (folder / "other.txt").write_text(STORY.replace("key", "map"), encoding="utf-8")
    result = run("read", "--format", "csv", story, "other.txt")
    assert result.stdout.count("document,input_id") == 1


def test_a_wide_table_wraps_at_a_hundred_columns(run: Run, folder: Path) -> None:
    (folder / "long.txt").write_text(
        "“" + "日本 and many other words, " * 30 + "x" * 300 + ",” Dara Holm said on Monday.",
        encoding="utf-8",
    )
    result = run("read", "--no-record", "long.txt")
    assert all(cell_len(line) <= 100 for line in result.stdout.splitlines())


def test_escapes_and_overrides_in_a_story_do_not_reach_the_terminal(run: Run, folder: Path) -> None:
    name = rows(
        folder / "rows.jsonl",
        {"id": HOSTILE, "title": HOSTILE, "type": "post", "text": HOSTILE},
        {"id": HOSTILE, "text": 5},
    )
    result = run("read", "--no-record", name)
    assert result.exit_code == 1
    for stream in (result.stdout, result.stderr):
        assert not {"\x1b", "\x07", "\u202e", "\u202c"} & set(stream)


def test_a_file_name_cannot_steer_the_terminal(run: Run) -> None:
    result = run("read", "--no-record", "\x1b[2Jmissing\u202e.txt")
    assert result.exit_code == 1
    assert "missing" in result.stderr
    assert not {"\x1b", "\u202e"} & set(result.stderr)


def test_another_language_is_said_in_the_table(run: Run, folder: Path) -> None:
    (folder / "bericht.txt").write_text(
        "Die Direktorin des Museums bestätigte am Montag, dass die Tür die ganze Nacht offen gestanden habe und "
        "niemand etwas bemerkt hätte, obwohl der Nachtwächter zweimal vorbeigekommen sei.",
        encoding="utf-8",
    )
    result = run("read", "bericht.txt")
    assert result.exit_code == 0
    assert "not in English (de)" in result.stdout
    assert counts() == Counts(documents=1, readings=1, statements=0)


# What is recorded


def test_reading_again_changes_nothing_and_says_so(run: Run, story: str) -> None:
    first = run("read", story)
    held = counts()
    second = run("read", story)
    assert "· recorded" in " ".join(first.stdout.split())
    assert "· on record already" in " ".join(second.stdout.split())
    assert counts() == held
    assert held.documents == held.readings == 1


def test_without_a_record_no_file_is_written(run: Run, story: str, folder: Path) -> None:
    result = run("read", "--no-record", story)
    assert result.exit_code == 0
    assert [p.name for p in folder.iterdir()] == ["story.txt"]
    assert "recorded" not in result.stdout


def test_the_record_can_be_named(run: Run, story: str, folder: Path) -> None:
    assert run("read", "--record", "named.db", story).exit_code == 0
    assert counts("named.db").documents == 1
    assert not (folder / "onrecord.db").exists()


def test_the_environment_names_the_record_and_an_option_goes_before_it(
    run: Run, story: str, folder: Path
) -> None:
    env = {"ONRECORD_RECORD": "from-env.db"}
    assert run("read", story, env=env).exit_code == 0
    assert run("read", "--record", "option.db", story, env=env).exit_code == 0
    assert {p.name for p in folder.iterdir() if p.suffix == ".db"} == {"from-env.db", "option.db"}


def test_the_fast_network_reads_the_same_way_and_is_named(run: Run, story: str) -> None:
    (standard,) = documents(run("read", "--no-record", "--format", "json", "--explain", story))
    (fast,) = documents(run("read", "--no-record", "--model", "fast", "--format", "json", "--explain", story))
    assert fast["statements"]
    assert [set(s) for s in fast["statements"][:1]] == [set(s) for s in standard["statements"][:1]]
    for statement in fast["statements"]:
        for piece in statement["content"]:
            assert fast["text"][piece["start"] : piece["end"]] == piece["text"]
    assert "onrecord-fast" in json.dumps(fast)
    assert "onrecord-fast" not in json.dumps(standard)


def test_the_unlikely_are_on_record_but_not_printed(run: Run, story: str) -> None:
    (everything,) = documents(run("read", "--no-record", "--format", "json", story))
    (printed,) = documents(run("read", "--min-confidence", "1", "--format", "json", story))
    assert printed["statements"] == []
    assert counts().statements == len(everything["statements"]) > 0


# What fails


def test_one_input_that_fails_does_not_stop_the_others(run: Run, story: str, folder: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (folder / "folder").mkdir()
    result = run("read", "--format", "json", "missing.txt", "empty.txt", story, "photo.png", "folder")
    assert result.exit_code == 1
    assert len(documents(result)) == 1
    assert counts().documents == 1
    lines = result.stderr.splitlines()
    assert [line.split(":")[1].strip() for line in lines[:4]] == [
        "missing.txt",
        "empty.txt",
        "photo.png",
        "folder",
    ]
    assert all(";" in line for line in lines[:4]), "each says what to do"
    assert lines[4:] == ["onrecord: 4 of 5 could not be read"]


def test_one_bad_line_does_not_stop_the_others(run: Run, folder: Path) -> None:
    (folder / "rows.jsonl").write_text(
        '{"id": "a", "text": "Gone."}\n{bad\n{"id": "c", "text": "All of it."}\n'
    )
    result = run("read", "--format", "json", "rows.jsonl")
    assert result.exit_code == 1
    assert [d["input_id"] for d in documents(result)] == ["a", "c"]
    assert "rows.jsonl, line 2:" in result.stderr
    assert counts().documents == 2


def test_a_lone_input_that_fails_is_one_line(run: Run) -> None:
    result = run("read", "missing.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("onrecord: missing.txt: ")


def test_an_input_above_the_limit_is_refused(run: Run, folder: Path) -> None:
    (folder / "large.txt").write_text("word " * 250_000)
    result = run("read", "--max-size", "1", "large.txt")
    assert result.exit_code == 1
    assert "large.txt" in result.stderr


@pytest.mark.parametrize("target", ["folder", "nowhere/onrecord.db", "postgresql://localhost/x", "notes.db"])
def test_a_record_that_cannot_be_opened_is_one_line(run: Run, story: str, folder: Path, target: str) -> None:
    (folder / "folder").mkdir()
    (folder / "notes.db").write_text("these are notes and no record\n" * 100)
    result = run("read", "--record", target, story)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"onrecord: {target}: ")


def test_damaged_weights_are_one_line_and_nothing_is_recorded(
    story: str, folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = Path(shutil.copytree(WEIGHTS, tmp_path_factory.mktemp("copy") / "weights"))
    (weights / "onrecord.onnx").write_bytes(b"damaged")
    monkeypatch.setattr(network_module, "Network", lambda name: Network(weights, name))
    result = CliRunner().invoke(cli.main, ["read", story])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"onrecord: {weights / 'onrecord.onnx'}: ")
    assert [p.name for p in folder.iterdir()] == ["story.txt"]


@pytest.mark.parametrize(
    "args",
    [
        ["read"],
        ["read", "--format", "yaml", "story.txt"],
        ["read", "--type", "novel", "story.txt"],
        ["read", "--published", "someday", "story.txt"],
        ["read", "--min-confidence", "2", "story.txt"],
        ["read", "--max-size", "0", "story.txt"],
        ["read", "--no-such-option", "story.txt"],
        ["no-such-command"],
    ],
    ids=" ".join,
)
def test_misuse_exits_with_two_and_writes_nothing(
    run: Run, story: str, folder: Path, args: list[str]
) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage:" in result.stderr
    assert [p.name for p in folder.iterdir()] == ["story.txt"]


# Options


def test_what_the_input_does_not_say_can_be_given(run: Run, story: str) -> None:
    result = run(
        "read", "--format", "json", "--published", "2 May 2024", "--publisher", "Test Post",
        "--url", "https://example.org/a", "--title", "Keys", "--type", "release", story,
    )  # fmt: skip
    (found,) = documents(result)
    given = {key: found[key] for key in ("published", "publisher", "url", "title", "type")}
    assert given == {
        "published": "2024-05-02", "publisher": "Test Post", "url": "https://example.org/a", "title": "Keys", "type": "release",
    }  # fmt: skip


def test_a_transcript_is_read_by_its_turns(run: Run, folder: Path) -> None:
    (folder / "talk.txt").write_text("HOLM: Not today.\n\nQUESTION: Why not?\n")
    (found,) = documents(run("read", "--type", "transcript", "--format", "json", "talk.txt"))
    assert [
        (s["source"][0]["text"], s["content"][0]["text"], s["quotation"]) for s in found["statements"]
    ] == [
        ("HOLM", "Not today.", "post"),
        ("QUESTION", "Why not?", "post"),
    ]


def test_a_gzipped_input_is_read(run: Run, folder: Path) -> None:
    (folder / "rows.jsonl.gz").write_bytes(
        gzip.compress(b'{"id": 7, "type": "post", "text": "Not today."}\n')
    )
    (found,) = documents(run("read", "--format", "json", "rows.jsonl.gz"))
    assert found["input_id"] == "7"


def test_help_names_every_command_and_option(run: Run) -> None:
    assert "read" in run("--help").stdout
    shown = run("read", "-h").stdout
    for option in (
        "--record",
        "--no-record",
        "--format",
        "--published",
        "--publisher",
        "--url",
        "--title",
        "ONRECORD_RECORD",
    ):
        assert option in shown


def test_the_version_is_the_packages(run: Run) -> None:
    from importlib.metadata import version

    assert run("--version").stdout == f"onrecord {version('onrecord')}\n"


# The process


def test_standard_input_is_read_and_offsets_are_of_its_text() -> None:
    text = "😀 “We lost the key,” Dara Holm said on Monday.\n"
    done = script("read", "--no-record", "--format", "json", "-", given=text.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout)
    assert found["text"].startswith("😀 “We")
    assert found["statements"]
    assert_contract(found)


def test_it_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("onrecord ")


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_a_reader_that_has_seen_enough_is_no_complaint(folder: Path, form: str) -> None:
    name = rows(folder / "rows.jsonl", *({"type": "post", "text": f"Number {n}. " * 400} for n in range(300)))
    with subprocess.Popen(
        [SCRIPT, "read", "--no-record", "--format", form, name],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() != b""
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) in (0, 141)


def test_progress_on_a_terminal_leaves_output_and_errors_whole(folder: Path, story: str) -> None:
    terminal, stderr = os.openpty()
    with subprocess.Popen(
        [SCRIPT, "read", "--no-record", "--format", "json", story, "\x1b[2Jmissing.txt", story],
        stdout=subprocess.PIPE,
        stderr=stderr,
        env={**os.environ, "TERM": "xterm"},
    ) as process:
        os.close(stderr)
        assert process.stdout is not None
        lines = process.stdout.read().splitlines()
        assert process.wait(timeout=60) == 1
    shown = b""
    with contextlib.suppress(OSError):  # Linux ends a terminal that nobody writes to with an error
        while part := os.read(terminal, 65536):
            shown += part
    os.close(terminal)
    assert [json.loads(line)["id"] for line in lines] == [json.loads(lines[0])["id"]] * 2
    assert "onrecord: �[2Jmissing.txt: no such file; check the path" in shown.decode()
    assert "1 of 3 could not be read" in shown.decode()
    assert b"\x1b[2J" not in shown


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}])
def test_any_locale_prints_any_text(folder: Path, env: dict[str, str]) -> None:
    name = rows(folder / "rows.jsonl", {"type": "post", "text": "“שלום 😀”"})
    done = script("read", "--no-record", "--format", "json", name, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["text"] == "“שלום 😀”"


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_terminal_of_another_encoding_is_no_error(folder: Path, form: str) -> None:
    name = rows(folder / "rows.jsonl", {"type": "post", "text": "“שלום 😀”"})
    done = script("read", "--no-record", "--format", form, name, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    if form == "json":
        assert json.loads(done.stdout)["text"] == "“שלום 😀”"
