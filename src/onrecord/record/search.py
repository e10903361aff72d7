"""Statements by words and by meaning.

Two rankings are fused. BM25 ranks the statements that have all the words, or some where none
has all; nearness of meaning ranks these and whatever else is near. Each gives a statement
one over its rank; originals and statements that are surely ones come slightly first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from onrecord.extract import meaning
from onrecord.extract.meaning import Floats
from onrecord.model import ORIGINAL_TYPES
from onrecord.record import cursor, nearest, paging, words
from onrecord.record.filters import Filters, scope
from onrecord.record.hits import Hit
from onrecord.record.narrowing import Narrowed, narrow
from onrecord.record.nearest import Nearest
from onrecord.record.query import Query, Term, one_of, parse
from onrecord.record.store import Record

MOST = 1000  # hits on a page
NEAR = 200  # statements that are found by meaning alone, at most
ALIKE = 0.45  # how near they must be; of statements drawn at random one in 1,000 is
LOOKED_AT = 4000  # matches, the newest, and of the nearest, that are held against filters at once
ENOUGH = 200  # matches that are left, before further ones are looked at
SOME = 2000  # of the words where no statement has all, those that so many have are looked for
_DAMPING = 60  # of reciprocal rank fusion: how little the first ranks differ
_MEANING = 0.7  # what a rank by meaning counts beside one by words,
_SOME = 0.5  # and what one by words counts beside that where only some of them are there
_ORIGINAL = 1.1  # what an original's score is multiplied by
_DOUBT = 0.2  # what a statement's score loses that is surely none,
_BREVITY = 0.04  # and what it loses for each word that it has fewer than eight: "a tax" says little

Scores = dict[int, float]


@dataclass(frozen=True, slots=True)
class Page:
    """Hits, best first. ``next`` is what ``after`` takes for those that follow, None at the
    end. ``some`` says that no statement has all the words, and these have some of them."""

    hits: tuple[Hit, ...]
    next: str | None = None
    some: bool = False


def search(
    record: Record,
    words: str = "",
    *,
    speaker: str | None = None,
    kind: str | None = None,
    act: str | None = None,
    publisher: str | None = None,
    channel: str | None = None,
    quotation: str | None = None,
    since: str | None = None,
    until: str | None = None,
    figure: str | None = None,
    limit: int = 20,
    after: str | None = None,
) -> Page:
    """The statements on record that ``words`` and filters ask for, best first; without words
    the newest first.

    Words are as people type them (``query.py`` has the rules). Statements with the same words
    are one hit, which names the others. ``after`` goes on where an earlier page of the same
    search ended, among the statements that were on record then.

    Raises ValueError for a filter, limit or ``after`` that cannot be one, RecordError when
    the record cannot be read, WeightsError when the table of meanings is damaged.
    """
    filters = Filters(speaker, kind, act, publisher, channel, quotation, since, until, figure)
    if not 1 <= limit <= MOST:
        raise ValueError(f"limit is from 1 to {MOST}, not {limit}")
    asked = (words, filters)
    start = None if after is None else cursor.decode(after, asked)
    query = parse(words)
    with record.moment() as connection:
        if start is None:
            newest = connection.exec_driver_sql("SELECT max(seq) FROM statement").scalar() or 0
            start = cursor.Cursor(newest)
        narrowed = narrow(connection, scope(connection, filters), start.until)
        some = False
        if query.groups:
            scores, some = _scored(record, connection, query, narrowed)
            ranked = sorted(scores, key=lambda key: (-scores[key], -key))
            order = [key for key in ranked if key not in start.shown]
        elif words.strip() and not query.excluded:
            return Page(())
        else:
            excluded = one_of(query.excluded) if query.excluded else None
            wanted = len(start.shown) + paging.ENOUGH * limit
            found = narrowed.newest(connection, wanted, excluded)
            order, scores = [key for key in found if key not in start.shown], {}
        marking = one_of([term for group in query.telling for term in group]) if query.groups else None
        hits, shown = paging.shown(connection, order, scores, limit, marking)
    after = cursor.encode(start.after(shown), asked) if len(order) > len(shown) and hits else None
    return Page(hits, after, some)


def _scored(record: Record, connection: Connection, query: Query, narrowed: Narrowed) -> tuple[Scores, bool]:
    """The score of each statement that is found, and whether only some of the words were."""
    by_words = _with(connection, query.all_of(query.telling), narrowed)
    some = False
    if not by_words and len(query.telling) > 1:
        by_words = _with(connection, query.any_of(_rarest(connection, query)), narrowed)
        some = bool(by_words)
    counts = _SOME * _MEANING if some else 1.0
    scores = {key: counts / (_DAMPING + rank) for rank, key in enumerate(by_words, 1)}
    for rank, key in enumerate(_by_meaning(record, connection, query, narrowed, by_words), 1):
        scores[key] = scores.get(key, 0.0) + _MEANING / (_DAMPING + rank)
    return _weighed(connection, scores), some


def _with(connection: Connection, expression: str, narrowed: Narrowed) -> list[int]:
    """The statements that match ``expression``, best first."""
    if narrowed.few is not None:
        return words.ranked(connection, expression, narrowed.until, narrowed.few.tolist())
    if not narrowed.scope:
        return words.ranked(connection, expression, narrowed.until)
    kept: list[int] = []
    last, count = narrowed.until, LOOKED_AT
    while True:
        newest = words.matching(connection, expression, last, count)
        kept += narrowed.kept(connection, newest)
        if len(newest) < count or len(kept) >= ENOUGH:
            return words.ranked(connection, expression, narrowed.until, kept[: words.RANKED])
        last, count = newest[-1] - 1, 2 * count


def _rarest(connection: Connection, query: Query) -> Sequence[Sequence[Term]]:
    """The groups that the fewest statements meet, as long as those are not too many to rank."""
    counted = sorted(
        (words.count(connection, one_of(group), SOME), place) for place, group in enumerate(query.telling)
    )
    chosen: list[Sequence[Term]] = []
    total = 0
    for count, place in counted:
        total += count
        if chosen and total > SOME:
            break
        chosen.append(query.telling[place])
    return chosen


def _by_meaning(
    record: Record, connection: Connection, query: Query, narrowed: Narrowed, found: Sequence[int]
) -> list[int]:
    """The statements nearest to the query, those ``found`` by words among them, nearest first."""
    vector = meaning.shared().vectors([query.plain])[0]
    if not vector.any():
        return []
    codes = nearest.of(record, connection)
    near = codes.similarity(vector, np.array(sorted(found), dtype=np.int64))
    if not query.exact:
        others = _near(connection, codes, vector, narrowed)
        if query.excluded and others:
            wanted = words.having(connection, one_of(query.excluded), [*others])
            others = {key: others[key] for key in others.keys() - wanted}
        near |= others
    return sorted(near, key=lambda key: (-near[key], -key))


def _near(connection: Connection, codes: Nearest, vector: Floats, narrowed: Narrowed) -> Scores:
    """The statements that are about the same as the query, and how near they are."""
    count = LOOKED_AT if narrowed.scope and narrowed.few is None else NEAR
    keys, nearness = codes.best(vector, count, narrowed.until, narrowed.few)
    alike = {key: how for key, how in zip(keys.tolist(), nearness.tolist(), strict=True) if how >= ALIKE}
    return {key: alike[key] for key in narrowed.kept(connection, [*alike])[:NEAR]}


def _weighed(connection: Connection, scores: Scores) -> Scores:
    """``scores`` of the statements that are found now, originals and sure ones slightly up."""
    query = "SELECT statement, type, confidence, words FROM current_statement WHERE statement IN"
    values = (json.dumps([*scores]),)
    rows = connection.exec_driver_sql(f"{query} (SELECT value FROM json_each(?))", values)
    return {
        key: scores[key]
        * (_ORIGINAL if type in ORIGINAL_TYPES else 1.0)
        * (1 - _DOUBT * (1 - confidence))
        * (1 - _BREVITY * max(8 - words, 0))
        for key, type, confidence, words in rows
    }
