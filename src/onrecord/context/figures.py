"""Figures: the quantities that a text prints, with bound, unit and place.

A small grammar over tokens, read once from left to right: number (``numbers``), words that
bound it (``bounds``), what it counts (``noun_phrases`` with the data of ``units``), where
(``figure_places``), and the rules for what is no figure (``not_figures``). What counts and
what does not is listed, a case a line, in ``tests/context/figures.tsv``.

What a reader of the record should know:

- The span runs from the words that bound the number to the noun phrase it counts, with a
  rate ("12,000 vehicles a day") and with what a share or measure is of ("40 percent of the
  mills", "2.4 tons of cocaine").
- "Nearly" and "almost" are approximate, like "about". An indefinite plural is at least two
  of what it names: "dozens" is at least 24, "several hundred" at least 200, "scores" 40.
- A share in words is a number below one ("two-thirds" is 0.667, "one in five" 0.2), one in
  percent is that percentage. A range's value is its lower end.
- "From 5 to 7 percent" is two figures, not a range, unless the text says "ranging".
- Counts below ten in words are figures when a noun is counted and no "the" or "his" makes
  them an anaphor ("the two men"). Votes and scores ("52-48"), ages, points in time ("three
  days later"), adjectives ("a three-day visit") and multiples ("twice") are none;
  money and percent are figures in adjectives too ("a $900-million loan").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.context import not_figures, units
from onrecord.context.bounds import bound_after, bound_before, limits
from onrecord.context.figure_places import place_of
from onrecord.context.figure_tokens import Tokens, paragraphs
from onrecord.context.noun_phrases import Unit, rate_behind, unit_behind
from onrecord.context.numbers import AFTER_A, STARTERS, Number, parse_number
from onrecord.context.units import words
from onrecord.model import Bound, Document, Figure, Span, Statement

_JOINERS = frozenset({"to", "-", "–", "—", "or", "and"})
_ARTICLES = frozenset({"a", "an"})
_STARTS = STARTERS | units.CURRENCIES.keys() | units.CURRENCY_CODES.keys() | {units.RUPEES.lower()}
_AFTER_ARTICLE = AFTER_A | units.MEASURES | units.MONEY | words("square cubic nautical metric full whole")
_TELLING = (_STARTS - _ARTICLES) | _AFTER_ARTICLE
_LASTING = words(
    """
    for after lasted took just well is was of been waited spanning than taken
    """
)
_CONTEST = words(
    """
    lead leads led leading trail trails trailed trailing beat beats ahead behind lost won defeated over edge
    edged tops topped margin
    """
)
_RANGING = words(
    """
    ranging range ranges ranged vary varies varied varying anywhere somewhere
    """
)


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number or a range as printed, with the token of its currency."""

    start: int
    number: Number
    high: Number | None = None
    currency: str | None = None
    between: bool = False

    @property
    def last(self) -> Number:
        return self.high or self.number


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure without statement; ``core`` is the place of its number, ``rated`` the token
    behind its rate ("an hour"), which is no number of its own."""

    figure: Figure
    core: Span
    small: bool
    rated: int


def figures(document: Document, statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures of ``document`` in text order, each with the id of the statement whose
    content its number stands in (the shortest, then the first), or None for the
    document's own voice. None for a document in another language than English. Linear in
    the length of the text."""
    if document.language not in (None, "en"):
        return ()
    found = [f for tokens in paragraphs(document, _TELLING) for f in _in_paragraph(tokens)]
    contents = [(s.start, s.end, n) for n, statement in enumerate(statements) for s in statement.content]
    sources = [(s.start, s.end, n) for n, statement in enumerate(statements) for s in statement.source]
    holders = _innermost(found, contents)
    named = _innermost(found, sources)
    out = []
    for item, holder, source in zip(found, holders, named, strict=True):
        if item.small and source is not None:
            continue  # "two officials said" counts nobody
        out.append(item.figure if holder is None else replace(item.figure, statement=statements[holder].id))
    return tuple(out)


def _innermost(found: list[_Found], spans: list[tuple[int, int, int]]) -> list[int | None]:
    """For each figure the number of the shortest span that holds its number; one sweep."""
    spans = sorted(spans)
    out: list[int | None] = []
    active: list[tuple[int, int, int]] = []
    following = 0
    for item in found:
        while following < len(spans) and spans[following][0] <= item.core.start:
            active.append(spans[following])
            following += 1
        active = [s for s in active if s[1] > item.core.start]
        holding = [(end - start, n) for start, end, n in active if item.core.end <= end]
        out.append(min(holding)[1] if holding else None)
    return out


