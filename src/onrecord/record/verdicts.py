"""What people decided on who is who: which speakers are one, and who was taken out of which."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.model import content_id
from onrecord.record.schema import decision

_STANDING = (
    select(decision.c.action, decision.c.target, decision.c.value)
    .where(decision.c.action.in_(("merge", "split")), decision.c.withdrawn_at.is_(None))
    .order_by(decision.c.decided_at, decision.c.seq)
)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """``merged``: from each speaker's id to that of the one it was merged into; ``taken``: from a
    document's id and a speaker's within it to the id of the speaker made of it."""

    merged: Mapping[str, str]
    taken: Mapping[tuple[str, str], str]

    @property
    def made(self) -> frozenset[str]:
        """The ids of speakers whom decisions made what they are: one with others, or of their own."""
        return frozenset((*self.merged.values(), *(self.final(id) for id in self.taken.values())))

    @property
    def documents(self) -> frozenset[str]:
        """The ids of documents in which speakers were taken out of others."""
        return frozenset(document for document, _ in self.taken)

    def final(self, id: str, also: Iterable[str] = ()) -> str:
        """The id after all merges; ``also`` are other ids that the speaker goes by."""
        for known in (id, *sorted(also)):
            if known in self.merged:
                return self.merged[known]
        return id


def standing(connection: Connection) -> Verdicts:
    """The decisions to merge and split that are not withdrawn."""
    into: dict[str, str] = {}
    taken: dict[tuple[str, str], str] = {}
    for row in connection.execute(_STANDING):
        value = json.loads(row.value)
        if row.action == "merge":
            target = _root(into, row.target)
            into.setdefault(target, target)
            into.update((_root(into, one), target) for one in value)
        else:
            new = split_id(row.target, value)
            taken.update(((document, key), new) for document, key in value)
    return Verdicts({id: _root(into, id) for id in into}, taken)


def split_id(target: str, taken: Iterable[Iterable[str]]) -> str:
    """The id of the speaker that taking these out of ``target`` makes."""
    return content_id("speaker", "split", target, sorted(list(pair) for pair in taken))


def _root(into: Mapping[str, str], id: str) -> str:
    while (above := into.get(id, id)) != id:
        id = above
    return id
