"""Statements of a document: by structure where there is one, by the network elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract import decode, structure, trim
from onrecord.extract.decode import Candidate, Settings
from onrecord.extract.encoding import Encoding, encode
from onrecord.extract.network import Network
from onrecord.extract.quotes import Quoted, quoted
from onrecord.model import Document, Reading, Span, Spans, Statement

NOT_ENGLISH = "not in English ({}): recorded without statements"
_PROSE = frozenset({"paragraph", "heading", "list_item", "caption"})


class Extractor:
    """Finds statements. Holds the network, which is loaded once.

    Raises WeightsError when the network's files are missing or damaged.
    """

    def __init__(self, network: Network | None = None) -> None:
        self.network = network or Network()
        decoding = self.network.card["decoding"]
        self.settings = Settings(
            decoding["threshold"], decoding["tagger_weight"], tuple(decoding["coefficients"])
        )

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
        found: list[Candidate] = []
        for window in self.network.windows(encoding):
            found += decode.candidates(window, encoding, self.settings.tagger_weight)
        quotations = list(quoted(text, paragraphs))
        method = self.network.version
        out = []
        for candidate in decode.choose(found, self.settings):
            statement = _statement(document, encoding, candidate, paragraphs, quotations, method)
            if statement:
                out.append(statement)
        return out


def _statement(
    document: Document,
    encoding: Encoding,
    candidate: Candidate,
    paragraphs: Sequence[Span],
    quotations: Sequence[Quoted],
    method: str,
) -> Statement | None:
    text = document.text

    def spans(part: tuple[tuple[int, int], ...]) -> list[Span]:
        return [Span(int(encoding.starts[a]), int(encoding.ends[b])) for a, b in part]

    raw = spans(candidate.content)
    low, high = raw[0].start - 3, raw[-1].end + 3
    near = [q for q in quotations if q.outer.end >= low and q.outer.start <= high]
    content = trim.content_spans(text, _outside_posts(raw, document), near)
    if not content:
        return None
    return Statement(
        document=document.id,
        source=trim.plain_spans(text, spans(candidate.source)),
        cue=trim.plain_spans(text, spans(candidate.cue)),
        content=content,
        quotation=trim.printed_as(text, content, near),
        confidence=round(candidate.confidence, 4),
        method=method,
    )


def _outside_posts(spans: Sequence[Span], document: Document) -> list[Span]:
    """``spans`` cut where an embedded post, which the network did not see, stands between."""
    posts = [b.span for b in document.blocks if b.kind == "post"]
    out: list[Span] = []
    for span in spans:
        start = span.start
        for post in posts:
            if start < post.start and post.end < span.end:
                out.append(Span(start, post.start))
                start = post.end
        out.append(Span(start, span.end))
    return out


def _place(statement: Statement) -> tuple[int, Spans]:
    return statement.content[0].start, statement.content
