"""A reading with people's decisions in place of what they override; nothing else is touched.

A statement whose spans were corrected has the id of its new spans. The reading itself
stays on record as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Context, Figure, Reading, Statement
from onrecord.record.decisions import Decision, Field
from onrecord.record.reattach import attach
from onrecord.record.settling import settle

Verdicts = Mapping[Field | None, Decision]  # the decision in force on each field; None: on the whole


@dataclass(frozen=True, slots=True)
class Decided:
    """A reading as people have decided on it. ``held`` are the decisions on each statement by
    the id under which the program found it, ``found`` is that id for each statement shown;
    ``orphaned`` are the decisions that nothing is left to hold."""

    reading: Reading
    held: Mapping[str, tuple[Decision, ...]]
    found: Mapping[str, str]
    orphaned: tuple[Decision, ...] = ()

    def meant_by(self, id: str) -> str | None:
        """The id under which the program found the statement with this id: the one that it is shown
        with, its own, or one that it was decided on by. None when there is none any more."""
        if id in self.found:
            return self.found[id]
        if id in self.held:
            return id
        holding = (key for key, held in self.held.items() if any(one.target == id for one in held))
        return next(holding, None)


@dataclass(frozen=True, slots=True)
class _Shown:
    found: str
    statement: Statement
    context: Context | None
    decided: bool


def decided(reading: Reading, decisions: Sequence[Decision]) -> Reading:
    """``reading`` as ``decisions``, oldest first and none withdrawn, have it.

    The latest decision on a field wins, as does the latest of accept and reject. A rejected
    statement is left out; one that a person accepted or corrected is certain.
    """
    return apply(reading, decisions).reading


def apply(reading: Reading, decisions: Sequence[Decision]) -> Decided:
    """What ``decided`` gives, and which decision is held by which statement."""
    if not decisions:
        return Decided(reading, {}, {one.id: one.id for one in reading.statements})
    held = attach(reading.statements, decisions)
    shown: list[_Shown] = []
    changed: dict[str, Statement | None] = {}
    for one in reading.statements:
        verdicts = in_force(held.by.get(one.id, ()))
        settled, context = one, reading.contexts.get(one.id)
        if verdicts:
            if rejected(verdicts):
                changed[one.id] = None
                continue
            settled, context = settle(reading, one, context, verdicts)
            changed[one.id] = settled
        shown.append(_Shown(one.id, settled, context, bool(verdicts)))
    shown = _each_once(shown)
    return Decided(
        replace(
            reading,
            statements=tuple(one.statement for one in shown),
            contexts={one.statement.id: one.context for one in shown if one.context is not None},
            figures=_figures(reading.figures, changed),
        ),
        held.by,
        {one.statement.id: one.found for one in shown},
        held.orphaned,
    )


def in_force(decisions: Iterable[Decision]) -> dict[Field | None, Decision]:
    """Of the decisions on one statement, oldest first, the latest on each field."""
    return {one.field: one for one in decisions}


def rejected(verdicts: Verdicts) -> bool:
    """Whether the decisions in force say that it is no statement."""
    verdict = verdicts.get(None)
    return verdict is not None and verdict.action == "reject"


def _each_once(shown: list[_Shown]) -> list[_Shown]:
    """In text order where spans were corrected. A statement corrected to the spans of another
    takes that one's place."""
    if all(one.found == one.statement.id for one in shown):
        return shown
    best: dict[str, _Shown] = {}
    for one in sorted(shown, key=lambda one: not one.decided):
        best.setdefault(one.statement.id, one)
    kept = [one for one in shown if best[one.statement.id].found == one.found]
    return sorted(kept, key=lambda one: (one.statement.content[0].start, one.statement.content))


def _figures(figures: Iterable[Figure], changed: Mapping[str, Statement | None]) -> tuple[Figure, ...]:
    """The figures, each in the statement that holds it now; in a rejected one it is the
    document's own voice."""
    settled = [one for one in changed.values() if one is not None]
    out = []
    for figure in figures:
        id = figure.statement
        if id is None or id in changed:
            holders = [one for one in settled if any(figure.span in span for span in one.content)]
            own = [one for one in holders if id is not None and one is changed[id]]
            holder = next(iter(own or holders), None)
            figure = replace(figure, statement=holder.id if holder else None)
        out.append(figure)
    return tuple(out)
