"""Average the weights of runs that began from the same network.

usage: python -m training.average RUN_DIR RUN_DIR … --out DIR

Two runs that went on from one network, over other data or in another order, lie close enough
together that the mean of their weights is a network of its own, as a rule better than either.
Runs that began apart do not: their mean says nothing.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from torch import Tensor


def average(networks: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of several networks' weights by name; counts and masks are those of the first."""
    first = networks[0]
    return {
        name: torch.stack([one[name] for one in networks]).mean(0) if value.is_floating_point() else value
        for name, value in first.items()
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("runs", type=Path, nargs="+", help="folders of finished runs")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    states = [torch.load(run / "network.pt", weights_only=False) for run in args.runs]
    args.out.mkdir(parents=True, exist_ok=True)
    network = average([state["network"] for state in states])
    torch.save({**states[0], "network": network}, args.out / "network.pt")
    shutil.copyfile(args.runs[0] / "settings.json", args.out / "settings.json")


if __name__ == "__main__":
    main()
