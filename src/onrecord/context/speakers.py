"""Who is the speaker of each statement of a document, by what name, of what kind, in what role."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.context import names
from onrecord.context.cast import Entity
from onrecord.context.roles import Role, is_role
from onrecord.context.scene import Found, Scene, is_body, open_scene
from onrecord.context.sources import Source, read
from onrecord.model import Block, Document, Finding, Span, Speaker, Statement, content_id

_WORDS = re.compile(r"\w+")
_OPENING = '“"«„'
NO_SOURCE = "the text names no source"
NO_NAME = "the text does not say who"


@dataclass(frozen=True, slots=True)
class SpeakerFinding:
    """The speaker of one statement with the findings behind it; without a speaker,
    ``reason`` says why."""

    speaker: Speaker | None
    findings: tuple[Finding, ...] = ()
    reason: str | None = None


def resolve(document: Document, statements: Sequence[Statement]) -> dict[str, SpeakerFinding]:
    """The speaker of each of ``statements``, by statement id.

    Speakers of one document are told apart by their ids: a person or body with a full
    name has the same id in every document, anyone else one of this document's own.
    """
    scene = open_scene(document)
    ordered = sorted(statements, key=lambda s: (_place(s).start, s.content[0].start))
    posts = _post_speakers(scene, ordered)
    copies = {_opening_words(document, s): posts[s.id] for s in ordered if s.id in posts}
    found: dict[str, Found] = {}
    for statement in ordered:
        said_by = posts.get(statement.id) or _find(scene, statement, ordered, found)
        if copies and said_by.confidence < 0.9 and (copy := copies.get(_opening_words(document, statement))):
            said_by = _with_copy(said_by, copy)
        found[statement.id] = said_by
        if said_by.entity is not None:
            scene.speaks(
                said_by.entity, _place(statement), document[statement.cue[0]] if statement.cue else ""
            )
    speakers: dict[tuple[int, str | None], Speaker] = {}
    return {s.id: _finding(scene, s, found[s.id], speakers) for s in statements}


def _place(statement: Statement) -> Span:
    """Where the source is printed, or the content when there is none."""
    return statement.source[0] if statement.source else statement.content[0]


def _find(scene: Scene, statement: Statement, ordered: Sequence[Statement], found: dict[str, Found]) -> Found:
    if statement.source:
        source = Source(statement.source, statement.cue, statement.content)
        return read(scene, source, lambda: _around(statement, ordered, found))
    if scene.document.type in ("post", "release"):
        return _owner(scene)
    return _continued(scene, statement, found, ordered)


def _around(statement: Statement, ordered: Sequence[Statement], found: dict[str, Found]) -> Entity | None:
    """The speaker in whose words ``statement``'s source stands, for "I said so"."""
    at = _place(statement).start
    i = bisect_right(ordered, at, key=lambda s: _place(s).start)
    for other in (*reversed(ordered[max(0, i - 6) : i]), *ordered[i : i + 3]):
        if other is not statement and any(s.start <= at < s.end for s in other.content):
            known = found.get(other.id)
            if known is not None and known.entity is not None:
                return known.entity
    return None


def _continued(
    scene: Scene, statement: Statement, found: dict[str, Found], ordered: Sequence[Statement]
) -> Found:
    """A quotation without a source goes on with the one just before it, or stays unknown."""
    text = scene.text
    start = statement.content[0].start
    quoted = start > 0 and text[start - 1] in _OPENING
    if not quoted and not scene.where.is_quoted(start):
        return Found(None, "source", 0.0, reason=NO_SOURCE)
    i = bisect_right(ordered, start, key=lambda s: _place(s).start)
    for other in reversed(ordered[max(0, i - 4) : i]):
        before = found.get(other.id)
        if other is statement or before is None or before.entity is None:
            continue
        end = other.extent.end
        if end > start or scene.paragraph(start) - scene.paragraph(end) > 1:
            continue
        same = scene.paragraph(start) == scene.paragraph(end)
        between = text[end:start].strip(" ”“\"'’,.\n")
        unclosed = not same and not between and text[end : end + 1] not in ("”", '"')
        if (same and len(between) < 3) or unclosed:
            return Found(before.entity, "continued quotation", 0.6, (_place(other),))
    return Found(None, "source", 0.0, reason=NO_SOURCE)


def _post_speakers(scene: Scene, statements: Iterable[Statement]) -> dict[str, Found]:
    """The speakers of posts and of a transcript's turns, from their signatures."""
    blocks = [b for b in scene.document.blocks if b.kind in ("post", "turn")]
    starts = [b.span.start for b in blocks]
    out: dict[str, Found] = {}
    for statement in statements:
        i = bisect_right(starts, statement.content[0].start) - 1
        block = blocks[i] if i >= 0 and blocks[i].span.end > statement.content[0].start else None
        if statement.quotation != "post" and (block is None or statement.content != block.words):
            continue
        if block is None or (block.author is None and block.handle is None):
            if statement.source:
                shown = " ".join(scene.document[s] for s in statement.source)
                out[statement.id] = _signed(scene, shown, statement.source[0])
            else:
                out[statement.id] = _owner(scene)
            continue
        at = statement.source[0] if statement.source else block.span
        if block.kind == "turn":
            out[statement.id] = _labelled(scene, block, at)
        else:
            shown = block.author or block.handle or ""
            found = out[statement.id] = _signed(scene, shown, at)
            if found.entity is not None and not statement.source:
                _claim_title(scene, found.entity, shown)
    return out


