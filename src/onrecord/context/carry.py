"""Carries what one statement's words tell to the others of the same occasion.

For each speaker the text is at one occasion at a time. A statement that names another
begins it; one that names none belongs to the present one; a headline or lead that
comes before any is filled in from the first that is named.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from onrecord.context.evidence import Evidence, Reader
from onrecord.context.leaving import has_left, in_the_present_tense
from onrecord.context.narration import Named
from onrecord.context.occasion import Occasion, Tie, post_occasion
from onrecord.context.papers import Papers, speaks_for_document
from onrecord.context.parts import Groups
from onrecord.context.via import Carried
from onrecord.model import When

_ELSEWHEN = re.compile(r"\b(?:later|earlier|before|after|prior)$")  # "a week later": another occasion
_AFTERWARDS = re.compile(r"\b(?:afterwards?|later|subsequently|separately)\b(?! (?:on|in|this)\b)")
_NEAR = 4  # paragraphs within which a bare date and a bare channel are one occasion
_SUMMED_UP = 12  # paragraphs within which what a lead sums up is told
_JUST_ABOVE = 2
_DAYS_OF_NEWS = 8  # an occasion further back than this is background, not what a lead sums up


class Carrier:
    """Goes through the statements in order and keeps each speaker's present occasion."""

    def __init__(self, reader: Reader, evidence: Sequence[Evidence]) -> None:
        self.reader = reader
        self.evidence = evidence
        self.present: dict[str, Occasion] = {}
        self.main: dict[str, Occasion] = {}
        self.unnamed: set[str] = set()  # whose news of the day has no name, and what is past has
        self.papers = Papers(reader)
        self.groups = Groups()
        self.open: Occasion | None = None  # named by the story, no speaker's yet
        self.pending: dict[str, list[Evidence]] = {}
        self.named: dict[tuple[str, str], Occasion] = {}
        self.lead: Occasion | None = None
        self.ties: dict[str, Tie] = {}
        self.last_dated: When | None = None
        self.last_dated_speaker: str | None = None

    def run(self, named: Sequence[Named]) -> dict[str, Tie]:
        """The tie of each statement that has one."""
        waiting = list(named)
        for e in self.evidence:
            while waiting and waiting[0].position < e.position:
                self._narrated(waiting.pop(0))
            self._step(e)
        return self.ties

    def _step(self, e: Evidence) -> None:
        key = self._key(e)
        self.groups.heard(e, key)
        if e.turn:
            if self.lead is not None:
                self._tie(e, key, self.lead, "carried")
            elif key:
                self.pending.setdefault(key, []).append(e)
            return
        if e.post is not None:
            self._tie(e, key, self._of_post(e), "own")
            return
        present = self._present(e, key)
        if e.silent:
            self._silent(e, key, present)
            return
        occasion = self._of_evidence(e)
        if present is not None and _joins(present, occasion, e):
            _fill(present, occasion)
            occasion = present
        self._tie(e, key, occasion, "own")

    def _key(self, e: Evidence) -> str | None:
        """Whose occasions a statement goes with: its speaker's, or a group's that this is one of;
        what is said aside goes with its clause's alone."""
        key = self.groups.of(e) or (e.speaker.id if e.speaker else None)
        return f"{key} aside at {e.clause.sentence.start}" if key and e.clause and e.aside else key

    def _present(self, e: Evidence, key: str | None) -> Occasion | None:
        """The occasion that the text is at with this speaker.

        From a digression ("told CNN in June") it returns to the news of the day with the
        speaker's name in a new paragraph, not with "he"; or when a statement cannot be of it.
        Where that news has no name, "told CNN in June" goes on in a quotation right behind it.
        """
        if key is None:
            return None
        present, main = self.present.get(key), self.main.get(key)
        if present is not None and e.silent:
            away = not _is_news(present, self.reader)
            past = away and present.when is not None and present.when.date is not None
            moved = e.paragraph > present.paragraph and not e.pronoun
            left = has_left(self.reader, e, present, past=past)
            if main is not None and main is not present and away and (moved or left):
                return main
            gone = past and moved and main is None
            if left or (gone and (key in self.unnamed or not _quoted_on(e, present))):
                del self.present[key]
                return None
        if present is None and speaks_for_document(e):
            return self.papers.called(e)
        return present

    def _silent(self, e: Evidence, key: str | None, present: Occasion | None) -> None:
        close = e.clause is not None and e.clause.close is not None
        if close and present is not None and present.when is not None:
            occasion = Occasion(e.paragraph)
            self._take_date(occasion, present)
            self._tie(e, key, occasion, "own")
            return
        if key is None or e.standing or e.refuses:
            return  # a refusal to comment is made to this story's own reporter
        if present is not None and present.post and not _continues(e, present):
            del self.present[key]
            return
        if present is None and self.open is not None and self.open.paragraph == e.paragraph:
            present = self.open
        if present is not None:
            if speaks_for_document(e) or not _too_far(e, present):
                self._tie(e, key, present, "carried")
        elif e.apart:
            occasion = self.present[key] = Occasion(e.paragraph, apart=True)
            self.ties[e.statement.id] = Tie(occasion, "later")
            self.unnamed.add(key)
        else:
            self.pending.setdefault(key, []).append(e)

    def _tie(self, e: Evidence, key: str | None, occasion: Occasion, manner: str) -> None:
        self.ties[e.statement.id] = Tie(occasion, manner)
        if occasion.when is not None and occasion.when.date and manner == "own":
            self.last_dated, self.last_dated_speaker = occasion.when, key
        if manner == "own" and (occasion.told is not None or occasion.carried):
            self.lead = occasion
        if key is None:
            return
        self.papers.add(occasion)
        if occasion.told is not None and manner == "own":
            self.named[key, occasion.told.channel] = occasion
        if e.standing:
            return  # "has said since May", "keeps telling CNN" start no occasion
        self.present[key] = occasion
        if _is_news(occasion, self.reader):
            self.main.setdefault(key, occasion)
        elif any(not e.heading for e in self.pending.get(key, ())):
            self.unnamed.add(key)
        waiting = self.pending.pop(key, [])
        if waiting and not occasion.post and not self._afterwards(e):
            self._fill_in(waiting, occasion)

    def _afterwards(self, e: Evidence) -> bool:
        """Whether a statement's words place it after what was said before: "told CNN afterwards"."""
        text, clause = self.reader.clauses.text, e.clause
        return clause is not None and any(_AFTERWARDS.search(text, p.start, p.end) for p in clause.pieces)

    def _fill_in(self, waiting: Sequence[Evidence], occasion: Occasion) -> None:
        """Ties what a headline or lead, or the lines just above, said before its occasion was named."""
        if not _is_news(occasion, self.reader):
            return
        told = occasion.told
        # A lead sums up a poll or ruling that speaks, seldom what somebody wrote in a book or memo.
        whole = told is None or told.channel != "document" or told.method != "document words"
        for e in waiting:
            far = occasion.paragraph - e.paragraph
            if far <= (_SUMMED_UP if e.leads and whole else _JUST_ABOVE):
                self.ties.setdefault(e.statement.id, Tie(occasion, "later"))

    def _narrated(self, named: Named) -> None:
        """An occasion that the story's own voice names ("She spoke at a rally on Monday.")."""
        occasion = Occasion(named.paragraph, told=named.told, carried=named.carried)
        if named.expression is not None:
            self._date(occasion, named)
        self.lead = occasion
        if not named.speakers:
            self.open = occasion
        for key in named.speakers:
            present = self.present.get(key)
            if present is not None and _same_date(present, occasion) and not present.told:
                _fill(present, occasion)
                continue
            self.present[key] = occasion
            self._fill_in(self.pending.pop(key, []), occasion)

    def _of_evidence(self, e: Evidence) -> Occasion:
        occasion = Occasion(e.paragraph, told=e.told, carried=e.carried)
        occasion.says = in_the_present_tense(self.reader, e)
        key = e.speaker.id if e.speaker else None
        if e.expression is not None:
            self._date(occasion, e)
        elif e.clause is not None and e.clause.close is not None and key in self.present:
            self._take_date(occasion, self.present[key])
        elif key is not None and e.told is not None:
            named = self.named.get((key, e.told.channel))
            if e.definite and named is not None:
                self._take_date(occasion, named)
            elif e.told.channel == "social" and (day := self.reader.posts.only_date(key)):
                shown = post_occasion(self.reader.document, day, e.paragraph)
                self._take_date(occasion, shown)
        return occasion

    def _take_date(self, occasion: Occasion, other: Occasion) -> None:
        occasion.when, occasion.when_method, occasion.when_reason = (
            other.when,
            other.when_method,
            other.when_reason,
        )
        occasion.when_spans, occasion.when_confidence = other.when_spans, min(other.when_confidence, 0.75)

    def _date(self, occasion: Occasion, e: Evidence | Named) -> None:
        expression = e.expression
        assert expression is not None
        before = self.last_dated
        key = e.speaker.id if isinstance(e, Evidence) and e.speaker else None
        if key in self.present and key != self.last_dated_speaker and expression.shift == 0:
            before = self.present[key].when or before
        occasion.when = self.reader.times.when(expression, before)
        occasion.when_method = "date in the attribution"
        occasion.when_spans = (expression.span,)
        if expression.shift is not None and before is not None:
            occasion.when_spans = (expression.span, before.span)
            occasion.when_confidence = 0.7
        anchor = self.reader.times.anchor
        if anchor is not None and anchor.spans and expression.relative:
            occasion.when_method = "resolved against an embedded post's date"
            occasion.when_spans += anchor.spans
            occasion.when_confidence = 0.85
        if occasion.when.date is None:
            occasion.when_reason = expression.reason or f"“{expression.text}”: no date named before it"

    def _of_post(self, e: Evidence) -> Occasion:
        assert e.post is not None
        occasion = post_occasion(self.reader.document, e.post, e.paragraph)
        if e.expression is not None:
            own = self.reader.times.when(e.expression)
            if own.date and occasion.when and own.date == occasion.when.date:
                occasion.when_spans = (own.span, *occasion.when_spans)
                occasion.when = own
        return occasion


