"""Labelled speech: interviews and excerpts of transcripts in reports, and what they are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract import Extractor
from onrecord.extract.labelled import beside, of_paragraphs
from onrecord.extract.structure import METHOD
from onrecord.ingest import read_text
from onrecord.model import Document, Span, Statement

LEAD = "Mayor Rosalind Ackerby spoke with Ada Quill of Radio Lenning on Thursday."


def read(*paragraphs: str) -> Document:
    return read_text("\n\n".join(paragraphs))


def said(document: Document) -> list[tuple[str, list[str]]]:
    return [(document[s.source[0]], [document[c] for c in s.content]) for s in of_paragraphs(document)]


def find(document: Document, words: str) -> Span:
    at = document.text.index(words)
    return Span(at, at + len(words))


EXCHANGE = read(
    LEAD,
    "QUILL: Will you open the bridge again?",
    "ACKERBY: Nobody asked us. We will see.",
    "The interview was cut short.",
)


def test_an_exchange_gives_each_speaker_their_words() -> None:
    assert said(EXCHANGE) == [
        ("QUILL", ["Will you open the bridge again?"]),
        ("ACKERBY", ["Nobody asked us. We will see."]),
    ]


def test_labelled_speech_is_known_by_structure_and_has_no_cue() -> None:
    for statement in of_paragraphs(EXCHANGE):
        assert (statement.cue, statement.quotation, statement.method) == ((), "direct", METHOD)
        assert 0.9 <= statement.confidence < 1
        assert statement.document == EXCHANGE.id


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Q: Will you open it?", "A: We will see."),
        ("Q. Will you open it?", "A. We will see."),
        ("Ada Quill: Will you open it?", "Rosalind Ackerby: We will see."),
        ("Ms. Quill: Will you open it?", "Mayor Ackerby: We will see."),
        ("Radio Lenning’s Ada Quill: Will you open it?", "Ackerby: We will see."),
        ("ADA QUILL, HOST: Will you open it?", "MAYOR ROSALIND ACKERBY (I-Lenning): We will see."),
        ('"QUILL: Will you open it?', '"ACKERBY: We will see."'),
        ("QUILL:\n\nWill you open it?", "ACKERBY:\n\nWe will see."),
        ("QUILL: “Will you open it?”", "ACKERBY: “We will see.”"),
        ("QUILL:Will you open it?", "ACKERBY:We will see."),
    ],
)
def test_labels_are_printed_in_many_ways(first: str, second: str) -> None:
    found = said(read(LEAD, first, second))
    assert [content for _, content in found] == [["Will you open it?"], ["We will see."]]


def test_lines_that_were_run_together_are_taken_apart() -> None:
    document = read(LEAD, "QUILL: Will you open it? ACKERBY: We will see. QUILL: When?", "It was late.")
    assert said(document) == [
        ("QUILL", ["Will you open it?"]),
        ("ACKERBY", ["We will see."]),
        ("QUILL", ["When?"]),
    ]


def test_an_answer_goes_on_until_the_next_label() -> None:
    document = read(
        LEAD,
        "QUILL: Will you open it?",
        "ACKERBY: Nobody asked us.",
        "“It carries 60”",
        "The ferry is small, and people wait.",
        "(CROSSTALK)",
        "So I say that we will see.",
        "QUILL: Thank you.",
    )
    assert said(document)[1] == (
        "ACKERBY",
        ["Nobody asked us.", "The ferry is small, and people wait.", "So I say that we will see."],
    )


@pytest.mark.parametrize(
    "between",
    [
        "Ackerby then spoke of her ferry, which we rode last year.",
        "The ferry carries 60 people a day.",
        "She was asked about our ferry next:",
        "THE FACTS: Our ferry carries 60.",
    ],
)
def test_the_reports_own_words_between_labels_are_not_the_speakers(between: str) -> None:
    document = read(LEAD, "QUILL: Will you?", "ACKERBY: We will see.", between, "QUILL: When?")
    assert said(document)[1] == ("ACKERBY", ["We will see."])


def test_the_last_answer_ends_with_its_paragraph() -> None:
    document = read(LEAD, "QUILL: Will you?", "ACKERBY: We will see.", "You can hear all of it on our site.")
    assert said(document)[-1] == ("ACKERBY", ["We will see."])


def test_notes_are_nobodys_words() -> None:
    document = read(LEAD, "QUILL: Will you? (LAUGHTER) Will you?", "ACKERBY: We will [applause] see. (NATO)")
    assert said(document) == [
        ("QUILL", ["Will you?", "Will you?"]),
        ("ACKERBY", ["We will", "see. (NATO)"]),
    ]


def test_of_speech_in_quotation_marks_the_marks_and_the_place_are_left_out() -> None:
    document = read(LEAD, "“It is over.”", "ACKERBY: “We will see.” — on Radio Lenning")
    (statement,) = of_paragraphs(document)
    assert [document[c] for c in statement.content] == ["We will see."]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("The facts disagree with her:", "Ackerby: We have lost 3,000 jobs."),
        ("The bridge was the matter.", "ACKERBY: We have lost 3,000 jobs."),
        ("The bridge was the matter.", "Ackerby: “We have lost 3,000 jobs.”"),
    ],
)
def test_one_label_is_enough_where_what_stands_around_it_says_the_same(paragraphs: tuple[str, ...]) -> None:
    document = read(LEAD, *paragraphs)
    assert said(document) == [(document[find(document, paragraphs[1][:7])], ["We have lost 3,000 jobs."])]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Ackerby: The mayor wants people to wait.", "Quill: The host of the show, who asked."),  # no tone
        ("Ackerby: We will see", "Quill: Will you"),  # headings
        ("ACKERBY: BRIDGE STAYS CLOSED, WE HEAR.", "QUILL: WILL IT OPEN?"),
        ("Ackerby: Ackerby told us so.", "Quill: Quill asked her, we hear."),  # about them
        ("Update: We have changed this story.", "Related: Will you read on?"),
        ("Winner: We think it was the mayor.", "Loser: You know who."),
        ("MYTH: You can cross.", "FACT: You cannot, can you?"),
        ("Our plan: We wait.", "Your plan: You wait."),
        ("- ACKERBY: We will see.", "- QUILL: Will you?"),
        ("LENNING: The mayor said “we went there by ferry” on Monday.", "She was at home."),
        ("Ackerby: We will see.", "The bridge is old."),  # not introduced
    ],
)
def test_other_paragraphs_with_colons_are_not_speech(paragraphs: tuple[str, ...]) -> None:
    assert said(read(LEAD, *paragraphs)) == []


def test_labels_far_apart_are_not_one_interview() -> None:
    prose = ["The bridge is old."] * 20
    assert said(read(LEAD, "Quill: Will you?", *prose, "Ackerby: We will see.")) == []


def statement(document: Document, content: str, source: str = "", printed: str = "indirect") -> Statement:
    spans = (find(document, source),) if source else ()
    return Statement(document.id, (find(document, content),), spans, quotation=printed)  # type: ignore[arg-type]


NESTED = read(
    LEAD,
    "QUILL: Owen Strand said “the bridge is safe” on Monday. Will you open it?",
    "ACKERBY: I said “not before May” and I think that it is old.",
)


@pytest.mark.parametrize(
    ("content", "source", "printed", "stays"),
    [
        ("spoke with Ada Quill", "Mayor Rosalind Ackerby", "indirect", True),
        ("Will you open it?", "QUILL", "indirect", False),
        ("it is old", "I", "indirect", False),
        ("the bridge is safe", "Owen Strand", "direct", True),
        ("not before May", "I", "direct", False),
        ("the bridge is safe", "", "direct", False),
        ("on Thursday.\n\nQUILL: Owen", "", "indirect", True),
    ],
)
def test_what_the_speech_holds_is_not_said_twice(
    content: str, source: str, printed: str, stays: bool
) -> None:
    at = NESTED.text.index("ACKERBY: ")
    one = statement(NESTED, content, "" if source == "I" else source, printed)
    if source == "I":
        start = NESTED.text.index("I ", at)
        one = Statement(NESTED.id, one.content, (Span(start, start + 1),), quotation=one.quotation)
    assert (beside(NESTED, [one], of_paragraphs(NESTED)) == [one]) is stays


def test_labelled_speech_is_read_once_with_the_rest_of_the_story(extractor: Extractor) -> None:
    document = read(
        "“We lost a day,” Owen Strand told reporters on Monday.",
        LEAD,
        "QUILL: Did he say that you lost a day?",
        "ACKERBY: He said that we lost a day, and I believe it.",
    )
    found = [(document[s.source[0]], document[s.content[0]]) for s in extractor.read(document).statements]
    assert ("Owen Strand", "We lost a day") in found
    assert found[-2:] == [
        ("QUILL", "Did he say that you lost a day?"),
        ("ACKERBY", "He said that we lost a day, and I believe it."),
    ]
    assert len([1 for _, content in found if "lost a day" in content]) == 3


def test_without_labelled_speech_everything_stays() -> None:
    one = statement(NESTED, "it is old")
    assert beside(NESTED, [one], []) == [one]


LABELS = st.sampled_from(
    ["QUILL: ", "ACKERBY: ", "Q: ", "A: ", "Ada Quill:", "Mayor Ackerby: “", '"STRAND: ']
)
WORDS = st.text("aÀ🗝e\u0301 \u00a0\"“”'’()[]—-.:?!IN\n", max_size=30)
PARAGRAPHS = st.tuples(
    st.one_of(LABELS, st.just("")), WORDS, st.sampled_from(["", " We see.", " (CROSSTALK)”"])
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PARAGRAPHS.map("".join), max_size=12))
def test_spans_stay_inside_blocks_and_apart_from_each_other(paragraphs: list[str]) -> None:
    document = read(LEAD, *paragraphs)
    end = 0
    for one in of_paragraphs(document):
        for span in (*one.source, *one.content):
            assert span.start >= end
            assert any(span in block.span for block in document.blocks)
            shown = document[span]
            assert shown == shown.strip()
            end = span.end
        assert document.text[one.source[0].end :].lstrip(" \u00a0")[:1] in (":", ".")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    document = read(LEAD, text)
    assert all(span.end <= len(document.text) for s in of_paragraphs(document) for span in s.content)
