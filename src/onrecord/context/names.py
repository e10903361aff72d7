"""The grammar of people's names: parts, variants, which of two is fuller."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from onrecord.context.givennames import FEMALE, MALE, NEITHER, SHORT_FORMS
from onrecord.context.grammar import (
    PARTICLES,
    SUFFIXES,
)
from onrecord.context.titles import (
    HONORIFICS,
    MODIFIERS,
    ROLES,
    SHORT_TITLES,
)

Gender = Literal["female", "male"]
Words = tuple[str, ...]
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
SHARED = NEITHER
"""First names of men and women alike."""

TITLES = HONORIFICS | frozenset(SHORT_TITLES) | ROLES
"""Words that may stand before a name as a title."""

LETTERS = frozenset(
    {
        "MP",
        "MSP",
        "MEP",
        "MLA",
        "KC",
        "QC",
        "DBE",
        "CBE",
        "OBE",
        "MBE",
        "KBE",
        "PhD",
        "Ph.D",
        "MD",
        "M.D",
        "FRS",
    }
)
"""Offices, honours and degrees as letters behind a name."""
OF_MEMBERS = frozenset({"MP", "MSP", "MEP", "MLA"})
"""Letters that say in which parliament somebody sits."""

_BREAK = re.compile(r"\s[-–—|•~/]\s|[|•,(@\[{#]|\s[-–—]+$")
_NOT_A_WORD = re.compile(r"[^\w.'’-]")


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """``word`` in lower case without accents, dots, apostrophes: what equality goes by."""
    if word.isascii():
        return word.lower().replace(".", "").replace("'", "")
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if c.isalnum() or c == "-")


def surname(words: Sequence[str]) -> str:
    """The folded last word of a name that is no suffix: "Voss" of "Karl Voss Jr."."""
    return _core(words)[-1]


def given(words: Sequence[str]) -> str | None:
    """The folded first name, when the name has one besides the surname."""
    core = _core(words)
    if len(core) < 2 or core[0] in PARTICLES:
        return None
    return core[0]


def gender(words: Sequence[str]) -> Gender | None:
    """The gender that the first names tell; None when they tell nothing or disagree."""
    for word in _core(words)[:-1]:
        if word in MALE:
            return "male"
        if word in FEMALE:
            return "female"
        if len(word) > 2:
            return None
    return None


def compatible(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names may be one person's: "Voss", "Karl Voss", "Karl B. Voss".

    First names may be initials or short forms of each other ("Bill", "William"); middle
    initials and suffixes must not disagree ("Karl B. Voss", "Karl M. Voss").
    """
    one, other = _suffixes(a), _suffixes(b)
    if one and other and one != other:
        return False
    x, y = sorted((_core(a), _core(b)), key=len)
    if x == y or x == y[-len(x) :]:
        return True
    if _joined(x) == _joined(y):
        return True
    if x[-1] != y[-1] or len(x) < 2:
        return False
    x, y = x[:-1], y[:-1]
    if not _same_given(x[0], y[0]):
        return len(x) == 1 and len(x[0]) > 1 and x[0] in y
    return not _disagree(x[1:], y[1:])


def of_the_younger(words: Sequence[str]) -> bool:
    """Whether a suffix tells a name from a relative's: "Voss Jr."."""
    return not _suffixes(words).isdisjoint(_GENERATIONS)


def fuller(a: Words, b: Words) -> Words:
    """The name that says more; ``a`` when neither does."""

    def weight(words: Words) -> tuple[int, bool, int]:
        return len(words), not all(w.isupper() for w in words), sum(map(len, words))

    return b if weight(b) > weight(a) else a


def misspelt(a: str, b: str) -> bool:
    """Whether two folded surnames are one letter apart and long enough for that to be a slip."""
    if a == b or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 5 or a[0] != b[0]:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if a.rstrip("s") == b.rstrip("s"):
        return False
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:]


def of_signature(shown: str) -> Words:
    """The name in a post's author line: without titles, offices, emoji and what follows a dash."""
    first = _BREAK.split(shown.strip().lstrip("@"), maxsplit=1)[0]
    words = [w for w in (_NOT_A_WORD.sub("", w).strip("-").lstrip("'’") for w in first.split()) if w]
    while len(words) > 1 and _is_title(words[0]):
        words.pop(0)
    return without_letters(words)


def without_letters(words: Sequence[str]) -> Words:
    """A name without the letters behind it: "Ann Voss" of "Ann Voss KC MP"."""
    end = len(words)
    while end > 2 and words[end - 1].rstrip(".") in LETTERS:
        end -= 1
    return tuple(words[:end])


def of_label(label: str) -> Words:
    """The name in a label: "MR. VOSS" and "DEPUTY SECRETARY OF STATE VOSS" give "VOSS"."""
    shown = re.split(r"[,(]", label.strip().strip(":").strip(), maxsplit=1)[0]
    words = [w for w in shown.split() if not w.isdigit()]
    while len(words) > 1 and (_is_title(words[0]) or (_is_title(words[1]) and words[0].lower() in MODIFIERS)):
        words.pop(0)
    if len(words) > 2 and words[0].lower() == "of":
        del words[:2]
    return tuple(words)


def cased(word: str) -> str:
    """A word printed in capitals as a name is usually written: "VOSS" gives "Voss"."""
    if len(word) < 2 or not word.isupper() or "." in word:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def _is_title(word: str) -> bool:
    plain = word.lower().rstrip(".")
    return plain in HONORIFICS or plain in SHORT_TITLES or plain in ROLES


@lru_cache(maxsize=4096)
def _fold_all(words: tuple[str, ...]) -> tuple[str, ...]:
    core = tuple(fold(w) for w in words if fold(w) not in SUFFIXES)
    return core or tuple(fold(w) for w in words)


def _core(words: Sequence[str]) -> tuple[str, ...]:
    return _fold_all(tuple(words))


def _suffixes(words: Sequence[str]) -> frozenset[str]:
    return _suffixes_of(tuple(words))


@lru_cache(maxsize=4096)
def _suffixes_of(words: Words) -> frozenset[str]:
    return SUFFIXES.intersection(map(fold, words[1:]))


def _joined(words: tuple[str, ...]) -> str:
    return "".join(words).replace("-", "")


def _same_given(a: str, b: str) -> bool:
    if a == b or frozenset((a, b)) in SHORT_FORMS:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return long.startswith(short)
    return len(short) >= 3 and long.startswith(short)


def _disagree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether middle names rule each other out; a missing one rules out nothing."""
    if not a or not b:
        return False
    first, second = a[0], b[0]
    return not (first.startswith(second) or second.startswith(first))


def looks_like_person(words: Sequence[str]) -> bool:
    """Whether capitalised words by themselves pass for a person's name: two or three, the first
    a first name, or a single one."""
    if len(words) == 1:
        return words[0][0].isupper() and not words[0].isupper()
    return len(words) <= 4 and (
        fold(words[0]) in MALE or fold(words[0]) in FEMALE or fold(words[0]) in NEITHER
    )