def _joins(present: Occasion, new: Occasion, e: Evidence) -> bool:
    """Whether what a statement's own words tell goes with the speaker's present occasion."""
    both = present.told and new.told
    if e.expression is not None and _ELSEWHEN.search(e.expression.text):
        return False
    if both and present.told and new.told and present.told.channel != new.told.channel:
        return False
    shared = _share_outlet(present.carried, new.carried)
    if present.carried and new.carried and not shared:
        return False
    near = e.paragraph - present.paragraph <= _NEAR
    anaphoric = e.expression is not None and e.expression.shift == 0
    if present.apart and (new.told or new.carried or anaphoric):
        return False
    if anaphoric and new.when and new.when.date and present.when and present.when.date != new.when.date:
        return False
    if anaphoric and new.told is None and not new.carried:
        return True
    if new.when is None or anaphoric:
        if shared or both:
            return True
        return present.told is None and present.when is not None and near
    if _same_date(present, new):
        return True
    if present.when is None:
        return bool(shared or both) or e.paragraph - present.paragraph <= 1
    return False


def _share_outlet(a: Sequence[Carried], b: Sequence[Carried]) -> bool:
    for left in a:
        for right in b:
            words, others = set(left.mention.name.split()), set(right.mention.name.split())
            if words <= others or others <= words:
                return True
            networks = {o.network or o.name for m in (left, right) if (o := m.mention.outlet)}
            if left.mention.outlet and right.mention.outlet and len(networks) == 1:
                return True
    return False


