"""W3C Web Annotations: a line for each source, cue and content of a statement.

The target is the document's text: by position, in code points as the recommendation counts
(https://www.w3.org/TR/annotation-model/), and by the words with those around them. Of a
discontinuous part each span is a target, in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.model import Context, Document, Reading, Span, Speaker, Statement
from onrecord.report.exports.jsonld import urn

Json = dict[str, Any]

AROUND = 32  # characters of prefix and suffix

# Terms of our own have a prefix, so that none is taken for one of the recommendation's.
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": "urn:onrecord:term:"}]
GENERATOR = {"id": "urn:onrecord:program", "type": "Software", "name": "onrecord"}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def lines(readings: Iterable[Reading]) -> Iterator[bytes]:
    """Each annotation as a line, with its line break."""
    for reading in readings:
        for one in annotate(reading):
            yield _JSON.encode(one).encode() + b"\n"


def annotate(reading: Reading) -> Iterator[Json]:
    """The annotations of a document, statement by statement: source, cue, content."""
    doc = reading.document
    text = _text(doc)
    for statement in reading.statements:
        parts = (("source", statement.source), ("cue", statement.cue), ("content", statement.content))
        about = _about(statement, reading.contexts.get(statement.id, Context()))
        for part, spans in parts:
            if not spans:
                continue
            body: list[Json] = [{"type": "TextualBody", "value": part, "purpose": "classifying"}]
            body += about if part == "content" else []
            targets = [{"source": text, "selector": selectors(doc, span)} for span in spans]
            yield {
                "@context": CONTEXT,
                "id": f"{urn('statement', statement.id)}:{part}",
                "type": "Annotation",
                "motivation": "classifying",
                "generator": GENERATOR,
                "body": body,
                "target": targets[0] if len(targets) == 1 else targets,
            }


def selectors(doc: Document, span: Span) -> list[Json]:
    """Two ways to the same words."""
    quote = {"type": "TextQuoteSelector", "exact": doc[span]}
    if prefix := doc.text[max(0, span.start - AROUND) : span.start]:
        quote["prefix"] = prefix
    if suffix := doc.text[span.end : span.end + AROUND]:
        quote["suffix"] = suffix
    return [{"type": "TextPositionSelector", "start": span.start, "end": span.end}, quote]


def _text(doc: Document) -> Json:
    """The document's text as a resource, and where the page that it is from was found."""
    out: Json = {"id": urn("document", doc.id), "type": "Text", "format": "text/plain"}
    if doc.language:
        out["language"] = doc.language
    if doc.url:
        out["via"] = doc.url
    return out


def _about(statement: Statement, context: Context) -> list[Json]:
    """What is said of a statement as a whole: by whom, for any reader; all of it in our terms."""
    bodies: list[Json] = []
    if context.speaker:
        who = {"type": "TextualBody", "value": context.speaker.name, "purpose": "identifying"}
        bodies.append(who)
    said = context.said
    known = {
        "quotation": statement.quotation,
        "speaker": _speaker(context.speaker),
        "said": (said.date or said.text) if said else None,
        "act": context.act,
        "channel": context.channel,
        "via": {"@list": list(context.via)} if context.via else None,
        "confidence": statement.confidence,
    }
    described = {f"onrecord:{key}": value for key, value in known.items() if value is not None}
    source = {"id": urn("statement", statement.id), "type": "onrecord:Statement", **described}
    bodies.append({"type": "SpecificResource", "purpose": "describing", "source": source})
    return bodies


def _speaker(speaker: Speaker | None) -> Json | None:
    if speaker is None:
        return None
    out: Json = {
        "id": urn("speaker", speaker.id),
        "onrecord:name": speaker.name,
        "onrecord:kind": speaker.kind,
    }
    if speaker.role:
        out["onrecord:role"] = speaker.role
    if speaker.members:
        out["onrecord:members"] = [_speaker(member) for member in speaker.members]
    return out
