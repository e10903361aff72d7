"""Invented readings, and a process that records them until it is killed.

usage: python -m benchmarks.invented add|checkpoint|open RECORD FIRST COUNT

Prints the id of each document once it is on record. ``checkpoint`` moves the WAL into the
file after each; ``open`` only opens the record, as the program does at its start.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.scaling import story
from benchmarks.shared import Json
from onrecord.model import (
    Block,
    Context,
    Document,
    Figure,
    Finding,
    Reading,
    Span,
    Speaker,
    Statement,
    content_id,
)
from onrecord.record import open_record

_SENTENCE = re.compile(r"[^\n.]{40,}\.")


def reading(number: int, words: int = 150) -> Reading:
    """The invented reading with this number: always the same."""
    text = story(words, seed=number)
    document = Document(
        text=text,
        title=f"Story {number}",
        publisher="Harbor Wire",
        url=f"https://harborwire.example/{number}",
        published=f"2026-03-{1 + number % 28:02d}",
        blocks=tuple(
            Block("paragraph", Span(*found.span())) for found in re.finditer(r"[^\n]+", text)
        ),
    )  # fmt: skip
    statements, contexts = [], {}
    for found in _SENTENCE.finditer(text):
        source, content = Span(found.start(), found.start() + 10), Span(found.start() + 20, found.end())
        one = Statement(document.id, (content,), (source,), (), "indirect", 0.5, "invented")
        name = f"Speaker {number % 50}"
        speaker = Speaker(content_id("speaker", "person", name), name, "person", "keeper")
        finding = Finding("speaker", name, "invented", 0.9, (source,))
        contexts[one.id] = Context(speaker, act="say", findings=(finding,))
        statements.append(one)
    figure = Figure(Span(0, 5), float(number), "exact", float(number), float(number), "mile")
    return Reading(document, tuple(statements), ("invented",), contexts, (figure,))


def rows(first: int, count: int, words: int = 60) -> Iterator[Json]:
    """Small reports in the form that ``onrecord read`` takes."""
    for number in range(first, first + count):
        yield {
            "id": f"story/{number}", "type": "report", "text": story(words, seed=number),
            "publisher": "Harbor Wire", "published": f"2026-03-{1 + number % 28:02d}",
            "url": f"https://harborwire.example/{number}",
        }  # fmt: skip


def main(mode: str, path: str, first: int, count: int) -> None:
    """Record readings one after the other."""
    print("begins", flush=True)
    with open_record(path) as record, closing(sqlite3.connect(Path(path))) as other:
        print("open", flush=True)
        for number in range(first, first + count):
            record.add(reading(number))
            print(reading(number).document.id, flush=True)
            if mode == "checkpoint":
                other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
