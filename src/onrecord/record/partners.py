"""Statements on record that one statement may be related to, found by the words that they share.

However large the record, little is read: of each word the statements that have it last, of
words that many have those that have several of them. What is rarer counts for more.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from math import log2
from typing import Any

from sqlalchemy import Connection, Row

from onrecord.record.plain import to_json
from onrecord.relate.lexicon import lexicon, stem

MOST = 8  # partners of a statement
MOST_TERMS = 12  # words of a statement that are looked up
MOST_ROWS = 96  # statements that a word is looked up for; a word of more is a common one
TOGETHER = 3  # common words that are looked up together
MOST_TOGETHER = 2  # such look-ups
SMALL = 2_000  # statements of a record that is looked through more widely
DAYS = 548  # within which two statements are compared: some 18 months
_LOOKED_AT = 4 * MOST
_SAME_SPEAKER = 4.0
_TOGETHER_WORTH = 2.5

_LOOK_UP = """
SELECT value, (SELECT json_group_array(rowid) FROM (
  SELECT rowid FROM statement_words WHERE statement_words MATCH value AND rowid <= ?
  ORDER BY rowid DESC LIMIT ?))
FROM json_each(?)"""
_LAST = 2**62
_NEWEST = "SELECT coalesce(max(seq), 0) FROM statement WHERE document <= ?"
_ABOUT = (
    "SELECT statement, document, speaker, since, until FROM current_statement"
    " WHERE statement IN (SELECT value FROM json_each(?)) AND confidence >= 0.5"
)


class Partners:
    """Looks up partners for a document's statements, remembering what it has looked up."""

    def __init__(self, connection: Connection, apart: Collection[int], before: int | None) -> None:
        """``apart`` are keys of documents whose statements are no partners; nor are those of
        documents that were recorded after ``before``."""
        self._before = before
        self._newest = (
            _LAST if before is None else connection.exec_driver_sql(_NEWEST, (before,)).scalar_one()
        )
        self._connection = connection
        self._apart = apart
        newest = connection.exec_driver_sql("SELECT coalesce(max(statement), 0) FROM current_statement")
        self._small = newest.scalar_one() <= SMALL
        self._most = _LOOKED_AT if self._small else MOST
        self._rows: dict[str, Sequence[int]] = {}
        self._found: dict[tuple[str, ...], dict[int, float]] = {}
        self._about: dict[int, Row[Any] | None] = {}

    def expect(self, statements: Iterable[Iterable[str]]) -> None:
        """Look up at once what is going to be asked for one after the other: the words of several
        statements."""
        wanted = [terms(keys) for keys in statements]
        self._look_up({word for words in wanted for word in words})
        self._look_up({group for words in wanted for group in self._groups(words)})
        self._read({key for words in wanted for key in self._best(words)})

    def of(
        self, keys: Iterable[str], *, speaker: int | None, since: str | None, until: str | None
    ) -> list[int]:
        """Keys of at most eight statements, those that share most first. ``since`` and ``until``
        are the days between which the statement was made."""
        scores = self._best(terms(keys))
        self._read(scores)
        found: list[tuple[float, int]] = []
        for key, score in scores.items():
            row = self._about[key]
            if row is None or not _near(row.since, row.until, since, until):
                continue
            own = speaker is not None and row.speaker == speaker
            found.append((score + _SAME_SPEAKER * own, key))
        return [key for _, key in sorted(found, key=lambda one: (-one[0], -one[1]))[: self._most]]

    def _best(self, words: tuple[str, ...]) -> dict[int, float]:
        """Those that share most, the best first, and how much each shares."""
        if words not in self._found:
            scores = self._scores(words)
            best = sorted(scores, key=lambda key: (-scores[key], -key))[:_LOOKED_AT]
            self._found[words] = {key: scores[key] for key in best}
        return self._found[words]

    def _scores(self, words: Sequence[str]) -> dict[int, float]:
        """How much each statement shares; in a record that is not
        small, those that share one word alone are left out."""
        scores: defaultdict[int, float] = defaultdict(float)
        once: set[int] = set()
        often: set[int] = set()
        self._look_up(words)
        for word in words:
            rows = self._rows[word]
            if len(rows) > MOST_ROWS:
                continue
            often |= once.intersection(rows)
            once.update(rows)
            worth = 1 + log2(1 + MOST_ROWS / len(rows)) if rows else 0.0
            for key in rows:
                scores[key] += worth
        groups = self._groups(words)
        self._look_up(groups)
        for group in groups:
            rows = self._rows[group][:MOST_ROWS]
            often.update(rows)
            for key in rows:
                scores[key] += _TOGETHER_WORTH
        return dict(scores) if self._small else {key: scores[key] for key in often}

    def _groups(self, words: Sequence[str]) -> list[str]:
        """The common ones among the words, which have been looked up, by those that are looked up
        together."""
        common = [word for word in words if len(self._rows[word]) > MOST_ROWS]
        groups = [common[at : at + TOGETHER] for at in range(0, len(common), TOGETHER)]
        return [" AND ".join(group) for group in groups[:MOST_TOGETHER] if len(group) > 1]

    def _look_up(self, matches: Iterable[str]) -> None:
        """The statements that have each of these words, or groups of words, the newest first."""
        new = sorted({match for match in matches if match not in self._rows})
        if new:
            given = (self._newest, MOST_ROWS + 1, to_json(new, "matches"))
            for match, rows in self._connection.exec_driver_sql(_LOOK_UP, given):
                self._rows[match] = json.loads(rows)

    def _read(self, keys: Iterable[int]) -> None:
        """What each of these statements is known by; None for one that is no partner."""
        new = [key for key in keys if key not in self._about]
        if new:
            self._about.update(dict.fromkeys(new))
            for row in self._connection.exec_driver_sql(_ABOUT, (to_json(new, "keys"),)):
                late = self._before is not None and row.document > self._before
                if not late and row.document not in self._apart:
                    self._about[row.statement] = row


def terms(keys: Iterable[str]) -> tuple[str, ...]:
    """The words by which partners are looked up, in quotation marks: those that say what it is
    about, the longest first, since the longer are the rarer."""
    table = lexicon()
    found: dict[str, str] = {}
    for key in sorted(keys):
        if len(key) > 2 and key.isalpha() and key not in table.empty and key not in table.denials:
            root = stem(key)
            if root not in table.light:
                found.setdefault(root, key)
    words = sorted(found.values(), key=lambda word: (-len(word), word))[:MOST_TERMS]
    return tuple(f'"{word}"' for word in words)


def _near(since: str | None, until: str | None, other_since: str | None, other_until: str | None) -> bool:
    """Whether the two may have been made within 18 months, as far as is known."""
    if since is None or until is None or other_since is None or other_until is None:
        return True
    return _apart(until, other_since) <= DAYS and _apart(other_until, since) <= DAYS


def _apart(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)) // timedelta(days=1)
