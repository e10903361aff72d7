"""What a search is narrowed to, as conditions on ``current_statement``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import Connection

from onrecord.model import Act, Channel, Quotation, SpeakerKind
from onrecord.record import amounts, days, speakers

CHOICES = {
    "kind": get_args(SpeakerKind),
    "act": get_args(Act),
    "channel": get_args(Channel),
    "quotation": get_args(Quotation),
}
_LONGEST_TIME = 366  # days that a date as imprecise as a year covers


@dataclass(frozen=True, slots=True)
class Filters:
    """Which statements: those of a speaker by name, of a kind, by what the words do, at an
    outlet, on a channel, printed so, said between two dates, with a figure such as "2000",
    "more than 2000" or "1000..3000".

    Raises ValueError where a value cannot be one.
    """

    speaker: str | None = None
    kind: str | None = None
    act: str | None = None
    publisher: str | None = None
    channel: str | None = None
    quotation: str | None = None
    since: str | None = None
    until: str | None = None
    figure: str | None = None

    def __post_init__(self) -> None:
        for name, choices in CHOICES.items():
            value = getattr(self, name)
            if value is not None and value not in choices:
                raise ValueError(f"{name} is one of {', '.join(choices)}, not {value!r}")
        for name in ("since", "until"):
            value = getattr(self, name)
            if value is not None and days.bounds(value) == (None, None):
                raise ValueError(f"{name} is a date such as 2026-03-05 or 2026-03, not {value!r}")
        if self.figure is not None:
            amounts.parse(self.figure)


@dataclass(frozen=True, slots=True)
class Scope:
    """The statements that filters leave, as SQL conditions on ``current_statement AS c`` and
    their values in order; ``figure`` is what one of their figures must be."""

    where: tuple[str, ...] = ()
    values: tuple[Any, ...] = ()
    figure: amounts.Amount | None = None

    def __bool__(self) -> bool:
        return bool(self.where or self.figure)

    def among(self) -> Condition:
        """The condition for holding some statements against it, each for itself."""
        if self.figure is None:
            return Condition(self.where, self.values)
        each = "f.statement = c.statement AND f.reading = c.reading"
        exists = f"EXISTS (SELECT 1 FROM figure f WHERE {each} AND {self.figure.condition})"
        return Condition((*self.where, exists), (*self.values, *self.figure.values))

    def of_all(self) -> Condition:
        """The condition for looking through all statements: figures are looked up at once."""
        if self.figure is None:
            return Condition(self.where, self.values)
        found, each = f"c.statement IN ({self.figure.lookup})", self.among()
        return Condition((found, *each.where), (*self.figure.values, *each.values))


@dataclass(frozen=True, slots=True)
class Condition:
    """Conditions that must all be met, and their values in order."""

    where: tuple[str, ...]
    values: tuple[Any, ...]

    def select(self, *more: str, columns: str = "c.statement", by: str = "") -> str:
        """The query for the statements that also meet ``more``, whose values come last; ``by``
        says which index to go by."""
        where = " AND ".join((*self.where, *more))
        return f"SELECT {columns} FROM current_statement c{by} WHERE {where}"


def scope(connection: Connection, filters: Filters) -> Scope:
    """The statements that ``filters`` leave."""
    where, values, amount = [], [], None
    for name in CHOICES:
        if (value := getattr(filters, name)) is not None:
            where.append(f"c.{name} = ?")
            values.append(value)
    if filters.speaker is not None:
        keys = sorted(speakers.keys(connection, filters.speaker))
        where.append(f"c.speaker IN ({', '.join('?' * len(keys))})")
        values += keys
    if filters.publisher is not None:
        where.append("c.outlet = ?")  # without regard to case: see the column
        values.append(filters.publisher)
    if (first := days.bounds(filters.since)[0]) is not None:
        # The second condition, which follows from the first, is the one that an index knows.
        where.append("c.until >= ? AND c.since >= date(?, ?)")
        values += [first, first, f"-{_LONGEST_TIME} days"]
    if (last := days.bounds(filters.until)[1]) is not None:
        where.append("c.since <= ?")
        values.append(last)
    if filters.figure is not None:
        amount = amounts.parse(filters.figure)
    return Scope(tuple(where), tuple(values), amount)
