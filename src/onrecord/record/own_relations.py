"""The relations between the statements of one reading, which need not be on record.

Nothing here asks the record, so that what is only printed waits for no database to be loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import ORIGINAL_TYPES, Context, Document, Figure, Reading, Relation, Statement
from onrecord.record.voices import voice
from onrecord.relate import within
from onrecord.relate.claims import side_of
from onrecord.relate.pairs import PairNetwork
from onrecord.relate.subject import Subject
from onrecord.relate.wordings import Printed

LIKELY = 0.5  # confidence of the statements that are related: what is none contradicts nothing


@cache
def network() -> PairNetwork:
    """The shipped pair network, loaded when it is first asked."""
    return PairNetwork()


def own_relations(reading: Reading) -> tuple[Relation, ...]:
    """The relations between the statements of one reading."""
    return within.relations(of_reading(likely(reading)), network())


def likely(reading: Reading) -> Reading:
    """The reading with those statements alone that are related."""
    return replace(reading, statements=tuple(s for s in reading.statements if s.confidence >= LIKELY))


def of_reading(
    reading: Reading,
    speakers: Mapping[str, int] | None = None,
    roles: Mapping[str, Sequence[str]] | None = None,
) -> list[Subject]:
    """The statements of a reading, in its order. ``speakers`` are the speakers' keys across
    documents by their ids in this one, ``roles`` what documents say of them."""
    seen: dict[str, Subject] = {}
    for one in reading.statements:
        context = reading.contexts.get(one.id)
        speaker = context.speaker if context else None
        key = speakers.get(speaker.id) if speakers and speaker else None
        told = roles.get(speaker.id, ()) if roles and speaker else ()
        seen.setdefault(one.id, subject_of(reading.document, one, context, reading.figures, key, told))
    return list(seen.values())


def subject_of(
    document: Document,
    one: Statement,
    context: Context | None,
    figures: Sequence[Figure],
    key: int | None,
    roles: Sequence[str],
) -> Subject:
    """A statement of ``document``, whose speaker has this key and these roles across documents."""
    asked = (context is not None and context.act == "ask") or document[one.content[-1]].rstrip().endswith("?")
    return Subject(
        one.id,
        one.document,
        Printed(document.text, one.content, one.quotation),
        lambda: side_of(document, one, context, figures),
        voice(document, context, key=None if key is None else str(key), roles=roles),
        question=asked,
        counts=any(figure.statement == one.id for figure in figures),
        original=one.quotation == "post" or document.type in ORIGINAL_TYPES,
        published=document.published,
    )
