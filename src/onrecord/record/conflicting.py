"""Relations on record, looked up: those of a document, and conflicts with all that shows them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row

from onrecord.model import Evidence, Relation, RelationType, Span, Spans
from onrecord.record import days
from onrecord.record.plain import to_json

if TYPE_CHECKING:
    from onrecord.record.store import Record

LIMIT = 50
CONFLICTS: tuple[RelationType, ...] = ("contradicts", "revises")

_WITHIN = """
SELECT r.*, a.id AS a_id, b.id AS b_id, d.text AS a_text, d.text AS b_text
FROM document d JOIN statement a ON a.document = d.seq
JOIN relation r ON r.a = a.seq JOIN statement b ON b.seq = r.b AND b.document = d.seq
JOIN current_statement c ON c.statement = r.a
WHERE d.id = ? ORDER BY c.position, r.b"""
_BETWEEN = """
SELECT r.*, a.id AS a_id, b.id AS b_id, d.text AS a_text, e.text AS b_text
FROM relation r JOIN statement a ON a.seq = r.a JOIN document d ON d.seq = a.document
JOIN statement b ON b.seq = r.b JOIN document e ON e.seq = b.document
JOIN current_statement x ON x.statement = r.a JOIN current_statement y ON y.statement = r.b
WHERE {where} ORDER BY r.confidence DESC, r.id LIMIT ?"""
_PLACE = f"""
SELECT c.statement, t.id, d.id AS document, d.type, d.text, c.quotation, c.since, c.until, c.outlet,
 coalesce(p.name, i.name) AS speaker, i.role, r.input_id, r.title, r.url, r.published, x.said,
 {days.DECIDED.format(statement="t", reading="r")} AS decided
FROM current_statement c JOIN statement t ON t.seq = c.statement JOIN document d ON d.seq = c.document
JOIN reading r ON r.seq = c.reading
LEFT JOIN context x ON x.reading = c.reading AND x.statement = c.statement
LEFT JOIN identity i ON i.document = c.document AND i."key" = c."key"
LEFT JOIN speaker p ON p.seq = c.speaker
WHERE c.statement IN (SELECT value FROM json_each(?))"""
_CONTENTS = """
SELECT statement, start, "end" FROM statement_span
WHERE part = 'content' AND statement IN (SELECT value FROM json_each(?)) ORDER BY statement, position"""

_SAME_WORDS = """
SELECT a, b, evidence FROM relation WHERE type = 'same_words'
AND a IN (SELECT value FROM json_each(?)) AND b IN (SELECT value FROM json_each(?))"""
_MOST = 0.5  # of a statement's characters, so that it is the other's wording


@dataclass(frozen=True, slots=True)
class Place:
    """A statement where it stands: ``content`` are its spans of ``document``, with their words.
    ``said`` is None where only the day is known on which it was ``published``."""

    statement: str
    document: str
    input_id: str | None
    type: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    quotation: str
    speaker: str | None
    role: str | None
    said: str | None
    content: tuple[tuple[Span, str], ...]

    @property
    def size(self) -> int:
        """How many characters it has."""
        return sum(span.end - span.start for span, _ in self.content)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements that may conflict, and the relation that says why. ``same_as`` is the id of
    a surer pair that is of the same wordings, which this one repeats."""

    id: str
    relation: Relation
    a: Place
    b: Place
    same_as: str | None = None


