"""Sources that are none: of "Voss was asked whether", "Asked whether" and "Voss, accused of" the
one who is asked or accused is told about, and does not speak."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.extract.decode import Candidate
from onrecord.extract.encoding import Encoding

_BE = r"\b(?:is|are|was|were|be|been|being|gets?|got) (?:(?:not|never|also|then|once|later|\w+ly) )?"
_DONE_TO = (
    "asked|accused|blamed|charged|indicted|informed|ordered|pressed|questioned|quizzed|suspected|told"
    "|urged|warned"
)
_PASSIVE = re.compile(rf"(?:(?:has|have|had|having) )?{_BE}(?:{_DONE_TO})\b", re.IGNORECASE)
_IS = re.compile(rf"{_BE}$", re.IGNORECASE)
_VERB = re.compile(rf"(?:{_DONE_TO})\b", re.IGNORECASE)
# Without a form of "be", what follows tells: who accuses names the accused before "of".
_BARE = re.compile(
    r"(?:accused of|charged with|blamed for|suspected of|indicted (?:on|for))\b", re.IGNORECASE
)
# "the man whom Teel accused of": here the accused stands in front.
_FRONTED = re.compile(r"\b(?:who|whom|which|that)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_SUBJECT = frozenset(("i", "we", "he", "she", "they"))
_INITIAL = re.compile(r"(?:Asked|Pressed|Questioned|Quizzed)\b")
_ASKED = re.compile(
    rf",? (?:(?:has|have|had|having) )?{_BE}(?:asked|pressed|questioned|quizzed)\b", re.IGNORECASE
)
_MARK = re.compile(r"[\"“”]")
_QUESTION = re.compile(r"[\"“]|(?:if|whether|why|how|what|when|who|where|which|about)\b")
_AFTER_WHEN = re.compile(r"(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Qq]uizzed)\b")
_WHEN = re.compile(r"\b(?:when|if|once|while|although|though) (?:\w+ly )?$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:^|[.?!:;—–\n][\"”’)]*)\s*[\"“]?$")
_BY = re.compile(r"\bby\W*$", re.IGNORECASE)
_FIGURE = re.compile(r"(?:an?|the|that|this)?\s*(?:figure|number|sum|amount|total)\W*", re.IGNORECASE)


def unsourced(text: str, encoding: Encoding, candidate: Candidate) -> Candidate:
    """``candidate`` without its source where that is the one to whom it is done, or a mere
    number ("a figure that …"); who does it may follow behind "by". Nor is who is asked content."""
    start = int(encoding.starts[candidate.cue[0][0] if candidate.cue else candidate.anchor])
    candidate = _without_asked(text, encoding, candidate, start)
    if not candidate.source:
        return candidate
    first, last = candidate.source[0][0], candidate.source[-1][1]
    source = text[encoding.starts[first] : encoding.ends[last]]
    if _FIGURE.fullmatch(source) or (
        _is_passive(text, start, int(encoding.starts[first]), source)
        and not _BY.search(text[start : max(encoding.starts[first], start)])
    ):
        return replace(candidate, source=())
    return candidate


def _without_asked(text: str, encoding: Encoding, candidate: Candidate, cue: int) -> Candidate:
    """``candidate`` without a first run of content that names who "was asked" what the others tell."""
    if len(candidate.content) < 2:
        return candidate
    (first, last), (following, _) = candidate.content[:2]
    start, end = int(encoding.starts[first]), int(encoding.ends[last])
    asked = end <= cue and _ASKED.match(text, end) and not _MARK.search(text, start, end)
    if asked and _QUESTION.match(text, int(encoding.starts[following])):
        return replace(candidate, content=candidate.content[1:])
    return candidate


def _is_passive(text: str, cue: int, source_at: int, source: str) -> bool:
    """Whether the cue that begins at ``cue`` says what is done to somebody."""
    before = text[max(0, cue - 24) : cue]
    if _PASSIVE.match(text, cue) or (_VERB.match(text, cue) and _IS.search(before)):
        return True
    if _BARE.match(text, cue):
        fronted = _FRONTED.search(text[max(0, source_at - 40) : source_at])
        return not fronted and source.lower() not in _SUBJECT
    if _INITIAL.match(text, cue) and _SENTENCE.search(before):
        return True
    return bool(_AFTER_WHEN.match(text, cue) and _WHEN.search(before))
