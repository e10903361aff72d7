"""Whom a pronoun refers to: the most plausible of what came before.

Each search looks back a bounded number of names and statements, so that the whole stays
linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set

from onrecord.context.cast import Entity
from onrecord.context.mentions import Mention
from onrecord.context.names import Gender
from onrecord.context.scene import Found, Scene
from onrecord.model import Span, SpeakerKind

_WORD = re.compile(r"[\w’'-]+")
NAMES_BACK = 60
_SPEECHES_BACK = 12
_PARAGRAPHS_BACK = 6
HE: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
"""The gender that a pronoun for one person tells."""
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})


def of_pronoun(scene: Scene, at: int, pronoun: str, content: Sequence[Span] = ()) -> Found | None:
    """Who or what a pronoun of the third person at ``at`` refers to; ``content`` is what it says there."""
    if pronoun in ("he", "she") and (unnamed := _described(scene, at)):
        return unnamed
    if pronoun in HE:
        return person(scene, at, HE[pronoun], content)
    if pronoun in _IT:
        return thing(scene, at)
    return several(scene, at) if pronoun in _THEY else None


def person(
    scene: Scene,
    at: int,
    gender: Gender | None,
    content: Sequence[Span] = (),
    *,
    sure: bool | None = True,
    against: Set[str] = frozenset(),
) -> Found | None:
    """The person whom "he" or "she" at ``at`` refers to; with ``sure`` None also names that
    only look like a person's, without those whose role holds a word in ``against``.

    Near beats far, a sentence's subject beats its other names, who spoke last beats who
    is spoken of, and few people name themselves in what they say.
    """

    def fits(entity: Entity) -> bool:
        likely = sure is None or entity.sure or entity.spoke >= 0
        agrees = gender is None or entity.gender in (gender, None)
        return entity.kind == "person" and likely and agrees and not _is_of(entity, against)

    scores = _of_names(scene, at, gender, fits)
    _add_speeches(scene, at, fits, scores)
    if not scores:
        return person(scene, at, gender, content, sure=None) if sure else _ahead(scene, at, "person", gender)
    said = {word for s in content for word in _WORD.findall(scene.text[s.start : min(s.end, s.start + 3000)])}
    ranked = [
        (score - (1.2 if entity.words[-1] in said else 0.0), support.start, entity, support)
        for score, entity, support in scores.values()
    ]
    ranked.sort(key=lambda r: r[:2])
    score, _, entity, support = ranked[-1]
    lead = score - ranked[-2][0] if len(ranked) > 1 else 2.0
    if entity.gender is None and gender and lead > 0.5:
        entity.gender = gender
    return Found(entity, "pronoun", 0.9 if lead > 1.5 else 0.75 if lead > 0.6 else 0.6, (support,))


def _described(scene: Scene, at: int) -> Found | None:
    """The one unnamed person who spoke last, when nobody is named as a subject since."""
    if not scene.spoken:
        return None
    span, entity = scene.spoken[-1]
    far = scene.paragraph(at) - scene.paragraph(span.start)
    if entity.kind != "unnamed" or entity.plural or span.start >= at or far > 1:
        return None
    if entity.head in _NOT_ONE or any(w.endswith(("’s", "'s")) for w in entity.words):
        return None  # "Voss's daughter" may have a name elsewhere
    for mention, other in scene.cast.named_between(span.end, at):
        aside = mention.quoted or mention.posted
        if not aside and (mention.opens or (far and other.kind == "person" and not mention.of_another)):
            return None
    return Found(entity, "pronoun", 0.65, (span,))


_NOT_ONE = frozenset({"those", "one", "another"})
_Scores = dict[int, tuple[float, Entity, Span]]


def _of_names(scene: Scene, at: int, gender: Gender | None, fits: Callable[[Entity], bool]) -> _Scores:
    """How well the people named before ``at`` fit, each by its best mention."""
    here, paragraph = scene.where.sentence(at), scene.paragraph(at)
    scores: _Scores = {}
    for mention, entity in scene.cast.named_before(at, NAMES_BACK):
        far = paragraph - scene.paragraph(mention.start)
        if far > _PARAGRAPHS_BACK or mention.end > at or not fits(entity):
            continue
        aside = mention.quoted or mention.posted
        score = _weight(mention) - 0.45 * min(here - mention.sentence, 10) - 0.5 * far
        score += 0.8 if gender and entity.gender == gender else 0.0
        score += 1.6 if mention.opens and here - mention.sentence < 2 and not mention.quoted else 0.0
        score += 0.7 if not (far or aside or mention.of_another) else 0.0
        best = scores.get(id(entity))
        if best is None or score > best[0]:
            scores[id(entity)] = (score, entity, mention.span)
    return scores


def _add_speeches(scene: Scene, at: int, fits: Callable[[Entity], bool], scores: _Scores) -> None:
    """Adds to ``scores`` what speaks for those who spoke before ``at``; who asked is not who answers."""
    paragraph = scene.paragraph(at)
    for nth, (span, entity) in enumerate(reversed(scene.spoken[-_SPEECHES_BACK:])):
        if span.start >= at or not entity.named or not fits(entity):
            continue
        far = paragraph - scene.paragraph(span.start)
        if far > _PARAGRAPHS_BACK:
            break
        score, _, support = scores.get(id(entity), (-1.0 - 0.5 * far, entity, span))
        score += max(0.4, 2.0 - 0.5 * nth - 0.4 * far) if entity is not scene.asked else -0.6
        scores[id(entity)] = (score, entity, support)


def _is_of(entity: Entity, parties: Set[str]) -> bool:
    """Whether a role of ``entity`` holds one of the words in ``parties``."""
    if not parties:
        return False
    return any(not parties.isdisjoint(role.text.lower().split()) for role in entity.roles[-20:])


def _weight(mention: Mention) -> float:
    weight = 0.9 if mention.opens else 0.0
    weight -= 1.6 if mention.quoted or mention.posted else 0.0
    return weight - (0.5 if mention.of_another else 0.0)


def document(scene: Scene, at: int) -> Found | None:
    """The document that "it" at ``at`` refers to, for what only a document does: "it reads"."""
    for span, entity in reversed(scene.spoken[-3:]):
        near = scene.paragraph(at) - scene.paragraph(span.start) <= 1
        if near and span.start < at and entity.kind == "document" and not entity.plural:
            return Found(entity, "pronoun", 0.75, (span,))
    return None


def thing(scene: Scene, at: int) -> Found | None:
    """The body or document that "it" at ``at`` refers to."""
    paragraph = scene.paragraph(at)
    for span, entity in reversed(scene.spoken[-3:]):
        one = entity.kind in ("organization", "document") and not entity.plural
        if one and span.start < at and paragraph - scene.paragraph(span.start) <= 1:
            return Found(entity, "pronoun", 0.75, (span,))
    best: tuple[float, Entity, Span] | None = None
    here = scene.where.sentence(at)
    for mention, entity in scene.cast.named_before(at, 25):
        if entity.kind not in ("organization", "document") or mention.end > at:
            continue
        if not entity.sure and entity.spoke < 0:
            continue
        if paragraph - scene.paragraph(mention.start) > 1:
            continue
        score = _weight(mention) - 0.5 * (here - mention.sentence)
        if best is None or score >= best[0]:
            best = (score, entity, mention.span)
    return Found(best[1], "pronoun", 0.6, (best[2],)) if best else _ahead(scene, at, "organization", None)


def _ahead(scene: Scene, at: int, kind: SpeakerKind, gender: Gender | None) -> Found | None:
    """Who is named later in the sentence: "As he left, Mr. Ames said"."""
    sentence = scene.where.sentence(at)
    for mention, entity in scene.cast.named_between(at, at + 200):
        if mention.sentence != sentence:
            break
        if entity.kind == kind and not mention.quoted and (gender is None or entity.gender in (gender, None)):
            return Found(entity, "pronoun", 0.6, (mention.span,))
    return None


def several(scene: Scene, at: int) -> Found | None:
    """The group or body that "they" at ``at`` refers to."""
    paragraph = scene.paragraph(at)
    for span, entity in reversed(scene.spoken[-6:]):
        if span.start >= at or paragraph - scene.paragraph(span.start) > 1:
            continue
        if entity.plural or entity.kind in ("group", "organization") or entity.members:
            return Found(entity, "pronoun", 0.7, (span,))
    here = scene.where.sentence(at)
    for mention, entity in reversed(scene.cast.named_before(at, 15)):
        subject = mention.opens and not mention.quoted and mention.end <= at
        if subject and entity.kind == "organization" and here - mention.sentence <= 2:
            return Found(entity, "pronoun", 0.55, (mention.span,))
    return None
