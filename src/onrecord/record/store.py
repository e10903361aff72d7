"""Record: what others add readings to and look them up in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Select, func, select
from sqlalchemy.exc import DBAPIError

from onrecord.errors import RecordError
from onrecord.model import Document, Reading, Relation
from onrecord.record import codec, conflicting, effective, lookup, writing
from onrecord.record.schema import document, reading, reading_statement
from onrecord.record.writing import Outcome

Explain = Callable[[BaseException], RecordError]

BATCH = 200  # documents that a stream holds in memory at once


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is on record; ``statements`` are those of the current readings."""

    documents: int
    readings: int
    statements: int


class Record:
    """A store of readings, opened by ``open_record``. Threads may share one.

    Every reading is one transaction: whenever the process ends, the record holds each
    reading whose ``add`` had returned, and nothing of any other.
    """

    def __init__(
        self, name: str, engine: Engine, explain: Explain, purge: Callable[[], None], *, read_only: bool
    ) -> None:
        self.name = name
        self.read_only = read_only
        self._engine = engine
        self._writing = engine.execution_options(begin="BEGIN IMMEDIATE")
        self._explain = explain
        self._purge = purge
        self._closed = False

    def add(self, reading: Reading, *, method: str | None = None) -> Outcome:
        """Put a document on record with all that came from it, or nothing at all.

        ``method`` names all that read it, with versions; by default the methods of its
        statements and findings, which cannot tell two networks apart that both found
        nothing. A reading that the record holds already changes nothing, unless the current one
        is by another method: then it is the current one again.

        Raises RecordError when it cannot be written, InputError when the document was
        removed for good or holds characters that are not text, ValueError when it
        contradicts itself.
        """
        self.check_writable()
        codec.check(reading)
        values = codec.reading_values(reading, codec.method_of(reading) if method is None else method)
        with self.change() as connection:
            return writing.add(connection, reading, values, now())

    def document(self, id: str) -> Document | None:
        """The document with this id and the fields of its current reading; None without one."""
        found = self.reading(id)
        return found.document if found else None

    def reading(self, id: str) -> Reading | None:
        """The current reading of the document with this id; None without one."""
        found = self._readings(lookup.SELECT_CURRENT.where(document.c.id == id))
        return found[0] if found else None

    def readings(self, id: str) -> tuple[Reading, ...]:
        """All readings of the document with this id, the current one last."""
        return tuple(self._readings(lookup.SELECT.where(document.c.id == id).order_by(reading.c.seq)))

    def decided(self, id: str) -> Reading | None:
        """The current reading of the document with this id as people have decided on it: what is
        found, shown and exported. None without one.

        What a person decided is a finding whose method is "decision"; a statement whose spans
        were corrected has the id of its new spans.
        """
        found = self.reading(id)
        return self.with_decisions(found) if found else None

    def with_decisions(self, reading: Reading) -> Reading:
        """``reading``, which need not be on record, as people have decided on its document."""
        with self.moment() as connection:
            return effective.overlay(connection, [reading])[0].reading

    def relations(self, id: str) -> tuple[Relation, ...]:
        """The relations between the statements of the document with this id."""
        with self.moment() as connection:
            return conflicting.within_document(connection, id)

    def documents(self) -> Iterator[Document]:
        """The documents on record now, in the order in which they were first recorded.

        Holds a few hundred at a time and no lock: the record may be added to meanwhile.
        """
        with self.moment() as connection:
            last = connection.execute(select(func.max(document.c.seq))).scalar() or 0
        done = 0
        while done < last:
            page = lookup.SELECT_CURRENT.where(document.c.seq > done, document.c.seq <= last)
            with self.moment() as connection:
                rows = connection.execute(page.order_by(document.c.seq).limit(BATCH)).all()
                blocks = lookup.blocks(connection, [row.reading for row in rows])
            yield from (codec.to_document(row, blocks[row.reading]) for row in rows)
            done = rows[-1].document if len(rows) == BATCH else last

    def counts(self) -> Counts:
        """How many documents, readings and current statements there are."""
        current = select(func.count()).select_from(reading_statement.join(reading)).where(lookup.IS_CURRENT)
        with self.moment() as connection:
            return Counts(
                documents=connection.execute(select(func.count()).select_from(document)).scalar_one(),
                readings=connection.execute(select(func.count()).select_from(reading)).scalar_one(),
                statements=connection.execute(current).scalar_one(),
            )

    def close(self) -> None:
        """Let go of the record. Closing twice is no error."""
        self._closed = True
        with self._translated():
            self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _readings(self, query: Select[Any]) -> list[Reading]:
        with self.moment() as connection:
            rows = connection.execute(query).all()
            return lookup.readings(connection, rows)

    @contextmanager
    def moment(self) -> Iterator[Connection]:
        """For the record's own modules: one moment of the record, however many queries are made."""
        with self._guarded(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def change(self) -> Iterator[Connection]:
        """For the record's own modules: all that is written inside is kept, or none of it."""
        self.check_writable()
        with self._guarded(), self._writing.begin() as connection:
            yield connection

    def purge(self) -> None:
        """For the record's own modules: leave nothing in the store's files of what is not on
        record any more. Raises RecordError where that cannot be done now."""
        self.check_writable()
        with self._guarded():
            self._purge()

    def check_writable(self) -> None:
        """Raises RecordError when the record was opened read-only."""
        if self.read_only:
            raise RecordError(self.name, "opened read-only", "open it for writing to add to it")

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        if self._closed:
            raise RecordError(self.name, "already closed", "open it again")
        with self._translated():
            yield

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._explain(error) from error


def now() -> str:
    """The time as the record writes it: ISO 8601, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
