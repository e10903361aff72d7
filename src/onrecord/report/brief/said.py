"""Statements grouped by wording: what was said once, however often it is printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.context.occasions import TO_THE_PUBLISHER
from onrecord.model import ORIGINAL_TYPES, Relation, Span
from onrecord.record.carriers import outlet_name
from onrecord.record.topic import Stated, Topic
from onrecord.relate.sources import source_of
from onrecord.report.brief.cues import cue
from onrecord.report.brief.quotes import excerpt, quote
from onrecord.report.brief.types import Quote, Saying, When, Who

_NO_WORDS = 3  # a content of fewer says nothing without what stands around it
_CONFLICT = 3.0
_PLACE = 1.0
_FOUND = 2.0
_NAMED = 1.0
_MAIN = 12  # speakers who say most
_KNOWN = ("person", "organization", "document")
_TELLING = 2.0
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one wording by one speaker, the best original first."""

    members: tuple[Stated, ...]
    worth: float

    @property
    def best(self) -> Stated:
        """The one that is shown."""
        return self.members[0]


class Wordings:
    """The statements of a topic in groups."""

    def __init__(self, topic: Topic, telling: Collection[str] = ()) -> None:
        """``telling`` are statements that the account should not be without."""
        self._topic = topic
        self._telling = {*telling}
        self._stated = {one.statement.id: one for one in topic.stated}
        self._of: dict[str, int] = {}
        counts = Counter(one.speaker.id for one in topic.stated if one.speaker and one.speaker.kind in _KNOWN)
        self._main = {id for id, _ in counts.most_common(_MAIN)}
        self._roles = _roles(topic.stated)
        self._related = {id for one in topic.relations if one.type != "same_words" for id in (one.a, one.b)}
        self.groups = self._grouped()

    def of(self, statement: str) -> int:
        """The number of the group that a statement is in."""
        return self._of[statement]

    def best(self, statement: str) -> str:
        """The id of the best statement of the group that a statement is in."""
        return self.groups[self._of[statement]].best.statement.id

    def stated(self, statement: str) -> Stated:
        """The statement with this id."""
        return self._stated[statement]

    def is_said(self, statement: str) -> bool:
        """Whether somebody says it, and not "none of them" or a report as it was before."""
        speaker = self._stated[statement].speaker
        return speaker is None or source_of(speaker) is not None

    def who(self, stated: Stated) -> Who | None:
        """Who says it, with a role that some document prints."""
        speaker = stated.speaker
        if speaker is None:
            return None
        return Who(speaker.id, speaker.name, speaker.kind, self._roles.get(speaker.id))

    def saying(self, group: Group, focus: Mapping[str, Sequence[Span]] | None = None) -> Saying:
        """What is shown of a group; of a long content, the sentences with the spans in ``focus``."""
        best, others = group.best, group.members[1:]
        shown = self.one(best, (focus or {}).get(best.statement.id, ()))
        whens = [when(one) for one in group.members]
        dated = [one for one in whens if one.date]
        printed = min((one.printed for one in whens if one.printed), default=None)
        earliest = min(dated, key=lambda one: one.date or "") if dated else shown.when
        first = next((one.channel for one in (m.context for m in group.members) if one.channel), None)
        also = [quote(one.document, one.statement.content) for one in others]
        return replace(
            shown,
            when=replace(shown.when if shown.when.date else earliest, printed=printed),
            channel=shown.channel or first,
            also=tuple(also),
            copies=tuple(one.statement.id for one in others),
        )

    def one(self, stated: Stated, focus: Iterable[Span] = ()) -> Saying:
        """What is shown of one statement."""
        context, shown = stated.context, excerpt(stated, focus)
        return Saying(
            stated.statement.id,
            shown,
            stated.statement.quotation,
            self.who(stated),
            when(stated),
            context.act,
            context.channel,
            context.via,
            cue=None if shown.before else cue(stated),
        )

    def _grouped(self) -> list[Group]:
        parent = {id: id for id in self._stated}

        def root(id: str) -> str:
            while parent[id] != id:
                parent[id] = id = parent[parent[id]]
            return id

        for one in self._topic.relations:
            if one.type == "same_words" and self._is_one(one):
                parent[root(one.b)] = root(one.a)
        members: defaultdict[str, list[Stated]] = defaultdict(list)
        for id, stated in self._stated.items():
            members[root(id)].append(stated)
        groups = [self._group(each) for each in members.values()]
        for number, group in enumerate(groups):
            self._of.update((one.statement.id, number) for one in group.members)
        return groups

    def _is_one(self, relation: Relation) -> bool:
        """Whether two statements are one saying: by one speaker, and most of the one's words are
        the other's. That both have a few words in a row is not enough."""
        a, b = self._stated[relation.a], self._stated[relation.b]
        if not self._of_one(a, b):
            return False
        return any(_share(one, relation) >= _MOST for one in (a, b))

    def _of_one(self, a: Stated, b: Stated) -> bool:
        """Whether one speaker gave both. Who has the same name and is no person is one in the same
        words, unless they are said to have told different outlets."""
        one, other = a.speaker, b.speaker
        if one is None or other is None or one.id == other.id:
            return True
        if one.kind != other.kind or one.kind == "person" or one.name.casefold() != other.name.casefold():
            return False
        return one.kind == "organization" or None in (_told(a), _told(b)) or _told(a) == _told(b)

    def _group(self, members: Sequence[Stated]) -> Group:
        best = sorted(members, key=_preference)
        ids = {one.statement.id for one in members}
        worth = _PLACE * len({one.document.id for one in members})
        worth += _CONFLICT * bool(ids & self._related)
        worth += _FOUND * any(one.found for one in members)
        worth += _NAMED * any(one.speaker and one.speaker.kind in _KNOWN for one in members)
        worth += _NAMED * any(one.speaker and one.speaker.id in self._main for one in members)
        worth += _TELLING * bool(ids & self._telling)
        worth += max(one.statement.confidence for one in members)
        if len(best[0].words.split()) < _NO_WORDS or best[0].speaker is None:
            worth -= _CONFLICT
        return Group(tuple(best), worth)


