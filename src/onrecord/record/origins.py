"""The claims of a topic that more than one source makes, and where each leads back to.

Statements make one claim when a sentence of each says the same; to be about one matter is not
enough. What was said on an earlier occasion, asks, declines or denies is no account of it, and
neither is what is in conflict with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import permutations
from operator import attrgetter

from onrecord.model import ORIGINAL_TYPES, Document, Figure, Reading, Span
from onrecord.record import days
from onrecord.record.accounts import Accounts, paragraph
from onrecord.record.alike import Alike, Tie
from onrecord.record.carriers import outlet_name
from onrecord.record.topic import Stated, Topic
from onrecord.relate.claims import side_of
from onrecord.relate.clauses import clauses
from onrecord.relate.credits import Credit, credits
from onrecord.relate.lexicon import stem
from onrecord.relate.origins import Chains, Origin, bits
from onrecord.relate.quantities import excludes, same_unit
from onrecord.relate.repeats import Repeat, repeats
from onrecord.relate.words import words_of

CLAIMS = 6
_MOST = 300  # statements that are compared, each with each
_ROUNDED = 1.15  # how much greater a number may be than another one that stands for it
_SENTENCE = re.compile(r"[.?!][”\"’']?\s+(?=[“\"‘A-Z])")
_NEWS = frozenset(map(stem, ("news", "story", "report", "reported", "first", "plan", "plans", "decision")))
_BACKGROUND = timedelta(days=7)  # what was said so long before the report is not its news
_ONE_NEWS = timedelta(days=21)
_NO_ACCOUNT = ("ask", "demand", "decline", "deny")
_PASSED_OVER = 60  # centres that are too near to a claim to be another one, before the rest is left
_LONG = 60  # words; what says more is no claim to begin with, though it may make one
_NO_CLAIM = (1, 1, 1 << 30, 2.0)  # one origin that one outlet carries
_EARLIER = re.compile(
    r"\b(?:past|ago|last|previous(?:ly)?|once|earlier this|years?|months?|spring|summer|fall|autumn|winter)\b"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What several statements claim: first in ``statements`` the one that the others are nearest to,
    or the original of its words. ``origins`` are surely independent of each other, each of ``unsure``
    may be one of them, and of the statements in ``unknown`` the texts do not say where they are from.
    ``credits`` are the words that say who had it first, each with the document in which they
    stand."""

    statements: tuple[str, ...]
    origins: tuple[Origin, ...]
    repeats: tuple[Repeat, ...]
    credits: tuple[tuple[str, Credit], ...]
    unsure: tuple[Origin, ...] = ()
    unknown: tuple[str, ...] = ()


def claims(topic: Topic, limit: int = CLAIMS) -> tuple[Claim, ...]:
    """The claims of ``topic`` with two origins or more, or that two outlets carry; those with most
    origins first."""
    made = _Claims(topic)
    found: list[list[int]] = []
    taken = 0  # a bit at the place of each statement, as in all that follows
    left = (1 << len(made.stated)) - 1
    for _ in range(limit + _PASSED_OVER):
        if not left or len(found) == limit:
            break
        centre = max(bits(left), key=lambda i: made.worth(i, left))
        if made.worth(centre, left) <= _NO_CLAIM:
            break
        members = left & made.near[centre]
        left &= ~members
        if not made.near[centre] & taken:
            found.append([centre, *bits(members & ~(1 << centre))])
            taken |= members
    return tuple(sorted(map(made.claim, found), key=lambda one: -len(one.origins)))


