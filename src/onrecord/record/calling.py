"""What speakers are called whom a person merged or split; ``placing.py`` names all others.

A speaker goes by the name of those who would have its id without being merged, or else of
those who were merged into it. Only the names of those who are this speaker now count, so that
nobody goes by a name that no document has for them, and the same decisions on the same
documents give the same names in every record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, or_

from onrecord.record import placing, profiles, seating
from onrecord.record.placing import Name
from onrecord.record.profiles import number, weight
from onrecord.record.schema import identity, profile
from onrecord.record.verdicts import Verdicts


def call(connection: Connection, speakers: Iterable[int], standing: Verdicts) -> None:
    """Name the speakers with these keys as their documents now do."""
    left = profiles.left(connection, standing.documents)
    found = {seq: _names(connection, seq, standing, left) for seq in speakers}
    placing.call(connection, {seq: placing.best(names) for seq, names in found.items() if names})


def _names(
    connection: Connection, seq: int, standing: Verdicts, left: Mapping[int, int]
) -> Mapping[Name, int]:
    """The names that count, with how much documents use each; none for whom no document has."""
    blocks = profiles.blocks_of(connection, profile.c.speaker == seq)
    every = [seat for some in placing.seats(connection, blocks, standing) for seat in some]
    here = [seat for seat in every if seat.speaker == seq]
    if own := placing.usual([seat for seat in here if seat.own], left):
        return own
    rest = _not_by_profile(connection, seq)
    if alone := [row for row in rest if number(seating.alone(row) or "") == seq]:
        return _counted(alone)
    borne = Counter(placing.usual(here, left)) + Counter(_counted(rest))
    return borne or placing.usual([seat for seat in here if seat.own] or here)


def _not_by_profile(connection: Connection, seq: int) -> Sequence[Row[Any]]:
    """Those who are this speaker by a decision on them, or on the one that each is alone."""
    not_placed = or_(identity.c.split.is_not(None), profile.c.speaker.is_(None))
    return seating.rows(connection, identity.c.speaker == seq, not_placed)


def _counted(some: Iterable[Row[Any]]) -> Mapping[Name, int]:
    weights: Counter[Name] = Counter()
    for row in some:
        weights[row.name, row.kind] += weight(1)
    return weights
