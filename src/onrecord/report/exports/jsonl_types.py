"""What a document's line in an export is made of, as msgspec checks it, and how each part becomes a
type.

Keys besides these are passed over: they are what other keys say already.
"""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.model import (
    Act,
    Block,
    BlockKind,
    Bound,
    Channel,
    Context,
    Document,
    DocumentType,
    Figure,
    Finding,
    Quotation,
    Span,
    Spans,
    Speaker,
    SpeakerKind,
    Statement,
    When,
)
from onrecord.report.as_json import NOT_DETERMINED


class SpanObject(msgspec.Struct):
    """A span with the words that it covers."""

    start: int
    end: int
    text: str

    def span(self, document: Document) -> Span:
        """The span. Raises ValueError when the text has other words there."""
        span = Span(self.start, self.end)
        if span.end > len(document.text) or document[span] != self.text:
            raise ValueError(f"the words at {self.start} to {self.end} are not those of the text")
        return span


class SpeakerObject(msgspec.Struct):
    """A speaker, with the members of a group."""

    id: str
    name: str
    kind: SpeakerKind
    role: str | None
    members: list[SpeakerObject]

    def speaker(self) -> Speaker:
        """The speaker as a type."""
        members = tuple(member.speaker() for member in self.members)
        return Speaker(self.id, self.name, self.kind, self.role, members)


class SaidObject(msgspec.Struct):
    """When words were said, and where the text says so."""

    date: str | None
    text: str | None
    start: int
    end: int
    anchor: str | None


class FindingObject(msgspec.Struct):
    """How one value was concluded."""

    field: str
    value: Any
    method: str
    confidence: float
    spans: list[SpanObject]
    reason: str | None

    def finding(self, document: Document) -> Finding:
        """The finding as a type: several values are a tuple there."""
        value = tuple(self.value) if isinstance(self.value, list) else self.value
        spans = tuple(span.span(document) for span in self.spans)
        return Finding(self.field, value, self.method, self.confidence, spans, self.reason)


class StatementObject(msgspec.Struct):
    """A statement with what is concluded about it."""

    id: str
    source: list[SpanObject]
    cue: list[SpanObject]
    content: list[SpanObject]
    quotation: Quotation
    speaker: SpeakerObject | None
    said: SaidObject | None
    act: Act | None
    channel: Channel | None
    via: list[str]
    confidence: float
    reasons: dict[str, str]
    method: str
    findings: list[FindingObject]

    def statement(self, document: Document) -> Statement:
        """The evidence. Raises ValueError when the id is another's."""
        content, source, cue = (_spans(document, part) for part in (self.content, self.source, self.cue))
        made = Statement(document.id, content, source, cue, self.quotation, self.confidence, self.method)
        if made.id != self.id:
            raise ValueError(f"the id {self.id[:40]!r} of a statement is not that of its spans")
        return made

    def context(self, document: Document) -> Context | None:
        """What is concluded; None when nothing is, not even why not."""
        said = None
        if self.said is not None:
            span = Span(self.said.start, self.said.end)
            said = When(self.said.date, self.said.text or "", span, self.said.anchor)
        context = Context(
            speaker=self.speaker.speaker() if self.speaker else None,
            said=said,
            act=self.act,
            channel=self.channel,
            via=tuple(self.via),
            reasons=self.reasons,
            findings=tuple(finding.finding(document) for finding in self.findings),
        )
        return None if context == _UNKNOWN else context


class FigureObject(msgspec.Struct):
    """A quantity; infinite numbers are words, for JSON has none."""

    start: int
    end: int
    text: str
    value: float | str
    bound: Bound
    low: float | str | None
    high: float | str | None
    unit: str | None
    place: str | None
    statement: str | None

    def figure(self, document: Document) -> Figure:
        """The figure as a type."""
        return Figure(
            span=SpanObject(self.start, self.end, self.text).span(document),
            value=float(self.value),
            bound=self.bound,
            low=None if self.low is None else float(self.low),
            high=None if self.high is None else float(self.high),
            unit=self.unit,
            place=self.place,
            statement=self.statement,
        )


class BlockObject(msgspec.Struct):
    """A block with its words and signature."""

    kind: BlockKind
    start: int
    end: int
    author: str | None
    handle: str | None
    date: str | None
    url: str | None
    words: list[SpanObject]
    signature: list[SpanObject]


class ReadingObject(msgspec.Struct, kw_only=True):
    """What one reading made of a document."""

    input_id: str | None
    title: str | None
    publisher: str | None
    author: str | None
    handle: str | None
    url: str | None
    published: str | None
    modified: str | None
    language: str | None
    statements: list[StatementObject]
    figures: list[FigureObject]
    notes: list[str]
    metadata: dict[str, Any]
    provenance: dict[str, str]
    blocks: list[BlockObject]
    method: str
    recorded_at: str

    def document(self, text: str, type: DocumentType) -> Document:
        """The document with the fields that this reading gave it."""
        bare = Document(text)
        return Document(
            text=text,
            type=type,
            title=self.title,
            publisher=self.publisher,
            author=self.author,
            handle=self.handle,
            url=self.url,
            published=self.published,
            modified=self.modified,
            language=self.language,
            input_id=self.input_id,
            blocks=tuple(
                Block(
                    one.kind,
                    Span(one.start, one.end),
                    _spans(bare, one.words),
                    _spans(bare, one.signature),
                    one.author,
                    one.handle,
                    one.date,
                    one.url,
                )
                for one in self.blocks
            ),
            metadata=self.metadata,
            provenance=self.provenance,
        )


class DocumentLine(ReadingObject, kw_only=True):
    """A document by its current reading, with the earlier ones."""

    id: str
    type: DocumentType
    text: str
    supersedes: str | None
    earlier: list[ReadingObject]


_UNKNOWN = Context(reasons=dict.fromkeys(("speaker", "said", "act", "channel", "via"), NOT_DETERMINED))


def _spans(document: Document, spans: list[SpanObject]) -> Spans:
    return tuple(one.span(document) for one in spans)
