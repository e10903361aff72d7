"""Put an exported pair network into the package, beside the tokenizer that is there.

usage: python -m training.pairs.release MODEL.onnx SETTINGS.json --version V [--name pairs]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

from onrecord.weights import WEIGHTS


def release(model: Path, settings: Path, version: str, name: str = "pairs", folder: Path = WEIGHTS) -> Path:
    """Copy the network, write its card, and return the card's path."""
    shutil.copyfile(model, folder / f"{name}.onnx")
    files = (f"{name}.onnx", "tokenizer.json")
    card = {
        "name": name,
        "version": version,
        "model": files[0],
        "tokenizer": files[1],
        "sha256": {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in files},
        **json.loads(settings.read_text(encoding="utf-8")),
        "derived_from": "all-MiniLM-L6-v2 (Apache-2.0)",
        "fitted_on": "MultiNLI, SNLI, SICK, RTE, CommitmentBank, FEVER-Symmetric: about 36,000 pairs of their"
        " development parts (each under its own terms); pairs of public statements that a language model"
        " invented for it (training/pairs/invented.jsonl); 1,632 pairs of"
        " statements in news articles (training/pairs/news_pairs.jsonl)",
        "language": "en",
    }
    path = folder / f"{name}.json"
    path.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return path


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("settings", type=Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--name", default="pairs")
    args = parser.parse_args()
    print(release(args.model, args.settings, args.version, args.name))


if __name__ == "__main__":
    main()
