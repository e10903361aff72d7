"""The claims of a topic that more than one source makes, and where each leads back to.

Statements make one claim when their words are near in meaning and share more than the
topic's own words and names. What was said on an earlier occasion, asks, declines or denies
is no account of it, and neither is what is in conflict with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from onrecord.model import Document, Figure, Reading, Span, Speaker
from onrecord.record import alike, days
from onrecord.record.carriers import copies, is_listed, outlet_name, wire
from onrecord.record.topic import Stated, Topic
from onrecord.relate.clauses import clauses
from onrecord.relate.lexicon import stem
from onrecord.relate.origins import Account, Credit, Origin, Repeat, credits, origins, repeats
from onrecord.relate.quantities import excludes, same_unit
from onrecord.relate.words import words_of

CLAIMS = 6
_MOST = 300  # statements that are compared, each with each
_SENTENCE = re.compile(r"[.?!][”\"’']?\s+(?=[“\"‘A-Z])")
_NEWS = frozenset(map(stem, ("news", "story", "report", "reported", "first", "plan", "plans", "decision")))
_BACKGROUND = timedelta(days=7)  # what was said so long before the report is not its news
_ONE_NEWS = timedelta(days=21)
_ACROSS = ("person", "organization")
_NO_ACCOUNT = ("ask", "demand", "decline", "deny")
_SHORT, _LONG = 5, 60  # words; what says less or more is no claim to begin with, though it may make one
_JOINING = 2  # statements of a claim that another one is near to
_NO_CLAIM = (1, 1, 1 << 30, 2.0)  # one origin that one outlet carries
_EARLIER = re.compile(
    r"\b(?:past|ago|last|previous(?:ly)?|once|earlier this|years?|months?|spring|summer|fall|autumn|winter)\b"
)
_SPEAKS_FOR = re.compile(
    r"\bspokes(?:man|woman|person|people)|\bpress secretary\b|\bspeaking for\b"
    r"|\b(?:director|chief|head|chair\w*|president|commissioner|officer|secretary)\b",
    re.I,
)
_NO_LONGER = re.compile(r"\b(?:former|ex|then|late|retired)\b", re.I)


@dataclass(frozen=True, slots=True)
class Claim:
    """What several statements claim, the one that says it best first in ``statements``; ``origins``
    are independent of each other. ``credits`` are the words that say who had it first, each
    with the document in which they stand."""

    statements: tuple[str, ...]
    origins: tuple[Origin, ...]
    repeats: tuple[Repeat, ...]
    credits: tuple[tuple[str, Credit], ...]


def claims(topic: Topic, limit: int = CLAIMS) -> tuple[Claim, ...]:
    """The claims of ``topic`` with two origins or more, those with most first."""
    made = _Claims(topic)
    found: list[list[int]] = []
    left = set(range(len(made.stated)))
    while left and len(found) < limit:
        centre = max(sorted(left), key=lambda i: made.worth(i, left))
        members = [centre, *(i for i in sorted(left & made.near[centre]) if i != centre)]
        if made.worth(centre, left) <= _NO_CLAIM:
            break
        left -= {*members}
        one = next((other for other in found if made.joins(centre, other)), None)
        if one is None:
            found.append(members)
        else:
            one += members
    return tuple(sorted(map(made.claim, found), key=lambda one: -len(one.origins)))


class _Claims:
    def __init__(self, topic: Topic) -> None:
        self._topic = topic
        self._texts = copies(topic.readings.values())
        self._wires = {id: wire(one.document) for id, one in topic.readings.items()}
        self._outlets = {
            outlet_name(name)
            for one in topic.readings.values()
            for name in (one.document.publisher, self._wires[one.document.id])
            if name and one.document.type == "report"
        }
        self._latest = {id: _latest(one) for id, one in topic.readings.items()}
        self.stated = [one for one in topic.stated if self._is_account(one)][:_MOST]
        self._bodies = {
            one.speaker.name: one.speaker
            for one in topic.stated
            if one.speaker and one.speaker.kind == "organization" and not self._is_outlet(one.speaker)
        }
        self._spoken_for = {
            one.speaker.id: body
            for one in topic.stated
            if one.speaker and one.speaker.kind == "person" and (body := self._body(one.speaker))
        }
        self._says = alike.Alike(topic.words, self.stated)
        self._against = {
            frozenset((one.a, one.b)) for one in topic.relations if one.type in ("contradicts", "revises")
        }
        self.accounts = [self._account(one) for one in self.stated]

    @cached_property
    def near(self) -> list[set[int]]:
        """For each statement those that make the same claim."""
        near = [{i} for i in range(len(self.stated))]
        for i, j in combinations(range(len(self.stated)), 2):
            if self._says.one_claim(i, j) and self._one_news(self.stated[i], self.stated[j]):
                near[i].add(j)
                near[j].add(i)
        return near

    def _one_news(self, a: Stated, b: Stated) -> bool:
        """Whether two statements that sound alike can be accounts of one thing."""
        if frozenset((a.statement.id, b.statement.id)) in self._against or self._figures_apart(a, b):
            return False
        first, second = self._day(a), self._day(b)
        if first is None or second is None:
            return True
        return abs(date.fromisoformat(first) - date.fromisoformat(second)) <= _ONE_NEWS

    def worth(self, centre: int, left: set[int]) -> tuple[int, int, int, float]:
        """How much of a claim a statement is the centre of: its origins, the outlets that carry
        it, its statements, how sure it is one itself."""
        if not _SHORT <= len(words_of(self.stated[centre].words)) <= _LONG:
            return 0, 0, 0, 0.0
        members = sorted(self.near[centre] & left)
        found = origins([self.accounts[i] for i in members])
        outlets = {one.outlet or one.document for one in (self.accounts[i] for i in members)}
        sure = self.stated[centre].statement.confidence + self.stated[centre].found
        return len(found), len(outlets), len(members), sure

    def joins(self, centre: int, members: Sequence[int]) -> bool:
        """Whether what was left over when a claim had been made belongs to it after all."""
        return len(self.near[centre].intersection(members)) >= _JOINING

    def claim(self, members: Sequence[int]) -> Claim:
        accounts = [self.accounts[i] for i in members]
        here = {one.document for one in accounts}
        found = tuple(
            (id, replace(credit, name=outlet_name(credit.name)))
            for id, reading in self._topic.readings.items()
            if id in here
            for credit in credits(reading.document)
            if self._is_of(reading.document, credit, members)
        )
        given = origins(accounts, [credit for _, credit in found])
        asked = {*words_of(self._topic.words).keys}
        told = [{*words_of(self.stated[i].words).keys} for i in members]
        best = max(
            range(len(members)), key=lambda n: (len(asked & told[n]) if len(told[n]) <= _LONG else -1, -n)
        )
        ordered = [members[best], *(i for i in members if i != members[best])]
        return Claim(
            tuple(self.stated[i].statement.id for i in ordered),
            given,
            repeats(accounts),
            found,
        )

    def _day(self, one: Stated) -> str | None:
        """The day on which it was said, or else printed."""
        said = one.context.said
        return days.bounds(said.date)[1] if said and said.date else self._latest[one.document.id]

    def _figures_apart(self, a: Stated, b: Stated) -> bool:
        """Whether both count one thing, and no number of one is one of the other's."""
        pairs = [(f, g) for f in self._figures(a) for g in self._figures(b) if same_unit(f, g)]
        return bool(pairs) and all(excludes(f, g) for f, g in pairs)

    def _figures(self, one: Stated) -> list[Figure]:
        figures = self._topic.readings[one.document.id].figures
        return [figure for figure in figures if figure.statement == one.statement.id]

    def _is_of(self, document: Document, credit: Credit, members: Sequence[int]) -> bool:
        """Whether the credit is for this claim: for what its sentence names ("the closing"), or,
        where that is just news, for what the same paragraph says."""
        named = {
            t.stem
            for clause in clauses(document.text, (_sentence(document.text, credit.span),))
            for t in clause.terms
            if t.weight and not (t.name or t.number) and t.span.start < credit.span.start
        }
        named -= _NEWS
        if named:
            return sum(bool(named & self._says.telling[i]) for i in members) * 2 >= len(members)
        paragraph = _paragraph(document.text, credit.span)
        return any(
            self.stated[i].document.id == document.id
            and any(span in paragraph for span in self.stated[i].statement.content)
            for i in members
        )

    def _is_account(self, one: Stated) -> bool:
        if one.context.act in _NO_ACCOUNT or one.words.rstrip().endswith("?"):
            return False
        said = one.context.said
        if said is None:
            return True
        if said.date is None:
            return not _EARLIER.search(said.text.casefold())
        last, news = days.bounds(said.date)[1], self._latest[one.document.id]
        return not (last and news) or date.fromisoformat(last) >= date.fromisoformat(news) - _BACKGROUND

    def _account(self, one: Stated) -> Account:
        id, speaker = one.document.id, one.speaker
        outlet = outlet_name(one.document.publisher) if one.document.publisher else None
        via = tuple(outlet_name(name) for name in one.context.via)
        by_wire = self._wires[id]
        if by_wire and by_wire != outlet:
            via = (by_wire, *via)
        if speaker and self._is_outlet(speaker):
            named = outlet_name(speaker.name)
            if not via or via[-1] != named:
                via = (*via, named)
            speaker = None
        elif speaker:
            speaker = self._spoken_for.get(speaker.id, speaker)
        return Account(
            one.statement.id,
            id,
            outlet,
            self._texts[id],
            speaker.id if speaker and speaker.kind in _ACROSS else None,
            speaker.name if speaker else None,
            speaker.kind if speaker else None,
            tuple(name for name in via if name != outlet),
        )

    def _is_outlet(self, speaker: Speaker) -> bool:
        if speaker.kind != "organization":
            return False
        return outlet_name(speaker.name) in self._outlets or is_listed(speaker.name)

    def _body(self, speaker: Speaker) -> Speaker | None:
        """The body that somebody speaks for."""
        role = speaker.role
        if not role or _NO_LONGER.search(role) or not _SPEAKS_FOR.search(role):
            return None
        said = {*words_of(role.replace("’s", "").replace("'s", "")).keys}
        whole = [body for name, body in self._bodies.items() if {*words_of(name).keys} <= said]
        if whole:
            return max(whole, key=lambda body: len(body.name))
        # "the authority's spokeswoman": the last word of a longer name, where only one ends so
        ends = [
            body
            for name, body in self._bodies.items()
            if words_of(name).keys[-1:] and words_of(name).keys[-1] in said
        ]
        return ends[0] if len(ends) == 1 else None


def _latest(reading: Reading) -> str | None:
    """The day of a report: of its publication, else the last on which something in it was said."""
    if reading.document.published:
        return days.bounds(reading.document.published)[1]
    said = (days.bounds(one.said.date)[1] for one in reading.contexts.values() if one.said and one.said.date)
    return max((day for day in said if day), default=None)


def _paragraph(text: str, span: Span) -> Span:
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))


def _sentence(text: str, span: Span) -> Span:
    paragraph = _paragraph(text, span)
    starts = [m.end() for m in _SENTENCE.finditer(text, paragraph.start, span.start)]
    end = _SENTENCE.search(text, span.end, paragraph.end)
    return Span(starts[-1] if starts else paragraph.start, end.start() + 1 if end else paragraph.end)
