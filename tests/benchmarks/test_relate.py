"""The scores of relations, on made-up ties, pairs and stories."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import conflicting, curves, relate, stories, tied
from benchmarks.conflicting import Judged
from benchmarks.shared import resamples
from benchmarks.tied import Tie, Told
from onrecord.model import Document, Figure, Reading, Span, Statement

NO_DRAWS = np.ones((1, 4))


def tie(post: str, type: str = "same_words", detail: str = "verbatim", handle: str = "MayorAckerby") -> Tie:
    return Tie(post, handle, type, detail, 0.9)


def post(start: int, end: int, *ties: Tie, handle: str = "MayorAckerby", quotation: str = "post") -> Told:
    return Told(quotation, handle, ((start, end),), tuple(sorted(ties, key=lambda one: one.order)))


def marked(start: int, post: str, article: str = "one") -> dict[str, object]:
    return {"article": article, "start": start, "end": start + 10, "post": post}


SAME = tied.twins(
    [
        {"id": "a", "handle": "MayorAckerby", "text": "Nobody asked this city."},
        {"id": "b", "handle": "MayorAckerby", "text": "Nobody asked THIS city! https://lenning.example/1"},
        {"id": "c", "handle": "Velk", "text": "Nobody asked this city."},
    ]
)


def test_a_post_is_tied_to_what_its_best_relation_leads_to() -> None:
    told = {
        "one": [
            post(0, 10, tie("a", "altered", "…"), tie("c")),
            post(20, 30, tie("c", detail="part"), tie("a")),
        ]
    }
    found = tied.scores([marked(0, "a"), marked(20, "a")], told, SAME)
    assert found["counts"]["wrong"] == found["counts"]["right"] == 1
    assert found["precision"] == found["recall"] == 1 / 2
    assert found["counts"]["relations"] == 4


def test_the_same_words_of_the_account_at_another_time_are_right() -> None:
    found = tied.scores([marked(0, "a")], {"one": [post(0, 10, tie("b"))]}, SAME)
    assert found["counts"]["twin"] == 1
    assert found["precision"] == found["recall"] == 1


def test_the_same_words_of_another_account_are_wrong() -> None:
    found = tied.scores([marked(0, "a")], {"one": [post(0, 10, tie("c"))]}, SAME)
    assert found["counts"]["wrong"] == 1


def test_a_post_without_relation_costs_recall_alone() -> None:
    found = tied.scores(
        [marked(0, "a"), marked(20, "b")], {"one": [post(0, 10, tie("a")), post(20, 30)]}, SAME
    )
    assert (found["precision"], found["recall"]) == (1, 1 / 2)


def test_words_that_are_no_post_in_the_text_are_found_because_the_archive_has_them() -> None:
    found = tied.scores([marked(0, "a")], {"one": [post(0, 9, tie("a"), quotation="direct")]}, SAME)
    assert found["counts"]["found only because the archive has them"] == 1
    assert found["recall"] == 1


def test_an_unmarked_post_tied_to_another_account_costs_precision() -> None:
    told = {"one": [post(0, 10, tie("a")), post(40, 60, tie("a"), handle="Velk"), post(70, 80, tie("b"))]}
    found = tied.scores([marked(0, "a")], told, SAME)
    assert found["counts"]["unmarked, tied to another account"] == 1
    assert found["counts"]["unmarked, tied to their account"] == 1
    assert (found["precision"], found["recall"]) == (1 / 2, 1)


def test_precision_at_recall_is_where_half_of_the_conflicts_are_called() -> None:
    gold = np.array([True, False, True, False])
    found = curves.curve(np.array([0.9, 0.8, 0.7, 0.0]), gold, NO_DRAWS)
    assert found["precision at recall"] == 1
    assert found["threshold there"] == 0.9
    assert found["best F1"] == pytest.approx(4 / 5)
    assert [found["curve"][level] for level in ("0.1", "0.5", "0.6", "1.0")] == [1, 1] + [
        pytest.approx(2 / 3)
    ] * 2
    assert found["thresholds"]["0.8"] == {"share": 1 / 2, "precision": 1 / 2, "recall": 1 / 2}
    assert found["thresholds"]["0.9"]["precision"] == 1


def test_equal_scores_are_called_together_and_none_is_no_call() -> None:
    gold = np.array([True, False, True, True])
    found = curves.curve(np.array([0.6, 0.6, 0.0, 0.0]), gold, NO_DRAWS)
    assert (found["curve"]["0.3"], found["curve"]["0.4"]) == (0.5, None)
    assert found["highest recall"] == pytest.approx(1 / 3)
    assert found["precision at recall"] is None
    assert found["thresholds"]["0.7"]["precision"] is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=12))
def test_a_curve_ends_where_nothing_more_is_called(drawn: list[tuple[float, bool]]) -> None:
    scores, gold = np.array([s for s, _ in drawn]), np.array([g for _, g in drawn])
    found = curves.curve(scores, gold, resamples(len(drawn), 5))
    reached = [level for level, precision in found["curve"].items() if precision is not None]
    assert all(float(level) <= found["highest recall"] for level in reached)
    assert (found["precision at recall"] is None) == (found["highest recall"] < curves.RECALL)
    assert 0 <= found["best F1"] <= 1


def judged(a: str, b: str, relation: str | None, contradicts: float, articles: tuple[str, str]) -> Judged:
    rest = (1 - contradicts) / 4
    return Judged((a, b), articles, relation, contradicts, (contradicts, 3 * rest, rest), 0)


JUDGED = [
    judged("contradicts", "revises", "revises", 0.9, ("one", "two")),
    judged("contradicts", "contradicts", None, 0.2, ("two", "three")),
    judged("consistent", "contradicts", "contradicts", 0.8, ("four", "four")),
    judged("consistent", "unrelated", None, 0.1, ("four", "five")),
    judged("unrelated", "unrelated", "contradicts", 0.7, ("six", "six")),
]


def test_readers_who_differ_within_conflicts_or_within_none_still_agree_about_conflict() -> None:
    assert [one.conflict for one in JUDGED] == [True, True, None, False, False]
    assert [one.label for one in JUDGED] == ["conflict", "conflict", None, None, "unrelated"]


def test_pairs_on_which_the_readers_disagree_are_left_out_and_counted() -> None:
    found = conflicting.scores(JUDGED)
    assert (found["pairs"], found["disagreed about conflict"], found["conflicts"]) == (5, 1, 2)
    assert found["record"]["precision at recall"] == 1
    assert found["three"]["pairs"] == 3
    assert found["kept"] == {"contradicts": {"none": 1}, "unrelated": {"contradicts": 1}}


def test_agreement_is_counted_against_chance() -> None:
    found = conflicting.agreement([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
    assert found == {"share": 3 / 4, "kappa": pytest.approx(1 / 2)}
    assert conflicting.agreement([("a", "a")])["kappa"] is None


def test_pairs_that_share_an_article_by_way_of_others_are_one_group() -> None:
    groups = conflicting.components([("one", "two"), ("three", "four"), ("two", "five"), ("six", "six")])
    assert groups[0] == groups[2]
    assert len(set(groups)) == 3


TEXT = "“About 300 people live there,” Ackerby said. Velk denied that the ferry was late."


def reading() -> Reading:
    document = Document(TEXT)
    denial = Statement(document.id, (Span(61, 79),), (Span(45, 49),), (Span(50, 56),))
    return Reading(
        document, (denial,), figures=(Figure(Span(1, 17), 300, "approximate", 270, 330, "person"),)
    )


def test_the_statement_is_the_one_nearest_to_the_words_of_the_pair() -> None:
    found = conflicting.statement_at(reading(), {"content": [[58, 79]], "cue": []})
    assert found == reading().statements[0]
    assert conflicting.statement_at(reading(), {"content": [[1, 29]], "cue": []}) is None


def test_words_that_reading_did_not_find_keep_their_figures() -> None:
    subject = conflicting.bare(reading(), {"content": [[1, 29]], "cue": [[39, 43]]})
    assert subject.printed.quotation == "direct"
    assert [figure.value for figure in subject.side.claims.figures] == [300]


WORDS = [f"word{n}" for n in range(400)]


def story(*words: str, outlet: str = "Bulletin") -> dict[str, str]:
    return {"id": words[0], "publisher": outlet, "text": " ".join(words)}


def test_stories_that_share_their_runs_are_found_with_their_share() -> None:
    articles = [
        story(*WORDS[:100]),
        story(*WORDS[40:140], outlet="Courier"),
        story(*WORDS[200:300]),
        story(*WORDS[200:300], outlet="Courier"),
    ]
    found = stories.measure(articles)
    assert found["pairs"] == {"0.3": 2, "0.5": 2, "0.8": 1}
    assert found["outlets"] == [["Bulletin", "Courier", 2, 2]]
    assert stories.duplicates([stories.runs(a["text"]) for a in articles], 0.7) == [(2, 3, 1.0)]


def test_no_stories_have_no_pairs() -> None:
    assert stories.duplicates([], 0.3) == []


def test_the_section_says_what_was_measured() -> None:
    told = {"one": [post(0, 10, tie("a"))]}
    cost = {
        "statements": 100_000, "stories": 20, "words_a_cpu_second": 2_600.0,
        "without_relations": 3_900.0, "p50": 10.0, "p95": 20.0, "cpu": 15.0,
        "statements_a_story": 25.0, "compared_a_story": 180.0,
    }  # fmt: skip
    page = relate.page(
        {
            "posts": tied.scores([marked(0, "a")], told, SAME),
            "conflicts": conflicting.scores(JUDGED),
            "stories": stories.measure([story(*WORDS[:100]), story(*WORDS[:90], outlet="Courier")]),
            "cost": [cost],
        }
    )
    assert "| precision | 1.000 | [1.000, 1.000] | 0.95 |" in page
    assert "| Bulletin – Courier | 1 | 1 |" in page
    assert "| 100,000 | 2,600 | 3,900 |" in page
    assert "Wanted: a precision of 0.8 at a recall of 0.50." in page
