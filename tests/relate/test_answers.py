"""Denials that leave what they deny to the statement before them."""

from __future__ import annotations

from functools import cache

import pytest

from onrecord.model import Context, Document, Relation, Span, Speaker, Statement, content_id
from onrecord.relate import within
from onrecord.relate.claims import side_of
from onrecord.relate.pairs import PairNetwork
from onrecord.relate.relating import Subject
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
    return [_subject(document, *place) for place in places]


def _subject(document: Document, who: str, cue: str, span: Span) -> Subject:
    words = Span(span.start - len(cue) - 1, span.start - 1)
    one = Statement(document.id, (span,), cue=(words,), quotation="indirect")
    denies = cue != "said"
    speaker = Speaker(content_id("speaker", who), who, "person")
    context = Context(speaker, act="deny" if denies else "say")
    return Subject(
        one.id,
        document.id,
        Printed(document.text, one.content, "indirect"),
        lambda: side_of(document, one, context),
        Voice(speaker.id, denies=denies),
        question=document[span].endswith("?"),
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
