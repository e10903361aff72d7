"""Where sentences begin, what is quoted, which headings are in title case."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.context.grammar import DETERMINERS, PREPOSITIONS, words
from onrecord.context.initials import ends_sentence
from onrecord.context.scan import matches
from onrecord.context.titles import (
    SHORT_TITLES,
)
from onrecord.model import Block

ABBREVIATED = "|".join(
    sorted({t.capitalize() for t in SHORT_TITLES if t != "mp"} | {"Mr", "Mrs", "Ms", "Dr", "St", "Jr", "Sr"})
)
"""Titles that end in a full stop, as a pattern's alternatives."""
_QUOTED = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?|''(?:[^'\n]|'(?!'))*(?:'')?|‘[^’\n]{25,}’?")
_SENTENCE_END = re.compile(
    r"(?:(?<![A-Z.])\.|(?<=[A-Z])\.(?= )|[.!?][\"”’')\]]+|[!?:]|\.(?=[\"”’']))[\"”’')\]]*\s+|\n+"
)
_SENTENCE_MARK = re.compile(r"[.!?:\n]")
_ABBREVIATION = re.compile(
    rf"\b(?:{ABBREVIATED}|Jan|Feb|Aug|Sept|Oct|Nov|Dec|No|vs|Inc|Corp|Co|[A-Z][a-z]{{1,4}}\.,)\.$"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = (
    PREPOSITIONS | DETERMINERS | words("and or but nor so yet as if vs is are be was were it not up off out")
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where sentences begin, which runs are quoted, which blocks are in title case."""

    sentences: tuple[int, ...]
    quoted: tuple[int, ...]
    titled: tuple[int, ...]
    posts: tuple[int, ...] = ()

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds ``at``."""
        return bisect_right(self.sentences, at)

    def sentence_start(self, at: int) -> int:
        """Where the sentence that holds ``at`` begins."""
        i = bisect_right(self.sentences, at)
        return self.sentences[i - 1] if i else 0

    def is_quoted(self, at: int) -> bool:
        """Whether ``at`` stands between quotation marks."""
        return bisect_right(self.quoted, at) % 2 == 1

    def is_posted(self, at: int) -> bool:
        """Whether ``at`` stands in an embedded post."""
        return bisect_right(self.posts, at) % 2 == 1

    def is_titled(self, at: int) -> bool:
        """Whether ``at`` stands in a heading that capitalises its words."""
        return bisect_right(self.titled, at) % 2 == 1


def layout(text: str, blocks: Sequence[Block]) -> Layout:
    """The sentences, quotations and title-case headings of ``text``."""
    sentences = [0]
    for match in matches(_SENTENCE_END, text, _SENTENCE_MARK):
        mark = match.start()
        if text[mark] == "." and text[mark - 1].isupper() and text[mark + 1] == " ":
            ends = ends_sentence(text, mark)
        else:
            ends = text[mark] != "." or not _ABBREVIATION.search(text, max(0, mark - 12), mark + 1)
        if ends:
            sentences.append(match.end())
    quoted = [edge for m in _QUOTED.finditer(text) for edge in m.span()]
    titled: list[int] = []
    for block in blocks:
        span = block.span
        if span.end - span.start <= 250 and _is_title_case(text[span.start : span.end]):
            titled += (span.start, span.end)
    posts = [edge for b in blocks if b.kind == "post" for edge in (b.span.start, b.span.end)]
    return Layout(tuple(sentences), tuple(quoted), tuple(titled), tuple(posts))


def _is_title_case(shown: str) -> bool:
    found = _WORD.findall(shown)
    plain = [w for w in found if w[0].islower() and w.lower() not in _SMALL]
    return len(found) - len(plain) >= 4 and len(plain) <= 0.1 * len(found) and shown[:1].isupper()
