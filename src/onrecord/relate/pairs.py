"""How two statements stand to each other, by a network that was fitted on pairs of public
statements and on pairs of sentences.

One witness among others: it knows nothing of speakers, times or documents.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
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
    """Three chances, together 1. Of statements: that not both can hold, that they are about one
    matter and both can, that they are about different matters. Of sentences: that the second
    contradicts the first, follows from it, or neither."""

    contradicts: float
    consistent: float
    unrelated: float


Temperature = Annotated[float, msgspec.Meta(gt=0)]


class PairCard(weights.Card, frozen=True):
    """The temperatures divide what the network puts out, so that its chances are honest."""

    temperature: Temperature
    sentences_temperature: Temperature


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
        """The scores of each pair as public statements, in order.

        The order within a pair matters a little. Of long statements the part that has most
        words in common with the other is looked at: 125 word pieces for both, half of it and
        what the other leaves for each. Raises WeightsError when the network's files are
        missing or damaged.
        """
        return [softmax(row[3:], self._card.temperature) for row in self._logits(pairs)]

    def sentence_scores(self, pairs: Sequence[tuple[str, str]]) -> list[PairScores]:
        """The scores of each pair (premise, hypothesis) as sentences. Raises as ``scores``."""
        return [softmax(row[:3], self._card.sentences_temperature) for row in self._logits(pairs)]

    def _logits(self, pairs: Sequence[tuple[str, str]]) -> Iterator[list[float]]:
        read = {text: words_of(text, self._tokenizer) for pair in pairs for text in pair}
        return (self._run(encode_pair(read[first], read[second])) for first, second in pairs)

    def _run(self, pair: PairEncoding) -> list[float]:
        """Of sentences, then of statements, in the order of ``PairScores``."""
        inputs = {"ids": pair.ids, "segment": pair.segment, "match": pair.match, "kind": pair.kind}
        (logits,) = self._session.run(None, {name: values[None] for name, values in inputs.items()})
        found: list[float] = logits[0].tolist()
        return found

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
