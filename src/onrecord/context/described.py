"""Noun phrases as sources: "the senator", "a defense official", "her campaign", "18 states"."""

from __future__ import annotations

import re

from onrecord.context import antecedents, definite_bodies, definites, phrases
from onrecord.context.cast import Entity
from onrecord.context.grammar import (
    DETERMINERS,
    POSSESSIVES,
    words,
)
from onrecord.context.kinds import (
    BODIES,
    DOCUMENTS,
)
from onrecord.context.named import behind_comma, looked_up, named, two_offices, unknown
from onrecord.context.phrases import Phrase, kind_of_word
from onrecord.context.roles import Role
from onrecord.context.scene import Found, Scene
from onrecord.context.titles import (
    KIN,
    ROLES,
    UNNAMED,
)
from onrecord.model import Span, SpeakerKind

_WORDS_OF = words("""
    comment remark claim statement speech conference tweet testimony announcement admission word assertion
    pledge promise call criticism contention argument suggestion insistence allegation charge accusation post
    answer reply response belief view warning comments account question quote threat attack denial opinion
    position
    """)
_THOSE = re.compile(r"\W*(those|anyone|someone|people) [^,;:()\n]+(?<=\w)", re.IGNORECASE)

_BROUGHT_UP = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) (?=([\w’'-]+(?: [\w’'-]+){0,3}))"
)
_WORDS_BACK = 400  # characters


def phrase_at(scene: Scene, span: Span) -> Found | None:
    """Who a noun phrase at ``span`` stands for."""
    inside = scene.cast.named_between(span.start, span.end)
    entities = {m.start: e for m, e in inside}
    if scene.where.is_titled(span.start) or not inside:
        found = looked_up(scene, span)
        if found is not None:
            return found
    words = phrases.tokens(scene.text, span.start, span.end, [m for m, _ in inside])
    phrase = phrases.parse(words)
    if phrase is None:
        return _those(scene, span)
    titled = next((m for m, _ in reversed(inside) if m.begin <= phrase.core[0].start < m.start), None)
    if titled is not None and titled.kind == "person" and phrase.name is not titled and not titled.of_another:
        return named(scene, span, phrase, titled, entities)
    if phrase.determiner in POSSESSIVES and (owned := _by_pronoun(scene, span, phrase, entities)):
        return owned
    if phrase.owner and (owned := _owned(scene, span, phrase, entities)):
        return owned
    mention = phrase.name
    # "A super PAC" is a description, whatever its capitals.
    generic = mention is not None and mention.words[0].isupper() and mention.words[-1].lower() in BODIES
    if mention is not None and not (generic and phrase.core[1:]):
        by_name = named(scene, span, phrase, mention, entities)
        return by_name or _plain_group(scene, span, phrase)
    by_name = (
        behind_comma(scene, phrase, entities)
        or two_offices(scene, phrase, entities)
        or _called(scene, phrase, entities)
    )
    return by_name or _description(scene, span, phrase) or _at_end(scene, span, phrase, entities)


def _called(scene: Scene, phrase: Phrase, entities: dict[int, Entity]) -> Found | None:
    """ "A woman named Ruth Amsel": the name."""
    if phrase.plural or len(phrase.rest) < 2 or phrase.rest[0].low not in ("named", "called"):
        return None
    name = phrase.rest[1]
    if kind_of_word(phrase.head) != "unnamed" or not name.text[0].isupper():
        return None
    words = name.mention.words if name.mention else (name.text,)
    entity = entities.get(name.start) or unknown(scene, words, name.start)
    return Found(entity, "name", 0.85, (Span(name.start, name.end),)) if entity.kind == "person" else None


def _at_end(scene: Scene, span: Span, phrase: Phrase, entities: dict[int, Entity]) -> Found | None:
    """The one person named at the end of words that are no phrase: "Wexley (Downtown) professor Ann Lee"."""
    people = [t.mention for t in (*phrase.core, *phrase.rest) if t.mention and t.mention.kind == "person"]
    if len(people) != 1 or people[0].end < span.end - 2 or people[0].of_another:
        return None
    entity = entities.get(people[0].start)
    if entity is None or not people[0].roles:
        return None
    return Found(entity, "title and name", 0.75, (people[0].span,))


def _those(scene: Scene, span: Span) -> Found | None:
    """ "Those who lost their homes": a group that only a clause describes."""
    match = _THOSE.match(scene.text, span.start, span.end)
    if match is None:
        return None
    where = Span(match.start(1), match.end())
    kind: SpeakerKind = "group" if match[1].lower() == "those" else "unnamed"
    entity = described(
        scene,
        tuple(match.group()[match.start(1) - match.start() :].split()),
        kind,
        span,
        "those",
        plural=True,
    )
    return Found(entity, "description", 0.7, (where,))


