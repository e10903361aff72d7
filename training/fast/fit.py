"""Fit the fast tier's network.

usage: python -m training.fast.fit --out DIR --minilm DIR --lessons FILE.npz [--seed N] [--epochs X] …

A run is resumed from ``DIR/checkpoint.pt`` when there is one.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from training.data import CLS, MASK, PAD, SEP, articles, bounds, example, held_out
from training.fast.lessons import Lesson, annotated, load
from training.fast.network import AFTER, BEFORE, Network
from training.fit import WEIGHTS, Average, changed, save
from training.network import schedule

ROOM = 510  # pieces of a window
ELSEWHERE = 0.01  # the chance of an anchor where the large network named none
TEMPTED = 0.05


@dataclass(frozen=True)
class Piece:
    """Pieces ``start`` to ``stop`` of a lesson: one window."""

    lesson: Lesson
    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start + 2


def cut(lessons: list[Lesson], rng: np.random.Generator) -> list[Piece]:
    """All windows of these articles, newly cut."""
    return [
        Piece(one, start, stop)
        for one in lessons
        for start, stop in bounds(one, ROOM, int(rng.integers(ROOM - 64)))
    ]


def epoch_batches(
    gold: list[list[Lesson]], taught: list[Lesson], rng: np.random.Generator, args: argparse.Namespace
) -> list[list[Piece]]:
    """The batches of an epoch, of about ``args.tokens`` pieces each: every annotated article, as
    it is or as a careless copy has it, and ``args.taught`` others."""
    chosen = [
        versions[0] if rng.random() > args.noisy else versions[1 + rng.integers(len(versions) - 1)]
        for versions in gold
        for _ in range(args.repeat)
    ]
    picked = rng.choice(len(taught), min(args.taught, len(taught)), replace=False)
    windows = cut(chosen + [taught[n] for n in picked], rng)
    order = rng.permutation(len(windows))
    batches: list[list[Piece]] = [[]]
    for n in range(0, len(order), 256):
        for w in sorted((windows[i] for i in order[n : n + 256]), key=len):
            if batches[-1] and (len(batches[-1]) + 1) * len(w) > args.tokens:
                batches.append([])
            batches[-1].append(w)
    return [batches[i] for i in rng.permutation(len(batches))]


def collate(windows: list[Piece], rng: np.random.Generator, masked: float) -> dict[str, Tensor]:
    """A batch, padded to its longest window."""
    size = max(map(len, windows))

    def column(name: str, left: int, right: int) -> np.ndarray:
        out = np.full((len(windows), size), PAD, dtype=np.int64)
        for n, w in enumerate(windows):
            out[n, 0], out[n, len(w) - 1] = left, right
            out[n, 1 : len(w) - 1] = getattr(w.lesson, name)[w.start : w.stop]
        return out

    batch = {name: column(name, 0, 0) for name in ("shape", "opening", "quote", "paragraph", "first")}
    batch["ids"] = column("ids", CLS, SEP)
    batch["ids"][(rng.random(batch["ids"].shape) < masked) & (batch["first"] > 0)] = MASK
    for n, w in enumerate(windows):
        # The special pieces belong to the paragraphs beside them.
        batch["paragraph"][n, 0] = w.lesson.paragraph[w.start]
        batch["paragraph"][n, len(w) - 1] = w.lesson.paragraph[w.stop - 1]
        if rng.random() < 0.1:
            batch["shape"][n] = 0
        if rng.random() < 0.1:
            batch["opening"][n], batch["paragraph"][n] = 0, 0
    out = {name: torch.from_numpy(values) for name, values in batch.items()}
    out["mask"] = torch.from_numpy(np.stack([np.arange(size) < len(w) for w in windows])).float()
    tags = np.zeros((len(windows), size, 7), np.uint8)
    for n, w in enumerate(windows):
        tags[n, 1 : len(w) - 1] = w.lesson.tags[w.start : w.stop]
    out["tags"] = torch.from_numpy(tags).float() / 255
    return out | _anchors(windows)


def _anchors(windows: list[Piece]) -> dict[str, Tensor]:
    rows, at, sure, keep, labels = [], [], [], [], []
    for n, w in enumerate(windows):
        inside = (w.lesson.anchors >= w.start) & (w.lesson.anchors < w.stop)
        at.append(w.lesson.anchors[inside].astype(np.int64) - w.start + 1)
        rows.append(np.full(inside.sum(), n))
        sure.append(w.lesson.sure[inside])
        keep.append(w.lesson.keep[inside])
        labels.append(w.lesson.labels[inside])
    return {
        "row": torch.from_numpy(np.concatenate(rows)),
        "at": torch.from_numpy(np.concatenate(at)),
        "sure": torch.from_numpy(np.concatenate(sure)).float() / 255,
        "keep": torch.from_numpy(np.concatenate(keep)).float() / 255,
        "labels": torch.from_numpy(np.concatenate(labels)).float() / 255,
    }


def losses(network: Network, batch: dict[str, Tensor], negatives: int) -> dict[str, Tensor]:
    """The losses of one batch by the names of ``training.fit``."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x, tags, anchors = network.encode(
            batch["ids"], batch["shape"], batch["opening"], batch["quote"], batch["mask"]
        )
    tags, anchors, first = tags.float(), anchors.float(), batch["first"] > 0
    count = len(batch["at"])
    wanted = torch.full_like(anchors, ELSEWHERE)
    wanted[batch["row"], batch["at"]] = batch["sure"]
    # Anchors that are none, taken where the network itself is most tempted.
    score = anchors.detach().sigmoid().masked_fill(~first | (wanted > ELSEWHERE), 0.0)
    value, where = score.flatten().topk(min(negatives * len(anchors), score.numel()))
    where = where[value > TEMPTED]
    rows = torch.cat((batch["row"], where // score.shape[1]))
    at = torch.cat((batch["at"], where % score.shape[1]))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        labels, keep = network.head(x, rows, at, batch["paragraph"], batch["mask"])
    kept = torch.cat((batch["keep"], torch.zeros(len(where))))
    near = batch["at"].unsqueeze(1) + torch.arange(-BEFORE, AFTER + 1)
    seen = (near >= 0) & (near < first.shape[1])
    seen = seen & first[batch["row"].unsqueeze(1), near.clamp(0, first.shape[1] - 1)]
    weight = (1.0 + 2.0 * (1 - batch["labels"][..., 0])) * seen * batch["sure"].unsqueeze(1)
    each = -(batch["labels"] * labels[:count].float().log_softmax(-1)).sum(-1)
    return {
        "tags": -(batch["tags"] * tags.log_softmax(-1)).sum(-1)[first].mean(),
        "anchor": F.binary_cross_entropy_with_logits(anchors[first], wanted[first]),
        "labels": (each * weight).sum() / weight.sum().clamp(min=1),
        "keep": F.binary_cross_entropy_with_logits(keep.float(), kept),
    }


def build(args: argparse.Namespace) -> Network:
    """A network that knows nothing but MiniLM's words, narrowed."""
    torch.manual_seed(args.seed)
    network = Network(dropout=args.dropout)
    tensors = load_file(Path(args.minilm) / "model.safetensors")
    network.encoder.load_words(tensors["embeddings.word_embeddings.weight"].float())
    return network


def optimizer_for(network: Network, args: argparse.Namespace) -> torch.optim.Optimizer:
    """AdamW; word embeddings learn more slowly."""
    groups = []
    for name, parameter in network.named_parameters():
        rate = args.rate * (0.3 if name == "encoder.words.weight" else 1.0)
        decay = args.decay if parameter.ndim > 1 and "encoder.words" not in name else 0.0
        groups.append({"params": [parameter], "lr": rate, "peak": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def parse(argv: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minilm", required=True, help="folder with all-MiniLM-L6-v2's files")
    parser.add_argument("--lessons", type=Path, required=True, help="what training.fast.lessons wrote")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=float, default=8.0)
    parser.add_argument("--taught", type=int, default=2_000, help="articles an epoch beside the annotated")
    parser.add_argument("--repeat", type=int, default=1, help="times an epoch for annotated articles")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--decay", type=float, default=0.01)
    parser.add_argument("--dropout", type=float, default=0.05)
    parser.add_argument("--word-dropout", type=float, default=0.02)
    parser.add_argument("--noisy", type=float, default=0.2)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--negatives", type=int, default=6)
    parser.add_argument("--tokens", type=int, default=8_000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--stop", type=int, default=0, help="steps, for a trial")
    return parser.parse_args(argv)


def annotated_lessons(args: argparse.Namespace) -> list[list[Lesson]]:
    """PolNeAR's training part without the held-out fold, each article as it is and as careless
    copies have it."""
    tokenizer = Tokenizer.from_file(str(Path(args.minilm) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rng = np.random.default_rng(args.seed)
    return [
        [annotated(example(row, tokenizer, text)) for text in (row["text"], *changed(row["text"], rng))]
        for row in articles("polnear-train")
        if not held_out(row["id"])
    ]


def main(argv: list[str] | None = None) -> None:
    """Fit, writing ``DIR/checkpoint.pt`` while at it and ``DIR/network.pt`` at the end."""
    args = parse(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    gold, taught = annotated_lessons(args), load(args.lessons)
    network = build(args)
    average = Average(network, args.average)
    optimizer = optimizer_for(network, args)
    per_epoch = len(epoch_batches(gold, taught, np.random.default_rng(0), args))
    steps = int(per_epoch * args.epochs)
    print(f"{len(gold)} and {len(taught)} articles, {per_epoch} steps an epoch, {steps} in all", flush=True)
    step, path = 0, args.out / "checkpoint.pt"
    if path.exists():
        state = torch.load(path, weights_only=False)
        step, average.values = state["step"], state["average"]
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        print(f"resumed at step {step}", flush=True)
    began, seen, shown = time.time(), 0, {}
    network.train()
    stop = min(args.stop or steps, steps)
    while step < stop:
        epoch = step // per_epoch
        rng = np.random.default_rng((args.seed, epoch))
        # Epochs differ a little in their batches: the count of the first one is kept to.
        batches = (epoch_batches(gold, taught, rng, args) * 2)[step - epoch * per_epoch : per_epoch]
        for windows in batches:
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * schedule(step, steps)
            batch = collate(windows, rng, args.word_dropout)
            parts = losses(network, batch, args.negatives)
            loss = sum(WEIGHTS[name] * value for name, value in parts.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            average.update(network, step)
            seen += batch["ids"].numel()
            for name, value in parts.items():
                shown[name] = 0.98 * shown.get(name, value.item()) + 0.02 * value.item()
            if step % 50 == 0:
                text = " ".join(f"{k} {v:.4f}" for k, v in shown.items())
                rate = seen / (time.time() - began)
                print(f"step {step} epoch {step / per_epoch:.2f} {text} {rate:.0f} pieces/s", flush=True)
            if step % 200 == 0 or step == steps:
                save(path, step, network, average, optimizer)
            if step >= stop:
                break
    network.load_state_dict(average.values, strict=False)
    settings = {k: str(v) for k, v in vars(args).items()}
    torch.save({"network": network.state_dict(), "settings": settings, "step": step}, args.out / "network.pt")
    (args.out / "settings.json").write_text(json.dumps(settings, indent=1))
    print(f"done: {step} steps, {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
