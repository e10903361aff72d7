"""The fast tier's network: convolutions in the place of attention, and a head that looks at
each anchor's neighbourhood alone.

On windows of several hundred pieces a narrow attention layer costs four times a convolution,
and the large network's head spends most of its time on pieces far from the cue that are no
part of the statement.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.network import DISTANCES, PARAGRAPHS, TAGS, PooledDropout, distance_bucket

WIDTH, NARROW = 192, 64
HEAD, HEAD_NARROW = 64, 32
DILATIONS = (1, 2, 4, 8, 16, 1)
# Pieces before and behind an anchor that its head sees: 98 % of PolNeAR's statements lie inside.
BEFORE, AFTER = 48, 88
REACH = BEFORE + 1 + AFTER


class Convolution(nn.Module):
    """What stands near each piece, added to it: [B, T, W] to the same. Narrowed before it is
    convolved, for at reading time the copies that a convolution moves about cost most."""

    def __init__(self, width: int, narrow: int, dilation: int) -> None:
        super().__init__()
        self.narrow = nn.Linear(width, narrow)
        self.conv = nn.Conv1d(narrow, width, 5, padding=2 * dilation, dilation=dilation)
        self.norm = nn.LayerNorm(width)

    def forward(self, x: Tensor, live: Tensor) -> Tensor:
        """``live`` [B, T, 1] is 0 where nothing stands."""
        y = self.conv((self.narrow(x) * live).transpose(1, 2)).transpose(1, 2)
        return self.norm(x + F.relu(y))


class Encoder(nn.Module):
    """Embeddings of pieces and features, then convolutions that reach ever farther."""

    def __init__(self, vocabulary: int = 30522, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.shape = nn.Embedding(4, WIDTH)
        self.opening = nn.Embedding(2, WIDTH)
        self.quote = nn.Embedding(4, WIDTH)
        for feature in (self.shape, self.opening, self.quote):
            nn.init.zeros_(feature.weight)
        self.norm = nn.LayerNorm(WIDTH)
        self.layers = nn.ModuleList(Convolution(WIDTH, NARROW, d) for d in DILATIONS)
        self.dropout = PooledDropout(dropout)

    def embed(self, ids: Tensor, shape: Tensor, opening: Tensor, quote: Tensor) -> Tensor:
        """What goes into the first layer."""
        return self.norm(self.words(ids) + self.shape(shape) + self.opening(opening) + self.quote(quote))

    def forward(self, ids: Tensor, shape: Tensor, opening: Tensor, quote: Tensor, mask: Tensor) -> Tensor:
        """States [B, T, W]; ``mask`` [B, T] is 1 on real pieces."""
        x = self.dropout(self.embed(ids, shape, opening, quote))
        live = mask.unsqueeze(2)
        for layer in self.layers:
            x = layer(self.dropout(x), live)
        return x

    def load_words(self, words: Tensor) -> None:
        """Start from the principal components of a larger encoder's embeddings [V, W]."""
        centred = words - words.mean(0)
        _, _, directions = torch.linalg.svd(centred, full_matrices=False)
        narrow = centred @ directions[:WIDTH].T
        self.words.weight.data.copy_(narrow / narrow.std())


class Head(nn.Module):
    """What each anchor says of each piece near it."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece = nn.Linear(WIDTH, HEAD)
        self.anchor = nn.Linear(WIDTH, HEAD)
        self.distance = nn.Embedding(DISTANCES, HEAD)
        self.paragraph = nn.Embedding(PARAGRAPHS, HEAD)
        self.norm = nn.LayerNorm(HEAD)
        self.layers = nn.ModuleList(Convolution(HEAD, HEAD_NARROW, d) for d in (1, 2))
        self.out = nn.Linear(HEAD, TAGS)
        self.keep = nn.Linear(3 * HEAD, 1)
        self.dropout = PooledDropout(dropout)

    def begin(
        self, x: Tensor, row: Tensor, at: Tensor, paragraph: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The anchors [N, H], their neighbourhoods [N, REACH, H] before the convolutions, and
        [N, REACH, 1], which is 0 where nothing stands."""
        steps = torch.arange(-BEFORE, AFTER + 1, device=x.device)
        where = at.unsqueeze(1) + steps
        inside = (where >= 0) & (where < x.shape[1])
        where = where.clamp(0, x.shape[1] - 1)
        rows = row.unsqueeze(1)
        live = (inside * mask[rows, where]).unsqueeze(2).to(x.dtype)
        between = paragraph[rows, where] - paragraph[row, at].unsqueeze(1)
        between = (between + PARAGRAPHS // 2).clamp(0, PARAGRAPHS - 1)
        anchors = self.anchor(x[row, at])
        near = self.piece(x)[rows, where] + anchors.unsqueeze(1)
        near = near + self.distance(distance_bucket(steps)) + self.paragraph(between)
        return anchors, F.relu(self.norm(near)), live

    def end(self, anchors: Tensor, z: Tensor, live: Tensor) -> tuple[Tensor, Tensor]:
        """Labels [N, REACH, TAGS] and keep [N], as logits."""
        labels = self.out(self.dropout(z))
        weight = (1 - labels.detach().float().softmax(-1)[..., :1]) * live
        mean = (z * weight).sum(1) / weight.sum(1).clamp(min=1e-3)
        keep = self.keep(torch.cat((anchors, z[:, BEFORE], mean.to(z.dtype)), -1)).squeeze(-1)
        return labels, keep

    def forward(
        self, x: Tensor, row: Tensor, at: Tensor, paragraph: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Anchor n stands at piece ``at[n]`` of window ``row[n]``."""
        anchors, z, live = self.begin(x, row, at, paragraph, mask)
        for layer in self.layers:
            z = layer(self.dropout(z), live)
        return self.end(anchors, z, live)


class Network(nn.Module):
    """Encoder, tagger and cue-anchored head."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout=dropout)
        self.tagger = nn.Linear(WIDTH, TAGS)
        self.anchor = nn.Linear(WIDTH, 1)
        self.head = Head(dropout)

    def encode(
        self, ids: Tensor, shape: Tensor, opening: Tensor, quote: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """States [B, T, W], tags [B, T, TAGS] and anchors [B, T] (logits)."""
        x = self.encoder(ids, shape, opening, quote, mask)
        return x, self.tagger(x), self.anchor(x).squeeze(-1)
