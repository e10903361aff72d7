"""Whether the text has left an occasion: "now", "after the vote", "asked about the change"."""

from __future__ import annotations

import re
from bisect import bisect_right

from onrecord.context.dates import Expression
from onrecord.context.evidence import Evidence, Reader
from onrecord.context.occasion import Occasion
from onrecord.model import Span

_NOW = re.compile(r"(?:but |and |yet )?now\b", re.IGNORECASE)
_SAYS_NOW = re.compile(r"\bnow\b(?! that)", re.IGNORECASE)
# What was said before is what is asked about: "asked about the change", "about her remarks".
_ASKED = re.compile(
    r"(?:(?:But|And|When|Later|Then),? )?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned) (?:\w+ ){0,2}?"
    r"(?:about|on|over|to explain|what explained) (?:the|h(?:is|er)|their|its|this|that|those|these)"
    r" (?:[\w-]+ )?(?:change|changes|reversal|shift|switch|turnabout|turnaround|about-face|U-turn"
    r"|contradiction|discrepancy|comments?|remarks?|interview|statements?|quote|words)\b"
)
_EVENT = (
    r" (?:the|that|an?|h(?:is|er)|their|(?:\w+day|tonight|yesterday|today)[’']s) (?:[\w-]+ ){0,2}?"
    r"(?:meeting|session|vote|sitting|ballot|hearing|verdict|ruling|trial|decision|announcement|tour|visit)\b"
)
_AT_EVENT = re.compile(r"\b(?:at|during|before|after|following|ahead of)" + _EVENT)
_AFTER_EVENT = re.compile(r",? (?:after|before)" + _EVENT)
_SAYS = re.compile(
    r"(?:\w+ )?(?:says|adds|tells|insists|explains|warns|admits|maintains|acknowledges|concedes|recalls"
    r"|argues|notes|replies)\b"
)
_TIME_OPENS = re.compile(r"(?:(?:But|And|Yet|Then),? )?(?:[Bb]y|[Oo]n|[Ll]ater|[Ee]arly|[Ll]ate)\b")
_NEXT = re.compile(r".* later$|(?:[Tt]he (?:next|following)|(?:[Ee]arlier )?[Tt]his) (?:week|month|year)")
_AHEAD = re.compile(
    r"\b(?:will|ends|expires|begins|opens|closes|meets"
    r"|(?:is|are) (?:to|due|set|scheduled|expected|planned))\b"
)
_SENTENCES = 3  # how far back a later day is looked for
_OPENING = 32  # characters in which a sentence's opening names its time
# Said into a microphone or written down, not at a meeting.
_APART = ("interview", "social", "statement", "document", "conversation")


def in_the_present_tense(reader: Reader, e: Evidence) -> bool:
    """Whether a statement is told as what somebody says, not said."""
    return any(_SAYS.match(reader.document[cue]) for cue in e.statement.cue)


def has_left(reader: Reader, e: Evidence, present: Occasion, *, past: bool) -> bool:
    """Whether a statement whose words name no occasion cannot be of its speaker's ``present`` one.

    ``past`` says that this lies back, and is not the news that the text tells.
    """
    if e.clause is None or present.post:
        return False
    text, clause = reader.clauses.text, e.clause
    opening = clause.sentence.start
    if present.when is not None and (
        any(_SAYS_NOW.search(text, cue.start, cue.end) for cue in e.statement.cue)
        or (opening <= clause.core.start and _NOW.match(text, opening))
        or _ASKED.match(text, opening)
    ):
        return True
    channel = present.told.channel if present.told else None
    document = channel == "document"
    if past and not document and not present.says and in_the_present_tense(reader, e):
        return True
    if (past or channel in _APART) and (
        any(_AT_EVENT.search(text, piece.start, piece.end) for piece in clause.pieces)
        or (clause.elsewhen and _AFTER_EVENT.match(text, clause.core.end))
    ):
        return True
    return _time_went_on(reader, e, present, past=past)


def _time_went_on(reader: Reader, e: Evidence, present: Occasion, *, past: bool) -> bool:
    """Whether the story has told of a later day since: "By Tuesday she had changed her mind."

    Of an occasion that lies back any later time that it tells leads away, else only the day
    that the sentence before opens with.
    """
    said = present.when.date if present.when else None
    if said is None or not (past or len(said) == len("2026-03-05")):
        return False
    told = _told_before(reader, e)
    if past:
        own = e.clause.pieces if e.clause else ()
        return any(_later(t, said) for span in (*own, *told) for t in _times(reader, span))
    for span in told[:1]:
        if _TIME_OPENS.match(reader.clauses.text, span.start):
            opening = reader.times.within(Span(span.start, min(span.end, span.start + _OPENING)))
            return any(t.date and t.date > said and len(t.date) == 10 for t in opening[:1])
    return False


def _told_before(reader: Reader, e: Evidence) -> list[Span]:
    """The sentences of the story's own voice right before a statement, the nearest first."""
    clauses = reader.clauses
    at = bisect_right(clauses.starts, min(e.position, e.statement.content[0].start)) - 1
    found: list[Span] = []
    for i in range(at - 1, max(-1, at - 1 - _SENTENCES), -1):
        span = Span(clauses.starts[i], clauses.starts[i + 1])
        if clauses.statements_in(span) or clauses.narration(span) != (span,):
            break
        found.append(span)
    return found


def _times(reader: Reader, span: Span) -> list[Expression]:
    """When what a sentence tells happened; nothing of one that looks ahead."""
    if _AHEAD.search(reader.clauses.text, span.start, span.end):
        return []
    return [t for t in reader.times.within(span) if reader.times.fits(t) or t.preposition == "by"]


def _later(told: Expression, said: str) -> bool:
    """Whether a time is known to lie behind the date ``said``."""
    if told.date:
        known = min(len(told.date), len(said))
        return told.date[:known] > said[:known]
    return (told.shift or 0) > 0 or _NEXT.match(told.text) is not None
