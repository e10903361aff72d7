"""The pair network: MiniLM over both statements at once, and three classes on top."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.relate.pair_encoding import KINDS, MATCHES
from training.network import Encoder, PooledDropout

HIDDEN = 256


class PairEncoder(Encoder):
    """The encoder with embeddings for the statement, for words in common and for denials,
    numbers and names in the place of those for shape, paragraphs and quotation marks."""

    def __init__(self, dropout: float = 0.1, **sizes: int) -> None:
        super().__init__(dropout=dropout, **sizes)
        del self.shape, self.opening, self.quote
        width = self.words.embedding_dim
        self.segment = nn.Embedding(2, width)
        self.match = nn.Embedding(MATCHES, width)
        self.kind = nn.Embedding(KINDS, width)
        for feature in (self.segment, self.match, self.kind):
            nn.init.zeros_(feature.weight)

    def embed(self, ids: Tensor, segment: Tensor, match: Tensor, kind: Tensor) -> Tensor:
        """What goes into the first layer."""
        positions = self.positions.weight[: ids.shape[1]]
        features = self.segment(segment) + self.match(match) + self.kind(kind)
        return self.norm(self.words(ids) + positions + features)

    def forward(self, ids: Tensor, segment: Tensor, match: Tensor, kind: Tensor, mask: Tensor) -> Tensor:
        x = self.dropout(self.embed(ids, segment, match, kind))
        x = x.to(self.dtype) if self.training else x
        mask = mask.to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_minilm(self, tensors: dict[str, Tensor]) -> None:
        """Copy MiniLM's weights; the second statement starts out with its own token type."""
        super().load_minilm(tensors)
        types = tensors["embeddings.token_type_embeddings.weight"]
        self.segment.weight.data[1] = types[1] - types[0]


class PairNetwork(nn.Module):
    """Encoder, the mean of each statement, and how they stand to each other, twice: as sentences
    (contradicts, follows, neither) and as public statements (contradicts, consistent, unrelated)."""

    def __init__(self, dropout: float = 0.1, **encoder: int) -> None:
        super().__init__()
        self.encoder = PairEncoder(dropout=dropout, **encoder)
        self.hidden = nn.Linear(5 * self.encoder.words.embedding_dim, HIDDEN)
        self.out = nn.Linear(HIDDEN, 3)
        self.hidden_statements = nn.Linear(5 * self.encoder.words.embedding_dim, HIDDEN)
        self.out_statements = nn.Linear(HIDDEN, 3)
        self.dropout = PooledDropout(dropout)

    def judge(self, x: Tensor, first: Tensor, second: Tensor) -> Tensor:
        """Logits [B, 6] from states [B, T, W] and the statements' masks [B, T, 1]."""
        a, b = ((x * m).sum(1) / m.sum(1).clamp(min=1) for m in (first, second))
        joined = torch.cat((x[:, 0], a, b, (a - b).abs(), a * b), -1)
        joined = self.dropout(joined)
        return torch.cat(
            (
                self.out(self.dropout(F.gelu(self.hidden(joined)))),
                self.out_statements(self.dropout(F.gelu(self.hidden_statements(joined)))),
            ),
            -1,
        )

    def forward(self, ids: Tensor, segment: Tensor, match: Tensor, kind: Tensor, mask: Tensor) -> Tensor:
        """Logits of contradicts, consistent, unrelated as sentences, then as statements; ``mask`` is
        1 on real pieces."""
        x = self.encoder(ids, segment, match, kind, (mask[:, None, None, :] - 1) * 1e4)
        second = (segment * mask).unsqueeze(2).to(x.dtype)
        first = ((1 - segment) * mask).unsqueeze(2).to(x.dtype)
        return self.judge(x, first, second)
