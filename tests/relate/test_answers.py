"""Statements that leave what they deny or count to the statement before them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from onrecord.context.figures import figures
from onrecord.model import Context, Document, Figure, Relation, Span, Speaker, Statement, content_id
from onrecord.relate import within
from onrecord.relate.claims import side_of
from onrecord.relate.pairs import PairNetwork
from onrecord.relate.subject import Subject
from onrecord.relate.voices import Voice
from onrecord.relate.wordings import Printed

CLAIM = "the ferry had left Tarn in the dark"


@cache
def network() -> PairNetwork:
    return PairNetwork()


def story(*told: tuple[str, str, str], between: str = ". ") -> list[Subject]:
    """Statements of one story: who, the cue, the content."""
    lines, places = "", []
    for who, cue, content in told:
        start = len(lines) + len(f"{who} {cue} ")
        places.append((who, cue, Span(start, start + len(content))))
        lines += f"{who} {cue} {content}{between}"
    document = Document(lines)
    statements = [_statement(document, cue, span) for _, cue, span in places]
    counted = figures(document, statements)
    return [
        _subject(document, who, cue, one, counted)
        for (who, cue, _), one in zip(places, statements, strict=True)
    ]


def _statement(document: Document, cue: str, span: Span) -> Statement:
    words = Span(span.start - len(cue) - 1, span.start - 1)
    return Statement(document.id, (span,), cue=(words,), quotation="indirect")


def _subject(document: Document, who: str, cue: str, one: Statement, counted: Sequence[Figure]) -> Subject:
    denies = cue != "said"
    speaker = Speaker(content_id("speaker", who), who, "person")
    context = Context(speaker, act="deny" if denies else "say")
    return Subject(
        one.id,
        document.id,
        Printed(document.text, one.content, "indirect"),
        lambda: side_of(document, one, context, counted),
        Voice(speaker.id, denies=denies, kind="person"),
        question=document[one.content[0]].endswith("?"),
        counts=any(figure.statement == one.id for figure in counted),
    )


def conflicts(subjects: list[Subject]) -> list[Relation]:
    return [one for one in within.relations(subjects, network()) if one.type == "contradicts"]


@pytest.mark.parametrize(
    ("cue", "content", "decides"),
    [
        ("denied", "this", ["denied", "this"]),
        ("disputed", "that claim", ["disputed", "that claim"]),
        ("rejects", "it", ["rejects", "it"]),
        ("denies", "claim", ["denies", "claim"]),
        ("said", "it never did", ["it never did"]),
        ("said", "it had not", ["it had not"]),
        ("said", "they didn’t", ["they didn’t"]),
    ],
)
def test_a_denial_that_names_nothing_denies_what_another_says_before_it(
    cue: str, content: str, decides: list[str]
) -> None:
    subjects = story(
        ("Holm", "said", "the harbor is full"), ("Ackerby", "said", CLAIM), ("Velk", cue, content)
    )
    (found,) = conflicts(subjects)
    assert {found.a, found.b} == {subjects[1].statement, subjects[2].statement}
    assert [one.text for one in found.evidence] == decides
    assert {one.statement for one in found.evidence} == {subjects[2].statement}


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("denied", "the appeal of the harbor union"),
        ("denied", "their requests"),
        ("denied", "wrongdoing"),
        ("said", "this"),
        ("said", "it did"),
        ("said", "it will not rain"),
        ("said", "never"),
    ],
)
def test_other_short_statements_deny_nothing_before_them(cue: str, content: str) -> None:
    assert conflicts(story(("Ackerby", "said", CLAIM), ("Velk", cue, content))) == []


def test_nobody_denies_what_they_said_just_before() -> None:
    assert conflicts(story(("Ackerby", "said", CLAIM), ("Ackerby", "denied", "this"))) == []


def test_a_question_is_not_denied() -> None:
    assert conflicts(story(("Ackerby", "said", "did it leave?"), ("Velk", "denied", "this"))) == []


def test_what_is_far_off_is_not_denied() -> None:
    far = ". " + "It rained all night on the quay. " * 8
    assert conflicts(story(("Ackerby", "said", CLAIM), ("Velk", "denied", "this"), between=far)) == []


def test_that_it_was_not_agrees_with_a_denial() -> None:
    denial = "the ferry had not left Tarn"
    assert conflicts(story(("Ackerby", "said", denial), ("Velk", "said", "it never did"))) == []


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        ("he was sorry", "she was not"),
        ("she would vote for the pier", "he would not"),
        ("I was told", "I was not"),
    ],
)
def test_what_two_people_tell_each_of_themselves_is_no_conflict(claim: str, answer: str) -> None:
    assert conflicts(story(("Ackerby", "said", claim), ("Velk", "said", answer))) == []


def test_that_somebody_is_not_what_another_says_of_them_is_a_conflict() -> None:
    told = story(("Ackerby", "said", "the director was sorry"), ("Velk", "said", "she was not"))
    assert len(conflicts(told)) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "the true number is closer to 90",
        "it was nearer 90",
        "the real figure was more than 80",
        "their toll stood at 75",
    ],
)
def test_another_number_is_held_against_the_one_before_it(answer: str) -> None:
    told = story(("Ackerby", "said", "about 40 boats sank in the harbor"), ("Velk", "said", answer))
    (found,) = conflicts(told)
    assert found.detail == "figures"
    assert {one.statement for one in found.evidence} == {one.statement for one in told}


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        ("about 40 boats sank in the harbor", "the true number is closer to 42"),
        ("about 40 boats sank in the harbor", "the true number is not known"),
        ("about 40 boats sank and 12 crews were saved", "the true number is closer to 90"),
        ("about 40 boats sank in the harbor", "it was over by 90 minutes past noon"),
        ("about 40 boats sank in the harbor", "the pier holds 90"),
    ],
    ids=["compatible", "none", "of two it is not told which", "of another unit", "of something else"],
)
def test_other_numbers_answer_nothing(claim: str, answer: str) -> None:
    assert conflicts(story(("Ackerby", "said", claim), ("Velk", "said", answer))) == []
