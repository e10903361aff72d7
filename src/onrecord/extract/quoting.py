"""Who is quoted: in "Reuters quoted Voss as saying …" and "Voss was quoted by Reuters as saying …"
the words are Voss's, and the outlet carries them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.extract.decode import Candidate, confidence
from onrecord.extract.encoding import Encoding
from onrecord.extract.paths import Run

_AS = r"as (?:saying|having said|telling \w+(?: \w+){0,3})"
_QUOTED = r"\b(?:quot|cit)"
_ACTIVE = re.compile(rf"{_QUOTED}(?:ed|es?|ing) (?P<source>[^\n;:“”\"]{{2,120}}?),? (?P<cue>{_AS})\b")
_NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the)){0,5}"
_WHO = (
    rf"(?:(?:[Tt]he|[Aa]n?) )?(?:[a-z-]+ ){{0,3}}?{_NAME}"
    r"|\b(?:[Hh]e|[Ss]he|[Tt]hey)|(?:[Tt]he|[Aa]n?)(?: [a-z]+){1,2}?"
)
_BY = r"(?: (?:by|in) [^\n;:“”\"]{2,60}?)?"
_PASSIVE = re.compile(
    rf"(?P<source>{_WHO}),?"
    rf" (?P<cue>(?:(?:was|is|were|are|(?:has|have|had) been) (?:\w+ )?)?quoted{_BY} {_AS})\b"
)
_SIGN = re.compile(rf"{_QUOTED}|\bsaying\b")
_NEAR = 170  # characters to each side of a cue in which the whole phrase stands


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Who is quoted and the words that say so, in pieces; ``whole`` holds no words of theirs."""

    source: Run
    cue: Run
    whole: Run


def quoted_as(
    text: str, encoding: Encoding, found: Sequence[Candidate], coefficients: tuple[float, ...]
) -> list[Candidate]:
    """``found`` with one candidate, whose source is who is quoted, in the place of those that such a
    phrase gives. Where none of these has words behind or before the phrase, none is left."""
    groups: dict[_Phrase, list[Candidate]] = {}
    out = []
    for candidate in found:
        phrase = _phrase(text, encoding, candidate)
        if phrase is None:
            out.append(candidate)
        else:
            groups.setdefault(phrase, []).append(candidate)
    for phrase, same in groups.items():
        same.sort(key=lambda c: -confidence(c.features, coefficients))
        content = next((left for c in same if (left := tuple(_outside(c.content, phrase.whole)))), None)
        if content:
            likeliest = same[0]
            out.append(
                replace(
                    likeliest,
                    anchor=phrase.cue[0],
                    source=(phrase.source,),
                    cue=(phrase.cue,),
                    content=content,
                )
            )
    return out


def _phrase(text: str, encoding: Encoding, candidate: Candidate) -> _Phrase | None:
    first, last = candidate.cue[0] if candidate.cue else (candidate.anchor, candidate.anchor)
    start, end = int(encoding.starts[first]), int(encoding.ends[last])
    if not _SIGN.search(text, max(0, start - 1), end):
        return None
    low, high = max(0, start - _NEAR), min(len(text), end + _NEAR)
    for form in (_PASSIVE, _ACTIVE):
        for m in form.finditer(text, low, high):
            if m.start() <= start < m.end():
                source, cue = (_pieces(encoding, *m.span(part)) for part in ("source", "cue"))
                whole = _pieces(encoding, *m.span())
                if all(a <= b for a, b in (source, cue)):
                    return _Phrase(source, cue, whole)
    return None


def _outside(runs: Sequence[Run], whole: Run) -> Iterator[Run]:
    """What is left of the runs beside ``whole``."""
    for a, b in runs:
        if a < whole[0]:
            yield a, min(b, whole[0] - 1)
        if b > whole[1]:
            yield max(a, whole[1] + 1), b


def _pieces(encoding: Encoding, start: int, end: int) -> Run:
    """The first and the last piece between two offsets."""
    first, after = np.searchsorted(encoding.starts, (start, end)).tolist()
    return first, after - 1
