"""An occasion on which words were said: when, how and to whom."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.context.channel import Told
from onrecord.context.dates import expressions
from onrecord.context.via import Carried
from onrecord.model import Block, Document, Span, Spans, When


@dataclass(slots=True)
class Occasion:
    """An occasion as far as the text has named it. Later statements may fill it in."""

    paragraph: int
    when: When | None = None
    when_method: str = ""
    when_reason: str | None = None
    told: Told | None = None
    carried: tuple[Carried, ...] = ()
    when_confidence: float = 0.9
    when_spans: Spans = ()
    post: bool = False
    says: bool = False
    """Named by words in the present tense ("he says")."""
    apart: bool = False
    """Has listeners of its own, and is no interview that is named after it."""


@dataclass(slots=True)
class Tie:
    """A statement's tie to an occasion: how it was made."""

    occasion: Occasion
    manner: str  # own, carried, later


def post_occasion(document: Document, block: Block, paragraph: int) -> Occasion:
    """The occasion of an embedded post: social media, on the post's date."""
    place = block.signature or (block.span,)
    occasion = Occasion(paragraph, told=Told("social", place[-1], 0.97, "post in the document"), post=True)
    if block.date:
        after = max(s.end for s in (*block.words, *block.signature)) if block.words else block.span.start
        shown = [e for e in expressions(document.text[after : block.span.end], None) if not e.relative]
        span = Span(after + shown[0].span.start, after + shown[0].span.end) if shown else place[-1]
        occasion.when = When(block.date[:10], shown[0].text if shown else "", span)
        occasion.when_method, occasion.when_confidence, occasion.when_spans = (
            "post in the document",
            0.97,
            (span,),
        )
    return occasion
