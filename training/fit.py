"""Fit the network.

usage: python -m training.fit --out DIR [--seed N] [--epochs X] [--all] …

A run is resumed from ``DIR/checkpoint.pt`` when there is one, so a killed run goes on
where it stopped. ``--all`` fits on the held-out fold too (for the shipped network; its
settings come from runs without it).
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from training import distill
from training.data import (
    MASK,
    PAD,
    WINDOW,
    Example,
    Window,
    articles,
    bounds,
    example,
    held_out,
    unlabelled,
    window,
    without_some_marks,
)
from training.network import Network, schedule


def collate(windows: list[Window]) -> dict[str, Tensor]:
    """A batch, padded to its longest window; anchors carry their window's row."""
    size = max(len(w.ids) for w in windows)

    def pad(name: str, value: int) -> Tensor:
        rows = [getattr(w, name) for w in windows]
        return torch.from_numpy(
            np.stack([np.pad(r, (0, size - len(r)), constant_values=value) for r in rows])
        )

    batch = {
        name: pad(name, value)
        for name, value in (
            ("ids", PAD),
            ("shape", 0),
            ("opening", 0),
            ("quote", 0),
            ("paragraph", 0),
            ("tags", -1),
        )
    }
    batch["mask"] = torch.from_numpy(
        np.stack([np.pad(np.ones(len(w.ids)), (0, size - len(w.ids))) for w in windows])
    ).float()
    batch["row"] = torch.tensor([n for n, w in enumerate(windows) for _ in w.anchors], dtype=torch.long)
    batch["at"] = torch.tensor([a for w in windows for a in w.anchors], dtype=torch.long)
    labels = [np.pad(w.labels, ((0, 0), (0, size - len(w.ids))), constant_values=-1) for w in windows]
    batch["labels"] = torch.from_numpy(np.concatenate(labels))
    return batch


def augment(w: Window, rng: np.random.Generator, masked: float) -> Window:
    """The window with some of what the network should not lean on taken away."""
    if rng.random() < 0.1:
        w.shape[:] = 0
    if rng.random() < 0.1:
        w.opening[:] = 0
        w.paragraph[:] = w.paragraph[0]
    if masked:
        w.ids[(rng.random(len(w.ids)) < masked) & w.first] = MASK
    return w


def epoch_batches(
    variants: list[list[Example]], rng: np.random.Generator, args: argparse.Namespace
) -> list[list[Window]]:
    """All windows of an epoch, newly cut, in batches of about ``args.tokens`` pieces. A batch
    is of annotated articles or of others; these are as many an epoch as ``args.unlabelled``."""
    gold = [versions for versions in variants if versions[0].labelled]
    others = [versions for versions in variants if not versions[0].labelled]
    if others:
        chosen = rng.choice(len(others), min(args.unlabelled, len(others)), replace=False)
        others = [others[n] for n in chosen]
    batches = _batches(_windows(gold, rng, args), rng, args) + _batches(
        _windows(others, rng, args), rng, args
    )
    random.Random(int(rng.integers(1 << 30))).shuffle(batches)
    return batches


def _windows(
    variants: list[list[Example]], rng: np.random.Generator, args: argparse.Namespace
) -> list[Window]:
    windows = []
    for versions in variants:
        chosen = (
            versions[0]
            if len(versions) == 1 or rng.random() > args.noisy
            else versions[1 + rng.integers(len(versions) - 1)]
        )
        for start, stop in bounds(chosen.encoding, WINDOW - 2, int(rng.integers(WINDOW - 64))):
            w = window(chosen, start, stop)
            if w.anchors or not w.labelled or rng.random() < 0.5:
                windows.append(augment(w, rng, args.word_dropout))
    return windows


def _batches(windows: list[Window], rng: np.random.Generator, args: argparse.Namespace) -> list[list[Window]]:
    order = rng.permutation(len(windows))
    # Windows of like length share a batch, so that little of it is padding.
    chunks = [
        sorted((windows[i] for i in order[n : n + 64]), key=lambda w: len(w.ids))
        for n in range(0, len(order), 64)
    ]
    batches, batch = [], []
    for w in (w for chunk in chunks for w in chunk):
        if batch and (len(batch) + 1) * max(len(w.ids), len(batch[-1].ids)) > args.tokens:
            batches.append(batch)
            batch = []
        batch.append(w)
    return [*batches, batch] if batch else batches


