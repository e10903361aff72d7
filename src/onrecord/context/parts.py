"""Who speaks as one of several: "one of the officials" after "two officials told Radio Norte"."""

from __future__ import annotations

import re

from onrecord.context.channel import head_words
from onrecord.context.evidence import Evidence

_BESIDE = re.compile(r" (?:at|who|close|familiar|near) ")
_PLURAL = re.compile(r"\w+(?:s|men|people)")
_PART = re.compile(
    r"(?:(?:one|two|three|both|all|some|most|neither|none|each) of (?:them|(?:the|those|these) (?P<of>\w+))"
    r"|(?:one|both|neither|the (?:other|first|second|third))(?: (?P<noun>\w+))?|another)"
    r"(?=$|,| (?:who|with|familiar|close)\b)"
)
_NEAR = 8  # paragraphs in which "one official" is one of those


class Groups:
    """The described groups whose own words named an occasion, the last of which may go on by one of them."""

    def __init__(self) -> None:
        self._key: str | None = None
        self._noun = ""
        self._paragraph = 0
        self._spoke_last = False

    def heard(self, e: Evidence, key: str | None) -> None:
        """Notes a statement of ``key``."""
        if key is not None and e.speaker and e.speaker.kind in ("group", "unnamed") and not e.silent:
            words = _BESIDE.split(head_words(e.short_source))[0].split()
            if words and _PLURAL.fullmatch(words[-1]):
                self._key, self._noun, self._paragraph = key, words[-1], e.paragraph
        self._spoke_last = key is not None and key == self._key

    def of(self, e: Evidence) -> str | None:
        """The key of the group that a statement's source is one of; its own words name no occasion."""
        if self._key is None or not e.silent or (e.speaker and e.speaker.kind == "person"):
            return None
        part = _PART.match(e.short_source)
        if part is None:
            return None
        noun = part["of"] or part["noun"]
        if noun is None:
            return self._key if self._spoke_last else None
        alike = noun.removesuffix("s") == self._noun.removesuffix("s")
        return self._key if alike and e.paragraph - self._paragraph <= _NEAR else None
