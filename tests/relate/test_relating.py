"""The relation between two statements."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Context, Document, Relation, Span, Statement
from onrecord.relate import within
from onrecord.relate.claimed import Claims
from onrecord.relate.claims import side_of
from onrecord.relate.clauses import clauses
from onrecord.relate.conflicts import Side, compare
from onrecord.relate.pairs import PairNetwork
from onrecord.relate.relating import relation
from onrecord.relate.subject import Subject
from onrecord.relate.voices import NOBODY, Voice
from onrecord.relate.wordings import Printed

OPEN = "The Ostrander Bridge will stay open while we repair it."
CLOSES = "The Ostrander Bridge will close to all traffic in March."
SAYINGS = (
    OPEN,
    CLOSES,
    "Nobody asked this city.",
    "The city was informed in February.",
    "The ferry carries 60 people.",
    "We will not pay for the ferry.",
    "We will pay for the ferry to Tarn.",
)


@cache
def network() -> PairNetwork:
    return PairNetwork()


def said(words: str, voice: Voice = NOBODY, name: str = "", **of: Any) -> Subject:
    document = Document(words, publisher=name or words)
    one = Statement(document.id, (Span(0, len(words)),), quotation="direct")
    printed = Printed(words, one.content, "direct")
    return Subject(one.id, document.id, printed, lambda: side_of(document, one), voice, **of)


def between(a: Subject, b: Subject) -> Relation | None:
    return relation(a, b, network())


@settings(max_examples=40)
@given(st.sampled_from(SAYINGS), st.sampled_from(SAYINGS))
def test_a_relation_is_the_same_whichever_comes_first(x: str, y: str) -> None:
    a, b = said(x, name="one"), said(y, name="other")
    assert between(a, b) == between(b, a)


@settings(max_examples=40)
@given(st.sampled_from(SAYINGS), st.sampled_from(SAYINGS))
def test_the_words_that_decide_are_words_of_their_statement(x: str, y: str) -> None:
    a, b = said(x, name="one"), said(y, name="other")
    words = {a.statement: x, b.statement: y}
    found = between(a, b)
    for one in found.evidence if found else ():
        assert words[one.statement][one.span.start : one.span.end] == one.text


@pytest.mark.parametrize("words", SAYINGS)
def test_a_statement_has_no_relation_to_itself(words: str) -> None:
    assert between(said(words), said(words)) is None


@pytest.mark.parametrize("words", SAYINGS[:1])
def test_the_same_words_never_conflict(words: str) -> None:
    found = between(said(words, name="one"), said(words, name="other"))
    assert found is not None
    assert found.type == "same_words"


def test_the_later_of_one_speaker_revises_the_earlier() -> None:
    then, now = Voice("1", said="2026-01"), Voice("1", said="2026-03-04")
    found = between(said(OPEN, then), said(CLOSES, now))
    assert found is not None
    assert found.type == "revises"
    assert found.a == said(CLOSES).statement


def test_who_speaks_for_the_same_body_revises_too() -> None:
    body = frozenset(["lenning", "authority"])
    found = between(said(OPEN, Voice("1", body, "2026-01")), said(CLOSES, Voice("2", body, "2026-03-04")))
    assert found is not None
    assert found.type == "revises"


def test_a_question_conflicts_with_nothing() -> None:
    asked = said(CLOSES)
    asked.question = True
    assert between(asked, said(OPEN)) is None


def test_statements_of_one_document_are_related() -> None:
    found = within.relations([said(OPEN), said(CLOSES), said("I like apples.")], network())
    assert [one.type for one in found] == ["contradicts"]


def test_a_denial_of_what_the_other_says_is_a_conflict_for_the_network_too() -> None:
    text = "The tank was empty when the pump ran."
    found = clauses(text, (Span(0, len(text)),))
    says, denies = Side(text, Claims(found)), Side(f"denied that {text}", Claims(found, denied=True))
    network = PairNetwork()
    assert compare(says, denies, network).standing == "contradicts"
    assert compare(says, says, network).standing == "consistent"
    assert compare(denies, denies, network).standing == "consistent"


RUST = "They knew in February that the hangers of the bridge were full of rust"
MORE_RUST = "They knew in January that the hangers of the bridge were full of rust, and told nobody"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"published": "2026-03-05"}, {"published": "2026-03-06T09:00:00Z"}),
        ({"original": True, "published": "2026-03-06"}, {"published": "2026-03-05"}),
    ],
)
@pytest.mark.parametrize(("words", "other"), [(RUST, MORE_RUST), (MORE_RUST, RUST)])
def test_the_copy_of_altered_words_is_what_was_published_later_or_reports_the_original(
    first: dict[str, Any], second: dict[str, Any], words: str, other: str
) -> None:
    original, copy = said(words, name="one", **first), said(other, name="other", **second)
    found = between(original, copy)
    assert found is not None
    assert (found.type, found.a, found.b) == ("altered", copy.statement, original.statement)
    months = ("February", "January") if words == RUST else ("January", "February")
    assert found.detail is not None
    assert "[-{}-]{{+{}+}}".format(*months) in found.detail


def test_without_dates_the_longer_of_two_has_the_original_words() -> None:
    found = between(said(RUST, name="one"), said(MORE_RUST, name="other"))
    assert found is not None
    assert found.b == said(MORE_RUST, name="other").statement


@pytest.mark.parametrize(
    ("assumed", "type"),
    [(False, "revises"), (True, "altered")],
    ids=["both days are known", "one day is the report's"],
)
def test_what_one_speaker_says_otherwise_on_another_day_is_no_altered_copy(assumed: bool, type: str) -> None:
    early = said("We will close the Ostrander Bridge for repairs.", Voice("1", said="2026-03-02"))
    late = said(
        "We will not close the Ostrander Bridge for repairs.", Voice("1", said="2026-03-06", assumed=assumed)
    )
    found = between(early, late)
    assert found is not None
    assert found.type == type


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will mend the Ostrander Bridge before winter.", "We will mend the Tarn Bridge before winter."),
        (
            "The school in Tarn will open again on Monday.",
            "The school in Eastbank will open again on Monday.",
        ),
    ],
)
def test_another_name_makes_another_statement_but_of_a_report_of_an_original(one: str, other: str) -> None:
    assert between(said(one, Voice("1")), said(other, Voice("1"))) is None
    of_a_post = between(said(one, Voice("1"), original=True), said(other, Voice("1")))
    assert of_a_post is not None
    assert of_a_post.type == "altered"


def test_like_words_of_another_day_are_another_statement_but_of_a_report_of_an_original() -> None:
    first, then = Voice("1", said="2026-03-02"), Voice("1", said="2026-03-06")
    fuel, flour = "We will raise the tax on fuel next year.", "We will raise the tax on flour next year."
    assert between(said(fuel, first), said(flour, then)) is None
    for published in (said(fuel, first, original=True), said(fuel, Voice("1", said="2026-03-06"))):
        found = between(published, said(flour, then))
        assert found is not None
        assert found.type == "altered"


def told(words: str, voice: Voice, name: str, *, denied: bool = False) -> Subject:
    """What somebody is said to have said, or denied."""
    text = f"{'denied' if denied else 'said'} {words}"
    document = Document(text, publisher=name)
    content = (Span(len(text) - len(words), len(text)),)
    one = Statement(document.id, content, cue=(Span(0, 6 if denied else 4),), quotation="indirect")
    context = Context(act="deny" if denied else "say")
    return Subject(
        one.id,
        document.id,
        Printed(text, content, "indirect"),
        lambda: side_of(document, one, context),
        voice,
    )


def test_a_denial_of_the_same_words_contradicts_them() -> None:
    words = "the ferry had enough boats for all of its passengers"
    says, denies = told(words, Voice("1"), "one"), told(words, Voice("2", denies=True), "two", denied=True)
    found = between(says, denies)
    assert found is not None
    assert found.type == "contradicts"
    again = between(denies, told(words, Voice("2", denies=True), "three", denied=True))
    assert again is not None
    assert again.type == "same_words"


def test_who_denies_something_holds_what_they_are_quoted_with() -> None:
    words = "I never saw the rust on the hangers of this bridge."
    found = between(said(words, Voice("1"), name="one"), said(words, Voice("1", denies=True), name="other"))
    assert found is not None
    assert found.type == "same_words"


def test_an_answer_before_the_same_words_alters_nothing() -> None:
    found = between(
        said("I will not resign over this bridge. I was never told of the rust.", name="one"),
        said("No. I will not resign over this bridge.", name="other"),
    )
    assert found is not None
    assert found.type == "same_words"


def two(a: str, b: str, *voices: Voice) -> list[Subject]:
    """Two statements of one story."""
    text = f"{a}\n{b}"
    document = Document(text)
    ones = [
        Statement(document.id, (Span(at, at + len(words)),), quotation="direct")
        for at, words in ((0, a), (len(a) + 1, b))
    ]
    return [
        Subject(
            one.id, document.id, Printed(text, one.content, "direct"), partial(side_of, document, one), voice
        )
        for one, voice in zip(ones, voices, strict=True)
    ]


RAISE, CUT = "The council will raise taxes on fuel.", "The council will cut taxes on fuel."


def test_who_answers_another_in_like_words_conflicts_and_alters_nothing() -> None:
    found = between(*two(RAISE, CUT, Voice("1"), Voice("2")))
    assert found is not None
    assert (found.type, {one.text for one in found.evidence}) == ("contradicts", {"cut", "raise"})


def test_like_words_of_one_speaker_or_of_a_post_and_its_report_are_altered() -> None:
    told, voices = "The council will raise most taxes on fuel.", (Voice("1"), Voice("2"))
    same = between(*two(RAISE, told, Voice("1"), Voice("1")))
    other = between(*two(RAISE, told, *voices))
    post, report = two(RAISE, told, *voices)
    post.original = True
    of_a_post = between(post, report)
    assert same is not None
    assert same.type == "altered"
    assert other is None
    assert of_a_post is not None
    assert of_a_post.type == "altered"


@pytest.mark.parametrize(
    ("a", "b", "conflict"),
    [
        ("He had read the report on the pier.", "She had not read the report on the pier.", False),
        ("I will sign the lease for the mill.", "I will not sign the lease for the mill.", False),
        ("I was told of the lease in March.", "I was not told of the lease.", False),
        ("The clerk had read the report.", "The clerk had not read the report.", True),
        ("He was paid by Anders Holm to close the mill.", "He never paid Jan Voss to close the mill.", True),
        ("He left. The bridge is safe.", "He stayed. The bridge is not safe.", True),
    ],
)
def test_two_people_may_tell_opposite_things_of_themselves(a: str, b: str, *, conflict: bool) -> None:
    voices = Voice("1", kind="person"), Voice("2", kind="person")
    assert bool(between(*two(a, b, *voices))) == conflict


def test_one_person_who_tells_opposite_things_of_themselves_revises_them() -> None:
    early, late = (Voice("1", said=day, kind="person") for day in ("2026-03-02", "2026-03-06"))
    found = between(
        *two("I will sign the lease for the mill.", "I will not sign the lease for the mill.", early, late)
    )
    assert found is not None
    assert found.type == "revises"


def test_what_officers_say_of_somebody_else_conflicts() -> None:
    voices = Voice("1", kind="organization"), Voice("2", kind="organization")
    assert between(
        *two("He had read the report on the pier.", "He had not read the report on the pier.", *voices)
    )
