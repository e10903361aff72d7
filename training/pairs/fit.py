"""Fit the pair network.

usage: python -m training.pairs.fit --out DIR --minilm DIR [--seed N] [--epochs X] …

A run is resumed from ``DIR/checkpoint.pt`` when there is one.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.relate.pair_encoding import PairEncoding, Words, encode_pair, words_of
from training.fit import Average, optimizer_for, save
from training.network import schedule
from training.pairs.data import Pair, Shares, augmented, pairs, parts
from training.pairs.network import PairNetwork
from training.pairs.statements import invented, mixed, news

COLUMNS = ("ids", "segment", "match", "kind")
FEATURES = ("encoder.segment", "encoder.match", "encoder.kind")


class Reader:
    """Encodes pairs, reading each sentence once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.tokenizer = tokenizer
        self._words: dict[str, Words] = {}

    def __call__(self, pair: Pair) -> PairEncoding:
        for text in (pair.first, pair.second):
            if text not in self._words:
                self._words[text] = words_of(text, self.tokenizer)
        return encode_pair(self._words[pair.first], self._words[pair.second])


def collate(encodings: list[PairEncoding]) -> dict[str, Tensor]:
    """A batch, padded to its longest pair."""
    size = max(map(len, encodings))

    def pad(rows: list[np.ndarray]) -> Tensor:
        return torch.from_numpy(np.stack([np.pad(r, (0, size - len(r))) for r in rows]))

    batch = {name: pad([getattr(e, name) for e in encodings]) for name in COLUMNS}
    batch["mask"] = pad([np.ones(len(e), dtype=np.float32) for e in encodings])
    return batch


def batches(
    chosen: list[Pair], read: Reader, rng: np.random.Generator, pieces: int
) -> list[tuple[list[Pair], list[PairEncoding]]]:
    """The pairs in random order, in batches of about ``pieces`` pieces; pairs of like length
    share a batch, so that little of it is padding."""
    encoded = [(pair, read(pair)) for pair in chosen]
    order = rng.permutation(len(encoded))
    out = []
    for n in range(0, len(order), 1024):
        chunk = sorted((encoded[i] for i in order[n : n + 1024]), key=lambda item: len(item[1]))
        batch: list[tuple[Pair, PairEncoding]] = []
        for item in chunk:
            if batch and (len(batch) + 1) * len(item[1]) > pieces:
                out.append(batch)
                batch = []
            batch.append(item)
        out.append(batch)
    rng.shuffle(out)
    return [([pair for pair, _ in batch], [encoding for _, encoding in batch]) for batch in out]


def loss_of(logits: Tensor, allowed: Tensor, smoothing: float) -> Tensor:
    """Cross entropy of the classes that the labels leave open, taken together; where they leave
    all open, nothing is learned."""
    log = logits.float().log_softmax(-1)
    open_ones = log.masked_fill(~allowed, -1e4).logsumexp(-1)
    told = ~allowed.all(-1)
    each = -((1 - smoothing) * open_ones + smoothing * log.mean(-1)) * told
    return each.sum() / told.sum().clamp(min=1)


def parse(argv: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--minilm",
        type=Path,
        required=True,
        help="folder with all-MiniLM-L6-v2's model.safetensors and tokenizer.json",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=float, default=3.0)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--decay", type=float, default=0.01)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--smoothing", type=float, default=0.03)
    parser.add_argument("--turned", type=float, default=0.25, help="share of pairs turned about")
    parser.add_argument("--denied", type=float, default=0.15, help="share of pairs to deny, where possible")
    parser.add_argument("--renumbered", type=float, default=0.3, help="share to give another number besides")
    parser.add_argument("--strange", type=float, default=0.05, help="share of pairs of unrelated sentences")
    parser.add_argument("--init", type=Path, help="folder of a finished run to start from")
    parser.add_argument("--sentences", type=int, default=0, help="sentence pairs an epoch; 0: all")
    parser.add_argument("--statements", type=int, default=1, help="times an epoch for statement pairs")
    parser.add_argument("--apart", type=float, default=0.1, help="share of statements of two groups besides")
    parser.add_argument("--average", type=float, default=0.997)
    parser.add_argument("--pieces", type=int, default=2048, help="in a batch")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--stop", type=int, default=0, help="steps, for a trial")
    return parser.parse_args(argv)


def build(args: argparse.Namespace) -> PairNetwork:
    """A network with MiniLM's weights, or with those of ``--init``, which may know sentences alone."""
    network = PairNetwork(dropout=args.dropout)
    if args.init is None:
        network.encoder.load_minilm(load_file(args.minilm / "model.safetensors"))
        return network
    state = torch.load(args.init / "network.pt", weights_only=False)["network"]
    for name in ("hidden", "out"):
        for kind in ("weight", "bias"):
            state.setdefault(f"{name}_statements.{kind}", state[f"{name}.{kind}"].clone())
    network.load_state_dict(state)
    return network


def main(argv: list[str] | None = None) -> None:
    """Fit, writing ``DIR/checkpoint.pt`` while at it and ``DIR/network.pt`` at the end."""
    args = parse(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    split = parts(pairs())
    fitted, read = split["fit"], Reader(Tokenizer.from_file(str(args.minilm / "tokenizer.json")))
    stated = invented()["fit"] + news() if args.statements else []
    torch.manual_seed(args.seed)
    network = build(args)
    average, optimizer = Average(network, args.average), optimizer_for(network, args, FEATURES)

    shares = Shares(args.turned, args.denied, args.renumbered, args.strange)

    def epoch_of(number: int) -> list[tuple[list[Pair], list[PairEncoding]]]:
        rng = np.random.default_rng((args.seed, number))
        picked = [fitted[n] for n in rng.permutation(len(fitted))[: args.sentences or len(fitted)]]
        chosen = list(augmented(picked, rng, shares))
        for _ in range(args.statements):
            chosen += mixed(stated, rng, args.apart)
        return batches(chosen, read, rng, args.pieces)

    per_epoch = len(epoch_of(0))
    steps = int(per_epoch * args.epochs)
    sizes = ", ".join(f"{name} {len(part)}" for name, part in split.items())
    print(f"{sizes} pairs; {per_epoch} steps an epoch, {steps} in all", flush=True)
    step, path = 0, args.out / "checkpoint.pt"
    if path.exists():
        state = torch.load(path, weights_only=False)
        step, average.values = state["step"], state["average"]
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["rng"])
        print(f"resumed at step {step}", flush=True)
    began, seen, shown, right = time.time(), 0, None, 0.4
    network.train()
    stop = args.stop or steps
    while step < stop:
        epoch = step // per_epoch
        # Epochs differ a little in their batches: the count of the first one is kept to.
        for chosen, encodings in (epoch_of(epoch) * 2)[step - epoch * per_epoch : per_epoch]:
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * schedule(step, steps)
            batch = collate(encodings)
            allowed = torch.tensor([pair.targets for pair in chosen])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(**batch).unflatten(-1, (2, 3))
            loss = sum(loss_of(logits[:, n], allowed[:, n], args.smoothing) for n in range(2))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            average.update(network, step)
            seen += batch["ids"].numel()
            correct = allowed.gather(2, logits.argmax(-1, keepdim=True)).float().mean().item()
            shown = loss.item() if shown is None else 0.98 * shown + 0.02 * loss.item()
            right = 0.98 * right + 0.02 * correct
            if step % 50 == 0:
                rate = seen / (time.time() - began)
                print(
                    f"step {step} epoch {step / per_epoch:.2f} loss {shown:.4f} right {right:.3f} "
                    f"{rate:.0f} pieces/s",
                    flush=True,
                )
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
