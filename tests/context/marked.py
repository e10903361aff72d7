"""Stories with their statements marked, as the tables of this folder write them.

``On Monday [Ana Ruiz] {told} Radio Norte <the dam would hold>.`` has one statement:
source in square brackets, cue in braces, content in angle brackets. A statement ends
with its third part; ``[he] {said}: <one> <<two>>`` has content in two spans. A source,
a cue or both may be missing: write ``[]`` or ``{}``; a source left out is the one before ("and {blamed} <the rain>"). A paragraph ends at ``¶``. A post
is ``¶¶words — Name (@handle) December 19, 2018`` on a line of its own.

Speakers follow a simple rule here: the same last word is the same person, and a
pronoun is the person before.
"""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.extract.structure import of_blocks
from onrecord.ingest import Options, read_text
from onrecord.model import Document, Quotation, Span, Speaker, SpeakerKind, Statement

_MARK = re.compile(r"\[(?P<source>[^\]]*)\]|\{(?P<cue>[^}]*)\}|<<(?P<more>[^>]*)>>|<(?P<content>[^>]*)>")
_PRONOUNS = {"he", "she", "they", "it", "who", "which"}
_DOCUMENTS = re.compile(
    r"\b(?:poll|report|study|survey|memo|letter|email|ruling|slide|transcript|affidavit|lawsuit|release|statement"
    r"|document)s?\b"
)


def rows(name: str) -> list[list[str]]:
    """The lines of a table without comments and heading, cells separated by tabs."""
    text = (Path(__file__).parent / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def read(
    story: str, published: str = "", publisher: str = ""
) -> tuple[Document, list[Statement], dict[str, Speaker | None]]:
    """The document, the marked statements and the statements of its posts in order, and their speakers."""
    plain, parts = "", []
    at = 0
    story = story.replace("¶", "\n")
    for match in _MARK.finditer(story):
        plain += story[at : match.start()]
        kind = match.lastgroup or ""
        parts.append((kind, len(plain), len(plain) + len(match[kind])))
        plain += match[kind]
        at = match.end()
    plain += story[at:]
    document = read_text(plain, Options(published=published or None, publisher=publisher or None))
    statements = _statements(document, parts) + of_blocks(document)
    statements.sort(key=lambda s: s.content[0].start)
    return document, statements, _speakers(document, statements)


def _statements(document: Document, parts: list[tuple[str, int, int]]) -> list[Statement]:
    found: list[dict[str, list[Span]]] = []
    for kind, start, end in parts:
        if kind == "more":
            found[-1]["content"].append(Span(start, end))
            continue
        if not found or kind in found[-1] or len(found[-1]) == 3:
            found.append({})
        found[-1][kind] = [Span(start, end)] if end > start else []
    statements: list[Statement] = []
    for f in found:
        source = f["source"] if "source" in f else statements[-1].source
        content = tuple(f["content"])
        quotation = _quotation(document, content)
        statements.append(Statement(document.id, content, tuple(source), tuple(f.get("cue", [])), quotation))
    return statements


def _quotation(document: Document, content: tuple[Span, ...]) -> Quotation:
    if all(document.text[s.start - 1 : s.start] in ("“", '"') for s in content):
        return "direct"
    return "mixed" if any("“" in document[s] for s in content) else "indirect"


def _speakers(document: Document, statements: list[Statement]) -> dict[str, Speaker | None]:
    speakers: dict[str, Speaker | None] = {}
    last: Speaker | None = None
    for statement in statements:
        source = " ".join(document[s] for s in statement.source)
        bare = re.sub(r"\(@.*?\)", "", source).split(",")[0].strip()
        if not bare:
            speakers[statement.id] = None
            continue
        if bare.lower() not in _PRONOUNS:
            kind: SpeakerKind = "document" if _DOCUMENTS.search(bare) else "person"
            key = bare.rsplit(" ", 1)[-1].lower()
            last = Speaker(key, bare, kind)
        speakers[statement.id] = last
    return speakers
