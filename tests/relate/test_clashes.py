"""The typed tests, by a table that a journalist can extend."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import Bound, Figure, Span, Spans
from onrecord.relate.claimed import Claims
from onrecord.relate.clashes import ENOUGH, STRICT, clashes
from onrecord.relate.clauses import clauses
from onrecord.relate.quantities import excludes

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("clashes.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def claims(text: str, *figures: Figure, denied: bool = False, said: str | None = None) -> Claims:
    return Claims(clauses(text, (Span(0, len(text)),)), figures, denied=denied, said=said)


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


@pytest.mark.parametrize(
    ("denied", "said"),
    [
        ("any decision had been taken", "it was a joint decision, taken calmly"),
        ("any decision had been made", "he had made the decision to bench his goalkeeper"),
        ("a deal was near", "she struck a deal with the two ferry lines"),
        ("talks had been held", "the talks were held in a barn"),
    ],
)
def test_a_short_denial_does_not_deny_what_another_story_tells(denied: str, said: str) -> None:
    assert clashes(claims(denied, denied=True), claims(said), least=STRICT) == []


@pytest.mark.parametrize(
    ("denies", "said"),
    [
        ("No decision has been taken", "it was a joint decision, taken calmly"),
        ("We never took a decision", "the decision to bench him was taken in May"),
    ],
)
def test_what_is_of_any_decision_does_not_decide_between_two_stories(denies: str, said: str) -> None:
    assert clashes(claims(denies), claims(said), least=STRICT) == []


def test_a_short_denial_that_says_of_what_denies_what_another_story_tells() -> None:
    assert clashes(claims("Nobody asked this city"), claims("the city was informed in May"), least=STRICT)


def test_a_denial_of_enough_words_denies_what_another_story_tells() -> None:
    denied = claims("the tank at the Harlow mill had leaked", denied=True)
    assert clashes(denied, claims("the tank at the Harlow mill leaked in May"), least=STRICT)


NONE = [
    ("there was no such memo", "he wrote a memo in May", "no|memo"),
    ("no such briefing took place", "the mayor's office was briefed at 7 a.m.", "no|briefing"),
    ("there have been no such layoffs", "he told the union of layoffs at the mill", "no|layoffs"),
]


@pytest.mark.parametrize(("denies", "tells", "decides"), NONE)
def test_that_there_is_none_denies_what_the_same_story_tells(denies: str, tells: str, decides: str) -> None:
    (found,) = clashes(claims(denies), claims(tells), told=True)
    assert words(denies, found.spans_a) == decides


@pytest.mark.parametrize(("denies", "tells", "decides"), NONE)
@pytest.mark.parametrize("least", [ENOUGH, STRICT])
def test_that_there_is_none_denies_nothing_of_other_stories(
    denies: str, tells: str, decides: str, least: float
) -> None:
    assert clashes(claims(denies), claims(tells), least=least) == []


@pytest.mark.parametrize(
    ("denies", "tells"),
    [
        ("there were no injuries", "the crash in March left two people with injuries"),
        ("there were no drugs", "officers found drugs in the car"),
        ("there was no memo about the tank", "he wrote a memo about the ferry"),
        ("no briefing for the press took place", "the mayor's office was briefed at 7 a.m."),
        ("there was no such memo", "if there was a memo he would read it"),
        ("there was no such memo", "there was never a memo"),
        ("there is no such thing", "the thing to do is to wait"),
    ],
)
def test_what_denies_more_than_that_there_is_one_needs_more_in_common(denies: str, tells: str) -> None:
    assert clashes(claims(denies), claims(tells), told=True) == []


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


POOL = "The Norbury pool had 900 visits"
FIGURES = [
    (POOL, "The new Norbury pool would have 5,000 visits"),
    ("The Norbury pool had 900 visits last summer", "The Norbury pool has 5,000 visits"),
    ("The Norbury pool had 900 visits in 2015", "The Norbury pool has 5,000 visits"),
    ("The Norbury pool had 900 visits in 2015", "The Norbury pool had 5,000 visits in 2019"),
    ("The Norbury pool had 900 visits ten years ago", "The Norbury pool has 5,000 visits now"),
]
ONE_TIME = [
    (POOL, "The Norbury pool had 5,000 visits"),
    (POOL, "The Norbury pool has 5,000 visits"),
    ("The Norbury pool had 900 visits last summer", "The Norbury pool had 5,000 visits last summer"),
    ("The Norbury pool had 900 visits in 2015", "The Norbury pool had 5,000 visits in 2015"),
    ("The Norbury pool had 900 visits in 2015", "The Norbury pool had 5,000 visits"),
    ("The Norbury pool will have 900 visits", "The Norbury pool will have 5,000 visits in 2031"),
    ("The Norbury pool had 900 visits at the last count", "The Norbury pool has 5,000 visits"),
]


def visits(text: str, said: str | None = None) -> Claims:
    number = "900" if "900" in text else "5,000"
    value = float(number.replace(",", ""))
    return claims(text, figure(text, f"{number} visits", "exact", value, value, unit="visit"), said=said)


@pytest.mark.parametrize(("a", "b"), FIGURES)
def test_figures_of_two_times_do_not_clash(a: str, b: str) -> None:
    assert clashes(visits(a), visits(b)) == []
    assert clashes(visits(b), visits(a)) == []


@pytest.mark.parametrize(("a", "b"), ONE_TIME)
def test_figures_that_may_be_of_one_time_clash(a: str, b: str) -> None:
    assert [clash.kind for clash in clashes(visits(a), visits(b))] == ["figures"]
    assert [clash.kind for clash in clashes(visits(b), visits(a))] == ["figures"]


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("In 2019 the Norbury pool had 900 visits", "The Norbury pool has had 5,000 visits", False),
        ("The Norbury pool had 900 visits last year", "The Norbury pool had 5,000 visits this year", False),
        ("The Norbury pool had 900 visits last year", "The Norbury pool had 5,000 visits in 2025", True),
        ("The Norbury pool had 900 visits this year", "The Norbury pool has had 5,000 visits", True),
        ("The Norbury pool has had 900 visits since 2019", "The Norbury pool has had 5,000 visits", True),
    ],
)
def test_a_year_may_be_told_by_the_one_in_which_it_is_said(a: str, b: str, found: bool) -> None:
    x, y = visits(a, "2026-03-05"), visits(b, "2026-04")
    assert [bool(clashes(x, y)), bool(clashes(y, x))] == [found, found]


@pytest.mark.parametrize(
    ("a", "b", "said", "found"),
    [
        ("The mill paid a bonus last year", "The mill will not pay a bonus this year", "2026-05-05", False),
        ("The mill paid a bonus last year", "The mill will not pay a bonus", "2026-05-05", False),
        (
            "The mill will pay a bonus this year",
            "The mill will not pay a bonus this year",
            "2026-05-05",
            True,
        ),
        (
            "The mill will pay a bonus next year",
            "The mill will not pay a bonus this year",
            "2026-05-05",
            False,
        ),
        (
            "The mill will pay a bonus next year",
            "The mill will not pay a bonus this year",
            "2027-01-02",
            True,
        ),
        ("The mill paid a bonus last month", "The mill did not pay a bonus", "2026-05-05", True),
    ],
)
def test_what_is_denied_of_one_year_may_be_so_in_another(a: str, b: str, said: str, found: bool) -> None:
    x, y = claims(a, said="2026-05-04"), claims(b, said=said)
    assert [bool(clashes(x, y)), bool(clashes(y, x))] == [found, found]
