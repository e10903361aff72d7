"""Whether a confidence of 0.8 is right eight times in ten."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import numpy as np

from benchmarks.scoring import Articles, Tallies, verdicts
from benchmarks.shared import Floats, Json, interval, resamples

BINS = 10
SETTINGS = (0.5, 0.7, 0.9)


def expected_error(confidence: Floats, right: Floats, bins: int = BINS) -> float:
    """Expected calibration error over bins of equal width: the mean distance between stated
    and met, weighted by how many statements are in the bin."""
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    weights = np.bincount(which, minlength=bins)
    stated = np.bincount(which, confidence, bins)
    met = np.bincount(which, right, bins)
    return float(np.abs(stated - met).sum() / weights.sum()) if weights.sum() else 0.0


def reliability(confidence: Floats, right: Floats, bins: int = BINS) -> list[Json]:
    """For each bin its bounds, how many statements, their mean confidence and the share right."""
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    out = []
    for n in range(bins):
        inside = which == n
        row: Json = {
            "from": n / bins,
            "to": (n + 1) / bins,
            "n": int(inside.sum()),
            "stated": None,
            "right": None,
        }
        if inside.any():
            row |= {"stated": float(confidence[inside].mean()), "right": float(right[inside].mean())}
        out.append(row)
    return out


def measure(scorer: ModuleType, articles: Articles) -> Json:
    """The error with its interval over articles, the reliability table, and precision and
    recall at each setting of ``--min-confidence``."""
    by_article: list[tuple[Floats, Floats]] = []
    for gold, predicted in articles:
        stated = [w.statement["confidence"] for w in predicted]
        _, verdict = verdicts(scorer, gold, predicted)
        by_article.append((np.array(stated, dtype=float), np.array(verdict, dtype=float)))
    confidence, right = (np.concatenate([pair[n] for pair in by_article]) for n in (0, 1))
    return {
        "ece": expected_error(confidence, right),
        "ece_interval": _interval(by_article),
        "statements": len(confidence),
        "bins": reliability(confidence, right),
        "settings": [_at(scorer, articles, least) for least in (0.0, *SETTINGS)],
    }


def _interval(by_article: Sequence[tuple[Floats, Floats]]) -> list[float]:
    owner = np.concatenate([np.full(len(c), n) for n, (c, _) in enumerate(by_article)]).astype(int)
    confidence, right = (np.concatenate([pair[n] for pair in by_article]) for n in (0, 1))
    values = []
    for weights in resamples(len(by_article)):
        drawn = np.repeat(np.arange(len(owner)), weights[owner].astype(int))
        values.append(expected_error(confidence[drawn], right[drawn]))
    return interval(np.array(values))


def _at(scorer: ModuleType, articles: Articles, least: float) -> Json:
    counts = []
    for gold, predicted in articles:
        kept = [w for w in predicted if w.statement["confidence"] >= least]
        right = sum(verdicts(scorer, gold, kept)[1])
        counts.append([[right, len(kept), right, len(gold)]])
    figures = Tallies(np.array(counts, dtype=np.int64), ("statement",)).with_intervals()
    return {"min_confidence": least} | figures["statement"]


def drawing(bins: Sequence[Json], error: float) -> str:
    """The reliability table as an SVG: a dot for each bin, its area by how many statements."""
    size, edge = 320, 44
    side = size - 2 * edge
    most = max((b["n"] for b in bins), default=0) or 1

    def at(x: float, y: float) -> tuple[float, float]:
        return round(edge + x * side, 1), round(size - edge - y * side, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        'font-family="sans-serif" font-size="11" role="img" aria-labelledby="t">',
        f'<title id="t">Share of statements right, by confidence; calibration error {error:.3f}</title>',
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
    ]
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        (x, bottom), (left, y) = at(tick, 0), at(0, tick)
        parts += [
            f'<path d="M{x} {edge}V{bottom}M{left} {y}H{size - edge}" stroke="#ddd"/>',
            f'<text x="{x}" y="{bottom + 15}" text-anchor="middle">{tick:.1f}</text>',
            f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{tick:.1f}</text>',
        ]
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    parts.append(f'<path d="M{x0} {y0}L{x1} {y1}" stroke="#888" stroke-dasharray="4 3"/>')
    for b in bins:
        if b["n"]:
            x, y = at(b["stated"], b["right"])
            radius = round(2 + 9 * (b["n"] / most) ** 0.5, 1)
            parts.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#1f5fa8" fill-opacity=".75"/>')
    parts += [
        f'<text x="{size / 2}" y="{size - 10}" text-anchor="middle">confidence</text>',
        f'<text transform="translate(13 {size / 2}) rotate(-90)" text-anchor="middle">share right</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"
