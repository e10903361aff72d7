"""From any older record to this one: numbered steps, all that are missing in one transaction.

A step is frozen once released. A change to ``schema.py`` comes with a new step at the end
of ``STEPS``; a test holds the two to the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

Step = Callable[[Connection], None]
RELATIONS = 2  # the first schema that has relations


@dataclass(frozen=True, slots=True)
class Migrating:
    """How far bringing an older record up to date has come: ``done`` documents ``of`` all in a
    ``stage`` of the work. ``version`` is the schema that it had."""

    version: int
    stage: str
    done: int
    of: int

    @property
    def lacks_relations(self) -> bool:
        """Whether no relations between its statements were ever looked for."""
        return self.version < RELATIONS


Progress = Callable[[Migrating], None]

FIRST_TABLES = (
    """CREATE TABLE document (
        seq INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        type TEXT NOT NULL,
        outlet TEXT,
        text TEXT NOT NULL,
        supersedes INTEGER REFERENCES document (seq),
        recorded_at TEXT NOT NULL
    )""",
    "CREATE INDEX document_supersedes ON document (supersedes)",
    """CREATE TABLE reading (
        seq INTEGER NOT NULL PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES document (seq),
        digest TEXT NOT NULL,
        method TEXT NOT NULL,
        title TEXT,
        publisher TEXT,
        author TEXT,
        handle TEXT,
        url TEXT,
        published TEXT,
        modified TEXT,
        language TEXT,
        input_id TEXT,
        metadata TEXT NOT NULL,
        provenance TEXT NOT NULL,
        notes TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        UNIQUE (document, digest)
    )""",
    "CREATE INDEX reading_url ON reading (url, input_id)",
    "CREATE INDEX reading_input_id ON reading (input_id)",
    """CREATE TABLE block (
        reading INTEGER NOT NULL REFERENCES reading (seq),
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        words TEXT NOT NULL,
        signature TEXT NOT NULL,
        author TEXT,
        handle TEXT,
        date TEXT,
        url TEXT,
        PRIMARY KEY (reading, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE statement (
        seq INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        document INTEGER NOT NULL REFERENCES document (seq)
    )""",
    "CREATE INDEX statement_document ON statement (document)",
    """CREATE TABLE statement_span (
        statement INTEGER NOT NULL REFERENCES statement (seq),
        part TEXT NOT NULL,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        PRIMARY KEY (statement, part, position),
        CONSTRAINT span_part CHECK (part IN ('source', 'cue', 'content'))
    ) WITHOUT ROWID""",
    """CREATE TABLE reading_statement (
        reading INTEGER NOT NULL REFERENCES reading (seq),
        position INTEGER NOT NULL,
        statement INTEGER NOT NULL REFERENCES statement (seq),
        quotation TEXT NOT NULL,
        confidence FLOAT NOT NULL,
        method TEXT NOT NULL,
        PRIMARY KEY (reading, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX reading_statement_statement ON reading_statement (statement)",
    """CREATE TABLE context (
        reading INTEGER NOT NULL REFERENCES reading (seq),
        statement INTEGER NOT NULL REFERENCES statement (seq),
        speaker TEXT,
        said TEXT,
        act TEXT,
        channel TEXT,
        via TEXT NOT NULL,
        reasons TEXT NOT NULL,
        PRIMARY KEY (reading, statement)
    ) WITHOUT ROWID""",
    "CREATE INDEX context_statement ON context (statement)",
    """CREATE TABLE finding (
        reading INTEGER NOT NULL,
        statement INTEGER NOT NULL,
        position INTEGER NOT NULL,
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        method TEXT NOT NULL,
        confidence FLOAT NOT NULL,
        spans TEXT NOT NULL,
        reason TEXT,
        PRIMARY KEY (reading, statement, position),
        FOREIGN KEY (reading, statement) REFERENCES context (reading, statement)
    ) WITHOUT ROWID""",
    """CREATE TABLE figure (
        reading INTEGER NOT NULL REFERENCES reading (seq),
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        value FLOAT NOT NULL,
        bound TEXT NOT NULL,
        low FLOAT,
        high FLOAT,
        unit TEXT,
        place TEXT,
        statement INTEGER REFERENCES statement (seq),
        PRIMARY KEY (reading, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX figure_statement ON figure (statement)",
)


def create_first_tables(connection: Connection) -> None:
    """Step 1: documents, readings, blocks, statements with their spans, findings, figures."""
    for command in FIRST_TABLES:
        connection.exec_driver_sql(command)


ACROSS_DOCUMENTS = (
    "ALTER TABLE statement ADD COLUMN decided INTEGER",
    "ALTER TABLE reading ADD COLUMN found TEXT",
    """CREATE TABLE forgotten (
        seq INTEGER NOT NULL PRIMARY KEY,
        document TEXT NOT NULL,
        author TEXT NOT NULL,
        reason TEXT,
        forgotten_at TEXT NOT NULL,
        purged_at TEXT,
        lifted_at TEXT,
        lifted_by TEXT
    )""",
    "CREATE INDEX forgotten_document ON forgotten (document)",
    """CREATE TABLE decision (
        seq INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        action TEXT NOT NULL,
        target TEXT NOT NULL,
        document TEXT,
        field TEXT,
        value TEXT,
        spans TEXT NOT NULL,
        author TEXT NOT NULL,
        note TEXT,
        decided_at TEXT NOT NULL,
        withdrawn_at TEXT,
        withdrawn_by TEXT
    )""",
    "CREATE INDEX decision_target ON decision (target)",
    "CREATE INDEX decision_action ON decision (action)",
    "CREATE INDEX decision_document ON decision (document)",
    """CREATE TABLE speaker (
        seq INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        became INTEGER REFERENCES speaker (seq)
    )""",
    "CREATE INDEX speaker_became ON speaker (became)",
    """CREATE TABLE profile (
        seq INTEGER NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        "key" TEXT NOT NULL,
        name TEXT NOT NULL,
        form TEXT NOT NULL,
        block TEXT NOT NULL,
        traits TEXT NOT NULL,
        handle TEXT,
        month TEXT NOT NULL,
        documents INTEGER NOT NULL,
        months TEXT NOT NULL,
        speaker INTEGER REFERENCES speaker (seq),
        method TEXT,
        confidence FLOAT,
        support TEXT
    )""",
    "CREATE INDEX profile_block ON profile (kind, block)",
    "CREATE INDEX profile_handle ON profile (handle)",
    "CREATE INDEX profile_speaker ON profile (speaker)",
    """CREATE TABLE identity (
        document INTEGER NOT NULL REFERENCES document (seq),
        "key" TEXT NOT NULL,
        shared INTEGER NOT NULL,
        name TEXT NOT NULL,
        folded TEXT NOT NULL,
        kind TEXT NOT NULL,
        role TEXT,
        handle TEXT,
        month TEXT NOT NULL,
        profile INTEGER REFERENCES profile (seq),
        split TEXT,
        speaker INTEGER REFERENCES speaker (seq),
        PRIMARY KEY (document, "key")
    ) WITHOUT ROWID""",
    "CREATE INDEX identity_speaker ON identity (speaker)",
    "CREATE INDEX identity_folded ON identity (folded)",
    "CREATE INDEX identity_handle ON identity (handle)",
    'CREATE INDEX identity_key ON identity ("key")',
    "CREATE INDEX identity_profile ON identity (profile)",
    "CREATE INDEX identity_role ON identity (speaker) WHERE role IS NOT NULL",
    """CREATE TABLE member (
        document INTEGER NOT NULL REFERENCES document (seq),
        member TEXT NOT NULL,
        "key" TEXT NOT NULL,
        PRIMARY KEY (document, member, "key")
    ) WITHOUT ROWID""",
    """CREATE TABLE current_statement (
        statement INTEGER NOT NULL PRIMARY KEY REFERENCES statement (seq),
        document INTEGER NOT NULL REFERENCES document (seq),
        reading INTEGER NOT NULL REFERENCES reading (seq),
        position INTEGER NOT NULL,
        type TEXT NOT NULL,
        quotation TEXT NOT NULL,
        confidence FLOAT NOT NULL,
        "key" TEXT,
        speaker INTEGER REFERENCES speaker (seq),
        kind TEXT,
        act TEXT,
        channel TEXT,
        since TEXT,
        until TEXT,
        outlet TEXT COLLATE NOCASE,
        words INTEGER NOT NULL
    )""",
    "CREATE INDEX current_statement_document ON current_statement (document)",
    "CREATE INDEX current_statement_speaker ON current_statement (speaker, since)",
    "CREATE INDEX current_statement_since ON current_statement (since, until)",
    "CREATE INDEX current_statement_outlet ON current_statement (outlet, since)",
    "CREATE INDEX current_statement_kind ON current_statement (kind, act, quotation, channel)",
    "CREATE INDEX current_statement_act ON current_statement (act, kind, quotation, channel)",
    "CREATE INDEX current_statement_channel ON current_statement (channel, kind, act, quotation)",
    "CREATE INDEX current_statement_quotation ON current_statement (quotation, kind, act, channel)",
    "CREATE INDEX figure_value ON figure (value, low, high, bound, unit, statement)",
    "CREATE INDEX figure_range ON figure (value, high, unit, statement) WHERE bound = 'range'",
    """CREATE TABLE statement_meaning (
        statement INTEGER NOT NULL PRIMARY KEY REFERENCES statement (seq),
        codes BLOB NOT NULL
    )""",
    """CREATE TABLE relation (
        a INTEGER NOT NULL REFERENCES statement (seq),
        b INTEGER NOT NULL REFERENCES statement (seq),
        id TEXT NOT NULL UNIQUE,
        type TEXT NOT NULL,
        confidence FLOAT NOT NULL,
        method TEXT NOT NULL,
        evidence TEXT NOT NULL,
        detail TEXT,
        PRIMARY KEY (a, b)
    ) WITHOUT ROWID""",
    "CREATE INDEX relation_b ON relation (b)",
    "CREATE INDEX relation_type ON relation (type, confidence)",
)
TOKENIZE = "porter unicode61 remove_diacritics 2"
FULL_TEXT = (
    # Contents by their words; rowid is the statement's key. The words themselves stay in the
    # documents: a statement is taken out again by giving them once more.
    "CREATE VIRTUAL TABLE statement_words USING fts5 "
    f"(content, content='', tokenize='{TOKENIZE}', prefix='2 3')",
    # Passages by the runs of three words that begin in them, each run one term: see runs.py.
    "CREATE VIRTUAL TABLE passage_runs USING fts5 (runs, content='', detail=none, tokenize='ascii')",
)


def create_tables_across_documents(connection: Connection) -> None:
    """Step 2: what is decided, who is who across documents, and what search needs."""
    for command in (*ACROSS_DOCUMENTS, *FULL_TEXT):
        connection.exec_driver_sql(command)


STEPS: Sequence[Step] = (create_first_tables, create_tables_across_documents)


def migrate(connection: Connection, version: int, steps: Sequence[Step]) -> int:
    """Take the steps after ``version`` inside the caller's transaction; the version reached."""
    for step in steps[version:]:
        step(connection)
    return len(steps)
