"""What the lines of decisions and marks in an export are made of, as msgspec checks them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec

from onrecord.model import Act, Channel, Quotation, RelationType, Span, Spans, SpeakerKind, Statement
from onrecord.record import days, decisions
from onrecord.record.decisions import Action, Decision, Field
from onrecord.record.related import relation_id

_Pairs = list[tuple[int, int]]
_SOME = msgspec.Meta(min_length=1)


class _NameObject(msgspec.Struct, forbid_unknown_fields=True):
    name: Annotated[str, _SOME]
    kind: SpeakerKind


# What a value is, by field; and of a decision on speakers, by action.
_VALUES: Mapping[Field, Any] = {
    "source": Annotated[_Pairs, _SOME] | None,
    "cue": Annotated[_Pairs, _SOME] | None,
    "content": Annotated[_Pairs, _SOME],
    "quotation": Quotation,
    "speaker": _NameObject | None,
    "kind": SpeakerKind,
    "role": Annotated[str, _SOME] | None,
    "said": str | None,
    "act": Act | None,
    "channel": Channel | None,
    "via": Annotated[list[Annotated[str, _SOME]], _SOME] | None,
}
_OF_SPEAKERS: Mapping[Action, Any] = {
    "merge": Annotated[list[str], _SOME],
    "split": Annotated[list[tuple[str, str]], _SOME],
}


class DecisionLine(msgspec.Struct, kw_only=True):
    """A person's decision."""

    id: str
    action: Action
    target: str
    document: str | None
    field: Field | None
    value: Any
    source: _Pairs
    cue: _Pairs
    content: _Pairs
    support: _Pairs
    author: str
    note: str | None
    decided_at: str
    withdrawn_at: str | None
    withdrawn_by: str | None

    def decision(self) -> Decision:
        """The decision as a type. Raises ValueError when its parts are not those of one."""
        self._check()
        value = decisions.to_value(self.action, self.field, self.value)
        if decisions.value_json(value) != self.value:
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

    def _check(self) -> None:
        """Raises ValueError for what no decision consists of."""
        if (self.withdrawn_at is None) != (self.withdrawn_by is None):
            raise ValueError("a withdrawal has a time and somebody who withdrew")
        if (self.action == "correct") != (self.field is not None):
            raise ValueError(f"no field for {self.action}")
        if self.document is None:
            self._check_across()
        elif self.action in _OF_SPEAKERS:
            raise ValueError(f"a {self.action} is on no one document")
        else:
            self._check_value(_VALUES[self.field] if self.field else None)
            if self.field == "said" and self.value is not None and days.bounds(self.value)[0] is None:
                raise ValueError(f"no value for said: {self.value[:40]!r} is no date")
            content, source, cue = (_pairs(part) for part in (self.content, self.source, self.cue))
            if self.target != Statement(self.document, content, source, cue).id:
                raise ValueError(f"the target {self.target[:40]!r} is not the statement with its spans")

    def _check_across(self) -> None:
        if self.action == "correct" or self.source or self.cue or self.content or self.support:
            raise ValueError("it has words of no document")
        self._check_value(_OF_SPEAKERS.get(self.action, tuple[RelationType, str, str]))
        if self.action not in _OF_SPEAKERS and self.target != relation_id(*self.value[1:]):
            raise ValueError(f"the target {self.target[:40]!r} is not the relation of its statements")

    def _check_value(self, type: Any) -> None:
        try:
            msgspec.convert(self.value, type)
        except msgspec.ValidationError as error:
            raise ValueError(f"no value for {self.field or self.action}: {error}") from None


class MarkLine(msgspec.Struct):
    """That a document was removed, and perhaps that it may be read again."""

    document: str
    author: str
    reason: str | None
    forgotten_at: str
    lifted_at: str | None
    lifted_by: str | None


def _pairs(pairs: _Pairs) -> Spans:
    return tuple(Span(*pair) for pair in pairs)
