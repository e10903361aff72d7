"""The difference between a quotation and the words that it stands for, edit by edit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Span
from onrecord.relate.alignment import Alignment
from onrecord.relate.edits import HARMLESS, Kind, kind_of, negations
from onrecord.relate.framing import governs
from onrecord.relate.quoted import Mark, Quoted
from onrecord.relate.words import Words, words_of

_SENTENCE_END = re.compile(r"(?:\A|[.!?:…\n])[\s\"“”‘’'()\[\]–—-]*$")
_MARKED = re.compile(r"(?:\[-(?P<old>.*?)-\])?(?:\{\+(?P<new>.*?)\+\})?", re.DOTALL)
_ANSWER = re.compile(r"(?:no|nope|yes|yeah)[.,!;]", re.IGNORECASE)
_STOP = re.compile(r"[.!?…\n]")
_SAME: frozenset[Kind] = frozenset(("spacing", "contraction", "numeral", "spelling"))
_MORE = 2  # words that another spelling may have
_CLAUSE = 3  # words in brackets that make a clause of their own
_NEAR = 3  # words around an edit that its kind may depend on


@dataclass(frozen=True, slots=True)
class Edit:
    """One change at offset ``at`` of the text: ``old`` are the words that stood there, ``new``
    those of the quotation that stand in their place; None where there are none."""

    kind: Kind
    at: int
    old: Span | None
    new: Span | None

    @property
    def harmless(self) -> bool:
        """Whether it leaves the meaning as it was."""
        return self.kind in HARMLESS


@dataclass(frozen=True, slots=True)
class _Block:
    """Words ``new`` to ``new_end`` of the quotation that stand for words ``old`` to ``old_end``."""

    new: int
    new_end: int
    old: int
    old_end: int
    mark: Mark | None = None


def edits(quote: Quoted, text: str, words: Words, alignment: Alignment) -> tuple[Edit, ...]:
    """All changes, in order; none when the words stand in a row."""
    found = (_edit(quote, text, words, block) for block in _blocks(quote, text, words, alignment))
    return tuple(edit for edit in found if edit)


def marked(quote: Quoted, text: str, span: Span, changes: Sequence[Edit]) -> str:
    """``text[span]`` with the changes written in: [-what it says-]{+what the quotation says+}."""
    shown: list[str] = []
    at = span.start
    for edit in changes:
        shown.append(text[at : edit.at])
        at = edit.old.end if edit.old else max(at, edit.at)
        old = f"[-{text[edit.old.start : edit.old.end]}-]" if edit.old else ""
        new = f"{{+{quote.text[edit.new.start : edit.new.end]}+}}" if edit.new else ""
        shown.append(old + new if old else f" {new}" if edit.at > span.start else f"{new} ")
    return "".join([*shown, text[at : span.end]])


def turned(shown: str) -> str:
    """What :func:`marked` shows, the other way about: the quotation as if the text had changed it."""
    return _MARKED.sub(_swapped, shown)


def _swapped(found: re.Match[str]) -> str:
    new = f"[-{found['new']}-]" if found["new"] is not None else ""
    old = f"{{+{found['old']}+}}" if found["old"] is not None else ""
    return new + old


def _blocks(quote: Quoted, text: str, words: Words, alignment: Alignment) -> Iterator[_Block]:
    """The words between those that are the same, divided at the quotation's marks."""
    (first, at), (last, end) = alignment.pairs[0], alignment.pairs[-1]
    size = len(quote.words)
    yield from _divided(quote, _Block(0, first, _back(quote, text, words, at, first), at))
    for (i, j), (after, there) in pairwise(alignment.pairs):
        if after > i + 1 or there > j + 1 or quote.marks:
            yield from _divided(quote, _Block(i + 1, after, j + 1, there))
    yield from _divided(quote, _Block(last + 1, size, end + 1, _on(quote, text, words, end + 1, last + 1)))


def _back(quote: Quoted, text: str, words: Words, end: int, first: int) -> int:
    """Where the text's words begin that the quotation's first words stand for, which are not in
    it: those that they are another spelling of, or as many of the same sentence."""
    new = _printed(quote.text, quote.words, 0, first)
    start = end
    if not first and (size := _put(quote, 0)):
        starts = range(end, max(0, end - size) - 1, -1)
        return next((at for at in starts if at == 0 or divides(text, words, at)), end)
    while new and start > max(0, end - first - _MORE) and not divides(text, words, start):
        start -= 1
        if kind_of(_printed(text, words, start, end), new, [], []) in _SAME:
            return start
    return max(start, end - first)


