"""Occasions that the story's own voice names, outside every attribution.

‘Ruiz gave a speech in Tulsa on Monday.’ ‘The pair recorded a programme broadcast on
Friday.’ Statements that follow take date and channel from there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.context import channel as channels
from onrecord.context import via
from onrecord.context.channel import Told
from onrecord.context.clauses import Clause
from onrecord.context.dates import Expression
from onrecord.context.via import Carried
from onrecord.model import Span

if TYPE_CHECKING:
    from onrecord.context.evidence import Evidence, Reader

_EVENT = re.compile(
    r" (?:gave|gives|delivered|sat down|appeared|spoke|speaks|speaking|addressed|hosted|interviewed"
    r"|taped|joined"
    r"|held|holding|comments? came|remarks? came|made (?:this|that|the|his|her|those|these) (?:comments?"
    r"|remarks?|statements?)|kept up|went on"
    r"|posted|tweeted|took to|testified|debated|squared off|faced off|issued|released|took part)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|would|is scheduled|was scheduled|plans? to|expected to|is set to|is to|are to)\b"
)
_PRONOUN = re.compile(r"(?:He|She|They|The (?:two|pair))\b")
_CLOSE = re.compile(r",? (?:shortly|moments|minutes|hours|soon|immediately|just) after ")
_NAME = re.compile(r"\b[A-Z][a-z]+(?: (?:of |the |for )?[A-Z][a-z]+)+")
_CAPITALIZED = re.compile(r"[A-Z][\w’'-]+")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Named:
    """An occasion, and whose: the ids of the speakers that its sentence names."""

    position: int
    paragraph: int
    speakers: tuple[str, ...]
    expression: Expression | None
    told: Told | None
    carried: tuple[Carried, ...]


def named_occasions(reader: Reader, evidence: Sequence[Evidence]) -> list[Named]:
    """The occasions named in sentences that hold no attribution, in order."""
    if reader.document.type != "report":
        return []
    known = _Known(reader.clauses.text, evidence)
    occupied = sorted(e.position for e in evidence)
    contents = sorted((s.start, s.end) for e in evidence for s in e.statement.content)
    posts = [b.span for b in reader.document.blocks if b.kind == "post"]
    found: list[Named] = []
    text = reader.clauses.text
    for match in _EVENT.finditer(text):
        sentence = reader.clauses.sentence(match.start())
        low = bisect_left(occupied, sentence.start)
        if low < len(occupied) and occupied[low] < sentence.end:
            close = _CLOSE.search(text, match.end(), sentence.end)
            if close is None or close.start() > occupied[low]:
                continue
            sentence = Span(sentence.start, close.start())
        if sentence.end - sentence.start > _LONGEST or _inside(contents, match.start()):
            continue
        if (found and found[-1].position == sentence.start) or any(
            match.start() in range(p.start, p.end) for p in posts
        ):
            continue
        if _FUTURE.search(text, sentence.start, sentence.end):
            continue
        named = _named(reader, sentence, known)
        if named is not None:
            found.append(named)
    return found


def _named(reader: Reader, sentence: Span, known: _Known) -> Named | None:
    told = channels.named_in(reader.clauses.text, reader.clauses.lower, sentence)
    clause = Clause(Span(sentence.start, sentence.start + 1), (sentence,), (), sentence)
    carried = tuple(
        c
        for c in via.carriers(reader.document, reader.outlets, clause, source_is_document=False)
        if c.method in ("told", "programme", "medium")
    )
    if told is None and carried:
        told = Told("interview", carried[0].mention.span, 0.7, "an outlet was told")
    if told is None:
        return None
    times = [t for t in reader.times.within(sentence) if reader.times.fits(t)]
    speakers = known.named_in(sentence)
    paragraph = reader.clauses.paragraph(sentence.start)
    expression = min(times, key=lambda t: t.date is None, default=None)
    if expression is None and told.channel == "debate":
        expression = reader.times.debate(sentence.start)
    return Named(sentence.start, paragraph, tuple(sorted(speakers)), expression, told, carried)


class _Known:
    """The speakers of a document by what a sentence may call them."""

    def __init__(self, text: str, evidence: Sequence[Evidence]) -> None:
        self.text = text
        self._surnames = _surnames(evidence)
        spoken = [(e.position, e.speaker.id) for e in evidence if e.speaker]
        self._positions = [position for position, _ in spoken]
        self._order = [speaker for _, speaker in spoken]
        self._bodies: dict[str, set[str]] = {}
        for e in evidence:
            for span in e.statement.source if e.speaker else ():
                for name in _NAME.findall(text, span.start, span.end):
                    self._bodies.setdefault(name, set()).add(e.speaker.id if e.speaker else "")

    def named_in(self, sentence: Span) -> set[str]:
        """Who is named: by surname, as "he", or by a body they are described with."""
        words = _CAPITALIZED.findall(self.text, sentence.start, sentence.end)
        bare = {word.removesuffix("’s").removesuffix("'s") for word in words}
        found = {self._surnames[word] for word in bare if word in self._surnames}
        if not found and _PRONOUN.match(self.text, sentence.start):
            at = bisect_left(self._positions, sentence.start) - 1
            found = {self._order[at]} if at >= 0 else set()
        if not found:
            for name in _NAME.findall(self.text, sentence.start, sentence.end):
                found |= self._bodies.get(name, set())
        return found


def _inside(contents: Sequence[tuple[int, int]], position: int) -> bool:
    at = bisect_right(contents, (position, 1 << 60)) - 1
    return at >= 0 and contents[at][1] > position


def _surnames(evidence: Sequence[Evidence]) -> dict[str, str]:
    """Last names of the persons who speak; one that two share is nobody's."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    for e in evidence:
        if e.speaker and e.speaker.kind == "person":
            surname = e.speaker.name.rsplit(" ", 1)[-1]
            if names.setdefault(surname, e.speaker.id) != e.speaker.id:
                shared.add(surname)
    return {name: key for name, key in names.items() if name not in shared}
