"""The statements of a topic as knowledge with a chain: who each is from, through whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.context.occasions import TO_THE_PUBLISHER
from onrecord.context.outlets import Outlets
from onrecord.model import Span, Speaker
from onrecord.record.alike import Alike
from onrecord.record.carriers import Carriers, is_listed, outlet_name
from onrecord.record.citing import cited
from onrecord.record.topic import Stated, Topic
from onrecord.relate.credits import credits
from onrecord.relate.origins import Account
from onrecord.relate.sources import Source, source_of
from onrecord.relate.words import words_of

_SPEAKS_FOR = re.compile(r"\bspokes(?:man|woman|person|people)|\bpress secretary\b|\bspeaking for\b", re.I)
_LEADS = re.compile(r"\b(?:director|chief|head|chair\w*|president|commissioner|officer|secretary)\b", re.I)
_NO_LONGER = re.compile(r"\b(?:former|ex|then|late|retired)\b", re.I)
_REPORTS = r"(?:reporter|correspondent|anchor|columnist|blogger)\b"
_REPORTER = re.compile(rf"\b{_REPORTS}", re.I)
_OWN_REPORTER = re.compile(  # of whom only the outlet that prints them can be meant
    r"(?:(?:the|our|its|chief|senior|staff|special|national|foreign|political|investigative|news|legal|business"
    r"|science|health|sports?|white house|washington) )*(?:reporter|correspondent|anchor|columnist)",
    re.I,
)
_REPORT = r"(?:news )?(?:reports?|story|stories|article|account|investigation)"
_ITS_REPORT = re.compile(rf"(?:[’']s)? {_REPORT}$|^(?:\w+ ){{0,3}}{_REPORT} (?:by|in|from|of) ", re.I)
_NO_NAME = re.compile(
    r"\banonym|\bnot (?:be )?(?:named|identified)\b|\bnot authorized\b|\bunauthorized\b|\bfamiliar with\b"
    r"|\bbriefed on\b|\b(?:direct )?knowledge of\b|\bwith knowledge\b|\bclose to the\b",
    re.I,
)
_TOLD_BY = frozenset(
    ("tweeted", "texted", "wrote", "posted", "said", "says", "told", "announced", "confirmed", "testified")
)
_ITS_WORDS = frozenset(("announcement", "statement", "letter", "testimony", "assertion", "claim", "remarks"))
_STATES = frozenset(("U.S.", "US", "USA", "U.S.A.", "United States", "U.K.", "UK", "United Kingdom"))
_OWNED = re.compile(r"[’'](?:s\b|(?<=s[’']))")
_OPENING = 4  # words of a content in which somebody else may be said to say it


class Accounts:
    """Makes accounts of the statements of a topic; ``first`` are the outlets that some document
    credits with having had news first."""

    def __init__(self, topic: Topic) -> None:
        readings = topic.readings.values()
        self._carriers = Carriers(readings)
        self._outlets = {
            outlet_name(name)
            for one in readings
            for name in (one.document.publisher, self._carriers.wire(one.document.id))
            if name and one.document.type == "report"
        }
        self.first = {outlet_name(credit.name) for one in readings for credit in credits(one.document)}
        self._outlets |= self.first
        speakers = [one.speaker for one in topic.stated if one.speaker]
        self._bodies = {
            one.name: one
            for one in speakers
            if (found := source_of(one))
            and found.kind == "body"
            and not self._is_outlet(one.name)
            and not _OWNED.search(one.name)
        }
        self._spoken_for = {
            one.id: body for one in speakers if one.kind == "person" and (body := self._body(one))
        }
        self._surnames = _surnames(speakers)

    def of(self, stated: Sequence[Stated], says: Alike) -> list[Account | None]:
        """The account that each statement gives; None for one that is nobody's."""
        found = [self._account(one) for one in stated]
        return [one and replace(one, wording=n) for one, n in zip(found, says.wordings(), strict=True)]

    def _account(self, one: Stated) -> Account | None:
        document, speaker = one.document, one.speaker
        outlet = outlet_name(document.publisher) if document.publisher else None
        via = tuple(outlet_name(name) for name in one.context.via)
        own = one.context.reasons.get("via") == TO_THE_PUBLISHER
        by_wire = self._carriers.wire(document.id)
        if by_wire and not own:
            via = (by_wire, *via)
        source: Source | None = None
        named = self.reporting(one)
        if named:
            via = via if via[-1:] == (named,) else (*via, named)
            end = max(span.end for span in (*one.statement.content, *one.statement.cue))
            source, through = cited(document.text, end, self._surnames, self._is_outlet)
            via = (*via, *through)
        elif speaker and (paper := self._reports_for(one)) is not None:
            via = (*via, *(name for name in paper if name not in via))
        elif speaker:
            speaker = self._quoted(one) or self._spoken_for.get(speaker.id, speaker)
            source = source_of(speaker, told=bool(one.context.via) or _wants_no_name(one))
            if all(map(self._is_outlet, speaker.name.split(" and "))):
                source = Source("public", speaker.name)  # several outlets at once
            if source is None:
                return None
        via = tuple(name for name in via if name != outlet)
        if named == outlet and source is None and not via and outlet:
            via = (outlet,)  # "the Times has learned", in the Times
        return Account(
            one.statement.id,
            document.id,
            outlet,
            self._carriers.text(document.id),
            source,
            via,
            told=own or bool(one.context.via),
            quoted=one.statement.quotation != "indirect",
            copied=self._carriers.copied(document.id),
        )

    def reporting(self, one: Stated) -> str | None:
        """The outlet that is named as the speaker: "the Times", "a Post report"."""
        speaker = one.speaker
        if speaker is None or speaker.kind == "person" or speaker.members:
            return None
        name = _ITS_REPORT.sub("", speaker.name).strip()
        if not name:
            return None
        if self._is_outlet(name) or (_tells_news(one) and _is_named_as_outlet(name)):
            return outlet_name(name)
        last = name.split()[-1]
        if name not in (last, f"the {last}", f"The {last}") or not last[:1].isupper():
            return None
        known = (one.document.publisher or "", *sorted(self._outlets))
        return next((outlet_name(other) for other in known if other.split()[-1:] == [last]), None)

    def _reports_for(self, one: Stated) -> tuple[str, ...] | None:
        """The outlet whose report it is when the speaker gives one, by their role, as far as it is
        known; None for others. A blogger, or a reporter of who knows whom, is anybody."""
        role = one.speaker.role if one.speaker else None
        if not role or not _REPORTER.search(role) or _NO_LONGER.search(role):
            return None
        own = [name for name in (outlet_name(one.document.publisher or ""),) if name]
        for other in (*own, *sorted(filter(None, self._outlets))):
            last = re.escape(other.split()[-1])
            if re.search(rf"\b{re.escape(other)}\b|\b{last} (?:\w+ ){{0,2}}{_REPORTS}", role):
                return (other,)
        if named := Outlets(role).all:
            return (outlet_name(named[0].name),)
        return tuple(own) if _OWN_REPORTER.fullmatch(role.strip()) else None

    def _is_outlet(self, name: str) -> bool:
        return outlet_name(name) in self._outlets or is_listed(name)

    def _quoted(self, one: Stated) -> Speaker | None:
        """Who is said to say it in the content itself: "Bolton told me that …"."""
        words = one.words.split()[: _OPENING + 4]
        for n, word in enumerate(words[:_OPENING]):
            name = _plain(word).removesuffix("'s").removesuffix("’s")
            by = self._surnames.get(name)
            if by is None:
                continue
            following = [_plain(after) for after in words[n + 1 : n + 5]]
            if any(after in (_ITS_WORDS if name != _plain(word) else _TOLD_BY) for after in following):
                return by
        return None

    def _body(self, speaker: Speaker) -> Speaker | None:
        """The body that somebody speaks for."""
        role = speaker.role
        if not role or _NO_LONGER.search(role):
            return None
        if not _SPEAKS_FOR.search(role) and not _LEADS.search(role):
            return None
        bodies = (
            self._bodies
            if _SPEAKS_FOR.search(role)
            else {n: b for n, b in self._bodies.items() if _is_led(n)}
        )
        said = {*words_of(re.sub(r"[’']s\b", "", role)).keys}
        whole = [body for name, body in bodies.items() if {*words_of(name).keys} <= said]
        if whole:
            return max(whole, key=lambda body: len(body.name))
        # "the authority's spokeswoman": the last word of a longer name, where only one ends so
        ends = [
            body
            for name, body in bodies.items()
            if words_of(name).keys[-1:] and words_of(name).keys[-1] in said
        ]
        return ends[0] if len(ends) == 1 else None


