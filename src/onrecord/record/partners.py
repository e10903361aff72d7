"""Statements on record that one statement may be related to, found by the words that they share.

However large the record, little is read: of each word the statements that have it last, of
words that many have those that have several of them. What is rarer counts for more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from math import log2

from sqlalchemy import Connection

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

_LOOK_UP = (
    "SELECT rowid FROM statement_words WHERE statement_words MATCH ? AND rowid <= ?"
    " ORDER BY rowid DESC LIMIT ?"
)
_LAST = 2**62
_NEWEST = "SELECT coalesce(max(seq), 0) FROM statement WHERE document <= ?"
_ABOUT = (
    "SELECT statement, document, speaker, since, until FROM current_statement"
    " WHERE statement IN (SELECT value FROM json_each(?)) AND confidence >= 0.5"
)


class Partners:
    """Looks up partners for a document's statements, remembering which words are common."""

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

    def of(
        self, keys: Iterable[str], *, speaker: int | None, since: str | None, until: str | None
    ) -> list[int]:
        """Keys of at most eight statements, those that share most first. ``since`` and ``until``
        are the days between which the statement was made."""
        scores = self._scores(terms(keys))
        if not scores:
            return []
        best = sorted(scores, key=lambda key: (-scores[key], -key))[:_LOOKED_AT]
        found: list[tuple[float, int]] = []
        for row in self._connection.exec_driver_sql(_ABOUT, (to_json(best, "keys"),)):
            late = self._before is not None and row.document > self._before
            if late or row.document in self._apart or not _near(row.since, row.until, since, until):
                continue
            own = speaker is not None and row.speaker == speaker
            found.append((scores[row.statement] + _SAME_SPEAKER * own, row.statement))
        return [key for _, key in sorted(found, key=lambda one: (-one[0], -one[1]))[: self._most]]

    def _scores(self, words: Sequence[str]) -> dict[int, float]:
        """How much each statement shares; in a record that is not
        small, those that share one word alone are left out."""
        scores: defaultdict[int, float] = defaultdict(float)
        once: set[int] = set()
        often: set[int] = set()
        common = []
        for word in words:
            rows = self._look_up(f'"{word}"')
            if len(rows) > MOST_ROWS:
                common.append(word)
                continue
            often |= once.intersection(rows)
            once.update(rows)
            for key in rows:
                scores[key] += 1 + log2(1 + MOST_ROWS / len(rows))
        groups = [common[at : at + TOGETHER] for at in range(0, len(common), TOGETHER)]
        for group in groups[:MOST_TOGETHER]:
            if len(group) > 1:
                rows = self._look_up(" AND ".join(f'"{word}"' for word in group))[:MOST_ROWS]
                often.update(rows)
                for key in rows:
                    scores[key] += _TOGETHER_WORTH
        return dict(scores) if self._small else {key: scores[key] for key in often}

    def _look_up(self, match: str) -> Sequence[int]:
        rows = self._rows.get(match)
        if rows is None:
            rows = (
                self._connection.exec_driver_sql(_LOOK_UP, (match, self._newest, MOST_ROWS + 1))
                .scalars()
                .all()
            )
            self._rows[match] = rows
        return rows


def terms(keys: Iterable[str]) -> list[str]:
    """The words by which partners are looked up: those that say what it is about, the longest
    first, since the longer are the rarer."""
    table = lexicon()
    found: dict[str, str] = {}
    for key in sorted(keys):
        if len(key) > 2 and key.isalpha() and key not in table.empty and key not in table.denials:
            root = stem(key)
            if root not in table.light:
                found.setdefault(root, key)
    return sorted(found.values(), key=lambda word: (-len(word), word))[:MOST_TERMS]


def _near(since: str | None, until: str | None, other_since: str | None, other_until: str | None) -> bool:
    """Whether the two may have been made within 18 months, as far as is known."""
    if since is None or until is None or other_since is None or other_until is None:
        return True
    return _apart(until, other_since) <= DAYS and _apart(other_until, since) <= DAYS


def _apart(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)) // timedelta(days=1)
