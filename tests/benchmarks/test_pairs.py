"""The pair network's scores, on made-up pairs; and the split keeps sentences apart."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import pairs

# By name: training is outside the strict type checker.
data = import_module("training.pairs.data")
changes = import_module("training.pairs.changes")

LABELS = np.array([0, 0, 0, 1, 1, 2])
PREDICTED = np.array([0, 0, 1, 1, 0, 2])


def row(premise: str, hypothesis: str, label: str = "neutral", **others: object) -> dict[str, Any]:
    return {"premise": premise, "hypothesis": hypothesis, "label": label, "source": "mnli-dev", **others}


def test_the_measures_are_those_of_a_table_counted_by_hand() -> None:
    found = pairs.ratios(pairs.counted(LABELS, PREDICTED))
    assert found["accuracy"] == pytest.approx(4 / 6)
    assert found["contradiction precision"] == found["contradiction recall"] == pytest.approx(2 / 3)
    assert found["contradiction F1"] == pytest.approx(2 / 3)
    assert found["macro F1"] == pytest.approx((2 / 3 + 1 / 2 + 1) / 3)


def test_intervals_hold_the_figure_and_draw_components_whole() -> None:
    apart = pairs.with_intervals(pairs.by_component(LABELS, PREDICTED, list("abcdef")))
    joined = pairs.with_intervals(pairs.by_component(LABELS, PREDICTED, list("aaaaaa")))
    low, high = apart["accuracy_interval"]
    assert low < apart["accuracy"] == joined["accuracy"] < high
    assert joined["accuracy_interval"] == [joined["accuracy"]] * 2


def test_contradictions_are_called_by_the_mean_of_both_orders() -> None:
    called = pairs.both_orders(np.array([0, 0, 1]), np.array([0.9, 0.4, 0.5]))
    assert called == {"called": 2, "precision": 0.5, "recall": 0.5}


def test_the_section_says_what_was_measured() -> None:
    found = pairs.with_intervals(pairs.by_component(LABELS, PREDICTED, list("abcdef")))
    source = {"pairs": 6, **pairs.ratios(pairs.counted(LABELS, PREDICTED))}
    section = pairs.page(
        {
            "network": "pairs-0-abc",
            "sha256": "0" * 64,
            "pairs": 6,
            "components": 6,
            "all": found,
            "sources": {"made-up": source},
            "both orders": {"called": 2, "precision": 0.5, "recall": 0.5},
            "calibration error": 0.1,
            "pairs per CPU second": 123.4,
        }
    )
    assert "| made-up | 6 | 0.667 |" in section
    assert "123 pairs a CPU second" in section


sentences = st.sampled_from([f"Sentence {n}." for n in range(40)])


@given(st.lists(st.tuples(sentences, sentences), max_size=60))
def test_no_sentence_stands_in_two_parts(linked: list[tuple[str, str]]) -> None:
    found = data.parts(data.from_rows([row(a, b) for a, b in linked]))
    seen = [{text for pair in part for text in (pair.first, pair.second)} for part in found.values()]
    assert sum(map(len, seen)) == len(set().union(*seen))
    assert sum(map(len, found.values())) == len(linked)


def test_sentences_that_differ_in_case_and_marks_are_one() -> None:
    one, other = data.from_rows([row("Velk voted.", "It rained."), row("“velk voted”", "It snowed.")])
    assert one.component == other.component


def test_a_two_way_label_leaves_two_classes_open() -> None:
    rows = [row("A.", "B.", source="rte-2way", two_way=True), row("C.", "D.", "contradiction")]
    two_way, three_way = data.from_rows(rows)
    assert (two_way.allowed, two_way.label, two_way.three_way) == ((True, False, True), None, False)
    assert (three_way.allowed, three_way.label, three_way.three_way) == ((True, False, False), 0, True)


def test_only_a_contradiction_keeps_its_label_when_it_is_turned_about() -> None:
    rows = [
        row(f"First {n}.", f"Second {n}.", label) for n, label in enumerate(("contradiction", "entailment"))
    ]
    shares = data.Shares(turned=1.0, denied=0.0, renumbered=0.0, strange=0.0)
    turned = list(data.augmented(data.from_rows(rows), np.random.default_rng(1), shares))
    assert [pair.first for pair in turned] == ["Second 0.", "Second 1."]
    assert [pair.allowed for pair in turned] == [(True, False, False), (False, True, True)]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The bridge is shut.", "The bridge is not shut."),
        ("There is no guard at the gate.", "There is a guard at the gate."),
        ("There are boats.", "There are no boats."),
        ("Ackerby didn't vote.", "Ackerby did vote."),
        ("All bridges are shut.", None),
        ("Holm swims.", None),
        ("No bridge is not shut.", None),
    ],
)
def test_a_sentence_is_denied_where_that_is_plain(text: str, other: str | None) -> None:
    assert changes.denied(text) == other


def test_what_is_ruled_out_follows_when_it_is_denied() -> None:
    rows = [
        row(f"First {n}.", "It is wet.", label) for n, label in enumerate(("contradiction", "entailment"))
    ]
    shares = data.Shares(turned=0.0, denied=1.0, renumbered=0.0, strange=0.0)
    denied = list(data.augmented(data.from_rows(rows), np.random.default_rng(1), shares))
    assert [(pair.second, pair.label) for pair in denied] == [("It is not wet.", 1), ("It is not wet.", 0)]


@pytest.mark.parametrize(
    ("first", "second", "form"),
    [
        ("Three boats sank.", "Three boats were lost.", r"(?!Three)[A-Z][a-z]+ boats were lost\."),
        ("It opened in 1985.", "It began in 1985.", r"It began in 19(?!8)[1-9]5\."),
        ("It cost 4,200 crowns.", "They paid 4,200.", r"They paid (?!4)[1-9],200\."),
    ],
)
def test_another_number_has_the_same_form(first: str, second: str, form: str) -> None:
    found = {changes.renumbered(first, second, np.random.default_rng(seed)) for seed in range(20)}
    assert all(re.fullmatch(form, text) for text in found)


def test_numbers_are_left_alone_where_there_is_a_bound_or_none_in_common() -> None:
    rng = np.random.default_rng(1)
    assert changes.renumbered("More than three boats sank.", "Three boats sank.", rng) is None
    assert changes.renumbered("Boats sank.", "Three boats sank.", rng) is None
