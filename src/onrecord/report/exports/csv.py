"""One row a statement, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.model import Reading
from onrecord.report import as_csv

DOCUMENT_COLUMNS = ("author", "handle", "modified", "language")  # besides those of ``as_csv``


def lines(readings: Iterable[Reading]) -> Iterator[bytes]:
    """The columns of ``as_csv``, then those of the document that it leaves out; no cell is run
    as a formula (``cells.py``). In UTF-8, each line with its line break, CR LF."""
    yield _line(as_csv.header(), as_csv.row(DOCUMENT_COLUMNS))
    for reading in readings:
        about = as_csv.row(getattr(reading.document, name) for name in DOCUMENT_COLUMNS)
        for row in as_csv.rows(reading):
            yield _line(row, about)


def _line(*parts: str) -> bytes:
    return (",".join(parts) + "\r\n").encode()
