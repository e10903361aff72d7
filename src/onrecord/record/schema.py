"""The tables of the record as they are now; ``migrations.py`` is how they came to be.

Evidence and findings come first; decisions of people and what is concluded across documents
follow; last come the tables that can be made anew from all of these (``indexing.py``). The
full-text tables are not here, since they are SQLite's own: see ``migrations.py``.

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
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
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
    Column("found", Text),  # digest of all that was found, so that a loss of rows shows
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
    Column("decided", Integer),  # 1: a person set these spans, and perhaps no reading found them
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
    Index("figure_value", "value", "low", "high", "bound", "unit", "statement"),
    Index("figure_range", "value", "high", "unit", "statement", sqlite_where=text("bound = 'range'")),
    sqlite_with_rowid=False,
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("document", Text, nullable=False),  # the id of what was removed, and nothing else of it
    Column("author", Text, nullable=False),
    Column("reason", Text),
    Column("forgotten_at", Text, nullable=False),
    Column("purged_at", Text),  # since when the file's bytes hold nothing of it either
    Column("lifted_at", Text),  # since when it may be read again
    Column("lifted_by", Text),
    Index("forgotten_document", "document"),
)

decision = Table(
    "decision",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("action", Text, nullable=False),  # accept, reject, correct, merge, split
    Column("target", Text, nullable=False),  # id of a statement, relation or speaker
    Column("document", Text),  # id; null for what belongs to none
    Column("field", Text),
    Column("value", Text),  # JSON
    Column("spans", Text, nullable=False),  # JSON: what was decided on, to find it again by overlap
    Column("author", Text, nullable=False),
    Column("note", Text),
    Column("decided_at", Text, nullable=False),
    Column("withdrawn_at", Text),
    Column("withdrawn_by", Text),
    Index("decision_target", "target"),
    Index("decision_action", "action"),
    Index("decision_document", "document"),
)

speaker = Table(
    "speaker",
    metadata,
    Column("seq", Integer, primary_key=True),  # made of the id, so the same in every record
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),  # the one that documents use most; "" of one who became another
    Column("kind", Text, nullable=False),
    Column("became", Integer, ForeignKey("speaker.seq")),  # who has all that this one had
    Index("speaker_became", "became"),
)

profile = Table(
    "profile",
    metadata,
    Column("seq", Integer, primary_key=True),  # made of all that no document changes
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),  # the id that every document gives to this name, or ""
    Column("name", Text, nullable=False),
    Column("form", Text, nullable=False),  # the name as names are compared
    Column("block", Text, nullable=False),  # the part of it under which to look for other names
    Column("traits", Text, nullable=False),  # what roles say, in words with a space between
    Column("handle", Text),
    Column("month", Text, nullable=False),  # of a surname alone, which is nobody's for long; or ""
    Column("documents", Integer, nullable=False),
    Column("months", Text, nullable=False),  # JSON: how many documents of each month
    Column("speaker", Integer, ForeignKey("speaker.seq")),  # null: each document's is its own
    Column("method", Text),
    Column("confidence", Float),
    Column("support", Text),  # JSON: why this speaker and no other
    Index("profile_block", "kind", "block"),
    Index("profile_handle", "handle"),
    Index("profile_speaker", "speaker"),
)

identity = Table(
    "identity",
    metadata,
    Column("document", Integer, ForeignKey("document.seq"), primary_key=True),
    Column("key", Text, primary_key=True),  # the speaker's id within its document
    Column("shared", Integer, nullable=False),  # 1: every document gives the name this id
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),  # the name as names are looked up
    Column("kind", Text, nullable=False),
    Column("role", Text),
    Column("handle", Text),
    Column("month", Text, nullable=False),  # of publication, "2026-03"; or ""
    Column("profile", Integer, ForeignKey("profile.seq")),  # null: can be nobody else's
    Column("split", Text),  # id of the speaker that a person made of it and others
    Column("speaker", Integer, ForeignKey("speaker.seq")),  # null only while all are placed anew
    Index("identity_speaker", "speaker"),
    Index("identity_folded", "folded"),
    Index("identity_handle", "handle"),
    Index("identity_key", "key"),
    Index("identity_profile", "profile"),
    # Who posts a thousand times is presented in few of them.
    Index("identity_role", "speaker", sqlite_where=text("role IS NOT NULL")),
    sqlite_with_rowid=False,
)

member = Table(
    "member",
    metadata,
    Column("document", Integer, ForeignKey("document.seq"), primary_key=True),
    Column("member", Text, primary_key=True),  # id of one of several who speak at once
    Column("key", Text, primary_key=True),  # id of them together; both within the document
    sqlite_with_rowid=False,
)

current_statement = Table(
    "current_statement",
    metadata,
    Column("statement", Integer, ForeignKey("statement.seq"), primary_key=True),
    Column("document", Integer, ForeignKey("document.seq"), nullable=False),
    Column("reading", Integer, ForeignKey("reading.seq"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("quotation", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("key", Text),  # the speaker's id within the document
    Column("speaker", Integer, ForeignKey("speaker.seq")),
    Column("kind", Text),
    Column("act", Text),
    Column("channel", Text),
    Column("since", Text),  # first and last day that it may have been said on, ISO 8601;
    Column("until", Text),  # the day of publication where nothing says when
    Column("outlet", Text(collation="NOCASE")),
    Column("words", Integer, nullable=False),  # how many its content has
    Index("current_statement_document", "document"),
    Index("current_statement_speaker", "speaker", "since"),
    Index("current_statement_since", "since", "until"),
    Index("current_statement_outlet", "outlet", "since"),
    # Each with all four, so that two of them at once are looked up without the rows.
    Index("current_statement_kind", "kind", "act", "quotation", "channel"),
    Index("current_statement_act", "act", "kind", "quotation", "channel"),
    Index("current_statement_channel", "channel", "kind", "act", "quotation"),
    Index("current_statement_quotation", "quotation", "kind", "act", "channel"),
)

statement_meaning = Table(
    "statement_meaning",
    metadata,
    # The first of a run of statements with keys one after the other, all of one document.
    Column("statement", Integer, ForeignKey("statement.seq"), primary_key=True),
    Column("codes", LargeBinary, nullable=False),  # 32 bytes a statement: what it is about
)

relation = Table(
    "relation",
    metadata,
    # Two statements in one order: the other order is not there. Of "altered" the first is the copy,
    # of "revises" the later.
    Column("a", Integer, ForeignKey("statement.seq"), primary_key=True),
    Column("b", Integer, ForeignKey("statement.seq"), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("method", Text, nullable=False),
    Column("evidence", Text, nullable=False),  # JSON: the words that decide, [[start, end], …] of each
    Column("detail", Text),
    Index("relation_b", "b"),
    Index("relation_type", "type", "confidence"),
    sqlite_with_rowid=False,
)
