"""Filters at work: the statements themselves where they are few, else a condition that each
candidate is held against. Either is quick however much is on record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from onrecord.record.filters import Scope
from onrecord.record.nearest import Keys

FEW = 5000


@dataclass(frozen=True, slots=True, eq=False)
class Narrowed:
    """What ``scope`` leaves of the statements with keys up to ``until``; ``few`` are their keys
    in order, None when they are many."""

    scope: Scope
    until: int
    few: Keys | None

    def kept(self, connection: Connection, keys: Sequence[int]) -> list[int]:
        """Those of ``keys`` that are left, in the order given; for ``few``, all must be of them."""
        if not self.scope or self.few is not None:
            return [*keys]
        condition = self.scope.among()
        query = condition.select("c.statement IN (SELECT value FROM json_each(?))", by=" NOT INDEXED")
        left = set(connection.exec_driver_sql(query, (*condition.values, json.dumps([*keys]))).scalars())
        return [key for key in keys if key in left]

    def newest(self, connection: Connection, count: int, excluded: str | None) -> list[int]:
        """The ``count`` statements that were said last, without those that have ``excluded``
        words; those of unknown date come at the end."""
        condition = self.scope.among()
        more, values = ["+c.statement <= ?"], [*condition.values, self.until]
        if self.few is not None:
            more.append("c.statement IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(self.few.tolist()))
        if excluded is not None:
            more.append(
                "c.statement NOT IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)"
            )
            values.append(excluded)
        # Many are met with soon, going back in time; SQLite would rather sort them all.
        by = " NOT INDEXED" if self.few is not None else " INDEXED BY current_statement_since"
        query = condition.select(*more, columns="c.statement, c.since", by=by)
        query += " ORDER BY c.since DESC, c.statement DESC LIMIT ?"
        return [*connection.exec_driver_sql(query, (*values, count)).scalars()]


def narrow(connection: Connection, scope: Scope, until: int) -> Narrowed:
    """What ``scope`` leaves of the statements with keys up to ``until``."""
    if not scope:
        return Narrowed(scope, until, None)
    condition = scope.of_all()
    # "+": not by going through all statements up to that one
    query = condition.select("+c.statement <= ?") + " LIMIT ?"
    keys = connection.exec_driver_sql(query, (*condition.values, until, FEW + 1)).scalars().all()
    return Narrowed(scope, until, None if len(keys) > FEW else np.array(sorted(keys), dtype=np.int64))
