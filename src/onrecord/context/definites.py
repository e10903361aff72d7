"""Whom or what "the senator", "the agency" or "the report" stands for: somebody named or described before.

Each search looks at a bounded number of names, so that the whole stays linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from onrecord.context import offices
from onrecord.context.antecedents import NAMES_BACK, person
from onrecord.context.cast import Entity
from onrecord.context.grammar import words
from onrecord.context.kinds import DEMONYMS, DOCUMENT_KIN
from onrecord.context.names import fold, of_signature, surname
from onrecord.context.phrases import Phrase
from onrecord.context.roles import Role, gender_of, head_of, is_person_noun
from onrecord.context.scene import Found, Scene
from onrecord.context.titles import (
    GENERALS,
    MODIFIERS,
    OFFICES,
    PERSONS,
    PORTFOLIOS,
    RANKS,
    ROLE_KIN,
    ROLES,
    SPELLED,
    UNNAMED,
)
from onrecord.model import Span, Spans

_NATIONALITY = re.compile(r"(?:ish|ese|ian|french|dutch|greek|iraqi|aeli|stani|mexican|german)$")
_PARTIES = ({"republican", "gop"}, {"democratic", "democrat"})
_BOTH_PARTIES = frozenset({"republican", "democratic"})
_SPOKES = words("spokesman spokeswoman spokesperson")
_UNTITLED = OFFICES - words("""
    spokesman spokeswoman spokesperson strategist adviser analyst attorney lawyer judge
    """)
_ELECTED = words("senator congressman congresswoman lawmaker representative governor legislator")
_SPEAKS = re.compile(r" (?:said|told|says|wrote|added|asked|tweeted|posted|announced|insisted)\b")
# After "the" somebody already named, even where no title of theirs says so.
_FALLBACK = (
    words("""
    billionaire millionaire businessman businesswoman mogul tycoon developer politician celebrity newcomer
    outsider incumbent freshman mother father candidate nominee lawmaker contender frontrunner front-runner
    hopeful star republican democrat
    """)
    | DEMONYMS
)


def titled(scene: Scene, phrase: Phrase, at: int) -> Found | None:
    """The named person whom "the senator" or "the former president" at ``at`` stands for."""
    shown = offices.spelled(" ".join(t.low.replace("’s", "") for t in phrase.core))
    wanted = {offices.PARTY.get(w, w) for w in shown.split()}
    head = offices.noun(phrase.head)
    foreign = {t.low for t in phrase.core if t.text[:1].isupper() and _NATIONALITY.search(t.low)}
    press = head in _SPOKES or (head == "secretary" and "press" in wanted)
    kin = {head}.union(*(k for k in ROLE_KIN if head in k), (*_SPOKES, "secretary") if press else ())
    kin |= {short for short in SPELLED if offices.noun(short) in kin}
    asked = offices.of_phrase(phrase)
    scores: dict[int, tuple[float, Entity, Span, str]] = {}
    others: set[int] = set()
    agreed: set[int] = set()
    second = False  # whether a deputy has the very noun
    for noun, called, role, entity in _bearers(scene, kin):
        words = {offices.plain(w) for w in offices.spelled(role.text).split()}
        held = offices.of_role(role.text, called)
        if called == "secretary" and ("press" in words) is not press:
            continue
        if offices.differ(asked, held):
            others.add(id(entity))
            second = second or (called == head and asked.ranks != held.ranks)
            continue
        if asked.told & held.told:
            agreed.add(id(entity))
        if wanted & _BOTH_PARTIES and words & _BOTH_PARTIES and not wanted & words & _BOTH_PARTIES:
            continue
        if "former" in wanted and "former" not in words:
            continue
        score = 1.0 if offices.noun(noun) == head else 0.6
        score -= 1.0 if foreign - words else 0.0
        score += 0.6 * len((wanted & words) - {head})
        score -= 0.8 if "former" in words - wanted else 0.0
        score -= 0.0 if entity.first < at else 0.5 if at < 300 else 1.0
        score += _nearness(scene, entity, at)
        best = scores.get(id(entity))
        if best is None or score > best[0]:
            scores[id(entity)] = (score, entity, role.span, called)
    # Who has another office may hold this one too, but not by a bare "Chief Lee".
    wrong = others - agreed if asked.told else set()
    fits = [s for key, s in scores.items() if key not in wrong and (s[3] == head or not second)]
    if not fits:
        return None
    score, entity, support, _ = max(fits, key=lambda s: s[0])
    if score < 0.3 or _another_since(scene, phrase, at, entity):
        return None
    return Found(entity, "title", 0.85 if score > 1.2 else 0.7, (support,))


def _bearers(scene: Scene, kin: Set[str]) -> Iterator[tuple[str, str, Role, Entity]]:
    """The people with a role whose noun is one of ``kin``: the word that it was found by, the noun."""
    for noun in sorted(kin):
        for role, entity in scene.cast.titled.get(noun, ())[-30:]:
            called = offices.noun(head_of(role.text) or "")
            if entity.kind == "person" and called in kin:
                yield noun, called, role, entity


def _another_since(scene: Scene, phrase: Phrase, at: int, entity: Entity) -> bool:
    """Whether somebody unnamed of the same noun spoke after ``entity`` was last named or spoke."""
    other = earlier(scene, phrase, at)
    if other is None or other.entity is None or other.entity.kind != "unnamed":
        return False
    since = other.spans[0].start
    if other.entity.head != phrase.head or entity.spoke > since:
        return False
    return not any(e is entity for m, e in scene.cast.named_between(since, at))


def _nearness(scene: Scene, entity: Entity, at: int) -> float:
    """Up to 1 for who spoke or was named shortly before ``at``."""
    paragraph = scene.paragraph(at)
    for mention, other in reversed(scene.cast.named_before(at, NAMES_BACK)):
        if other is entity and mention.end <= at:
            return max(0.0, 1.0 - 0.2 * (paragraph - scene.paragraph(mention.start)))
    return 0.0


def someone(scene: Scene, phrase: Phrase, at: int) -> Found | None:
    """The person just spoken of whom "the billionaire" or "the mother of three" describes."""
    if phrase.plural or (phrase.rest and phrase.rest[0].low in ("for", "at", "with")):
        return None
    known = phrase.head in ROLES or phrase.head in UNNAMED or phrase.head in PERSONS
    looks = not known and is_person_noun(phrase.head)
    if phrase.head not in _FALLBACK and not looks:
        return _untitled(scene, phrase, at) if phrase.head in _UNTITLED else None
    others = [p for p in _PARTIES if not p.isdisjoint(t.low for t in phrase.core)]
    against = set().union(*(p for p in _PARTIES if p not in others)) if others else set()
    found = person(scene, at, gender_of(phrase.head), against=against)
    if found is None:
        return None
    return Found(found.entity, "description", 0.55, found.spans)


def introduced(scene: Scene, phrase: Phrase, at: int) -> Found | None:
    """Who is named soon after a lead that only describes: "The head of the union said so. Ann Lee told …"."""
    late = at > 700 or (bool(scene.spoken) and scene.spoken[0][0].start < at - 400)
    if late or phrase.head not in _UNTITLED:
        return None
    for mention, entity in scene.cast.named_between(at, at + 900):
        new = (
            entity.kind == "person"
            and entity.sure
            and len(mention.words) > 1
            and entity.first == mention.start
        )
        speaks = _SPEAKS.match(scene.text, mention.end) is not None
        if new and speaks and not mention.of_another and not (entity.roles or entity.titles):
            return Found(entity, "description", 0.5, (mention.span,))
    return None


def _untitled(scene: Scene, phrase: Phrase, at: int) -> Found | None:
    """Who spoke last, for an office that the text gives nobody by title but that something else in
    it says they hold; nobody otherwise, be there only one name."""
    gender = gender_of(phrase.head)
    here = scene.paragraph(at)
    named = [
        (m.span, e)
        for m, e in scene.cast.named_before(at, 8)
        if not m.quoted and here - scene.paragraph(m.start) < 2
    ]
    spoken = [s for s in scene.spoken[-3:] if here - scene.paragraph(s[0].start) < 3]
    for span, entity in (*reversed(spoken), *reversed(named)):
        if entity.kind != "person" or not entity.named or span.end > at:
            continue
        if gender is not None and entity.gender not in (gender, None):
            continue
        if entity.has_office():
            continue
        if support := _support(scene, entity, phrase):
            return Found(entity, "description", 0.6, (span, *support))
        if _renames(scene, entity, phrase, at):
            return Found(entity, "description", 0.5, (span,))
    return None


def _renames(scene: Scene, entity: Entity, phrase: Phrase, at: int) -> bool:
    """Whether a description that tells more than an office ("the Oregon senator") is another name
    for the one who has just spoken, whom the text calls nothing else."""
    first = phrase.core[0]
    plain = first.low in MODIFIERS or first.low in PORTFOLIOS  # "the Vice President" may be anybody
    tells = first.low == "former" or (first.text[:1].isupper() and not plain)
    if len(phrase.core) < 2 or not tells or entity.roles or entity.titles or not scene.spoken:
        return False
    last = scene.spoken[-1]
    return last[1] is entity and scene.paragraph(at) - scene.paragraph(last[0].start) <= 1


def _support(scene: Scene, entity: Entity, phrase: Phrase) -> Spans:
    """What beside a title says that ``entity`` holds an office: "(R-Ohio)" for a senator, an
    account's name for a mayor."""
    if phrase.head in _ELECTED and entity.party is not None:
        return (entity.party,)
    for block in scene.document.blocks:
        if block.handle and block.author and phrase.head in block.handle.lower():
            words = of_signature(block.author)
            if words and surname(words) == surname(entity.words):
                return block.signature or (block.span,)
    return ()


