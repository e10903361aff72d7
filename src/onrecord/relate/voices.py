"""Who says something, as far as it matters to who may revise it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import SpeakerKind


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it and when. ``key`` is the same for all statements of one speaker; ``body`` holds
    the words that name the body they speak for ("lenning bridge authority"), ``said`` is an ISO
    8601 date. ``once`` says that it was before the day of its document ("in the past"), ``assumed``
    that the date is the document's own, ``denies`` that the words deny all that they are followed
    by; ``kind`` is the speaker's."""

    key: str | None = None
    body: frozenset[str] = frozenset()
    said: str | None = None
    once: bool = False
    assumed: bool = False
    denies: bool = False
    kind: SpeakerKind | None = None

    def same(self, other: Voice) -> bool:
        """Whether both are one speaker, or speak for one body."""
        if self.key is not None and self.key == other.key:
            return True
        if not self.body or not other.body:
            return False
        return self.body <= other.body or other.body <= self.body


NOBODY = Voice()
