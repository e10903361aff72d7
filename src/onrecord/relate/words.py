"""Text as words that can be compared, each with its place.

Two words compare equal when a reader would say that they are the same word in another dress:
case, accents, ligatures, apostrophes and invisible characters do not count, "2,000" is
"2000", "&" is "and", "%" is "percent". Marks, dashes and line breaks only divide words;
links are no words. What was printed is found again by the offsets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from onrecord.model import Span, Spans
from onrecord.relate.weights import weight

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]

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
_SHORT = 500  # words
_FACTOR = 1_000_003
_DROPPED = re.compile(f"[{APOSTROPHES}{_INVISIBLE}{_MARKS},\\s]")


Places = tuple[tuple[int, ...], tuple[int, ...]]  # where each word starts, and where it ends


class Words:
    """The words of a text in order: what they compare by, and where each stands.

    ``keys[i]`` is the word at ``starts[i]`` to ``ends[i]`` of the text, in code points. Most words
    are only compared: where they stand is made out when it is first asked for.
    """

    def __init__(self, keys: tuple[str, ...], places: Callable[[], Places]) -> None:
        self.keys = keys
        self._places = places

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def starts(self) -> tuple[int, ...]:
        """Where each word starts."""
        return self._located[0]

    @property
    def ends(self) -> tuple[int, ...]:
        """Where each word ends."""
        return self._located[1]

    @cached_property
    def _located(self) -> Places:
        return self._places()

    @cached_property
    def weight(self) -> float:
        """What they count for together."""
        return sum(map(weight, self.keys))

    @cached_property
    def joined(self) -> str:
        """All of them without a gap, however they are divided."""
        return "".join(self.keys)

    @cached_property
    def known(self) -> frozenset[str]:
        """All of them, without order."""
        return frozenset(self.keys)

    @cached_property
    def seeds(self) -> Numbers:
        """A number for each four words in a row, the same for the same four; nearly always
        another for others."""
        import numpy as np

        keys = np.fromiter(map(hash, self.keys), np.int64, len(self))
        seeds = np.zeros(max(0, len(self) - SEED + 1), np.int64)
        for place in range(SEED):
            seeds = seeds * _FACTOR + keys[place : place + len(seeds)]
        return seeds

    @cached_property
    def _by_seed(self) -> Numbers:
        """The places of the seeds in the order of their numbers, the same number's in text order."""
        import numpy as np

        return np.argsort(self.seeds, kind="stable")

    @property
    def _is_short(self) -> bool:
        return len(self) <= _SHORT

    @cached_property
    def _known_seeds(self) -> frozenset[int]:
        """The seeds without order: two short texts that share none are told apart faster than by
        sorting."""
        return frozenset(self.seeds.tolist())

    def seeds_of(self, other: Words) -> list[int]:
        """The places at which four words in a row begin that may be in ``other`` too."""
        import numpy as np

        if self._is_short and other._is_short and self._known_seeds.isdisjoint(other._known_seeds):
            return []
        there, own = other.seeds[other._by_seed], self.seeds
        if not len(there):
            return []
        at = np.minimum(np.searchsorted(there, own), len(there) - 1)
        places: list[int] = np.flatnonzero(there[at] == own).tolist()
        return places

    def first(self, keys: tuple[str, ...], seed: int) -> int | None:
        """Where four words in a row stand first, whose number is ``seed``; None without them."""
        import numpy as np

        order = self._by_seed
        for at in range(int(np.searchsorted(self.seeds, seed, sorter=order)), len(order)):
            place = int(order[at])
            if self.seeds[place] != seed:
                break
            if self.keys[place : place + SEED] == keys:
                return place
        return None

    def at(self, places: Sequence[int]) -> Words:
        """The words at these places alone."""
        return Words(
            tuple([self.keys[i] for i in places]),
            lambda: (tuple([self.starts[i] for i in places]), tuple([self.ends[i] for i in places])),
        )

    def span(self, first: int, last: int) -> Span:
        """From the start of word ``first`` to the end of word ``last``, which is included; around
        all between where the text's spans were not given in order."""
        return Span(min(self.starts[first : last + 1]), max(self.ends[first : last + 1]))


NO_WORDS = Words((), lambda: ((), ()))


def words_of(text: str) -> Words:
    """All words of ``text``."""
    return words_in(text, (Span(0, len(text)),)) if text else NO_WORDS


def words_in(text: str, spans: Iterable[Span]) -> Words:
    """The words of several spans of ``text``, as if nothing stood between them."""
    spans = tuple(spans)
    found = [word for span in spans for word in _TOKEN.findall(text, span.start, span.end) if word]
    return Words(tuple(map(key_of, found)), lambda: _places(text, spans))


def _places(text: str, spans: Spans) -> Places:
    starts: list[int] = []
    ends: list[int] = []
    for span in spans:
        for match in _TOKEN.finditer(text, span.start, span.end):
            if match["word"]:
                start, end = match.span()
                starts.append(start)
                ends.append(end)
    return tuple(starts), tuple(ends)


@lru_cache(maxsize=1 << 16)
def key_of(word: str) -> str:
    """What a printed word compares by: never empty, and without white space."""
    if word.isascii() and word.isalpha():
        return word.lower()
    if word in _SIGNS:
        return _SIGNS[word]
    plain = unicodedata.normalize("NFKD", word.casefold()).casefold()
    return unicodedata.normalize("NFKC", _DROPPED.sub("", plain)) or word
