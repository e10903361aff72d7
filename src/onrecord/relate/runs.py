"""Where claims begin and end: the tokens of each clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Span, Spans

_TOKEN = re.compile(
    r"[a-z][^\W\d_]++(?:['’][^\W\d_]+)*"  # most of them, and first in line
    r"|\b(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\."
    r"|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[.!?;:,()…—–\n]"
)
BREAKS = frozenset(".!?;:()…—–\n")
CONDITIONS = frozenset(["unless", "whether", "if"])
_JOINTS = CONDITIONS | {"but", "although", "though", "while", "whereas", "because"}
Token = tuple[int, int, str]  # start, end, the word in lower case with a straight apostrophe


def runs(text: str, spans: Spans) -> Iterator[list[Token]]:
    """The tokens of each clause, the mark that ends it included. What is quoted behind a cue goes on
    with the clause before it unless it begins like a sentence."""
    run: list[Token] = []
    for span in spans:
        if run and _begins(text, span):
            yield run
            run = []
        for m in _TOKEN.finditer(text, span.start, span.end):
            word = m[0].lower().replace("’", "'")
            if word in _JOINTS and run:
                yield run
                run = []
            run.append((*m.span(), word))
            if word in BREAKS:
                yield run
                run = []
    if run:
        yield run


def _begins(text: str, span: Span) -> bool:
    """Whether the words begin with a capital."""
    return next((char for char in text[span.start : span.end] if char.isalpha()), "").isupper()
