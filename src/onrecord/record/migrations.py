"""From any older record to this one: numbered steps, all that are missing in one transaction.

A step is frozen once released. A change to ``schema.py`` comes with a new step at the end
of ``STEPS``; a test holds the two to the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

Step = Callable[[Connection], None]

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


STEPS: Sequence[Step] = (create_first_tables,)


def migrate(connection: Connection, version: int, steps: Sequence[Step]) -> int:
    """Take the steps after ``version`` inside the caller's transaction; the version reached."""
    for step in steps[version:]:
        step(connection)
    return len(steps)
