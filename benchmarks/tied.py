"""Embedded posts tied to their originals in an archive, by the record's own relations.

A post in an article is tied to the post of the archive that its best relation leads to
(``same_words`` before ``altered``, all words before a part of them). Recall is over the posts
marked in ``embedded-posts-dev.jsonl``; precision over those of them that are tied, and over the
other embedded posts of the same articles that are tied to an account which is not theirs. The
same words by the same account at another time (a *twin*) are right, and counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import tables
from benchmarks.shared import Json, interval, resamples, shared
from onrecord.record import Record, open_record
from onrecord.relate.words import words_of

WANTED = 0.95
_HALF = 0.5  # of a marked post's characters, so that a statement is it
_WORDS = ("same_words", "altered")
_RANK = {"verbatim": 0, "part": 1, "indirect": 2}
_HANDLE = re.compile(r"@(\w+)")
_STATEMENTS = """
SELECT r.input_id AS article, c.statement, c.quotation, p.part, p.start, p."end", d.text
FROM current_statement c JOIN reading r ON r.seq = c.reading JOIN document d ON d.seq = c.document
JOIN statement_span p ON p.statement = c.statement AND p.part IN ('content', 'source')
WHERE c.type = 'report'"""
_TIES = """
SELECT h.statement, t.input_id AS post, t.handle, x.type, x.detail, x.confidence
FROM (SELECT a AS here, b AS there, type, detail, confidence FROM relation
      UNION ALL SELECT b, a, type, detail, confidence FROM relation) x
JOIN current_statement h ON h.statement = x.here AND h.type = 'report'
JOIN current_statement o ON o.statement = x.there AND o.type = 'post'
JOIN reading t ON t.seq = o.reading
WHERE x.type IN ('same_words', 'altered')"""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation to a post of the archive."""

    post: str
    handle: str | None
    type: str
    detail: str | None
    confidence: float

    @property
    def order(self) -> tuple[object, ...]:
        """What puts the best first."""
        return (_WORDS.index(self.type), _RANK.get(self.detail or "", 3), -self.confidence, self.post)


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of an article: where its content is, and its relations to the archive."""

    quotation: str
    handle: str | None
    spans: tuple[tuple[int, int], ...]
    ties: tuple[Tie, ...]

    def share(self, start: int, end: int) -> float:
        """How much of a passage its content covers."""
        return sum(max(0, min(end, b) - max(start, a)) for a, b in self.spans) / (end - start)


def rows(limit: int | None = None) -> list[Json]:
    """The marked posts of the first ``limit`` articles that have some."""
    path = shared() / "corpora" / "embedded-posts-dev.jsonl"
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    kept = set([*dict.fromkeys(row["article"] for row in found)][:limit])
    return [row for row in found if row["article"] in kept]


def measure(path: Path, marked: Sequence[Json], posts: Iterable[Json]) -> Json:
    """Scores on a record that holds the archive and the articles; ``posts`` are the archive's rows."""
    with open_record(path, read_only=True) as record:
        told = statements(record)
    return scores(marked, told, twins(posts))


