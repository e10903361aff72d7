"""Statements of a document: by structure where there is one, by the network elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.extract import (
    decode,
    disputed,
    labelled,
    nested,
    patients,
    quoting,
    signed,
    structure,
    trim,
    wordless,
)
from onrecord.extract.decode import Candidate
from onrecord.extract.encoding import Encoding, encode
from onrecord.extract.network import Network
from onrecord.extract.quotes import Quoted, quoted
from onrecord.model import Block, Document, Reading, Span, Spans, Statement

NOT_ENGLISH = "not in English ({}): recorded without statements"
# Contents of nothing but these are a stray label of the network's, nobody's words.
_EMPTY = re.compile(
    r"(?:(?:the|an?|to|of|and|or|but|in|on|at|by|for|with|from|what|that|which|who|as|is|was)\W*)+",
    re.IGNORECASE,
)
_PROSE = frozenset({"paragraph", "heading", "list_item", "caption"})


class Extractor:
    """Finds statements. Holds the network, which is loaded once.

    Raises WeightsError when the network's files are missing or damaged.
    """

    def __init__(self, network: Network | None = None) -> None:
        self.network = network or Network()
        self.settings = self.network.card.decoding

    def read(self, document: Document) -> Reading:
        """The document with its statements in text order.

        A document in another language than English keeps its posts and turns, whose
        structure shows them, and says that its prose was not read.
        """
        statements = structure.of_blocks(document)
        notes: tuple[str, ...] = ()
        if document.language in (None, "en"):
            statements += self._from_prose(document)
        else:
            notes = (NOT_ENGLISH.format(document.language),)
        unique = {s.id: s for s in sorted(statements, key=_place)}
        return Reading(document, tuple(unique.values()), notes)

    def _from_prose(self, document: Document) -> list[Statement]:
        # Posts are left out, so that prose which runs around them is read as it was written.
        paragraphs = [b.span for b in document.blocks if b.kind in _PROSE]
        if not paragraphs or document.type in ("post", "transcript"):
            return []
        text = document.text
        encoding = encode(text, paragraphs, self.network.tokenizer)
        found = self._candidates(encoding)
        found = [patients.unsourced(text, encoding, c) for c in found]
        found = [c for c in found if wordless.says_something(text, encoding, c)]
        found = quoting.quoted_as(text, encoding, found, self.settings.coefficients)
        found = disputed.settled(text, encoding, found, self.settings.coefficients)
        carriers = nested.carriers(text, encoding, found)
        found += nested.within(text, encoding, found, carriers, self.settings, self._candidates)
        chosen = decode.choose(found, self.settings, carriers)
        out = _statements(document, encoding, chosen, list(quoted(text, paragraphs)), self.network.version)
        speeches = labelled.of_paragraphs(document) + signed.of_paragraphs(document)
        return labelled.beside(document, out, speeches) + speeches

    def _candidates(self, encoding: Encoding) -> list[Candidate]:
        return decode.candidates(self.network.windows(encoding), encoding, self.settings)


def _statements(
    document: Document,
    encoding: Encoding,
    chosen: Sequence[Candidate],
    quotations: Sequence[Quoted],
    method: str,
) -> list[Statement]:
    """The chosen candidates as statements of the document."""
    contents = [_within_blocks(_spans(encoding, c.content), document) for c in chosen]
    starts = [q.outer.start for q in quotations]
    out = []
    for number, candidate in enumerate(chosen):
        raw = contents[number]
        near = quotations[
            max(bisect_left(starts, raw[0].start) - 1, 0) : bisect_left(starts, raw[-1].end + 1)
        ]
        taken = [s for n in (-2, -1, 1, 2) if 0 <= number + n < len(chosen) for s in contents[number + n]]
        raw = trim.whole_quotations(raw, near, taken)
        content = trim.content_spans(document.text, raw, near)
        if content and not _EMPTY.fullmatch(" ".join(document[s] for s in content)):
            out.append(_statement(document, encoding, candidate, content, near, method))
    return out


def _spans(encoding: Encoding, runs: Sequence[tuple[int, int]]) -> list[Span]:
    return [Span(int(encoding.starts[a]), int(encoding.ends[b])) for a, b in runs]


def _in_paragraph(encoding: Encoding, runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """``runs`` ended with the paragraph that each begins in: no source or cue runs on."""
    of = encoding.paragraph
    return [(a, b if of[a] == of[b] else bisect_right(of, int(of[a])) - 1) for a, b in runs]


def _statement(
    document: Document,
    encoding: Encoding,
    candidate: Candidate,
    content: Spans,
    near: Sequence[Quoted],
    method: str,
) -> Statement:
    text = document.text
    return Statement(
        document=document.id,
        source=trim.source_spans(text, _spans(encoding, _in_paragraph(encoding, candidate.source))),
        cue=trim.plain_spans(text, _spans(encoding, _in_paragraph(encoding, candidate.cue))),
        content=content,
        quotation=trim.printed_as(text, content, near),
        confidence=round(candidate.confidence, 4),
        method=method,
    )


def _within_blocks(spans: Sequence[Span], document: Document) -> list[Span]:
    """``spans`` cut where an embedded post, which the network did not see, stands between,
    and at the end of a heading, beyond which no content of its runs."""
    return [piece for span in spans for piece in _cut(span, document.blocks)]


def _cut(span: Span, blocks: Sequence[Block]) -> list[Span]:
    """``span`` without the posts inside it, and ended where a heading ends."""
    out: list[Span] = []
    start = span.start
    at = bisect_right(blocks, span.start, key=lambda b: b.span.start)
    for block in (blocks[n] for n in range(max(at - 1, 0), len(blocks))):
        if block.span.start >= span.end:
            break
        if block.kind == "post" and start < block.span.start:
            out.append(Span(start, block.span.start))
            start = min(block.span.end, span.end)
        elif block.kind == "heading" and start < block.span.end < span.end:
            return [*out, Span(start, block.span.end)]
    return [*out, Span(start, span.end)] if start < span.end else out


def _place(statement: Statement) -> tuple[int, Spans]:
    return statement.content[0].start, statement.content
