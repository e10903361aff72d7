"""Transcripts into turns: ``NAME:`` at the start of a line, then that speaker's words."""

from __future__ import annotations

import re
from collections import Counter

from onrecord.ingest.links import trimmed
from onrecord.ingest.text import paragraphs
from onrecord.model import Block, Span

_UPPER = re.compile(
    r"(?m)^[ \t]{0,8}(?P<label>[A-ZÀ-Þ]"
    r"(?:[A-ZÀ-Þ0-9.,'’&/ \t-]|(?<=M)c(?=[A-Z])|\([A-Z][A-Za-z.,' -]{0,40}\)){0,60})[ \t]?:"
    r"|^[ \t]{0,8}(?P<letter>[QA])(?:[ \t\xa0]{2,}|\.[ \t])"
)
_TITLE = re.compile(
    r"(?m)^[ \t]{0,8}(?P<label>[A-ZÀ-Þ][\w.'’-]{0,30}"
    r"(?:[ ](?:of|the|de|van|von|al|[A-ZÀ-Þ][\w.'’-]{0,30})){0,5})[ \t]?:(?=\s)"
)
_KNOWN = (
    r"applau|laugh|cheer|boo|jeer|chant|shout|crying|singing|sighs?\b|coughs?\b|react|standing ovation"
    r"|inaudible|unintelligible|indiscernible|unclear|cross-?\s?talk|over-?talk|interrupt|silence|pause"
    r"|moment of|off-?\s?mi[ck]|off camera|on camera|on screen|on the phone|telephone|voice-?\s?over"
    r"|video|audio|graphic|music|gavel|bell\b|commercial|break\b|newsbreak|recess|audience|crowd|begin|end\b"
    r"|bleep|expletive|translat|through (?:an )?interpreter|ph\b|sic\b"
)
_NOTE = re.compile(
    rf"\((?:(?i:[^()\n]{{0,30}}\b(?:{_KNOWN})[^()\n]{{0,40}})|[A-Z]+(?:[ ,'’/&-]+[A-Z]+){{1,8}}\.?)\\?\)"
    rf"|\[(?i:[^\[\]\n]{{0,30}}\b(?:{_KNOWN})[^\[\]\n]{{0,40}})\]"
)


def turns(text: str, author: str | None = None) -> tuple[Block, ...]:
    """The turns of a transcript in order; what stands before the first stays a paragraph.

    ``words`` has a span for each paragraph of the turn, broken at notes such as
    "(APPLAUSE)". A transcript without labels is one turn, of ``author`` when given.
    """
    labels = _labels(text)
    if not labels:
        whole = trimmed(text, 0, len(text))
        return (Block("turn", whole, words=_words(text, whole), author=author),) if whole else ()
    first = labels[0][0].start
    blocks = [b for b in paragraphs(text[:first]) if b.span.end <= first]
    ends = [label.start for label, _ in labels[1:]] + [len(text)]
    for (label, after), end in zip(labels, ends, strict=True):
        span = trimmed(text, label.start, end)
        assert span is not None
        words = _words(text, Span(after, span.end)) if after < span.end else ()
        name = text[label.start : label.end]
        blocks.append(Block("turn", span, words=words, signature=(label,), author=name))
    return tuple(blocks)


def _labels(text: str) -> list[tuple[Span, int]]:
    """Each label's span and where the words after it start."""
    found = list(_UPPER.finditer(text))
    if not any(m["label"] for m in found) and len(found) < 2:
        found = list(_TITLE.finditer(text))
        counts = Counter(m["label"] for m in found)
        found = [m for m in found if counts[m["label"]] > 1]
    spans = []
    for match in found:
        group = "label" if match["label"] else "letter"
        if label := trimmed(text, match.start(group), match.end(group)):
            spans.append((label, match.end()))
    return spans


def _words(text: str, span: Span) -> tuple[Span, ...]:
    """The paragraphs of ``span`` without notes."""
    words: list[Span] = []
    offset = span.start
    for block in paragraphs(text[span.start : span.end]):
        at, end = block.span.start + offset, block.span.end + offset
        for note in _NOTE.finditer(text, at, end):
            if run := trimmed(text, at, note.start()):
                words.append(run)
            at = note.end()
        if run := trimmed(text, at, end):
            words.append(run)
    return tuple(words)