class _Claims:
    def __init__(self, topic: Topic) -> None:
        self._topic = topic.in_time
        self._latest = {id: _latest(one) for id, one in topic.readings.items()}
        stated = [one for one in topic.stated if self._is_account(one)][:_MOST]
        stated.sort(key=attrgetter("printed"))
        says = Alike(topic.words, stated)
        made = Accounts(self._topic)
        given = made.of(stated, says)
        kept = [(i, account) for i, account in enumerate(given) if account is not None and says.claims(i)]
        kept.sort(key=lambda one: (stated[one[0]].printed[0][:10], one[1].retold, one[0]))
        self._says = says
        self._places = [i for i, _ in kept]
        self.stated = [stated[i] for i, _ in kept]
        self.accounts = [account for _, account in kept]
        self._reporting = [made.reporting(one) for one in self.stated]
        self._first = made.first
        self._long = [len(words_of(one.words)) > _LONG for one in self.stated]
        self._chains = Chains(self.accounts)
        self._known: dict[int, tuple[int, int]] = {}
        self._counted: dict[int, Sequence[Figure]] = {}
        self._against = {
            frozenset((one.a, one.b)) for one in topic.relations if one.type in ("contradicts", "revises")
        }
        self._altered = {frozenset((one.a, one.b)) for one in topic.relations if one.type == "altered"}

    @cached_property
    def near(self) -> list[int]:
        """For each statement that may be the centre of a claim those that claim what it does."""
        near = [1 << i for i in range(len(self.stated))]
        for i, j in permutations(range(len(self.stated)), 2):
            if (
                not self._long[i]
                and self._says.says_it_too(self._places[i], self._places[j], self._tie(i, j))
                and self._one_news(i, j)
            ):
                near[i] |= 1 << j
        return near

    def _tie(self, i: int, j: int) -> Tie:
        a, b = self.accounts[i].source, self.accounts[j].source
        if a is not None and b is not None and a.speaker is not None and a.speaker == b.speaker:
            return "speaker"
        return "news" if self._tells_news(i) and self._tells_news(j) else None

    def _tells_news(self, i: int) -> bool:
        """Whether the text has it confirm the news, or be of the outlet that had them first."""
        account = self.accounts[i]
        if self.stated[i].context.act == "confirm":
            return True
        return account.source is None and account.carrier in self._first

    def _one_news(self, i: int, j: int) -> bool:
        """Whether two statements that sound alike can be accounts of one thing."""
        a, b = self.stated[i], self.stated[j]
        both = frozenset((a.statement.id, b.statement.id))
        if both in self._against or self._figures_apart(i, j):
            return False
        if both in self._altered and self._says.turned(self._places[i], self._places[j], altered=True):
            return False
        first, second = self._day(a), self._day(b)
        if first is None or second is None:
            return True
        return abs(date.fromisoformat(first) - date.fromisoformat(second)) <= _ONE_NEWS

    def worth(self, centre: int, left: int) -> tuple[int, int, int, float]:
        """How much of a claim a statement is the centre of: its origins, the outlets that carry
        it, its statements, how sure it is one itself."""
        if self._long[centre]:
            return 0, 0, 0, 0.0
        members = self.near[centre] & left
        if members not in self._known:
            self._known[members] = self._count(members)
        sure = self.stated[centre].statement.confidence + self.stated[centre].found
        return *self._known[members], members.bit_count(), sure

    def _count(self, members: int) -> tuple[int, int]:
        outlets = {self._carrier(i) for i in bits(members)}
        outlets |= {outlet for i in bits(members) if (outlet := self._reporting[i])}
        return len(self._chains.origins(bits(members)).independent), len(outlets)

    def _carrier(self, i: int) -> str:
        document = self.stated[i].document
        return self.accounts[i].outlet or document.handle or document.id

    def _shown(self, centre: int, members: Sequence[int]) -> int:
        """What a claim is headed by: of those in the words of its centre the first original, else what
        an outlet has from no other one, and printed first."""
        places = self._places
        same = [i for i in members if not self._long[i] and self._says.one_wording(places[i], places[centre])]

        def rank(i: int) -> tuple[bool, bool, bool, int]:
            one = self.stated[i]
            own = one.statement.quotation in ("post", "direct")
            return one.document.type not in ORIGINAL_TYPES, self.accounts[i].retold, not own, i

        return min((centre, *same), key=rank)

    def claim(self, members: Sequence[int]) -> Claim:
        head = self._shown(members[0], members)
        members = [head, *(i for i in members if i != head)]
        accounts = [self.accounts[i] for i in members]
        here = {one.document for one in accounts}
        found = tuple(
            (id, replace(credit, name=outlet_name(credit.name)))
            for id, reading in self._topic.readings.items()
            if id in here
            for credit in credits(reading.document)
            if self._is_of(reading.document, credit, members)
        )
        given = self._chains.origins(members, [credit for _, credit in found])
        return Claim(
            tuple(self.stated[i].statement.id for i in members),
            given.independent,
            repeats(accounts),
            found,
            given.unsure,
            given.unknown,
        )

    def _day(self, one: Stated) -> str | None:
        """The day on which it was said, or else printed."""
        said = one.context.said
        return days.bounds(said.date)[1] if said and said.date else self._latest[one.document.id]

    def _figures_apart(self, a: int, b: int) -> bool:
        """Whether both count one thing, and no number of one is one of the other's."""
        pairs = [(f, g) for f in self._figures(a) for g in self._figures(b) if same_unit(f, g)]
        return bool(pairs) and not any(_is_one_number(f, g) for f, g in pairs)

    def _figures(self, place: int) -> Sequence[Figure]:
        if place not in self._counted:
            one = self.stated[place]
            figures = self._topic.readings[one.document.id].figures
            side = side_of(one.document, one.statement, one.context, figures) if figures else None
            self._counted[place] = side.claims.figures if side else ()
        return self._counted[place]

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
            telling = [self._says.telling[self._places[i]] for i in members]
            return sum(bool(named & each) for each in telling) * 2 >= len(members)
        around = paragraph(document.text, credit.span)
        return any(
            self.stated[i].document.id == document.id
            and any(span in around for span in self.stated[i].statement.content)
            for i in members
        )

    def _is_account(self, one: Stated) -> bool:
        if one.context.act in _NO_ACCOUNT:
            return False
        said = one.context.said
        if said is None:
            return True
        if said.date is None:
            return not _EARLIER.search(said.text.casefold())
        last, news = days.bounds(said.date)[1], self._latest[one.document.id]
        return not (last and news) or date.fromisoformat(news) - date.fromisoformat(last) <= _BACKGROUND


def _is_one_number(f: Figure, g: Figure) -> bool:
    """Whether two figures may be one, each as somebody prints it: "more than 3,000" and "3,120", but
    not "at least 150" and "210", though both may be right."""
    if excludes(f, g):
        return False
    open_ended = None in (f.low, f.high, g.low, g.high)
    least, most = sorted((abs(f.value), abs(g.value)))
    return not open_ended or most <= least * _ROUNDED


def _latest(reading: Reading) -> str | None:
    """The day of a report: of its publication, else the last on which something in it was said."""
    if reading.document.published:
        return days.bounds(reading.document.published)[1]
    said = (days.bounds(one.said.date)[1] for one in reading.contexts.values() if one.said and one.said.date)
    return max((day for day in said if day), default=None)


def _sentence(text: str, span: Span) -> Span:
    around = paragraph(text, span)
    starts = [m.end() for m in _SENTENCE.finditer(text, around.start, span.start)]
    end = _SENTENCE.search(text, span.end, around.end)
    return Span(starts[-1] if starts else around.start, end.start() + 1 if end else around.end)