def _in_paragraph(tokens: Tokens) -> Iterator[_Found]:
    at = 0
    for i, word in enumerate(tokens.low):
        if i < at or not (word in _STARTS or word[0].isdecimal()):
            continue
        if word in _ARTICLES and tokens.at(i + 1) not in _AFTER_ARTICLE:
            continue
        if word[0].isdecimal() and not_figures.is_coded(tokens, i):
            continue
        amount = _amount(tokens, i)
        if amount is not None:
            at = amount.last.end
            for found in _read(tokens, amount):
                yield found
                at = max(at, found.rated)


def _amount(tokens: Tokens, i: int) -> _Amount | None:
    """The number at token ``i``, with its currency and the other end of its range."""
    single = _single(tokens, i)
    if single is None or single.number.article:
        return single
    at = single.number.end
    at += tokens.at(at) in ("%", "percent") and tokens.at(at + 1) in _JOINERS and tokens.at(at + 1) != "and"
    between = _is_between(tokens, i)
    if between and tokens.at(at) in ("%", "percent"):
        at += 1
    joiner = tokens.at(at)
    if joiner not in _JOINERS or (joiner == "and" and not between):
        return single
    other = _single(tokens, at + 1)
    if other is None or other.number.article or other.number.share or single.number.share:
        return single
    if joiner in ("-", "–", "—") and not (tokens.glued(at - 1) and tokens.glued(at)):
        return single
    low, high = single.number, other.number
    if low.factor == 1 and high.factor > 1 and low.value < high.value / high.factor:
        low = replace(low, value=low.value * high.factor, factor=high.factor)
    if joiner == "or" and not (high.value <= low.value + max(1.0, 0.5 * low.value)):
        return single
    currency = single.currency or other.currency
    return _Amount(single.start, low, high, currency, between and joiner == "and")


def _single(tokens: Tokens, i: int) -> _Amount | None:
    currency, at = _currency(tokens, i)
    if currency is not None:
        number = parse_number(tokens, at, money=True) if tokens.is_number(at) else None
        return None if number is None else _Amount(i, number, currency=currency)
    number = parse_number(tokens, i)
    if number is None:
        return None
    symbol = tokens.at(number.end)
    if number.digits and (symbol == "€" or (symbol in ("£", "$") and tokens.glued(number.end - 1))):
        return _Amount(i, replace(number, end=number.end + 1), currency=units.CURRENCIES[symbol])
    return _Amount(i, number)


def _currency(tokens: Tokens, i: int) -> tuple[str | None, int]:
    """The currency that token ``i`` stands for, and the token of its number."""
    word = tokens.at(i)
    if word in units.CURRENCIES:
        return units.CURRENCIES[word], i + 1
    if tokens.printed(i) == units.RUPEES:
        return units.CURRENCIES["₹"], i + 1 + (tokens.at(i + 1) == ".")
    return (units.CURRENCY_CODES.get(word) if tokens.printed(i).isupper() else None), i + 1


def _is_between(tokens: Tokens, i: int) -> bool:
    start, _ = bound_before(tokens, i)
    return tokens.at(start - 1) == "between"


def _read(tokens: Tokens, amount: _Amount) -> Iterator[_Found]:
    """The figures that an amount gives: none, one, or two ("from 5 to 7 percent")."""
    if amount.high is None:
        found = _figure(tokens, amount)
        if found:
            yield found
        return
    first, second = _ends(tokens, amount)
    change = tokens.at(amount.start - 1) == "from" and tokens.at(amount.start - 2) not in _RANGING
    change = change or _is_contest(tokens, amount)
    rising = amount.number.value < amount.high.value
    if rising and not change:
        found = _figure(tokens, amount)
        if found:
            yield found
        return
    unit = _unit(tokens, second)
    own = _unit(tokens, first)
    if unit.kind == "none" and own.kind == "none":
        return
    if not change and own.kind == "none" and tokens.at(_joiner(tokens, amount)) != "or":
        return
    for end, borrowed in ((first, unit if own.kind == "none" else None), (second, None)):
        found = _figure(tokens, end, borrowed)
        if found:
            yield found


def _is_contest(tokens: Tokens, amount: _Amount) -> bool:
    """Whether two shares are set against each other: "trails 42 percent to 46 percent"."""
    shares = tokens.at(amount.number.end) in ("%", "percent") and tokens.at(_joiner(tokens, amount)) != "or"
    return shares and any(tokens.at(i) in _CONTEST for i in range(amount.start - 8, amount.start))


def _ends(tokens: Tokens, amount: _Amount) -> tuple[_Amount, _Amount]:
    assert amount.high is not None
    start = _joiner(tokens, amount) + 1
    second = _single(tokens, start) or _Amount(start, amount.high)
    return _Amount(amount.start, amount.number, currency=amount.currency), second


