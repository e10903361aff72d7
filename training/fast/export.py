"""Export the fast tier's network to one int8 ONNX file.

usage: python -m training.fast.export RUN_DIR OUT.onnx [--float] [--checkpoint]

Inputs and outputs are those of the large network's graph, so that both are run and decoded
by the same code: labels far from an anchor, which its head does not see, are O.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.export import INPUTS, OUTPUTS, convolve, example_window, write
from training.fast.network import AFTER, BEFORE, Convolution, Network
from training.network import TAGS

# Anchors below this probability are not looked at.
ANCHOR_FLOOR = 0.2
IMPOSSIBLE = -12.0  # log probability of a label out of reach


def convolved(layer: Convolution, x: Tensor, live: Tensor | None = None) -> Tensor:
    """A convolution over [N, T, W], as it is exported."""
    narrow = layer.narrow(x)
    return layer.norm(x + F.relu(convolve(narrow if live is None else narrow * live, layer.conv)))


class Window(nn.Module):
    """The network over one window, as it is exported."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, shape: Tensor, opening: Tensor, quote: Tensor, paragraph: Tensor, first: Tensor
    ) -> tuple[Tensor, ...]:
        encoder, head = self.network.encoder, self.network.head
        x = encoder.embed(ids, shape, opening, quote)
        for layer in encoder.layers:
            x = convolved(layer, x)
        probability = self.network.anchor(x).squeeze(-1).sigmoid()[0] * first[0]
        # The leading special piece is always an anchor, so that no tensor below is empty.
        chosen = torch.cat((torch.ones(1, dtype=torch.bool), probability[1:] > ANCHOR_FLOOR))
        at = torch.nonzero(chosen).squeeze(1)
        anchors, z, live = head.begin(x, torch.zeros_like(at), at, paragraph, torch.ones_like(first))
        for layer in head.layers:
            z = convolved(layer, z, live)
        labels, keep = head.end(anchors, z, live)
        return (
            torch.log_softmax(self.network.tagger(x)[0], -1),
            at,
            probability[at],
            self.spread(torch.log_softmax(labels, -1), at, x.shape[1]),
            keep.sigmoid(),
        )

    def spread(self, labels: Tensor, at: Tensor, size: int) -> Tensor:
        """``labels`` [N, REACH, TAGS] of the pieces near each anchor as [N, T, TAGS] of all."""
        away = torch.full((1, TAGS), IMPOSSIBLE)
        away[..., 0] = 0.0
        rows = torch.cat((labels.reshape(-1, TAGS), away))
        # Anchor n's first row stands ``BEFORE`` pieces before it; the last row is for what no head sees.
        reach = BEFORE + 1 + AFTER
        steps = torch.arange(size).unsqueeze(0) - at.unsqueeze(1) + BEFORE
        numbers = steps + reach * torch.arange(at.shape[0]).unsqueeze(1)
        inside = (steps >= 0) & (steps < reach)
        return rows[torch.where(inside, numbers, rows.shape[0] - 1)]


def load(run: Path, *, checkpoint: bool = False) -> Network:
    """The averaged network of a finished run, or of its last checkpoint."""
    network = Network(dropout=0.0)
    state = torch.load(run / ("checkpoint.pt" if checkpoint else "network.pt"), weights_only=False)
    network.load_state_dict(state["network"], strict=False)
    if checkpoint:
        network.load_state_dict(state["average"], strict=False)
    return network.eval()


def export(network: Network, path: Path, *, quantize: bool = True) -> None:
    """Write ``network`` to ``path`` as ONNX; weights in int8 by channel unless told not to."""
    inputs = dict(zip(INPUTS, example_window(), strict=True))
    write(Window(network), inputs, OUTPUTS, path, quantize=quantize)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--float", action="store_true")
    parser.add_argument(
        "--checkpoint", action="store_true", help="of the last checkpoint of a run that goes on"
    )
    args = parser.parse_args()
    export(load(args.run, checkpoint=args.checkpoint), args.out, quantize=not args.float)
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
