"""Texts changed by program as other hands would have typed them, with the offsets that
each annotated span moves to."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Iterable
from itertools import accumulate

from benchmarks.shared import Json

Edit = tuple[int, int, str]
Change = Callable[[str, random.Random], list[Edit]]

PARTS = ("source", "cue", "content")
MISSING = 0.3
COLUMNS = 72
_NBSP = "\u00a0"

# A typewriter mark opens where a word stands behind it and none before it.
_OPENING = re.compile(r"“|(?<![^\s(\[{—–-])\"(?=\S)")
_CLOSING = re.compile(r"”|(?<=\S)\"|\"(?!\S)")
_SINGLE_OPENING = re.compile(r"‘|(?<![^\s(\[{—–“\"-])'(?=\w)")
_APOSTROPHE = re.compile(r"['‘’]")
# A quotation inside a quotation, between single marks, with apostrophes in it or not.
_INNER = re.compile(r"(?<!\w)([‘'])(?=\w)(?:[^‘’'“”\"\n]|(?<=\w)[’'](?=\w))*(?<=[\w.,!?])([’'])(?!\w)")
_BREAK = re.compile(r"[ \t]*\n\s*")


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, list[int]]:
    """``text`` with each (start, end, replacement) done, and where every old offset is now
    (one entry more than the text has characters). Of two edits that overlap the first counts."""
    out: list[str] = []
    moved: list[int] = []
    length = at = 0
    for start, end, new in sorted(edits):
        if start < at:
            continue
        out += (text[at:start], new)
        moved += range(length, length + start - at)
        length += start - at
        moved += (length + min(n, len(new)) for n in range(end - start))
        length += len(new)
        at = end
    out.append(text[at:])
    moved += range(length, length + len(text) - at + 1)
    return "".join(out), moved


def changed(row: Json, change: Change, seed: int = 20) -> Json:
    """An article with its text changed and its statements' spans moved along."""
    text, moved = apply(row["text"], change(row["text"], random.Random(f"{seed} {row['id']}")))
    statements = [
        s | {part: [[moved[a], moved[b]] for a, b in s[part]] for part in PARTS} for s in row["statements"]
    ]
    return row | {"text": text, "statements": statements}


def double_marks(text: str) -> tuple[list[int], list[int]]:
    """Where double quotation marks open and where they close."""
    opening = [m.start() for m in _OPENING.finditer(text)]
    closing = sorted({m.start() for m in _CLOSING.finditer(text)} - set(opening))
    return opening, closing


def _marks_as(left: str, right: str) -> Change:
    def change(text: str, _: random.Random) -> list[Edit]:
        opening, closing = double_marks(text)
        return [(i, i + 1, left) for i in opening] + [(i, i + 1, right) for i in closing]

    return change


def _curly(text: str, _: random.Random) -> list[Edit]:
    opens = {m.start() for m in _SINGLE_OPENING.finditer(text)}
    single = [(m.start(), m.end(), "‘" if m.start() in opens else "’") for m in _APOSTROPHE.finditer(text)]
    return _marks_as("“", "”")(text, _) + single


def _typewriter_apostrophes(text: str, _: random.Random) -> list[Edit]:
    return [(m.start(), m.end(), "'") for m in _APOSTROPHE.finditer(text)]


def _british(text: str, _: random.Random) -> list[Edit]:
    """Single marks outside; those inside a quotation become double ones."""
    inner = [
        edit
        for m in _INNER.finditer(text)
        for edit in ((m.start(1), m.end(1), "“"), (m.start(2), m.end(2), "”"))
    ]
    return _marks_as("‘", "’")(text, _) + inner


def _without(closing: bool) -> Change:
    def change(text: str, rng: random.Random) -> list[Edit]:
        return [(i, i + 1, "") for i in double_marks(text)[closing] if rng.random() < MISSING]

    return change


def _letters(change_of: Callable[[str], str]) -> Change:
    # A letter that would become two (ß) stays as it is.
    def change(text: str, _: random.Random) -> list[Edit]:
        new = ((i, c, change_of(c)) for i, c in enumerate(text))
        return [(i, i + 1, n) for i, c, n in new if n != c and len(n) == 1]

    return change


def _wrapped(text: str, _: random.Random) -> list[Edit]:
    edits: list[Edit] = []
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    for start, line in zip(starts, text.splitlines(keepends=True), strict=False):
        at = start
        pieces = textwrap.wrap(line, COLUMNS, break_long_words=False, break_on_hyphens=False,
                               drop_whitespace=True, expand_tabs=False, replace_whitespace=False)  # fmt: skip
        for n, piece in enumerate(pieces):
            place = text.index(piece, at)
            if n:
                edits.append((at, place, "\n"))
            at = place + len(piece)
    return edits


def _one_paragraph(text: str, _: random.Random) -> list[Edit]:
    return [(m.start(), m.end(), " ") for m in _BREAK.finditer(text.rstrip())]


CHANGES: dict[str, Change] = {
    'typewriter marks "…"': _marks_as('"', '"'),
    "curly marks “…” ’": _curly,
    "German marks „…“": _marks_as("„", "“"),
    "French marks « … »": _marks_as(f"«{_NBSP}", f"{_NBSP}»"),
    "British single marks ‘…’": _british,
    "closing marks missing, 30 %": _without(closing=True),
    "opening marks missing, 30 %": _without(closing=False),
    "no capitals": _letters(str.lower),
    "ALL CAPITALS": _letters(str.upper),
    "typewriter apostrophes": _typewriter_apostrophes,
    "lines wrapped at 72 columns": _wrapped,
    "one paragraph for the whole story": _one_paragraph,
}
