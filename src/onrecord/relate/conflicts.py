"""How two statements stand to each other: whether they are about one matter, and whether
both can hold.

The typed tests say which words exclude each other, the pair network how the two sound
together. Neither is enough: the tests do not understand a sentence, and the network does not
know who speaks, when, and of which occasion.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.model import Spans
from onrecord.relate import matter
from onrecord.relate.claimed import Claims
from onrecord.relate.clashes import Clash, clashes
from onrecord.relate.pairs import PairScores

if TYPE_CHECKING:
    from onrecord.relate.pairs import PairNetwork

Standing = Literal["contradicts", "consistent", "unrelated"]
Kin = Literal["none", "story", "speaker", "both"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two statements: its words, with its cue where that is part of what is held ("rejected
    calls for …"), and what they claim."""

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


# Fitted by ``training/pairs/verdicts.py``; they belong to the pair network of version 0.4.0.
# What each feature adds to the log odds of a standing against ``consistent``.
STANDINGS: dict[Literal["contradicts", "unrelated"], dict[str, float]] = {
    "contradicts": {
        "bias": 0.44,
        "contradicts": 0.884,
        "consistent": -0.338,
        "unrelated": -0.011,
        "polarity": 0.474,
        "outcome": 1.796,
        "figures": 0.736,
    },
    "unrelated": {"bias": 0.174, "contradicts": -0.137, "consistent": 0.344, "unrelated": 1.161},
}
# What each adds to the log odds that two statements whose words clash cannot both hold. Figures
# by hand: the fit's -1.5 rests on two real conflicts.
CLASH = {"bias": -2.672, "matter": 2.22, "network": 0.217, "figures": -1.0, "outcome": -0.486}
KIN: dict[Kin, float] = {"none": 0.0, "story": 0.495, "speaker": 1.195, "both": 1.195}


def compare(a: Side, b: Side, network: PairNetwork, *, meaning: float | None = None) -> Comparison:
    """How ``a`` and ``b`` stand to each other. ``meaning`` is how near their meanings are, -1 to
    1, where that is known."""
    features, clash = features_of(a, b, network, meaning)
    odds = {
        name: sum(weight * features[feature] for feature, weight in of.items())
        for name, of in STANDINGS.items()
    }
    highest = max(0.0, *odds.values())
    against, apart, both = (math.exp(x - highest) for x in (odds["contradicts"], odds["unrelated"], 0.0))
    total = against + apart + both
    return Comparison(against / total, both / total, apart / total, clash)


def judge(
    a: Side, b: Side, clash: Clash, network: PairNetwork, *, kin: Kin = "none", least: float = 0.0
) -> float:
    """The chance that two statements whose words clash cannot both hold. The network is asked
    only where it could bring the chance to ``least``, and in the order given alone: the other
    order costs as much again and tells nothing more."""
    odds = CLASH["bias"] + CLASH["matter"] * clash.matter + CLASH.get(clash.kind, 0.0) + KIN[kin]
    if clash.kind == "figures":  # of bounds the network knows nothing
        return round(_chance(odds), 4)
    if odds + CLASH["network"] * logit(1.0) < logit(least):
        return 0.0
    (scores,) = network.scores([(a.words, b.words)])
    return round(_chance(odds + CLASH["network"] * logit(scores.contradicts)), 4)


def features_of(
    a: Side, b: Side, network: PairNetwork, meaning: float | None
) -> tuple[dict[str, float], Clash | None]:
    """What the verdict is made of, the same whichever of the two comes first: the network's
    chances as log odds, how much the tests that found a clash see in common, and how near the
    two are in words or meaning. And the clash that tells most."""
    found = clashes(a.claims, b.claims)
    best: dict[str, float] = {"polarity": 0.0, "outcome": 0.0, "figures": 0.0}
    best |= {clash.kind: clash.matter for clash in reversed(found)}
    overlap = matter.overlap(a.claims.weights, b.claims.weights)
    scores = seen(a, b, network)
    features = {
        "bias": 1.0,
        "contradicts": logit(scores.contradicts),
        "consistent": logit(scores.consistent),
        "unrelated": logit(scores.unrelated),
        "near": overlap if meaning is None else max(overlap, meaning),
        **best,
    }
    return features, found[0] if found else None


def seen(a: Side, b: Side, network: PairNetwork) -> PairScores:
    """What the network says, in the mean of both orders."""
    there, back = network.scores([(a.words, b.words), (b.words, a.words)])
    against, both = (
        (getattr(there, name) + getattr(back, name)) / 2 for name in ("contradicts", "consistent")
    )
    return PairScores(against, both, 1 - against - both)


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def logit(chance: float) -> float:
    """Log odds, of chances kept off 0 and 1."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))
