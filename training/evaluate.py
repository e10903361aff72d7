"""Decode a network over PolNeAR articles and score it by the shared scorer.

usage: python -m training.evaluate MODEL.onnx --tokenizer FILE [--fold held-out|dev] [--calibrate CARD.json]

The held-out fold of train is where decoding is tuned; dev is for the report.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType

import numpy as np
from tokenizers import Tokenizer

from onrecord.extract import decode
from onrecord.extract.decode import Candidate, Settings
from onrecord.extract.encoding import Encoding, encode
from onrecord.extract.network import ROOM, Card, Decoding, Network
from training.data import SHARED, articles, held_out, paragraphs


def scorer(name: str = "attribution_score") -> ModuleType:
    """One of the shared scorers as a module."""
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
        import onnxruntime

        self.card = Card(path.stem, "0", path.name, tokenizer.name, {}, Decoding(0.5, 0.0, ()), room)
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def fold(name: str) -> list[dict]:
    """The articles of ``held-out`` (the part of train kept for tuning), ``train`` or ``dev``."""
    if name == "dev":
        return articles("polnear-dev")
    return [row for row in articles("polnear-train") if held_out(row["id"]) == (name == "held-out")]


def all_candidates(
    rows: list[dict], network: Network, tagger_weight: float
) -> list[tuple[Encoding, list[Candidate]]]:
    """Each article's encoding and every candidate in it, unrated."""
    out = []
    for row in rows:
        encoding = encode(row["text"], paragraphs(row["text"]), network.tokenizer)
        found = decode.candidates(network.windows(encoding), encoding, tagger_weight)
        out.append((encoding, found))
    return out


def as_spans(encoding: Encoding, candidate: Candidate) -> dict[str, list[list[int]]]:
    """A candidate's parts as character spans."""
    return {
        part: [[int(encoding.starts[a]), int(encoding.ends[b])] for a, b in getattr(candidate, part)]
        for part in ("source", "cue", "content")
    }


def predict(
    rows: list[dict], found: list[tuple[Encoding, list[Candidate]]], settings: Settings
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


def tune(rows: list[dict], network: Network) -> Settings:
    """Settings chosen on ``rows``: tagger weight, coefficients, threshold."""
    best = (0.0, Settings())
    for weight in (0.0, 0.3, 0.7):
        found = all_candidates(rows, network, weight)
        coefficients = fit_logistic(*examples_for_rating(rows, found))
        counter = Counter(rows, found)
        for threshold in np.arange(0.25, 0.62, 0.03):
            settings = Settings(float(threshold), weight, coefficients)
            f1 = counter.f1(settings)
            if f1 > best[0]:
                best = (f1, settings)
        print(f"tagger weight {weight}: best so far {best[0]:.4f} at {best[1].threshold:.2f}", flush=True)
    return best[1]


class Counter:
    """Statement F1 by the shared scorer's rule for many settings over the same candidates:
    the words of each candidate are looked up once."""

    def __init__(self, rows: list[dict], found: list[tuple[Encoding, list[Candidate]]]) -> None:
        self.score = scorer()
        self.rows = []
        for row, (encoding, candidates) in zip(rows, found, strict=True):
            starts = np.array([m.start() for m in self.score.WORD.finditer(row["text"])])

            def words(spans: list[list[int]], starts: np.ndarray = starts) -> frozenset[int]:
                return frozenset(
                    i for a, b in spans for i in range(*np.searchsorted(starts, (a, b)).tolist())
                )

            gold = [{p: words(s[p]) for p in ("source", "content")} for s in row["statements"]]
            by_anchor = {
                c.anchor: {p: words(s) for p, s in as_spans(encoding, c).items()} for c in candidates
            }
            self.rows.append(([g for g in gold if g["content"]], candidates, by_anchor))

    def f1(self, settings: Settings) -> float:
        """Statement F1 with these settings."""
        right = predicted = annotated = 0
        for gold, candidates, by_anchor in self.rows:
            pred = [by_anchor[c.anchor] for c in decode.choose(candidates, settings)]
            pred = [p for p in pred if p["content"]]
            annotated += len(gold)
            predicted += len(pred)
            for g, p, overlap in self.score.pair_up(gold, pred):
                a, b = gold[g]["source"], pred[p]["source"]
                right += overlap >= 0.5 and (bool(a & b) or not (a or b))
        return 2 * right / (annotated + predicted)


def report(rows: list[dict], network: Network, settings: Settings) -> dict:
    """The scorer's figures, and calibration."""
    score = scorer()
    found = all_candidates(rows, network, settings.tagger_weight)
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
        values = json.loads(args.settings.read_text())
        settings = Settings(values["threshold"], values["tagger_weight"], tuple(values["coefficients"]))
    else:
        settings = tune(fold("held-out"), network)
        if args.settings:
            args.settings.write_text(
                json.dumps(
                    {
                        "threshold": settings.threshold,
                        "tagger_weight": settings.tagger_weight,
                        "coefficients": settings.coefficients,
                    }
                )
            )
    for name in args.fold:
        began = time.process_time()
        rows = fold(name)
        result = report(rows, network, settings)
        words = sum(len(row["text"].split()) for row in rows)
        print(f"{name}: {line(result)}  {words / (time.process_time() - began):.0f} words/s")


if __name__ == "__main__":
    main()