def _joiner(tokens: Tokens, amount: _Amount) -> int:
    """The token of the "to" or dash between a range's ends."""
    at = amount.number.end
    while tokens.at(at) not in _JOINERS:
        at += 1
    return at


def _unit(tokens: Tokens, amount: _Amount) -> Unit:
    at, number = amount.last.end, amount.last
    if amount.currency is None:
        return unit_behind(tokens, bound_after(tokens, at)[0], number)
    if tokens.at(at) == "-" and tokens.glued(at):
        return Unit("money", at, amount.currency)
    rated = rate_behind(tokens, Unit("money", bound_after(tokens, at)[0], amount.currency))
    return replace(rated, end=at) if rated.end == bound_after(tokens, at)[0] else rated


def _figure(tokens: Tokens, amount: _Amount, borrowed: Unit | None = None) -> _Found | None:
    """The figure that ``amount`` is, or None. ``borrowed`` is the unit that a change says once."""
    number, unit = amount.last, _unit(tokens, amount)
    start, bound = bound_before(tokens, amount.start)
    if amount.high is not None:
        bound = "range"
        if tokens.at(start - 1) == "between":
            start -= 1
    start, bound = _over(tokens, start, amount.start, bound, unit)
    negative = start == amount.start and _is_negative(tokens, start, unit)
    start -= negative
    inner, after = bound_after(tokens, amount.last.end)
    outer = max(inner, unit.end)
    if after == "exact":
        outer, after = bound_after(tokens, unit.end)
    if after != "exact" and bound in ("exact", "approximate"):
        bound = after
    elif number.indefinite and bound == "exact":
        bound = "at_least"
    if borrowed is not None:
        unit, outer = replace(borrowed, end=amount.last.end), amount.last.end
    if _is_no_figure(tokens, start, amount, unit, bound):
        return None
    span = Span(tokens.starts[start], tokens.ends[outer - 1])
    core = Span(tokens.starts[amount.start], tokens.ends[amount.last.end - 1])
    value = -amount.number.value if negative else amount.number.value
    low, high = limits(value, bound, amount.high.value if amount.high else None)
    place = place_of(tokens, replace(unit, end=outer), start)
    figure = Figure(span, value, bound, low, high, unit.name, place)
    return _Found(figure, core, number.small and unit.kind == "count", _rated(tokens, unit))


def _is_negative(tokens: Tokens, start: int, unit: Unit) -> bool:
    """ "minus 5 degrees", "-0.4%"; not "plus or minus 3"."""
    if unit.name not in ("degree", "percent"):
        return False
    sign = tokens.at(start - 1)
    if sign == "minus":
        return tokens.at(start - 2) != "or"
    return sign in ("-", "−") and tokens.glued(start - 1) and not tokens.glued(start - 2)


def _rated(tokens: Tokens, unit: Unit) -> int:
    return unit.end if tokens.at(unit.end - 2) in _ARTICLES else 0


def _over(tokens: Tokens, start: int, at: int, bound: Bound, unit: Unit) -> tuple[int, Bound]:
    """ "Over 10 years" is a bound behind "for" or "lasted", and else "in the course of"."""
    if tokens.at(start) != "over" or at - start != 1 or unit.kind != "measure":
        return start, bound
    if (unit.name or "") not in units.TIME or tokens.at(start - 1) in _LASTING:
        return start, bound
    if tokens.opens_sentence(start) and tokens.at(unit.end) != ",":
        return start, bound
    return at, bound if bound == "range" else "exact"


def _is_no_figure(tokens: Tokens, start: int, amount: _Amount, unit: Unit, bound: Bound) -> bool:
    number, first = amount.last, amount.start
    bounded = amount.between or (bound not in ("exact", "range") and not number.indefinite)
    if amount.currency is not None:
        return False
    whole = replace(amount.number, end=number.end, digits=number.digits)
    if not_figures.is_glued(tokens, first, whole) or not_figures.is_date(tokens, first, number):
        return True
    if not_figures.is_year(tokens, first, amount.number, unit, bounded):
        return True
    if not bounded and not_figures.is_name(tokens, first, amount.number, unit):
        return True
    if not_figures.is_age(tokens, first, number, unit) or not_figures.is_moment(tokens, start, unit):
        return True
    if not_figures.is_idiom(tokens, first, number, unit):
        return True
    if not_figures.is_talk(tokens, start, replace(amount.number, end=number.end), unit, bounded):
        return True
    if amount.high is not None and unit.kind == "none" and not amount.between:
        return True
    if number.article and (unit.kind == "none" or (number.value == 1 and not bounded)):
        return True
    if number.value == 0 and (unit.kind != "count" and number.end - number.start == 1 and not number.digits):
        return True
    return unit.kind == "none" and not_figures.is_bare_talk(tokens, start, unit.end, number, bounded)
