"""The network: a small encoder, and a head that reads the text once from each cue.

A BIO tagger labels words without saying which statement they belong to, and a linker on
top of it can only join what the tagger found. Here every word that may begin a cue (an
*anchor*) labels the whole window from its own point of view: my source, my cue, my
content, or none of mine. That is cheap, because the encoder runs once and the head is
narrow, and it lets two statements share a source or disagree about a span.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

# O, then B and I of source, cue and content.
TAGS = 7
HEAD = 160
NARROW = 64
DISTANCES = 40
PARAGRAPHS = 9


class PooledDropout(nn.Module):
    """Dropout whose masks are slices of one random pool at random offsets.

    Drawing a fresh mask for every activation took a quarter of a training step on a CPU.
    """

    POOL = 1 << 23

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate
        keep = torch.rand(self.POOL) >= rate
        self.register_buffer("pool", keep.to(torch.bfloat16) / (1 - rate), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        size = x.numel()
        if size > self.POOL:
            return F.dropout(x, self.rate)
        offset = int(torch.randint(self.POOL - size + 1, ()))
        return x * self.pool[offset : offset + size].view(x.shape)


class Layer(nn.Module):
    """One post-norm BERT layer."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = PooledDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, w = x.shape
        shape = (b, t, self.heads, w // self.heads)
        q, k, v = (f(x).view(shape).transpose(1, 2) for f in (self.query, self.key, self.value))
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.dropout(self.out(a.transpose(1, 2).reshape(b, t, w))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM with embeddings for shape, paragraph start and quote state, zero at the start."""

    def __init__(
        self,
        vocabulary: int = 30522,
        width: int = 384,
        layers: int = 6,
        heads: int = 12,
        inner: int = 1536,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(512, width)
        self.shape = nn.Embedding(4, width)
        self.opening = nn.Embedding(2, width)
        self.quote = nn.Embedding(4, width)
        for feature in (self.shape, self.opening, self.quote):
            nn.init.zeros_(feature.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = PooledDropout(dropout)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.words.weight.requires_grad_(False)
        self.dtype = torch.bfloat16

    def forward(self, ids: Tensor, shape: Tensor, opening: Tensor, quote: Tensor, mask: Tensor) -> Tensor:
        positions = self.positions.weight[: ids.shape[1]]
        x = self.words(ids) + positions + self.shape(shape) + self.opening(opening) + self.quote(quote)
        x = self.dropout(self.norm(x))
        x = x.to(self.dtype) if self.training else x
        mask = mask.to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_minilm(self, tensors: dict[str, Tensor]) -> None:
        """Copy the weights of all-MiniLM-L6-v2; the token type is folded into the positions."""

        def copy(module: nn.Module, name: str) -> None:
            for kind in ("weight", "bias"):
                getattr(module, kind).data.copy_(tensors[f"{name}.{kind}"])

        self.words.weight.data.copy_(tensors["embeddings.word_embeddings.weight"])
        self.positions.weight.data.copy_(
            tensors["embeddings.position_embeddings.weight"]
            + tensors["embeddings.token_type_embeddings.weight"][0]
        )
        copy(self.norm, "embeddings.LayerNorm")
        for n, layer in enumerate(self.layers):
            at = f"encoder.layer.{n}"
            for module, name in (
                (layer.query, "attention.self.query"),
                (layer.key, "attention.self.key"),
                (layer.value, "attention.self.value"),
                (layer.out, "attention.output.dense"),
                (layer.norm1, "attention.output.LayerNorm"),
                (layer.up, "intermediate.dense"),
                (layer.down, "output.dense"),
                (layer.norm2, "output.LayerNorm"),
            ):
                copy(module, f"{at}.{name}")


def distance_bucket(distance: Tensor) -> Tensor:
    """Signed distances in pieces to ``DISTANCES`` buckets: single up to 4, then logarithmic."""
    size = distance.abs().clamp(min=1).float()
    log = 4 + (torch.log2(size / 4) * 2.5).floor()
    bucket = torch.where(distance.abs() <= 4, distance.abs().float(), log).clamp(max=DISTANCES // 2 - 1)
    return torch.where(distance < 0, bucket, bucket + DISTANCES // 2).long()


class Head(nn.Module):
    """What each anchor says of each piece."""

    def __init__(self, width: int = 384, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece = nn.Linear(width, HEAD)
        self.anchor = nn.Linear(width, HEAD)
        self.distance = nn.Embedding(DISTANCES, HEAD)
        self.paragraph = nn.Embedding(PARAGRAPHS, HEAD)
        self.norm1 = nn.LayerNorm(HEAD)
        # Narrowed before they are convolved: at reading time the copies that a wide
        # convolution moves about cost more than the encoder.
        self.narrow1 = nn.Linear(HEAD, NARROW)
        self.conv1 = nn.Conv1d(NARROW, HEAD, 5, padding=2)
        self.norm2 = nn.LayerNorm(HEAD)
        self.narrow2 = nn.Linear(HEAD, NARROW)
        self.conv2 = nn.Conv1d(NARROW, HEAD, 5, padding=4, dilation=2)
        self.norm3 = nn.LayerNorm(HEAD)
        self.out = nn.Linear(HEAD, TAGS)
        self.keep = nn.Linear(3 * HEAD, 1)
        self.dropout = PooledDropout(dropout)

    def forward(
        self, x: Tensor, row: Tensor, at: Tensor, paragraph: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """``x`` [B, T, W]; anchor n stands at piece ``at[n]`` of window ``row[n]``; ``mask``
        [B, T] is 1 on real pieces. Gives labels [N, T, TAGS] and keep [N], as logits."""
        steps = torch.arange(x.shape[1], device=x.device)
        pieces, anchors = self.piece(x)[row], self.anchor(x)[row, at]
        between = paragraph[row] - paragraph[row, at].unsqueeze(1)
        between = (between + PARAGRAPHS // 2).clamp(0, PARAGRAPHS - 1)
        distance = distance_bucket(steps.unsqueeze(0) - at.unsqueeze(1))
        live = mask[row].unsqueeze(2)
        z = F.gelu(
            self.norm1(pieces + anchors.unsqueeze(1) + self.distance(distance) + self.paragraph(between))
        )
        for narrow, conv, norm in (
            (self.narrow1, self.conv1, self.norm2),
            (self.narrow2, self.conv2, self.norm3),
        ):
            y = conv((narrow(self.dropout(z)) * live).transpose(1, 2)).transpose(1, 2)
            z = norm(z + F.gelu(y))
        labels = self.out(self.dropout(z))
        weight = 1 - labels.detach().float().softmax(-1)[..., :1]
        weight = weight * live
        mean = (z * weight).sum(1) / weight.sum(1).clamp(min=1e-3)
        own = z[torch.arange(len(at), device=x.device), at]
        keep = self.keep(torch.cat((anchors, own, mean.to(own.dtype)), -1)).squeeze(-1)
        return labels, keep


class Network(nn.Module):
    """Encoder, tagger and cue-anchored head."""

    def __init__(self, dropout: float = 0.1, **encoder: int) -> None:
        super().__init__()
        self.encoder = Encoder(dropout=dropout, **encoder)
        width = self.encoder.words.embedding_dim
        self.tagger = nn.Linear(width, TAGS)
        self.anchor = nn.Linear(width, 1)
        self.head = Head(width, dropout)

    def encode(
        self, ids: Tensor, shape: Tensor, opening: Tensor, quote: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """States [B, T, W], tags [B, T, TAGS] and anchors [B, T] (logits)."""
        x = self.encoder(ids, shape, opening, quote, (mask[:, None, None, :] - 1) * 1e4)
        return x, self.tagger(x), self.anchor(x).squeeze(-1)


def schedule(step: int, steps: int, warmup: int = 100) -> float:
    """Share of the peak learning rate: linear warm-up, then a half cosine down to 2 %."""
    if step < warmup:
        return (step + 1) / warmup
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (step - warmup) / max(1, steps - warmup)))
