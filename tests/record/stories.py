"""Short reports of an invented world, and the topic that they make together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.model import (
    Context,
    Document,
    DocumentType,
    Finding,
    Reading,
    Relation,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    When,
    content_id,
)
from onrecord.record.topic import Stated, Topic


@dataclass(frozen=True)
class Says:
    """``name`` says ``content``, which stands in the text. ``said`` is a date, or an expression
    that stands in the text and gives none."""

    name: str | None
    content: str
    kind: SpeakerKind = "person"
    role: str | None = None
    said: str | None = None
    expression: str | None = None
    via: tuple[str, ...] = ()
    act: str | None = "say"
    quotation: str = "indirect"


@dataclass(frozen=True)
class Story:
    """A document and what is said in it, made of ``says``, a line each, unless ``text`` is given."""

    publisher: str | None
    says: tuple[Says, ...]
    text: str | None = None
    type: DocumentType = "report"
    published: str | None = "2026-03-05"
    title: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)

    def reading(self) -> Reading:
        text = self.text
        if text is None:
            text = "\n".join(
                f"{one.content}, {one.role or ''} {one.name} said {one.expression or ''}."
                for one in self.says
            )
        document = Document(
            text,
            type=self.type,
            publisher=self.publisher,
            published=self.published,
            title=self.title,
            **self.fields,
        )
        statements, contexts = [], {}
        for one in self.says:
            start = text.index(one.content)
            span = Span(start, start + len(one.content))
            statement = Statement(document.id, (span,), (), (), one.quotation, 0.9, "test 1")  # type: ignore[arg-type]
            statements.append(statement)
            contexts[statement.id] = _context(one, document)
        return Reading(document, tuple(statements), contexts=contexts)


def topic(words: str, *stories: Story, relations: Sequence[Relation] = (), about: bool = True) -> Topic:
    """The topic of these stories, all of it found."""
    readings = [one.reading() for one in stories]
    return Topic(
        words,
        tuple(
            Stated(s, r.contexts[s.id], r.document, r.contexts[s.id].speaker, True)
            for r in readings
            for s in r.statements
        ),
        {one.document.id: one for one in readings},
        frozenset(one.document.id for one in readings) if about else frozenset(),
        tuple(relations),
    )


def _context(one: Says, document: Document) -> Context:
    speaker, findings = None, []
    if one.name:
        known = one.kind in ("person", "organization")
        id = content_id("speaker", one.name, *([] if known else [document.id]))
        speaker = Speaker(id, one.name, one.kind, one.role)
    if one.role and one.role in document.text:
        start = document.text.index(one.role)
        findings.append(Finding("role", one.role, "test", 1.0, (Span(start, start + len(one.role)),)))
    said = None
    if one.said or one.expression:
        start = document.text.index(one.expression) if one.expression else 0
        span = Span(start, start + len(one.expression or "x"))
        said = When(one.said, one.expression or "", span)
    return Context(speaker, said, one.act, None, one.via, {}, tuple(findings))  # type: ignore[arg-type]
