"""Whom an outlet's report rests on, where another one says so: "…, the Gazette reported, citing two
members of the board"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onrecord.model import Speaker, SpeakerKind, content_id
from onrecord.record.carriers import outlet_name
from onrecord.relate.sources import Source, source_of

_CITING = re.compile(r"[^.\n]{0,60}?\bciting (?:an? |the |its )?(?P<whom>[^.,;:\n]{3,120})")
_INTERVIEW = re.compile(
    r"(?:(?P<outlet>[A-Z].{1,40}) )?(?:interviews?|conversations?) with (?P<name>[A-Z].+)"
)
_DOCUMENTS = re.compile(
    r"(?:memos?|memorandum|letters?|e-?mails?|documents?|records?|filings?|transcripts?|texts|messages"
    r"|reports?|studies|study|polls?|surveys?|data|statement|statements|posts?|tweets?)\b",
    re.I,
)


def cited(
    text: str, end: int, persons: Mapping[str, Speaker], is_outlet: Callable[[str], bool]
) -> tuple[Source | None, tuple[str, ...]]:
    """Who is cited behind ``end``, in the same sentence, and through which outlets. ``persons``
    are those of the topic by surname."""
    found = _CITING.match(text, end)
    if found is None:
        return None, ()
    whom = found["whom"].strip()
    if not whom:
        return None, ()
    if is_outlet(whom):
        return None, (outlet_name(whom),)
    through: tuple[str, ...] = ()
    if interview := _INTERVIEW.fullmatch(whom):
        whom = interview["name"]
        if interview["outlet"] and is_outlet(interview["outlet"]):
            through = (outlet_name(interview["outlet"]),)
    known = persons.get(whom.split()[-1].lower())
    if known is not None and whom[0].isupper():
        return source_of(known), through
    kind: SpeakerKind = "person" if interview else "document" if _DOCUMENTS.search(whom) else "unnamed"
    return source_of(Speaker(content_id("cited", whom), whom, kind), told=True), through
