"""Readings that the reports are tested on."""

from __future__ import annotations

from onrecord.model import (
    Block,
    Context,
    Document,
    Figure,
    Finding,
    Reading,
    Span,
    Speaker,
    Statement,
    When,
)

TEXT = 'Ida Holm, the mayor, said on Monday the 😀 bridge "will stay," and 40 boats too.'


def at(part: str, text: str = TEXT) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def bare(text: str = TEXT, *, notes: tuple[str, ...] = ()) -> Reading:
    """A reading of which nothing is known but its text."""
    return Reading(Document(text), notes=notes)


def minimal() -> Reading:
    """One statement without source or cue, about which nothing is concluded."""
    document = Document(TEXT)
    return Reading(document, (Statement(document.id, (at("will stay,"),)),))


def full() -> Reading:
    """A reading in which every field has a value."""
    document = Document(
        TEXT,
        type="release",
        title="Bridge news",
        publisher="Test Post",
        author="Nia Berg",
        handle="niaberg",
        url="https://www.example.org/bridge",
        published="2024-05-02",
        modified="2024-05-03",
        language="en",
        input_id="row-1",
        blocks=(Block("paragraph", Span(0, len(TEXT))),),
        metadata={"section": "City", "pages": 3},
        provenance={"published": 'input key "published"'},
    )
    statement = Statement(
        document.id,
        (at("the 😀 bridge"), at("will stay,")),
        (at("Ida Holm, the mayor"),),
        (at("said"),),
        quotation="mixed",
        confidence=0.8125,
        method="told-1",
    )
    member = Speaker("s2", "Ida Holm", "person")
    speaker = Speaker("s1", "Ida Holm", "person", "mayor", (member,))
    context = Context(
        speaker,
        When("2024-04-29", "on Monday", at("on Monday"), "2024-05-02"),
        "say",
        "interview",
        ("Test Post", "Radio Test"),
        {},
        (
            Finding("speaker", speaker, "names-1", 0.9, (at("Ida Holm"),)),
            Finding("act", "say", "cues-1", 0.7, reason="cue"),
        ),
    )
    figure = Figure(at("40 boats"), 40, "exact", 40, 40, "boat", "the bridge", statement.id)
    return Reading(document, (statement,), ("a note",), {statement.id: context}, (figure,))
