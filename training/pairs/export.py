"""Export a fitted pair network to one int8 ONNX file.

usage: python -m training.pairs.export RUN_DIR OUT.onnx [--float] [--checkpoint]

The graph takes one pair: a batch's other pairs would change the range of its activations,
and with that its result.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.relate.pair_encoding import LONGEST
from training.export import attend, write
from training.pairs.fit import COLUMNS
from training.pairs.network import PairNetwork


class OnePair(nn.Module):
    """The network over one pair, as it is exported."""

    def __init__(self, network: PairNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, segment: Tensor, match: Tensor, kind: Tensor) -> Tensor:
        x = self.network.encoder.embed(ids, segment, match, kind)
        for layer in self.network.encoder.layers:
            x = attend(layer, x)
        second = segment.unsqueeze(2).to(x.dtype)
        return self.network.judge(x, 1 - second, second)


def load(run: Path, *, checkpoint: bool = False) -> PairNetwork:
    """The averaged network of a finished run, or of its last checkpoint."""
    network = PairNetwork(dropout=0.0)
    state = torch.load(run / ("checkpoint.pt" if checkpoint else "network.pt"), weights_only=False)
    network.load_state_dict(state["network"])
    if checkpoint:
        network.load_state_dict(state["average"], strict=False)
    return network.eval()


def export(network: PairNetwork, path: Path, *, quantize: bool = True) -> None:
    """Write ``network`` to ``path`` as ONNX; weights in int8 by channel unless told not to."""
    # No pair is longer: the other positions would be dead weight.
    positions = network.encoder.positions
    positions.weight = nn.Parameter(positions.weight[:LONGEST].detach().clone())
    t = 24
    ids = torch.randint(1000, 2000, (1, t))
    half = (torch.arange(t) >= t // 2).long().unsqueeze(0)
    inputs = dict(zip(COLUMNS, (ids, half, half, half), strict=True))
    write(OnePair(network), inputs, {"logits": {}}, path, quantize=quantize)


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
