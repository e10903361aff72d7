"""Texts held against a query by the rules of the record's own index, whether they are in it or not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing

from onrecord.record.migrations import TOKENIZE


def having(texts: Mapping[str, str], wanted: str) -> set[str]:
    """The keys of those texts that meet the expression of a query."""
    ids = [*texts]
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"CREATE VIRTUAL TABLE shown USING fts5 (content, tokenize='{TOKENIZE}')")
        rows: Iterable[tuple[int, str]] = ((at, texts[id]) for at, id in enumerate(ids))
        memory.executemany("INSERT INTO shown (rowid, content) VALUES (?, ?)", rows)
        met = memory.execute("SELECT rowid FROM shown WHERE shown MATCH ?", (wanted,))
        return {ids[row] for (row,) in met}
