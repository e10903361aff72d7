"""A short invented report, and what two networks find in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Context, Document, Figure, Finding, Reading, Span, Speaker, Statement, When

TEXT = (
    "The Lenning Bridge Authority confirmed on Tuesday that the Ostrander Bridge will close in April.\n\n"
    "“Nobody asked this city,” Mayor Rosalind Ackerby said. The ferry carries 60 people, she told Harbor Wire.\n\n"
    "Owen Strand, the county commissioner, called the plan hasty."
)
MAYOR = Speaker("a" * 32, "Rosalind Ackerby", "person", "Mayor")
AUTHORITY = Speaker("b" * 32, "Lenning Bridge Authority", "organization")


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def found(
    content: str,
    source: str | None = None,
    cue: str | None = None,
    *,
    document: Document,
    method: str = "network 1",
) -> Statement:
    text = document.text
    return Statement(
        document.id,
        (at(content, text),),
        (at(source, text),) if source else (),
        (at(cue, text),) if cue else (),
        "indirect",
        0.5,
        method,
    )


def reading(
    parts: Sequence[tuple[str, str | None, str | None]] | None = None,
    *,
    method: str = "network 1",
    text: str = TEXT,
    url: str | None = None,
) -> Reading:
    """A reading in which ``method`` found statements with these contents, sources and cues."""
    document = Document(text, publisher="Port Carrow Gazette", published="2026-03-05", url=url)
    if parts is None:
        parts = (CLOSES, NOBODY, FERRY)
    statements = tuple(found(*part, document=document, method=method) for part in parts)
    contexts = {}
    for one in statements:
        speaker = AUTHORITY if one.source and "Authority" in document[one.source[0]] else MAYOR
        contexts[one.id] = Context(
            speaker,
            When("2026-03-03", "Tuesday", at("Tuesday", text), "2026-03-05"),
            "say",
            "briefing",
            ("Harbor Wire",),
            {},
            (
                Finding("speaker", speaker.name, "name", 0.9, one.source),
                Finding("act", "say", "cue table", 0.9, one.cue),
            ),
        )
    figures: tuple[Figure, ...] = ()
    if "60 people" in text:
        ferry = next((s.id for s in statements if "60 people" in document[s.content[0]]), None)
        figures = (Figure(at("60 people", text), 60, "exact", 60, 60, "person", None, ferry),)
    return Reading(document, statements, contexts=contexts, figures=figures)


CLOSES = ("the Ostrander Bridge will close in April", "The Lenning Bridge Authority", "confirmed")
NOBODY = ("Nobody asked this city", "Mayor Rosalind Ackerby", "said")
FERRY = ("The ferry carries 60 people", "she", "told")


def without(one: Reading, *contents: str) -> Reading:
    """The reading without the statements that say these."""
    kept = tuple(s for s in one.statements if one.document[s.content[0]] not in contents)
    ids = {s.id for s in kept}
    figures = tuple(replace(f, statement=f.statement if f.statement in ids else None) for f in one.figures)
    return replace(
        one,
        statements=kept,
        contexts={id: context for id, context in one.contexts.items() if id in ids},
        figures=figures,
    )
