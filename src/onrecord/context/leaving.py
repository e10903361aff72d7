"""Whether the text has left an occasion: "now", "after the vote", "asked about the change"."""

from __future__ import annotations

import re
from bisect import bisect_right

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
    return _time_went_on(reader, e, present)


def _time_went_on(reader: Reader, e: Evidence, present: Occasion) -> bool:
    """Whether the sentence before opens with a later day: "By Tuesday she had changed her mind."."""
    said = present.when.date if present.when else None
    if said is None or len(said) < len("2026-03-05"):
        return False
    clauses = reader.clauses
    first = min(e.position, e.statement.content[0].start)
    at = bisect_right(clauses.starts, first) - 2
    if at < 0 or not _TIME_OPENS.match(clauses.text, clauses.starts[at]):
        return False
    start, end = clauses.starts[at], clauses.starts[at + 1]
    if clauses.statements_in(Span(start, end)) or clauses.narration(Span(start, end)) != (Span(start, end),):
        return False
    opening = reader.times.within(Span(start, min(end, start + _OPENING)))
    return any(t.date and t.date > said and len(t.date) == 10 for t in opening[:1])
