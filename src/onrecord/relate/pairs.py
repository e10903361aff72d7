"""How two statements stand to each other, by a network that was fitted on sentence pairs.

One witness among others: it knows nothing of speakers, times or matters, and was fitted
on sentences that are about the same thing. Whether two statements are, is for its callers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from onrecord import weights
from onrecord.relate.pair_encoding import PairEncoding, encode_pair, words_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class PairScores:
    """The chances, together 1, that the second statement contradicts the first, follows from
    it, or neither."""

    contradicts: float
    consistent: float
    unrelated: float


class PairCard(weights.Card, frozen=True):
    """``temperature`` divides what the network puts out, so that its chances are honest."""

    temperature: Annotated[float, msgspec.Meta(gt=0)]


class PairNetwork:
    """The shipped network. Its files are read when it is first asked; every pair is run by
    itself on one thread, so that no answer depends on what else was asked."""

    def __init__(self, folder: Path = weights.WEIGHTS, name: str = "pairs") -> None:
        self.folder = folder
        self.name = name

    @property
    def version(self) -> str:
        """Name, version and checksum's beginning: what a finding's method is told by."""
        return self._card.signature

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[PairScores]:
        """The scores of each pair (first statement, second statement), in order.

        The order within a pair matters for all three. Of long statements the part that has
        most words in common with the other is looked at: 125 word pieces for both, half of
        it and what the other leaves for each. Raises WeightsError when the network's files
        are missing or damaged.
        """
        read = {text: words_of(text, self._tokenizer) for pair in pairs for text in pair}
        return [self._run(encode_pair(read[first], read[second])) for first, second in pairs]

    def _run(self, pair: PairEncoding) -> PairScores:
        inputs = {"ids": pair.ids, "segment": pair.segment, "match": pair.match, "kind": pair.kind}
        (logits,) = self._session.run(None, {name: values[None] for name, values in inputs.items()})
        return softmax(logits[0].tolist(), self._card.temperature)

    @cached_property
    def _card(self) -> PairCard:
        return weights.card(self.folder, self.name, PairCard)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return weights.tokenizer(self.folder, self._card)

    @cached_property
    def _session(self) -> Any:
        return weights.session(self.folder, self._card)


def softmax(logits: Sequence[float], temperature: float) -> PairScores:
    """Chances from what the network puts out."""
    highest = max(logits)
    powers = [math.exp((value - highest) / temperature) for value in logits]
    total = sum(powers)
    return PairScores(*(power / total for power in powers))
