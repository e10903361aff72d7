"""Numbers in digits and words: "2.5 million", "a hundred and fifty", "two-thirds", "dozens".

Every function reads a bounded number of tokens, so that a text is read in linear time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from onrecord.context import units
from onrecord.context.figure_tokens import Tokens

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: n for n, word in enumerate(_SMALL.split(), 1)} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), 2)
}
MAGNITUDES = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
    "mln": 1e6,
    "bln": 1e9,
    "lakh": 1e5,
    "crore": 1e7,
}
_LETTERS = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}  # only behind a currency: "$40M"
_GROUPS = {"dozen": 12.0, "hundred": 1e2} | {k: v for k, v in MAGNITUDES.items() if len(k) > 3}
_INDEFINITE = {f"{word}s": value for word, value in _GROUPS.items()} | {"scores": 20.0, "tens": 10.0}
_DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip
# Behind an "a" and before a measure these count on: "a sixth month" is no part of one.
_ORDINALS = _DENOMINATORS.keys() - {"half", "quarter"}
_RUNNING = frozenset({"straight", "consecutive", "successive"})
_PARTS: dict[tuple[str, ...], int] = {("a", "quarter", "of", "a"): 4, ("a", "third", "of", "a"): 3}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
# What may follow an "a" that starts a number; a measure may too.
AFTER_A = frozenset(_GROUPS) | frozenset(_DENOMINATORS) | {"few", "couple"}
STARTERS = frozenset(ONES) | frozenset(_INDEFINITE) | {"a", "an", "half", "several", "many", "few", "zero"}
_LONGEST = 40  # tokens of a number in words
_DIGITS = 24  # characters of a number in digits


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands at tokens ``start`` to ``end`` (excluded).

    ``indefinite``: "dozens", "several hundred", which is at least ``value``. ``share``: a
    part of a whole, below one. ``factor``: the magnitude that was printed ("million"),
    else 1. ``article``: an "a" that means one and must be followed by a measure.
    """

    start: int
    end: int
    value: float
    digits: bool = False
    indefinite: bool = False
    share: bool = False
    article: bool = False
    factor: float = 1.0
    grouped: bool = False

    @property
    def small(self) -> bool:
        """Whether it is a count below ten in words: talk as often as a count."""
        return not self.digits and not self.indefinite and not self.share and self.value < 10


def parse_number(tokens: Tokens, i: int, *, money: bool = False) -> Number | None:
    """The longest number that starts at token ``i``; None when there is none.

    With ``money`` the letters k, m and b behind digits are magnitudes.
    """
    if tokens.is_number(i):
        return _ratio(tokens, _digits(tokens, i, money))
    word = tokens.at(i)
    if word not in STARTERS:
        return None
    for reading in (_indefinite, _halves, _fraction, _words):
        number = reading(tokens, i)
        if number is not None:
            return _ratio(tokens, number)
    return None


def _digits(tokens: Tokens, i: int, money: bool) -> Number | None:
    raw = tokens.raw[i]
    if len(raw) > _DIGITS or (len(raw) > 1 and raw[0] == "0" and raw[1] != "."):
        return None
    number = Number(i, i + 1, float(raw.replace(",", "")), digits=True, grouped="," in raw)
    if tokens.glued(i) and tokens.at(i + 1) in _VULGAR:
        number = replace(number, end=i + 2, value=number.value + _VULGAR[tokens.at(i + 1)])
    elif tokens.at(i + 1) == "and" and tokens.low[i + 2 : i + 4] == ["a", "half"]:
        number = replace(number, end=i + 4, value=number.value + 0.5)
    if money and tokens.glued(i) and tokens.at(i + 1) in _LETTERS:
        return _times(number, _LETTERS[tokens.at(i + 1)], i + 2)
    return _scaled(tokens, number)


def _times(number: Number, factor: float, end: int) -> Number:
    value = number.value * factor
    rounded = round(value) if math.isfinite(value) and abs(value - round(value)) < 1e-6 * factor else value
    return replace(number, value=float(rounded), factor=number.factor * factor, end=end)


def _scaled(tokens: Tokens, number: Number) -> Number:
    """``number`` with the magnitudes and the "dozen" or "hundred" that follow it."""
    for _ in range(2):
        at = number.end
        if tokens.at(at) == "-" and tokens.glued(at - 1) and tokens.glued(at):
            at += 1
        factor = MAGNITUDES.get(tokens.at(at)) or (_GROUPS.get(tokens.at(at)) if number.factor == 1 else None)
        if factor is None:
            break
        number = _times(number, factor, at + 1)
    return number


def _words(tokens: Tokens, i: int) -> Number | None:
    """Cardinals: "twenty-five", "nineteen hundred", "two million five hundred thousand"."""
    if tokens.at(i) == "zero":
        return Number(i, i + 1, 0.0)
    at, end, total, current, factor = i, i, 0.0, 0.0, math.inf
    if tokens.at(i) in ("a", "an"):
        if tokens.at(i + 1) not in _GROUPS:
            return Number(i, i + 1, 1.0, article=True)
        at, current = i + 1, 1.0
    while at < i + _LONGEST:
        word = tokens.at(at)
        if word in ONES:
            if not _fits(current, ONES[word]):
                break
            current += ONES[word]
        elif word == "hundred" and 0 < current < 100:
            current *= 100
        elif word == "dozen" and 0 < current < 100 and not total:
            current, end = current * 12, at + 1
            break
        elif word in MAGNITUDES and current and MAGNITUDES[word] < factor:
            factor = MAGNITUDES[word]
            total, current = total + current * factor, 0.0
        else:
            break
        end = at + 1
        at = _joined(tokens, end)
    if end == i:
        return None
    printed = 1.0 if math.isinf(factor) or current else factor
    number = Number(i, end, total + current, factor=printed)
    return _scaled(tokens, number) if number.value < 1000 and printed == 1 else number


