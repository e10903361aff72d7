"""When, on which channel and through whom: carried over within one occasion.

A story names an occasion once ("told CNN on Monday", "at a rally in Ohio") and goes on
quoting from it. What one statement's own words tell holds for further statements of
the same speaker until the text names another occasion; a headline and a lead take it
from the first occasion named after them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.context import channel as channels
from onrecord.context import via
from onrecord.context.carry import Carrier
from onrecord.context.channel import Told
from onrecord.context.evidence import Evidence, Reader
from onrecord.context.narration import named_occasions
from onrecord.context.occasion import Occasion, Tie
from onrecord.context.when import date_line
from onrecord.model import Channel, Document, Finding, Span, Speaker, Statement, When

NOT_SAID = "the text does not say"
TO_THE_PUBLISHER = "given to the document's own publisher"


@dataclass(frozen=True, slots=True)
class OccasionFinding:
    """What is concluded about one statement's occasion, and why a field is empty."""

    said: When | None = None
    channel: Channel | None = None
    via: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)


def occasions(
    document: Document, statements: Sequence[Statement], speakers: Mapping[str, Speaker | None]
) -> dict[str, OccasionFinding]:
    """Date, channel and outlets of each of ``statements``, by statement id.

    ``speakers`` maps statement ids to speakers: an occasion carries over to further
    statements of the same speaker.
    """
    if not statements:
        return {}
    reader = Reader(document, statements, speakers)
    evidence = reader.all()
    ties = Carrier(reader, evidence).run(named_occasions(reader, evidence))
    whole = _of_whole(document)
    found = {}
    for e in evidence:
        tie = ties.get(e.statement.id)
        if whole is not None and (tie is None or tie.manner != "own") and not e.standing:
            tie = Tie(whole, "document")
        elif whole is not None and tie is not None and e.post is None:
            tie = _within(whole, tie, e)
        found[e.statement.id] = _finding(reader, e, tie)
    return found


def _of_whole(document: Document) -> Occasion | None:
    """The occasion of an original (a post, a transcript, a release) as a whole."""
    if document.type == "report":
        return None
    channel = channels.of_document(document)
    first = Span(0, max(1, len(document.text.split("\n", 1)[0])))
    occasion = Occasion(
        0, told=Told(channel, first, 0.95, f"the document is a {document.type}") if channel else None
    )
    line = date_line(document)
    day = document.published[:10] if document.published else (line.date if line else None)
    if day:
        shown = line.span if line and line.date == day else None
        span = shown or first
        occasion.when = When(day, document[shown] if shown else "", span)
        occasion.when_method, occasion.when_confidence = f"date of the {document.type}", 0.95
        occasion.when_spans = (shown,) if shown else ()
    return occasion


def _within(whole: Occasion, tie: Tie, e: Evidence) -> Tie:
    """A statement of an original that names a date or channel of its own, the rest from the whole."""
    own = tie.occasion
    if own.told is not None and own.told.channel == "document":
        return tie
    when = own.when or (whole.when if own.told is None else None)
    told = own.told or (
        whole.told if own.when is None or (whole.when and own.when.date == whole.when.date) else None
    )
    merged = Occasion(
        e.paragraph, when, own.when_method or whole.when_method, own.when_reason, told, own.carried
    )
    merged.when_spans = own.when_spans or whole.when_spans
    return Tie(merged, "own")


_MANNER = {"own": 1.0, "document": 1.0, "carried": 0.85, "later": 0.7}
_METHOD = {"own": "", "document": "", "carried": ", carried over", "later": ", named later"}


def _finding(reader: Reader, e: Evidence, tie: Tie | None) -> OccasionFinding:
    findings: list[Finding] = []
    reasons: dict[str, str] = {}
    occasion = tie.occasion if tie else None
    factor, suffix = (_MANNER[tie.manner], _METHOD[tie.manner]) if tie else (1.0, "")
    when = occasion.when if occasion else None
    if occasion and when:
        confidence = round(occasion.when_confidence * factor, 2)
        spans = occasion.when_spans or (when.span,)
        method = occasion.when_method + suffix
        findings.append(Finding("said", when.date, method, confidence, spans, occasion.when_reason))
    if when is None or when.date is None:
        reasons["said"] = (occasion.when_reason if occasion and occasion.when_reason else None) or NOT_SAID
    told = occasion.told if occasion else None
    if told:
        findings.append(
            Finding(
                "channel",
                told.channel,
                told.method + suffix,
                round(told.confidence * factor, 2),
                (told.span,),
            )
        )
    else:
        reasons["channel"] = NOT_SAID
    names = _via(reader, e, occasion, factor, suffix, findings, reasons)
    return OccasionFinding(when, told.channel if told else None, names, tuple(findings), reasons)


def _via(
    reader: Reader, e: Evidence, occasion: Occasion | None, factor: float, suffix: str,
    findings: list[Finding], reasons: dict[str, str],
) -> tuple[str, ...]:  # fmt: skip
    """The outlets, outermost first: one that reports the attribution, then those it was given to."""
    carried = [*e.wrapped, *(occasion.carried if occasion else ())]
    names = via.names(carried, reader.outlets)
    speaker = e.speaker.name.lower().removeprefix("the ") if e.speaker else None
    names = tuple(n for n in names if n.lower().removeprefix("the ") != speaker)
    if names:
        shown = [c for c in carried if not c.own]
        confidence = min(c.confidence for c in shown) * (1.0 if e.wrapped else factor)
        method = shown[0].method + ("" if e.wrapped else suffix)
        findings.append(
            Finding("via", names, method, round(confidence, 2), tuple(c.mention.span for c in shown))
        )
    elif any(c.own for c in carried):
        reasons["via"] = TO_THE_PUBLISHER
    else:
        reasons["via"] = "the text names no outlet"
    return names
