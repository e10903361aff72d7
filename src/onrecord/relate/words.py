"""Text as words that can be compared, each with its place.

Two words compare equal when a reader would say that they are the same word in another dress:
case, accents, ligatures, apostrophes and invisible characters do not count, "2,000" is
"2000", "&" is "and", "%" is "percent". Marks, dashes and line breaks only divide words;
links are no words. What was printed is found again by the offsets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.model import Span
from onrecord.relate.weights import weight

APOSTROPHES = "'’‘ʼ‛′`´＇"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_MARKS = "\u0300-\u036f"
_LETTER = f"[^\\W_][{_MARKS}]*"
_TOKEN = re.compile(
    r"(?:https?://|pic\.(?:twitter|x)\.com/)[^\s<>\"“”]+"
    # Most words are of plain letters alone, and first in line.
    rf"|(?P<word>[A-Za-z]++(?![^\W_]|[{_MARKS}{APOSTROPHES}{_INVISIBLE}]|://|\.(?:twitter|x)\.com/)"
    r"|&(?:amp;)?|[%％]"
    r"|\d{1,3}(?:,\d{3})+(?![\d,]*\d)(?:\.\d+)?"
    r"|\d+\.\d+(?![\d.]*\d)"
    rf"|{_LETTER}(?:[{APOSTROPHES}{_INVISIBLE}]*{_LETTER})*)"
)
_SIGNS = {"&": "and", "&amp;": "and", "%": "percent", "％": "percent"}
SEED = 4  # words in a row with which a run that two texts share is found
_DROPPED = re.compile(f"[{APOSTROPHES}{_INVISIBLE}{_MARKS},\\s]")


@dataclass(frozen=True)
class Words:
    """The words of a text in order: what they compare by, and where each stands.

    ``keys[i]`` is the word at ``starts[i]`` to ``ends[i]`` of the text, in code points.
    """

    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def weight(self) -> float:
        """What they count for together."""
        return sum(map(weight, self.keys))

    @cached_property
    def joined(self) -> str:
        """All of them without a gap, however they are divided."""
        return "".join(self.keys)

    @cached_property
    def seeds(self) -> Mapping[tuple[str, ...], int]:
        """Where each four words in a row stand first."""
        return {self.keys[i : i + SEED]: i for i in range(len(self) - SEED, -1, -1)}

    def at(self, places: Sequence[int]) -> Words:
        """The words at these places alone."""
        return Words(
            tuple([self.keys[i] for i in places]),
            tuple([self.starts[i] for i in places]),
            tuple([self.ends[i] for i in places]),
        )

    def span(self, first: int, last: int) -> Span:
        """From the start of word ``first`` to the end of word ``last``, which is included."""
        return Span(self.starts[first], self.ends[last])


NO_WORDS = Words((), (), ())


def words_of(text: str) -> Words:
    """All words of ``text``."""
    return words_in(text, (Span(0, len(text)),)) if text else NO_WORDS


def words_in(text: str, spans: Iterable[Span]) -> Words:
    """The words of several spans of ``text``, as if nothing stood between them."""
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for span in spans:
        for match in _TOKEN.finditer(text, span.start, span.end):
            if word := match["word"]:
                start, end = match.span()
                keys.append(key_of(word))
                starts.append(start)
                ends.append(end)
    return Words(tuple(keys), tuple(starts), tuple(ends))


@lru_cache(maxsize=1 << 16)
def key_of(word: str) -> str:
    """What a printed word compares by: never empty, and without white space."""
    if word.isascii() and word.isalpha():
        return word.lower()
    if word in _SIGNS:
        return _SIGNS[word]
    plain = unicodedata.normalize("NFKD", word.casefold()).casefold()
    return unicodedata.normalize("NFKC", _DROPPED.sub("", plain)) or word
