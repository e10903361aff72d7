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
    Relation,
    RelationType,
    Span,
    Speaker,
    Statement,
    When,
    content_id,
)
from onrecord.record import days
from onrecord.record.own_relations import network
from onrecord.record.voices import voice
from onrecord.relate import conflicts
from onrecord.relate.claims import side_of
from onrecord.relate.clashes import Clash
from onrecord.relate.relating import WORDS, contradiction, of_two_days, wording
from onrecord.relate.subject import Subject
from onrecord.relate.wordings import Altered, Printed, same_or_altered

_SAME = (0.01, 0.98, 0.01)  # the chances of statements in the same words
_CHANGED = 0.6  # least chance of a contradiction, where a copy has another "not" or number, or no
# number satisfies both
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

    Dates are ISO 8601. Raises InputEmpty for a statement without words, ValueError for what is
    no date, WeightsError when a network cannot be loaded.
    """
    for name, date in (("date_a", date_a), ("date_b", date_b)):
        if date is not None and days.bounds(date) == (None, None):
            raise ValueError(f"{name} is a date such as 2026-03-05 or 2026-03, not {date!r}")
    one, other = _subject("a", a, speaker_a, date_a), _subject("b", b, speaker_b, date_b)
    verdict = _verdict(one, other)
    scores = Scores(verdict.contradicts, verdict.consistent, verdict.unrelated)
    found = wording(one, other, asked=True) or _repeated(one, other)
    if found is not None and found.type == "same_words":
        scores = Scores(*_SAME)
    elif _serious(one, other, found, verdict.clash):
        scores = _raised(scores)
    other_words = found is None or (found.type == "altered" and of_two_days(one, other))
    if other_words and scores.contradicts > max(scores.consistent, scores.unrelated):
        found = contradiction(one, other, verdict.clash, round(scores.contradicts, 4), network())
    if found is None:
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


def features_of_words(a: str, b: str) -> dict[str, float]:
    """What the verdict on two statements is made of, by name."""
    one, other = _subject("a", a, None, None), _subject("b", b, None, None)
    return conflicts.features_of(one.side, other.side, network(), _near(one, other))[0]


def _repeated(a: Subject, b: Subject) -> Relation | None:
    """``same_words`` for two that are too short for a record to tell who has whose words."""
    if a.printed.words.keys != b.printed.words.keys or a.question != b.question:
        return None
    evidence = tuple(Evidence(one.statement, one.printed.content[0], one.printed.text) for one in (a, b))
    return Relation("same_words", a.statement, b.statement, _SAME[1], WORDS, evidence, "verbatim")


def _verdict(a: Subject, b: Subject) -> conflicts.Comparison:
    return conflicts.compare(a.side, b.side, network(), meaning=_near(a, b))


def _near(a: Subject, b: Subject) -> float:
    vectors = meaning.shared().vectors([a.side.words, b.side.words])
    return float(vectors[0] @ vectors[1])


def _serious(a: Subject, b: Subject, found: Relation | None, clash: Clash | None) -> bool:
    """Whether what the two differ in changes their meaning whatever else is said: the network
    sees neither bounds nor a single changed word well."""
    if found is not None:
        altered = same_or_altered(a.printed, b.printed)
        return isinstance(altered, Altered) and any(edit.kind in _SERIOUS for edit in altered.edits)
    return clash is not None and clash.kind == "figures"


def _raised(scores: Scores) -> Scores:
    """The scores with at least the chance of a contradiction that a changed "not" gives."""
    if scores.contradicts >= _CHANGED:
        return scores
    rest = (1 - _CHANGED) / max(1e-9, scores.consistent + scores.unrelated)
    return Scores(_CHANGED, scores.consistent * rest, scores.unrelated * rest)


def _shown(a: Subject, evidence: Evidence) -> tuple[Literal["a", "b"], Span, str]:
    return "a" if evidence.statement == a.statement else "b", evidence.span, evidence.text
