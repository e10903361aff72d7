"""A quotation as its author typed it: the words, and the marks that say where some were left out.

An ellipsis stands for words that were dropped; square brackets hold an editor's words, put in
or put in place of others. A bracket around the first letter of a word ("[T]he") only says
that the letter's case was changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.model import Span, Spans
from onrecord.relate.words import Words, key_of, words_in

_MARK = re.compile(
    r"\[(?P<letters>\w{1,2})\](?=\w)|\[(?P<bracket>[^\[\]]*)\]|…+|\.(?:[ \xa0]?\.){2,}|\*[ \xa0]?\*[ \xa0]?\*"
)
_DOTS = re.compile(r"[\s.…]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """An ellipsis or a bracket at ``span`` of the quotation, before its word number ``at``."""

    kind: Literal["ellipsis", "bracket"]
    at: int
    span: Span


@dataclass(frozen=True, slots=True)
class Quoted:
    """``words`` are those of ``text`` that are quoted, and ``marks`` what stands between them;
    ``spelled`` are all words, those in brackets among them."""

    text: str
    words: Words
    marks: tuple[Mark, ...]
    spelled: Words


def quoted(text: str, content: Spans | None = None, words: Words | None = None) -> Quoted:
    """``text`` as a quotation, or those spans of it: between two of them words may be left out.
    ``words`` are those of the spans, where they are known."""
    spans = content if content is not None else (Span(0, len(text)),) if text else ()
    matches = [match for span in spans for match in _MARK.finditer(text, span.start, span.end)]
    spelled = _spelled(text, words or words_in(text, spans), matches)
    found: list[tuple[Span, bool]] = []
    for match in matches:
        if match["letters"] is None:
            inside = match["bracket"]
            found.append((Span(*match.span()), inside is not None and not _DOTS.fullmatch(inside)))
    kept = _outside(spelled, [span for span, _ in found])
    found += [(Span(a.end, b.start), False) for a, b in pairwise(spans) if a.end < b.start]
    marks = [
        Mark("bracket" if bracket else "ellipsis", bisect_left(kept.starts, span.start), span)
        for span, bracket in sorted(found)
    ]
    return Quoted(text, kept, tuple(marks), spelled)


def _spelled(text: str, words: Words, marks: Iterable[re.Match[str]]) -> Words:
    """The words, a letter in brackets joined to the word that it begins."""
    joined = {match.end(): match.start("letters") for match in marks if match["letters"]}
    if not joined:
        return words
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for i, start in enumerate(words.starts):
        end = words.ends[i]
        if start in joined and starts and starts[-1] >= joined[start]:
            starts[-1], ends[-1] = joined[start], end
            keys[-1] = key_of(keys[-1] + text[start:end])
        else:
            keys.append(words.keys[i])
            starts.append(start)
            ends.append(end)
    return Words(tuple(keys), lambda: (tuple(starts), tuple(ends)))


def _outside(words: Words, spans: list[Span]) -> Words:
    if not spans:
        return words
    return words.at([i for i, at in enumerate(words.starts) if not any(s.start <= at < s.end for s in spans)])
