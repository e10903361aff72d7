"""The whole record as lines of JSON, from which ``jsonl_lines.py`` makes the same record again.

A header; the marks of what was removed; each document with all its readings, as the
contract's object of its current one with what that leaves out besides; decisions. One
record always gives the same bytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from onrecord.model import Context, Document, Span
from onrecord.record.decisions import Decision, value_json
from onrecord.record.histories import History, Recorded
from onrecord.record.marks import Forgotten
from onrecord.record.plain import is_unicode
from onrecord.report import as_json

FORMAT = "onrecord"
SCHEMA = 1  # of these lines; one more whenever an older onrecord would lose something of them

Json = dict[str, Any]

_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_ASCII_JSON = json.JSONEncoder(allow_nan=False, separators=(",", ":"))
_OF_THE_DOCUMENT = ("id", "type", "text")  # the same in each of its readings


def lines(
    documents: Iterable[History], decisions: Iterable[Decision] = (), marks: Iterable[Forgotten] = ()
) -> Iterator[bytes]:
    """The header and each line, with its line break. Marks come first, for they forbid some
    documents, and decisions last, for they are on documents."""
    yield _line({"line": "header", "format": FORMAT, "schema": SCHEMA})
    yield from (_line(mark_object(one)) for one in marks)
    yield from (_line(document_object(one)) for one in documents)
    yield from (_line(decision_object(one)) for one in decisions)


def mark_object(one: Forgotten) -> Json:
    """The line of a removed document's mark. Since when its bytes are gone is of one file only."""
    values = asdict(one)
    del values["purged_at"]
    return {"line": "forgotten", **values}


def document_object(history: History) -> Json:
    """A document's line: its current reading as ``onrecord read --explain`` prints it, with
    what makes it whole, and its earlier readings, the first first."""
    *earlier, current = history.readings
    out = {"line": "document", **_reading(current)}
    out["supersedes"] = history.supersedes
    out["earlier"] = [
        {key: value for key, value in _reading(one).items() if key not in _OF_THE_DOCUMENT} for one in earlier
    ]
    return out


def decision_object(one: Decision) -> Json:
    """A decision's line."""
    spans = {part: _offsets(getattr(one, part)) for part in ("source", "cue", "content", "support")}
    return {"line": "decision", **asdict(one), "value": value_json(one.value), **spans}


def _reading(recorded: Recorded) -> Json:
    reading = recorded.reading
    doc = reading.document
    out = as_json.document(reading, explain=True)
    for statement, printed in zip(reading.statements, out["statements"], strict=True):
        said = reading.contexts.get(statement.id, Context()).said
        if said is not None:
            printed["said"] |= {"start": said.span.start, "end": said.span.end, "anchor": said.anchor}
    for figure in out["figures"]:
        for key in ("value", "low", "high"):
            figure[key] = _finite(figure[key])
    for block, printed in zip(doc.blocks, out["blocks"], strict=True):
        printed["words"] = _spans(doc, block.words)
        printed["signature"] = _spans(doc, block.signature)
    return {**out, "method": recorded.method, "recorded_at": recorded.recorded_at}


def _spans(doc: Document, spans: Iterable[Span]) -> list[Json]:
    return [{"start": span.start, "end": span.end, "text": doc[span]} for span in spans]


def _offsets(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _finite(value: float | None) -> float | str | None:
    """JSON has no infinite number."""
    if value is None or math.isfinite(value):
        return value
    return "Infinity" if value > 0 else "-Infinity"


def _line(values: Json) -> bytes:
    encoded = _JSON.encode(values)
    if not is_unicode(encoded):  # half a character in a page's metadata
        encoded = _ASCII_JSON.encode(values)
    return encoded.encode() + b"\n"
