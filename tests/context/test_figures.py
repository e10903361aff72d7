"""What is a figure and what is none: the tables, and what holds for every text."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.context.bounds import limits
from onrecord.context.figure_tokens import paragraphs
from onrecord.context.figures import figures
from onrecord.context.numbers import parse_number
from onrecord.ingest import Options, read_text
from onrecord.model import Block, Bound, Document, Figure, Span, Statement

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    sentence: str
    figures: str
    note: str


def cases(name: str) -> list[Case]:
    lines = [line for line in (HERE / name).read_text("utf-8").splitlines() if line and line[0] != "#"]
    return [Case(*line.split("\t")) for line in lines[1:]]


def shown(number: float | None) -> str:
    return "" if number is None else f"{number:,.3f}".rstrip("0").rstrip(".")


def as_written(figure: Figure, text: str) -> list[str]:
    """A figure's cells as the tables write them."""
    value = shown(figure.value)
    if figure.bound == "range":
        value = f"{shown(figure.low)} to {shown(figure.high)}"
    words = text[figure.span.start : figure.span.end]
    return [words, value, figure.bound, figure.unit or "", figure.place or ""]


def expected(case: Case) -> list[list[str]]:
    written = [
        [cell.strip() for cell in part.split("|")] for part in case.figures.split(";;") if part.strip()
    ]
    return [cells + [""] * (5 - len(cells)) for cells in written]


def read(text: str) -> tuple[Figure, ...]:
    return figures(Document(text), ())


def statement(document: Document, content: str, source: str | None = None) -> Statement:
    def span(words: str) -> Span:
        start = document.text.index(words)
        return Span(start, start + len(words))

    return Statement(document.id, (span(content),), (span(source),) if source else ())


def ids(case: Case) -> str:
    return case.sentence[:60]


@pytest.mark.parametrize("case", cases("figures.tsv"), ids=ids)
def test_table(case: Case) -> None:
    assert [as_written(figure, case.sentence) for figure in read(case.sentence)] == expected(case)


@pytest.mark.parametrize("case", cases("figures_heldout.tsv") + cases("figures_heldout2.tsv"), ids=ids)
def test_heldout_tables(case: Case) -> None:
    assert [as_written(figure, case.sentence) for figure in read(case.sentence)] == expected(case)


def test_half_of_the_table_is_traps() -> None:
    table = cases("figures.tsv")
    traps = [case for case in table if not case.figures.strip()]
    assert len(table) >= 170
    assert len(traps) >= 0.4 * len(table)


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [
        ("exact", 200.0, 200.0),
        ("approximate", 180.0, 220.0),
        ("above", 200.0, None),
        ("at_least", 200.0, None),
        ("below", None, 200.0),
        ("at_most", None, 200.0),
        ("range", 200.0, 300.0),
    ],
)
def test_limits_follow_from_value_and_bound(bound: Bound, low: float | None, high: float | None) -> None:
    assert limits(200.0, bound, 300.0) == (low, high)


def test_a_figure_belongs_to_the_shortest_statement_whose_content_it_stands_in() -> None:
    document = Document(
        "The agency said 300 homes burned, and the mayor said more than 40 people were missing."
    )
    outer = statement(document, "300 homes burned, and the mayor said more than 40 people were missing")
    inner = statement(document, "more than 40 people were missing")
    found = figures(document, (outer, inner))
    assert [f.statement for f in found] == [outer.id, inner.id]


def test_of_equal_statements_the_first_has_the_figure() -> None:
    document = Document("Both reports said 300 homes burned.")
    first = statement(document, "300 homes burned", source="Both")
    second = statement(document, "300 homes burned", source="reports")
    assert [f.statement for f in figures(document, (first, second))] == [first.id]


def test_a_figure_outside_every_content_is_the_documents_own() -> None:
    document = Document("In 40 villages, the mayor said, the water was gone.")
    said = statement(document, "the water was gone")
    assert [f.statement for f in figures(document, (said,))] == [None]


def test_a_bound_outside_the_quotation_marks_leaves_the_figure_inside() -> None:
    document = Document("She put the cost at about “$48 million.”")
    said = statement(document, "$48 million.")
    (figure,) = figures(document, (said,))
    assert (figure.bound, figure.statement) == ("exact", said.id)


