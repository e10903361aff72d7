"""Choose the temperatures of an exported pair network on the tuning parts; score the others.

usage: python -m training.pairs.score MODEL.onnx --tokenizer FILE [--settings OUT.json] [--held]

``--held`` scores the held part too, which nothing may be chosen on.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from benchmarks.pairs import counted, ratios
from onrecord.weights import runtime
from training.pairs.data import Pair, pairs, parts
from training.pairs.fit import COLUMNS, Reader
from training.pairs.statements import invented

Floats = npt.NDArray[np.float64]
TEMPERATURES = np.round(np.arange(0.6, 2.5, 0.02), 2)


def logits(model: Path, tokenizer: Path, chosen: list[Pair]) -> Floats:
    """What the network puts out for each pair [pairs, 6]: as sentences, then as statements."""
    session = runtime.session(model)
    read = Reader(Tokenizer.from_file(str(tokenizer)))
    rows = []
    for pair in chosen:
        encoding = read(pair)
        inputs = {name: getattr(encoding, name)[None] for name in COLUMNS}
        rows.append(session.run(None, inputs)[0][0])
    return np.array(rows, dtype=np.float64)


def chances(logits: Floats, temperature: float) -> Floats:
    """Softmax at a temperature."""
    powers = np.exp((logits - logits.max(-1, keepdims=True)) / temperature)
    out: Floats = powers / powers.sum(-1, keepdims=True)
    return out


def surprise(logits: Floats, chosen: list[Pair], temperature: float) -> float:
    """Mean negative log chance of what the labels allow."""
    allowed = np.array([pair.allowed for pair in chosen])
    return float(-np.log((chances(logits, temperature) * allowed).sum(-1)).mean())


def report(name: str, found: Floats, chosen: list[Pair]) -> None:
    """Print the scores of a part, in all and by source."""
    three = [n for n, pair in enumerate(chosen) if pair.three_way and pair.label is not None]
    for source in ("", *sorted({chosen[n].source for n in three})):
        at = [n for n in three if not source or chosen[n].source == source]
        labels = np.array([chosen[n].label for n in at])
        row = ratios(counted(labels, found[at].argmax(-1)))
        print(f"{name} {source or 'all':20} {len(at):5} ", *(f"{k} {v:.3f}" for k, v in row.items()))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--settings", type=Path)
    parser.add_argument("--held", action="store_true")
    args = parser.parse_args()
    split, stated = parts(pairs()), invented()["tune"]
    settings = {}
    for name, key, tuned, at in (
        ("sentences", "sentences_temperature", split["tune"], slice(0, 3)),
        ("statements", "temperature", stated, slice(3, 6)),
    ):
        found = logits(args.model, args.tokenizer, tuned)[:, at]
        best = TEMPERATURES[np.argmin([surprise(found, tuned, float(t)) for t in TEMPERATURES])]
        settings[key] = float(best)
        print(f"{name}: temperature {best}: {surprise(found, tuned, float(best)):.4f} nats a pair")
        report(f"tune {name}", found, tuned)
    if args.settings:
        args.settings.write_text(json.dumps(settings) + "\n")
    if args.held:
        report("held", logits(args.model, args.tokenizer, split["held"])[:, :3], split["held"])


if __name__ == "__main__":
    main()
