"""Statements on record as relations compare them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from onrecord.model import (
    Act,
    Context,
    Document,
    Figure,
    Quotation,
    Span,
    Speaker,
    Statement,
    When,
)
from onrecord.record import days
from onrecord.record.own_relations import subject_of
from onrecord.record.plain import to_json
from onrecord.relate.subject import Subject

_STATEMENTS = """
SELECT c.statement, t.id, c.document, c.reading, c.quotation, c.act, c.kind, c.speaker, c.since, c.until,
 c."key", i.name, i.role, r.published, r.publisher, x.said
FROM current_statement c JOIN statement t ON t.seq = c.statement JOIN reading r ON r.seq = c.reading
LEFT JOIN context x ON x.reading = c.reading AND x.statement = c.statement
LEFT JOIN identity i ON i.document = c.document AND i."key" = c."key"
WHERE c.statement IN (SELECT value FROM json_each(?))"""
_SPANS = """
SELECT statement, part, start, "end" FROM statement_span
WHERE statement IN (SELECT value FROM json_each(?)) ORDER BY statement, part, position"""
_DOCUMENTS = "SELECT seq, id, text, type FROM document WHERE seq IN (SELECT value FROM json_each(?))"
_FIGURES = """
SELECT f.reading, f.start, f."end", f.value, f.bound, f.low, f.high, f.unit, f.place, t.id
FROM figure f LEFT JOIN statement t ON t.seq = f.statement
WHERE f.reading IN (SELECT value FROM json_each(?)) ORDER BY f.reading, f.position"""
_ROLES = """
SELECT value, (SELECT json_group_array(role) FROM (
  SELECT DISTINCT role FROM identity WHERE speaker = value AND role IS NOT NULL LIMIT 8))
FROM json_each(?)"""


class Subjects:
    """Statements on record as relations compare them, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._roles: dict[int, Sequence[str]] = {}
        self._documents: dict[int, tuple[str, Document]] = {}
        self._figures: dict[int, list[Figure]] = {}
        self._known: dict[int, Subject] = {}

    def get(self, keys: Sequence[int]) -> dict[int, Subject]:
        """The statements with these keys, as far as they are found."""
        if new := [key for key in keys if key not in self._known]:
            self._read(new)
        return {key: self._known[key] for key in keys if key in self._known}

    def roles(self, speakers: Iterable[int]) -> Mapping[int, Sequence[str]]:
        """What documents say of these speakers, and of others that have been asked for."""
        if new := sorted({key for key in speakers if key not in self._roles}):
            for key, roles in self._connection.exec_driver_sql(_ROLES, (to_json(new, "keys"),)):
                self._roles[key] = json.loads(roles)
        return self._roles

    def _read(self, keys: Sequence[int]) -> None:
        given = (to_json(list(keys), "keys"),)
        rows = self._connection.exec_driver_sql(_STATEMENTS, given).all()
        spans: defaultdict[tuple[int, str], list[Span]] = defaultdict(list)
        for key, part, start, end in self._connection.exec_driver_sql(_SPANS, given):
            spans[key, part].append(Span(start, end))
        roles = self.roles(row.speaker for row in rows if row.speaker is not None)
        self._read_documents({row.document: row for row in rows})
        self._read_figures([row.reading for row in rows])
        for row in rows:
            parts = {part: tuple(spans[row.statement, part]) for part in ("source", "cue", "content")}
            self._known[row.statement] = self._of_row(row, parts, roles.get(row.speaker, ()))

    def _of_row(self, row: Row[Any], parts: Mapping[str, tuple[Span, ...]], roles: Sequence[str]) -> Subject:
        id, document = self._documents[row.document]
        quotation: Quotation = row.quotation
        one = Statement(id, parts["content"], parts["source"], parts["cue"], quotation)
        return subject_of(document, one, _context(row, one), self._figures[row.reading], row.speaker, roles)

    def _read_documents(self, read: Mapping[int, Row[Any]]) -> None:
        """Reads the documents with these keys, whose readings say who published them and when."""
        new = sorted(read.keys() - self._documents.keys())
        for row in self._connection.exec_driver_sql(_DOCUMENTS, (to_json(new, "keys"),)):
            by, on = read[row.seq].publisher, read[row.seq].published
            document = Document(row.text, row.type, publisher=by, published=on)
            self._documents[row.seq] = (row.id, document)

    def _read_figures(self, readings: Sequence[int]) -> None:
        new = sorted({key for key in readings if key not in self._figures})
        self._figures.update((key, []) for key in new)
        found = self._connection.exec_driver_sql(_FIGURES, (to_json(new, "keys"),)).all()
        for reading, start, end, *said in found:
            self._figures[reading].append(Figure(Span(start, end), *said))


def _context(row: Row[Any], one: Statement) -> Context:
    speaker = Speaker(row.key, row.name, row.kind, row.role) if row.name is not None else None
    date = days.printed(row.since, row.until)
    # Without its own date it has the document's, and may have been said at any time before; "in
    # the past" is known to have been.
    own = json.loads(row.said)["date"] if row.said is not None else None
    published = date == (row.published or "")[:10]
    if own is None and (published or date is None):
        said = When(None, "", one.content[0]) if row.said is not None else None
    else:
        said = When(date, "", one.content[0])
    act: Act | None = row.act
    return Context(speaker, said, act)
