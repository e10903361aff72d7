"""The typed tests, by a table that a journalist can extend."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import Bound, Figure, Span, Spans
from onrecord.relate.clashes import Claims, clashes
from onrecord.relate.clauses import clauses
from onrecord.relate.quantities import excludes

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("clashes.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def claims(text: str, *figures: Figure, denied: bool = False) -> Claims:
    return Claims(clauses(text, (Span(0, len(text)),)), figures, denied=denied)


def words(text: str, spans: Spans) -> str:
    return "|".join(text[s.start : s.end] for s in spans)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1][:40])
def test_statements_clash_as_the_table_says(row: list[str]) -> None:
    kind, a, b, words_a, words_b = row
    found = clashes(claims(a), claims(b))
    if kind == "-":
        assert found == []
    else:
        assert (kind, words_a, words_b) in [(c.kind, words(a, c.spans_a), words(b, c.spans_b)) for c in found]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1][:40])
def test_a_clash_holds_both_ways(row: list[str]) -> None:
    _, a, b, *_ = row
    there, back = clashes(claims(a), claims(b)), clashes(claims(b), claims(a))
    assert sorted((c.kind, c.spans_a, c.spans_b) for c in there) == sorted(
        (c.kind, c.spans_b, c.spans_a) for c in back
    )


def test_a_cue_that_denies_turns_all_of_its_content_around() -> None:
    text = "the city was informed of the plan"
    assert clashes(claims(text, denied=True), claims(text))
    assert not clashes(claims(text, denied=True), claims(text, denied=True))


def figure(
    text: str, words: str, bound: Bound, low: float | None, high: float | None, unit: str = "person"
) -> Figure:
    start = text.index(words)
    return Figure(Span(start, start + len(words)), low or high or 0.0, bound, low, high, unit)


MORE = "More than 2,000 people live in Tarn"
ABOUT = "About 1,000 people live in Tarn"


def test_figures_whose_bounds_exclude_each_other_clash() -> None:
    a = claims(MORE, figure(MORE, "More than 2,000 people", "above", 2000, None))
    b = claims(ABOUT, figure(ABOUT, "About 1,000 people", "approximate", 900, 1100))
    (clash,) = clashes(a, b)
    assert clash.kind == "figures"
    assert words(MORE, clash.spans_a) == "More than 2,000 people"


@pytest.mark.parametrize(
    ("low", "high", "bound"),
    [(1800, 2200, "approximate"), (None, 3000, "below"), (2001, 2001, "exact"), (2500, None, "at_least")],
)
def test_compatible_figures_do_not_clash(low: float | None, high: float | None, bound: Bound) -> None:
    above = figure(MORE, "More than 2,000 people", "above", 2000, None)
    other = figure(ABOUT, "About 1,000 people", bound, low, high)
    assert not excludes(above, other)
    assert not excludes(other, above)


def test_more_than_a_number_excludes_that_number() -> None:
    above = figure(MORE, "More than 2,000 people", "above", 2000, None)
    assert excludes(above, figure(ABOUT, "About 1,000 people", "exact", 2000, 2000))


def test_figures_of_two_units_do_not_clash() -> None:
    a = claims(MORE, figure(MORE, "More than 2,000 people", "above", 2000, None))
    b = claims(ABOUT, figure(ABOUT, "About 1,000 people", "approximate", 900, 1100, unit="boat"))
    assert clashes(a, b) == []
