"""Lines of an export back into what they were made from.

A file may come from anyone: every id is made again from what the line holds, every span has
to show the words that the text has there, and a line that fails is refused alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from onrecord.errors import InputEncoding, InputError, InputFormat
from onrecord.ingest import files
from onrecord.model import Reading, content_id
from onrecord.record.decisions import Decision
from onrecord.record.histories import History, Recorded
from onrecord.record.marks import Forgotten
from onrecord.report.exports import jsonl
from onrecord.report.exports.jsonl_types import DocumentLine, ReadingObject
from onrecord.report.exports.jsonl_verdicts import DecisionLine, MarkLine

Line = History | Decision | Forgotten

MAX_LINE = 256_000_000  # bytes: a document of 20 MB with the findings of several readings
GET_ANOTHER = "get an undamaged copy; the rest goes on"
_NOT_OURS = (
    "`onrecord import` takes what `onrecord export --format jsonl` wrote; for other files use `onrecord read`"
)
_ID = re.compile("[0-9a-f]{32}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def read(name: str, *, stdin: BinaryIO | None = None) -> Iterator[tuple[str, Line | InputError]]:
    """What each line of an export (a path, or "-"; plain or gzipped) holds, with the name that
    errors give it. A line that cannot be taken comes as an InputError in its place.

    Raises InputError when the file cannot be opened, is no export, or is one of a newer
    onrecord.
    """
    with files.opened(name, stdin) as source:
        lines = files.read_lines(source, MAX_LINE)
        _, first = next(lines, (1, b""))
        _check_begin(first, source.name)
        for number, line in lines:
            shown = f"{source.name}, line {number}"
            try:
                if isinstance(line, InputError):
                    raise line
                values = _values(line, shown)
                if values.get("line") == "header":  # of an export that was put behind another
                    _check_header(values, shown)
                else:
                    yield shown, _parsed(values, shown)
            except InputError as error:
                yield shown, error


def _check_begin(line: bytes | InputError, name: str) -> None:
    if isinstance(line, bytes):
        try:
            values = _values(line, name)
        except InputError:
            values = {}
        if values.get("line") == "header":
            _check_header(values, name)
            return
    raise InputFormat(name, "does not begin as an export does", _NOT_OURS)


def _values(line: bytes, name: str) -> dict[str, Any]:
    try:
        values = json.loads(line.decode(), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise InputEncoding(name, f"is not UTF-8 ({error.reason})", GET_ANOTHER) from None
    except RecursionError:
        raise InputFormat(name, "is nested too deeply", GET_ANOTHER) from None
    except ValueError as error:
        raise InputFormat(name, f"is damaged: not JSON ({error})", GET_ANOTHER) from None
    if not isinstance(values, dict):
        raise InputFormat(name, "is damaged: not an object", GET_ANOTHER)
    return values


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _check_header(values: dict[str, Any], name: str) -> None:
    schema = values.get("schema")
    if values.get("format") != jsonl.FORMAT or not isinstance(schema, int) or schema < 1:
        raise InputFormat(name, "does not begin as an export does", _NOT_OURS)
    if schema > jsonl.SCHEMA:
        raise InputFormat(
            name,
            f"is an export of schema {schema} by a newer onrecord; this one knows {jsonl.SCHEMA}",
            "upgrade onrecord to import it",
        )


def _parsed(values: dict[str, Any], name: str) -> Line:
    try:
        kind = values.get("line")
        if kind == "document":
            return _history(msgspec.convert(values, DocumentLine))
        if kind == "decision":
            return _decision(msgspec.convert(values, DecisionLine))
        if kind == "forgotten":
            return _mark(msgspec.convert(values, MarkLine))
        raise ValueError(f"{str(kind)[:40]!r} is no kind of line")
    except RecursionError:
        raise InputFormat(name, "is nested too deeply", GET_ANOTHER) from None
    except (ValueError, OverflowError) as error:  # msgspec's errors are ValueErrors
        raise InputFormat(name, f"is damaged: {error}", GET_ANOTHER) from None


def _history(line: DocumentLine) -> History:
    readings = tuple(_recorded(line, one) for one in (*line.earlier, line))
    return History(readings, line.supersedes)


def _recorded(line: DocumentLine, one: ReadingObject) -> Recorded:
    document = one.document(line.text, line.type)
    if document.id != line.id:
        raise ValueError(f"the id {line.id[:40]!r} is not that of its type, outlet and text")
    statements = tuple(statement.statement(document) for statement in one.statements)
    contexts = {}
    for statement in one.statements:
        if statement.id not in contexts and (context := statement.context(document)) is not None:
            contexts[statement.id] = context
    figures = tuple(figure.figure(document) for figure in one.figures)
    reading = Reading(document, statements, tuple(one.notes), contexts, figures)
    return Recorded(reading, one.method, _time(one.recorded_at))


def _decision(line: DecisionLine) -> Decision:
    made = line.decision()
    id = content_id(
        "decision", line.action, line.target, line.field, line.value, line.author, line.decided_at
    )
    if made.id != id:
        raise ValueError(f"the id {line.id[:40]!r} is not that of the decision")
    _time(made.decided_at)
    if made.withdrawn_at is not None:
        _time(made.withdrawn_at)
    return made


def _mark(line: MarkLine) -> Forgotten:
    if (line.lifted_at is None) != (line.lifted_by is None):
        raise ValueError("a lifted mark has a time and somebody who lifted it")
    for time in (line.forgotten_at, line.lifted_at):
        if time is not None:
            _time(time)
    if not _ID.fullmatch(line.document):
        raise ValueError(f"{line.document[:40]!r} is no document's id")
    return Forgotten(
        line.document,
        line.author,
        line.reason,
        line.forgotten_at,
        lifted_at=line.lifted_at,
        lifted_by=line.lifted_by,
    )


def _time(value: str) -> str:
    if not _TIME.fullmatch(value):
        raise ValueError(f"{value[:40]!r} is no time in UTC such as 2026-03-05T17:00:00.000Z")
    return value
