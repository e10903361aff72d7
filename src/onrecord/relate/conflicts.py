"""How two statements stand to each other: whether they are about one matter, and whether
both can hold.

The typed tests say which words exclude each other, the pair network how the two sound
together. Neither is enough: the tests do not understand a sentence, and the network, fitted
on pairs that are about the same thing, finds contradictions between statements that have
nothing to do with each other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.model import Spans
from onrecord.relate import matter
from onrecord.relate.clashes import Claims, Clash, clashes

if TYPE_CHECKING:
    from onrecord.relate.pairs import PairNetwork, PairScores

Standing = Literal["contradicts", "consistent", "unrelated"]
Kin = Literal["none", "story", "speaker", "both"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two statements: its words, and what they claim."""

    words: str
    claims: Claims


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two statements stand to each other: chances that together make 1, and the words on
    each side that decide, where a test found some. ``clash`` names the test."""

    contradicts: float
    consistent: float
    unrelated: float
    clash: Clash | None = None

    @property
    def standing(self) -> Standing:
        """The likeliest of the three."""
        chances: dict[Standing, float] = {
            "contradicts": self.contradicts,
            "consistent": self.consistent,
            "unrelated": self.unrelated,
        }
        return max(chances, key=lambda name: chances[name])

    @property
    def evidence(self) -> tuple[Spans, Spans]:
        """The words that decide, on each side; empty where no test found any."""
        return (self.clash.spans_a, self.clash.spans_b) if self.clash else ((), ())


# Log odds, set by hand on invented statements.
RELATED = {"bias": -2.2, "matter": 6.0, "network": 2.0}
CONFLICT = {"bias": -2.6, "polarity": 2.6, "outcome": 2.0, "figures": 4.0, "network": 0.75}
CLASH = {"bias": -1.0, "matter": 4.0, "network": 0.4}
KIN: dict[Kin, float] = {"none": -0.4, "story": 0.8, "speaker": 0.8, "both": 1.6}


def compare(a: Side, b: Side, network: PairNetwork, *, meaning: float | None = None) -> Comparison:
    """How ``a`` and ``b`` stand to each other. ``meaning`` is how near their meanings are, -1 to
    1, where that is known."""
    features = Features.of(a, b, network, meaning)
    related = features.related()
    conflict = features.conflict()
    return Comparison(related * conflict, related * (1 - conflict), 1 - related, features.clash)


def judge(a: Side, b: Side, clash: Clash, network: PairNetwork, *, kin: Kin = "none") -> float:
    """The chance that two statements whose words clash cannot both hold. The network is asked
    only where that could change whether it is likelier than not."""
    odds = CLASH["bias"] + CLASH["matter"] * clash.matter + KIN[kin]
    if odds + CLASH["network"] * _logit(1.0) < 0:
        return _chance(odds)
    there, back = network.scores([(a.words, b.words), (b.words, a.words)])
    return round(_chance(odds + CLASH["network"] * _logit(_against(a, b, there, back))), 4)


@dataclass(frozen=True, slots=True)
class Features:
    """What the verdict is made of."""

    matter: float
    meaning: float
    polarity: float
    outcome: float
    figures: float
    network_contradicts: float
    network_related: float
    clash: Clash | None

    @classmethod
    def of(cls, a: Side, b: Side, network: PairNetwork, meaning: float | None) -> Features:
        """The features of a pair; the same whichever of the two comes first."""
        there, back = network.scores([(a.words, b.words), (b.words, a.words)])
        found = clashes(a.claims, b.claims)
        best = {clash.kind: clash.matter for clash in reversed(found)}
        overlap = matter.overlap(a.claims.weights, b.claims.weights)
        return cls(
            matter=overlap,
            meaning=overlap if meaning is None else meaning,
            polarity=best.get("polarity", 0.0),
            outcome=best.get("outcome", 0.0),
            figures=best.get("figures", 0.0),
            network_contradicts=_logit(_against(a, b, there, back)),
            network_related=1 - (there.unrelated + back.unrelated) / 2,
            clash=found[0] if found else None,
        )

    def related(self) -> float:
        """The chance that both are about one matter."""
        near = max(self.matter, self.meaning)
        return _chance(
            RELATED["bias"] + RELATED["matter"] * near + RELATED["network"] * (self.network_related - 0.5)
        )

    def conflict(self) -> float:
        """The chance that not both hold, given that they are about one matter."""
        tests = sum(CONFLICT[name] * getattr(self, name) for name in ("polarity", "outcome", "figures"))
        chance = _chance(CONFLICT["bias"] + tests + CONFLICT["network"] * self.network_contradicts)
        if self.clash is None:
            return chance
        odds = CLASH["bias"] + CLASH["matter"] * self.clash.matter
        return max(chance, _chance(odds + CLASH["network"] * self.network_contradicts))


def _against(a: Side, b: Side, there: PairScores, back: PairScores) -> float:
    """The chance, by the network, that not both hold. It sees the contents alone: where one
    cue denies its content ("denied that …"), the two conflict if the contents agree."""
    if a.claims.denied != b.claims.denied:
        return max(there.consistent, back.consistent)
    return (there.contradicts + back.contradicts) / 2


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _logit(chance: float) -> float:
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))
