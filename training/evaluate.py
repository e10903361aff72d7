"""Decode a network over PolNeAR articles and score it by the shared scorer.

usage: python -m training.evaluate MODEL.onnx --tokenizer FILE [--fold held-out|dev] [--calibrate CARD.json]

The held-out fold of train is where decoding is tuned; dev is for the report.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from pathlib import Path
from types import ModuleType

import msgspec
import numpy as np
from msgspec.structs import replace
from tokenizers import Tokenizer

from onrecord.extract import decode
from onrecord.extract.decode import Candidate
from onrecord.extract.encoding import Encoding, encode
from onrecord.extract.network import ROOM, Card, Decoding, Network, Window
from onrecord.weights import runtime
from training.data import SHARED, articles, held_out, paragraphs

Output = list[tuple[Encoding, list[Window]]]

# Tags whose log probabilities are leaned on together, in the order in which they are tuned: those
# of the source, the cue's further words, what begins a content, its further words.
LEANED = ((1, 2), (4,), (5,), (6,))
LEANINGS = (-0.9, -0.6, -0.3, 0.3)
CHANCE = 0.003  # differences in worth that say nothing


def scorer(name: str = "attribution_score") -> ModuleType:
    """One of the shared scorers as a module of its own, fresh each time: benchmarks/scoring.py
    changes what it loads."""
    path = SHARED / "bench" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.exists():
        sys.exit(f"{path} is missing: set ONRECORD_SHARED to the folder that holds bench/ and corpora/")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


class Bare(Network):
    """A network file without a card, as training makes it."""

    def __init__(self, path: Path, tokenizer: Path, room: int = ROOM) -> None:
        self.card = Card(path.stem, "0", path.name, tokenizer.name, {}, Decoding(0.5), room)
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self._session = runtime.session(path)


def fold(name: str) -> list[dict]:
    """The articles of ``held-out`` (the part of train kept for tuning), ``train`` or ``dev``."""
    if name == "dev":
        return articles("polnear-dev")
    return [row for row in articles("polnear-train") if held_out(row["id"]) == (name == "held-out")]


def outputs(rows: list[dict], network: Network) -> Output:
    """Each article's encoding and what the network says of it."""
    encodings = [encode(row["text"], paragraphs(row["text"]), network.tokenizer) for row in rows]
    return [(encoding, [*network.windows(encoding)]) for encoding in encodings]


def all_candidates(output: Output, settings: Decoding) -> list[tuple[Encoding, list[Candidate]]]:
    """Each article's encoding and every candidate in it, unrated."""
    return [(encoding, decode.candidates(windows, encoding, settings)) for encoding, windows in output]


def as_spans(encoding: Encoding, candidate: Candidate) -> dict[str, list[list[int]]]:
    """A candidate's parts as character spans."""
    return {
        part: [[int(encoding.starts[a]), int(encoding.ends[b])] for a, b in getattr(candidate, part)]
        for part in ("source", "cue", "content")
    }


def predict(
    rows: list[dict], found: list[tuple[Encoding, list[Candidate]]], settings: Decoding
) -> dict[str, dict]:
    """Statements in the scorer's form."""
    return {
        row["id"]: {"id": row["id"], "statements": [as_spans(e, c) for c in decode.choose(cs, settings)]}
        for row, (e, cs) in zip(rows, found, strict=True)
    }


def examples_for_rating(
    rows: list[dict], found: list[tuple[Encoding, list[Candidate]]]
) -> tuple[np.ndarray, np.ndarray]:
    """Features of every candidate, and whether an annotated statement answers to it."""
    score = scorer()
    x, y = [], []
    for row, (encoding, candidates) in zip(rows, found, strict=True):
        starts = [m.start() for m in score.WORD.finditer(row["text"])]
        near = np.array(starts)
        gold = [
            (score.words_in(s["content"], starts), score.words_in(s["source"], starts))
            for s in row["statements"]
        ]
        for candidate in candidates:
            spans = as_spans(encoding, candidate)
            content, source = (
                frozenset(i for a, b in spans[p] for i in range(*np.searchsorted(near, (a, b)).tolist()))
                for p in ("content", "source")
            )
            right = any(
                score.jaccard(content, g) >= 0.5 and (bool(source & s) or not (source or s)) for g, s in gold
            )
            x.append(candidate.features)
            y.append(right)
    return np.array(x), np.array(y, dtype=float)


