"""A process that adds numbered readings to a record and says after each that it is done.

Run as a script: ``writer.py RECORD FIRST COUNT``. The same number always gives the same
reading, so that a test can tell what must be on record.
"""

from __future__ import annotations

import sys

from onrecord.model import Block, Context, Document, Figure, Finding, Reading, Span, Speaker, Statement
from onrecord.record import open_record

SENTENCE = "“We have ménded the sluice 🇫🇮 at Tarn,” the keeper said on Wednesday. "


def numbered(number: int, method: str = "network 1") -> Reading:
    """A report with ten statements, two blocks and every field filled in."""
    text = f"Story {number}.\r\n\n" + SENTENCE * 10
    start = text.index(SENTENCE)
    document = Document(
        text=text,
        title=f"Story {number}",
        publisher="CNN",
        author="Barbara Starr",
        handle="barbarastarrcnn",
        url=f"https://edition.cnn.com/{number}",
        published="2018-12-19T17:00:00Z",
        modified="2018-12-20",
        language="en",
        input_id=f"cnn/{number}",
        blocks=(
            Block("heading", Span(0, start - 3)),
            Block("post", Span(start, len(text)), (Span(start, start + 5),), (Span(start + 6, start + 9),)),
        ),
        metadata={"section": "politics", "tags": ["Syria", None, 1.5]},
        provenance={"published": "json-ld datePublished"},
    )
    statements = []
    for first in range(start, len(text), len(SENTENCE)):
        content = (Span(first + 1, first + 20), Span(first + 22, first + 30))
        source, cue = Span(first + 40, first + 53), Span(first + 54, first + 58)
        statements.append(Statement(document.id, content, (source,), (cue,), "direct", 0.97, method))
    speaker = Speaker("7" * 32, "Donald Trump", "person", "president")
    finding = Finding("speaker", "Donald Trump", "names 1", 0.9, statements[0].source)
    figure = Figure(Span(0, 5), 2000.0, "above", 2000.0, None, "troop", "Syria", statements[0].id)
    return Reading(
        document,
        tuple(statements),
        ("read for a test",),
        {one.id: Context(speaker, act="say", findings=(finding,)) for one in statements},
        (figure,),
    )


def main(path: str, first: int, count: int) -> None:
    with open_record(path) as record:
        for number in range(first, first + count):
            record.add(numbered(number))
            print(number, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