def earlier(scene: Scene, phrase: Phrase, at: int) -> Found | None:
    """What was described before by the same noun: "the official" for "a defense official"."""
    head = phrase.head
    kin = {head}.union(*(k for k in DOCUMENT_KIN if head in k))
    wanted = {t.low for t in phrase.core[:-1]}
    best: tuple[float, Entity, Span] | None = None
    for noun in kin:
        for span, entity in scene.described.get(noun, ())[-6:]:
            words = {w.lower() for w in entity.words}
            if span.start >= at or entity.plural != phrase.plural or not wanted <= words:
                continue
            if (words & _ranks(head)) - wanted - {head}:  # "the president" for "the vice president"
                continue
            score = span.start - (0 if noun == head else 2000)
            if best is None or score > best[0]:
                best = (score, entity, span)
    return Found(best[1], "description", 0.85, (best[2],)) if best else None


def _ranks(head: str) -> Set[str]:
    return RANKS | GENERALS if head == "general" else RANKS


def lawyer_of(scene: Scene, phrase: Phrase, theirs: str, owner: Entity | None) -> Found | None:
    """The named person whom "Ames's lawyer" stands for: "Lee, an attorney for Ames"; ``theirs`` is
    the last word of the owner's name or description."""
    kin = {phrase.head}.union(*(k for k in ROLE_KIN if phrase.head in k))
    last = fold(theirs.removesuffix("'s").removesuffix("’s"))
    asked = offices.of_phrase(phrase)
    for noun in sorted(kin):
        for role, entity in scene.cast.titled.get(noun, ())[-30:]:
            called = offices.plain(head_of(role.text) or "")
            if entity is owner or offices.differ(asked, offices.of_role(role.text, called)):
                continue
            words = {fold(w).removesuffix("’s") for w in role.text.replace("'s", "").split()}
            possessed = role.text.split()[0].lower() in kin and _has_possessive(scene.text, role.start)
            if last in words or possessed:
                return Found(entity, "title", 0.75, (role.span,))
    return None


def _has_possessive(text: str, at: int) -> bool:
    return text[max(0, at - 6) : at].rsplit(" ", 2)[-2:-1] in (
        ["his"],
        ["her"],
        ["His"],
        ["Her"],
        ["their"],
        ["its"],
        ["Its"],
    )