def _owned(scene: Scene, span: Span, phrase: Phrase, entities: dict[int, Entity]) -> Found | None:
    """What belongs to somebody: "Voss's campaign", "the firm's director, Ann Lee"."""
    if phrase.name is not None:
        return None
    named = behind_comma(scene, phrase, entities) or two_offices(scene, phrase, entities)
    if named is not None:
        return named
    last = phrase.owner[-1]
    owner = entities.get(last.mention.start) if last.mention is not None else None
    if owner is None:
        bare = last.end - (2 if last.text[-1] == "s" else 1)
        known = (
            phrase_at(scene, Span(span.start, bare)) if last.mention is None and bare > span.start else None
        )
        owner = known.entity if known else None
    head = phrase.head
    if head in _WORDS_OF and owner is not None and owner.kind in ("person", "organization"):
        return Found(owner, "possessive", 0.8, (Span(last.start, last.end),))
    return _belonging(scene, span, phrase, owner)


def _by_pronoun(scene: Scene, span: Span, phrase: Phrase, entities: dict[int, Entity]) -> Found | None:
    """ "His running mate, Ann Lee": a name behind the comma; else what belongs to whom "his" means."""
    if phrase.name is not None:
        return None
    if (named := behind_comma(scene, phrase, entities)) is not None:
        return named
    if any(t.low == "fellow" for t in phrase.core):
        return None
    owner = antecedents.of_pronoun(scene, span.start, phrase.determiner or "")
    if owner is None or owner.entity is None:
        return None
    return of_possessive(scene, span, phrase, owner.entity)


def of_possessive(scene: Scene, span: Span, phrase: Phrase, owner: Entity) -> Found | None:
    """ "Her campaign": what belongs to the one a possessive pronoun stands for."""
    if phrase.head in _WORDS_OF and owner.kind in ("person", "organization"):
        return Found(owner, "possessive", 0.75, (span,))
    return _belonging(scene, span, phrase, owner)


def _belonging(scene: Scene, span: Span, phrase: Phrase, owner: Entity | None) -> Found | None:
    kind = phrases.kind_of(phrase)
    head = phrase.head
    if kind is None:
        return None
    if not phrase.plural and (head in ROLES or head in KIN or head in UNNAMED):
        theirs = owner.words[-1] if owner is not None else phrase.owner[-1].low if phrase.owner else ""
        known = definites.lawyer_of(scene, phrase, theirs, owner)
        if known is not None:
            return known
    where = phrases.described(scene.text, phrase, kind)
    tail = scene.document[where]
    institution = phrase.owner and phrase.owner[-1].mention is None and phrase.core[-1].text[:1].isupper()
    if owner is None or institution:  # "the Prime Minister's Office", whoever is prime minister
        start = phrase.owner[0].start if phrase.owner else where.start
        name = scene.text[start : where.end]
    else:
        name = (
            f"{owner.name}’s {tail}" if "’" in scene.text[span.start : span.end] else f"{owner.name}'s {tail}"
        )
    key = (id(owner) if owner else 0, f"{kind} {tail}".lower())
    entity = scene.owned.get(key)
    if entity is None:
        entity = Entity(kind, tuple(name.split()), span.start, named=False, head=head, plural=phrase.plural)
        entity.named = kind == "organization" and owner is not None and head in BODIES
        scene.owned[key] = entity
        scene.describe(entity, span)
    return Found(entity, "possessive", 0.8, (span,))


