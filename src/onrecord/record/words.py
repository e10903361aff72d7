"""The words of statements: SQLite's full-text index of the contents, and what it finds.

Words are compared without case, accents and endings (Porter's stems). The index holds no
text: a statement is taken out again by giving its words once more.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

from sqlalchemy import Connection

from onrecord.record.migrations import TOKENIZE

Marks = list[tuple[int, int]]

# Of the statements that hold the words, this many are ranked: the newest. SQLite ranks each
# match, and takes seconds over those of a common word.
RANKED = 2000


def add(connection: Connection, contents: Mapping[int, str]) -> None:
    """Let statements be found by their words, ``contents`` by key."""
    command = "INSERT INTO statement_words (rowid, content) VALUES (?, ?)"
    connection.exec_driver_sql(command, [*contents.items()])


def remove(connection: Connection, contents: Mapping[int, str]) -> None:
    """Take statements out again; ``contents`` as they were added."""
    command = "INSERT INTO statement_words (statement_words, rowid, content) VALUES ('delete', ?, ?)"
    connection.exec_driver_sql(command, [*contents.items()])


def clear(connection: Connection) -> None:
    """Take all statements out."""
    connection.exec_driver_sql("INSERT INTO statement_words (statement_words) VALUES ('delete-all')")


def ranked(
    connection: Connection, expression: str, until: int, among: Sequence[int] | None = None
) -> list[int]:
    """The statements that match ``expression``, with keys up to ``until``, best first by BM25.

    Of more than 2,000 only the newest. ``among`` leaves out all others.
    """
    query = (
        "SELECT rowid FROM (SELECT rowid, bm25(statement_words) AS score FROM statement_words"
        " WHERE statement_words MATCH ? AND rowid BETWEEN ? AND ? {} ORDER BY rowid DESC LIMIT ?)"
        " ORDER BY score, rowid DESC"
    )
    if among is None:
        values: tuple[object, ...] = (expression, 0, until, RANKED)
        return [*connection.exec_driver_sql(query.format(""), values).scalars()]
    if not among:
        return []
    # "+": matches are looked up among these, which takes FTS5 a search each the other way round
    values = (expression, min(among), until, json.dumps([*among]), RANKED)
    narrowed = query.format("AND +rowid IN (SELECT value FROM json_each(?))")
    return [*connection.exec_driver_sql(narrowed, values).scalars()]


def matching(connection: Connection, expression: str, until: int, most: int) -> list[int]:
    """The ``most`` newest statements that match ``expression``, with keys up to ``until``."""
    query = "SELECT rowid FROM statement_words WHERE statement_words MATCH ? AND rowid <= ?"
    values = (expression, until, most)
    return [*connection.exec_driver_sql(f"{query} ORDER BY rowid DESC LIMIT ?", values).scalars()]


def having(connection: Connection, expression: str, among: Sequence[int]) -> set[int]:
    """Those of a few statements that match ``expression``."""
    query = "SELECT rowid FROM statement_words WHERE statement_words MATCH ? AND rowid IN"
    values = (expression, json.dumps([*among]))
    return {*connection.exec_driver_sql(f"{query} (SELECT value FROM json_each(?))", values).scalars()}


def count(connection: Connection, expression: str, most: int) -> int:
    """How many statements match ``expression``; ``most`` for as many or more."""
    query = "SELECT count(*) FROM (SELECT 1 FROM statement_words WHERE statement_words MATCH ? LIMIT ?)"
    found: int = connection.exec_driver_sql(query, (expression, most)).scalar_one()
    return found


def marks(texts: Sequence[str], expression: str) -> list[Marks]:
    """Where in each of ``texts`` the words of ``expression`` stand, by the index's own rules."""
    found: list[Marks] = [[] for _ in texts]
    opening, closing_ = (f"{secrets.token_hex(8)}{side}" for side in "<>")  # no text can foresee it
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"CREATE VIRTUAL TABLE shown USING fts5 (content, tokenize='{TOKENIZE}')")
        memory.executemany("INSERT INTO shown (rowid, content) VALUES (?, ?)", enumerate(texts))
        query = "SELECT rowid, highlight(shown, 0, ?, ?) FROM shown WHERE shown MATCH ?"
        for row, marked in memory.execute(query, (opening, closing_, expression)):
            found[row] = [*_between(marked, opening, closing_)]
    return found


def _between(marked: str, opening: str, closing_: str) -> Iterator[tuple[int, int]]:
    """Offsets, in the text without the marks, of what stands between them."""
    before, *parts = marked.split(opening)
    at = len(before)
    for part in parts:
        inside, _, behind = part.partition(closing_)
        yield at, at + len(inside)
        at += len(inside) + len(behind)