def conflicts(
    record: Record,
    words: str | None = None,
    *,
    speaker: str | None = None,
    since: str | None = None,
    until: str | None = None,
    min_confidence: float = 0.0,
    limit: int = LIMIT,
) -> list[Pair]:
    """Pairs of statements that contradict or revise each other, the surest first. ``words``,
    ``speaker``, ``since`` and ``until`` are met by one of the two.

    Raises ValueError for a date that is none.
    """
    from onrecord.record.filters import Filters, scope

    filters = Filters(speaker=speaker, since=since, until=until)
    with record.moment() as connection:
        where = ["r.type IN ('contradicts', 'revises')", "r.confidence >= ?"]
        values: list[Any] = [min_confidence]
        chosen = scope(connection, filters)
        if chosen:
            condition = chosen.among()
            where.append(_either(condition.select()))
            values += [*condition.values, *condition.values]
        if words and (match := _match(words)):
            where.append(_either("SELECT rowid FROM statement_words WHERE statement_words MATCH ?"))
            values += [match, match]
        query = _BETWEEN.format(where=" AND ".join(where))
        rows = connection.exec_driver_sql(query, (*values, limit)).all()
        return list(_pairs(connection, rows))


def within_document(connection: Connection, id: str) -> tuple[Relation, ...]:
    """The relations between statements of one document, in text order."""
    return tuple(_relation(row) for row in connection.exec_driver_sql(_WITHIN, (id,)))


def _either(statements: str) -> str:
    return f"(r.a IN ({statements}) OR r.b IN ({statements}))"


def _match(words: str) -> str | None:
    """The expression for statements about ``words``."""
    from onrecord.record.query import parse

    asked = parse(words)
    return asked.all_of(asked.telling) if asked.groups else None


def _relation(row: Row[Any]) -> Relation:
    spans = json.loads(row.evidence)
    evidence = [
        Evidence(id, Span(start, end), text[start:end])
        for id, text, pairs in ((row.a_id, row.a_text, spans[0]), (row.b_id, row.b_text, spans[1]))
        for start, end in pairs
    ]
    return Relation(row.type, row.a_id, row.b_id, row.confidence, row.method, tuple(evidence), row.detail)


def _pairs(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[Pair]:
    keys = sorted({key for row in rows for key in (row.a, row.b)})
    places = _places(connection, keys)
    wordings = _wordings(connection, places)
    first: dict[tuple[str, tuple[int, ...]], str] = {}
    for row in rows:
        ends = (wordings[row.a], wordings[row.b])  # of a revision the later comes first
        same = first.setdefault((row.type, ends if row.type == "revises" else tuple(sorted(ends))), row.id)
        same_as = same if same != row.id else None
        yield Pair(row.id, _relation(row), places[row.a], places[row.b], same_as)


def _wordings(connection: Connection, places: Mapping[int, Place]) -> dict[int, int]:
    """For each statement one of its wording: those of one speaker, as far as that is known, of
    which most of either's words are the other's."""
    of = {key: key for key in places}

    def root(key: int) -> int:
        while of[key] != key:
            key = of[key]
        return key

    given = to_json([*places], "keys")
    for row in connection.exec_driver_sql(_SAME_WORDS, (given, given)):
        a, b = places[row.a], places[row.b]
        if a.speaker and b.speaker and a.speaker != b.speaker:
            continue
        shared = zip((a, b), json.loads(row.evidence), strict=True)
        if all(sum(end - start for start, end in spans) >= _MOST * one.size for one, spans in shared):
            of[root(row.b)] = root(row.a)
    return {key: root(key) for key in of}


def _places(connection: Connection, keys: Sequence[int]) -> dict[int, Place]:
    given = (to_json(list(keys), "keys"),)
    spans: dict[int, Spans] = {}
    for key, start, end in connection.exec_driver_sql(_CONTENTS, given):
        spans[key] = (*spans.get(key, ()), Span(start, end))
    return {
        row.statement: _place(row, spans[row.statement]) for row in connection.exec_driver_sql(_PLACE, given)
    }


def _place(row: Row[Any], content: Spans) -> Place:
    return Place(
        statement=row.id,
        document=row.document,
        input_id=row.input_id,
        type=row.type,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        published=row.published,
        quotation=row.quotation,
        speaker=row.speaker,
        role=row.role,
        said=days.said(row),
        content=tuple((span, row.text[span.start : span.end]) for span in content),
    )