def losses(network: Network, batch: dict[str, Tensor], negatives: int) -> dict[str, Tensor]:
    """The losses of one batch by name."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x, tags, anchors = network.encode(
            batch["ids"], batch["shape"], batch["opening"], batch["quote"], batch["mask"]
        )
    tags, anchors = tags.float(), anchors.float()
    first = batch["tags"] >= 0
    is_anchor = torch.zeros_like(anchors)
    is_anchor[batch["row"], batch["at"]] = 1.0
    # Anchors that are none, taken where the network itself is most tempted.
    score = anchors.detach().sigmoid().masked_fill(~first | (is_anchor > 0), 0.0)
    count = min(negatives * len(batch["ids"]), score.numel())
    value, where = score.flatten().topk(count)
    where = where[value > 0.05]
    rows = torch.cat((batch["row"], where // score.shape[1]))
    at = torch.cat((batch["at"], where % score.shape[1]))
    keep_gold = torch.cat((torch.ones(len(batch["at"])), torch.zeros(len(where))))
    out = {
        "tags": F.cross_entropy(tags.flatten(0, 1), batch["tags"].flatten(), ignore_index=-1),
        "anchor": F.binary_cross_entropy_with_logits(anchors[first], is_anchor[first]),
    }
    if len(at):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            labels, keep = network.head(x, rows, at, batch["paragraph"], batch["mask"])
        gold = batch["labels"]
        n = len(gold)
        if n:
            each = F.cross_entropy(
                labels[:n].float().flatten(0, 1), gold.flatten(), ignore_index=-1, reduction="none"
            )
            weight = (1.0 + 2.0 * (gold.flatten() > 0)) * (gold.flatten() >= 0)
            out["labels"] = (each * weight).sum() / weight.sum().clamp(min=1)
        out["keep"] = F.binary_cross_entropy_with_logits(keep.float(), keep_gold)
    return out


WEIGHTS = {"tags": 1.0, "anchor": 3.0, "labels": 6.0, "keep": 0.3}


class Average:
    """Exponential moving average of the trained weights (Polyak averaging)."""

    def __init__(self, network: Network, decay: float) -> None:
        self.decay = decay
        self.values = {
            k: v.detach().clone() for k, v in network.state_dict().items() if k != "encoder.words.weight"
        }

    def update(self, network: Network, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        now = network.state_dict()
        for name, value in self.values.items():
            value.lerp_(now[name], 1 - decay)


def build(args: argparse.Namespace) -> Network:
    """A network with MiniLM's weights and fresh heads, or with those of ``--init``."""
    torch.manual_seed(args.seed)
    if args.init:
        return distill.load(args.init, args.dropout)
    network = Network(dropout=args.dropout)
    network.encoder.load_minilm(load_file(Path(args.minilm) / "model.safetensors"))
    return network


# Embeddings beside MiniLM's own, which learn at the head's rate.
FEATURES = ("encoder.shape", "encoder.opening", "encoder.quote")