def _signed(scene: Scene, shown: str, at: Span) -> Found:
    """The speaker by a post's signature: a name before the handle."""
    words = names.of_signature(shown)
    if not words:
        return Found(None, "signature", 0.0, reason=NO_NAME)
    body = scene.cast.body(words)
    if body is None and is_body(words):
        body = scene.cast.add_body(words, at.start)
    if body is not None:
        return Found(body, "signature", 0.95, (at,))
    known = scene.cast.person(words, at.start) or scene.cast.misspelt(words[-1])
    if known is None:
        known = scene.cast.add_person(words, at.start)
    elif len(words) > 1 and names.compatible(known.words, words):
        known.words = names.fuller(known.words, words)
    return Found(known, "signature", 0.95, (at,))


def _labelled(scene: Scene, block: Block, at: Span) -> Found:
    """The speaker by a transcript's label: "VOSS:"."""
    from onrecord.context.sources import of_label

    return of_label(scene, block.author or "", at)


def _owner(scene: Scene) -> Found:
    """The speaker of a post or release as a whole: its author, or its publisher."""
    document = scene.document
    shown = document.author or document.handle or (document.publisher if document.type == "release" else None)
    if not shown:
        return Found(None, "author", 0.0, reason="the input names no author")
    words = names.of_signature(shown)
    known = scene.cast.body(words) or scene.cast.person(words, 0)
    if known is None and (document.type == "release" or is_body(words)):
        known = scene.cast.add_body(words, 0)
    if known is None:
        known = scene.cast.add_person(words, 0)
    _claim_title(scene, known, shown)
    return Found(known, "author", 0.95)


def _claim_title(scene: Scene, entity: Entity, shown: str) -> None:
    """The title in an author line such as "Gov. Ann Lee", which the text itself need not hold."""
    title = shown.partition(entity.words[0])[0].strip()
    if entity.kind == "person" and not entity.titles and is_role(title.lower().rstrip(".")):
        scene.cast.add_role(entity, Role(title, 0, weak=True, printed=False))


def _opening_words(document: Document, statement: Statement) -> str:
    """The first words of what is said: what a post and its copy in the prose share."""
    shown = document[statement.content[0]][:160].lower()
    words = _WORDS.findall(shown)[:7]
    return " ".join(words) if len(words) == 7 else statement.id


def _with_copy(found: Found, copy: Found) -> Found:
    """``found`` settled by a post of the same words, unless it names somebody else."""
    entity = copy.entity
    if entity is None or found.entity is entity:
        return found
    if found.entity is not None and found.method in ("name", "title and name"):
        return found
    return Found(entity, "same words as the post", 0.95, (*found.spans, *copy.spans))


def _finding(
    scene: Scene, statement: Statement, found: Found, speakers: dict[tuple[int, str | None], Speaker]
) -> SpeakerFinding:
    entity = found.entity
    if entity is None:
        reason = found.reason or NO_NAME
        return SpeakerFinding(
            None, (Finding("speaker", None, found.method, found.confidence, found.spans, reason),), reason
        )
    role = entity.role_at(_place(statement).end) if entity.kind == "person" else None
    key = (id(entity), role.text if role else None)
    speaker = speakers.get(key)
    if speaker is None:
        speaker = speakers[key] = _speaker(scene, entity, role)
    spans = tuple(dict.fromkeys((*statement.source[:1], *found.spans)))
    findings = [
        Finding("speaker", speaker.name, found.method, found.confidence, spans),
        Finding("kind", speaker.kind, found.method, found.confidence, spans),
    ]
    if role is not None:
        findings.append(
            Finding(
                "role", role.text, "title", 0.8 if role.weak else 0.9, (role.span,) if role.printed else ()
            )
        )
    return SpeakerFinding(speaker, tuple(findings))


def _speaker(scene: Scene, entity: Entity, role: Role | None) -> Speaker:
    members = tuple(
        _speaker(scene, m, m.role_at(entity.first) if m.kind == "person" else None) for m in entity.members
    )
    return Speaker(_id(scene, entity), entity.name, entity.kind, role.text if role else None, members)


def _id(scene: Scene, entity: Entity) -> str:
    """The same in every document for who has a full name, this document's own for anyone else."""
    if entity.members:
        return content_id("speaker", "group", *sorted(_id(scene, m) for m in entity.members))
    name = [names.fold(w) for w in entity.words]
    full = entity.named and (len(name) > 1 if entity.kind == "person" else entity.kind == "organization")
    if full:
        return content_id("speaker", entity.kind, name)
    return content_id("speaker", entity.kind, name, scene.document.id, 0 if entity.named else entity.first)