def twins(posts: Iterable[Json]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What posts compare by: one account, the same words."""
    return {row["id"]: (row["handle"], words_of(row["text"]).keys) for row in posts}


def statements(record: Record) -> dict[str, list[Told]]:
    """The statements of the reports on record, by article."""
    ties: dict[int, list[Tie]] = defaultdict(list)
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    told: dict[int, tuple[str, str]] = {}
    handles: dict[int, str] = {}
    with record.moment() as connection:
        for row in connection.exec_driver_sql(_TIES):
            ties[row.statement].append(Tie(row.post, row.handle, row.type, row.detail, row.confidence))
        for row in connection.exec_driver_sql(_STATEMENTS):
            told[row.statement] = (row.article, row.quotation)
            if row.part == "content":
                spans[row.statement].append((row.start, row.end))
            elif named := _HANDLE.search(row.text[row.start : row.end]):
                handles[row.statement] = named[1]
    found: dict[str, list[Told]] = defaultdict(list)
    for key, (article, quotation) in told.items():
        best = sorted(ties[key], key=lambda tie: tie.order)
        found[article].append(Told(quotation, handles.get(key), tuple(spans[key]), tuple(best)))
    return found


def scores(marked: Sequence[Json], told: Mapping[str, Sequence[Told]], same: Mapping[str, Any]) -> Json:
    """Precision and recall with their intervals, and what they are made of."""
    counts: Counter[str] = Counter()
    by_article: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])  # right, tied, marked
    for row in marked:
        outcome = _outcome(row, told.get(row["article"], ()), same, counts)
        counts[outcome] += 1
        here = by_article[row["article"]]
        here[2] += 1
        here[1] += outcome in ("right", "twin", "wrong")
        here[0] += outcome in ("right", "twin")
    for article in by_article:
        by_article[article][1] += _foreign(article, told.get(article, ()), marked, counts)
    counts["quoted, not embedded"] = sum(len(_quoted(told.get(article, ()))) for article in by_article)
    table = np.array([*by_article.values()], float)
    drawn = resamples(len(table)) @ table
    right, tied, all_ = table.sum(axis=0)
    return {
        "articles": len(table),
        "marked": len(marked),
        "precision": float(right / max(1, tied)),
        "precision_interval": interval(drawn[:, 0] / np.maximum(1, drawn[:, 1])),
        "recall": float(right / max(1, all_)),
        "recall_interval": interval(drawn[:, 0] / np.maximum(1, drawn[:, 2])),
        "counts": dict(sorted(counts.items())),
    }


def _outcome(row: Json, here: Sequence[Told], same: Mapping[str, Any], counts: Counter[str]) -> str:
    """What became of a marked post; relations beyond the best are counted aside."""
    over = [one for one in here if one.share(row["start"], row["end"]) >= _HALF]
    posts = [one for one in over if one.quotation == "post"]
    signed = bool(posts)
    if not signed:
        counts["not found as a post"] += 1
    ties = sorted((tie for one in posts or over for tie in one.ties), key=lambda tie: tie.order)
    if not ties:
        return "not tied"
    counts["relations"] += len(ties)
    counts["relations to the post or a twin"] += sum(_same(tie.post, row["post"], same) for tie in ties)
    counts["relations by all words or altered to others"] += sum(
        not _same(tie.post, row["post"], same) and (tie.type == "altered" or tie.detail == "verbatim")
        for tie in ties
    )
    if not _same(ties[0].post, row["post"], same):
        return "wrong"
    if not signed:
        counts["found only because the archive has them"] += 1
    return "right" if any(tie.post == row["post"] for tie in ties) else "twin"


def _same(post: str, other: str, same: Mapping[str, Any]) -> bool:
    return post == other or (post in same and same[post] == same.get(other))


def _foreign(article: str, here: Sequence[Told], marked: Sequence[Json], counts: Counter[str]) -> int:
    """How many unmarked posts of the article are tied to a post of another account."""
    own = [(row["start"], row["end"]) for row in marked if row["article"] == article]
    wrong = 0
    for one in here:
        if one.quotation != "post" or not one.ties or any(one.share(*span) for span in own):
            continue
        foreign = (one.handle or "").lower() != (one.ties[0].handle or "").lower()
        counts["unmarked, tied to another account" if foreign else "unmarked, tied to their account"] += 1
        wrong += foreign
    return wrong


def _quoted(here: Sequence[Told]) -> set[str]:
    """The archive's posts whose words an article has in its prose alone."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for one in here:
        found[one.quotation == "post"].update(tie.post for tie in one.ties if tie.type == "same_words")
    return found[False] - found[True]


def page(result: Json) -> str:
    """This part of the section."""
    of = result["counts"]
    rows_ = [
        [name, tables.number(result[name]), tables.span(result[f"{name}_interval"]), f"{WANTED}"]
        for name in ("precision", "recall")
    ]
    return "\n\n".join(
        (
            f"### Embedded posts and their originals\n\n{result['marked']} posts embedded in "
            f"{result['articles']} articles (`embedded-posts-dev.jsonl`), all posts of `posts.jsonl.gz` on "
            "record before: each is tied to the post that its best relation leads to. Another post of the "
            f"account with the very same words is right too ({of.get('twin', 0)}); an embedded post of "
            "another account that is tied to the archive is wrong "
            f"({of.get('unmarked, tied to another account', 0)}).",
            tables.table(("", "", "interval", "wanted"), rows_),
            f"{of.get('not found as a post', 0)} of them are not found as posts in the text alone; "
            f"{of.get('found only because the archive has them', 0)} are found only because the archive has "
            f"them. {of.get('wrong', 0)} are tied to another post, {of.get('not tied', 0)} to none. The same "
            f"articles have words of {of['quoted, not embedded']} other posts of the archive in their prose.",
        )
    )