def fit_logistic(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> tuple[float, ...]:
    """Coefficients (intercept first) of a logistic regression, by Newton's method."""
    design = np.hstack((np.ones((len(x), 1)), x))
    w = np.zeros(design.shape[1])
    penalty = ridge * np.eye(len(w))
    penalty[0, 0] = 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ w))
        gradient = design.T @ (p - y) + penalty @ w
        step = np.linalg.solve((design * (p * (1 - p))[:, None]).T @ design + penalty, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return tuple(float(v) for v in w)


def calibration_error(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equal-width bins."""
    which = np.minimum((p * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(p[which == b].mean() - y[which == b].mean()) * (which == b).mean()
            for b in range(bins)
            if (which == b).any()
        )
    )


def tune(rows: list[dict], network: Network) -> Decoding:
    """Settings chosen on ``rows``: leanings one by one, then the threshold; coefficients are
    fitted anew for each. What counts is statement F1 and the mean F1 of the three parts' spans."""
    output = outputs(rows, network)
    best = fitted(rows, output, Decoding(0.315))
    most = worth(rows, output, best)
    for tags in LEANED:
        for lean in LEANINGS:
            leanings = tuple(lean if n in tags else v for n, v in enumerate(best.leanings))
            tried = fitted(rows, output, replace(best, leanings=leanings))
            if (now := worth(rows, output, tried)) > most:
                best, most = tried, now
        print(f"leanings {best.leanings}: {most:.4f}", flush=True)
    thresholds = np.arange(0.24, 0.46, 0.015).round(3).tolist()
    worths = [worth(rows, output, replace(best, threshold=threshold)) for threshold in thresholds]
    # Of nearly the same worth, the one that finds most.
    lowest = next(t for t, now in zip(thresholds, worths, strict=True) if now > max(worths) - CHANCE)
    print(f"threshold {lowest}: {worths[thresholds.index(lowest)]:.4f} of {max(worths):.4f}", flush=True)
    return replace(best, threshold=lowest)


def fitted(rows: list[dict], output: Output, settings: Decoding) -> Decoding:
    """The settings with coefficients fitted on these rows."""
    x, y = examples_for_rating(rows, all_candidates(output, settings))
    return replace(settings, coefficients=fit_logistic(x, y))


def worth(rows: list[dict], output: Output, settings: Decoding) -> float:
    """Statement F1 and the mean F1 of the three parts' spans, added up."""
    predicted = predict(rows, all_candidates(output, settings), settings)
    result = scorer().score({row["id"]: row for row in rows}, predicted)
    spans = [result[f"{part} spans"]["f1"] for part in ("source", "cue", "content")]
    return float(result["statement"]["f1"] + sum(spans) / len(spans))


def report(rows: list[dict], network: Network, settings: Decoding) -> dict:
    """The scorer's figures, and calibration."""
    score = scorer()
    found = all_candidates(outputs(rows, network), settings)
    result = score.score({row["id"]: row for row in rows}, predict(rows, found, settings))
    x, y = examples_for_rating(rows, found)
    p = np.array([decode.confidence(decode.Features(*v), settings.coefficients) for v in x])
    kept = p >= settings.threshold
    result["calibration"] = {"ece": calibration_error(p[kept], y[kept]), "ece all": calibration_error(p, y)}
    return result


def line(result: dict) -> str:
    """The figures on one line."""
    s = result["statement"]
    spans = "/".join(f"{result[f'{p} spans']['f1']:.3f}" for p in ("source", "cue", "content"))
    return (
        f"statement {s['p']:.3f}/{s['r']:.3f}/{s['f1']:.4f} exact {result['exact']['f1']:.3f} spans {spans} "
        f"direct {result['direct']['f1']:.3f} content {result['content']['f1']:.3f} "
        f"ece {result['calibration']['ece']:.3f}"
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument(
        "--settings", type=Path, help="JSON of earlier tuning; without it, tuned on the held-out fold"
    )
    parser.add_argument("--fold", nargs="*", default=["held-out", "dev"])
    parser.add_argument("--room", type=int, default=ROOM, help="pieces of a window")
    args = parser.parse_args()
    network = Bare(args.model, args.tokenizer, args.room)
    if args.settings and args.settings.exists():
        settings = msgspec.json.decode(args.settings.read_bytes(), type=Decoding)
    else:
        settings = tune(fold("held-out"), network)
        if args.settings:
            args.settings.write_bytes(msgspec.json.encode(settings))
    for name in args.fold:
        began = time.process_time()
        rows = fold(name)
        result = report(rows, network, settings)
        words = sum(len(row["text"].split()) for row in rows)
        print(f"{name}: {line(result)}  {words / (time.process_time() - began):.0f} words/s")


if __name__ == "__main__":
    main()
