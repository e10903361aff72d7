"""Words that bound a number: "more than", "up to", "an estimated", "or so", "+"."""

from __future__ import annotations

from onrecord.context.figure_tokens import Tokens
from onrecord.context.units import words
from onrecord.model import Bound

_BEFORE: dict[Bound, str] = {
    "above": "more than|greater than|higher than|larger than|longer than|over|above|exceeding|in excess of|"
    "north of|>",
    "at_least": "at least|at a minimum|no fewer than|no less than|not less than|not fewer than|a minimum of|"
    "minimum of|upwards of|upward of|as few as|as little as|no lower than|≥",
    "below": "fewer than|less than|lower than|smaller than|shorter than|under|below|just short of|"
    "just shy of|not quite|<",
    "at_most": "up to|as many as|as much as|as high as|no more than|not more than|at most|at the most|"
    "a maximum of|maximum of|no higher than|no greater than|no longer than|≤",
    "approximate": "about|around|roughly|approximately|approx|nearly|almost|virtually|practically|some|"
    "close to|closer to|an estimated|estimated|circa|somewhere around|on the order of|in the region of|"
    "in the neighborhood of|in the vicinity of|something like|more or less|maybe|perhaps|~|≈",
}
# Part of the phrase, without moving the bound: alone, or only before a word that bounds.
_WITH = "another|an additional|a further|an extra|every"
_ONLY_WITH_BOUND = (
    "just|well|slightly|a little|little|a bit|far|much|significantly|substantially|considerably|probably|"
    "somewhat|way"
)
_AFTER: dict[Bound, str] = {
    "at_least": "or more|or higher|or better|or greater|or longer|or above|plus|+|and up|at least|"
    "at a minimum",
    "at_most": "or less|or fewer|or lower|or under|or below|at most|at the most|max|maximum|tops",
    "approximate": "or so|or thereabouts|give or take|more or less|approximately",
}


def _table(bounds: dict[Bound, str]) -> dict[tuple[str, ...], Bound]:
    return {tuple(p.split()): bound for bound, phrases in bounds.items() for p in phrases.split("|")}


BEFORE = _table(_BEFORE)
AFTER = _table(_AFTER)
WITH = frozenset(tuple(p.split()) for p in _WITH.split("|"))
ONLY_WITH_BOUND = frozenset(tuple(p.split()) for p in _ONLY_WITH_BOUND.split("|"))
# "Adds up to 40", "went up to 40": the verb's own words, no bound.
_ADDING = words(
    """
    add adds added adding go goes going gone went sum sums rise rose climbed moved jumped
    """
)
_LONGEST = 4
_DIRECTED = frozenset({"above", "at_least", "below", "at_most"})


def bound_before(tokens: Tokens, i: int) -> tuple[int, Bound]:
    """Where the words that bound the number at token ``i`` start, and the bound they give.

    Several may stand together ("at least some", "up to about"): a direction counts more
    than an approximation, and the outermost direction most.
    """
    bound: Bound = "exact"
    for _ in range(3):
        for size in range(min(_LONGEST, i), 0, -1):
            phrase = tuple(tokens.low[i - size : i])
            found = BEFORE.get(phrase)
            if phrase == ("up", "to") and tokens.at(i - 3) in _ADDING:
                found = None
            if found is not None:
                if found in _DIRECTED or bound == "exact":
                    bound = found
            elif phrase not in WITH and not (bound != "exact" and phrase in ONLY_WITH_BOUND):
                continue
            i -= size
            break
        else:
            break
    return i, bound


def bound_after(tokens: Tokens, i: int) -> tuple[int, Bound]:
    """Where the words that bound what ends before token ``i`` end, and the bound they give."""
    for size in (3, 2, 1):
        found = AFTER.get(tuple(tokens.low[i : i + size]))
        if found is None:
            continue
        if size == 1 and not tokens.glued(i - 1) and (tokens.at(i) != "plus" or tokens.is_word(i + 1)):
            continue
        return i + size, found
    return i, "exact"


def limits(value: float, bound: Bound, high: float | None = None) -> tuple[float | None, float | None]:
    """The lowest and highest number that ``value`` and ``bound`` allow; None where there is no limit.

    An approximate number may be a tenth lower or higher; ``high`` is a range's upper end.
    """
    if bound == "exact":
        return value, value
    if bound == "approximate":
        spread = abs(value) / 10
        return value - spread, value + spread
    if bound in ("above", "at_least"):
        return value, None
    if bound in ("below", "at_most"):
        return None, value
    return value, value if high is None else high