def day(saying: Saying) -> str:
    """When it was said, else printed; of neither, what comes behind all days."""
    return saying.when.date or (saying.when.printed or "9999")[:10]


def in_time(saying: Saying, printed: str | None = None) -> tuple[str, str, str, int]:
    """What sorts sayings by day, and those of one day as a reader comes by them: by when the
    document that is cited was ``printed``, and by where they stand in it, so that a question
    comes before its answer."""
    quoted = saying.quote
    return day(saying), printed or saying.when.printed or "", quoted.document, quoted.spans[0].start


def when(stated: Stated) -> When:
    """When a statement was said, as far as that is known."""
    said, printed = stated.context.said, stated.document.published
    if said is None:
        return When(None, None, printed)
    expression = None
    if said.date is None and said.text and stated.document.text[said.span.start : said.span.end] == said.text:
        expression = quote(stated.document, (said.span,))
    return When(said.date, expression, printed)


def extent(sayings: Iterable[Saying]) -> tuple[str | None, str | None]:
    """The first and the last date on which something was said, as precise as they are known."""
    dates = [one.when.date for one in sayings if one.when.date]
    return min(dates, default=None), max(dates, default=None)


def _told(one: Stated) -> str | None:
    """The outlet that the text has the speaker tell."""
    own = one.document.publisher if one.context.reasons.get("via") == TO_THE_PUBLISHER else None
    name = one.context.via[-1] if one.context.via else own
    return outlet_name(name) if name else None


def _share(stated: Stated, relation: Relation) -> float:
    """How much of a statement's content the words are that both sides of a relation have."""
    shared = [one.span for one in relation.evidence if one.statement == stated.statement.id]
    size = sum(span.end - span.start for span in stated.statement.content)
    return sum(span.end - span.start for span in shared) / size


def _preference(one: Stated) -> tuple[object, ...]:
    """Originals first, then what is printed as the speaker's own words, then what came first."""
    order = {"post": 0, "direct": 0, "mixed": 1, "indirect": 2}
    return (
        one.document.type not in ORIGINAL_TYPES,
        order[one.statement.quotation],
        -len(one.words),
        one.document.published or "9999",
        one.statement.id,
    )


def _roles(stated: Iterable[Stated]) -> dict[str, Quote]:
    """For each speaker a role as it is printed: the one that most statements are given with."""
    found: defaultdict[str, defaultdict[str, list[Quote]]] = defaultdict(lambda: defaultdict(list))
    for one in stated:
        role = next((f for f in one.context.findings if f.field == "role" and f.value and f.spans), None)
        if one.speaker and role:
            printed = quote(one.document, role.spans[:1])
            found[one.speaker.id][" ".join(printed.parts).casefold()].append(printed)
    return {id: max(roles.values(), key=len)[0] for id, roles in found.items()}