def test_a_small_number_of_sources_is_no_figure() -> None:
    document = Document("Two officials said 90 people had left.")
    said = statement(document, "90 people had left", source="Two officials")
    assert [document[f.span] for f in figures(document, (said,))] == ["90 people"]


def test_a_line_break_inside_a_block_does_not_cut_a_figure() -> None:
    text = "There were more than\n2,000 soldiers in Tarsia."
    block = Block("paragraph", Span(0, len(text)))
    (figure,) = figures(Document(text, blocks=(block,)), ())
    assert (text[figure.span.start : figure.span.end], figure.place) == (
        "more than\n2,000 soldiers",
        "Tarsia",
    )


def test_the_words_of_posts_hold_figures_and_their_signatures_do_not() -> None:
    text = "We will send 600 tents.\n— Ada Quell (@adaquell) December 19, 2018\n"
    document = read_text(text, Options())
    assert [document[f.span] for f in figures(document, ())] == ["600 tents"]


def test_a_document_in_another_language_has_no_figures() -> None:
    assert figures(Document("Il y a 300 personnes dans la salle.", language="fr"), ()) == ()


def test_figures_may_be_part_and_whole() -> None:
    text = "Cracks were found in 14 of the 212 steel hangers."
    assert [text[f.span.start : f.span.end] for f in read(text)] == [
        "14 of the 212 steel hangers",
        "212 steel hangers",
    ]


# --- what holds for every text

_PIECES = st.sampled_from(
    [
        "1",
        "1,000",
        "3.5",
        "$",
        "€",
        "£",
        "%",
        "-",
        "–",
        "to",
        "and",
        "or",
        "of",
        "the",
        "a",
        "an",
        "half",
        "one",
        "two",
        "dozen",
        "dozens",
        "hundred",
        "million",
        "thousand",
        "third",
        "thirds",
        "quarter",
        "more",
        "than",
        "up",
        "over",
        "about",
        "some",
        "between",
        "from",
        "in",
        "Iraq",
        "troops",
        "years",
        "percent",
        ",",
        ".",
        ":",
        "/",
        "'",
        "’",
        "”",
        "(",
        ")",
        "U.S.",
        "2018",
        "May",
        "45-year-old",
        "İ",
        "ǅ",
        "é",
        "😀",
        "\n",
    ]
)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=40), st.booleans())
def test_spans_lie_in_the_text_and_in_order(pieces: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(pieces)
    found = read(text)
    for figure in found:
        words = text[figure.span.start : figure.span.end]
        assert figure.span.end <= len(text)
        assert words
        assert words == words.strip()
        assert figure.low is None or figure.high is None or figure.low <= figure.high
    starts = [figure.span.start for figure in found]
    assert starts == sorted(starts)


_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(n: int) -> str:
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = f" {'and ' if n % size < 100 else ''}{in_words(n % size)}" if n % size else ""
            return f"{in_words(n // size)} {name}{rest}"
    if n < 20:
        return _ONES[n]
    return _TENS[n // 10 - 2] + (f"-{_ONES[n % 10]}" if n % 10 else "")


def number_of(text: str) -> float | None:
    tokens = next(paragraphs(Document(text), set(text.lower().replace("-", " ").split())))
    number = parse_number(tokens, 0)
    assert number is None or number.end == len(tokens)
    return None if number is None else number.value


@given(st.integers(0, 10**12 - 1))
def test_number_words_come_back_as_the_number(n: int) -> None:
    assert number_of(in_words(n)) == n
    assert number_of(in_words(n).title()) == n


@given(st.integers(0, 10**15))
def test_digits_come_back_as_the_number(n: int) -> None:
    assert number_of(str(n)) == n
    assert number_of(f"{n:,}") == n


@pytest.mark.parametrize(
    "piece",
    ["1,", "1", "1,000", "1-", "$", "$1 to ", "one ", "one hundred and ", "between 1 and ", "more than ", "half a ",
     "a ", "of of 7 ", "dozens of ", "U.", "10 percent of the ", "’", "3 in 4 in ", "In A, 5 b ", "1.", "(1) "],
)  # fmt: skip
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        started = time.process_time()
        read(text)
        return time.process_time() - started

    seconds(1_000)
    small, large = seconds(10_000), seconds(80_000)
    assert large < 25 * small + 0.2


def test_a_megabyte_of_commas_is_read() -> None:
    started = time.process_time()
    assert read("1," * 500_000) == ()
    assert time.process_time() - started < 20
