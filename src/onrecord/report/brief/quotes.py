"""Words of documents, cut to what a brief has room for, always at a sentence's end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Document, Span, Spans
from onrecord.record.topic import Stated
from onrecord.report.brief.types import Quote

LONG = 45  # words
_LONGEST = 1_000  # characters, of a text that has no sentences
_END = re.compile(r"[.?!…]+[”\"’')\]]*(?=\s+[“\"‘(\[]*[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|Sgt|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|vs)"
    r"|\b[A-Z]|\b[ap]\.m)\.$"
)
_WORD = re.compile(r"\S+")


def quote(document: Document, spans: Spans, *, before: bool = False, after: bool = False) -> Quote:
    """What stands at ``spans``."""
    return Quote(document.id, spans, tuple(document[span] for span in spans), before, after)


def excerpt(stated: Stated, focus: Iterable[Span] = ()) -> Quote:
    """The statement's content: all of it, or of a long one the sentences from the first that
    has one of ``focus`` on."""
    document, content = stated.document, stated.statement.content
    if _is_short(document, content):
        return quote(document, content)
    sentences = [one for span in content for one in _sentences(document.text, span)]
    first = min(
        (at for at, one in enumerate(sentences) if any(one.overlaps(span) for span in focus)), default=0
    )
    last = first + 1
    while last < len(sentences) and _is_short(document, sentences[first : last + 1]):
        last += 1
    chosen = _joined(sentences[first:last], content)
    return quote(document, chosen, before=first > 0, after=last < len(sentences))


def _joined(sentences: Sequence[Span], content: Spans) -> Spans:
    """The sentences of one part of the content as one span."""
    found = []
    for part in content:
        inside = [one for one in sentences if one in part]
        if inside:
            found.append(Span(inside[0].start, inside[-1].end))
    return tuple(found)


def _sentences(text: str, span: Span) -> list[Span]:
    ends = [
        m.end()
        for m in _END.finditer(text, span.start, span.end)
        if not _ABBREVIATED.search(text[max(span.start, m.end() - 8) : m.end()])
    ]
    starts = [span.start, *ends]
    found: list[Span] = []
    for start, end in zip(starts, [*ends, span.end], strict=True):
        words = text[start:end]
        if words.strip():
            left = start + len(words) - len(words.lstrip())
            found += _parts(text, Span(left, start + len(words.rstrip())))
    return found


def _parts(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, or one that has no end in parts, between words where there are any."""
    start = sentence.start
    while sentence.end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        end = space if space > start else start + _LONGEST
        yield Span(start, end)
        start = end
        while text[start].isspace():
            start += 1
    yield Span(start, sentence.end)


def _is_short(document: Document, spans: Sequence[Span]) -> bool:
    characters = sum(span.end - span.start for span in spans)
    return characters <= _LONGEST and sum(len(_WORD.findall(document[span])) for span in spans) <= LONG
