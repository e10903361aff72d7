"""The words, numbers and marks of a document, as the grammar of figures reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from onrecord.model import Document

# In this order: links and handles, currencies, numbers, abbreviations with points, words,
# any other mark; but most tokens are words in small letters, which come first of all. No
# alternative can run back over what another one read.
_TOKEN = re.compile(
    r"(?!https?://\S|www\.\S)[a-z][^\W\d_]++(?:['’][^\W\d_]+)?"
    r"|https?://\S+|www\.\S+|[@#]\w+"
    r"|(?<![A-Za-z])(?:US|CA|AU|NZ|HK|C|A|S|R)?[$€£¥₹₩₽₪₺]"
    r"|\d+(?:,\d{3}(?!\d))*(?:\.\d+)?"
    r"|(?:[A-Za-z]\.)+[A-Za-z]\b\.?"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)?"
    r"|\S"
)
_DIGIT = re.compile(r"\d")
_ENDING = frozenset(".!?")


@dataclass(slots=True)
class Tokens:
    """One paragraph's tokens: ``raw`` as printed, ``low`` in lower case, and where they
    stand in the document. An index beyond either end reads as an empty token."""

    raw: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    _titled: bool | None = None

    def __len__(self) -> int:
        return len(self.raw)

    def at(self, i: int) -> str:
        """The token at ``i`` in lower case; empty beyond the paragraph."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def printed(self, i: int) -> str:
        """The token at ``i`` as printed; empty beyond the paragraph."""
        return self.raw[i] if 0 <= i < len(self.raw) else ""

    def glued(self, i: int) -> bool:
        """Whether nothing stands between the tokens at ``i`` and ``i + 1``."""
        return 0 <= i < len(self.raw) - 1 and self.ends[i] == self.starts[i + 1]

    def is_word(self, i: int) -> bool:
        """Whether a word (not a number, not a mark) stands at ``i``."""
        return 0 <= i < len(self.raw) and self.raw[i][0].isalpha() and self.raw[i][-1] not in "$€£¥₹₩₽₪₺"

    def is_number(self, i: int) -> bool:
        """Whether a number in digits stands at ``i``."""
        return 0 <= i < len(self.raw) and self.raw[i][0].isdecimal()

    @property
    def titled(self) -> bool:
        """Whether this is a headline in which (nearly) every word has a capital."""
        if self._titled is None:
            words = [w for w in self.raw[1:] if len(w) > 3 and w[0].isalpha()]
            capitals = sum(w[0].isupper() for w in words)
            self._titled = len(self) <= 40 and len(words) > 2 and capitals > 0.75 * len(words)
        return self._titled

    def opens_sentence(self, i: int) -> bool:
        """Whether the token at ``i`` is the first word of a sentence, quotation or paragraph."""
        before = i - 1
        while before >= 0 and before >= i - 3 and not self.is_word(before) and not self.is_number(before):
            if self.raw[before] in _ENDING or self.raw[before] in ':“"‘«—•':
                return True
            before -= 1
        return before < 0


def paragraphs(document: Document, telling: Set[str]) -> Iterator[Tokens]:
    """The tokens of each paragraph with a digit or a word of ``telling``, in text order.

    A paragraph is a block; what no block covers is read line by line.
    """
    text, at = document.text, 0
    for start, end in sorted((b.span.start, min(b.span.end, len(text))) for b in document.blocks):
        if start > at:
            yield from _lines(text, at, start, telling)
        if end > max(start, at):
            yield from _read(text, max(start, at), end, telling)
        at = max(at, end)
    yield from _lines(text, at, len(text), telling)


def _lines(text: str, start: int, end: int, telling: Set[str]) -> Iterator[Tokens]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield from _read(text, start, stop, telling)
        start = stop + 1


def _read(text: str, start: int, end: int, telling: Set[str]) -> Iterator[Tokens]:
    raw = _TOKEN.findall(text, start, end)
    # One call for all of them; no token has a line break in it.
    low = "\n".join(raw).lower().replace("’", "'").split("\n")
    if telling.isdisjoint(low) and not _DIGIT.search(text, start, end):
        return
    starts, ends = [], []
    for word in raw:
        start = text.index(word, start)
        starts.append(start)
        start += len(word)
        ends.append(start)
    yield Tokens(raw, low, starts, ends)
