"""What people decided as examples to learn from: JSONL rows in the form that ``training/``
reads its corpus in, one for each document with decisions.

``statements`` are those that a person accepted or corrected, ``rejected`` those that are none,
and ``undecided`` the others that the program found: nobody says that they are right or wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from onrecord.extract.quotes import Quoted, quoted
from onrecord.model import Context, Reading, Span, Spans, Statement
from onrecord.record.decided import Decided, in_force, rejected
from onrecord.record.decisions import SPAN_FIELDS, Decision, Field
from onrecord.report.as_log import value_json

Json = dict[str, Any]

_LINE = re.compile(r"\S[^\n]*")
_THAT = re.compile(r"\bthat\s+$", re.IGNORECASE)
_DOCUMENT_FIELDS = ("type", "publisher", "published", "title", "author", "url")


def line(found: Reading, whole: Decided) -> str:
    """A document's row, without the line break: ``found`` is what the program found in it, and
    ``whole`` what people made of that."""
    document = found.document
    quotations = quotations_of(document.text)
    rows: dict[str, list[Json]] = {"statements": [], "rejected": [], "undecided": []}
    settled = {key: one for one in whole.reading.statements if (key := whole.found[one.id]) in whole.held}
    for one in found.statements:
        verdicts = in_force(whole.held.get(one.id, ()))
        if not verdicts:
            rows["undecided"].append(_statement(document.text, one, quotations))
        elif rejected(verdicts):
            rows["rejected"].append(_statement(document.text, one, quotations))
        elif one.id in settled:
            context = found.contexts.get(one.id, Context())
            row = _statement(document.text, settled[one.id], quotations)
            rows["statements"].append({**row, "corrected": _corrected(context, verdicts)})
    about = {name: getattr(document, name) for name in _DOCUMENT_FIELDS}
    return msgspec.json.encode({"id": document.id, **about, "text": document.text, **rows}).decode()


def as_marked(text: str, content: Spans, quotations: Sequence[Quoted]) -> Spans:
    """A content as the corpus marks it: with the quotation marks around its words and a leading
    "that", which the record leaves out (``extract/trim.py``). ``quotations`` are the text's."""
    spans = [_with_marks(text, span, quotations) for span in content]
    if spans and (that := _THAT.search(text, max(0, spans[0].start - 10), spans[0].start)):
        spans[0] = Span(that.start(), spans[0].end)
    return tuple(spans)


def quotations_of(text: str) -> list[Quoted]:
    """The quotations in a text, each line a paragraph."""
    return list(quoted(text, [Span(line.start(), line.end()) for line in _LINE.finditer(text)]))


def _with_marks(text: str, span: Span, quotations: Sequence[Quoted]) -> Span:
    start, end = span.start, span.end
    for one in quotations:
        if one.inner.start == span.start:
            start = one.outer.start
        if one.inner.start < span.end <= one.inner.end and not text[span.end : one.inner.end].strip(",.!? "):
            end = one.outer.end
    return Span(start, end)


def _statement(text: str, one: Statement, quotations: Sequence[Quoted]) -> Json:
    content = as_marked(text, one.content, quotations)
    parts = {"source": one.source, "cue": one.cue, "content": content}
    pairs = {part: [[span.start, span.end] for span in spans] for part, spans in parts.items()}
    return {"id": one.id, **pairs, "quotation": one.quotation}


def _corrected(context: Context, verdicts: Mapping[Field | None, Decision]) -> list[Json]:
    """What was concluded otherwise: each field with its value and the one that was found."""
    return [
        {"field": field, "value": value_json(one.value), "found": _found(context, field)}
        for field, one in verdicts.items()
        if field is not None and field not in SPAN_FIELDS and field != "quotation"
    ]


def _found(context: Context, field: Field) -> object:
    speaker = context.speaker
    if field == "speaker":
        return {"name": speaker.name, "kind": speaker.kind} if speaker else None
    if field in ("kind", "role"):
        return getattr(speaker, field) if speaker else None
    if field == "said":
        return context.said.date if context.said else None
    value = getattr(context, field)
    return list(value) if isinstance(value, tuple) else value
