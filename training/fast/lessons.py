"""What the fast tier learns from: articles with what is known of their pieces, in one form.

Of news articles that no one annotated, that is what the large network says; of PolNeAR's
training part, what its annotators said. The large network is asked once, and its answers kept.

usage: python -m training.fast.lessons OUT.npz [--articles N] [--seed N]
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.extract.encoding import Encoding, encode
from onrecord.extract.network import CONTEXT, Network
from training.data import Example, paragraphs, unlabelled_rows, without_some_marks
from training.fast.network import AFTER, BEFORE, REACH
from training.network import TAGS

CARELESS = 0.25  # share of articles read from careless copies
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Lesson:
    """One article. ``tags`` [pieces, TAGS] and, for each anchor, ``sure``, ``keep`` and
    ``labels`` [anchors, REACH, TAGS] of the pieces near it are chances in 255ths."""

    ids: npt.NDArray[np.int32]
    shape: Bytes
    opening: Bytes
    quote: Bytes
    paragraph: npt.NDArray[np.int32]
    first: Bytes
    tags: Bytes
    anchors: npt.NDArray[np.int32]
    sure: Bytes
    keep: Bytes
    labels: Bytes

    def __len__(self) -> int:
        return len(self.ids)


NAMES = tuple(f.name for f in fields(Lesson))
OF_ANCHORS = ("anchors", "sure", "keep", "labels")


def taught(encoding: Encoding, network: Network) -> Lesson:
    """What ``network`` says of an article."""
    tags = np.zeros((len(encoding), TAGS), np.float32)
    anchors, sure, keep, labels = [], [], [], []
    for window in network.windows(encoding):
        left = CONTEXT if window.start else 0
        tags[window.start + left : window.stop] = np.exp(window.tags[left:])
        near = np.zeros((len(window.anchors), REACH, TAGS), np.float32)
        near[..., 0] = 1.0
        for n, at in enumerate(window.anchors.tolist()):
            a, b = max(at - BEFORE, 0), min(at + AFTER + 1, window.stop - window.start)
            near[n, a - at + BEFORE : b - at + BEFORE] = np.exp(window.labels[n, a:b])
        anchors.append(window.anchors + window.start)
        sure.append(window.anchor_probability)
        keep.append(window.keep)
        labels.append(near)
    joined = [np.concatenate(x) if x else np.zeros(0) for x in (anchors, sure, keep)]
    every = np.concatenate(labels) if labels else np.zeros((0, REACH, TAGS))
    return _lesson(encoding, tags, joined[0], joined[1], joined[2], every)


def annotated(example: Example) -> Lesson:
    """What its annotators said of an article: the same with chances of 0 and 1."""
    count = len(example.encoding)
    tags = np.zeros(count, dtype=np.int64)
    found: dict[int, npt.NDArray[np.int64]] = {}
    for statement in example.statements:
        row = np.zeros(count, dtype=np.int64)
        for number, part in enumerate(("source", "cue", "content")):
            for a, b in statement[part]:
                for target in (tags, row):
                    target[a] = 1 + 2 * number
                    target[a + 1 : b + 1] = 2 + 2 * number
        found[statement["cue"][0][0]] = row
    labels = np.zeros((len(found), REACH), dtype=np.int64)
    for n, (at, row) in enumerate(found.items()):
        a, b = max(at - BEFORE, 0), min(at + AFTER + 1, count)
        labels[n, a - at + BEFORE : b - at + BEFORE] = row[a:b]
    ones = np.ones(len(found))
    table = np.eye(TAGS)
    return _lesson(
        example.encoding, table[tags], np.array([*found], dtype=np.int64), ones, ones, table[labels]
    )


def _lesson(
    encoding: Encoding,
    tags: npt.NDArray,
    anchors: npt.NDArray,
    sure: npt.NDArray,
    keep: npt.NDArray,
    labels: npt.NDArray,
) -> Lesson:
    def chances(values: npt.NDArray) -> Bytes:
        return np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)

    small = (np.asarray(getattr(encoding, name)).astype(np.uint8) for name in ("shape", "opening", "quote"))
    shape, opening, quote = small
    return Lesson(
        encoding.ids.astype(np.int32),
        shape,
        opening,
        quote,
        encoding.paragraph.astype(np.int32),
        encoding.first.astype(np.uint8),
        chances(tags),
        anchors.astype(np.int32),
        chances(sure),
        chances(keep),
        chances(labels),
    )


def made(articles: int, seed: int) -> Iterator[Lesson]:
    """Lessons from news articles; a share of them as careless copies have them."""
    network = Network()
    rng = np.random.default_rng(seed)
    for row in itertools.islice(unlabelled_rows(seed), articles):
        text = row["text"]
        if rng.random() < CARELESS:
            text = text.replace("\n", " ") if rng.random() < 0.5 else without_some_marks(text, rng)
        encoding = encode(text, paragraphs(text), network.tokenizer)
        if len(encoding) > 1:
            yield taught(encoding, network)


def save(lessons: list[Lesson], path: Path) -> None:
    """All lessons in one file, end to end."""
    joined = {name: np.concatenate([getattr(one, name) for one in lessons]) for name in NAMES}
    sizes = [(len(one.ids), len(one.anchors)) for one in lessons]
    aside = path.with_name(f"new-{path.name}")
    np.savez(aside, sizes=np.array(sizes), **joined)
    aside.replace(path)


def load(path: Path) -> list[Lesson]:
    """The lessons of a file that ``save`` wrote."""
    with np.load(path) as file:
        columns = {name: file[name] for name in NAMES}
        stops = np.cumsum(file["sizes"], axis=0)
    starts = np.vstack((np.zeros((1, 2), dtype=stops.dtype), stops[:-1]))
    return [
        Lesson(
            **{
                name: columns[name][slice(*((a[1], b[1]) if name in OF_ANCHORS else (a[0], b[0])))]
                for name in NAMES
            }
        )
        for a, b in zip(starts.tolist(), stops.tolist(), strict=True)
    ]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=6_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    began, lessons = time.time(), []
    for lesson in made(args.articles, args.seed):
        lessons.append(lesson)
        if len(lessons) % 250 == 0:
            save(lessons, args.out)
            pieces = sum(len(one.ids) for one in lessons)
            print(f"{len(lessons)} articles, {pieces} pieces, {time.time() - began:.0f} s", flush=True)
    save(lessons, args.out)
    print(f"done: {len(lessons)} articles", flush=True)


if __name__ == "__main__":
    main()
