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
