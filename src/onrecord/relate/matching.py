"""Whether a quotation stands in a text: word for word, with words left out, or altered."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from onrecord.model import Span, Spans, covers
from onrecord.relate.alignment import align, in_a_row
from onrecord.relate.difference import Edit, edits, marked
from onrecord.relate.framing import Frame
from onrecord.relate.quoted import Quoted
from onrecord.relate.words import Words

Verdict = Literal["verbatim", "trimmed", "altered"]

SHORT = 4  # words: up to here only the very words are the same quotation
_WORD = re.compile(r"[^\W_]")
# How similar a text must be to be the same passage: more for few words, which many passages share.
_LEAST_SIMILAR, _FOR_FEW_WORDS = 0.4, 0.9


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quotation stands. ``parts`` are the runs of the text that it repeats and ``span``
    lies around them; ``edits`` are the changes, and ``diff`` shows them in the text, None where
    there are none. ``similarity`` is 1 when no word is changed."""

    verdict: Verdict
    span: Span
    parts: Spans
    edits: tuple[Edit, ...]
    diff: str | None
    similarity: float


def match(quote: Quoted, text: str, words: Words) -> Match | None:
    """The best place of ``quote`` among ``words``, which are some of ``text``; None where they do
    not stand, or are too few and too common to say so."""
    run = None
    if quote.spelled.joined in words.joined:
        run = in_a_row(quote.spelled.keys, words.keys)
    if run is not None:
        runs = parts(range(run[0], run[1] + 1), text, words)
        return Match("verbatim", words.span(*run), runs, (), None, 1.0)
    marks = {mark.at: mark.kind for mark in quote.marks}
    least = _LEAST_SIMILAR + _FOR_FEW_WORDS / max(1.0, quote.words.weight)
    found = align(quote.words.keys, words.keys, marks, min(1.0, least), words.known)
    if found is None:
        return None
    changes = edits(quote, text, words, found)
    kinds = {edit.kind for edit in changes} - {"spacing"}
    verdict: Verdict = "altered" if kinds - {"ellipsis", "bracket"} else "trimmed" if kinds else "verbatim"
    if verdict == "altered" and len(quote.words) <= SHORT:
        return None
    runs = parts([j for _, j in found.pairs], text, words)
    around = covers((*runs, *(edit.old for edit in changes if edit.old)))
    assert around is not None
    shown = marked(quote, text, around, changes) if kinds else None
    return Match(verdict, around, runs, changes, shown, found.similarity)


def without_frame(found: Match, quote: Quoted, text: str, words: Words, frames: Mapping[Frame, int]) -> Match:
    """``found`` as a quotation that leaves out these ``frames``, which stand before it in the text
    and turn what it claims: it is altered."""
    first = bisect_left(words.starts, found.span.start)
    kind = min(frames, key=lambda kind: frames[kind], default=None)
    if kind is None or frames[kind] >= first:
        return found
    left_out = words.span(frames[kind], first - 1)
    changes = (Edit(kind, left_out.start, left_out, None), *found.edits)
    around = Span(left_out.start, found.span.end)
    return replace(
        found, verdict="altered", span=around, edits=changes, diff=marked(quote, text, around, changes)
    )


def parts(places: Sequence[int], text: str, words: Words) -> Spans:
    """The runs of ``text`` that the words at ``places`` make, with no other word in between."""
    starts, ends = [places[0]], []
    for a, b in pairwise(places):
        if b > a + 1 or _WORD.search(text, words.ends[a], words.starts[b]):
            ends.append(a)
            starts.append(b)
    return tuple(words.span(a, b) for a, b in zip(starts, [*ends, places[-1]], strict=True))
