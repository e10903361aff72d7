"""The types of ``model.py`` to rows and back, exactly.

Everything that a store could not give back as it was is refused here, before anything
is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Row

from onrecord.errors import InputEncoding
from onrecord.model import (
    Block,
    BlockKind,
    Document,
    DocumentType,
    Quotation,
    Reading,
    Span,
    Statement,
    content_id,
    site,
)
from onrecord.record import context_codec
from onrecord.record.plain import Values, is_unicode, offsets_from_json, offsets_to_json, to_json

Offsets = list[tuple[int, int]]

FIELDS = (
    "title",
    "publisher",
    "author",
    "handle",
    "url",
    "published",
    "modified",
    "language",
    "input_id",
)
PARTS = ("source", "cue", "content")


def outlet(document: Document) -> str | None:
    """Where the document stood: the part of its id besides type and text."""
    return document.publisher or site(document.url)


def method_of(reading: Reading) -> str:
    """The methods of the reading's statements and findings, sorted and joined."""
    methods = {statement.method for statement in reading.statements}
    methods.update(finding.method for one in reading.contexts.values() for finding in one.findings)
    return "+".join(sorted(methods))


def check(reading: Reading) -> None:
    """Refuse what cannot be stored and given back as it is.

    Raises InputEncoding where a field is not text that every store and file can hold (a
    lone surrogate, a NUL), ValueError where the reading contradicts itself.
    """
    document = reading.document
    for name, value in _words(reading):
        if "\0" in value or not is_unicode(value):
            raise InputEncoding(
                document.input_id or document.url or document.title or f"document {document.id}",
                f"its {name} holds {_damage(value)}, which is not text",
                "read it again in the encoding that it was written in",
            )
    size = len(document.text)
    for statement in reading.statements:
        if statement.document != document.id:
            raise ValueError(f"statement {statement.id} is of another document than {document.id}")
        if statement.extent.end > size:
            raise ValueError(f"statement {statement.id} ends beyond the text of document {document.id}")
        if not 0.0 <= statement.confidence <= 1.0:
            raise ValueError(
                f"a statement of document {document.id} has the confidence {statement.confidence}"
            )
    for block in document.blocks:
        if max(span.end for span in (block.span, *block.words, *block.signature)) > size:
            raise ValueError(f"{block} ends beyond the text of document {document.id}")
    context_codec.check(reading)


def reading_values(reading: Reading, method: str) -> Values:
    """The columns of a reading that its document and time do not decide, digest included."""
    document = reading.document
    values: Values = {name: getattr(document, name) for name in FIELDS}
    values["method"] = method
    values["metadata"] = to_json(document.metadata, f"the metadata of document {document.id}")
    values["provenance"] = to_json(document.provenance, f"the provenance of document {document.id}")
    values["notes"] = to_json(list(reading.notes), f"the notes on document {document.id}")
    blocks = [list(row.values()) for row in block_values(document.blocks)]
    values["digest"] = content_id("reading", document.id, *values.values(), blocks)
    return values


def found_digest(reading: Reading) -> str:
    """Of all that was found in the document: statements, what is concluded about them, figures."""
    statements = [[one.id, one.quotation, float(one.confidence), one.method] for one in reading.statements]
    contexts = [[id, *context_codec.plain(one)] for id, one in sorted(reading.contexts.items())]
    figures = [
        [one.span.start, one.span.end, float(one.value), one.bound, one.unit, one.place, one.statement]
        + [None if bound is None else float(bound) for bound in (one.low, one.high)]
        for one in reading.figures
    ]
    found = json.dumps([statements, contexts, figures], ensure_ascii=False, sort_keys=True)
    return content_id("found", found)


def block_values(blocks: Iterable[Block]) -> list[Values]:
    """One row for each block; the caller adds which reading it is of."""
    return [
        {
            "position": position,
            "kind": block.kind,
            "start": block.span.start,
            "end": block.span.end,
            "words": offsets_to_json(block.words),
            "signature": offsets_to_json(block.signature),
            "author": block.author,
            "handle": block.handle,
            "date": block.date,
            "url": block.url,
        }
        for position, block in enumerate(blocks)
    ]


def span_values(seq: int, statement: Statement) -> list[Values]:
    """One row for each span of the statement stored under ``seq``."""
    return [
        {"statement": seq, "part": part, "position": position, "start": span.start, "end": span.end}
        for part, spans in zip(PARTS, (statement.source, statement.cue, statement.content), strict=True)
        for position, span in enumerate(spans)
    ]


def to_block(row: Row[Any]) -> Block:
    """The block of a ``block`` row."""
    return Block(
        kind=cast(BlockKind, row.kind),
        span=Span(row.start, row.end),
        words=offsets_from_json(row.words),
        signature=offsets_from_json(row.signature),
        author=row.author,
        handle=row.handle,
        date=row.date,
        url=row.url,
    )


def to_document(row: Row[Any], blocks: Sequence[Block]) -> Document:
    """The document of a row that joins ``document`` and ``reading``."""
    return Document(
        text=row.text,
        type=cast(DocumentType, row.type),
        blocks=tuple(blocks),
        metadata=json.loads(row.metadata),
        provenance=json.loads(row.provenance),
        **{name: row._mapping[name] for name in FIELDS},
    )


def to_statement(document: str, row: Row[Any], spans: Mapping[str, Offsets]) -> Statement:
    """The statement of a ``reading_statement`` row, its spans by part and in order."""
    source, cue, content = (tuple(Span(*pair) for pair in spans.get(part, ())) for part in PARTS)
    return Statement(
        document=document,
        content=content,
        source=source,
        cue=cue,
        quotation=cast(Quotation, row.quotation),
        confidence=row.confidence,
        method=row.method,
    )


def to_notes(row: Row[Any]) -> tuple[str, ...]:
    """The notes of a ``reading`` row."""
    return tuple(json.loads(row.notes))


def _words(reading: Reading) -> Iterable[tuple[str, str]]:
    """Every string that is stored as text, with its name; what is stored as JSON is escaped."""
    document = reading.document
    yield "text", document.text
    for name in FIELDS:
        if (value := getattr(document, name)) is not None:
            yield name, value
    for block in document.blocks:
        for name in ("author", "handle", "date", "url"):
            if (value := getattr(block, name)) is not None:
                yield f"block's {name}", value


def _damage(value: str) -> str:
    if "\0" in value:
        return f"a NUL character at {value.index(chr(0))}"
    position = next(i for i, character in enumerate(value) if "\ud800" <= character <= "\udfff")
    return f"half a character (U+{ord(value[position]):04X}) at {position}"
