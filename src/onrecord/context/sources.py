"""Who a source stands for: a pronoun, a label, two people at once, or a noun phrase."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.context import antecedents, lone_names, names
from onrecord.context.cast import Entity
from onrecord.context.described import described, document_before, phrase_at
from onrecord.context.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    words,
)
from onrecord.context.interviewee import interviewee
from onrecord.context.kinds import NAMED_BODIES
from onrecord.context.mentions import Mention
from onrecord.context.named import group
from onrecord.context.scene import Found, Scene
from onrecord.context.titles import (
    ROLES,
)
from onrecord.model import Span, Spans

_THIRD = words("he him his himself she her hers herself it its itself they them their theirs themselves")
_I = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_WHO = frozenset({"who", "whom", "whose", "which", "that"})
_NOBODY = frozenset({"you", "your", "one", "there", "what", "this", "these", "those", "here"})
_TWO = re.compile(
    r"(?:the|these) (?:two|pair|duo|couple)(?: \w+)?|both(?: of them| men| women| candidates)?|the two\b.*",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"(?<=e|y|u|i|t|o)['’](?:s|ve|re|d|ll|m)$")
_REPORTS = ("reported", "first reported", "had reported", "has reported", "reports", "published")
NAMES_NOBODY = "the label names nobody"
_LETTERS = frozenset({"Q", "A", "QUESTION", "ANSWER", "Question", "Answer"})
_FEW = 200  # names before a label among which the bearer of its initials is looked for
_LONGEST = 600  # characters of a source that can matter
_HE_AND = ("he and ", "she and ")
_STOPS = words("""
    is are was were be been being has have had do does did will would can could may might shall should
    said says say and or but if as than so not yet also still only just even then there it he she they we
    you i
    """)
_PLURAL_VERB = re.compile(r" (?:both|all|have|are|were|say|want|do|support|back|believe|think)\b")
_BESIDE = re.compile(
    r"(?:['’]s)?(?: of [A-Z]\w*(?: [A-Z]\w*)?)?(?:,? ?\([^()]*\)?|, \d{1,3}|, [RDI]-[\w.]+)?"
)
_QUESTION = frozenset(
    {"question", "q", "reporter", "reporters", "audience", "audience member", "unidentified"}
)


@dataclass(frozen=True, slots=True)
class Source:
    """The spans of a statement that say who, how and what."""

    spans: Spans
    cue: Spans
    content: Spans


def read(scene: Scene, source: Source, around: Callable[[], Entity | None]) -> Found:
    """Who ``source`` stands for. ``around`` gives the speaker in whose words it stands, if any."""
    span = next((s for s in source.spans if any(c.isalnum() for c in scene.document[s])), source.spans[0])
    if scene.document[span] in _LETTERS and scene.text[span.end : span.end + 1] in (":", "."):
        return _by_letter(scene, span)
    span = _whole(scene, Span(span.start, min(span.end, span.start + _LONGEST)))
    shown = scene.document[span]
    low = _CONTRACTED.sub("", shown.strip(" \xa0\"“”'‘’,.:;()").lower())
    if low == "it" and source.cue and scene.document[source.cue[0]].lower() in ("reads", "read"):
        at = min(span.start, source.content[0].start)
        spoken = antecedents.document(scene, at)
        found = document_before(scene, at, since=spoken.spans[0].end if spoken else 0) or spoken
        return found or Found(None, "pronoun", 0.0, (span,), "no document before it fits the pronoun")
    found = _pronoun(scene, span, low, source.content, around)
    if found is not None:
        return found
    if _TWO.fullmatch(low) and (pair := _pair(scene, span, near=low.startswith("both"))):
        return pair
    if low.startswith(_HE_AND) and (both := _he_and(scene, span, source.content)):
        return both
    colon = scene.text[span.end : span.end + 1] == ":"
    if colon and (found := _by_initials(scene, shown, span)):
        return found
    if shown.isupper() and len(low) > 2 and (colon or scene.cast.person(names.of_label(shown), span.start)):
        return of_label(scene, shown, span)
    named = phrase_at(scene, span)
    if named is None:
        return Found(None, "source", 0.0, (span,), "the source is not a speaker that the rules know")
    if named.entity is not None and not named.entity.sure:
        _settle(scene, named.entity, source.cue)
    return named


def _whole(scene: Scene, span: Span) -> Span:
    """``span`` with all of the name that it begins or ends in."""
    start, end = span.start, span.end
    for mention, _ in scene.cast.named_between(start - 40, end + 40):
        if mention.start < start < mention.end:
            start = mention.start
        if mention.start < end < mention.end:
            end = mention.end
    return Span(start, end)


def _settle(scene: Scene, entity: Entity, cue: Spans) -> None:
    """Whoever speaks exists; an unknown name that "reported" is an outlet's, unless it has a role."""
    entity.sure = True
    shown = scene.document[cue[0]].lower() if cue else ""
    if entity.kind != "person" or entity.roles or entity.titles:
        return
    if shown.startswith(_REPORTS) or lone_names.is_body(scene.text, entity.name, entity.first):
        entity.kind = "organization"


