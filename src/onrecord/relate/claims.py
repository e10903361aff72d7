"""Statements as the tests of conflict see them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from onrecord.model import Context, Document, Figure, Span, Spans, Statement
from onrecord.relate.claimed import Claims
from onrecord.relate.clauses import Clause, clauses
from onrecord.relate.conflicts import Side
from onrecord.relate.happenings import happened

# Cues that deny the whole content; "refused to say" and "declined" deny no claim.
_DENIES_ALL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|rejected|rejects|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing))\b", re.I
)
_CLAIM_NOTHING = frozenset(["ask", "decline", "demand"])  # acts whose content is no claim
# Acts whose content says what its speaker holds; of others ("wants", "rejected calls for") the cue says it.
_PLAIN = frozenset(["say", "confirm", "promise", "warn", "believe"])
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(A-Z])|\n")
_TOLD_FROM = re.compile(
    r"\b(?:not|from|than the|compared (?:with|to)|instead of|of the)(?: the| an?)? ?$", re.I
)
_SHORT = 8  # words of a statement that may leave a unit out
_NEAR = 400  # characters: how far a sentence may reach
_UNIT_NEAR = 240  # characters: how far back the figure may stand whose unit is meant


def side_of(
    document: Document, statement: Statement, context: Context | None = None, figures: Iterable[Figure] = ()
) -> Side:
    """The statement as one side of a comparison. ``figures`` are its document's; those that
    stand in the statement count."""
    plain = context is None or not statement.cue or context.act in _PLAIN
    printed = statement.content if plain else sorted((*statement.cue, *statement.content))
    words = " ".join(" ".join(document[span] for span in printed).split())
    if context is not None and context.act in _CLAIM_NOTHING:
        return Side(words, Claims(()))
    denial = _denial(document, statement, context)
    said = context.said.date if context and context.said else None
    claims = Claims(
        clauses(document.text, statement.content),
        _figures(document, statement, tuple(figures)),
        denied=bool(denial),
        denial=denial,
        held=_held(document, statement) if denial else None,
        beside=lambda: _around(document, statement),
        said=said or document.published,
        happened=lambda figure: happened(document.text, figure),
    )
    return Side(words, claims)


def _denial(document: Document, statement: Statement, context: Context | None) -> Spans:
    if context is None or context.act != "deny":
        return ()
    for span in statement.cue:
        if m := _DENIES_ALL.search(document[span]):
            return (Span(span.start + m.start(), span.start + m.end()),)
    return ()


def _held(document: Document, statement: Statement) -> int | None:
    """Where sentences of the speaker's begin behind what the cue denies: "denied it. “We paid,” she said"."""
    rest = statement.content[1:]
    return next((span.start for span in rest if document.text[span.start].isupper()), None)


def _figures(document: Document, statement: Statement, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures that the statement claims. In one of a few words, a figure without a unit has
    that of the figure before it: "about 1,200 residents …; the mayor says more than 3,000"."""
    found = []
    short = sum(len(document[span].split()) for span in statement.content) <= _SHORT
    for figure in figures:
        if figure.statement != statement.id or _is_another(document, figure, figures):
            continue
        if figure.unit is None and short and (before := _before(document, figure, figures)):
            figure = replace(figure, unit=before.unit, place=figure.place or before.place)
        found.append(figure)
    return tuple(found)


def _is_another(document: Document, figure: Figure, figures: tuple[Figure, ...]) -> bool:
    """Whether it is one that the claimed figure is told from, or counted out of."""
    if any(figure.span in one.span and figure.span != one.span for one in figures):
        return True
    return _TOLD_FROM.search(document.text, max(0, figure.span.start - 24), figure.span.start) is not None


def _before(document: Document, figure: Figure, figures: tuple[Figure, ...]) -> Figure | None:
    near = [
        one
        for one in figures
        if one.unit
        and 0 <= figure.span.start - one.span.end <= _UNIT_NEAR
        and "\n" not in document.text[one.span.end : figure.span.start]
    ]
    return max(near, key=lambda one: one.span.start, default=None)


def _around(document: Document, statement: Statement) -> tuple[Clause, ...]:
    """The rest of the sentences that the content stands in, but for source and cue."""
    if statement.quotation == "post":
        return ()
    own = sorted((*statement.content, *statement.source, *statement.cue))
    text, start, end = document.text, own[0].start, own[-1].end
    before = max((m.end() for m in _SENTENCE_END.finditer(text, max(0, start - _NEAR), start)), default=start)
    after = _SENTENCE_END.search(text, end, end + _NEAR)
    gaps, at = [], before
    for span in own:
        if at < span.start:
            gaps.append(Span(at, span.start))
        at = max(at, span.end)
    if after and at < after.start():
        gaps.append(Span(at, after.start()))
    return clauses(text, tuple(gaps))
