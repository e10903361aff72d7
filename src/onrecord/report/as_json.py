"""Readings as JSON, by the contract: every key is always there, absent values are null or
empty, and ``reasons`` says why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from onrecord.model import Context, Document, Figure, Finding, Reading, Relation, Span, Speaker, Statement

Json = dict[str, Any]

NOT_DETERMINED = "not determined by this version"
_DOCUMENT_FIELDS = (
    "input_id", "type", "title", "publisher", "author", "handle", "url", "published", "modified", "language",
)  # fmt: skip
_CONTEXT_FIELDS = ("speaker", "said", "act", "channel", "via")
_UNKNOWN = Context(reasons=dict.fromkeys(_CONTEXT_FIELDS, NOT_DETERMINED))


def line(reading: Reading, relations: Iterable[Relation] = (), *, explain: bool = False) -> str:
    """One reading as one line of JSON, without the line break."""
    return msgspec.json.encode(document(reading, relations, explain=explain)).decode()


def document(reading: Reading, relations: Iterable[Relation] = (), *, explain: bool = False) -> Json:
    """One reading as the JSON object of the contract, with the relations between its own
    statements. ``explain`` adds where each metadata
    value is from, the blocks, and each statement's findings."""
    doc = reading.document
    out: Json = {"id": doc.id}
    out.update((name, getattr(doc, name)) for name in _DOCUMENT_FIELDS)
    out["text"] = doc.text
    out["statements"] = [
        _statement(doc, s, reading.contexts.get(s.id, _UNKNOWN), explain=explain) for s in reading.statements
    ]
    out["figures"] = [_figure(doc, f) for f in reading.figures]
    out["relations"] = [relation(one) for one in relations]
    out["notes"] = list(reading.notes)
    if explain:
        out["metadata"] = dict(doc.metadata)
        out["provenance"] = dict(doc.provenance)
        out["blocks"] = [
            {"kind": b.kind, "start": b.span.start, "end": b.span.end, "author": b.author, "handle": b.handle,
             "date": b.date, "url": b.url}
            for b in doc.blocks
        ]  # fmt: skip
    return out


def relation(one: Relation) -> Json:
    """A relation as a JSON object; ``evidence`` are the words that decide, those of ``a`` first."""
    return {
        "type": one.type,
        "a": one.a,
        "b": one.b,
        "confidence": one.confidence,
        "evidence": [e.text for e in one.evidence],
        "detail": one.detail,
        "method": one.method,
        "spans": [{"statement": e.statement, "start": e.span.start, "end": e.span.end} for e in one.evidence],
    }


def _spans(doc: Document, spans: Iterable[Span]) -> list[Json]:
    return [{"start": s.start, "end": s.end, "text": doc[s]} for s in spans]


def _statement(doc: Document, statement: Statement, context: Context, *, explain: bool) -> Json:
    said = context.said
    out: Json = {
        "id": statement.id,
        "source": _spans(doc, statement.source),
        "cue": _spans(doc, statement.cue),
        "content": _spans(doc, statement.content),
        "quotation": statement.quotation,
        "speaker": _speaker(context.speaker),
        "said": {"date": said.date, "text": said.text or None} if said else None,
        "act": context.act,
        "channel": context.channel,
        "via": list(context.via),
        "confidence": statement.confidence,
        "reasons": dict(context.reasons),
        "decided": list(context.decided),
    }
    if explain:
        out["method"] = statement.method
        out["findings"] = [_finding(doc, f) for f in context.findings]
    return out


def _speaker(speaker: Speaker | None) -> Json | None:
    if speaker is None:
        return None
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "members": [_speaker(member) for member in speaker.members],
    }


def _finding(doc: Document, finding: Finding) -> Json:
    value = finding.value
    return {
        "field": finding.field,
        "value": _speaker(value) if isinstance(value, Speaker) else value,
        "method": finding.method,
        "confidence": finding.confidence,
        "spans": _spans(doc, finding.spans),
        "reason": finding.reason,
    }


def _figure(doc: Document, figure: Figure) -> Json:
    return {
        **_spans(doc, (figure.span,))[0],
        "value": _number(figure.value),
        "bound": figure.bound,
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "place": figure.place,
        "statement": figure.statement,
    }


def _number(value: float | None) -> float | int | None:
    """2000 rather than 2000.0: a count is whole, and a reader sees what is printed."""
    return int(value) if value is not None and float(value).is_integer() else value
