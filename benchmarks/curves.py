"""Precision against recall, of calls that are made from a score on."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from benchmarks.shared import Floats, Json, interval

Flags = npt.NDArray[np.bool_]
RECALL = 0.5
LEVELS = tuple(n / 10 for n in range(1, 11))  # of recall
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def curve(score: Floats, gold: Flags, drawn: Floats) -> Json:
    """Precision at recall 0.50, the best F1 and each threshold; a score of 0 is never a call."""
    order = np.argsort(-score, kind="stable")
    ends = np.flatnonzero(np.diff(score[order], append=-1.0) != 0)  # equal scores are called together
    ends = ends[score[order][ends] > 0]
    weights = np.vstack([np.ones(len(score)), drawn])[:, order]
    right, called = (weights * gold[order]).cumsum(-1)[:, ends], weights.cumsum(-1)[:, ends]
    total = (weights * gold[order]).sum(-1, keepdims=True)
    precision, recall = right / np.maximum(1, called), right / np.maximum(1, total)
    f1 = 2 * right / np.maximum(1, called + total)
    reached = recall >= RECALL
    at = np.where(reached & (np.cumsum(reached, -1) == 1), precision, 0.0).sum(
        -1
    )  # 0 where it is not reached
    best = f1.max(-1, initial=0.0)
    reaching = np.flatnonzero(reached[0])
    return {
        "precision at recall": float(at[0]) if len(reaching) else None,
        "precision at recall_interval": interval(at[1:]),
        "threshold there": float(score[order][ends[reaching[0]]]) if len(reaching) else None,
        "best F1": float(best[0]),
        "best F1_interval": interval(best[1:]),
        "highest recall": float(recall[0].max(initial=0.0)),
        "curve": {
            str(level): float(precision[0, (recall[0] >= level).argmax()])
            if (recall[0] >= level).any()
            else None
            for level in LEVELS
        },
        "thresholds": {f"{t:.1f}": _called(score >= t, gold) for t in THRESHOLDS},
    }


def _called(called: Flags, gold: Flags) -> Json:
    count, right = int(called.sum()), int((called & gold).sum())
    return {
        "share": count / max(1, len(gold)),
        "precision": right / count if count else None,
        "recall": right / max(1, int(gold.sum())),
    }
