"""Figures and intervals from made-up counts, and spans changed for scoring."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks import scoring
from benchmarks.robustness import compared
from benchmarks.scoring import Tallies, as_predicted, tallies, with_that, words_in
from benchmarks.shared import figures_only, interval, resamples

SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[3] / "shared"))
TEXT = "Ann Bell said on Monday that the bridge will close. “It is not safe,” she added."


def counted(*rows: tuple[int, int, int]) -> Tallies:
    """One article a row: right, predicted, annotated."""
    return Tallies(np.array([[[right, p, right, g]] for right, p, g in rows]), ("statement",))


def statement(text: str, source: str, cue: str, content: str) -> dict[str, Any]:
    def span(words: str) -> list[list[int]]:
        start = text.index(words)
        return [[start, start + len(words)]]

    return {"source": span(source), "cue": span(cue), "content": span(content), "confidence": 0.9}


def test_figures_are_of_all_articles_together() -> None:
    figures = counted((3, 4, 6), (1, 4, 2)).figures()["statement"]
    assert figures == {"p": 0.5, "r": 0.5, "f1": 0.5}


def test_nothing_predicted_and_nothing_annotated_is_zero_not_an_error() -> None:
    assert counted((0, 0, 0)).with_intervals()["statement"]["f1"] == 0.0


def test_an_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    rng = np.random.default_rng(1)
    rows = [(int(r), 10, 10) for r in rng.integers(2, 10, 60)]
    first, again = (counted(*rows).with_intervals()["statement"] for _ in range(2))
    low, high = first["f1_interval"]
    assert first == again
    assert low < first["f1"] < high
    assert high - low < 0.3


def test_articles_that_are_all_alike_have_an_interval_of_no_width() -> None:
    assert counted(*[(1, 2, 2)] * 20).with_intervals()["statement"]["f1_interval"] == [0.5, 0.5]


def test_resamples_draw_as_many_articles_as_there_are() -> None:
    drawn = resamples(7, times=50)
    assert drawn.shape == (50, 7)
    assert set(drawn.sum(1)) == {7.0}


def test_the_interval_is_the_middle_95_percent() -> None:
    assert interval(np.arange(1001.0)) == [25.0, 975.0]


def test_a_paired_difference_of_the_same_result_is_nothing() -> None:
    base = counted((3, 4, 6), (1, 4, 2), (5, 6, 6))
    row = compared(base, base)
    assert (row["difference"], row["difference_interval"], row["defect"]) == (0.0, [0.0, 0.0], False)


def test_losing_more_than_allowed_is_a_defect() -> None:
    base, other = counted(*[(9, 10, 10)] * 4), counted(*[(8, 10, 10)] * 4)
    row = compared(base, other)
    assert row["defect"]
    assert row["difference_interval"] == pytest.approx([-0.1, -0.1])


def test_that_is_given_back_only_where_it_directly_precedes() -> None:
    row = {"id": "a", "text": TEXT}
    found = [
        statement(TEXT, "Ann Bell", "said", "the bridge will close"),
        statement(TEXT, "she", "added", "It is not safe"),
    ]
    changed = with_that([row], {"a": {"statements": found}})["a"]["statements"]
    (start, end), *_ = changed[0]["content"]
    assert TEXT[start:end] == "that the bridge will close"
    assert changed[1] == found[1]


def test_that_is_not_given_back_when_the_cue_holds_it() -> None:
    found = [statement(TEXT, "Ann Bell", "said on Monday that", "the bridge will close")]
    assert with_that([{"id": "a", "text": TEXT}], {"a": {"statements": found}})["a"]["statements"] == found


def test_words_are_those_that_begin_inside_a_span() -> None:
    assert words_in([[0, 5], [9, 20]], [0, 4, 9, 20]) == {0, 1, 2}
    assert words_in([], [0, 4]) == frozenset()


def test_a_document_printed_with_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not the one that was read"):
        as_predicted(scoring, [{"id": "a", "text": "one"}], [{"input_id": "a", "text": "two"}])


def test_only_figures_of_other_benchmarks_are_kept() -> None:
    result = {"recall": 0.9, "recall_interval": (0.8, 1.0), "n": 3, "missed": [("id", 1, 2)], "note": "a text",
              "pairs": [["a", "b"]], "inner": {"p": 0.5, "shown": ["words"]}, "none": {"x": "y"}}  # fmt: skip
    expected = {"recall": 0.9, "recall_interval": [0.8, 1.0], "n": 3, "inner": {"p": 0.5}}
    assert figures_only(result) == expected


@pytest.mark.skipif(not (SHARED / "bench").exists(), reason="needs the shared scorer")
def test_counts_by_article_add_up_to_what_the_scorer_says() -> None:
    gold = {
        name: {"id": name, "text": TEXT, "statements": [
            statement(TEXT, "Ann Bell", "said", "that the bridge will close"),
            statement(TEXT, "she", "added", "“It is not safe,”"),
        ]}
        for name in ("a", "b", "c")
    }  # fmt: skip
    predicted = {
        "a": {"statements": [statement(TEXT, "Ann Bell", "said", "the bridge will close")]},
        "b": {"statements": [statement(TEXT, "Ann Bell", "added", "“It is not safe,”")]},
    }
    figures = tallies(gold, predicted).figures()
    assert figures["statement"] == pytest.approx({"p": 0.5, "r": 1 / 6, "f1": 0.25})
    assert figures["direct content"]["r"] == pytest.approx(1 / 3)