def _same_date(a: Occasion, b: Occasion) -> bool:
    return (
        a.when is not None and b.when is not None and a.when.date is not None and a.when.date == b.when.date
    )


def _fill(present: Occasion, new: Occasion) -> None:
    """Adds to ``present`` what it lacks."""
    present.paragraph = new.paragraph
    if present.told is None:
        present.told = new.told
    if new.carried and not present.carried:
        present.carried = new.carried
    if present.when is None and new.when is not None:
        present.when, present.when_method, present.when_reason = new.when, new.when_method, new.when_reason
        present.when_confidence, present.when_spans = new.when_confidence, new.when_spans


def _continues(e: Evidence, present: Occasion) -> bool:
    """Whether a statement goes on from a post that the text shows: in the same breath or soon after."""
    return e.paragraph - present.paragraph <= 2 and (e.pronoun or e.paragraph == present.paragraph)


def _quoted_on(e: Evidence, present: Occasion) -> bool:
    """Whether a statement quotes on from where its speaker's occasion was named."""
    return e.statement.quotation == "direct" and e.paragraph - present.paragraph <= _JUST_ABOVE


def _too_far(e: Evidence, present: Occasion) -> bool:
    """Described groups ("critics", "voters") are not the same people all story long."""
    return e.speaker is not None and e.speaker.kind == "group" and e.paragraph - present.paragraph > _NEAR


def _is_news(occasion: Occasion, reader: Reader) -> bool:
    """Whether a headline or lead may sum the occasion up: it is not long past."""
    anchor = reader.times.anchor
    if occasion.when is None:
        return True
    if occasion.when.date is None:
        return occasion.when.text == ""
    day, said = (anchor.day if anchor else None), occasion.when.date
    if day is None or len(said) < 10:
        return False
    return (day - datetime.date.fromisoformat(said)).days <= _DAYS_OF_NEWS
