"""Where on record a few words in a row stand: an index of every word with the two after it.

A *passage* is a stretch of some 512 characters of a document, and the index says which
passages a run of words begins in. The words are those of each statement's content, taken
together over what stands between its parts, and those of the text that is in no statement:
what was said and not found is still on record. A run of three words is one term, made of a
code for each word in turn, so that the terms of two words, or of one, are those that begin
alike; and a look-up reads no more than the rows that it is allowed to.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlalchemy import Connection

from onrecord.model import Span
from onrecord.relate.words import words_in, words_of

RUN = 3  # words
LONGEST = 9  # letters of a whole run's term
PASSAGE = 512  # characters
PASSAGE_BITS = 12  # of a row's number; the rest is the document's key
LAST_PASSAGE = (1 << PASSAGE_BITS) - 1  # reaches to the end of the text, however far that is
_LETTERS = "0123456789abcdefghijklmnopqrstuv"
INSERT = "INSERT INTO passage_runs (rowid, runs) VALUES (?, ?)"
DELETE = "INSERT INTO passage_runs (passage_runs, rowid, runs) VALUES ('delete', ?, ?)"
_INDEXED = "SELECT rowid FROM passage_runs WHERE rowid BETWEEN ? AND ? LIMIT 1"
_TEXT = "SELECT text FROM document WHERE seq = ?"


def add(connection: Connection, document: int, text: str, contents: Iterable[Sequence[Span]]) -> None:
    """Index a document's text; ``contents`` are those of its statements."""
    if rows := _rows(document, text, contents):
        connection.exec_driver_sql(INSERT, rows)


def remove(connection: Connection, document: int, contents: Iterable[Sequence[Span]]) -> None:
    """Take out what ``add`` put in, given the same contents again; nothing where it put nothing."""
    base = document << PASSAGE_BITS
    among = (base, base + LAST_PASSAGE)
    if connection.exec_driver_sql(_INDEXED, among).first() is None:
        return
    text: str = connection.exec_driver_sql(_TEXT, (document,)).scalar_one()
    connection.exec_driver_sql(DELETE, _rows(document, text, contents))


def clear(connection: Connection) -> None:
    """Take out everything."""
    connection.exec_driver_sql("INSERT INTO passage_runs (passage_runs) VALUES ('delete-all')")


def _rows(document: int, text: str, contents: Iterable[Sequence[Span]]) -> list[tuple[int, str]]:
    """The passages of a document, each with the runs that begin in it."""
    contents = sorted({tuple(content) for content in contents})
    passages: defaultdict[int, list[str]] = defaultdict(list)
    for content in contents:
        words = words_in(text, content)
        for start, term in zip(words.starts, terms(words.keys), strict=True):
            passages[min(start // PASSAGE, LAST_PASSAGE)].append(term)
    whole = words_of(text)
    covered = _Covered(span for content in contents for span in content)
    for start, term in zip(whole.starts, terms(whole.keys), strict=True):
        if start not in covered:
            passages[min(start // PASSAGE, LAST_PASSAGE)].append(term)
    base = document << PASSAGE_BITS
    return [(base + number, " ".join(found)) for number, found in sorted(passages.items())]


class _Covered:
    """Whether growing offsets lie inside one of some spans."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = iter(sorted(spans))
        self._start = self._end = -1

    def __contains__(self, offset: int) -> bool:
        while self._end <= offset:
            span = next(self._spans, None)
            if span is None:
                return False
            if span.end > self._end:
                self._start, self._end = span.start, span.end
        return self._start <= offset


def terms(keys: Sequence[str]) -> list[str]:
    """For each word the run that begins with it: shorter at the end."""
    first, second, third = zip(*map(_codes, keys), strict=True) if keys else ((), (), ())
    return [a + b + c for a, b, c in zip(first, (*second[1:], ""), (*third[2:], "", ""), strict=False)]


@lru_cache(maxsize=1 << 16)
def _codes(key: str) -> tuple[str, str, str]:
    """What stands for a word at the first, second and third place of a run. Two words that
    share a code cost a look at a passage that does not hold what is looked for."""
    digest = zlib.crc32(key.encode("utf-8", "surrogatepass"))
    letters = [_LETTERS[digest >> shift & 31] for shift in (0, 5, 10, 15, 20, 25)]
    return "".join(letters[:4]), "".join(letters[3:]), "".join(letters[4:])
