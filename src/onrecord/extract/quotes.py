"""Quotation marks: which characters are marks, which open and which close.

One scan per paragraph, linear in its length. The glyph alone does not decide, because
German („A“, »A«), French (« A »), British (‘A’) and typewriter ("A") usage share
glyphs, and an apostrophe looks like a closing single mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Span

DOUBLE = frozenset('"“”„‟«»＂')
SINGLE = frozenset("'‘’‚‛`´")
OPENING_GLYPHS = frozenset("“„‟«‘‚‛`")
CLOSING_GLYPHS = frozenset("”»’´")

_MARK = re.compile("[" + "".join(DOUBLE | SINGLE) + "]")
# Words that begin with an apostrophe: the mark before them opens nothing.
_ELISION = re.compile(r"(?:em|til|n|tis|twas|cause|bout|round|\d0s|\d\d)\b", re.IGNORECASE)
# Between two paragraphs of which the second opens with a single mark; bounded, as it is looked for often.
_ROOM = re.compile("\\s{1,64}(?=[" + "".join(SINGLE) + "])")
_FEET = re.compile(r"\d['’]\d{1,2}$")
_BEFORE_OPENING = frozenset("([{—–-/…") | DOUBLE
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…") | DOUBLE


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark at ``position``; ``opens`` tells which side it is on."""

    position: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """A run between quotation marks: ``inner`` without them, ``outer`` with those there are.

    ``whole`` is false when one of the marks is missing and the paragraph's edge stands
    in for it; a paragraph that continues the quotation in the next one counts as whole.
    """

    inner: Span
    outer: Span
    whole: bool


def _room_before(text: str, i: int, start: int) -> bool:
    return i == start or text[i - 1].isspace() or text[i - 1] in _BEFORE_OPENING


def _room_after(text: str, i: int, end: int) -> bool:
    return i + 1 >= end or text[i + 1].isspace() or text[i + 1] in _AFTER_CLOSING


def _double_opens(text: str, i: int, start: int, end: int, inside: bool) -> bool:
    glyph = text[i]
    before, after = _room_before(text, i, start), _room_after(text, i, end)
    if inside:
        # Inside, a mark closes unless it can only open: space before it, a word behind it.
        return glyph in OPENING_GLYPHS and before and not after
    if before == after:
        return glyph not in CLOSING_GLYPHS
    return before


def _single_opens(text: str, i: int, start: int, end: int) -> bool:
    """Whether a single mark outside any quotation can open one."""
    if text[i] == "´" or not _room_before(text, i, start) or _room_after(text, i, end):
        return False
    if text[i] == "’" and not text[i + 1].isupper():
        return False
    return not _ELISION.match(text, i + 1)


def _single_close(text: str, i: int, end: int) -> tuple[int | None, int]:
    """Position of the mark that closes the single quotation opened at ``i``, or None and
    how far there is none.

    A mark behind a letter may be a plural's apostrophe ("the workers’ union"), so a mark
    behind sentence punctuation wins over the first one behind a letter.
    """
    first = None
    for m in _MARK.finditer(text, i + 1, end):
        j = m.start()
        if text[j] in DOUBLE:
            continue
        if text[j] in OPENING_GLYPHS and not _room_after(text, j, end):
            return first, j
        if not _room_after(text, j, end) or text[j - 1].isspace():
            continue
        if text[j - 1] in ".,!?;…—–":
            return j, i
        if first is None:
            first = j
        if text[j - 1] not in "sS":
            return first, i
    return first, end


def _goes_on(text: str, end: int) -> bool:
    """Whether the paragraph that ends at ``end`` leaves a single quotation open, which the next one
    opens again."""
    if text[end - 1] in SINGLE:
        return False
    room = _ROOM.match(text, end)
    return room is not None and _single_opens(text, room.end(), room.end(), len(text))


def marks(text: str, start: int = 0, end: int | None = None) -> list[Mark]:
    """The quotation marks of ``text[start:end]``, one paragraph, in text order.

    Marks alternate between opening and closing except where the text leaves one out.
    Single marks count only outside double ones: inside they are a quotation within it.
    """
    end = len(text) if end is None else end
    found: list[Mark] = []
    inside = False
    single_close: int | None = None
    barren_until = start  # no single mark closes before here: looked for once, not for every opening
    for m in _MARK.finditer(text, start, end):
        i = m.start()
        if single_close is not None:
            if i == single_close:
                found.append(Mark(i, False))
                single_close = None
            continue
        if text[i] in DOUBLE:
            if _is_inches(text, i, start, inside):
                continue
            opens = _double_opens(text, i, start, end, inside)
            found.append(Mark(i, opens))
            inside = opens
        elif not inside and i >= barren_until and _single_opens(text, i, start, end):
            single_close, barren_until = _single_close(text, i, end)
            if (single_close is None or text[single_close - 1] in "sS") and _goes_on(text, end):
                single_close = end
            if single_close is not None:
                found.append(Mark(i, True))
    return found


def _is_inches(text: str, i: int, start: int, inside: bool) -> bool:
    """Whether the mark stands for inches: behind a number outside quotation marks, or
    behind feet anywhere (6'2")."""
    if text[i] != '"' or i == start or not text[i - 1].isdigit():
        return False
    return not inside or _FEET.search(text, max(start, i - 5), i) is not None


def quoted(text: str, paragraphs: list[Span]) -> Iterator[Quoted]:
    """The quotations of a text, in order. A quotation that runs over several paragraphs
    is one :class:`Quoted` for each of them, since each opens anew."""
    lists = [marks(text, p.start, p.end) for p in paragraphs]
    for n, (paragraph, found) in enumerate(zip(paragraphs, lists, strict=True)):
        opened: int | None = None
        for mark in found:
            if mark.opens:
                if opened is not None:
                    yield from _run(text, opened, mark.position, False, closed=False)
                opened = mark.position
            else:
                if opened is not None:
                    yield from _run(text, opened, mark.position, True, closed=True)
                opened = None
        if opened is not None:
            following = lists[n + 1] if n + 1 < len(lists) else []
            runs_on = bool(
                following
                and following[0].opens
                and following[0].position == _first_character(text, paragraphs[n + 1])
            )
            yield from _run(text, opened, paragraph.end, runs_on, closed=False)


def _first_character(text: str, span: Span) -> int:
    i = span.start
    while i < span.end and text[i].isspace():
        i += 1
    return i


def _run(text: str, opened: int, end: int, whole: bool, *, closed: bool) -> Iterator[Quoted]:
    a, b = opened + 1, end
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    if a < b:
        yield Quoted(Span(a, b), Span(opened, end + 1 if closed else b), whole)
