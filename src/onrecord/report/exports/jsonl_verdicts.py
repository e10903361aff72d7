"""What the lines of decisions and marks in an export are made of, as msgspec checks them."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.model import Span, Spans
from onrecord.record import correcting, days, decisions
from onrecord.record.decisions import Action, Decision, Field

_NEEDED = ("content", "quotation", "kind")  # what no statement is without


class DecisionLine(msgspec.Struct, kw_only=True):
    """A person's decision."""

    id: str
    action: Action
    target: str
    document: str | None
    field: Field | None
    value: Any
    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]
    support: list[tuple[int, int]]
    author: str
    note: str | None
    decided_at: str
    withdrawn_at: str | None
    withdrawn_by: str | None

    def decision(self) -> Decision:
        """The decision as a type. Raises ValueError when its value is not one for its field."""
        try:
            value = decisions.to_value(self.action, self.field, self.value)
        except (TypeError, KeyError) as error:
            raise ValueError(f"no value for {self.field or self.action}: {error}") from None
        if decisions.value_json(value) != self.value or not self._is_possible():
            raise ValueError(f"no value for {self.field or self.action}")
        return Decision(
            id=self.id,
            action=self.action,
            target=self.target,
            author=self.author,
            decided_at=self.decided_at,
            document=self.document,
            field=self.field,
            value=value,
            source=_pairs(self.source),
            cue=_pairs(self.cue),
            content=_pairs(self.content),
            support=_pairs(self.support),
            note=self.note,
            withdrawn_at=self.withdrawn_at,
            withdrawn_by=self.withdrawn_by,
        )

    def _is_possible(self) -> bool:
        if (self.action == "correct") != (self.field is not None):
            return False
        if self.field in _NEEDED and not self.value:
            return False
        if self.value is None:
            return self.action not in ("merge", "split")
        if self.field == "speaker":
            return self.value["kind"] in correcting.VOCABULARY["kind"]
        if self.field == "said":
            return days.bounds(self.value)[0] is not None
        allowed = correcting.VOCABULARY.get(self.field or "")
        return allowed is None or self.value in allowed


class MarkLine(msgspec.Struct):
    """That a document was removed, and perhaps that it may be read again."""

    document: str
    author: str
    reason: str | None
    forgotten_at: str
    lifted_at: str | None
    lifted_by: str | None


def _pairs(pairs: list[tuple[int, int]]) -> Spans:
    return tuple(Span(*pair) for pair in pairs)
