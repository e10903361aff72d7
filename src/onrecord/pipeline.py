"""The stages in order: an input becomes documents, a document its statements, and all of
it goes on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from onrecord import ingest
from onrecord.errors import InputError
from onrecord.extract import Extractor
from onrecord.model import Document, Reading

if TYPE_CHECKING:
    from onrecord.record import Outcome, Record


@dataclass(frozen=True, slots=True)
class Result:
    """One document read; ``outcome`` says what recording it did, None when it was not recorded."""

    reading: Reading
    outcome: Outcome | None = None


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
    and the rest goes on. With a ``record`` each document is on it, whole, before it is
    given. ``min_confidence`` leaves out statements below it.

    Raises WeightsError when the network cannot be loaded, RecordError when the record
    cannot be written.
    """
    extractor = extractor or Extractor()
    for name in inputs:
        for document in ingest.read(name, options or ingest.Options(), stdin=stdin):
            if isinstance(document, InputError):
                yield document
                continue
            yield _one(document, extractor, record, min_confidence)


def _one(
    document: Document, extractor: Extractor, record: Record | None, min_confidence: float
) -> Result | InputError:
    reading = extractor.read(document)
    if min_confidence > 0:
        kept = tuple(s for s in reading.statements if s.confidence >= min_confidence)
        reading = replace(reading, statements=kept)
    if record is None:
        return Result(reading)
    try:
        return Result(reading, record.add(reading, method=extractor.network.version))
    except InputError as error:
        return error