def optimizer_for(
    network: torch.nn.Module, args: argparse.Namespace, features: tuple[str, ...] = FEATURES
) -> torch.optim.Optimizer:
    """AdamW with a lower rate for the network's ``encoder``, falling by depth, but not for its
    new ``features``."""
    groups = []
    layers = len(network.encoder.layers)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = args.head_rate
        if name.startswith("encoder.") and not name.startswith(features):
            depth = int(name.split(".")[2]) if name.startswith("encoder.layers.") else -1
            rate = args.rate * args.layer_decay ** (layers - 1 - depth)
        decay = 0.0 if parameter.ndim < 2 else args.decay
        groups.append({"params": [parameter], "lr": rate, "peak": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def parse(argv: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--minilm", required=True, help="folder with all-MiniLM-L6-v2's model.safetensors and tokenizer.json"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=float, default=4.0)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--decay", type=float, default=0.01)
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--word-dropout", type=float, default=0.03)
    parser.add_argument(
        "--noisy", type=float, default=0.15, help="share of articles read from careless copies"
    )
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--negatives", type=int, default=5)
    parser.add_argument("--tokens", type=int, default=2700)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0, help="articles, for a trial")
    parser.add_argument("--stop", type=int, default=0, help="steps, for a trial")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--init", type=Path, help="folder of a finished run to start from")
    parser.add_argument("--teachers", type=Path, nargs="*", default=[], help="folders of finished runs")
    parser.add_argument("--unlabelled", type=int, default=0, help="articles an epoch that the teachers label")
    return parser.parse_args(argv)


def examples(args: argparse.Namespace) -> list[list[Example]]:
    """The articles to fit on, each as it is and as careless copies have it."""
    tokenizer = Tokenizer.from_file(str(Path(args.minilm) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rng = np.random.default_rng(args.seed)
    rows = [r for r in articles("polnear-train") if args.all or not held_out(r["id"])]
    rows = rows[: args.limit] if args.limit else rows
    gold = [[example(r, tokenizer, text) for text in (r["text"], *changed(r["text"], rng))] for r in rows]
    if not args.unlabelled:
        return gold
    several = itertools.islice(unlabelled(tokenizer, args.seed), math.ceil(args.unlabelled * args.epochs))
    return gold + [[one] for one in several]


def changed(text: str, rng: np.random.Generator) -> tuple[str, ...]:
    """The text as careless copies have it, offsets unchanged: quotation marks missing, all
    paragraphs run into one, both."""
    joined = text.replace("\n", " ")
    return without_some_marks(text, rng), joined, without_some_marks(joined, rng)


def main(argv: list[str] | None = None) -> None:
    """Fit, writing ``DIR/checkpoint.pt`` while at it and ``DIR/network.pt`` at the end."""
    args = parse(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    variants = examples(args)
    network = build(args)
    teachers = [distill.load(run).eval() for run in args.teachers]
    average = Average(network, args.average)
    optimizer = optimizer_for(network, args)
    per_epoch = len(epoch_batches(variants, np.random.default_rng(0), args))
    steps = int(per_epoch * args.epochs)
    print(f"{len(variants)} articles, {per_epoch} steps an epoch, {steps} in all", flush=True)
    step, path = 0, args.out / "checkpoint.pt"
    if path.exists():
        state = torch.load(path, weights_only=False)
        step = state["step"]
        network.load_state_dict(state["network"])
        average.values = state["average"]
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["rng"])
        print(f"resumed at step {step}", flush=True)
    began, seen, shown = time.time(), 0, {}
    network.train()
    while step < steps:
        epoch = step // per_epoch
        batches = epoch_batches(variants, np.random.default_rng((args.seed, epoch)), args)
        for windows in batches[step - epoch * per_epoch :]:
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * schedule(step, steps)
            batch = collate(windows)
            if windows[0].labelled:
                parts = losses(network, batch, args.negatives)
            else:
                parts = distill.losses(network, batch, distill.lesson(teachers, batch))
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
            if step >= steps or step == args.stop or step // per_epoch > epoch:
                break
        else:
            # The epoch's cut gave fewer batches than counted: the next epoch follows.
            step = max(step, (epoch + 1) * per_epoch)
        if step == args.stop:
            break
    network.load_state_dict(average.values, strict=False)
    torch.save(
        {
            "network": network.state_dict(),
            "settings": {k: str(v) for k, v in vars(args).items()},
            "step": step,
        },
        args.out / "network.pt",
    )
    (args.out / "settings.json").write_text(json.dumps({k: str(v) for k, v in vars(args).items()}, indent=1))
    print(f"done: {step} steps, {time.time() - began:.0f} s", flush=True)


def save(path: Path, step: int, network: Network, average: Average, optimizer: torch.optim.Optimizer) -> None:
    """A checkpoint, written aside and moved into place so that a kill leaves the old one whole."""
    aside = path.with_suffix(".new")
    torch.save(
        {
            "step": step,
            "network": network.state_dict(),
            "average": average.values,
            "optimizer": optimizer.state_dict(),
            "rng": torch.get_rng_state(),
        },
        aside,
    )
    aside.replace(path)


if __name__ == "__main__":
    main()
