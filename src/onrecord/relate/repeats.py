"""Which outlets have what they say from another one alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.relate.origins import Account


@dataclass(frozen=True, slots=True)
class Repeat:
    """An outlet that has what it says from another one alone."""

    outlet: str
    of: str


def repeats(accounts: Sequence[Account]) -> tuple[Repeat, ...]:
    """The outlets whose every account came by way of another outlet, or stands in a copy of
    another outlet's text. None has it from one that has it from itself."""
    found: dict[str, set[str | None]] = {}
    for a in accounts:
        if a.outlet:
            of = a.via[0] if a.via else a.copied
            found.setdefault(a.outlet, set()).add(of if of != a.outlet else None)
    only = {outlet: {one for one in others if one} for outlet, others in found.items() if None not in others}
    return tuple(
        Repeat(outlet, of)
        for outlet in only
        for of in sorted(only[outlet])
        if not _leads_to(only, of, outlet)
    )


def _leads_to(only: Mapping[str, set[str]], outlet: str, other: str) -> bool:
    """Whether an outlet has what it says from the other one, if only by way of others."""
    reached = [outlet]
    for one in reached:
        reached += only.get(one, set()).difference(reached)
    return other in reached
