"""Who of one document is who of another: names, and what documents say of their bearers.

A ``Profile`` is one way in which documents present somebody: a name with what their role
and handle tell. ``place`` puts the profiles of one block together into speakers. It sees
only profiles, so that the same documents give the same speakers in whatever order they
are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.context.careers import Traits
from onrecord.context.givennames import GIVEN
from onrecord.context.grammar import COMMON, NAMES_TOO, PARTICLES, SUFFIXES
from onrecord.context.names import TITLES, Words, fold
from onrecord.model import Speaker

_STROKED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss", "ħ": "h"}
)
_CYRILLIC = str.maketrans(
    dict(
        pair.split(":")
        for pair in (
            "а: б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh"
            " ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya і:i ї:yi є:ye ґ:g"
        )
        .replace("а:", "а:a")
        .split()
    )
)
_APART = re.compile(r"[\s\-–—‐]+")
_INITIALS = re.compile(r"\b\w(?: \w\b)+")
_NOT_A_WORD = re.compile(r"[^\w]")


@dataclass(frozen=True, slots=True)
class Profile:
    """One way in which documents present somebody. ``id`` is whatever tells it from others.

    ``form`` is the folded name; ``documents`` counts those that present them so, and
    ``months`` are when those were published ("2026-03").
    """

    id: int
    name: str
    form: str
    traits: Traits = frozenset()
    handle: str | None = None
    documents: int = 1
    months: frozenset[str] = frozenset()

    @property
    def weight(self) -> int:
        """``documents`` down to a power of two, so that speakers seldom need placing again."""
        return 1 << (self.documents.bit_length() - 1)

    @property
    def loose(self) -> bool:
        """Whether the name is only a surname or only a first name."""
        return is_loose(self.name)

    @property
    def words(self) -> Words:
        """The words of the folded name."""
        return tuple(self.form.split())


@dataclass(frozen=True, slots=True)
class Placement:
    """Which speaker a profile is of: profiles of one ``group`` are one speaker, and None
    leaves each document's bearer of the name to itself. ``support`` says why."""

    group: int | None
    method: str
    confidence: float
    support: Mapping[str, object] = field(default_factory=dict)


def folded(name: str) -> str:
    """A name as names are compared: lower case, without accents, dots and hyphens, in Latin
    letters."""
    lower = unicodedata.normalize("NFKC", name).casefold().translate(_CYRILLIC).translate(_STROKED)
    # Again behind the accents, under which a Cyrillic letter may stand.
    parts = (
        _NOT_A_WORD.sub("", fold(part).translate(_CYRILLIC)) for part in _APART.split(lower.replace("’", "'"))
    )
    return " ".join(part for part in parts if part)


def person_form(name: str) -> str:
    """A person's folded name, initials together, without words of the sentence that were taken
    for part of it."""
    words = folded(name).split()
    while len(words) > 2 and _is_stray(words[0]):
        words.pop(0)
    return _INITIALS.sub(lambda run: run[0].replace(" ", ""), " ".join(words))


def _is_stray(word: str) -> bool:
    return (word in COMMON and word not in NAMES_TOO) or (word.endswith("s") and word[:-1] in TITLES)


def folded_handle(handle: str) -> str:
    """A handle as handles are compared: without "@", in lower case."""
    return handle.strip().lstrip("@").lower()


def surname(form: str) -> str:
    """The surname of a folded name, where the same person is looked for under another name."""
    words = [word for word in form.split() if word not in SUFFIXES] or form.split()
    return words[-1] if words else ""


def is_loose(name: str) -> bool:
    """Whether a name is only a surname ("al-Velk", "Van Velk") or only a first name."""
    words = [word for word in name.split() if fold(word) not in SUFFIXES]
    return len(words) < 2 or all(_is_particle(word) for word in words[:-1])


def _is_particle(word: str) -> bool:
    """Whether a word before a surname is part of it: "al", "Van", but not "Al" and "Ben"."""
    return fold(word) in PARTICLES and (word.islower() or fold(word) not in GIVEN)


def can_be_shared(speaker: Speaker) -> bool:
    """Whether anybody in another document could be shown to be this speaker.

    Unnamed sources, documents and groups never are; a group's members may be.
    """
    if speaker.kind == "person":
        return bool(folded(speaker.name)) and not speaker.name.islower()
    if speaker.kind == "organization":
        from onrecord.context.bodies import is_proper

        return is_proper(speaker.name)
    return False


def place(kind: str, profiles: Sequence[Profile]) -> dict[int, Placement]:
    """The speakers behind ``profiles``, which share a block, by the profiles' ids."""
    if kind == "person":
        from onrecord.context import persons

        return persons.place(profiles)
    from onrecord.context import bodies

    return bodies.place(profiles)
