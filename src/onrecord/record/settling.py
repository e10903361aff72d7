"""One statement and its context with the decisions on it in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from onrecord.context import names
from onrecord.model import (
    DECISION,
    Context,
    Finding,
    Reading,
    Span,
    Spans,
    Speaker,
    SpeakerKind,
    Statement,
    When,
    content_id,
)
from onrecord.record.decisions import FIELDS, SPAN_FIELDS, Decision, Field, Name

_PARTS: tuple[Field, ...] = (*SPAN_FIELDS, "quotation")
_NOTHING_CONCLUDED = dict.fromkeys(("speaker", "said", "act", "channel", "via"), "nothing was concluded")
# What was found of a speaker says nothing of another one.
_GONE_WITH = {"speaker": ("kind", "role")}


def settle(
    reading: Reading, found: Statement, context: Context | None, verdicts: Mapping[Field | None, Decision]
) -> tuple[Statement, Context]:
    """``found`` and its context as ``verdicts``, the decision in force on each field, have them."""
    parts: dict[str, Any] = {field: verdicts[field].value or () for field in _PARTS if field in verdicts}
    statement = replace(found, **parts, confidence=1.0)
    context = context or Context(reasons=_NOTHING_CONCLUDED)
    findings: list[Finding] = [_finding(reading, statement, one) for one in _in_order(verdicts)]
    decided = {one.field for one in findings}
    for field in tuple(decided):
        decided.update(_GONE_WITH.get(field, ()))
    reasons = dict(context.reasons)
    for field in FIELDS:
        if field in verdicts and field not in _PARTS:
            one = verdicts[field]
            context = _SETTERS[field](reading, statement, context, one)
            reasons.pop(field, None)
            if not one.value:
                reasons[field] = told(one)
    kept = tuple(one for one in context.findings if one.field not in decided)
    return statement, replace(context, reasons=reasons, findings=(*findings, *kept))


def told(one: Decision) -> str:
    """By whom and when it was decided, and why if they said so."""
    return f"decided by {one.author}, {one.decided_at}" + (f": {one.note}" if one.note else "")


def speaker_id(kind: SpeakerKind, name: str, document: str) -> str:
    """The id that ``context/speakers.py`` gives to one so called: the same in every document
    for a full name, the document's own for any other."""
    words = [names.fold(word) for word in name.split()]
    if len(words) > 1 if kind == "person" else kind == "organization":
        return content_id("speaker", kind, words)
    return content_id("speaker", kind, words, document, 0)


def _in_order(verdicts: Mapping[Field | None, Decision]) -> list[Decision]:
    return [verdicts[field] for field in (None, *FIELDS) if field in verdicts]


def _finding(reading: Reading, statement: Statement, one: Decision) -> Finding:
    value: object = one.value
    spans = one.support
    if one.field is None:
        return Finding("statement", one.action, DECISION, 1.0, spans or statement.content, told(one))
    if isinstance(value, Name):
        value = value.name
    elif one.field in SPAN_FIELDS:
        spans = cast(Spans, value) if value else spans
        value = " … ".join(reading.document[span] for span in cast(Spans, value)) if value else None
    return Finding(one.field, value, DECISION, 1.0, spans, told(one))


def _speaker(reading: Reading, statement: Statement, context: Context, one: Decision) -> Context:
    if not isinstance(one.value, Name):
        return replace(context, speaker=None)
    return replace(context, speaker=_known_speaker(reading, one.value) or _new_speaker(statement, one.value))


def speakers(reading: Reading) -> Iterator[Speaker]:
    """The speakers of a document's statements, one for each statement that has one."""
    return (context.speaker for context in reading.contexts.values() if context.speaker)


def same_name(a: str, b: str) -> bool:
    """Whether two names differ at most in case, accents, dots and apostrophes."""
    return [names.fold(word) for word in a.split()] == [names.fold(word) for word in b.split()]


def _known_speaker(reading: Reading, name: Name) -> Speaker | None:
    """The speaker of that name and kind whom the program found in the document."""
    known = (one for one in speakers(reading) if one.kind == name.kind and same_name(one.name, name.name))
    return next(known, None)


def _new_speaker(statement: Statement, name: Name) -> Speaker:
    return Speaker(speaker_id(name.kind, name.name, statement.document), name.name, name.kind)


def _kind(_reading: Reading, statement: Statement, context: Context, one: Decision) -> Context:
    speaker, kind = context.speaker, cast(SpeakerKind, one.value)
    if speaker is None or speaker.kind == kind:
        return context
    id = speaker_id(kind, speaker.name, statement.document)
    members = speaker.members if kind == "group" else ()
    return replace(context, speaker=replace(speaker, id=id, kind=kind, members=members))


def _role(_reading: Reading, _statement: Statement, context: Context, one: Decision) -> Context:
    if context.speaker is None:
        return context
    return replace(context, speaker=replace(context.speaker, role=cast(str | None, one.value)))


def _said(reading: Reading, statement: Statement, context: Context, one: Decision) -> Context:
    """The date, with the words pointed to, else those that the program found; the rest of a
    ``When`` said how the program came to its own date."""
    if one.value is None:
        return replace(context, said=None)
    date, found = cast(str, one.value), context.said
    if one.support:
        return replace(context, said=When(date, reading.document[one.support[0]], one.support[0]))
    if found is not None:
        return replace(context, said=When(date, found.text, found.span))
    return replace(context, said=When(date, "", _place(statement)))


def _place(statement: Statement) -> Span:
    return statement.cue[0] if statement.cue else statement.content[0]


def _plain(field: Field) -> Callable[[Reading, Statement, Context, Decision], Context]:
    def set_field(_reading: Reading, _statement: Statement, context: Context, one: Decision) -> Context:
        value = one.value or () if field == "via" else one.value
        return replace(context, **{field: value})  # type: ignore[arg-type]

    return set_field


_SETTERS: Mapping[Field, Callable[[Reading, Statement, Context, Decision], Context]] = {
    "speaker": _speaker,
    "kind": _kind,
    "role": _role,
    "said": _said,
    "act": _plain("act"),
    "channel": _plain("channel"),
    "via": _plain("via"),
}
