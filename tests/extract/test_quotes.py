"""Quotation marks of every style, and what stands between them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.quotes import DOUBLE, SINGLE, Quoted, marks, quoted
from onrecord.model import Span

# Text that is mostly quotation marks and what decides about them.
TRICKY = st.text(
    alphabet=st.sampled_from(
        [*sorted(DOUBLE | SINGLE), *" \u00a0.,;:!?()[]—–-…0269aeisnSAT", "\u0301", "😀", "ש"]
    ),
    max_size=120,
)


def paragraphs_of(text: str) -> list[Span]:
    """Paragraphs divided by blank lines."""
    found, at = [], 0
    for part in text.replace("\r\n\r\n", "\n\n\x00\x00").split("\n\n"):
        part = part.replace("\x00\x00", "")
        start = text.index(part, at) if part else at
        if part:
            found.append(Span(start, start + len(part)))
            at = start + len(part)
    return found


def runs(text: str) -> list[Quoted]:
    return list(quoted(text, paragraphs_of(text)))


def inner(text: str) -> list[str]:
    """What stands between the marks of ``text``."""
    return [text[q.inner.start : q.inner.end] for q in runs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"We lost the key," Dara said.', ["We lost the key,"], id="typewriter"),
        pytest.param("“We lost the key,” Dara said.", ["We lost the key,"], id="curly"),
        pytest.param(
            "„Wir haben ihn verloren“, sagte Dara.", ["Wir haben ihn verloren"], id="german low-high"
        ),
        pytest.param(
            "»Wir haben ihn verloren«, sagte Dara.", ["Wir haben ihn verloren"], id="german guillemets"
        ),
        pytest.param("« Nous l’avons perdu », dit Dara.", ["Nous l’avons perdu"], id="french, spaced"),
        pytest.param(
            "«\u00a0Nous l’avons perdu\u00a0», dit Dara.", ["Nous l’avons perdu"], id="french, no-break"
        ),
        pytest.param("«Wir haben ihn verloren», sagte Dara.", ["Wir haben ihn verloren"], id="swiss"),
        pytest.param("”Vi har tappat den”, sade Dara.", ["Vi har tappat den"], id="swedish"),
        pytest.param("‘We lost the key,’ Dara said.", ["We lost the key,"], id="british curly"),
        pytest.param("'We lost the key,' Dara said.", ["We lost the key,"], id="british typewriter"),
        pytest.param(
            "``We lost the key,'' Dara said.",
            ["We lost the key,"],
            id="tex",
            marks=pytest.mark.xfail(
                strict=True, reason="TeX's doubled single marks are not read as double ones"
            ),
        ),
        pytest.param("＂We lost the key,＂ Dara said.", ["We lost the key,"], id="full-width"),
        pytest.param(
            '"We lost it," she said. "Twice."', ["We lost it,", "Twice."], id="split by the attribution"
        ),
        pytest.param('She called it "odd" and "late".', ["odd", "late"], id="scraps"),
        pytest.param("(“We lost it.”)", ["We lost it."], id="in brackets"),
        pytest.param("—“We lost it,” she said", ["We lost it,"], id="behind a dash"),
        pytest.param("She said:“We lost it.”", ["We lost it."], id="no space before an opening glyph"),
        pytest.param(
            "“No,” she said, “it’s the boys’ turn.”", ["No,", "it’s the boys’ turn."], id="apostrophes within"
        ),
        pytest.param(
            "“He said ‘never’ to me,” she said.", ["He said ‘never’ to me,"], id="single within double"
        ),
        pytest.param(
            "‘He said “never” to me,’ she said.", ["He said “never” to me,"], id="double within single"
        ),
        pytest.param(
            "‘The workers’ union won’t budge,’ Dara said.",
            ["The workers’ union won’t budge,"],
            id="plural apostrophe",
        ),
        pytest.param("", [], id="nothing"),
        pytest.param('""', [], id="nothing between"),
        pytest.param('"', [], id="a lone mark"),
    ],
)
def test_what_stands_between_the_marks(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The boys’ coats hung in the workers’ hall.",
        "It’s the club’s, isn’t it? Don’t ask.",
        "Rock ’n’ roll in the ’90s was for ’em all.",
        "Rock 'n' roll in the '90s was for 'em all, 'til it wasn't.",
        "The class of '87 met 'round the back, 'cause it was dry.",
        "'Twas late, and 'tis later now for the boys' band.",
        "the mayor 's cars and the workers ' coats",
        "the mayor ’s cars and the workers ’ coats",
        "He is 6'2\" and she is 5'11\" in shoes.",
        "A 15\" screen and a 3' pole, 4'6\" with the stand.",
    ],
)
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert inner(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“It’s the boys’ turn,” said Dara of the workers’ hall.",
        "\"It's the boys' turn,\" said Dara of the workers' hall.",
        "'It's a shame for 'em,' said Dara of the '90s.",
        "‘It’s a shame for ’em,’ said Dara of the ’90s.",
    ],
)
def test_apostrophes_around_a_quotation_do_not_move_it(text: str) -> None:
    assert len(inner(text)) == 1
    assert inner(text)[0].startswith("It")
    assert inner(text)[0].endswith(",")


def test_a_height_outside_does_not_open_a_quotation() -> None:
    assert inner('At 6\'2" he is "not tall," his sister said.') == ["not tall,"]


def test_a_height_inside_does_not_close_the_quotation() -> None:
    assert inner('"He is 6\'2" tall," she said.') == ["He is 6'2\" tall,"]


def test_a_year_inside_is_before_the_closing_mark() -> None:
    assert inner('"It opened in 1955," she said, "and closed in 1960" for good.') == [
        "It opened in 1955,",
        "and closed in 1960",
    ]


@pytest.mark.parametrize("mark", ['"', "“"])
def test_without_a_closing_mark_the_quotation_ends_with_its_paragraph(mark: str) -> None:
    text = f"{mark}We lost the key, Dara said.\n\nNobody found it."
    (run,) = runs(text)
    assert text[run.inner.start : run.inner.end] == "We lost the key, Dara said."
    assert not run.whole


@pytest.mark.parametrize(
    ("opening", "closing"), [('"', '"'), ("“", "”"), ("„", "“"), ("»", "«"), ("'", "'"), ("‘", "’")]
)
def test_a_quotation_that_each_paragraph_opens_anew_is_whole(opening: str, closing: str) -> None:
    text = f"{opening}One.\n\n{opening}Two.\n\n{opening}Three,{closing} she said."
    found = runs(text)
    assert inner(text) == ["One.", "Two.", "Three,"]
    assert [q.whole for q in found] == [True, True, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "'The door,' she said. 'The boys' key is lost.\n\n'We saw it.'",
            ["The door,", "The boys' key is lost.", "We saw it."],
        ),
        ("‘The boys’ key is lost.\n\n‘We saw it.’ He left.", ["The boys’ key is lost.", "We saw it."]),
        ("She called it 'odd'.\n\n'We saw it,' he said.", ["odd", "We saw it,"]),
        ("The boys' key is lost.\n\n'We saw it,' he said.", ["We saw it,"]),
        ("She heard 'em sing.\n\n'We saw it,' he said.", ["We saw it,"]),
        ("'The keys' were lost.\n\nWe saw it.", ["The keys"]),
    ],
)
def test_single_marks_run_on_where_the_next_paragraph_opens_anew(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_an_indented_paragraph_also_opens_anew() -> None:
    text = "“One.\n\n“Two,” she said."
    first, second = quoted(text, [Span(0, 5), Span(5, len(text))])
    assert first.whole
    assert text[second.inner.start : second.inner.end] == "Two,"


def test_marks_are_part_of_outer_and_not_of_inner() -> None:
    text = "So “we lost it,” she said"
    (run,) = runs(text)
    assert text[run.outer.start : run.outer.end] == "“we lost it,”"
    assert text[run.inner.start : run.inner.end] == "we lost it,"


def test_offsets_count_code_points() -> None:
    text = "😀 e\u0301 שלום\r\n\r\n“נעלם 😀,” Dara said."
    assert inner(text) == ["נעלם 😀,"]
    (run,) = runs(text)
    assert run.outer == Span(text.index("“"), text.index("”") + 1)


def test_a_paragraph_is_read_without_what_stands_around_it() -> None:
    text = 'x" "Yes," she said. "y'
    assert [m.position for m in marks(text, 3, 19)] == [3, 8]
    assert [m.opens for m in marks(text, 3, 19)] == [True, False]


def test_a_digit_before_the_paragraph_does_not_make_its_mark_inches() -> None:
    text = '5"Yes," she said.'
    assert [m.opens for m in marks(text, 1)] == [True, False]


@given(TRICKY)
def test_marks_are_in_order_and_on_marks(text: str) -> None:
    found = marks(text)
    positions = [m.position for m in found]
    assert positions == sorted(set(positions))
    assert all(text[p] in DOUBLE | SINGLE for p in positions)


@given(TRICKY, TRICKY, TRICKY)
def test_marks_of_a_paragraph_stay_inside_it(before: str, text: str, after: str) -> None:
    whole = before + text + after
    start, end = len(before), len(before) + len(text)
    assert all(start <= m.position < end for m in marks(whole, start, end))


@given(st.lists(TRICKY.filter(bool), max_size=5))
def test_quotations_stay_inside_their_paragraph_and_apart(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    paragraphs, at = [], 0
    for part in parts:
        paragraphs.append(Span(at, at + len(part)))
        at += len(part) + 2
    found = list(quoted(text, paragraphs))
    for run in found:
        assert any(run.outer in p for p in paragraphs)
        assert run.inner in run.outer
        assert text[run.inner.start : run.inner.end] == text[run.inner.start : run.inner.end].strip()
        assert text[run.outer.start] in DOUBLE | SINGLE
    for one, other in pairwise(found):
        assert one.inner.end <= other.inner.start


@given(TRICKY)
def test_only_the_last_quotation_of_a_paragraph_may_lack_its_closing_mark_unless_marked(text: str) -> None:
    if not text:
        return
    for run in quoted(text, [Span(0, len(text))]):
        closed = run.outer.end > run.inner.end and text[run.outer.end - 1] in DOUBLE | SINGLE
        assert closed or not run.whole


def seconds(text: str, times: int) -> float:
    """The best of several times that reading ``text`` takes."""
    best = float("inf")
    for _ in range(times):
        begun = time.process_time()
        list(quoted(text, [Span(0, len(text))]))
        best = min(best, time.process_time() - begun)
    return best


def assert_linear(unit: str, count: int) -> None:
    """Eight times the text takes less than 32 times as long; in proportion to the square it would be 64."""
    small = seconds(unit * (count // 8), times=3)
    assert seconds(unit * count, times=3) < 4 * 8 * small + 0.01


@pytest.mark.parametrize("unit", ['"A b” ', "“A ", "‘A b.’ ", "‘A boys’ x ", "workers' "])
def test_two_hundred_thousand_marks_take_time_in_proportion(unit: str) -> None:
    assert_linear(unit, 200_000 // sum(c in DOUBLE | SINGLE for c in unit))


@pytest.mark.parametrize("unit", ["'A b ", "’A b ", '\'A "b" ', "'A boys' x "])
def test_single_marks_that_never_close_take_time_in_proportion(unit: str) -> None:
    assert_linear(unit, 800)
