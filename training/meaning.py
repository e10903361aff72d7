"""Make the table of word-piece vectors that search compares meanings by.

usage: python -m training.meaning --minilm runs/minilm --version V [--texts 80000] [--out DIR]

A static table in place of a sentence encoder, after Reimers and Gurevych's distillation and
the ideas of model2vec and tokenlearn. Each piece of the vocabulary passes the encoder alone,
which gives rare pieces a place; the leading directions are kept, turned at random so that
each bit of a code tells as much as another; rows are shortened by how common their piece is
(SIF). Then the rows are fitted so that their sum over a text points where the encoder's
vector of that text does. Of the texts, only these sums enter the file.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.weights import WEIGHTS
from training.data import CLS, SEP, SHARED, articles
from training.network import Encoder

WIDTH = 256
LONGEST = 48  # pieces of a text that are read
RARE = 1e-3  # SIF: a piece this frequent counts half
BATCH, EPOCHS, RATE = 256, 4, 0.004

Floats = npt.NDArray[np.float32]
Rows = Sequence[Sequence[int]]  # pieces of each text


def sentences() -> Iterator[str]:
    """Contents of PolNeAR's statements, and sentences of news."""
    for row in articles("polnear-train"):
        for statement in row["statements"]:
            yield " ".join(row["text"][start:end] for start, end in statement["content"])
    with gzip.open(SHARED / "corpora" / "news.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from re.split(r"(?<=[.!?”\"])\s+|\n+", json.loads(line)["text"])


def texts(count: int, seed: int = 1) -> list[str]:
    """``count`` sentences, and a fifth as many runs of one to five words, as people search."""
    draw = random.Random(seed)
    fitting = sorted({one for one in sentences() if 20 < len(one) < 400})
    chosen = draw.sample(fitting, min(count, len(fitting)))
    runs = []
    for one in draw.sample(chosen, len(chosen) // 5):
        words, size = one.split(), draw.randint(1, 5)
        first = draw.randrange(max(1, len(words) - size))
        runs.append(" ".join(words[first : first + size]))
    return chosen + runs


@torch.inference_mode()
def encoded(encoder: Encoder, rows: Rows) -> Floats:
    """The encoder's vector of each text: the mean over its pieces, of length one."""
    out = np.zeros((len(rows), 384), dtype=np.float32)
    order = sorted(range(len(rows)), key=lambda row: len(rows[row]))
    for first in range(0, len(order), 64):
        part = order[first : first + 64]
        longest = max(len(rows[row]) for row in part) + 2
        ids, live = torch.zeros(len(part), longest, dtype=torch.long), torch.zeros(len(part), longest, 1)
        for at, row in enumerate(part):
            ids[at, : len(rows[row]) + 2] = torch.tensor([CLS, *rows[row], SEP])
            live[at, : len(rows[row]) + 2] = 1
        none = torch.zeros_like(ids)
        states = encoder(ids, none, none, none, (live - 1).transpose(1, 2).unsqueeze(1) * 1e4)
        out[part] = F.normalize((states * live).sum(1) / live.sum(1), dim=1).numpy()
    return out


def start(pieces: Floats, teacher: Floats, rows: Rows, seed: int = 1) -> tuple[Floats, Floats]:
    """The table before it is fitted, and the encoder's vectors of the texts in its directions."""
    _, directions = np.linalg.eigh(np.cov(teacher.T) + 0.2 * np.cov(pieces.T))
    turn, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(WIDTH, WIDTH)))
    basis = directions[:, ::-1][:, :WIDTH] @ turn
    counts = np.bincount(
        np.concatenate([np.asarray(row, dtype=np.int64) for row in rows]), minlength=len(pieces)
    )
    share = (counts + 0.5) / (counts + 0.5).sum()
    table = (pieces - pieces.mean(0)) @ basis * (RARE / (RARE + share))[:, None]
    aims = (teacher - teacher.mean(0)) @ basis
    table, aims = table * (0.1 / table.std()), aims / np.linalg.norm(aims, axis=1, keepdims=True)
    return table.astype(np.float32), aims.astype(np.float32)


def fitted(table: Floats, aims: Floats, rows: Rows, held: int = 2000) -> Floats:
    """The table whose sums over texts point where ``aims`` do; prints the mean cosine on the
    texts held out."""
    torch.manual_seed(1)
    order = torch.randperm(len(rows))
    bag = nn.EmbeddingBag.from_pretrained(torch.tensor(table), freeze=False, mode="sum", sparse=True)
    optimizer = torch.optim.SparseAdam(list(bag.parameters()), lr=RATE)
    goal = torch.tensor(aims)
    train = order[held:]
    steps = EPOCHS * len(train) // BATCH
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(1 - step / steps, 0.001))
    for epoch in range(EPOCHS):
        print(f"epoch {epoch}: {_cosine(bag, rows, order[:held], goal):.4f}", flush=True)
        for part in train[torch.randperm(len(train))].split(BATCH):
            made, wanted = _summed(bag, rows, part), goal[part]
            # Each text where it belongs, and the texts of a batch as like each other as they are.
            apart = ((made @ made.T - wanted @ wanted.T) ** 2).mean()
            loss = (1 - (made * wanted).sum(1)).mean() + 5 * apart
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    print(f"fitted: {_cosine(bag, rows, order[:held], goal):.4f}", flush=True)
    return bag.weight.detach().numpy()


def _summed(bag: nn.EmbeddingBag, rows: Rows, part: Tensor) -> Tensor:
    chosen = [rows[row] for row in part.tolist()]
    offsets = np.cumsum([0, *(len(row) for row in chosen[:-1])])
    pieces = torch.tensor([piece for row in chosen for piece in row])
    return F.normalize(bag(pieces, torch.tensor(offsets)), dim=1)


@torch.no_grad()
def _cosine(bag: nn.EmbeddingBag, rows: Rows, part: Tensor, goal: Tensor) -> float:
    return float((_summed(bag, rows, part) * goal[part]).sum(1).mean())


def write(table: Floats, version: str, folder: Path) -> Path:
    """The table as signed bytes, and its card; the path of the card."""
    # One number in ten thousand is cut short, so that the rest is told apart more finely.
    scale = np.quantile(np.abs(table), 0.9999) / 127
    model = folder / "meaning.i8"
    model.write_bytes(np.clip(np.rint(table / scale), -127, 127).astype(np.int8).tobytes())
    files = (model.name, "tokenizer.json")
    card = {
        "name": "meaning",
        "version": version,
        "model": files[0],
        "tokenizer": files[1],
        "sha256": {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in files},
        "pieces": table.shape[0],
        "width": table.shape[1],
        "derived_from": "all-MiniLM-L6-v2 (Apache-2.0)",
        "fitted_on": "PolNeAR, training part (states no licence), and news (Article-Bias-Prediction)",
        "language": "en",
    }
    path = folder / "meaning.json"
    path.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return path


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minilm", type=Path, required=True, help="folder of the unpacked model")
    parser.add_argument("--version", required=True)
    parser.add_argument("--texts", type=int, default=80_000)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    torch.set_num_threads(1)
    encoder = Encoder()
    encoder.load_minilm(load_file(args.minilm / "model.safetensors"))
    encoder.eval()
    tokenizer = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    encodings = tokenizer.encode_batch(texts(args.texts), add_special_tokens=False)
    rows = [one.ids for one in encodings if one.ids]
    pieces = encoded(encoder, [[piece] for piece in range(tokenizer.get_vocab_size())])
    table, aims = start(pieces, encoded(encoder, rows), rows)
    print(write(fitted(table, aims, rows), args.version, args.out))


if __name__ == "__main__":
    main()
