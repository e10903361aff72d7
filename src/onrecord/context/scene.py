"""What is known of a document while its statements are read in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from onrecord.context import mentions, names
from onrecord.context.assemble import assemble
from onrecord.context.cast import Cast, Entity
from onrecord.context.kinds import (
    NAMED_BODIES,
)
from onrecord.context.layout import Layout, layout
from onrecord.context.names import Words
from onrecord.model import Block, Document, Span, Spans

# Where a report was written, and by whom it came: none of its names speaks there.
_BY = r" \([^()\n]{2,40}\)"
_DATELINE = re.compile(
    rf"[A-Z][A-Z.'’ -]{{2,40}}(?:(?:, [A-Z][\w. ]{{1,30}}){{1,2}}(?:{_BY})?|{_BY}) ?(?:--|[—–-])\s"
)
_ASKS = ("ask", "press", "question", "interrupt")


@dataclass(frozen=True, slots=True)
class Found:
    """Who a source stands for, how that was found, and the words that support it;
    without ``entity``, ``reason`` says why."""

    entity: Entity | None
    method: str
    confidence: float
    spans: Spans = ()
    reason: str | None = None


@dataclass(slots=True)
class Scene:
    """The document's names, and who has spoken or been described up to now."""

    document: Document
    where: Layout
    cast: Cast
    paragraphs: list[int]
    spoken: list[tuple[Span, Entity]] = field(default_factory=list)
    described: dict[str, list[tuple[Span, Entity]]] = field(default_factory=dict)
    asked: Entity | None = None
    owned: dict[tuple[int, str], Entity] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that holds ``at``."""
        return bisect_right(self.paragraphs, at)

    def paragraph_start(self, at: int) -> int:
        """Where the paragraph that holds ``at`` begins."""
        i = bisect_right(self.paragraphs, at)
        return self.paragraphs[i - 1] if i else 0

    def describe(self, entity: Entity, span: Span) -> None:
        """Keeps a description, so that "the official" finds "a defense official"."""
        if entity.head:
            self.described.setdefault(entity.head, []).append((span, entity))

    def speaks(self, entity: Entity, span: Span, cue: str) -> None:
        """Notes that ``entity`` is the source printed at ``span``; after a question, another answers."""
        self.spoken.append((span, entity))
        self.asked = entity if cue.lower().startswith(_ASKS) else None
        entity.spoke = span.start


def open_scene(document: Document) -> Scene:
    """The scene of ``document`` before its first statement."""
    where = layout(document.text, document.blocks)
    datelines = [
        edge
        for b in document.blocks
        if (m := _DATELINE.match(document.text, b.span.start))
        for edge in m.span()
    ]
    found = [m for m in mentions.find(document.text, where) if bisect_right(datelines, m.start) % 2 == 0]
    signed = [(words, b.span.start) for b in document.blocks if (words := _signed(b))]
    return Scene(
        document,
        where,
        assemble(found, signed),
        [b.span.start for b in document.blocks] or [0],
    )


def is_body(words: Words) -> bool:
    """Whether a signature's name is a body's: "Riders' Union"."""
    return len(words) > 1 and words[-1].lower() in NAMED_BODIES and names.gender(words) is None


def _signed(block: Block) -> Words:
    """The name that a post's signature or a turn's label gives, if it looks like a person's."""
    if block.author is None:
        return ()
    if block.kind == "turn":
        words = names.of_label(block.author)
        return tuple(names.cased(w) for w in words) if len(words) > 1 else ()
    words = names.of_signature(block.author)
    if is_body(words):
        return ()
    plain = 1 < len(words) < 5 and all(w[0].isupper() for w in words)
    return words if plain and (names.gender(words) or names.fold(words[0]) in names.SHARED) else ()