def _pronoun(
    scene: Scene, span: Span, low: str, content: Spans, around: Callable[[], Entity | None]
) -> Found | None:
    at = span.start
    found: Found | None = None
    if low in _THIRD:
        found = antecedents.of_pronoun(scene, at, low, content)
    elif low in _I:
        speaker = around()
        found = Found(speaker, "first person", 0.8, (span,)) if speaker else _author(scene, span)
    elif low in _WHO:
        found = _relative(scene, span)
    elif low not in _NOBODY:
        return None
    return found or Found(None, "pronoun", 0.0, (span,), "nothing before it fits the pronoun")


def _author(scene: Scene, span: Span) -> Found | None:
    """The author of a post or release; a report's own "I" is nobody whom its text names."""
    document = scene.document
    shown = (
        document.author
        if document.type == "post"
        else document.publisher
        if document.type == "release"
        else None
    )
    if not shown:
        return None
    words = names.of_signature(shown)
    known = scene.cast.body(words) or scene.cast.person(words, span.start)
    if known is None and document.type == "release":
        known = scene.cast.add_body(words, span.start)
    return Found(known or scene.cast.add_person(words, span.start), "author", 0.8, (span,))


def _he_and(scene: Scene, span: Span, content: Spans) -> Found | None:
    """ "He and his aides": whom "he" means, with the rest as printed."""
    first, _, rest = scene.document[span].partition(" ")
    found = antecedents.of_pronoun(scene, span.start, first.lower(), content)
    if found is None or found.entity is None:
        return None
    name = f"{found.entity.name} {rest.rstrip(' ,')}"
    return Found(group(scene, [found.entity], span, name), "pronoun", 0.7, found.spans)


def _pair(scene: Scene, span: Span, *, near: bool) -> Found | None:
    """The last two people who spoke or were named, for "the two men"; ``near`` in this paragraph."""
    seen: list[tuple[Span, Entity]] = []
    floor = scene.paragraph_start(span.start) if near else 0
    named = [(m.span, e) for m, e in scene.cast.named_before(span.start, 30)]
    for support, entity in (*reversed(scene.spoken[-8:]), *reversed(named)):
        if (
            entity.kind == "person"
            and entity.named
            and entity not in (e for _, e in seen)
            and floor <= support.start < span.start
        ):
            seen.append((support, entity))
        if len(seen) == 2:
            seen.sort(key=lambda s: s[1].first)
            return Found(
                group(scene, [e for _, e in seen], span), "description", 0.6, tuple(s for s, _ in seen)
            )
    return None


def _by_letter(scene: Scene, span: Span) -> Found:
    """Nobody for "Q"; who answers, for "A"."""
    answers = interviewee(scene, span) if scene.text[span.start] == "A" else None
    return answers or Found(None, "label", 0.9, (span,), NAMES_NOBODY)


