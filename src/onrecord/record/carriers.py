"""Which outlet carries whose text: wire copy by its dateline or byline, copies by their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from onrecord.context.outlets import Outlets
from onrecord.model import Document, Reading
from onrecord.relate.words import words_of

_COPY = 0.5  # of the runs of the shorter text
_RUN = 5  # words
_HEAD = 400  # characters in which a wire is named
_DATELINE = re.compile(r"\((?P<name>[A-Z][\w.&’' -]{1,40}?)\)\s*(?:--|[—–-])\s")
_BYLINE = re.compile(r"^By [^\n,]{3,80}, (?:the |The )?(?P<name>[A-Z][\w.&’' -]{1,40})\s*$", re.M)
_AGENCY = re.compile(r"(?:[A-Z][\w.&’'-]* ){1,4}(?:Newswire|Wire|(?:News|Press|Wire) (?:Agency|Service))")


def wire(document: Document, outlets: Collection[str] = ()) -> str | None:
    """The agency whose report a document prints, by its dateline or byline; ``outlets`` are those
    that are known besides."""
    head = document.text[:_HEAD]
    if found := _DATELINE.search(head) or _BYLINE.search(head):
        return outlet_name(found["name"])
    author = outlet_name((document.author or "").rsplit(",", 1)[-1].strip())
    return author if author in outlets or is_listed(author) or _AGENCY.fullmatch(author) else None


class Carriers:
    """Which of some documents print one text, and whose that is."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        readings = list(readings)
        reports = [one.document for one in readings if one.document.type == "report"]
        outlets = {outlet_name(one.publisher) for one in reports if one.publisher}
        self._wires = {one.id: wire(one, outlets) for one in reports}
        self._agencies = {name for name in self._wires.values() if name}
        self._documents = {one.document.id: one.document for one in readings}
        self._first = self._copies(readings)
        carried: dict[str, str] = {}
        for id, first in self._first.items():
            if name := self._wires.get(id) or self._agency(id):
                carried.setdefault(first, name)
        self._carried = carried

    def text(self, document: str) -> str:
        """The first of the documents that print the text of this one, itself where none does."""
        return self._first[document]

    def wire(self, document: str) -> str | None:
        """The agency whose report it prints: by its own dateline or byline, or that of a copy."""
        return self._wires.get(document) or self._carried.get(self._first[document])

    def copied(self, document: str) -> str | None:
        """The outlet that printed its text on an earlier day."""
        one, first = self._documents[document], self._documents[self._first[document]]
        if not (first.publisher and first.published and one.published):
            return None
        precise = min(len(first.published), len(one.published))
        return outlet_name(first.publisher) if first.published[:precise] < one.published[:precise] else None

    def _agency(self, document: str) -> str | None:
        """Its outlet, where that is an agency."""
        publisher = outlet_name(self._documents[document].publisher or "")
        return publisher if publisher in self._agencies or _AGENCY.fullmatch(publisher) else None

    def _copies(self, readings: Sequence[Reading]) -> dict[str, str]:
        """For each document the first of those that print its text. What several have only from one
        who speaks in them is not enough: they have to tell it in the same words too."""
        ordered = sorted(readings, key=self._order)
        runs = [runs_of(one.document.text, _RUN) for one in ordered]
        shared = marks(runs)
        told = lru_cache(maxsize=None)(lambda n: _told(ordered[n], runs[n]))
        first: dict[str, str] = {}
        for at, one in enumerate(ordered):
            earlier = (
                other.document.id
                for n, other in enumerate(ordered[:at])
                if other.document.type == one.document.type
                and (shared[n] & shared[at]).bit_count() >= _COPY * max(1, min(len(runs[n]), len(runs[at])))
                and len(told(n) & told(at)) >= _COPY * min(len(told(n)), len(told(at)))
            )
            other_id = next(earlier, None)
            first[one.document.id] = first[other_id] if other_id else one.document.id
        return first

    def _order(self, one: Reading) -> tuple[bool, str, str]:
        """What an agency prints itself comes before all that others print."""
        return not self._agency(one.document.id), one.document.published or "9999", one.document.id


def _told(one: Reading, runs: frozenset[int]) -> frozenset[int]:
    """Those of the runs of a text that are not what somebody says in it."""
    said = (one.document[span] for statement in one.statements for span in statement.content)
    return runs.difference(*(runs_of(words, _RUN) for words in said))


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