def _on(quote: Quoted, text: str, words: Words, start: int, last: int) -> int:
    """Where the text's words end that the quotation's last words stand for, likewise."""
    new = _printed(quote.text, quote.words, last, len(quote.words))
    end = start
    if not new and (size := _put(quote, last)):
        ends = range(start, min(len(words), start + size) + 1)
        return next((at for at in ends if at == len(words) or divides(text, words, at)), start)
    while new and end < min(len(words), start + len(new) + _MORE) and not divides(text, words, end):
        end += 1
        if kind_of(_printed(text, words, start, end), new, [], []) in _SAME:
            return end
    return min(end, start + len(new))


def _put(quote: Quoted, at: int) -> int:
    """How many words an editor's bracket before word ``at`` has."""
    return sum(
        len(words_of(quote.text[mark.span.start : mark.span.end]))
        for mark in quote.marks
        if mark.at == at and mark.kind == "bracket"
    )


def divides(text: str, words: Words, at: int) -> bool:
    """Whether a sentence ends before word ``at``."""
    return 0 < at < len(words) and _STOP.search(text, words.ends[at - 1], words.starts[at]) is not None


def _divided(quote: Quoted, block: _Block) -> Iterator[_Block]:
    """A block in which words are left out at a mark: what is changed before it, the words left
    out, what is changed after it."""
    marks = [mark for mark in quote.marks if block.new <= mark.at <= block.new_end]
    if not marks:
        yield block
        return
    outer = block.new == 0 or block.new_end == len(quote.words)
    replaces = not outer or block.new == block.new_end
    before, after = marks[0].at - block.new, block.new_end - marks[-1].at
    left = min(block.old + before, block.old_end)
    right = max(left, block.old_end - after)
    yield _Block(block.new, marks[0].at, block.old, left)
    for mark in marks:
        yield _Block(mark.at, mark.at, left, right if replaces else left, mark)
        left = right
    yield _Block(marks[-1].at, block.new_end, right, block.old_end)


def _edit(quote: Quoted, text: str, words: Words, block: _Block) -> Edit | None:
    old = words.span(block.old, block.old_end - 1) if block.old < block.old_end else None
    new = quote.words.span(block.new, block.new_end - 1) if block.new < block.new_end else None
    follows = block.old and (block.new or block.old == len(words))
    at = old.start if old else words.ends[block.old - 1] if follows else words.starts[block.old]
    if block.mark:
        new = block.mark.span if block.mark.kind == "bracket" else None
        put = quote.text[new.start : new.end] if new else ""
        if block.mark.at == len(quote.words) and len(words_of(put)) >= _CLAUSE:
            put = ""  # behind all words kept it tells what they are about, and turns none of them
        kind: Kind = "negation" if _turns(text, words, block, put) else block.mark.kind
        return Edit(kind, at, old, new) if old or new else None
    if not (old or new):
        return None
    around = (
        words.keys[max(0, block.old - _NEAR) : block.old],
        words.keys[block.old_end : block.old_end + _NEAR],
    )
    if not (old and new) and _is_answer(*((text, old) if old else (quote.text, new))):
        return Edit("filler", at, old, new)
    printed = _printed(text, words, block.old, block.old_end)
    kind = kind_of(printed, _printed(quote.text, quote.words, block.new, block.new_end), *around)
    return Edit(kind, at, old, new)


def _turns(text: str, words: Words, block: _Block, put: str) -> bool:
    """Whether a mark leaves out a "not" that denies what is kept, or the words ``put`` there have one:
    in "I do … believe", and not where a whole clause is left out."""
    new = words_of(put)
    left_out = range(block.old, block.old_end)
    denials = sum(governs(text, words, at, left_out) for at in left_out)
    return (denials + negations(_printed(put, new, 0, len(new)))) % 2 > 0


def _is_answer(text: str, span: Span | None) -> bool:
    """Whether the words are a sentence that only answers: in "No. I will not go" the "No" denies
    nothing that the rest does not say."""
    assert span is not None
    alone = _ANSWER.match(text, span.start, span.end + 1)
    return alone is not None and _SENTENCE_END.search(text, max(0, span.start - 8), span.start) is not None


def _printed(text: str, words: Words, first: int, end: int) -> list[str]:
    """The words as they stand, in lower case where every word would have a capital."""
    shown = []
    for i in range(first, end):
        word = text[words.starts[i] : words.ends[i]]
        opens = _SENTENCE_END.search(text, max(0, words.starts[i] - 8), words.starts[i]) is not None
        shown.append(word[:1].lower() + word[1:] if opens else word)
    return shown
