"""What the record has on a topic: a bounded set of statements with all that belongs to them.

By words: the statements that have them, all statements of the documents that are about them
(their title, opening or several statements have the words), and whatever stands to these in a
relation; but what contradicts them where none of the words stands is of another topic. A
document as topic is everything in it, and what stands to that in a relation.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, cast

from sqlalchemy import Connection, Row

from onrecord.model import (
    DECISION,
    Context,
    Document,
    Evidence,
    Reading,
    Relation,
    RelationType,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
)
from onrecord.record import effective, lookup
from onrecord.record.candidates import candidates
from onrecord.record.filters import Filters, scope
from onrecord.record.having import having
from onrecord.record.query import Query, parse
from onrecord.record.schema import document
from onrecord.record.search import search
from onrecord.record.store import Record
from onrecord.relate.words import words_of

HITS = 200  # statements that are taken from a search, copies not counted
MOST = 600  # statements of a topic
RELATIONS = 2000  # of a topic's statements
HOLDING = 24  # documents whose text has the words, whatever is said in them
DOCUMENTS = 120  # documents that are read for one
OFTEN = 3  # statements with the words that make a document one about them
_OPENING = 600  # characters
_SHORTEST = 6  # digits of an id

_NOTHING = Context()
_GIVEN = """
    SELECT d.seq FROM document d JOIN reading r ON r.document = d.seq
    WHERE (d.id >= ? AND d.id < ?) OR r.input_id = ? OR r.url = ? ORDER BY r.seq DESC LIMIT 1"""
_WHERE = """
    SELECT s.id, d.seq, d.id AS document FROM statement s JOIN document d ON d.seq = s.document
    WHERE s.id IN (SELECT value FROM json_each(?))"""
_RELATIONS = """
    SELECT r.type, r.confidence, r.method, r.evidence, r.detail, a.id AS a, b.id AS b FROM relation r
        JOIN statement a ON a.seq = r.a JOIN statement b ON b.seq = r.b
    WHERE r.{} IN (SELECT seq FROM statement WHERE id IN (SELECT value FROM json_each(?)))
    ORDER BY r.confidence DESC, r.a, r.b LIMIT ?"""
_SPEAKERS = """
    SELECT s.id, s.seq, p.id AS speaker, p.name, p.kind FROM current_statement c
        JOIN statement s ON s.seq = c.statement LEFT JOIN speaker p ON p.seq = c.speaker
    WHERE c.document IN (SELECT value FROM json_each(?))"""


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of a topic. ``speaker`` is who the record takes the speaker for across
    documents, with the role that the document gives; ``found`` says that it has the words that
    were asked for, and is not here for its document's or another statement's sake."""

    statement: Statement
    context: Context
    document: Document
    speaker: Speaker | None
    found: bool

    @property
    def words(self) -> str:
        """Its content as one text."""
        return " ".join(self.document[span] for span in self.statement.content)

    @property
    def printed(self) -> tuple[str, str, int, str]:
        """What sorts statements by the day of their documents, and those of one as they stand."""
        document = self.document
        start = self.statement.content[0].start
        return document.published or "9999", document.id, start, self.statement.id


@dataclass(frozen=True, slots=True)
class Topic:
    """``stated`` are the statements, the best first; ``readings`` those of their documents by id,
    as people have decided on them; ``about`` the documents of which all is the topic.
    ``beyond`` says that more was found than the bounds allow, ``some`` that no statement has all
    the words."""

    words: str
    stated: tuple[Stated, ...]
    readings: Mapping[str, Reading]
    about: frozenset[str]
    relations: tuple[Relation, ...]
    beyond: bool = False
    some: bool = False

    @property
    def in_time(self) -> Topic:
        """The same with the statements, and the documents, as they were printed one after the other."""
        read = sorted(self.readings.items(), key=lambda one: (one[1].document.published or "9999", one[0]))
        return replace(
            self, stated=tuple(sorted(self.stated, key=attrgetter("printed"))), readings=dict(read)
        )


