"""The tables of the record as they are now; ``migrations.py`` is how they came to be.

A ``document`` is what its id is made of. A ``reading`` is what one pass made of it: the
fields that its input gave, the blocks, the statements that one method found. Rows are only
ever added: a later reading takes the place of an earlier one by being later, and the
earlier one stays as evidence. Rows refer to each other by small integers; ids that come
from content are unique columns, so that whatever is decided about a statement can hold on
to its id whichever reading it was seen in.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

document = Table(
    "document",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("outlet", Text),  # publisher, else site: the part of the id that says where it stood
    Column("text", Text, nullable=False),
    Column("supersedes", Integer, ForeignKey("document.seq")),
    Column("recorded_at", Text, nullable=False),  # ISO 8601, UTC
    Index("document_supersedes", "supersedes"),
)

reading = Table(
    "reading",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("document.seq"), nullable=False),
    Column("digest", Text, nullable=False),  # of all that went into it: the same again adds nothing
    Column("method", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("author", Text),
    Column("handle", Text),
    Column("url", Text),
    Column("published", Text),
    Column("modified", Text),
    Column("language", Text),
    Column("input_id", Text),
    Column("metadata", Text, nullable=False),  # JSON
    Column("provenance", Text, nullable=False),  # JSON
    Column("notes", Text, nullable=False),  # JSON
    Column("recorded_at", Text, nullable=False),
    UniqueConstraint("document", "digest"),
    Index("reading_url", "url", "input_id"),
    Index("reading_input_id", "input_id"),
)

block = Table(
    "block",
    metadata,
    Column("reading", Integer, ForeignKey("reading.seq"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),  # JSON list of [start, end]; "" for none
    Column("signature", Text, nullable=False),
    Column("author", Text),
    Column("handle", Text),
    Column("date", Text),
    Column("url", Text),
    sqlite_with_rowid=False,
)

statement = Table(
    "statement",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", Integer, ForeignKey("document.seq"), nullable=False),
    Index("statement_document", "document"),
)

statement_span = Table(
    "statement_span",
    metadata,
    Column("statement", Integer, ForeignKey("statement.seq"), primary_key=True),
    Column("part", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    CheckConstraint("part IN ('source', 'cue', 'content')", name="span_part"),
    sqlite_with_rowid=False,
)

reading_statement = Table(
    "reading_statement",
    metadata,
    Column("reading", Integer, ForeignKey("reading.seq"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("statement", Integer, ForeignKey("statement.seq"), nullable=False),
    Column("quotation", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("method", Text, nullable=False),
    Index("reading_statement_statement", "statement"),
    sqlite_with_rowid=False,
)

context = Table(
    "context",
    metadata,
    Column("reading", Integer, ForeignKey("reading.seq"), primary_key=True),
    Column("statement", Integer, ForeignKey("statement.seq"), primary_key=True),
    Column("speaker", Text),  # JSON
    Column("said", Text),  # JSON
    Column("act", Text),
    Column("channel", Text),
    Column("via", Text, nullable=False),  # JSON
    Column("reasons", Text, nullable=False),  # JSON
    Index("context_statement", "statement"),
    sqlite_with_rowid=False,
)

finding = Table(
    "finding",
    metadata,
    Column("reading", Integer, primary_key=True),
    Column("statement", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),  # JSON
    Column("method", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("spans", Text, nullable=False),  # JSON list of [start, end]; "" for none
    Column("reason", Text),
    ForeignKeyConstraint(["reading", "statement"], ["context.reading", "context.statement"]),
    sqlite_with_rowid=False,
)

figure = Table(
    "figure",
    metadata,
    Column("reading", Integer, ForeignKey("reading.seq"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("value", Float, nullable=False),
    Column("bound", Text, nullable=False),
    Column("low", Float),
    Column("high", Float),
    Column("unit", Text),
    Column("place", Text),
    Column("statement", Integer, ForeignKey("statement.seq")),
    Index("figure_statement", "statement"),
    sqlite_with_rowid=False,
)