def _description(scene: Scene, span: Span, phrase: Phrase) -> Found | None:
    """A phrase without a name at its end: somebody known ("the senator") or described anew."""
    kind = phrases.kind_of(phrase)
    if kind is None:
        kind = "document" if phrase.head in DOCUMENTS else None
    at = span.start
    bare = phrase.determiner is None and not phrase.plural
    definite = phrase.determiner in ("the", "this", "that", "these", "those") or scene.where.is_titled(at)
    definite = definite or (bare and phrase.head in ROLES)
    if kind in ("unnamed", None) and (definite or bare):
        known = definites.titled(scene, phrase, at) if kind else None
        if known is not None and known.entity is not None:
            _describe_role(scene, known.entity, phrase)
            return known
    if kind == "organization" and not phrase.rest and (known := definite_bodies.later(scene, phrase, at)):
        return known
    if definite or (kind == "organization" and phrase.determiner is None):
        if kind == "organization" and not phrase.rest and (known := definite_bodies.body(scene, phrase, at)):
            return known
        specific = bool(phrase.rest) and phrase.rest[0].low in ("of", "by")
        if definite and not specific and (known := definites.earlier(scene, phrase, at)):
            return known
        if definite and not phrase.plural and (known := definites.someone(scene, phrase, at)):
            if known.entity is not None and phrase.head in ROLES and len(phrase.core) > 1:
                _describe_role(scene, known.entity, phrase)
            return known
    if definite and kind == "unnamed" and (known := definites.introduced(scene, phrase, at)):
        if known.entity is not None:
            _describe_role(scene, known.entity, phrase)
        return known
    if kind is None:
        return None
    if kind == "document" and at < 300 and (known := _told_later(scene, span, phrase)):
        return known
    where = phrases.described(scene.text, phrase, kind)
    each = phrase.determiner in ("every", "each")
    if each and kind in ("unnamed", "organization"):
        kind = "group"
    if scene.document[where].lower().startswith("recent "):
        where = Span(where.start + 7, where.end)
    if phrase.determiner in ("some", "many", "any", "no") or each:
        where = _with_determiner(scene, where)
    words = tuple(scene.document[where].split())
    plural = phrase.plural or kind == "group"
    entity = described(scene, words, kind, span, phrase.head, plural=plural)
    return Found(entity, "description", 0.8, (where,))


def document_before(scene: Scene, at: int, *, since: int) -> Found | None:
    """The last document that the words before ``at``, and behind ``since``, bring up: "supporters have
    signed a petition"."""
    start = max(scene.paragraph_start(scene.paragraph_start(at) - 1), at - _WORDS_BACK, since)
    last = None
    for match in _BROUGHT_UP.finditer(scene.text, start, at):
        found = match[1].split()
        count = next((i + 1 for i, word in enumerate(found) if word.lower() in DOCUMENTS), 0)
        if count and not scene.where.is_quoted(match.start()):
            last = Span(match.start(1), match.start(1) + len(" ".join(found[:count])))
    if last is None:
        return None
    words = tuple(scene.document[last].split())
    entity = described(scene, words, "document", last, words[-1].lower())
    return Found(entity, "pronoun", 0.65, (last,))


def _told_later(scene: Scene, span: Span, phrase: Phrase) -> Found | None:
    """A headline's "memo" by the words in which the text brings it up: "an internal memo"."""
    if len(phrase.core) > 1 or phrase.rest or phrase.determiner is not None:
        return None
    ahead = re.compile(rf"\b[Aa]n? ((?:[\w’'-]+ ){{0,3}}{re.escape(phrase.head)})\b")
    match = ahead.search(scene.text, span.end, span.end + 900)
    if match is None:
        return None
    entity = described(scene, tuple(match[1].split()), "document", span, phrase.head)
    return Found(entity, "description", 0.7, (Span(*match.span(1)),))


def _describe_role(scene: Scene, entity: Entity, phrase: Phrase) -> None:
    """Keeps "the Oregon senator" as a role of the senator; not a bare "the senator"."""
    where = phrases.described(scene.text, phrase, "unnamed")
    text = scene.document[where]
    known = entity.roles + entity.clauses + entity.titles
    words = set(text.lower().split())
    if (known and " " not in text) or any(words <= set(role.text.lower().split()) for role in known[-20:]):
        return
    scene.cast.add_role(entity, Role(text, where.start, len(text.split()) < 2))


def _plain_group(scene: Scene, span: Span, phrase: Phrase) -> Found:
    where = phrases.described(scene.text, phrase, "group")
    if phrase.determiner in ("some", "many", "any"):
        where = _with_determiner(scene, where)
    shown = tuple(scene.document[where].split())
    entity = described(scene, shown, "group", span, phrase.head, plural=True)
    return Found(entity, "description", 0.9, (where,))


def _with_determiner(scene: Scene, where: Span) -> Span:
    start = scene.text.rfind(" ", 0, max(0, where.start - 1)) + 1
    start = max(start, scene.text.rfind("\n", 0, max(0, where.start - 1)) + 1)
    word = scene.text[start : where.start].strip(' “"(').lower()
    if word in DETERMINERS:
        offset = scene.text[start : where.start].lower().find(word)
        return Span(start + offset, where.end)
    return where


def described(
    scene: Scene, words: tuple[str, ...], kind: SpeakerKind, span: Span, head: str, *, plural: bool = False
) -> Entity:
    """A described speaker; groups and bodies by the same words are one, unnamed people are not."""
    key = (0, kind + " " + " ".join(words).lower())
    if kind != "unnamed" and key in scene.owned:
        return scene.owned[key]
    entity = Entity(kind, words, span.start, named=False, head=head, plural=plural)
    if kind != "unnamed":
        scene.owned[key] = entity
    scene.describe(entity, span)
    return entity
