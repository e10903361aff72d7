"""Stretches of documents with the statements that stand in them, for what reads many a little."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from onrecord.model import Span, Spans
from onrecord.relate.words import words_of

_PAGE = """
SELECT d.id, d.type, d.text, r.input_id, r.publisher, r.published, r.url
FROM document d JOIN reading r ON r.document = d.seq
WHERE d.seq = ? ORDER BY r.seq DESC LIMIT 1"""
_STATEMENTS = """
SELECT t.seq, t.id, s."start", s."end", p.name, i.name, i.handle
FROM current_statement c
CROSS JOIN statement_span s ON s.statement = c.statement AND s.part = 'content'
CROSS JOIN statement t ON t.seq = c.statement
LEFT JOIN speaker p ON p.seq = c.speaker
LEFT JOIN identity i ON i.document = c.document AND i."key" = c."key"
WHERE c.document = ? AND s."start" < ? AND s."end" > ?
ORDER BY c.position, s.position"""


@dataclass(frozen=True, slots=True)
class Page:
    """A document as its current reading has it."""

    id: str
    type: str
    text: str
    input_id: str | None
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as far as it stands in a stretch. ``names`` are the speaker's: across
    documents first, then in this one, and the handle."""

    key: int
    id: str
    content: Spans
    names: tuple[str, ...]

    def is_by(self, name: str) -> bool:
        """Whether one of the speaker's names holds all words of ``name``."""
        asked = set(words_of(name).keys)
        return bool(asked) and any(asked <= set(words_of(one).keys) for one in self.names)


def page(connection: Connection, document: int) -> Page:
    """The document with this key."""
    row = connection.exec_driver_sql(_PAGE, (document,)).one()
    return Page(row.id, row.type, row.text, row.input_id, row.publisher, row.published, row.url)


def told(connection: Connection, document: int, start: int, end: int) -> list[Told]:
    """The statements with content between ``start`` and ``end``, in text order, cut to that."""
    spans: dict[int, list[Span]] = {}
    about: dict[int, tuple[str, tuple[str, ...]]] = {}
    for key, id, first, last, *names in connection.exec_driver_sql(_STATEMENTS, (document, end, start)):
        spans.setdefault(key, []).append(Span(max(first, start), min(last, end)))
        about[key] = (id, tuple(name for name in dict.fromkeys(names) if name))
    return [Told(key, about[key][0], tuple(content), about[key][1]) for key, content in spans.items()]
