"""From what a person gives as a field's right value to the value, checked: against the
vocabulary, against the document where the value must be printed, against the statement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import get_args

from onrecord.errors import DecisionError
from onrecord.model import Act, Channel, Document, Quotation, Reading, Span, Spans, SpeakerKind, Statement
from onrecord.record import days
from onrecord.record.decisions import SPAN_FIELDS, Field, Name, Value
from onrecord.record.settling import same_name, speakers

NONE = "none"  # given for a field that has no value
VOCABULARY: Mapping[str, tuple[str, ...]] = {
    "quotation": get_args(Quotation),
    "kind": get_args(SpeakerKind),
    "act": get_args(Act),
    "channel": get_args(Channel),
}
_ALWAYS_THERE = ("content", "quotation", "kind")
_OFFSETS = re.compile(r"\d+-\d+(?:,\d+-\d+)*")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_MOST_SHOWN = 5


def value_of(
    subject: str,
    shown: Reading,
    statement: Statement,
    field: Field,
    given: Sequence[str],
    *,
    kind: SpeakerKind | None = None,
) -> tuple[Value, Spans]:
    """The value that ``field`` is to have, and where the document prints it if it must.

    ``shown`` and ``statement`` are the document and the statement as decided so far. ``given``
    is one value but for via (names, outermost first) and spans, which may be several.
    Raises DecisionError, naming ``subject``, when the field cannot have that value.
    """
    given = [one.strip() for one in given if one.strip()]
    if not given:
        raise DecisionError(subject, f"no {field} given", f'say "{NONE}" for none')
    if kind is not None and field != "speaker":
        raise DecisionError(subject, f"{field} has no kind", "give --kind with a speaker alone")
    if given == [NONE]:
        if field in _ALWAYS_THERE:
            raise DecisionError(subject, f"a statement has a {field}", "reject it if it is none")
        return None, ()
    if field == "via":
        return tuple(given), ()
    if field in SPAN_FIELDS:
        return spans_of(subject, shown.document, given), ()
    if len(given) > 1:
        raise DecisionError(subject, f"{field} is one value, not {len(given)}", "put it in quotation marks")
    context = shown.contexts.get(statement.id)
    if field in ("kind", "role") and (context is None or context.speaker is None):
        raise DecisionError(subject, f"has no speaker who could have a {field}", "correct the speaker first")
    if field in VOCABULARY:
        return _word(subject, field, given[0]), ()
    if field == "speaker":
        return _name(subject, shown, given[0], kind), ()
    if field == "said":
        return _date(subject, given[0]), ()
    return _role(subject, shown.document, statement, given[0])


def spans_of(subject: str, document: Document, given: Sequence[str]) -> Spans:
    """Spans given as offsets (``120-135,140-150``) or as words that stand once in the document.

    Raises DecisionError for offsets that are no span of it and for words that stand nowhere
    in it or in several places.
    """
    spans: list[Span] = []
    for one in given:
        if _OFFSETS.fullmatch(one):
            spans += (_span(subject, document, pair) for pair in one.split(","))
            continue
        places = _places(document, one)
        if not places:
            raise DecisionError(subject, f"the document does not say “{one}”", "give words as printed")
        if len(places) > 1:
            listed = " or ".join(f"{span.start}-{span.end}" for span in places[:_MOST_SHOWN])
            problem = f"the document says “{one}” {len(places)} times"
            raise DecisionError(subject, problem, f"give more words, or offsets: {listed}")
        spans += places
    spans.sort()
    for before, after in pairwise(spans):
        if before.overlaps(after):
            raise DecisionError(
                subject, f"{before.start}-{before.end} and {after.start}-{after.end} overlap", "join them"
            )
    return tuple(spans)


def _span(subject: str, document: Document, pair: str) -> Span:
    start, end = (int(number) for number in pair.split("-"))
    size = len(document.text)
    if not start < end <= size or document.text[start:end].isspace():
        raise DecisionError(subject, f"{pair} is no run of words in its {size} characters", "count again")
    return Span(start, end)


def _places(document: Document, words: str) -> list[Span]:
    """Where the words stand, however the text breaks them into lines, and not inside of words."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    before, after = (r"\b" if words[at].isalnum() else "" for at in (0, -1))
    found = re.finditer(before + pattern + after, document.text)
    return [Span(match.start(), match.end()) for match in found]


def _word(subject: str, field: Field, given: str) -> str:
    if given not in VOCABULARY[field]:
        none = "" if field in _ALWAYS_THERE else f", {NONE}"
        advice = f"it is one of {', '.join(VOCABULARY[field])}{none}"
        raise DecisionError(subject, f"“{given}” is no {field}", advice)
    return given


def _name(subject: str, shown: Reading, given: str, kind: SpeakerKind | None) -> Name:
    """A name with its kind: as said, or as the document's speaker of that name has it."""
    if kind is not None:
        return Name(given, kind)
    speaker = next((s for s in speakers(shown) if same_name(s.name, given)), None)
    if speaker is None:
        advice = f"say what it is with --kind {'|'.join(VOCABULARY['kind'])}"
        raise DecisionError(subject, f"no other statement of the document is by “{given}”", advice)
    return Name(speaker.name, speaker.kind)


def _role(subject: str, document: Document, statement: Statement, given: str) -> tuple[str, Spans]:
    """A role as printed, and the place nearest to the statement where it is."""
    places = _places(document, given)
    if not places:
        problem = f"the document does not say “{given}”"
        raise DecisionError(subject, problem, "a role is given in the document's own words")
    nearest = min(places, key=lambda span: abs(span.start - statement.extent.start))
    return document[nearest], (nearest,)


def _date(subject: str, given: str) -> str:
    if not _DATE.fullmatch(given) or days.bounds(given) == (None, None):
        advice = "give it as precisely as it is known: 2026-03-05, 2026-03 or 2026"
        raise DecisionError(subject, f"“{given}” is no date", advice)
    return given
