"""Stories of a corpus that share most of their words, by the runs that the record indexes.

Two articles are compared where they share runs of three words that few articles have; what
counts is the share of the shorter one's distinct runs that the other has too.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from benchmarks import tables
from benchmarks.shared import Json
from onrecord.record.runs import terms
from onrecord.relate.words import words_of

SHARES = (0.3, 0.5, 0.8)
MOST = 0.5  # of the shorter one's runs
_RARE = 20  # articles: a run that more have ties none to another
_LEAST = 0.05  # of the shorter one's runs, rare ones alone, for two to be compared
_SAMPLE = 6
_SHOWN = 12  # rows
_FEW_RUNS = 20  # of an article too short to say whose words it has

Ints = npt.NDArray[np.int64]
Pair = tuple[int, int, float]  # numbers of two articles, and the share


def measure(articles: Sequence[Json]) -> Json:
    """Pairs by the share of their words, by outlets, and some of their ids; CPU seconds."""
    began = time.process_time()
    having = [runs(row["text"]) for row in articles]
    indexed = time.process_time()
    found = duplicates(having, min(SHARES))
    most = [one for one in found if one[2] >= MOST]
    apart = [one for one in found if articles[one[0]]["publisher"] != articles[one[1]]["publisher"]]
    return {
        "articles": len(articles),
        "runs": sum(map(len, having)),
        "cpu_runs": indexed - began,
        "cpu_pairs": time.process_time() - indexed,
        "pairs": {str(least): sum(share >= least for _, _, share in found) for least in SHARES},
        "stories": len({n for i, j, _ in most for n in (i, j)}),
        "outlets": outlets(articles, found),
        "sample": [
            [articles[i]["id"], articles[j]["id"], round(share, 3)]
            for some in (most, apart)
            for i, j, share in _spread(some)
        ],
    }


def _spread(found: Sequence[Pair]) -> Sequence[Pair]:
    return found[:: max(1, len(found) // _SAMPLE)][:_SAMPLE]


def runs(text: str) -> Ints:
    """The distinct runs of a text, as numbers that are the same within one process."""
    return np.unique(np.array([hash(term) for term in terms(words_of(text).keys)], np.int64))


def duplicates(having: Sequence[Ints], least: float) -> list[Pair]:
    """Pairs of which the shorter has at least such a share of its runs in the other, in order."""
    shared = _rare_in_common(having)
    found = []
    for (i, j), count in sorted(shared.items()):
        size = min(len(having[i]), len(having[j]))
        if size < _FEW_RUNS or count < _LEAST * size:
            continue
        share = len(np.intersect1d(having[i], having[j], assume_unique=True)) / size
        if share >= least:
            found.append((i, j, share))
    return found


def _rare_in_common(having: Sequence[Ints]) -> Counter[tuple[int, int]]:
    """How many rare runs two articles share."""
    if not having:
        return Counter()
    owners = np.repeat(np.arange(len(having)), [len(one) for one in having])
    every = np.concatenate(having)
    order = np.argsort(every, kind="stable")
    every, owners = every[order], owners[order]
    starts = np.flatnonzero(np.diff(every, prepend=every[:1] - 1))
    sizes = np.diff(starts, append=len(every))
    by_size: dict[int, Ints] = {n: starts[sizes == n] for n in range(2, _RARE + 1)}
    codes = [
        owners[at + i] * len(having) + owners[at + j]
        for n, at in by_size.items()
        for i, j in combinations(range(n), 2)
        if len(at)
    ]
    if not codes:
        return Counter()
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    some = counts >= max(1, int(_LEAST * _FEW_RUNS))
    return Counter(
        {
            (int(code) // len(having), int(code) % len(having)): int(count)
            for code, count in zip(pairs[some], counts[some], strict=True)
        }
    )


def outlets(articles: Sequence[Json], pairs: Sequence[Pair]) -> list[list[object]]:
    """How many pairs each two outlets have, and how many of them share most; most first."""
    counts: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for i, j, share in pairs:
        a, b = sorted(articles[n]["publisher"] or "unknown" for n in (i, j))
        counts[a, b][0] += 1
        counts[a, b][1] += share >= MOST
    return [[*both, *of] for both, of in sorted(counts.items(), key=lambda one: (-one[1][0], one[0]))]


def page(result: Json) -> str:
    """This part of the section."""
    of = result["pairs"]
    shown = [[a if a == b else f"{a} – {b}", some, most] for a, b, some, most in result["outlets"][:_SHOWN]]
    more = len(result["outlets"]) - len(shown)
    looked = "; ".join(f"`{a}` and `{b}` ({share:.2f})" for a, b, share in result["sample"]) or "none"
    return "\n\n".join(
        (
            f"### Stories told twice\n\nOf {result['articles']:,} articles of `news.jsonl.gz`, "
            f"{of[str(MOST)]} pairs share most of their words: half or more of the shorter one's runs of "
            f"three words ({result['stories']} articles). {of['0.3']} share three tenths, {of['0.8']} four "
            f"fifths. Found in {result['cpu_runs'] + result['cpu_pairs']:.0f} CPU seconds, "
            f"{result['cpu_runs']:.0f} of them for the {result['runs']:,} runs. Captions and lists that an "
            "outlet prints under several stories are words of each.",
            tables.table(("outlets", "pairs from 0.3", "from 0.5"), shown)
            + (f"\n\n{more} other pairs of outlets have fewer." if more > 0 else ""),
            f"To look at some: {looked}.",
        )
    )
