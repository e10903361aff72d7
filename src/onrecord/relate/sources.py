"""Who a claim is from, and whether two of them may be one.

Sources count as two only where they surely are: a surname may be any of its bearers, "the
director" anybody of whom no role is known, "officials" in one report those of the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.model import Speaker
from onrecord.relate.tables import words_by_kind

SourceKind = Literal["person", "body", "office", "told", "document", "public"]

_HEAD_ENDS = re.compile(
    r"\b(?:of|in|at|on|for|from|to|by|with|who|whose|that|which|familiar|close|briefed|involved|behind|inside"
    r"|working|under|near|across|including|like)\b|,"
)
_NO_PLURALS = re.compile(r"(?:ss|us|is|news)$")
_OF_SOMETHING = re.compile(r"\b(?:of|for|the) \w+$")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_WORD = re.compile(r"[^\W\d_][\w’'-]*\.?")
_CORRECTED = re.compile(r"\b(?:earlier|previous|original) versions? of\b", re.I)  # of the report itself
_POSSESSIVE = re.compile(r"[’']s?\b")
_ADDED = re.compile(r"\b[A-Z]{4,}\b")  # what a page puts beside a name


@dataclass(frozen=True, slots=True)
class Source:
    """Who is responsible for an account. A ``body`` is an organization; an ``office`` somebody
    whom a text calls by what they are, not by name; ``told`` are those who want no name, known
    by the outlet they told; the ``public`` speak to everybody: officials, police, critics.
    ``speaker`` is who that is across documents; ``members`` are several who speak at once."""

    kind: SourceKind
    name: str
    speaker: str | None = None
    role: str | None = None
    members: tuple[Source, ...] = ()


def source_of(speaker: Speaker, *, told: bool = False) -> Source | None:
    """The source that a speaker is; None for words that name nobody, and for an earlier version of the
    report, which is corrected. ``told`` says that the text
    has them tell an outlet."""
    if speaker.members:
        members = tuple(one for one in map(source_of, speaker.members) if one is not None)
        return Source("public", speaker.name, members=members)
    if speaker.kind == "person":
        if _head(speaker.name) and not _is_office(speaker.name):
            return Source("person", speaker.name, speaker.id, speaker.role)
        return Source("office", speaker.name)
    if speaker.kind == "organization":
        return Source("office" if _is_office(speaker.name) else "body", speaker.name, speaker.id)
    words = [word.lower() for word in _words(speaker.name)]
    if speaker.kind == "document" and _CORRECTED.search(speaker.name):
        return None
    if words[:1] and (words[0] in _listed("negative") or {*words} <= _listed("nobody")):
        return None
    if words[-1:] and words[-1] in _listed("reports") and {*words[:-1]} <= _listed("vague"):
        return Source("public", speaker.name)
    if speaker.kind == "document":
        return Source("document", speaker.name)
    return Source(_of_unnamed(speaker, told=told), speaker.name)


def may_be_one(a: Source, b: Source) -> bool:
    """Whether nothing says that two sources are two."""
    if a.speaker is not None and a.speaker == b.speaker:
        return True
    if a.members or b.members:
        return any(may_be_one(one, other) for one in a.members or (a,) for other in b.members or (b,))
    kinds = {a.kind, b.kind}
    if kinds == {"person"}:
        return _one_person(a.name, b.name)
    if kinds == {"body"}:
        return _contained(a.name, b.name)
    if kinds == {"office", "person"}:
        office, person = (a, b) if a.kind == "office" else (b, a)
        return person.role is None or _head(office.name) in {word.lower() for word in _words(person.role)}
    if kinds == {"document", "person"} or kinds == {"document", "body"}:
        document, owner = (a, b) if a.kind == "document" else (b, a)
        return _is_of(document.name, owner)
    return len(kinds) == 1 and _kin(a.name) == _kin(b.name) and _described_alike(a.name, b.name)


def is_sure(source: Source) -> bool:
    """Whether it is somebody of their own, and not whoever speaks for many."""
    return source.kind != "public" or any(map(is_sure, source.members))


def _listed(kind: str) -> frozenset[str]:
    return words_by_kind("sources")[kind]


def _of_unnamed(speaker: Speaker, *, told: bool) -> SourceKind:
    head = _head(speaker.name)
    counted = speaker.name.split()[0].lower() in _listed("counted") or speaker.name[0].isdigit()
    plural = head in _listed("plural") or (head.endswith("s") and not _NO_PLURALS.search(head))
    if head in _listed("told") or (told and speaker.kind == "unnamed"):
        return "told"
    if speaker.kind == "group" or (plural and not counted):
        return "public"
    return "office" if head in _listed("office") else "told"


def _is_office(name: str) -> bool:
    """Whether a name is only what somebody is: "French President"."""
    last = name.split()[-1:]
    return bool(last) and last[0].lower() in _listed("office") and not _OF_SOMETHING.search(name)


@lru_cache(maxsize=4096)
def _head(name: str) -> str:
    """The noun that a description is about: "official" of "senior official briefed on it"."""
    found = _HEAD_ENDS.search(name)
    words = _words(name[: found.start()] if found and found.start() else name)
    return words[-1].lower() if words else ""


@lru_cache(maxsize=4096)
def _kin(name: str) -> str:
    """What a description is about, the same for what may as well be called the other."""
    head = _head(name).removesuffix("s")
    return "poll" if head in _listed("poll") else head


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_POSSESSIVE.sub("", word).rstrip(".") for word in _WORD.findall(text))


def _one_person(a: str, b: str) -> bool:
    """Whether nothing in two names says that two persons bear them."""
    first, second = _plain(a), _plain(b)
    if {*first} <= {*second} or {*second} <= {*first}:
        return True
    if first[-1] != second[-1]:
        return False
    return first[0][0] == second[0][0] and 1 in (len(first[0]), len(second[0]))


@lru_cache(maxsize=4096)
def _plain(name: str) -> tuple[str, ...]:
    """The words of a name by which it is told from others."""
    shown = _ADDED.sub(" ", name)
    words = [word.lower() for word in _words(shown if shown.strip() else name)]
    return tuple(word for word in words if word not in _SUFFIXES) or (name.lower(),)


def _contained(a: str, b: str) -> bool:
    first, second = ({word.lower() for word in _words(name)} - {"the", "of"} for name in (a, b))
    return first <= second or second <= first


def _is_of(document: str, owner: Source) -> bool:
    """Whether a document bears the name of who wrote it: "Comey's letter"."""
    name = _words(owner.name)[-1:] if owner.kind == "person" else _words(owner.name)
    return bool(name) and re.search(rf"\b{re.escape(' '.join(name))}[’']s?\b", document) is not None


def _described_alike(a: str, b: str) -> bool:
    """Whether two descriptions have no names that tell them apart: "Gallup poll", "Pew poll"."""
    first, second = ({word for word in _words(name[1:]) if word[0].isupper()} for name in (a, b))
    return not (first and second) or bool(first & second)
