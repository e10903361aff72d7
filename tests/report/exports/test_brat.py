"""Standoff files that brat reads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Document, Reading, Span, Statement
from onrecord.report.exports.brat import configuration, pieces, standoff
from tests.record.test_conformance import readings
from tests.report.examples import full, minimal

texts = st.text(st.sampled_from("ab \t\r\n\v\x85\u2028😀\u202eש"), min_size=1, max_size=30)


def bound(ann: str) -> dict[str, tuple[str, list[tuple[int, int]], str]]:
    """Text-bound annotations as brat reads them: type, offsets and words by id."""
    found = {}
    for line in ann.split("\n"):
        if line.startswith("T"):
            id, about, words = line.split("\t")
            type, offsets = about.split(" ", 1)
            places = [pair.split(" ") for pair in offsets.split(";")]
            found[id] = (type, [(int(start), int(end)) for start, end in places], words)
    return found


def test_a_statement_is_an_event_of_its_cue_with_source_and_content() -> None:
    reading = full()
    assert standoff(reading).split("\n") == [
        "T1\tContent 36 48;50 60\tthe 😀 bridge will stay,",
        "T2\tSource 0 19\tIda Holm, the mayor",
        "T3\tStatement 21 25\tsaid",
        "E1\tStatement:T3 Source:T2 Content:T1",
        "A1\tQuotation T1 mixed",
        "A2\tAct T1 say",
        "A3\tChannel T1 interview",
        "A4\tSpeakerKind T1 person",
        f"#1\tAnnotatorNotes T1\tstatement: {reading.statements[0].id}; confidence: 0.8125; "
        "speaker: Ida Holm; role: mayor; said: 2024-04-29; via: Test Post > Radio Test",
        "T4\tFigure 66 74\t40 boats",
        "A5\tBound T4 exact",
        f"#2\tAnnotatorNotes T4\tvalue: 40; unit: boat; place: the bridge; statement: {reading.statements[0].id}",
        "",
    ]


def test_without_a_cue_a_relation_joins_source_and_content() -> None:
    reading = full()
    (statement,) = reading.statements
    without = replace(statement, cue=())
    lines = standoff(Reading(reading.document, (without,))).split("\n")
    assert "R1\tSaidBy Arg1:T1 Arg2:T2" in lines
    assert not any(line.startswith("E") for line in lines)


def test_a_content_alone_is_an_entity() -> None:
    lines = standoff(minimal()).split("\n")
    assert [line.split("\t")[0] for line in lines if line] == ["T1", "A1", "#1"]


def test_a_span_over_lines_is_written_as_its_pieces() -> None:
    document = Document("One.\r\n\r\n“Two\tthree.”\n")
    statement = Statement(document.id, (Span(0, 20),))
    assert bound(standoff(Reading(document, (statement,)))) == {
        "T1": ("Content", [(0, 4), (8, 12), (13, 20)], "One. “Two three.”")
    }


def test_nothing_but_line_breaks_is_left_out() -> None:
    document = Document("a\n\nb")
    assert standoff(Reading(document, (Statement(document.id, (Span(1, 3),)),))) == ""


@given(texts, st.data())
def test_pieces_have_all_characters_but_breaks_once_and_in_order(text: str, data: st.DataObject) -> None:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda p: p[0] < p[1])
    spans = tuple(Span(*pair) for pair in data.draw(st.lists(ends, max_size=4)))
    found = pieces(text, spans)
    assert [i for start, end in found for i in range(start, end)] == sorted(
        {i for s in spans for i in range(s.start, s.end) if text[i] not in "\t\r\n\v\x85\u2028"}
    )
    assert all(len(text[start:end].splitlines()) == 1 for start, end in found)


@settings(max_examples=25)
@given(readings())
def test_whatever_is_on_record_gives_offsets_that_show_the_words(reading: Reading) -> None:
    text = reading.document.text
    ann = standoff(reading)
    for _, places, words in bound(ann).values():
        assert words == " ".join(text[start:end] for start, end in places)
        assert places == sorted(places)
    assert all(line[0] in "TERA#" for line in ann.split("\n") if line)
    assert ann.splitlines() == ann.split("\n")[:-1]


@pytest.mark.parametrize("section", ["[entities]", "[relations]", "[events]", "[attributes]"])
def test_the_configuration_has_what_brat_asks_for(section: str) -> None:
    assert section in configuration().split("\n")
