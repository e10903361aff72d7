"""What cues do: the table act.tsv, and the package's own table of cues."""

from __future__ import annotations

import pytest

from onrecord.context.act import act_of, act_of_cue
from onrecord.model import Document, Span, Statement
from tests.context import marked


@pytest.mark.parametrize(("cue", "act"), marked.rows("act.tsv"))
def test_act(cue: str, act: str) -> None:
    assert (act_of_cue(cue)[0] or "-") == act


def test_the_finding_points_at_the_cue() -> None:
    document = Document("Ruiz denied it.")
    statement = Statement(document.id, (Span(12, 14),), (Span(0, 4),), (Span(5, 11),))
    act, finding = act_of(document, statement)
    assert act == finding.value == "deny"
    assert finding.spans == statement.cue


def test_a_question_label_asks_and_other_statements_without_cue_do_not_tell() -> None:
    document = Document("QUESTION: Is it safe?\nRUIZ: It is.")
    question = Statement(document.id, (Span(10, 21),), (Span(0, 8),), (), "post")
    answer = Statement(document.id, (Span(28, 34),), (Span(22, 26),), (), "post")
    assert act_of(document, question)[0] == "ask"
    assert act_of(document, answer)[0] is None
    assert act_of(document, answer)[1].reason


def marked_act(story: str) -> str | None:
    document, (statement, *_), _ = marked.read(story)
    return act_of(document, statement)[0]


@pytest.mark.parametrize(
    ("story", "act"),
    [
        ("[Ruiz] {pleaded} <not guilty to three counts of fraud>.", "deny"),
        ("[The clerk] {pleads} <Not guilty>.", "deny"),
        ("[Ruiz] {pleaded} <guilty on Friday>.", "confirm"),
        ("[Ruiz] {pleaded} <that the dam be saved>.", "ask"),
        ("[Ruiz] {pleaded} with the court: <not guilty men should hang>.", "ask"),
        ("[Ruiz] {said} <not guilty>.", "say"),
    ],
)
def test_a_plea_is_told_by_what_is_pleaded(story: str, act: str) -> None:
    assert marked_act(story) == act


@pytest.mark.parametrize(
    ("story", "act"),
    [
        ("[Neither of the two officials] {would say} <whether the dam would hold>.", "decline"),
        ("[Neither Ruiz nor Oake] {would comment on} <the plan>.", "decline"),
        ("[None of the officers] {would discuss} <the order>.", "decline"),
        ("[No one at the port] {responded to} <requests for comment>.", "decline"),
        ("[Neither office] {immediately returned} <a call>.", "decline"),
        ("[Neither side] {said} <the talks were over>.", None),
        ("[No officials] {have confirmed} <the count>.", None),
        ("[Nobody] {believes} <the count>.", None),
        ("[No 10] {said} <the talks were over>.", "say"),
        ("[No Fares Campaign] {would say} <the talks were over>.", "say"),
        ("[No fewer than 12 members] {confirmed} <the count>.", "confirm"),
        ("[No less an expert than Mara Teel] {warned} <the quay would fall>.", "warn"),
        ("[No-one from the mill] {would say} <what it cost>.", "decline"),
        ("[Officials, none of them named,] {confirmed} <the count>.", "confirm"),
    ],
)
def test_a_source_in_which_nobody_speaks_negates_the_cue(story: str, act: str | None) -> None:
    assert marked_act(story) == act
