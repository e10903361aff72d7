"""The documents that a story quotes from: the report, poll or release that goes on speaking."""

from __future__ import annotations

import re

from onrecord.context.channel import Told, head_words
from onrecord.context.evidence import Evidence, Reader
from onrecord.context.occasion import Occasion

_OF_DOCUMENT = re.compile(r"(?:the|this) (?:\w+ )?\w+$")
_AUTHORS = re.compile(r"(?:the|its) (?:\w+ )?(?:authors|researchers|pollsters|investigators)\b")
# Words for one kind of document. What is in none of them may be any.
_ALIKE = tuple(
    frozenset(group.split())
    for group in (
        "poll polls survey surveys polling",
        "report study analysis review audit paper research findings",
        "affidavit lawsuit suit complaint indictment filing petition motion brief warrant",
        "ruling opinion decision order court panel judge judges justices dissent",
        "statement release communiqué communique",
        "letter memo memorandum email e-mail note message",
        "book memoir autobiography",
        "bill law act statute",
    )
)


class Papers:
    """The occasions of the documents that have spoken up to now, by what they are called."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._named: list[tuple[str, Occasion]] = []

    def add(self, occasion: Occasion) -> None:
        """Keeps the occasion if a document spoke, or if the words were in one."""
        if occasion.told is not None and (noun := self._noun(occasion.told)):
            self._named.append((noun, occasion))

    def called(self, e: Evidence) -> Occasion | None:
        """The last report, poll or release that may be called what a statement calls it."""
        words = e.short_source.rsplit(None, 1)
        called = words[-1] if words and not e.pronoun and not _AUTHORS.match(e.short_source) else ""
        alike = (occasion for noun, occasion in reversed(self._named) if noun == called)
        may_be = (occasion for noun, occasion in reversed(self._named) if _alike(noun, called))
        return next(alike, None) or next(may_be, None)

    def _noun(self, told: Told) -> str:
        """What a document is called that spoke, or that the words were in: "a news release"."""
        if told.method not in ("source is a document", "court ruling") and told.channel != "statement":
            return ""
        words = head_words(self.reader.clauses.text[told.span.start : told.span.end]).lower().split()
        known = [word for word in words if any(word in group for group in _ALIKE)]
        return (known or words or [""])[-1]  # "affidavit" of "an affidavit filed last Thursday"


def speaks_for_document(e: Evidence) -> bool:
    """ "the report", "its authors": the document that the story has been about."""
    kind = e.speaker.kind if e.speaker else None
    if kind == "document":
        return e.told is not None and (e.pronoun or _OF_DOCUMENT.match(e.short_source) is not None)
    return kind != "person" and _AUTHORS.match(e.short_source) is not None


def _alike(a: str, b: str) -> bool:
    """Whether two words may mean one document: not a release and an affidavit."""
    left, right = (next((n for n, group in enumerate(_ALIKE) if word in group), None) for word in (a, b))
    return left is None or right is None or left == right
