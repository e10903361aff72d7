"""Which outlet carries whose text: wire copy by its dateline or byline, copies by their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from onrecord.context.outlets import Outlets
from onrecord.model import Document, Reading
from onrecord.relate.words import words_of

_COPY = 0.5  # of the runs of the shorter text
_RUN = 5  # words
_HEAD = 400  # characters in which a wire is named
_DATELINE = re.compile(r"\((?P<name>[A-Z][\w.&’' -]{1,40}?)\)\s*(?:--|[—–-])\s")
_BYLINE = re.compile(r"^By [^\n,]{3,80}, (?:the |The )?(?P<name>[A-Z][\w.&’' -]{1,40})\s*$", re.M)


def wire(document: Document) -> str | None:
    """The agency whose report a document prints, by its dateline or byline."""
    head = document.text[:_HEAD]
    if found := _DATELINE.search(head) or _BYLINE.search(head):
        return outlet_name(found["name"])
    author = document.author or ""
    return _listed(author.rsplit(",", 1)[-1].strip())


def copies(readings: Iterable[Reading]) -> Mapping[str, str]:
    """For each document the first of those that print its text, itself where none does."""
    ordered = sorted((one.document for one in readings), key=lambda d: (d.published or "9999", d.id))
    runs = [runs_of(one.text, _RUN) for one in ordered]
    shared = marks(runs)
    first: dict[str, str] = {}
    for at, one in enumerate(ordered):
        earlier = (
            other.id
            for n, other in enumerate(ordered[:at])
            if other.type == one.type
            and (shared[n] & shared[at]).bit_count() >= _COPY * max(1, min(len(runs[n]), len(runs[at])))
        )
        other_id = next(earlier, None)
        first[one.id] = first[other_id] if other_id else one.id
    return first


def marks(runs: Sequence[Collection[int]]) -> list[int]:
    """The runs of each text that others have too, as a number with a bit for each of them: how
    many two texts share is then cheap to say."""
    having = Counter(run for each in runs for run in each)
    places = {run: n for n, run in enumerate(run for run, count in having.items() if count > 1)}
    found = []
    for each in runs:
        bits = bytearray(len(places) // 8 + 1)
        for run in each:
            if (n := places.get(run)) is not None:
                bits[n >> 3] |= 1 << (n & 7)
        found.append(int.from_bytes(bits, "little"))
    return found


@lru_cache(maxsize=1024)
def outlet_name(name: str) -> str:
    """The usual name of an outlet: "AP" is the Associated Press, "CNN (web)" is CNN."""
    name = re.sub(r"\s*\([^()]*\)$", "", name) or name
    return _listed(name) or re.sub(r"^[Tt]he (?=\S+ \S)", "", " ".join(name.split()))


def is_listed(name: str) -> bool:
    """Whether a name is one of the outlets that are known."""
    return _listed(name) is not None


@lru_cache(maxsize=1024)
def _listed(name: str) -> str | None:
    found = Outlets(name).all
    if len(found) == 1 and found[0].outlet and len(found[0].name) >= len(re.sub(r"^[Tt]he ", "", name)):
        return found[0].outlet.name
    return None


def runs_of(text: str, size: int) -> frozenset[int]:
    """A number for each ``size`` words in a row, the same for the same words."""
    keys = words_of(text).keys
    return frozenset(hash(keys[n : n + size]) for n in range(len(keys) - size + 1))
