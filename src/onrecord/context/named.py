"""Sources that end in a name: with titles, several at once, behind a comma."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.context import lone_names, names, phrases
from onrecord.context.before_names import OF_STATE
from onrecord.context.cast import Entity
from onrecord.context.grammar import (
    COMMON,
    DETERMINERS,
    words,
)
from onrecord.context.mentions import Mention
from onrecord.context.phrases import Phrase
from onrecord.context.roles import Role, head_of, is_person_noun, is_role
from onrecord.context.scene import Found, Scene
from onrecord.context.titles import OFFICES
from onrecord.model import Span, Spans

_AND_OTHERS = re.compile(
    r",? and (?:(?:\w+ )?other (?:[^,.;()]+)|(?:his|her|its|their|several|some|fellow|a few) [^,.;()]+"
    r"|colleagues|allies|aides|company|Co\.?|I|me)$"
)
# What may stand between a name and the "and" before the next: "of Maine", "(D-Utah)", ", D-Utah".
_ASIDE = (
    r"(?: of(?: the)? [A-Z][\w.]*(?: [A-Z][\w.]*)*)?(?: ?\([^)]*\))?(?:, [RDI]-[A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
)
_BY_AND = re.compile(rf"{_ASIDE},? (?:and|or|&) (?:(?:the|an?|his|her|its|their|then) )?")
_ONE_OF_LIST = re.compile(rf"{_ASIDE}, ")
_PLAIN_AND = re.compile(r" (?:and|&) (?:the )?")
# Behind a single name: "Norvane, the retailer".
_DESCRIBED = re.compile(
    r"([A-Z][\w’'-]+), (?:(?:the|an?|its|his|her|their) (?P<what>.+)|(?:which|who|\d\d?)\b.*)", re.DOTALL
)
_ONE_OF = words("one another other someone somebody first second third last latter oldest youngest eldest")
_LONE_PARTY = re.compile(r"[RDI]-[A-Z]")


def looked_up(scene: Scene, span: Span) -> Found | None:
    """A short source by its words alone: in headings in title case, where runs of capitals are no names."""
    shown = scene.document[span].strip(" \"“”'‘’,.:;()")
    if aside := _DESCRIBED.fullmatch(shown):
        shown = aside[1]
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
    if aside and aside["what"] and not _is_speaker(aside["what"]):
        return None
    if kind is None and names.looks_like_person(words) and not _LONE_PARTY.match(words[0]):
        return Found(unknown(scene, words, span.start), "name", 0.8, (span,))
    return None


def _is_speaker(what: str) -> bool:
    """Whether a description behind a name is of a person or a body, not of a flower or a road."""
    head = head_of(what)
    return head is not None and (is_person_noun(head) or phrases.kind_of_word(head) is not None)


def unknown(scene: Scene, words: tuple[str, ...], at: int) -> Entity:
    """Who has a name that nothing in the text introduces: a person, or by its signs a body."""
    if len(words) > 1:
        return scene.cast.add_person(words, at)
    known = scene.cast.person(words, at) or scene.cast.body(words)
    if known is not None:
        return known
    own = (scene.document.publisher or "").lower() == words[0].lower()
    if own or lone_names.is_body(scene.text, words[0], at):
        return scene.cast.add_body(words, at)
    return scene.cast.add_person(words, at)


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
        if phrase.plural or _LONE_PARTY.match(mention.words[0]):
            return None
        entity = unknown(scene, mention.words, mention.start)
    support: Spans = (Span(mention.begin, mention.end),)
    if entity.kind == "person":
        _claim_role(scene, entity, phrase, mention)
    shown = scene.text[span.start : span.end].rstrip(" ,")
    members = list(dict.fromkeys([entity, *_more_names(scene, entity, mention, span)]))
    others = _AND_OTHERS.search(shown) if len(members) == 1 else None
    if others is not None and others.start() + span.start >= mention.end:
        tail = others.group().lstrip(", ")
        return Found(group(scene, [entity], span, f"{entity.name} {tail}"), "name", 0.85, support)
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
    """Further names joined by "and" or commas to the first of a source; names in what is said
    about one of them ("a friend of Ann Pell") are none."""
    more: list[Entity] = []
    end = _told_until(mention, span)
    by_and = False
    named = scene.cast.named_between(mention.end, span.end)
    titles = [(m.begin, m.start) for m, _ in named if m.begin < m.start]
    for other, entity in named:
        if other.start < end or any(begin <= other.start < start for begin, start in titles):
            continue
        begin = max(end, min(other.begin, other.start))
        last = _BY_AND.fullmatch(scene.text, end, begin)
        joined = last or _ONE_OF_LIST.fullmatch(scene.text, end, begin)
        alike = entity.kind == first.kind or _PLAIN_AND.fullmatch(scene.text, end, begin)
        if joined is None or not alike or entity.kind not in ("person", "organization"):
            more = [] if " and " not in scene.text[end : span.end] else more
            continue
        more.append(entity)
        by_and = by_and or last is not None
        end = _told_until(other, span)
    return more if by_and else []


def _told_until(mention: Mention, span: Span) -> int:
    """Where a name with the role behind it ends, within its source."""
    behind = [r.span.end for r in mention.roles if r.start > mention.start]
    return min(max((mention.end, *behind)), span.end)


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
        told = phrase.head in OFFICES and all(r.weak for r in mention.roles)
        if phrase.head not in _ONE_OF and (told or not mention.roles):
            first = (phrase.owner or phrase.core)[0].start
            scene.cast.add_role(entity, Role(scene.text[first : token.start].rstrip(), first))
        return Found(entity, "title and name", 0.95, (mention.span,))
    return None


def two_offices(scene: Scene, phrase: Phrase, entities: dict[int, Entity]) -> Found | None:
    """A name behind a longer role: "lobbyist and strategist Ann Lee", "secretary of state Ann Lee"."""
    tied = bool(phrase.rest) and phrase.rest[0].low in ("and", "of")
    if phrase.plural or not tied or not is_role(phrase.head.rstrip(".")):
        return None
    article = False
    for before, token in pairwise(phrase.rest[:7]):
        if token.low in DETERMINERS and before.low == "of":
            article = True  # "leader of the opposition Karl Voss", but not "wife of the mayor Karl Voss"
            continue
        if token.low in DETERMINERS or not token.text[0].isalnum():
            return None
        if token.mention is not None and article and before.low not in OF_STATE:
            return None
        if token.mention is not None and before.low == "of":
            return None  # "the chief executive of Norvane Foods": whose office it is, not who holds it
        entity = entities.get(token.mention.start) if token.mention else None
        if token.mention is not None and entity is not None and entity.kind == "person":
            text = scene.text[phrase.core[0].start : token.start].rstrip()
            scene.cast.widen_role(entity, Role(text, phrase.core[0].start))
            return Found(entity, "title and name", 0.9, (token.mention.span,))
    return None
