"""Where a brief shows the cue before what somebody said."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from onrecord.model import Act, Context, Document, Evidence, Reading, Relation, Span, Speaker, Statement
from onrecord.record.topic import Stated, Topic
from onrecord.report.brief.as_json import line
from onrecord.report.brief.make import of_topic, quotes
from onrecord.report.brief.markdown import markdown


def topic(sentence: str, quotation: str = "indirect", act: str | None = None) -> Topic:
    """A sentence of which the source, [cue] and {content} are marked."""
    text = sentence.translate({ord(mark): None for mark in "[]{}"})
    at = {mark: sentence[: sentence.index(mark)] for mark in "[]{}"}
    place = {mark: len(before.translate({ord(m): None for m in "[]{}"})) for mark, before in at.items()}
    cue, content = Span(place["["], place["]"]), Span(place["{"], place["}"])
    document = Document(text, publisher="Wire", published="2026-03-05")
    statement = Statement(document.id, (content,), (Span(0, 4),), (cue,), quotation, 0.9, "test 1")  # type: ignore[arg-type]
    context = Context(Speaker("holm", "Ida Holm", "person"), act=act)  # type: ignore[arg-type]
    reading = Reading(document, (statement,), contexts={statement.id: context})
    stated = Stated(statement, context, document, context.speaker, True)
    return Topic("pier", (stated,), {document.id: reading}, frozenset({document.id}), ())


@pytest.mark.parametrize(
    ("sentence", "quotation", "shown"),
    [
        ("Holm [has not seen] {the letter}.", "indirect", "has not seen the letter"),
        ("Holm [criticized] {the board}.", "indirect", "criticized the board"),
        ("Holm [also announced] {her retreat} from the board.", "indirect", "also announced her retreat"),
        ("Holm [welcomed] {Velden’s decision}.", "indirect", "welcomed Velden’s decision"),
        ("Holm [called] {the plan “a rope of sand.”}", "mixed", "called the plan “a rope of sand.”"),
        ("Holm [refused] {to discuss the letter}.", "indirect", "refused to discuss the letter"),
    ],
)
def test_the_cue_of_what_claims_nothing_is_shown_as_printed(
    sentence: str, quotation: str, shown: str
) -> None:
    found = topic(sentence, quotation)
    made = of_topic(found)
    (document,) = found.readings.values()
    start = document.document.text.index(shown)
    assert f"_{shown}_ [Wire 2026-03-05, {start}–{start + len(shown)}]" in markdown(made)
    for one in quotes(made):
        assert one.parts == tuple(document.document[span] for span in one.spans)
    (saying,) = json.loads(line(made))["said"]
    (span,) = saying["cue"]["spans"]
    (content,) = saying["quote"]["spans"]
    assert f"{span['text']} {content['text']}" == shown


@pytest.mark.parametrize(
    ("sentence", "quotation"),
    [
        ("Holm [said] {the pier will close in April}.", "indirect"),
        ("Holm [said] {nine boats}.", "indirect"),
        ("Holm [announced] {the pier will close in April}.", "indirect"),
        ("Holm [announced] that {the pier will close in April}.", "indirect"),
        ("Holm [replied] {the pier}.", "direct"),
        ("Holm of the board, [asked], {the pier}.", "indirect"),
        ("Holm[’s] {answer to the board}.", "indirect"),
    ],
    ids=["a clause", "said", "a clause behind another verb", "that", "own words", "apart", "no word"],
)
def test_no_cue_is_shown_where_the_words_stand_by_themselves(sentence: str, quotation: str) -> None:
    made = of_topic(topic(sentence, quotation))
    assert [one.cue for one in made.said] == [None]
    assert json.loads(line(made))["said"][0]["cue"] is None


@pytest.mark.parametrize("act", [act for act in get_args(Act) if act != "say"])
def test_what_the_documents_own_word_tells_is_not_told_twice(act: str) -> None:
    text = markdown(of_topic(topic("Holm [has had no warning of] {the storm}.", act=act)))
    assert "- **Ida Holm** (by then; date not known): _has had no warning of the storm_" in text


def test_a_word_of_the_cue_that_decides_is_marked() -> None:
    found = topic("Holm [denied] {the charge} on Monday.", act="deny")
    (one,) = found.stated
    other = topic("Holm [said] {the charge was right}.").stated[0]
    denied = Evidence(one.statement.id, one.statement.cue[0], "denied")
    relation = Relation("contradicts", one.statement.id, other.statement.id, 0.9, "test", (denied,))
    both = Topic(
        "charge",
        (one, other),
        {s.document.id: Reading(s.document, (s.statement,)) for s in (one, other)},
        frozenset(),
        (relation,),
    )
    assert "_**denied** the charge_" in markdown(of_topic(both))
