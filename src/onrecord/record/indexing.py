"""What is kept beside the evidence so that it is found fast: all of it can be made anew.

``current_statement`` has a row for each statement of a document's current reading, with what
searches filter by; ``words.py`` has the words of its content, ``meanings.py`` what they are
about. All are written in the transaction that adds a reading or a decision, so that they
never disagree with it. What is found is what people's decisions leave of a reading
(``effective.py``); ``position`` is a statement's place in that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import Connection, delete, func, insert, select

from onrecord.model import Context, Document, Reading, Span, Statement
from onrecord.record import codec, days, effective, identities, lookup, meanings, relations, runs, words
from onrecord.record.plain import Values
from onrecord.record.schema import current_statement, document, reading

_INSERT_CURRENT = insert(current_statement)
BATCH = 200  # readings that a rebuild holds in memory at once

Pairs = list[tuple[int, int]]
Keys = Mapping[str, int]  # the keys of a document's statements by their ids


def index(
    connection: Connection,
    document_seq: int,
    reading_seq: int,
    added: Reading,
    keys: Keys,
    *,
    new: bool = False,
) -> None:
    """Make ``added`` what is found of its document, in place of what was; ``new`` says that
    nothing was."""
    if not new:
        remove(connection, document_seq)
    found, known = _add(connection, document_seq, reading_seq, added, keys)
    relations.relate(connection, document_seq, found, known)


def remove(connection: Connection, document_seq: int) -> None:
    """Let nothing of the document be found."""
    relations.remove(connection, document_seq)
    old = _indexed(connection, document_seq)
    if old is None:
        runs.remove(connection, document_seq, ())
        return
    text, spans = old
    runs.remove(connection, document_seq, [[Span(*pair) for pair in pairs] for pairs in spans.values()])
    contents = {seq: _words(text, pairs) for seq, pairs in spans.items()}
    words.remove(connection, contents)
    meanings.remove(connection, contents)
    connection.execute(delete(current_statement).where(current_statement.c.document == document_seq))
    identities.remove(connection, document_seq)


def rebuild(connection: Connection, progress: Callable[[str, int, int], None] | None = None) -> None:
    """Make everything anew from the readings, but for relations, which take long
    (``relating.py``): those of statements that are not found any more go. ``progress`` is told
    what is being done, and for how many documents of how many it is."""
    of = connection.execute(select(func.count(reading.c.document.distinct()))).scalar_one()
    words.clear(connection)
    meanings.clear(connection)
    connection.execute(delete(current_statement))
    runs.clear(connection)
    identities.clear(connection)
    for done, (document_seq, reading_seq, found) in enumerate(_current(connection), 1):
        keys = statement_keys(connection, document_seq)
        _add(connection, document_seq, reading_seq, found, keys, identities.resolve_later)
        if progress is not None:
            progress("indexing", done, of)
    if progress is not None:
        progress("finding who is who", of, of)
    identities.place_all(connection)
    relations.drop_lost(connection)


def statement_keys(connection: Connection, document_seq: int) -> dict[str, int]:
    """The keys of a document's statements by their ids, whichever reading they are of."""
    query = "SELECT id, seq FROM statement WHERE document = ?"
    return {row.id: row.seq for row in connection.exec_driver_sql(query, (document_seq,))}


def _add(
    connection: Connection,
    document_seq: int,
    reading_seq: int,
    added: Reading,
    keys: Keys,
    resolve: Callable[[Connection, int, Reading], Mapping[str, int]] = identities.resolve,
) -> tuple[Reading, Keys]:
    """The reading as people decided on it, and the keys of its statements."""
    (decided,) = effective.overlay(connection, [added])
    added = decided.reading
    keys = effective.register(connection, document_seq, added.statements, keys)
    found = added.document
    runs.add(connection, document_seq, found.text, [one.content for one in added.statements])
    if not added.statements:
        return added, keys
    speakers = resolve(connection, document_seq, added)
    places = {one.id: position for position, one in reversed([*enumerate(added.statements)])}
    once = [added.statements[position] for position in sorted(places.values())]
    contents = {keys[one.id]: _words(found.text, [(s.start, s.end) for s in one.content]) for one in once}
    rows = [
        {
            "statement": keys[one.id],
            "document": document_seq,
            "reading": reading_seq,
            "position": places[one.id],
            "type": found.type,
            "words": len(contents[keys[one.id]].split()),
            **_values(one, added.contexts.get(one.id), found, speakers),
        }
        for one in once
    ]
    connection.execute(_INSERT_CURRENT, rows)
    words.add(connection, contents)
    meanings.add(connection, contents)
    return added, keys


def _values(one: Statement, context: Context | None, found: Document, speakers: Mapping[str, int]) -> Values:
    said = context.said.date if context and context.said else None
    since, until = days.bounds(said or found.published)
    speaker = context.speaker if context else None
    return {
        "quotation": one.quotation,
        "confidence": one.confidence,
        "key": speaker.id if speaker else None,
        "speaker": speakers.get(speaker.id) if speaker else None,
        "kind": speaker.kind if speaker else None,
        "act": context.act if context else None,
        "channel": context.channel if context else None,
        "since": since,
        "until": until,
        "outlet": codec.outlet(found),
    }


def _words(text: str, spans: Pairs) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _indexed(connection: Connection, document_seq: int) -> tuple[str, dict[int, Pairs]] | None:
    """The document's text and the content of each statement that is found; None for none."""
    rows = connection.exec_driver_sql(
        "SELECT s.statement, s.start, s.end FROM current_statement c JOIN statement_span s USING (statement)"
        " WHERE c.document = ? AND s.part = 'content' ORDER BY s.statement, s.position",
        (document_seq,),
    ).all()
    if not rows:
        return None
    spans: dict[int, Pairs] = {}
    for seq, start, end in rows:
        spans.setdefault(seq, []).append((start, end))
    text: str = connection.execute(select(document.c.text).where(document.c.seq == document_seq)).scalar_one()
    return text, spans


def _current(connection: Connection) -> Iterator[tuple[int, int, Reading]]:
    last = 0
    while True:
        page = lookup.SELECT_CURRENT.where(reading.c.seq > last).order_by(reading.c.seq).limit(BATCH)
        rows = connection.execute(page).all()
        for row, found in zip(rows, lookup.readings(connection, rows), strict=True):
            yield row.document, row.reading, found
        if len(rows) < BATCH:
            return
        last = rows[-1].reading
