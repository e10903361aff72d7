"""Put an exported network into the package: weights, tokenizer, card.

usage: python -m training.release MODEL.onnx SETTINGS.json --tokenizer FILE --version V [--name onrecord]
       [--room N]

The card (``NAME.json``) holds what reading needs (decoding settings, checksums) and what
a reader should know; the rest of the model card is docs/model-card.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

from onrecord.weights import WEIGHTS

_POLNEAR = "PolNeAR, training part (states no licence)"
FITTED_ON = {
    "onrecord": _POLNEAR,
    "onrecord-fast": f"{_POLNEAR}, and what the standard network says of 3,000 news articles",
}


def release(
    model: Path,
    settings: Path,
    tokenizer: Path,
    version: str,
    name: str = "onrecord",
    folder: Path = WEIGHTS,
    room: int | None = None,
) -> Path:
    """Copy the files, write the card, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(model, folder / f"{name}.onnx")
    # The tokenizer's own padding and truncation are for sentences; ours sees whole texts.
    tokens = json.loads(tokenizer.read_text(encoding="utf-8"))
    tokens["padding"] = tokens["truncation"] = None
    (folder / "tokenizer.json").write_text(
        json.dumps(tokens, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    files = (f"{name}.onnx", "tokenizer.json")
    card = {
        "name": name,
        "version": version,
        "model": files[0],
        "tokenizer": files[1],
        "sha256": {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in files},
        "decoding": json.loads(settings.read_text()),
        **({"room": room} if room else {}),
        "derived_from": "all-MiniLM-L6-v2 (Apache-2.0)",
        "fitted_on": FITTED_ON[name],
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
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--name", default="onrecord", choices=FITTED_ON)
    parser.add_argument("--room", type=int, help="pieces of a window, where not as usual")
    args = parser.parse_args()
    print(release(args.model, args.settings, args.tokenizer, args.version, args.name, room=args.room))


if __name__ == "__main__":
    main()