def _tells_news(one: Stated) -> bool:
    """Whether the cue is that of an outlet: "the Velden Post reported"."""
    return any("report" in one.document[span] for span in one.statement.cue)


def _is_named_as_outlet(name: str) -> bool:
    """Whether it has the shape of an outlet's name: "the Velden Post"."""
    name = re.sub(r"^[Tt]he ", "", name)
    return any(len(found.name) >= len(name) for found in Outlets(name).all)


def _is_led(name: str) -> bool:
    """Whether it is no state or city, for which its head does not speak as a spokesman would."""
    return name not in _STATES and (" " in name or (name.isupper() and len(name) > 2))


def _surnames(speakers: Iterable[Speaker]) -> dict[str, Speaker]:
    """The persons by their surnames, where only one bears it."""
    found: dict[str, dict[str, Speaker]] = {}
    for one in speakers:
        if one.kind == "person" and not one.members and len(one.name.split()) > 1:
            found.setdefault(_plain(one.name.split()[-1]), {}).setdefault(one.id, one)
    return {name: next(iter(each.values())) for name, each in found.items() if len(each) == 1}


def _wants_no_name(one: Stated) -> bool:
    """Whether the text says why somebody is not named, in the name or in the same paragraph."""
    if one.speaker is None or one.speaker.kind not in ("unnamed", "group"):
        return False
    around = paragraph(one.document.text, one.statement.content[0])
    text = one.document.text[around.start : around.end]
    return bool(
        _NO_NAME.search(one.speaker.name) or (one.speaker.kind == "unnamed" and _NO_NAME.search(text))
    )


def paragraph(text: str, span: Span) -> Span:
    """The line of ``text`` in which ``span`` stands."""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))


def _plain(word: str) -> str:
    return word.strip(".,:;’'“”\"()").lower()
