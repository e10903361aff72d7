"""Sentence pairs, read where they lie, split so that no sentence stands on both sides.

Pairs that share a sentence, as premise or hypothesis, form a component, and a component
lies in one part as a whole.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from training.data import SHARED
from training.pairs.changes import DENIED_LABEL, denied, renumbered

# In the order of the network's output, and the corpora's words for them.
CLASSES = ("contradicts", "consistent", "unrelated")
_LABELS = {"contradiction": 0, "entailment": 1, "neutral": 2}
# A component with more pairs than this would make up a part by itself: it is fitted on.
TOO_MANY = 500
PROSE = ("mnli-dev", "rte-2way", "fever-symmetric-dev")
STATEMENTS = ("invented", "news")
Allowed = tuple[bool, bool, bool]
OPEN: Allowed = (True, True, True)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences. ``allowed`` says of each class whether the label leaves it open: one
    class for most pairs, two where the corpus does not tell them apart."""

    first: str
    second: str
    allowed: Allowed
    source: str
    component: str

    @property
    def label(self) -> int | None:
        """The class, where the label leaves only one open."""
        return self.allowed.index(True) if sum(self.allowed) == 1 else None

    @property
    def targets(self) -> tuple[Allowed, Allowed]:
        """What is open of how they stand to each other as sentences, and as statements.

        Pairs of statements say nothing of the first. Prose of the sentence corpora says
        something of the second: what follows is consistent; what is left open may be
        unrelated too. Image captions say nothing of it: another scene is a contradiction there.
        """
        if self.source in STATEMENTS:
            return OPEN, self.allowed
        if self.source not in PROSE or self.allowed == (True, False, True):
            return self.allowed, OPEN
        contradicts, consistent, unrelated = self.allowed
        return self.allowed, (contradicts, consistent or unrelated, unrelated)

    @property
    def three_way(self) -> bool:
        """Whether its corpus tells all three classes apart, so that it can be scored."""
        return self.source != "rte-2way"


def only(label: int) -> Allowed:
    """``allowed`` of one class."""
    return (label == 0, label == 1, label == 2)


def pairs() -> list[Pair]:
    """All pairs of the corpus."""
    with gzip.open(SHARED / "corpora" / "nli.jsonl.gz", "rt", encoding="utf-8") as lines:
        return from_rows([json.loads(line) for line in lines])


def from_rows(rows: list[dict]) -> list[Pair]:
    """The corpus' rows as pairs, each with its component: the hash of the component's first
    sentence in alphabetical order."""
    roots = _roots([(_plain(r["premise"]), _plain(r["hypothesis"])) for r in rows])
    out = []
    for row in rows:
        allowed = only(_LABELS[row["label"]])
        if row.get("two_way") and row["label"] == "neutral":
            allowed = (True, False, True)
        root = hashlib.sha1(roots[_plain(row["premise"])].encode()).hexdigest()
        out.append(Pair(row["premise"], row["hypothesis"], allowed, row["source"], root))
    return out


def parts(everything: list[Pair]) -> dict[str, list[Pair]]:
    """``fit``, ``tune`` (temperature, choices) and ``held`` (scored): about 82, 6 and 12 %."""
    sizes = Counter(pair.component for pair in everything)
    out: dict[str, list[Pair]] = {"fit": [], "tune": [], "held": []}
    for pair in everything:
        share = int(pair.component[:8], 16) % 100
        large = sizes[pair.component] > TOO_MANY
        out["fit" if large or share >= 18 else "held" if share < 12 else "tune"].append(pair)
    return out


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of an epoch's pairs are changed: turned about; with their second sentence
    denied; joined by one with another number, where that can be; joined by one with a
    sentence of another page."""

    turned: float
    denied: float
    renumbered: float
    strange: float


def augmented(fitted: list[Pair], rng: np.random.Generator, shares: Shares) -> Iterator[Pair]:
    """The pairs of an epoch, a share of them changed.

    A contradiction turned about is one still. Of the others nothing is known but that they
    are no contradiction, and that has to be said too: else the network learns that whatever
    was turned about contradicts. Two sentences of different pages are unrelated; image
    captions are not, for their corpora call another scene a contradiction.
    """
    prose: dict[str, list[Pair]] = {}
    for pair in fitted:
        if pair.source in PROSE:
            prose.setdefault(pair.source, []).append(pair)
    for pair in fitted:
        yield _changed(pair, float(rng.random()), shares)
        if pair.label == 1 and rng.random() < shares.renumbered:
            second = renumbered(pair.first, pair.second, rng)
            if second is not None:
                yield replace(pair, second=second, allowed=only(0))
        if pair.source in prose and rng.random() < shares.strange:
            other = prose[pair.source][int(rng.integers(len(prose[pair.source])))]
            if other.component != pair.component:
                yield replace(pair, second=other.second, allowed=only(2))


def _changed(pair: Pair, draw: float, shares: Shares) -> Pair:
    """The pair itself, turned about, or denied; ``draw`` is uniform in [0, 1)."""
    label = pair.label
    if label is None or draw >= shares.turned + shares.denied:
        return pair
    if draw < shares.turned:
        allowed = pair.allowed if label == 0 else (False, True, True)
        return replace(pair, first=pair.second, second=pair.first, allowed=allowed)
    second = denied(pair.second)
    return pair if second is None else replace(pair, second=second, allowed=only(DENIED_LABEL[label]))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _roots(linked: list[tuple[str, str]]) -> dict[str, str]:
    """For each sentence the alphabetically first of all that it is linked with."""
    above: dict[str, str] = {}

    def root(text: str) -> str:
        while (up := above.setdefault(text, text)) != text:
            above[text] = above[up]
            text = above[text]
        return text

    for first, second in linked:
        low, high = sorted((root(first), root(second)))
        above[high] = low
    return {text: root(text) for text in above}