def topic(
    record: Record,
    words: str,
    *,
    speaker: str | None = None,
    since: str | None = None,
    until: str | None = None,
    publisher: str | None = None,
) -> Topic:
    """What the record has on ``words``, or in the document whose id or input id they are.

    Words that no statement has may be the name of a speaker: then it is what they say.

    The filters are those of a search. What stands in a relation to a statement that is found
    comes with it whoever says it, so that an answer is not without its question.

    Raises ValueError for a filter that cannot be one, or without words and filters.
    """
    filters = Filters(speaker=speaker, publisher=publisher, since=since, until=until)
    if not words.strip() and filters == Filters():
        raise ValueError("say what the brief is about")
    with record.moment() as connection:
        given = _document(connection, words.strip())
    if given is not None:
        with record.moment() as connection:
            return _Gathering(connection, words, filters).of_document(given)
    page = search(record, words, speaker=speaker, publisher=publisher, since=since, until=until, limit=HITS)
    ids = [id for hit in page.hits for id in (hit.statement.id, *hit.also)]
    with record.moment() as connection:
        found = _Gathering(connection, words, filters).of_hits(ids, page.next is not None, page.some)
    if found.stated or speaker is not None:
        return found
    page = search(record, speaker=words, publisher=publisher, since=since, until=until, limit=HITS)
    ids = [id for hit in page.hits for id in (hit.statement.id, *hit.also)]
    with record.moment() as connection:
        return _Gathering(connection, words, filters).of_speaker(ids, page.next is not None)


def _document(connection: Connection, given: str) -> int | None:
    """The document that is meant, if one is: by an id or its first digits, an input id or a URL."""
    if not given:
        return None
    start = given.lower()
    is_id = len(start) >= _SHORTEST and set(start) <= set("0123456789abcdef")
    first, last = (start, start + "g") if is_id else ("", "")
    found: int | None = connection.exec_driver_sql(_GIVEN, (first, last, given, given)).scalar()
    return found


@dataclass(frozen=True, slots=True)
class Related:
    """A relation as it is on record; ``evidence`` are spans with their statements' ids."""

    type: RelationType
    a: str
    b: str
    confidence: float
    method: str
    evidence: tuple[tuple[str, Span], ...]
    detail: str | None


def related(connection: Connection, ids: Sequence[str]) -> list[Related]:
    """The relations of these statements, the surest of them."""
    wanted = json.dumps([*ids])
    found = {
        (row.a, row.b): row
        for side in ("a", "b")
        for row in connection.exec_driver_sql(_RELATIONS.format(side), (wanted, RELATIONS))
    }
    return [_related(row) for row in found.values()]


def _related(row: Row[Any]) -> Related:
    evidence = tuple(
        (id, Span(*span))
        for id, spans in zip((row.a, row.b), json.loads(row.evidence), strict=True)
        for span in spans
    )
    return Related(row.type, row.a, row.b, row.confidence, row.method, evidence, row.detail)


