"""The stages in order: an input becomes documents, a document its statements, of each it is
concluded who, when and through whom, and all of it goes on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from onrecord import context, ingest
from onrecord.errors import InputError, OnRecordError
from onrecord.extract import Extractor
from onrecord.model import Document, Reading, Relation

if TYPE_CHECKING:
    from onrecord.record import Outcome, Record


@dataclass(frozen=True, slots=True)
class Result:
    """One document read; ``outcome`` says what recording it did, None when it was not recorded.
    ``relations`` are those between its own statements."""

    reading: Reading
    outcome: Outcome | None = None
    relations: tuple[Relation, ...] = ()


def read(
    inputs: Iterable[str],
    *,
    options: ingest.Options | None = None,
    extractor: Extractor | None = None,
    record: Record | None = None,
    min_confidence: float = 0.0,
    stdin: BinaryIO | None = None,
) -> Iterator[Result | InputError]:
    """What each document of ``inputs`` (paths, or "-" for standard input) holds, as it is read.

    An input, or one line of it, that cannot be read comes as an InputError in its place,
    and the rest goes on. With a ``record`` each document is on it, whole, before it is given,
    and is given as people have decided on it. ``min_confidence`` leaves statements below it
    out of what is given; the record holds them all.

    Raises WeightsError when the network cannot be loaded, RecordError when the record
    cannot be written.
    """
    extractor = extractor or Extractor()
    for name in inputs:
        for document in ingest.read(name, options or ingest.Options(), stdin=stdin):
            if isinstance(document, InputError):
                yield document
                continue
            try:
                yield _one(document, extractor, record, min_confidence)
            except OnRecordError:
                raise
            except Exception as error:  # a fault of ours in one document must not cost the others
                shown = f"{name} ({document.input_id})" if document.input_id else name
                problem = f"could not be read ({type(error).__name__}: {error})"
                yield InputError(shown, problem, "this is a fault in onrecord: please report it")


def _one(
    document: Document, extractor: Extractor, record: Record | None, min_confidence: float
) -> Result | InputError:
    reading = context.conclude(extractor.read(document))
    if note := document.provenance.get("note"):
        reading = replace(reading, notes=(note, *reading.notes))
    outcome, found = None, None
    if record is not None:
        try:
            outcome = record.add(reading, method=f"{extractor.network.version} {context.version()}")
            reading = record.with_decisions(reading)
            found = record.relations(reading.document.id)
        except InputError as error:
            return error
    if found is None:
        from onrecord.record.own_relations import own_relations

        found = own_relations(reading)
    shown = above(reading, min_confidence)
    ids = {one.id for one in shown.statements}
    return Result(shown, outcome, tuple(one for one in found if {one.a, one.b} <= ids))


def above(reading: Reading, confidence: float) -> Reading:
    """``reading`` without the statements below ``confidence`` and what hangs on them."""
    kept = tuple(s for s in reading.statements if s.confidence >= confidence)
    if len(kept) == len(reading.statements):
        return reading
    ids = {s.id for s in kept}
    return replace(
        reading,
        statements=kept,
        contexts={id: found for id, found in reading.contexts.items() if id in ids},
        figures=tuple(f for f in reading.figures if f.statement is None or f.statement in ids),
    )