def _by_initials(scene: Scene, shown: str, span: Span) -> Found | None:
    """The speaker by the initials of somebody who has spoken or was named: "JV"."""
    if not (shown.isupper() and 1 < len(shown) < 4):
        return None
    spoken = (e for _, e in reversed(scene.spoken) if e.kind == "person")
    named = (e for _, e in scene.cast.named_before(span.start, _FEW))
    entity = next((e for e in (*spoken, *named) if _initials(e) == shown), None)
    return Found(entity, "initials", 0.9, (span,)) if entity else None


def _initials(entity: Entity) -> str | None:
    several = entity.kind == "person" and len(entity.words) > 1
    return "".join(w[0] for w in entity.words) if several else None


def of_label(scene: Scene, label: str, span: Span) -> Found:
    """The speaker by a label in capitals: "VOSS", "MR. AMES"."""
    words = names.of_label(label)
    low = " ".join(words).lower()
    if not words or low in _QUESTION or low.startswith(("unidentified", "audience")):
        return Found(None, "label", 0.9, (span,), NAMES_NOBODY)
    known = scene.cast.person(words, span.start) or (
        scene.cast.body(words, article=True)
        if len(words) > 1 or len(low) < 4 or low in NAMED_BODIES
        else None
    )
    if known is None:
        shown = tuple(names.cased(w) for w in words) if not _role_label(words) else words
        if _role_label(words):
            known = described(scene, shown, "unnamed", span, low.split()[-1])
        else:
            known = scene.cast.add_person(shown, span.start)
    elif len(words) > len(known.words) and names.compatible(known.words, words):
        known.words = tuple(names.cased(w) for w in words)
    return Found(known, "label", 0.9, (span,))


def _role_label(words: Sequence[str]) -> bool:
    return words[-1].lower() in ROLES


def _relative(scene: Scene, span: Span) -> Found | None:
    """What "who" or "which" refers to: the phrase just before it."""
    end = span.start
    text = scene.text
    while end > 0 and text[end - 1] in " ,—–-(\n":
        end -= 1
    back = scene.cast.named_before(end, 4)
    pronoun = scene.document[span].lower()
    human = pronoun in ("who", "whom", "whose")
    for i in range(len(back) - 1, -1, -1):
        mention, entity = back[i]
        if not _reaches(text, mention, end) or (human and entity.kind != "person"):
            continue
        if pronoun == "which" and entity.kind == "person":  # no person: "Coakley, which ruled"
            if entity.sure:
                continue
            entity.kind = "organization"
        support: Spans = (mention.span,)
        both = human and _PLURAL_VERB.match(text, span.end)
        if (
            both
            and i
            and text[back[i - 1][0].end : mention.begin] == " and "
            and back[i - 1][1].kind == "person"
        ):
            return Found(
                group(scene, [back[i - 1][1], entity], span),
                "relative pronoun",
                0.7,
                (back[i - 1][0].span, *support),
            )
        return Found(entity, "relative pronoun", 0.85, support)
    start = _phrase_start(text, end, scene.where.sentence_start(end))
    if start >= end:
        return None
    found = phrase_at(scene, Span(start, end))
    return found and Found(found.entity, "relative pronoun", 0.7, found.spans, found.reason)


def _reaches(text: str, mention: Mention, end: int) -> bool:
    """Whether the name, with what is said about it, goes up to ``end``: "Ames of Ohio", "Ames, head of X"."""
    if _BESIDE.fullmatch(text, mention.end, end):
        return True
    return any(abs(role.start + len(role.text) - end) < 2 for role in mention.roles)


def _phrase_start(text: str, end: int, floor: int) -> int:
    """Where the noun phrase that ends at ``end`` begins: its article, or what follows a verb,
    preposition or mark."""
    floor = max(floor, end - 90)
    start = end
    for match in reversed(list(re.finditer(r"\S+", text[floor:end]))):
        word = match.group()
        low = word.strip("“\"'(").lower()
        if (
            low in _STOPS
            or low in PREPOSITIONS
            or low.endswith("ed")
            or (word[-1] in ",.;:)”" and floor + match.end() < end)
        ):
            break
        start = floor + match.start()
        if low in DETERMINERS:
            break
    return start
