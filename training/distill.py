"""What several fitted networks agree on, as a lesson for one.

On articles that no one annotated, the mean of the teachers' probabilities is what the
network learns to give: it sees ten times the text, and the teachers' errors, which differ,
average out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from training.network import Network

ASKED = 8  # candidate anchors a window, on average, at which teachers and network are compared
TEMPTED = 0.05  # what the teachers must give an anchor to ask it

Lesson = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]


def load(run: Path, dropout: float = 0.0) -> Network:
    """The network of a finished run."""
    state = torch.load(run / "network.pt", weights_only=False)["network"]
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))
    network = Network(dropout=dropout, layers=layers)
    network.load_state_dict(state)
    return network


@torch.no_grad()
def lesson(teachers: Sequence[Network], batch: dict[str, Tensor]) -> Lesson:
    """The teachers' mean: tags [B, T, TAGS], anchors [B, T], and for the anchors asked, which
    stand at ``at`` in windows ``row``, labels [N, T, TAGS] and keep [N]; all probabilities."""
    states, tags, anchors = [], [], []
    for teacher in teachers:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x, t, a = teacher.encode(
                batch["ids"], batch["shape"], batch["opening"], batch["quote"], batch["mask"]
            )
        states.append(x)
        tags.append(t.float().softmax(-1))
        anchors.append(a.float().sigmoid())
    anchor = torch.stack(anchors).mean(0)
    score = anchor.masked_fill(batch["tags"] < 0, 0.0).flatten()
    value, where = score.topk(min(ASKED * len(anchor), score.numel()))
    where = where[value > TEMPTED]
    row, at = where // anchor.shape[1], where % anchor.shape[1]
    labels, keep = [], []
    for teacher, x in zip(teachers, states, strict=True):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            label, kept = teacher.head(x, row, at, batch["paragraph"], batch["mask"])
        labels.append(label.float().softmax(-1))
        keep.append(kept.float().sigmoid())
    return (
        torch.stack(tags).mean(0),
        anchor,
        row,
        at,
        torch.stack(labels).mean(0),
        torch.stack(keep).mean(0),
    )


def losses(network: Network, batch: dict[str, Tensor], taught: Lesson) -> dict[str, Tensor]:
    """How far the network is from what it is taught, by the names of ``fit.losses``."""
    tags_mean, anchor_mean, row, at, labels_mean, keep_mean = taught
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x, tags, anchors = network.encode(
            batch["ids"], batch["shape"], batch["opening"], batch["quote"], batch["mask"]
        )
    first = batch["tags"] >= 0
    out = {
        "tags": _cross_entropy(tags.float(), tags_mean)[first].mean(),
        "anchor": F.binary_cross_entropy_with_logits(anchors.float()[first], anchor_mean[first]),
    }
    if len(row):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            labels, keep = network.head(x, row, at, batch["paragraph"], batch["mask"])
        # As for gold anchors: pieces in a part count threefold; a doubtful anchor counts less.
        sure = anchor_mean[row, at].unsqueeze(1)
        weight = (1.0 + 2.0 * (1 - labels_mean[..., 0])) * first[row] * sure
        each = _cross_entropy(labels.float(), labels_mean)
        out["labels"] = (each * weight).sum() / weight.sum().clamp(min=1)
        out["keep"] = F.binary_cross_entropy_with_logits(keep.float(), keep_mean)
    return out


def _cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    return -(target * logits.log_softmax(-1)).sum(-1)
