"""The record as lines, and back: every byte again, and nothing that was tampered with."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputEncoding, InputError, InputFormat, InputMissing, InputTooLarge
from onrecord.model import Document, Figure, Reading, Span, Statement
from onrecord.record import Counts, deciding, decisions, forgetting, open_record, transfer
from onrecord.record.histories import History, Recorded
from onrecord.record.marks import Forgotten
from onrecord.report import as_json, exports
from onrecord.report.exports import jsonl, jsonl_lines
from onrecord.report.exports.bringing import Brought, Unlinked, bring
from tests.record.test_conformance import readings, report
from tests.record.writer import numbered
from tests.report.examples import full, minimal

EARLY, LATE = "2026-03-04T12:00:00.000Z", "2026-03-05T12:00:00.000Z"
Json = dict[str, Any]


def history(*found: Reading) -> History:
    return History(tuple(Recorded(one, f"network {n}", EARLY) for n, one in enumerate(found)))


def read(*lines: bytes) -> list[Any]:
    return [line for _, line in jsonl_lines.read("-", stdin=io.BytesIO(b"".join(lines)))]


def exported(path: Path) -> bytes:
    out = io.BytesIO()
    with open_record(path, read_only=True) as record:
        exports.write_record(record, out)
    return out.getvalue()


def brought(path: Path, data: bytes) -> list[Brought | InputError | Unlinked]:
    with open_record(path) as record:
        return list(bring(record, "-", stdin=io.BytesIO(data)))


# Round trips


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(readings(), st.none() | st.just("0" * 32))
@example(report("👩‍👩‍👧 e\u0301 \u202eשלום\u202c مرحبا\r\n\tend\r\u2028\x85", title="", language="he"), None)
@example(report(metadata={"half a character": "\ud83d", "nothing": "\0"}, provenance={}), None)
@example(report(metadata={"big": 10**40, "small": 1e-300, "whole": 2.0}), None)
def test_every_line_gives_what_it_was_made_from(reading: Reading, supersedes: str | None) -> None:
    made = replace(history(reading, reading), supersedes=supersedes)
    header, line = jsonl.lines([made])
    (again,) = read(header, line)
    assert list(jsonl.lines([again])) == [header, line]
    assert asdict(again) == asdict(made)


def test_numbers_that_json_has_not_come_back() -> None:
    reading = full()
    figures = (
        Figure(Span(0, 3), float("inf"), "above", float("-inf"), None),
        Figure(Span(0, 3), 1e300, "exact", 1e300, 1e300),
    )
    made = history(replace(reading, figures=figures))
    (again,) = read(*jsonl.lines([made]))
    assert again.readings[0].reading.figures == figures


def test_decisions_and_marks_come_back() -> None:
    statement = full().statements[0]
    verdicts = [
        decisions.about(statement, "accept", "Ida", EARLY, note="seen"),
        decisions.about(statement, "correct", "Ida", EARLY, field="content", value=(Span(0, 3),)),
        decisions.about(
            statement, "correct", "Ida", EARLY, field="speaker", value=decisions.Name("Per", "person")
        ),
        decisions.about(statement, "correct", "Ida", EARLY, field="via", value=("Harbor Wire",)),
        decisions.about(statement, "correct", "Ida", EARLY, field="act", support=(Span(0, 1),)),
        decisions.across("merge", "a", ("b", "c"), "Ida", EARLY),
        decisions.across("split", "a", (decisions.Appearance("0" * 32, "k"),), "Ida", EARLY),
    ]
    verdicts.append(replace(verdicts[0], withdrawn_at=LATE, withdrawn_by="Per"))
    marks = [
        Forgotten("0" * 32, "Ida", "asked for", EARLY),
        Forgotten("1" * 32, "Ida", None, EARLY, lifted_at=LATE, lifted_by="Per"),
    ]
    assert read(*jsonl.lines([], verdicts, marks)) == [*marks, *verdicts]


def test_export_import_export_gives_the_same_bytes(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.db") as record:
        for number in range(3):
            record.add(numbered(number))
        record.add(numbered(1, "network 2"))
        changed = replace(numbered(2).document, text="“It was changed,” he said.", blocks=())
        assert record.add(Reading(changed)).change == "new_version"
        deciding.reject(record, [numbered(0).statements[2].id], author="Ida")
        (taken,) = deciding.accept(record, [numbered(0).statements[3].id], author="Ida")
        deciding.withdraw(record, [taken.id], author="Per")
        forgetting.forget(record, [record.add(numbered(9)).document], author="Ida")
        forgetting.forget(record, [record.add(minimal()).document], author="Ida")
        forgetting.lift(record, [minimal().document.id], author="Per")
        record.add(minimal())
    data = exported(tmp_path / "a.db")
    arrived = brought(tmp_path / "b.db", data)
    assert [one for one in arrived if not isinstance(one, Brought) or one.change != "new"] == []
    assert exported(tmp_path / "b.db") == data
    assert {one.change for one in brought(tmp_path / "b.db", data) if isinstance(one, Brought)} == {
        "unchanged"
    }
    assert exported(tmp_path / "b.db") == data


def test_what_was_cut_off_can_be_brought_again(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.db") as record:
        for number in range(3):
            record.add(numbered(number))
    data = exported(tmp_path / "a.db")
    assert isinstance(brought(tmp_path / "b.db", data[: len(data) // 2])[-1], InputFormat)
    assert [one.change for one in brought(tmp_path / "b.db", data) if isinstance(one, Brought)] == [
        "unchanged",
        "new",
        "new",
    ]
    assert exported(tmp_path / "b.db") == data


# What a line looks like


def test_a_documents_line_is_what_read_prints_and_more() -> None:
    reading = full()
    line = jsonl.document_object(history(reading))
    printed = as_json.document(reading, explain=True)
    added = {"line", "supersedes", "earlier", "method", "recorded_at"}
    assert line.keys() - printed.keys() == added
    for key in printed.keys() - {"statements", "blocks"}:
        assert line[key] == printed[key]
    (statement,), (plain,) = line["statements"], printed["statements"]
    assert statement == {**plain, "said": {**plain["said"], "start": 26, "end": 35, "anchor": "2024-05-02"}}
    assert [one | {"words": [], "signature": []} for one in printed["blocks"]] == line["blocks"]


def test_the_current_reading_is_the_line_and_the_others_are_in_it() -> None:
    line = jsonl.document_object(history(report(found=3), report(found=2)))
    assert len(line["statements"]) == 2
    (earlier,) = line["earlier"]
    assert len(earlier["statements"]) == 3
    assert earlier.keys() == line.keys() - {"line", "id", "type", "text", "supersedes", "earlier"}


# Hostile files


def spoilt(change: Callable[[Json], object]) -> bytes:
    line = jsonl.document_object(history(full()))
    change(line)
    return json.dumps(line).encode() + b"\n"


def statement(line: Json) -> Json:
    found: Json = line["statements"][0]
    return found


HEADER = next(iter(jsonl.lines([])))
GOOD = list(jsonl.lines([history(minimal())]))[1]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{\n", r"line 2: is damaged: not JSON"),
        (b"[]\n", r"line 2: is damaged: not an object"),
        (b'{"line": "document", "x": NaN}\n', r"line 2: is damaged: not JSON \(NaN is no number\)"),
        (b'{"line": "story"}\n', r"line 2: is damaged: 'story' is no kind of line"),
        (b'{"text": "a"}\n', r"line 2: is damaged: 'None' is no kind of line"),
        (b"\xff\n", r"line 2: is not UTF-8"),
        (b'{"a":' * 100_000 + b"\n", r"line 2: is nested too deeply"),
        (spoilt(lambda line: line.pop("blocks")), r"missing required field `blocks`"),
        (spoilt(lambda line: line.update(text=line["text"] + "!")), r"the id '\w{32}' is not that of its type, outlet and text"),
        (spoilt(lambda line: line.update(publisher="Other")), r"the id '\w{32}' is not that of its type, outlet and text"),
        (spoilt(lambda line: line.update(type="story")), r"Invalid enum value 'story'"),
        (spoilt(lambda line: statement(line).update(id="0" * 32)), r"of a statement is not that of its spans"),
        (spoilt(lambda line: statement(line)["cue"][0].update(start=0)), r"the words at 0 to 25 are not those of the text"),
        (spoilt(lambda line: statement(line)["cue"][0].update(end=9999)), r"the words at 21 to 9999 are not those"),
        (spoilt(lambda line: statement(line)["cue"][0].update(start=-1)), r"0 <= start < end"),
        (spoilt(lambda line: statement(line).update(content=[])), r"a statement has content"),
        (spoilt(lambda line: statement(line).update(confidence="sure")), r"Expected `float`, got `str`"),
        (spoilt(lambda line: statement(line).update(confidence=7)), r"has the confidence 7"),
        (spoilt(lambda line: statement(line).update(act="sing")), r"Invalid enum value 'sing'"),
        (spoilt(lambda line: statement(line)["said"].update(end=9999)), r"ends beyond the text"),
        (spoilt(lambda line: statement(line)["findings"][0].update(confidence=2)), r"no possible confidence"),
        (spoilt(lambda line: line["figures"][0].update(statement="0" * 32)), r"not one of its statements"),
        (spoilt(lambda line: line["figures"][0].update(value="many")), r"could not convert"),
        (spoilt(lambda line: line["figures"][0].update(value=10**400)), r"is damaged"),
        (spoilt(lambda line: line["blocks"][0].update(end=9999)), r"ends beyond the text"),
        (spoilt(lambda line: line.update(recorded_at="yesterday")), r"'yesterday' is no time"),
        (spoilt(lambda line: line.update(title="\ud83d")), r"its title holds half a character"),
        (spoilt(lambda line: line.update(title="a\0b")), r"its title holds a NUL character"),
    ],
)  # fmt: skip
def test_a_damaged_line_is_refused_and_the_rest_goes_on(tmp_path: Path, line: bytes, message: str) -> None:
    refused, taken = brought(tmp_path / "a.db", HEADER + line + GOOD)
    assert isinstance(refused, InputError)
    with pytest.raises(type(refused), match=message):
        raise refused
    assert isinstance(taken, Brought)
    assert taken.change == "new"
    with open_record(tmp_path / "a.db") as record:
        assert record.counts() == Counts(1, 1, 1)


def test_a_fault_of_the_programs_own_is_not_called_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer, "add_history", lambda *_: int(""))
    (refused,) = brought(tmp_path / "a.db", HEADER + GOOD)
    assert isinstance(refused, InputError)
    assert "ValueError: invalid literal" in str(refused)
    assert "this is a fault in onrecord" in str(refused)
    assert "damaged" not in str(refused)


DECISION: Json = jsonl.decision_object(
    decisions.about(minimal().statements[0], "correct", "Ida", EARLY, field="act", value="deny")
)


ACROSS: Json = {"document": None, "field": None, "value": None, "source": [], "cue": [], "content": []}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"author": "Per"}, "is not that of the decision"),
        ({"action": "obey"}, "Invalid enum value 'obey'"),
        ({"field": "title"}, "Invalid enum value 'title'"),
        ({"field": None}, "no field for correct"),
        ({"value": "sing"}, "no value for act"),
        ({"value": ["deny"]}, "no value for act"),
        ({"field": "kind", "value": None}, "no value for kind"),
        ({"field": "content", "value": []}, "no value for content"),
        ({"field": "content", "value": [[5, 1]]}, "0 <= start < end"),
        ({"field": "content", "value": "words"}, "no value for content"),
        ({"field": "speaker", "value": {"name": "Per"}}, "no value for speaker"),
        ({"field": "speaker", "value": {"name": "Per", "kind": "ghost"}}, "no value for speaker"),
        ({"field": "said", "value": "soon"}, "no value for said"),
        ({**ACROSS, "action": "merge"}, "no value for merge"),
        ({**ACROSS, "action": "split", "value": ["a"]}, "no value for split"),
        ({**ACROSS, "action": "merge", "value": [1, 2]}, "no value for merge"),
        ({**ACROSS, "action": "split", "value": [["a", 1]]}, "no value for split"),
        ({**ACROSS, "action": "accept"}, "no value for accept"),
        ({**ACROSS, "action": "accept", "value": ["revises", "a"]}, "no value for accept"),
        ({**ACROSS, "action": "accept", "value": ["follows", "a", "b"]}, "no value for accept"),
        ({**ACROSS, "action": "accept", "value": ["revises", "a", "b"]}, "is not the relation"),
        ({"document": None}, "words of no document"),
        ({"action": "merge", "field": None, "value": ["a"]}, "is on no one document"),
        ({"field": "speaker", "value": {"name": 1, "kind": "person"}}, "no value for speaker"),
        ({"field": "via", "value": ["Harbor Wire", 1]}, "no value for via"),
        ({"content": [[0, 2]]}, "is not the statement with its spans"),
        ({"withdrawn_at": LATE}, "somebody who withdrew"),
        ({"decided_at": "now"}, "is damaged"),
        ({"support": [[0, 9999]]}, "beyond the end"),
        ({"document": "0" * 32}, "is not the statement with its spans"),
    ],
    ids=str,
)
def test_a_decision_that_cannot_be_one_is_refused(tmp_path: Path, change: Json, message: str) -> None:
    line = json.dumps({**DECISION, **change}).encode() + b"\n"
    _, refused = brought(tmp_path / "a.db", HEADER + GOOD + line)
    assert isinstance(refused, InputError)
    assert message in str(refused)
    assert json.loads(exported(tmp_path / "a.db").splitlines()[-1])["line"] == "document"


def test_a_decision_that_can_be_one_is_taken(tmp_path: Path) -> None:
    _, taken = brought(tmp_path / "a.db", HEADER + GOOD + json.dumps(DECISION).encode())
    assert isinstance(taken, Brought)
    assert (taken.kind, taken.change) == ("decision", "new")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n\n", GOOD, b'{"text": "A story."}\n', b"A story.\n", b"\x00\xff\n", b"[]\n",
        b'{"line": "header", "format": "other", "schema": 1}\n', b'{"line": "header", "format": "onrecord", "schema": "1"}\n',
        b'{"line": "header", "format": "onrecord", "schema": 0}\n',
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused_as_a_whole(data: bytes) -> None:
    with pytest.raises(
        InputFormat, match=r"standard input: does not begin as an export does; .* use `onrecord read`"
    ):
        read(data)


def test_an_export_of_a_newer_onrecord_is_refused_with_advice() -> None:
    newer = HEADER.replace(b'"schema":1', b'"schema":2')
    with pytest.raises(
        InputFormat, match="is an export of schema 2 by a newer onrecord; this one knows 1; upgrade"
    ):
        read(newer, GOOD)


def test_exports_that_were_put_behind_each_other_are_read_on() -> None:
    newer = HEADER.replace(b'"schema":1', b'"schema":9')
    found = read(HEADER, GOOD, HEADER, GOOD, newer, GOOD)
    assert [type(one) for one in found] == [History, History, InputFormat, History]


def test_a_line_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl_lines, "MAX_LINE", len(GOOD))
    found = read(HEADER, b" " * 9 * len(GOOD) + b"\n", b"x" * 3 * len(GOOD) + b"\n", GOOD)
    assert [type(one) for one in found] == [InputTooLarge, InputTooLarge, History]


def test_a_gzipped_export_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(HEADER + GOOD))
    assert [type(one) for _, one in jsonl_lines.read(str(path))] == [History]


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="no such file"):
        list(jsonl_lines.read(str(tmp_path / "none.jsonl")))


def test_a_document_of_bytes_that_are_no_text_is_named_by_its_line() -> None:
    (refused,) = read(HEADER, b'{"line": "\xe9"}\n')
    assert isinstance(refused, InputEncoding)
    assert refused.input == "standard input, line 2"


def test_a_document_with_an_older_version_that_is_missing_says_so(tmp_path: Path) -> None:
    found = Document("It closes.")
    newer = History((Recorded(Reading(found, (Statement(found.id, (Span(0, 9),)),)), "n", EARLY),), "0" * 32)
    taken, unlinked = brought(tmp_path / "a.db", b"".join(jsonl.lines([newer])))
    assert isinstance(taken, Brought)
    assert unlinked == Unlinked(found.id, "0" * 32)


def test_an_older_version_may_come_later_in_the_file(tmp_path: Path) -> None:
    first, second = (
        Document(text, url="https://gazette.example/bridge") for text in ("It stays.", "It closes.")
    )
    for record, documents in (("a.db", (first, second)), ("b.db", (second,))):
        with open_record(tmp_path / record) as opened:
            for one in documents:
                opened.add(Reading(one))
    brought(tmp_path / "b.db", exported(tmp_path / "a.db"))  # here the newer version was first
    data = exported(tmp_path / "b.db")
    assert {type(one) for one in brought(tmp_path / "c.db", data)} == {Brought}
    assert exported(tmp_path / "c.db") == data
