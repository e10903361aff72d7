"""A record, or readings, in the formats of others: one module a format.

jsonl is the whole record and comes back by ``bring``; the other formats are current readings
as people have decided on them. Everything is streamed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, TypeVar

from onrecord.errors import OutputError
from onrecord.model import Reading
from onrecord.record import histories
from onrecord.record.histories import EVERYTHING, Selection
from onrecord.record.store import Record
from onrecord.report.exports import annotation, csv, jsonl, jsonld

LINES: dict[str, Callable[[Iterable[Reading]], Iterator[bytes]]] = {
    "csv": csv.lines,
    "jsonld": jsonld.lines,
    "annotation": annotation.lines,
}

T = TypeVar("T")


def write_record(record: Record, out: BinaryIO, which: Selection = EVERYTHING) -> int:
    """Write the record, or of a selection what belongs to it, as jsonl; how many documents."""
    documents = _Counted(histories.histories(record, which))
    decisions, marks = histories.decisions(record, which), histories.marks(record)
    out.writelines(jsonl.lines(documents, decisions, marks))
    return documents.count


def write_readings(readings: Iterable[Reading], form: str, out: BinaryIO) -> int:
    """Write readings as csv, parquet, jsonld or annotation; how many.

    Raises OutputError for parquet without pyarrow.
    """
    counted = _Counted(readings)
    if form == "parquet":
        from onrecord.report.exports import parquet

        try:
            parquet.write(counted, out)
        except ImportError as error:
            raise OutputError("parquet", "needs pyarrow", "pip install 'onrecord[parquet]'") from error
    else:
        out.writelines(LINES[form](counted))
    return counted.count


class _Counted(Iterable[T]):
    def __init__(self, items: Iterable[T]) -> None:
        self._items = items
        self.count = 0

    def __iter__(self) -> Iterator[T]:
        for item in self._items:
            self.count += 1
            yield item
