"""Documents in which people whom the test names say something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.context.names import fold
from onrecord.model import (
    Block,
    Context,
    Document,
    Reading,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    content_id,
)


@dataclass(frozen=True)
class Voice:
    """Somebody who speaks in a document; with a handle in a post."""

    name: str
    role: str | None = None
    kind: SpeakerKind = "person"
    handle: str | None = None
    members: tuple[Voice, ...] = ()


def told(
    number: int,
    *voices: Voice | str,
    published: str | None = "2026-03-05",
    publisher: str = "Port Carrow Gazette",
    act: str | None = "say",
) -> Reading:
    """Report ``number``, in which each of ``voices`` says one thing."""
    voices_ = [Voice(one) if isinstance(one, str) else one for one in voices]
    lines = [f"Thing {i} of story {number}, said {one.name}.\n" for i, one in enumerate(voices_)]
    document = Document(
        "".join(lines),
        publisher=publisher,
        published=published,
        input_id=str(number),
        blocks=_posts(voices_, lines),
    )
    statements, contexts, start = [], {}, 0
    for one, line in zip(voices_, lines, strict=True):
        end = start + len(line)
        source = Span(end - 2 - len(one.name), end - 2)
        content = Span(start, start + line.index(","))
        quotation = "post" if one.handle else "indirect"
        statement = Statement(document.id, (content,), (source,), (), quotation, 0.9, "test 1")  # type: ignore[arg-type]
        statements.append(statement)
        contexts[statement.id] = Context(speaker(one, document), act=act, channel="interview")  # type: ignore[arg-type]
        start = end
    return Reading(document, tuple(statements), contexts=contexts)


def speaker(voice: Voice, document: Document) -> Speaker:
    """The voice as the context stage has it: full names have one id in every document."""
    name = [fold(word) for word in voice.name.split()]
    members = tuple(speaker(member, document) for member in voice.members)
    if members:
        id = content_id("speaker", "group", *sorted(member.id for member in members))
    elif (voice.kind == "person" and len(name) > 1) or voice.kind == "organization":
        id = content_id("speaker", voice.kind, name)
    else:
        id = content_id("speaker", voice.kind, name, document.id, 0)
    return Speaker(id, voice.name, voice.kind, voice.role, members)


def in_version(reading: Reading, version: str) -> Reading:
    """The same, found once more by another method."""
    statements = tuple(replace(one, method=version) for one in reading.statements)
    return replace(reading, statements=statements)


def _posts(voices: Sequence[Voice], lines: Sequence[str]) -> tuple[Block, ...]:
    blocks, start = [], 0
    for one, line in zip(voices, lines, strict=True):
        if one.handle:
            blocks.append(Block("post", Span(start, start + len(line)), author=one.name, handle=one.handle))
        start += len(line)
    return tuple(blocks)
