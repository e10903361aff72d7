"""From the names in a text to its cast: which mentions are the same person or body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.context import names
from onrecord.context.cast import Cast, Entity
from onrecord.context.kinds import BODIES, OUTLETS
from onrecord.context.mentions import Mention
from onrecord.context.names import Words


def assemble(mentions: Iterable[Mention], signed: Iterable[tuple[Words, int]]) -> Cast:
    """The cast behind ``mentions``; ``signed`` are names from posts' signatures and labels."""
    cast = Cast()
    mentions = list(mentions)
    whole = {m.words for m in mentions if m.kind == "person" and len(m.words) > 1}
    for mention in mentions:
        if len(mention.words) > 1 and (mention.kind == "person" or mention.words in whole):
            mention.kind = "person"
            cast.add_person(mention.words, mention.start, gender=mention.gender)
    for signature, at in signed:
        if len(signature) > 1:
            cast.add_person(signature, at)
    for mention in mentions:
        if mention.kind == "organization" and len(mention.words) > 1:
            cast.add_body(mention.words, mention.start)
    for mention in mentions:
        entity = _entity(cast, mention)
        if entity is None:
            continue
        cast.timeline.append((mention, entity))
        cast.starts.append(mention.start)
        entity.gender = entity.gender or mention.gender
        entity.first = min(entity.first, mention.start)
        entity.full += len(mention.words) > 1
        entity.place = entity.place or mention.kind == "place"
        entity.party = entity.party or mention.party
        if entity.kind == "person":
            for role in mention.roles:
                if mention.posted or not mention.quoted:
                    cast.add_role(entity, role)
                elif " " in role.text:
                    cast.add_role(entity, replace(role, weak=True))
    return cast


def _surname_of(cast: Cast, word: str) -> Entity | None:
    """The person named in full whose surname is also a brand's: "Ford" for Ann Ford, when the text
    names no Ford Motor Co."""
    if word.lower() not in OUTLETS or word.isupper():
        return None
    known = [e for e in cast.people.get(names.fold(word), ()) if len(e.words) > 1]
    if len(known) != 1 or any(len(e.words) > 1 for e in cast.bodies.get(word.lower(), ())):
        return None
    return known[0]


def _entity(cast: Cast, mention: Mention) -> Entity | None:
    words, at = mention.words, mention.start
    if mention.kind in ("organization", "place"):
        if len(words) == 1 and mention.kind == "organization" and (bearer := _surname_of(cast, words[0])):
            return bearer
        if len(words) == 1 and words[0].lower() in BODIES and not words[0].isupper():
            return cast.short_of(words[0].lower(), at)
        if len(words) == 1 and len(words[0]) > 3 and words[0].isupper() and words[0] not in cast.acronyms:
            shouted = cast.person(words, at)
            if shouted is not None:
                return shouted
        return cast.add_body(words, at, article=mention.article)
    if mention.kind == "group":
        return None
    known = cast.person(words, at, mention.gender)
    if known is not None:
        return known
    if mention.kind == "person":
        return cast.add_person(words, at, gender=mention.gender)
    body = cast.body(words, article=mention.article)
    if body is not None:
        return body
    if len(words) == 1:
        if words[0].lower() in OUTLETS:
            return cast.add_body(words, at)
        return cast.misspelt(words[0])
    if mention.article:
        return cast.add_body(words, at, sure=False)
    return cast.add_person(words, at, sure=False) if not mention.sure else None
