"""What happened to those whom a figure counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.context.figures import figures
from onrecord.model import Block, Document, Figure, Span
from onrecord.relate.claimed import Claims
from onrecord.relate.clashes import clashes
from onrecord.relate.clauses import clauses
from onrecord.relate.happenings import happened


def counted(text: str) -> tuple[Figure, ...]:
    return figures(Document(text, language="en", blocks=(Block("paragraph", Span(0, len(text))),)), ())


def claims(text: str, said: str | None = None) -> Claims:
    found = clauses(text, (Span(0, len(text)),))
    return Claims(found, counted(text), said=said, happened=lambda figure: happened(text, figure))


def clash(a: str, b: str) -> bool:
    there, back = clashes(claims(a), claims(b)), clashes(claims(b), claims(a))
    assert bool(there) == bool(back)
    return bool(there)


@pytest.mark.parametrize(
    ("text", "happening"),
    [
        ("40 rowers were injured at the Tarn regatta", {"injur"}),
        ("40 rowers have already been taken home", {"taken"}),
        ("The ferry carries 40 rowers to Tarn", {"aboard"}),
        ("The storm killed at least 40 rowers on Sunday", {"kill"}),
        ("the deaths of 40 rowers in the storm", {"kill"}),
        ("40 dead rowers", {"kill"}),
        ("40 rowers who live in Tarn", {"live"}),
        ("40 rowers from Tarn were arrested", {"arrest"}),
        ("There were 40 rowers in Tarn", {"station", "live", "work", "aboard"}),
        ("40 rowers are in northern Tarn", {"station", "live", "work", "aboard"}),
        ("the club has 40 rowers", {"station", "live", "work", "aboard"}),
        ("14 cracked hangers were found", {"crack", "find"}),
        ("the toll of the 40 rowers", {"kill"}),
        ("a race of 40 rowers", set()),
        ("40 rowers, said Tarn", set()),
        ("40 ferries that carry rowers", set()),
        ("40 rowers were carried home", {"aboard"}),
        ("40 rowers were shot dead at Tarn", {"kill"}),
        ("40 rowers are confirmed dead", {"kill"}),
        ("40 rowers are known to have died", {"kill"}),
        ("40 rowers were reported missing", {"miss"}),
        ("40 rowers have lost their lives", {"kill"}),
        ("The storm claimed the lives of 40 rowers", {"kill"}),
        ("The dam endangered the lives of 40 rowers", {"live"}),
        ("40 rowers were sentenced to death", {"sentenc"}),
        ("40 rowers were charged with killing a swan", {"charg"}),
    ],
)
def test_the_verb_beside_a_figure_tells_it(text: str, happening: set[str]) -> None:
    (figure,) = counted(text)
    assert happened(text, figure) == happening


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("300 guards are stationed at the Kesway mill", "Nine guards were killed at the Kesway mill"),
        ("More than 700 people work at the Kesway mill", "Nine people were injured at the Kesway mill"),
        ("About 700 people live below the Velk dam", "40 people were evacuated from below the Velk dam"),
        (
            "80 passengers were aboard the ferry to Tarn",
            "Nine passengers were treated after the ferry to Tarn",
        ),
        ("There are 300 guards at the Kesway mill", "Nine guards were killed at the Kesway mill"),
        ("The Kesway mill has 300 guards", "Nine guards are missing at the Kesway mill"),
        ("The mill cut its guard at Kesway to 60 guards", "Nine guards of the mill at Kesway were killed"),
        ("Nine people died in the Tarn storm", "40 people were injured in the Tarn storm"),
    ],
)
def test_figures_of_two_happenings_do_not_clash(a: str, b: str) -> None:
    assert not clash(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nine guards were killed at the Kesway mill", "40 guards were killed at the Kesway mill"),
        ("Nine guards died at the Kesway mill", "The fire at the Kesway mill killed 40 guards"),
        ("About 700 people live below the Velk dam", "There are 90 people below the Velk dam"),
        ("The Kesway mill has 300 workers", "90 workers are employed at the Kesway mill"),
        (
            "14 hangers of the Ostrander Bridge are cracked",
            "More than 40 cracked hangers of the Ostrander Bridge",
        ),
        ("The Tarn toll rose to nine people in the storm", "40 people were killed in the Tarn storm"),
        ("The mill ordered nine boats for Tarn", "The mill bought 40 boats for Tarn"),
    ],
)
def test_figures_that_may_be_of_one_happening_clash(a: str, b: str) -> None:
    assert clash(a, b)


TOLL = "{} people have been killed in the Tarn storm"
STAND = "{} people live below the Velk dam"


@pytest.mark.parametrize(
    ("first", "second", "days", "told", "found"),
    [
        (TOLL.format(2), TOLL.format(4), ("2026-04-13", "2026-04-20"), False, False),
        (TOLL.format(4), TOLL.format(2), ("2026-04-13", "2026-04-20"), False, True),
        (TOLL.format(2), TOLL.format(4), ("2026-04-13", "2026-04-13"), False, True),
        (TOLL.format(2), TOLL.format(4), ("2026-04-13", None), False, True),
        (TOLL.format(2), TOLL.format(4), ("2026-04", "2026-04-20"), False, True),
        (TOLL.format(2), TOLL.format(4), ("2026-04-13", "2026-04-20"), True, True),
        (STAND.format(200), STAND.format(400), ("2026-04-13", "2026-04-20"), False, True),
    ],
)
def test_a_toll_that_has_grown_with_the_days_does_not_clash(
    first: str, second: str, days: tuple[str, str | None], told: bool, found: bool
) -> None:
    a, b = claims(first, days[0]), claims(second, days[1])
    assert [bool(clashes(*pair, told=told)) for pair in ((a, b), (b, a))] == [found, found]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_around_a_figure_are_read(before: str, behind: str) -> None:
    figure = Figure(Span(len(before), len(before) + 7), 6.0, "exact", 6.0, 6.0, "boat")
    assert all(one == one.lower() for one in happened(f"{before}6 boats{behind}", figure))
