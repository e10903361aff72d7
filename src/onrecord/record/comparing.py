"""Two statements held against each other, on record or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.context.figures import figures
from onrecord.errors import InputEmpty
from onrecord.extract import meaning
from onrecord.model import (
    Context,
    Document,
    Evidence,
    RelationType,
    Span,
    Speaker,
    Statement,
    When,
    content_id,
)
from onrecord.record.relations import network
from onrecord.record.voices import voice
from onrecord.relate import conflicts
from onrecord.relate.claims import side_of
from onrecord.relate.relating import Subject, conflict, wording
from onrecord.relate.wordings import Printed

_SAME = (0.01, 0.98, 0.01)  # the chances of statements in the same words
_CHANGED = 0.6  # least chance that an altered copy contradicts, where a "not" or a number is changed
_SERIOUS = ("negation", "number")


@dataclass(frozen=True, slots=True)
class Scores:
    """Chances that together make 1: both cannot hold, both can, or they are about different
    matters."""

    contradicts: float
    consistent: float
    unrelated: float


@dataclass(frozen=True, slots=True)
class Compared:
    """How ``a`` and ``b`` stand to each other. ``evidence`` are the words that decide, spans of
    the two; ``a_is_first`` says that ``a`` is the copy, or the later of the two."""

    a: str
    b: str
    relation: RelationType | Literal["none"]
    scores: Scores
    confidence: float
    evidence: tuple[tuple[Literal["a", "b"], Span, str], ...] = ()
    detail: str | None = None
    a_is_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair to compare, with what is known of it."""

    a: str
    b: str
    id: object = None
    speaker_a: str | None = None
    speaker_b: str | None = None
    date_a: str | None = None
    date_b: str | None = None

    def compare(self) -> Compared:
        """How the two stand to each other."""
        return compare(
            self.a,
            self.b,
            speaker_a=self.speaker_a,
            speaker_b=self.speaker_b,
            date_a=self.date_a,
            date_b=self.date_b,
        )


def compare(
    a: str,
    b: str,
    *,
    speaker_a: str | None = None,
    speaker_b: str | None = None,
    date_a: str | None = None,
    date_b: str | None = None,
) -> Compared:
    """How two statements stand to each other.

    Dates are ISO 8601. Raises InputEmpty for a statement without words, WeightsError when a
    network cannot be loaded.
    """
    one, other = _subject("a", a, speaker_a, date_a), _subject("b", b, speaker_b, date_b)
    scores = _scores(one, other)
    found = wording(one, other)
    if found is not None and found.type == "same_words":
        scores = Scores(*_SAME)
    elif found is not None and any(kind in _SERIOUS for kind in _kinds(one, other)):
        scores = _raised(scores)
    found = found or conflict(one, other, network())
    if found is None or (found.type in ("contradicts", "revises") and scores.unrelated > 0.5):
        return Compared(a, b, "none", scores, max(scores.contradicts, scores.consistent, scores.unrelated))
    return Compared(
        a,
        b,
        found.type,
        scores,
        found.confidence,
        tuple(_shown(one, e) for e in found.evidence),
        found.detail,
        found.a == one.statement if found.type in ("altered", "revises") else None,
    )


def _subject(name: str, words: str, speaker: str | None, date: str | None) -> Subject:
    if not any(character.isalnum() for character in words):
        raise InputEmpty(f"statement {name}", "has no words", "give two statements")
    document = Document(words, "post", author=speaker, published=date, input_id=name)
    whole = (Span(0, len(words)),)
    said = When(date, "", whole[0]) if date else None
    who = Speaker(content_id("speaker", speaker.casefold()), speaker, "person") if speaker else None
    one, context = Statement(f"{name} {document.id}", whole, quotation="direct"), Context(who, said)
    counted = figures(document, [one])
    return Subject(
        one.id,
        one.document,
        Printed(words, whole, "direct"),
        lambda: side_of(document, one, context, counted),
        voice(document, context),
        question=words.rstrip().endswith("?"),
        counts=bool(counted),
    )


def _scores(a: Subject, b: Subject) -> Scores:
    vectors = meaning.shared().vectors([a.side.words, b.side.words])
    near = float(vectors[0] @ vectors[1])
    found = conflicts.compare(a.side, b.side, network(), meaning=near)
    return Scores(found.contradicts, found.consistent, found.unrelated)


def _kinds(a: Subject, b: Subject) -> list[str]:
    from onrecord.relate.wordings import Altered, same_or_altered

    found = same_or_altered(a.printed, b.printed)
    return [edit.kind for edit in found.edits] if isinstance(found, Altered) else []


def _raised(scores: Scores) -> Scores:
    """The scores with at least the chance of a contradiction that a changed "not" gives."""
    if scores.contradicts >= _CHANGED:
        return scores
    rest = (1 - _CHANGED) / max(1e-9, scores.consistent + scores.unrelated)
    return Scores(_CHANGED, scores.consistent * rest, scores.unrelated * rest)


def _shown(a: Subject, evidence: Evidence) -> tuple[Literal["a", "b"], Span, str]:
    return "a" if evidence.statement == a.statement else "b", evidence.span, evidence.text
