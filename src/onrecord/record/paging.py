"""From an order of statements to the hits on one page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from onrecord.record import hits, words
from onrecord.record.hits import Found, Hit
from onrecord.record.snippets import snippet

ENOUGH = 3  # times as many statements as a page has hits: enough of them have words of their own
_WORD = re.compile(r"\w+")


def shown(
    connection: Connection, order: Sequence[int], scores: Mapping[int, float], limit: int, marking: str | None
) -> tuple[tuple[Hit, ...], list[int]]:
    """The first ``limit`` hits of ``order``, and the keys of all statements that they show:
    those with the same words are one hit. ``marking`` is what is marked in the snippets."""
    groups: dict[str, list[tuple[int, Found]]] = {}
    for first in range(0, len(order), ENOUGH * limit):
        part = order[first : first + ENOUGH * limit]
        found = hits.load(connection, part)
        for key in part:
            if key in found:
                groups.setdefault(_same(found[key].words), []).append((key, found[key]))
        if len(groups) >= limit:
            break
    chosen = [*groups.values()][:limit]
    firsts = [group[0][1] for group in chosen]
    marked = words.marks([one.words for one in firsts], marking) if marking else [[] for _ in firsts]
    made = tuple(
        one.hit(
            scores.get(group[0][0], 0.0),
            snippet(one.text, one.statement, marks),
            [other.row.id for _, other in group[1:]],
        )
        for group, one, marks in zip(chosen, firsts, marked, strict=True)
    )
    return made, [key for group in chosen for key, _ in group]


def _same(content: str) -> str:
    """What two contents have in common that have the same words."""
    return " ".join(_WORD.findall(content.casefold())) or content
