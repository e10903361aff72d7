"""Signed quotations in a report: a paragraph that is a quotation, a dash and who said it."""

from __future__ import annotations

import re

from onrecord.extract.quotes import DOUBLE, SINGLE, quoted
from onrecord.extract.structure import METHOD
from onrecord.model import Block, Document, Span, Statement

# How many of those found in news are so, read by hand.
CONFIDENCE = 0.95

_CAPITAL = "A-ZÀ-ÖØ-Þ"
# "— Jan Voss", "—Sen. Jan Voss (R-Lenning), to the Bulletin", but not "— Eastbank, Oct. 9".
_SIGNATURE = re.compile(
    rf"[\"”’'“‘»]\s?[—―–-]{{1,2}}\s?"
    rf"(?P<name>(?:[{_CAPITAL}][\w.’'-]*|former)(?: (?:[{_CAPITAL}][\w.’'-]*|of|the|de|van|von|and)){{1,7}}"
    r"(?:[, (][^\n\"“”;:]{0,60})?)$"
)
_STOP = re.compile(r"\w{4}\.$")  # of a sentence, not of "Jr."
_WORDS = re.compile(r"\S(?=.*\w).*(?<![\s,])", re.DOTALL)  # without white space and a comma at the edges
_NUMBERED = re.compile(r"\d{2}|[@/]")


def of_paragraphs(document: Document) -> list[Statement]:
    """One statement for each signed quotation, in text order."""
    return [s for block in document.blocks if (s := _of_block(document, block))]


def _of_block(document: Document, block: Block) -> Statement | None:
    text, start, end = document.text, block.span.start, block.span.end
    if block.kind not in ("paragraph", "list_item") or text[start] not in DOUBLE | SINGLE:
        return None
    signature = _SIGNATURE.search(text, max(start, end - 140), end)
    if signature is None or _NUMBERED.search(signature["name"]):
        return None
    inner = _inner(text, Span(start, signature.start() + 1))
    words = _WORDS.search(text, inner.start, inner.end) if inner else None
    if words is None:
        return None
    name = Span(signature.start("name"), end - bool(_STOP.search(signature["name"])))
    return Statement(document.id, (Span(*words.span()),), (name,), (), "direct", CONFIDENCE, METHOD)


def _inner(text: str, outer: Span) -> Span | None:
    """What stands between the marks at the edges of ``outer`` when they belong together."""
    if text[outer.start] == "“" and text[outer.end - 1] == "”":
        depth = 0  # quotations within have the same marks
        for i in range(outer.start, outer.end - 1):
            depth += (text[i] == "“") - (text[i] == "”")
            if depth == 0:
                return None
        return Span(outer.start + 1, outer.end - 1) if outer.end - outer.start > 2 else None
    first = next(iter(quoted(text, [outer])), None)
    return first.inner if first and first.outer == outer else None
