"""One row a statement, in typed columns, for DuckDB, pandas, R and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.model import Context, Document, Figure, Reading, Spans, Speaker, Statement
from onrecord.record import days

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 10_000  # of a row group: what is held in memory at once

Row = dict[str, Any]

_DOCUMENT_FIELDS = (
    "input_id",
    "type",
    "publisher",
    "author",
    "handle",
    "title",
    "url",
    "published",
    "modified",
    "language",
)


def write(readings: Iterable[Reading], out: BinaryIO) -> None:
    """Write a Parquet file to ``out``, row group by row group. Raises ImportError without pyarrow."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for some in _batches(row for reading in readings for row in rows(reading)):
            writer.write_table(pa.Table.from_pylist(some, schema=schema))


def rows(reading: Reading) -> Iterator[Row]:
    """A row for each statement; a document without any has one whose statement is null."""
    doc = reading.document
    about: Row = {"document": doc.id, **{name: getattr(doc, name) for name in _DOCUMENT_FIELDS}}
    about |= {**_days("published", doc.published), "notes": list(reading.notes)}
    if not reading.statements:
        yield about
    inside: dict[str | None, list[Figure]] = {}
    for figure in reading.figures:
        inside.setdefault(figure.statement, []).append(figure)
    for statement in reading.statements:
        context = reading.contexts.get(statement.id, Context())
        yield {**about, **_statement(doc, statement, context, inside.get(statement.id, []))}


def _statement(doc: Document, statement: Statement, context: Context, figures: list[Figure]) -> Row:
    said = context.said
    return {
        "statement": statement.id,
        "source": _spans(doc, statement.source),
        "cue": _spans(doc, statement.cue),
        "content": _spans(doc, statement.content),
        "quotation": statement.quotation,
        "speaker": _speaker(context.speaker),
        "members": [_speaker(member) for member in context.speaker.members] if context.speaker else [],
        "said": {"date": said.date, "text": said.text or None} if said else None,
        **_days("said", said.date if said else None),
        "act": context.act,
        "channel": context.channel,
        "via": list(context.via),
        "confidence": statement.confidence,
        "figures": [_figure(doc, one) for one in figures],
    }


def _spans(doc: Document, spans: Spans) -> list[Row]:
    return [{"start": span.start, "end": span.end, "text": doc[span]} for span in spans]


def _speaker(speaker: Speaker | None) -> Row | None:
    if speaker is None:
        return None
    return {"id": speaker.id, "name": speaker.name, "kind": speaker.kind, "role": speaker.role}


def _figure(doc: Document, figure: Figure) -> Row:
    return {
        **_spans(doc, (figure.span,))[0],
        "value": figure.value,
        "bound": figure.bound,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "place": figure.place,
    }


def _schema() -> pa.Schema:
    import pyarrow as pa

    text, number, day = pa.string(), pa.float64(), pa.date32()
    texts = pa.list_(text)
    span = {"start": pa.int32(), "end": pa.int32(), "text": text}
    spans = pa.list_(_struct(span))
    speaker = _struct(dict.fromkeys(("id", "name", "kind", "role"), text))
    figure = {
        **span,
        "value": number,
        "bound": text,
        "low": number,
        "high": number,
        "unit": text,
        "place": text,
    }
    return pa.schema(
        {
            "document": text,
            **dict.fromkeys(_DOCUMENT_FIELDS, text),
            "published_first": day,
            "published_last": day,
            "notes": texts,
            "statement": text,
            "source": spans,
            "cue": spans,
            "content": spans,
            "quotation": text,
            "speaker": speaker,
            "members": pa.list_(speaker),
            "said": _struct({"date": text, "text": text}),
            "said_first": day,
            "said_last": day,
            "act": text,
            "channel": text,
            "via": texts,
            "confidence": number,
            "figures": pa.list_(_struct(figure)),
        }
    )


def _struct(fields: Mapping[str, pa.DataType]) -> pa.StructType:
    import pyarrow as pa

    return pa.struct(list(fields.items()))


def _days(name: str, date: str | None) -> Row:
    """The first and last day that a date may mean: ``2018-09`` is all of September."""
    first, last = days.bounds(date)
    return {f"{name}_first": _day(first), f"{name}_last": _day(last)}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == ROWS:
            yield batch
            batch = []
    yield batch
