"""Which statement of a reading each decision holds on to.

A decision was made on spans. In a later reading it holds on to the statement with its id,
or else to the one whose content shares the most characters with what was decided on; where
no statement shares enough it is orphaned.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Span, Spans, Statement, covers
from onrecord.record.decisions import Decision, spans_of

# Of the characters of both contents together, the share that must be common to them: below
# it a decision on a few words could take hold of a paragraph that happens to contain them.
ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Held:
    """``by`` has the decisions on each statement by its id, ``orphaned`` those that found none."""

    by: dict[str, tuple[Decision, ...]]
    orphaned: tuple[Decision, ...] = ()


def attach(statements: Sequence[Statement], decisions: Sequence[Decision]) -> Held:
    """Tie each decision to one of ``statements``, or to none.

    Decisions on different words do not share a statement, even when a later reading takes
    their words for one: the better match holds it, the other is orphaned.
    """
    targets: dict[str, list[Decision]] = {}
    for one in decisions:
        targets.setdefault(one.target, []).append(one)
    ids = {one.id for one in statements}
    anchors = {target: _anchors(about) for target, about in targets.items()}
    matches = []
    for order, (target, about) in enumerate(targets.items()):
        if target in ids:
            matches.append((3.0, order, 0, target, target))
            continue
        for position, statement in enumerate(statements):
            shared = max(overlap(spans, statement.content) for spans in anchors[target])
            if shared >= ENOUGH:
                shared += overlap(about[0].source, statement.source)  # of two equals, the same source
                matches.append((shared, order, position, target, statement.id))
    holders: dict[str, list[str]] = {}
    placed: set[str] = set()
    for _, _, _, target, id in sorted(matches, key=lambda match: (-match[0], *match[1:])):
        others = holders.get(id, [])
        if target not in placed and all(_same(anchors[target], anchors[other]) for other in others):
            holders[id] = [*others, target]
            placed.add(target)
    return Held(
        {id: tuple(one for one in decisions if one.target in held) for id, held in holders.items()},
        tuple(one for one in decisions if one.target not in placed),
    )


def overlap(a: Spans, b: Spans) -> float:
    """How much of two passages is common to them, 0 to 1: twice the shared characters among
    the characters of both (Dice's coefficient)."""
    around, other = covers(a), covers(b)
    if around is None or other is None or not around.overlaps(other):
        return 0.0
    x, y = _characters(a), _characters(b)
    return 2 * len(x & y) / (len(x) + len(y))


def carried(one: Decision, old: str, document: str, new: str) -> Decision | None:
    """The decision for another version of its page, or None.

    It goes along when the passage around everything it is about stands word for word, and
    once, in the text ``new`` of ``document``, and the words it points to stand there too.
    """
    set_to = spans_of(one.value)
    around = covers((*one.source, *one.cue, *one.content, *set_to))
    if around is None:
        return None
    passage = old[around.start : around.end]
    at = new.find(passage)
    if at < 0 or new.find(passage, at + 1) >= 0:
        return None
    shift = at - around.start
    support = []
    for span in one.support:
        words = old[span.start : span.end]
        place = span.start + shift if span in around else new.find(words)
        if place < 0:
            return None
        support.append(Span(place, place + len(words)))
    return replace(
        one,
        document=document,
        source=_moved(one.source, shift),
        cue=_moved(one.cue, shift),
        content=_moved(one.content, shift),
        value=_moved(set_to, shift) if set_to else one.value,
        support=tuple(support),
    )


def _anchors(decisions: Iterable[Decision]) -> list[Spans]:
    """The contents that the decisions on one statement hold on to: what they were made on, and
    what its content was corrected to, where a better network should find it."""
    anchors = []
    for one in decisions:
        anchors.append(one.content)
        if one.field == "content":
            anchors.append(spans_of(one.value))
    return anchors


def _same(a: Iterable[Spans], b: Sequence[Spans]) -> bool:
    return any(overlap(x, y) >= ENOUGH for x in a for y in b)


def _characters(spans: Spans) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end)}


def _moved(spans: Iterable[Span], shift: int) -> Spans:
    return tuple(Span(span.start + shift, span.end + shift) for span in spans)
