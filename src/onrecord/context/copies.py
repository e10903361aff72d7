"""Statements whose words stand in a post of the same document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from onrecord.model import Block, Document, Spans, Speaker, Statement

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_QUOTED = re.compile(r"[\"“]([^\"“”]{6,}?)[\"”]|‘([^‘’]{12,}?)’")
_GAP = re.compile(r"\.\.\.|…|\[[^\]]*\]|\. \. \.")
_FEWEST_WORDS = 4
_FEWEST_OF_SPEAKER = 3


class Posts:
    """The posts of ``document`` and their words."""

    def __init__(
        self, document: Document, statements: Sequence[Statement], speakers: Mapping[str, Speaker | None]
    ) -> None:
        self.text = document.text
        self._places: list[tuple[int, int, Block]] = []
        self._posts: list[tuple[Block, str, str | None]] = []
        by_words = {s.content: s for s in statements if s.quotation == "post"}
        for block in document.blocks:
            if block.kind == "post" and block.words:
                statement = by_words.get(block.words)
                speaker = speakers.get(statement.id) if statement else None
                self._posts.append((block, self._key(block.words), speaker.id if speaker else None))
                self._places.append((block.span.start, block.span.end, block))
        self._starts = [start for start, _, _ in self._places]
        self._all_words = "|".join(words for _, words, _ in self._posts)

    def of(self, statement: Statement, speaker: Speaker | None) -> Block | None:
        """The post in which the words of ``statement`` stand: its own, or the one it repeats.

        All of a quotation counts, and so does a partial one within it ('has "won the
        vote in the north"'): four words in a row, three when the speakers are one.
        """
        if not self._posts:
            return None
        at = bisect_right(self._starts, statement.content[0].start) - 1
        if at >= 0 and statement.content[0].start < self._places[at][1]:
            return self._places[at][2]
        if statement.quotation == "indirect" and not _QUOTED.search(self._shown(statement)):
            return None
        parts = self._parts(statement)
        if not all(f" {p} " in self._all_words for p in parts):
            return None
        for block, words, author in self._posts:
            same = speaker is not None and author == speaker.id
            fewest = _FEWEST_OF_SPEAKER if same else _FEWEST_WORDS
            if author is not None and speaker is not None and not same:
                fewest = 6  # someone else's words, perhaps retweeted
            if sum(len(p.split()) for p in parts) >= fewest and all(f" {p} " in words for p in parts):
                return block
        return None

    def only_date(self, author: str) -> Block | None:
        """A post by the speaker ``author`` when all of theirs are of one day."""
        blocks = [block for block, _, by in self._posts if by == author and block.date]
        return blocks[0] if blocks and len({(b.date or "")[:10] for b in blocks}) == 1 else None

    def _shown(self, statement: Statement) -> str:
        return " ".join(self.text[s.start : s.end] for s in statement.content)

    def _parts(self, statement: Statement) -> list[str]:
        """The quoted runs of words, as they would stand in the post."""
        parts: list[str] = []
        for span in statement.content:
            shown = self.text[span.start : span.end]
            if statement.quotation == "direct":
                pieces = _GAP.split(shown)
            else:
                pieces = [p for m in _QUOTED.finditer(shown) for p in _GAP.split(m[1] or m[2])]
            parts.extend(" ".join(_words(piece)) for piece in pieces)
        return [p for p in parts if p]

    def _key(self, spans: Spans) -> str:
        return " " + " ".join(w for s in spans for w in _words(self.text[s.start : s.end])) + " "


def _words(shown: str) -> list[str]:
    return [w.lower().replace("’", "'") for w in _WORD.findall(shown)]
