"""What is concluded about statements, and figures, to rows and back, exactly."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, cast

from sqlalchemy import Row

from onrecord.model import Act, Bound, Channel, Context, Figure, Finding, Reading, Span, Speaker, When
from onrecord.record.plain import Values, offsets_from_json, offsets_to_json, to_json

FINDING_FIELDS = ("field", "method", "confidence", "reason")


def check(reading: Reading) -> None:
    """Refuse conclusions that are about nothing in the reading. Raises ValueError."""
    document = reading.document
    statements = {statement.id for statement in reading.statements}
    if strangers := reading.contexts.keys() - statements:
        raise ValueError(
            f"document {document.id} has a context for {min(strangers)}, not one of its statements"
        )
    supports = [
        span
        for context in reading.contexts.values()
        for spans in ((context.said.span,) if context.said else (), *(f.spans for f in context.findings))
        for span in spans
    ]
    if any(span.end > len(document.text) for span in (*supports, *(f.span for f in reading.figures))):
        raise ValueError(f"a finding or figure ends beyond the text of document {document.id}")
    if not all(0.0 <= f.confidence <= 1.0 for context in reading.contexts.values() for f in context.findings):
        raise ValueError(f"a finding of document {document.id} has no possible confidence")
    for figure in reading.figures:
        if figure.statement is not None and figure.statement not in statements:
            raise ValueError(
                f"document {document.id} has a figure in {figure.statement}, not one of its statements"
            )
        if any(math.isnan(n) for n in (figure.value, figure.low, figure.high) if n is not None):
            raise ValueError(f"a figure of document {document.id} is not a number")


def plain(context: Context) -> list[object]:
    """Everything in a context, in a form that JSON takes and that is the same after storing."""
    said = context.said
    return [
        _listed_speaker(context.speaker),
        [said.date, said.text, said.span.start, said.span.end, said.anchor] if said else None,
        context.act,
        context.channel,
        context.via,
        dict(context.reasons),
        [
            [f.field, f.value, f.method, float(f.confidence), offsets_to_json(f.spans), f.reason]
            for f in context.findings
        ],
    ]


def _listed_speaker(speaker: Speaker | None) -> list[object] | None:
    if speaker is None:
        return None
    members = [_listed_speaker(member) for member in speaker.members]
    return [speaker.id, speaker.name, speaker.kind, speaker.role, members]


def context_values(reading: int, seqs: Mapping[str, int], contexts: Mapping[str, Context]) -> list[Values]:
    """One ``context`` row for each statement that has one."""
    return [
        {
            "reading": reading,
            "statement": seqs[id],
            "speaker": to_json(asdict(one.speaker), "a speaker", lists=True) if one.speaker else None,
            "said": to_json(asdict(one.said), "a date") if one.said else None,
            "act": one.act,
            "channel": one.channel,
            "via": to_json(list(one.via), "a chain"),
            "reasons": to_json(one.reasons, "the reasons"),
        }
        for id, one in contexts.items()
    ]


def finding_values(reading: int, seqs: Mapping[str, int], contexts: Mapping[str, Context]) -> list[Values]:
    """One ``finding`` row for each finding of each context."""
    return [
        {
            "reading": reading,
            "statement": seqs[id],
            "position": position,
            **{name: getattr(one, name) for name in FINDING_FIELDS},
            "value": to_json(_listed(one.value), f"the {one.field} found by {one.method}"),
            "spans": offsets_to_json(one.spans),
        }
        for id, context in contexts.items()
        for position, one in enumerate(context.findings)
    ]


def figure_values(reading: int, seqs: Mapping[str, int], figures: Sequence[Figure]) -> list[Values]:
    """One ``figure`` row for each figure."""
    return [
        {
            "reading": reading,
            "position": position,
            "start": one.span.start,
            "end": one.span.end,
            "value": float(one.value),
            "bound": one.bound,
            "low": None if one.low is None else float(one.low),
            "high": None if one.high is None else float(one.high),
            "unit": one.unit,
            "place": one.place,
            "statement": None if one.statement is None else seqs[one.statement],
        }
        for position, one in enumerate(figures)
    ]


def to_contexts(rows: Iterable[Row[Any]], findings: Iterable[Row[Any]]) -> dict[int, dict[str, Context]]:
    """Contexts by reading and statement id, from ``context`` and ``finding`` rows in order."""
    found: defaultdict[tuple[int, int], list[Finding]] = defaultdict(list)
    for row in findings:
        values = {name: row._mapping[name] for name in FINDING_FIELDS}
        one = Finding(value=_tupled(json.loads(row.value)), spans=offsets_from_json(row.spans), **values)
        found[row.reading, row.statement].append(one)
    contexts: defaultdict[int, dict[str, Context]] = defaultdict(dict)
    for row in rows:
        contexts[row.reading][row.id] = Context(
            speaker=_to_speaker(json.loads(row.speaker)) if row.speaker else None,
            said=_to_when(json.loads(row.said)) if row.said else None,
            act=cast(Act | None, row.act),
            channel=cast(Channel | None, row.channel),
            via=tuple(json.loads(row.via)),
            reasons=json.loads(row.reasons),
            findings=tuple(found[row.reading, row.statement]),
        )
    return contexts


def _listed(value: object) -> object:
    """A finding's value for JSON: the outlets of a chain are a tuple in the types."""
    return list(value) if isinstance(value, tuple) else value


def _tupled(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def to_figure(row: Row[Any]) -> Figure:
    """The figure of a ``figure`` row joined with its statement's id."""
    return Figure(
        span=Span(row.start, row.end),
        value=row.value,
        bound=cast(Bound, row.bound),
        low=row.low,
        high=row.high,
        unit=row.unit,
        place=row.place,
        statement=row.id,
    )


def _to_speaker(values: Values) -> Speaker:
    return Speaker(**{**values, "members": tuple(_to_speaker(member) for member in values["members"])})


def _to_when(values: Values) -> When:
    return When(**{**values, "span": Span(**values["span"])})
