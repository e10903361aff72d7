"""Two statements as the pair network sees them: word pieces with a few features.

Training and comparing share this module, so that what the network was fitted on is what
it is given. The features say what a small encoder is slow to find out for itself: which
words both statements have, which deny, which are numbers and names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

# Pieces of a pair, the three special ones included.
LONGEST = 128
CLS, SEP = 101, 102
# Whether a piece's word stands in the other statement: no word / the very word / its stem
# alone / not at all.
MATCHES = 4
# What a piece's word is: nothing special / a denial / a number / a name (a capital inside
# a sentence).
KINDS = 4

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "−": "-", "‑": "-"})
_DENIALS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "nowhere",
        "without",
        "cannot",
        "hardly",
        "barely",
        "rarely",
        "seldom",
    ]
)
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}
_ENDINGS = ("ingly", "edly", "ing", "ies", "ied", "est", "ed", "es", "ly", "er", "s")


@dataclass(frozen=True, slots=True)
class PairEncoding:
    """The pieces of ``[CLS] first [SEP] second [SEP]``; every array has one entry a piece.

    ``ids`` are vocabulary entries, ``segment`` is 1 in the second statement, ``match`` and
    ``kind`` are the features above.
    """

    ids: Ints
    segment: Ints
    match: Ints
    kind: Ints

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Words:
    """A statement's pieces with the word that each belongs to (-1: none), and the words."""

    ids: Sequence[int]
    word: Sequence[int]
    words: Sequence[str]
    kinds: Sequence[int]


def words_of(text: str, tokenizer: Tokenizer) -> Words:
    """A statement read for itself."""
    plain = text.translate(_PLAIN)
    encoding = tokenizer.encode(plain, add_special_tokens=False)
    at = [-1] * len(plain)
    words, kinds = [], []
    opening = True
    for number, match in enumerate(_WORD.finditer(plain)):
        at[match.start() : match.end()] = [number] * (match.end() - match.start())
        words.append(match[0].lower())
        kinds.append(_kind(match[0], opening))
        opening = plain[match.end() : match.end() + 1] in (".", "!", "?", ":", '"')
    return Words(encoding.ids, [at[start] for start, _ in encoding.offsets], words, kinds)


def encode_pair(first: Words, second: Words) -> PairEncoding:
    """The two statements as one input of at most ``LONGEST`` pieces."""
    sides = (first, second)
    matches = [_matches(one, other) for one, other in (sides, sides[::-1])]
    columns: list[list[int]] = [[CLS], [0], [0], [0]]
    rooms = _rooms(len(first.ids), len(second.ids), LONGEST - 3)
    for number, (side, match, room) in enumerate(zip(sides, matches, rooms, strict=True)):
        start = _start(match, room)
        kept = slice(start, start + room)
        pieces = side.ids[kept]
        columns[0] += [*pieces, SEP]
        columns[1] += [number] * (len(pieces) + 1)
        columns[2] += [*match[kept], 0]
        columns[3] += [*(side.kinds[w] if w >= 0 else 0 for w in side.word[kept]), 0]
    return PairEncoding(*(np.array(column, dtype=np.int64) for column in columns))


def _kind(word: str, opening: bool) -> int:
    lower = word.lower()
    if lower in _DENIALS or lower.endswith("n't"):
        return 1
    if word[0].isdigit() or lower in _NUMBER_WORDS:
        return 2
    return 3 if word[0].isupper() and not opening and lower != "i" else 0


def _matches(one: Words, other: Words) -> list[int]:
    """For each piece of ``one`` how its word stands in ``other``."""
    words, stems = set(other.words), {stem(w) for w in other.words}
    by_word = [1 if w in words else 2 if stem(w) in stems else 3 for w in one.words]
    return [by_word[w] if w >= 0 else 0 for w in one.word]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What a lower-case word has in common with its inflections; a number as digits."""
    if word[0].isdigit():
        return word.replace(",", "")
    if word in _NUMBER_WORDS:
        return _NUMBER_WORDS[word]
    word = word.partition("'")[0] or word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeious":
        return word[:-1]
    return word.rstrip("eiy") or word


def _rooms(first: int, second: int, room: int) -> tuple[int, int]:
    """How many pieces each statement may keep: half the room, and what the other leaves."""
    half = room // 2
    if first + second <= room:
        return first, second
    if second <= half:
        return room - second, second
    if first <= half:
        return first, room - first
    return half, room - half


def _start(match: Sequence[int], room: int) -> int:
    """Where the kept run of a long statement begins: there where it has most words in
    common with the other one; of several such runs in the middle one."""
    if len(match) <= room:
        return 0
    common = [0, *accumulate(m in (1, 2) for m in match)]
    shared = [common[start + room] - common[start] for start in range(len(match) - room + 1)]
    most = max(shared)
    best = [start for start, count in enumerate(shared) if count == most]
    return best[len(best) // 2]