def _fits(current: float, more: float) -> bool:
    """Whether a cardinal goes on: "twenty" with "five", "two hundred" with "ten"."""
    if not current:
        return True
    return current % 100 == 0 or (more < 10 and current % 100 >= 20 and current % 10 == 0)


def _joined(tokens: Tokens, at: int) -> int:
    """Where a cardinal goes on behind a hyphen or an "and"; else ``at``."""
    after = tokens.at(at + 1)
    if (
        tokens.at(at) == "-"
        and tokens.glued(at - 1)
        and tokens.glued(at)
        and (after in ONES or after in _GROUPS)
    ):
        return at + 1
    if tokens.at(at) == "and" and after in ONES and tokens.at(at - 1) in _GROUPS:
        return at + 1
    return at


def _indefinite(tokens: Tokens, i: int) -> Number | None:
    """ "dozens", "hundreds of thousands", "several hundred", "a few thousand": at least two of it."""
    at = i
    if tokens.at(i) in _INDEFINITE:
        value = 2 * _INDEFINITE[tokens.at(i)]
        if tokens.at(i) in ("scores", "tens") and tokens.at(i + 1) != "of":
            return None
        at = i + 1
        while tokens.at(at) == "of" and tokens.at(at + 1) in _INDEFINITE and at < i + 5:
            value *= _INDEFINITE[tokens.at(at + 1)]
            at += 2
        if tokens.at(i) == "tens" and at == i + 1:
            return None
        return Number(i, at, value, indefinite=True, factor=value)
    if tokens.low[i : i + 3] == ["a", "couple", "of"]:
        at = i + 3
    elif tokens.at(i) == "a" and tokens.at(i + 1) in ("few", "couple"):
        at = i + 2
    elif tokens.at(i) in ("several", "many", "few"):
        at = i + 1
    if at == i:
        return None
    if tokens.at(i) == "many" and tokens.at(at) in _INDEFINITE:
        inner = _indefinite(tokens, at)
        return inner and replace(inner, start=i)
    value, end = 2.0, at
    while tokens.at(end) in _GROUPS and end < at + 2:
        value *= _GROUPS[tokens.at(end)]
        end += 1
    return Number(i, end, value, indefinite=True, factor=value) if end > at else None


def _halves(tokens: Tokens, i: int) -> Number | None:
    """ "half a million", "half an hour", "two and a half years", "one-and-a-half"."""
    if tokens.at(i) == "half":
        if tokens.at(i + 1) not in ("a", "an"):
            return None
        if tokens.at(i + 2) in _GROUPS:
            return Number(i, i + 3, _GROUPS[tokens.at(i + 2)] / 2, factor=_GROUPS[tokens.at(i + 2)])
        return Number(i, i + 2, 0.5, article=True)
    part = _PARTS.get(tuple(tokens.low[i : i + 4]))
    if part and tokens.at(i + 4) in _GROUPS:
        return Number(i, i + 5, _GROUPS[tokens.at(i + 4)] / part, factor=_GROUPS[tokens.at(i + 4)])
    if tokens.at(i) not in ONES:
        return None
    plain = [t for t in range(i + 1, min(i + 7, len(tokens))) if tokens.at(t) != "-"][:3]
    if [tokens.at(t) for t in plain] != ["and", "a", "half"]:
        return None
    number = Number(i, plain[-1] + 1, ONES[tokens.at(i)] + 0.5)
    return _scaled(tokens, number)


def _fraction(tokens: Tokens, i: int) -> Number | None:
    """ "two-thirds", "a quarter", "half" as a part of a whole."""
    if tokens.at(i) == "half":
        return None if tokens.at(i + 1) in ("a", "an") else Number(i, i + 1, 0.5, share=True)
    top = 1 if tokens.at(i) in ("a", "an") else ONES.get(tokens.at(i), 0)
    at = i + 1
    if tokens.at(at) == "-" and tokens.glued(i) and tokens.glued(at):
        at += 1
    bottom = _DENOMINATORS.get(tokens.at(at))
    if not top or bottom is None or top >= bottom or (top == 1) == tokens.at(at).endswith(("s", "ves")):
        return None
    counted = tokens.at(at + 1) in units.MEASURES or tokens.at(at + 1) in _RUNNING
    if counted and tokens.at(i) in ("a", "an") and tokens.at(at) in _ORDINALS:
        return None
    return Number(i, at + 1, top / bottom, share=True)


def _ratio(tokens: Tokens, number: Number | None) -> Number | None:
    """ "one in five", "3 out of 4" as a share, where ``number`` is the first of the two."""
    if number is None or number.factor != 1 or number.article or number.share or number.value > 99:
        return number
    at = number.end
    if tokens.at(at) == "in":
        at += 1
    elif tokens.low[at : at + 2] == ["out", "of"]:
        at += 2
    else:
        return number
    at += tokens.at(at) == "every"
    if tokens.at(at) in ("a", "an"):
        return number
    whole = _digits(tokens, at, False) if tokens.is_number(at) else _words(tokens, at)
    if whole is None or whole.article or not number.value < whole.value or number.value % 1:
        return number
    if whole.digits and not whole.grouped and 1400 <= whole.value <= 2100:
        return number
    if whole.value > 20 and whole.value % 10:
        return number
    return replace(number, end=whole.end, value=number.value / whole.value, share=True)
