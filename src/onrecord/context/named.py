"""Sources that end in a name: with titles, several at once, behind a comma."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.context import names, phrases
from onrecord.context.cast import Entity
from onrecord.context.grammar import (
    COMMON,
    DETERMINERS,
)
from onrecord.context.mentions import Mention
from onrecord.context.phrases import Phrase
from onrecord.context.roles import Role, is_role
from onrecord.context.scene import Found, Scene
from onrecord.model import Span, Spans

_LISTED = re.compile(r"(?: ?\([^)]*\))?(?:,? (?:and|or|&) (?:the |an? )?|, )")
_AND_OTHERS = re.compile(r",? and (?:\w+ )?other (?:[^,.;()]+)$")


def looked_up(scene: Scene, span: Span) -> Found | None:
    """A short source by its words alone: in headings in title case, where runs of capitals are no names."""
    shown = scene.document[span].strip(" \"“”'‘’,.:;()")
    shown = re.sub(r"(?:['’]s|(?<=s)['’])$", "", shown)
    parts = shown.split()
    if parts and parts[0].lower() in ("the", "a", "an"):
        parts = parts[1:]
    while len(parts) > 1 and (parts[0].lower().rstrip(".") in names.TITLES):
        parts = parts[1:]
    if "and" in parts[1:-1] and scene.where.is_titled(span.start):
        return _both(scene, span, parts)
    if not 1 <= len(parts) <= 4 or not all(p[0].isupper() for p in parts):
        return None
    words = tuple(parts)
    kind = phrases.kind_of_word(words[-1].lower())
    known = scene.cast.body(words)
    if known is None and (kind is None or len(words) > 1):
        known = scene.cast.person(words, span.start)
    if known is None and len(words) == 1 and not kind:
        known = scene.cast.misspelt(words[0])
    if known is not None:
        return Found(known, "name", 0.9, (span,))
    if len(words) == 1 and (
        words[0].lower() in COMMON or (words[0].endswith("s") and not words[0].endswith("ss"))
    ):
        return None
    if kind is None and names.looks_like_person(words):
        return Found(scene.cast.add_person(words, span.start), "name", 0.8, (span,))
    return None


def _both(scene: Scene, span: Span, parts: list[str]) -> Found | None:
    """ "Ames and Boyle" in a title-case heading."""
    i = parts.index("and")
    known = [scene.cast.person(tuple(w), span.start) for w in (parts[:i], parts[i + 1 :]) if len(w) < 4]
    members = [e for e in known if e is not None]
    if len(members) < 2:
        return None
    return Found(group(scene, members, span), "names", 0.8, (span,))


def group(scene: Scene, members: Sequence[Entity], span: Span, name: str | None = None) -> Entity:
    """Several at once as one speaker; ``name`` where it is not just theirs ("Ames and his aides")."""
    key = (0, "|".join(str(id(m)) for m in members) + (name or ""))
    if key not in scene.owned:
        shown = name or " and ".join(m.name for m in members)
        scene.owned[key] = Entity(
            "group",
            tuple(shown.split()),
            span.start,
            members=tuple(members) if len(members) > 1 else (),
            plural=True,
        )
    return scene.owned[key]


def named(
    scene: Scene, span: Span, phrase: Phrase, mention: Mention, entities: dict[int, Entity]
) -> Found | None:
    """A phrase that ends in a name; behind it may stand more of them."""
    entity = entities.get(mention.start)
    if entity is not None and entity.kind == "person" and len(mention.words) == 1:
        entity = _who_spoke(scene, entity, mention)
    if entity is None:
        if phrase.plural:
            return None
        entity = scene.cast.add_person(mention.words, mention.start)
    support: Spans = (Span(mention.begin, mention.end),)
    if entity.kind == "person":
        _claim_role(scene, entity, phrase, mention)
    shown = scene.text[span.start : span.end].rstrip(" ,")
    others = _AND_OTHERS.search(shown)
    if others is not None and others.start() + span.start >= mention.end:
        tail = others.group().lstrip(", ")
        return Found(group(scene, [entity], span, f"{entity.name} {tail}"), "name", 0.85, support)
    more = _more_names(scene, entity, mention, span)
    if more:
        members = list(dict.fromkeys([entity, *more]))
        if len(members) > 1:
            return Found(group(scene, members, span), "names", 0.85, support)
    return Found(entity, "title and name" if mention.roles else "name", 0.95, support)


def _who_spoke(scene: Scene, entity: Entity, mention: Mention) -> Entity:
    """Of several people of one surname, the only one who has spoken, unless another is named more."""
    homonyms = scene.cast.people.get(names.surname(mention.words), [])
    spoke = [e for e in homonyms if e.spoke >= 0]
    fits = len(spoke) == 1 and mention.gender in (spoke[0].gender, None)
    return spoke[0] if fits and spoke[0].full >= entity.full else entity


def _claim_role(scene: Scene, entity: Entity, phrase: Phrase, mention: Mention) -> None:
    """Within a source, any words before the name are its role when one of them is a noun for people."""
    if phrase.name is not mention or len(phrase.core) < 2 or phrase.owner:
        return
    first, last = phrase.core[0], phrase.core[-2]
    known = next((r for r in mention.roles if r.start < mention.start), None)
    if known is not None:
        if first.start < known.start and " " in scene.text[first.start : known.start]:
            wide = Role(scene.text[first.start : known.span.end], first.start, known.weak, known.gender)
            scene.cast.widen_role(entity, wide)
    elif not mention.roles and is_role(last.low.rstrip(".")) and last.mention is None:
        text = scene.text[first.start : last.end]
        scene.cast.add_role(
            entity, Role(text, first.start, len(phrase.core) == 2 and last.text.endswith("."))
        )


def _more_names(scene: Scene, first: Entity, mention: Mention, span: Span) -> list[Entity]:
    """Further names joined by "and" or commas to the first of a source."""
    more: list[Entity] = []
    end = mention.end
    for other, entity in scene.cast.named_between(mention.end, span.end):
        between = scene.text[end : other.begin]
        joined = _LISTED.fullmatch(between)
        alike = entity.kind == first.kind and entity.kind in ("person", "organization")
        if joined is None or not alike:
            more = [] if " and " not in scene.text[end : span.end] else more
            continue
        more.append(entity)
        end = other.end
    listed = scene.text[mention.end : end]
    return more if " and " in listed or " or " in listed or " & " in listed else []


def behind_comma(scene: Scene, phrase: Phrase, entities: dict[int, Entity]) -> Found | None:
    """ "Its director, Ann Lee,": the name behind the comma, when the phrase is a role."""
    if phrase.plural or phrases.kind_of(phrase) not in ("unnamed", None):
        return None
    for i, token in enumerate(phrase.rest[:-1]):
        if token.low not in (",", "—", "--", "–", "-"):
            continue
        start = phrase.rest[i + 1].start
        near = (t.mention for t in phrase.rest[i + 1 : i + 8] if t.mention)
        mention = next((m for m in near if m.begin <= start <= m.start), None)
        entity = entities.get(mention.start) if mention else None
        if mention is None or entity is None or entity.kind != "person" or mention.of_another:
            continue
        entity.sure = True
        if not mention.roles:
            text = scene.text[phrase.core[0].start : token.start].rstrip()
            scene.cast.add_role(entity, Role(text, phrase.core[0].start))
        return Found(entity, "title and name", 0.95, (mention.span,))
    return None


def two_offices(scene: Scene, phrase: Phrase, entities: dict[int, Entity]) -> Found | None:
    """A name behind a longer role: "lobbyist and strategist Ann Lee", "secretary of state Ann Lee"."""
    tied = bool(phrase.rest) and phrase.rest[0].low in ("and", "of")
    if phrase.plural or not tied or not is_role(phrase.head.rstrip(".")):
        return None
    for token in phrase.rest[1:7]:
        if token.low in DETERMINERS or not token.text[0].isalnum():
            return None
        entity = entities.get(token.mention.start) if token.mention else None
        if token.mention is not None and entity is not None and entity.kind == "person":
            text = scene.text[phrase.core[0].start : token.start].rstrip()
            scene.cast.widen_role(entity, Role(text, phrase.core[0].start))
            return Found(entity, "title and name", 0.9, (token.mention.span,))
    return None
