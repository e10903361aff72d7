"""What the statements that are found are about: a code of 256 bits for each.

A statement's code depends on its words alone. Codes of statements with keys one after the
other, as a document's have, stand in one row, so that a million are read in a moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, delete, insert

from onrecord.extract import meaning
from onrecord.record.schema import statement_meaning

SIZE = 32  # bytes of a code


def add(connection: Connection, contents: Mapping[int, str]) -> None:
    """Let statements be found by what their words, ``contents`` by key, are about."""
    keys = sorted(contents)
    codes = meaning.codes(meaning.shared().vectors([contents[key] for key in keys])).tobytes()
    rows = [
        {"statement": keys[first], "codes": codes[first * SIZE : stop * SIZE]} for first, stop in _runs(keys)
    ]
    connection.execute(insert(statement_meaning), rows)


def remove(connection: Connection, contents: Mapping[int, str]) -> None:
    """Take a document's statements out again; ``contents`` has them all."""
    connection.exec_driver_sql(
        "DELETE FROM statement_meaning WHERE statement = ?", [(key,) for key in contents]
    )


def clear(connection: Connection) -> None:
    """Take all statements out."""
    connection.execute(delete(statement_meaning))


def _runs(keys: list[int]) -> Iterator[tuple[int, int]]:
    """First and beyond-the-last place of each run of keys one after the other."""
    first = 0
    for at in range(1, len(keys) + 1):
        if at == len(keys) or keys[at] != keys[at - 1] + 1:
            yield first, at
            first = at
