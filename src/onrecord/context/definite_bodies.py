"""Which body "the agency", "the committee" or "the company" stands for: one named or described before,
whose name does not tell that it is something else.

Each search looks at a bounded number of names, so that the whole stays linear in the text's length.
"""

from __future__ import annotations

import re

from onrecord.context.cast import Entity
from onrecord.context.grammar import words
from onrecord.context.kinds import BODY_KIN
from onrecord.context.mentions import Mention
from onrecord.context.phrases import Phrase
from onrecord.context.scene import Found, Scene
from onrecord.context.sorts import fits, sorts
from onrecord.model import Span

_BODY_WORDS = {"u.s.": "federal", "united": "federal"}
_COMPANIES = words("""
    company firm group organization organisation agency newspaper paper magazine network outlet website
    site store retailer bank nonprofit charity union association think-tank manufacturer airline
    """)
_ADDRESSED = re.compile(r"\b(?:with|to|against|from) (?:the )?$")


def body(scene: Scene, phrase: Phrase, at: int) -> Found | None:
    """The named body that "the agency", "the committee" or "the authority" stands for."""
    head = phrase.head
    kin = next((k for k in BODY_KIN if head in k), frozenset({head})) | {head}
    wanted = {t.low for t in phrase.core[:-1]}
    best: tuple[float, Entity, Span] | None = None
    paragraph = scene.paragraph(at)
    for noun in sorted(kin):
        for entity in scene.cast.bodies.get(noun, ()):
            if entity.first < at and len(entity.words) > 1 and fits(entity.words, head):
                score = _body_score(entity, head, wanted) - 0.6
                if best is None or score > best[0]:
                    best = (score, entity, Span(entity.first, entity.first + 1))
    for mention, entity in scene.cast.named_before(at, 40):
        if entity.kind != "organization" or mention.end > at:
            continue
        words = [w.lower() for w in entity.words]
        if not (kin & set(words) and fits(entity.words, head)) and not _place_is(head, mention):
            continue
        score = _body_score(entity, head, wanted) - min(
            0.6, 0.15 * (paragraph - scene.paragraph(mention.start))
        )
        if best is None or score >= best[0]:
            best = (score, entity, mention.span)
    for noun in kin:
        for span, entity in scene.described.get(noun, ())[-3:]:
            if span.start >= at:
                continue
            score = _body_score(entity, head, wanted)
            score -= min(0.6, 0.15 * (paragraph - scene.paragraph(span.start)))
            body = entity.kind == "organization" and fits(entity.words, head)
            if body and (best is None or score >= best[0]):
                best = (score, entity, span)
    if best is not None and best[0] < 0.2:
        best = None
    if head in _COMPANIES and not wanted and (best is None or best[1].name.lower() == head):
        found = _of_its_sort(scene, head, at, since=best[2].start if best else -1)
        if found is not None:
            return found
    return Found(best[1], "description", 0.75, (best[2],)) if best else None


def _of_its_sort(scene: Scene, head: str, at: int, since: int) -> Found | None:
    """The body just named, for "the company" where its name does not say that it is one but may be one's;
    behind ``since``, where something is described as one, only by a name that tells its sort, or a firm's.

    Whom something was sent to, filed with or brought against in the same sentence is not meant.
    """
    paragraph, sentence = scene.paragraph(at), scene.where.sentence_start(at)
    spoken = [(s, e, 2) for s, e in scene.spoken[-3:] if s.end <= at]
    named = [
        (m.span, e, 1)
        for m, e in scene.cast.named_before(at, 8)
        if m.end <= at
        and not m.quoted
        and not (m.start >= sentence and _ADDRESSED.search(scene.text, sentence, m.start))
    ]
    for span, entity, back in (*reversed(spoken), *reversed(named)):
        near = paragraph - scene.paragraph(span.start) <= back and span.start > since
        body = entity.kind == "organization" and entity.named and not entity.place
        told = since < 0 or head in ("company", "firm") or bool(sorts(entity.words))
        if near and body and told and fits(entity.words, head):
            return Found(entity, "description", 0.55, (span,))
    return None


def _body_score(entity: Entity, head: str, wanted: set[str]) -> float:
    words = {_BODY_WORDS.get(w, w) for w in (w.lower() for w in entity.words)}
    score = 1.0 if head in words else 0.5
    score += 0.4 if entity.words[-1].lower() == head else 0.0
    return score + 0.5 * len(wanted & words) - 0.5 * len(wanted - words)


def later(scene: Scene, phrase: Phrase, at: int) -> Found | None:
    """The body that a lead describes ("a House panel") and the next sentences name."""
    head = phrase.head
    kin = next((k for k in BODY_KIN if head in k), None)
    wanted = {t.low for t in phrase.core[:-1]}
    if kin is None or not wanted:
        return None
    for mention, entity in scene.cast.named_between(at, at + 900):
        words = {_BODY_WORDS.get(w, w) for w in (w.lower() for w in entity.words)}
        if entity.kind == "organization" and kin & words and wanted & words and len(entity.words) > 2:
            return Found(entity, "description", 0.6, (mention.span,))
    return None


def _place_is(head: str, mention: Mention) -> bool:
    return mention.kind == "place" and head in ("state", "country", "city")
