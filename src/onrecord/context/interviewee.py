"""Who answers in an interview whose labels are only "Q" and "A": whom the words above it introduce."""

from __future__ import annotations

import re

from onrecord.context.cast import Entity
from onrecord.context.scene import Found, Scene
from onrecord.model import Span

_ASKED = re.compile(
    r"\b(?:interview(?:ed|s)?|conversation|Q ?& ?A|question-and-answer|(?:spoke|speaks|talked|talks|chatted"
    r"|chats|sat down) (?:to|with)|answer(?:ed|s) (?:\w+ ){0,3}questions)\b"
)
_FIRST = re.compile(r"\n(?:Q|A|QUESTION|Question|ANSWER|Answer) ?[:.]\s")
_OF_OUTLET = re.compile(r"(?:,| of|,? from)? (?:for )?(?:the |The )?$")
_ANSWERS = frozenset({"A", "ANSWER", "Answer"})
_LEAD = 1500  # characters above the first question in which the interview is introduced


def interviewee(scene: Scene, label: Span) -> Found | None:
    """Who speaks behind the ``label`` "A", if the text tells just one person who is interviewed."""
    for span, entity in reversed(scene.spoken[-2:]):
        if scene.document[span] in _ANSWERS:
            return Found(entity, "interview", 0.8, (span,))
    start = max(0, label.start - _LEAD)
    first = _FIRST.search(scene.text, start, label.start)
    found: Found | None = None
    for match in _ASKED.finditer(scene.text, start, first.start() if first else label.start):
        found = _introduced(scene, match.start()) or found
    return found


def _introduced(scene: Scene, at: int) -> Found | None:
    """The one person in the sentence around ``at`` who is of no outlet."""
    number = scene.where.sentence(at)
    start = scene.where.sentence_start(at)
    end = scene.where.sentences[number] if number < len(scene.where.sentences) else len(scene.text)
    named = scene.cast.named_between(start, end)
    people: dict[int, tuple[Entity, Span]] = {}
    for i, (mention, entity) in enumerate(named):
        if entity.kind != "person":
            continue
        beside = [m for m, e in named[i + 1 : i + 2] if e.kind == "organization"]
        asks = any(_OF_OUTLET.fullmatch(scene.text, mention.end, m.start) for m in beside)
        owned = i > 0 and named[i - 1][0].of_another and named[i - 1][0].end + 3 >= mention.begin
        if not asks and not owned:
            people[id(entity)] = entity, mention.span
    if len(people) != 1:
        return None
    entity, span = next(iter(people.values()))
    return Found(entity, "interview", 0.8, (span,))
