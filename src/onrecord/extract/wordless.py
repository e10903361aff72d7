"""Attributions that give nobody's words: which outlet had a story first, what somebody was asked about."""

from __future__ import annotations

import re

from onrecord.extract.decode import Candidate
from onrecord.extract.encoding import Encoding

_HAD = "(?:reported|published|revealed|disclosed)"
_FIRST = re.compile(
    rf"\b(?:first {_HAD}|{_HAD} (?:\w+day )?first|first to (?:report|publish|reveal|disclose)"
    r"|(?:broke|broken) the (?:news|story))\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|in)\W*$", re.IGNORECASE)
_REPORTED_BY = re.compile(r"\breported (?:\w+ )?by\b", re.IGNORECASE)
_BEHIND = re.compile(r"\W*first\b", re.IGNORECASE)
_ASKED_ABOUT = re.compile(
    r"\W*(?:\w+ ){0,4}?(?:(?:asked|pressed|questioned|quizzed|grilled) (?:(?:on )?\w+ )?about"
    r"|(?:pressed|questioned|quizzed|grilled) (?:on(?! \w+day\b)|over))\b"
    r"(?! (?:why|how|whether|what|when|who|where)\b)",
    re.IGNORECASE,
)
# What a clause has and a mere name of the story does not; "the plan, which would cost …" is one.
_RELATIVE = r"(?:that|who|whom|whose|which|where)"
_CLAUSE = re.compile(
    rf"\W*(?:that|he|she|they|we|I)\b|(?:(?!\b{_RELATIVE}\b).)*?\b(?:is|are|was|were|has|had|have|will|would|could|can|may|might|must"
    r"|should|did|does)\b",
    re.IGNORECASE | re.DOTALL,
)


def says_something(text: str, encoding: Encoding, candidate: Candidate) -> bool:
    """False for "It was first reported by Harbor Wire", where a story comes from, and for "Voss was
    asked about the quay", of which nobody is told what was said."""
    first, last = candidate.cue[0] if candidate.cue else (candidate.anchor, candidate.anchor)
    start, end = int(encoding.starts[first]), int(encoding.ends[last])
    cue = text[start:end]
    if not candidate.source and _ASKED_ABOUT.match(text, start):
        return False
    if _REPORTED_BY.search(cue):
        words = sum(int(encoding.first[a : b + 1].sum()) for a, b in candidate.content)
        if words <= 3:
            return False
    if _FIRST.search(cue):
        return not _BY.search(cue) and _is_clause(text, encoding, candidate)
    return True


def _is_clause(text: str, encoding: Encoding, candidate: Candidate) -> bool:
    """Whether the content tells something, and does not only name a story."""
    first, last = candidate.content[0][0], candidate.content[-1][1]
    said = text[encoding.starts[first] : encoding.ends[last]]
    return "“" in said or '"' in said or _CLAUSE.match(said) is not None