class _Gathering:
    """A topic as it is put together, at one moment of the record."""

    def __init__(self, connection: Connection, words: str, filters: Filters) -> None:
        self._connection = connection
        self._words = words
        self._filters = filters
        self._readings: dict[str, Reading] = {}
        self._speakers: dict[str, Speaker] = {}
        self._keys: dict[str, int] = {}
        self._of: dict[str, str] = {}  # the document of each statement

    def of_document(self, seq: int) -> Topic:
        self._read([seq])
        (reading,) = self._readings.values()
        ids = [one.id for one in reading.statements if one.id in self._kept(self._keys)]
        return self._topic(ids, {*ids}, frozenset({reading.document.id}), False, some=False)

    def of_hits(self, ids: Sequence[str], more: bool, some: bool) -> Topic:
        wanted = json.dumps([*ids])
        where = {row.id: row for row in self._connection.exec_driver_sql(_WHERE, (wanted,))}
        query = parse(self._words)
        holding = candidates(self._connection, words_of(query.plain).keys, HOLDING)
        documents = dict.fromkeys(
            (*(where[id].seq for id in ids if id in where), *(one.document for one in holding))
        )
        self._read([*documents][:DOCUMENTS])
        texts = {id: _titled(one.document) for id, one in self._readings.items()}
        openings = {
            id: f"{one.document.title or ''}\n{one.document.text[:_OPENING]}"
            for id, one in self._readings.items()
        }
        # A statement that is near by its meaning alone must stand where the words do.
        all_words = query.all_of(query.telling) if query.groups and not some else None
        met = having(texts, all_words) if all_words else {*texts}
        hits = [id for id in ids if self._of.get(id) in met]
        often = Counter(self._of[id] for id in hits)
        about = frozenset(having(openings, all_words) if all_words else ())
        about |= {id for id, count in often.items() if count >= OFTEN}
        kept = self._kept(self._keys)
        whole = [
            one.id
            for id, reading in self._readings.items()
            if id in about
            for one in reading.statements
            if one.id in kept
        ]
        chosen = [*dict.fromkeys((*hits, *whole))]
        beyond = more or len(chosen) > MOST or any(id not in self._of for id in ids)
        return self._topic(chosen[:MOST], {*hits}, about, beyond, some=some, query=query)

    def of_speaker(self, ids: Sequence[str], more: bool) -> Topic:
        wanted = json.dumps([*ids])
        rows = self._connection.exec_driver_sql(_WHERE, (wanted,)).all()
        self._read([*dict.fromkeys(row.seq for row in rows)][:DOCUMENTS])
        return self._topic([*ids][:MOST], {*ids}, frozenset(), more, some=False)

    def _topic(
        self,
        ids: list[str],
        hits: set[str],
        about: frozenset[str],
        beyond: bool,
        *,
        some: bool,
        query: Query | None = None,
    ) -> Topic:
        between = related(self._connection, ids)
        others = [id for one in between for id in (one.a, one.b) if id not in self._of]
        wanted = json.dumps([*dict.fromkeys(others)])
        rows = self._connection.exec_driver_sql(_WHERE, (wanted,)).all()
        self._read([*dict.fromkeys(row.seq for row in rows)][:DOCUMENTS])
        between = self._of_topic(between, {*ids}, query)
        partners = [id for one in between for id in (one.a, one.b)]
        kept = self._kept(self._keys, whoever=True)
        chosen = [*dict.fromkeys((*ids, *(id for id in partners if id in kept)))][: 2 * MOST]
        stated = tuple(one for id in chosen if (one := self._stated(id, id in hits)) is not None)
        here = {one.statement.id for one in stated}
        used = {one.document.id for one in stated} | about
        return Topic(
            self._words,
            stated,
            {id: one for id, one in self._readings.items() if id in used},
            about,
            tuple(self._relation(one) for one in between if one.a in here and one.b in here),
            beyond,
            some,
        )

    def _of_topic(self, between: list[Related], ids: set[str], query: Query | None) -> list[Related]:
        """The relations without contradictions by documents that have none of the words."""
        if query is None or not query.groups:
            return between
        partners = {id for one in between if one.type == "contradicts" for id in (one.a, one.b)} - ids
        documents = {self._of[id] for id in partners if id in self._of}
        texts = {id: _titled(self._readings[id].document) for id in documents}
        others = documents - having(texts, query.any_of(query.telling)) if texts else set()
        apart = {id for id in partners if self._of.get(id) in others}
        return [
            one
            for one in between
            if one.type != "contradicts" or one.method == DECISION or apart.isdisjoint((one.a, one.b))
        ]

    def _stated(self, id: str, found: bool) -> Stated | None:
        reading = self._readings.get(self._of.get(id, ""))
        statement = next((one for one in reading.statements if one.id == id), None) if reading else None
        if reading is None or statement is None:
            return None
        context = reading.contexts.get(id, _NOTHING)
        return Stated(statement, context, reading.document, self._speakers.get(id, context.speaker), found)

    def _relation(self, found: Related) -> Relation:
        texts = {id: self._readings[self._of[id]].document for id in (found.a, found.b)}
        evidence = tuple(Evidence(id, span, texts[id][span]) for id, span in found.evidence)
        return Relation(found.type, found.a, found.b, found.confidence, found.method, evidence, found.detail)

    def _read(self, documents: Sequence[int]) -> None:
        """Take in these documents, and who speaks in them."""
        query = lookup.SELECT_CURRENT.where(document.c.seq.in_(documents))
        by_key = {row.document: row for row in self._connection.execute(query)}
        rows = [by_key[seq] for seq in documents if seq in by_key]
        for decided in effective.overlay(self._connection, lookup.readings(self._connection, rows)):
            reading = decided.reading
            self._readings[reading.document.id] = reading
            self._of.update((one.id, reading.document.id) for one in reading.statements)
        for row in self._connection.exec_driver_sql(_SPEAKERS, (json.dumps([*by_key]),)):
            self._keys[row.id] = row.seq
            here = self._readings.get(self._of.get(row.id, ""))
            printed = here.contexts.get(row.id, _NOTHING).speaker if here else None
            if row.speaker is not None and not (printed and printed.members):
                role = printed.role if printed else None
                self._speakers[row.id] = Speaker(row.speaker, row.name, cast(SpeakerKind, row.kind), role)

    def _kept(self, keys: Mapping[str, int], *, whoever: bool = False) -> set[str]:
        """Those of the statements that the filters leave."""
        filters = self._filters
        if whoever:
            filters = Filters(publisher=filters.publisher, since=filters.since, until=filters.until)
        narrowed = scope(self._connection, filters)
        if not narrowed:
            return {*keys}
        condition = narrowed.among()
        query = condition.select("c.statement IN (SELECT value FROM json_each(?))", by=" NOT INDEXED")
        values = (*condition.values, json.dumps([*keys.values()]))
        left = {*self._connection.exec_driver_sql(query, values).scalars()}
        return {id for id, key in keys.items() if key in left}


def _titled(one: Document) -> str:
    return f"{one.title or ''}\n{one.text}"
