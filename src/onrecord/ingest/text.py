"""Plain text into paragraphs, headings and list items."""

from __future__ import annotations

import re
from itertools import pairwise
from unicodedata import category

from onrecord.ingest.links import trimmed
from onrecord.model import Block, BlockKind, Span

_BULLET = re.compile(r"(?:[•‣▪◦·*]|-)[ \t]+\S")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"”’')\]]*$")
_LONGEST_HEADING = 120
_WIDTHS = range(45, 121)  # columns at which people and mail programs wrap


def is_blank(text: str) -> bool:
    """Whether nothing of ``text`` shows: it is white space and characters of no width."""
    return all(character.isspace() or category(character) == "Cf" for character in text)


def paragraphs(text: str) -> list[Block]:
    """The paragraphs, headings and list items of plain ``text``, in order.

    Blank lines separate paragraphs; lines in between do too unless they are wrapped at
    a fixed width, when they are one block with the line breaks in it.
    """
    runs = _runs(text)
    wrapped = _is_wrapped(text, runs)
    blocks = [Block(_kind(text, span), span) for run in runs for span in _joined(text, run, wrapped)]
    if len(blocks) > 1 and len(runs) > 1 and len(runs[0]) == 1 and _is_heading(text, blocks[0]):
        blocks[0] = Block("heading", blocks[0].span)
    return blocks


def _runs(text: str) -> list[list[Span]]:
    """Lines without the white space around them, grouped where no blank line is between."""
    runs: list[list[Span]] = []
    blank = True
    at = 0
    for line in text.splitlines(keepends=True):
        span = trimmed(text, at, at + len(line))
        at += len(line)
        if span is None:
            blank = True
        elif blank:
            runs.append([span])
            blank = False
        else:
            runs[-1].append(span)
    return runs


def _is_wrapped(text: str, runs: list[list[Span]]) -> bool:
    """Whether lines break because they are full, not because a paragraph ends.

    In wrapped text the next line's first word would not have fitted. Breaks after a
    finished sentence say nothing either way.
    """
    unfinished = full = breaks = 0
    for run in runs:
        width = max(s.end - s.start for s in run)
        for line, following in pairwise(run):
            breaks += 1
            if _ends_sentence(text, line):
                continue
            unfinished += 1
            word = len(text[following.start : min(following.end, following.start + 200)].split(None, 1)[0])
            length = line.end - line.start
            full += width in _WIDTHS and length + 1 + word > min(width, length + 20)
    needed = 1 if len(runs) > 1 else 3
    return unfinished >= max(needed, 0.4 * breaks) and full >= 0.85 * unfinished


def _joined(text: str, run: list[Span], wrapped: bool) -> list[Span]:
    """The paragraphs of a run of lines: wrapped ones are joined, until a short line ends a sentence."""
    if not wrapped:
        return run
    width = max(s.end - s.start for s in run)
    spans: list[Span] = []
    ended = True
    for line in run:
        if ended or _starts_anew(text, line):
            spans.append(line)
        else:
            spans[-1] = Span(spans[-1].start, line.end)
        ended = line.end - line.start < 0.75 * width and _ends_sentence(text, line)
    return spans


def _ends_sentence(text: str, line: Span) -> bool:
    return _ENDS_SENTENCE.search(text, max(line.start, line.end - 8), line.end) is not None


def _starts_anew(text: str, line: Span) -> bool:
    return bool(_BULLET.match(text, line.start, line.end)) or text[line.start] in "—―–"


def _kind(text: str, span: Span) -> BlockKind:
    return "list_item" if _BULLET.match(text, span.start, span.end) else "paragraph"


def _is_heading(text: str, block: Block) -> bool:
    shown = text[block.span.start : block.span.end]
    return len(shown) <= _LONGEST_HEADING and "\n" not in shown and shown[-1] not in '.!:;,…"”’'
