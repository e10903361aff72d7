"""Labels: what may be one, whom it names, and which words follow it."""

from __future__ import annotations

import pytest

from onrecord.extract.labels import find, names
from onrecord.ingest import read_text
from onrecord.model import Document


def read(*paragraphs: str) -> Document:
    return read_text("\n\n".join(("The council met on Monday.", *paragraphs)))


@pytest.mark.parametrize(
    ("printed", "label", "key"),
    [
        ("ACKERBY: Nobody asked us.", "ACKERBY", "ACKERBY"),
        ("Rosalind Ackerby: Nobody asked us.", "Rosalind Ackerby", "ACKERBY"),
        ("Mr. Strand: Nobody asked us.", "Mr. Strand", "STRAND"),
        ("Rep. Owen Strand (I-Velk): Nobody asked us.", "Rep. Owen Strand (I-Velk)", "STRAND"),
        ("Radio Lenning’s Ada Quill: Nobody?", "Radio Lenning’s Ada Quill", "QUILL"),
        ("ADA QUILL, HOST: Nobody?", "ADA QUILL, HOST", "QUILL"),
        ("Owen Strand Jr.: Nobody asked us.", "Owen Strand Jr.", "STRAND"),
        ("REPORTER 2: Nobody?", "REPORTER 2", "REPORTER"),
        ("OWEN STRAND, on the ferry: It holds 60.", "OWEN STRAND", "STRAND"),
        ("STRAND CLIP #1: It holds 60.", "STRAND", "STRAND"),
        ("THE CHAIRMAN: Order.", "THE CHAIRMAN", "CHAIRMAN"),
        ("Q: Who asked?", "Q", "Q"),
        ("A. Nobody did.", "A", "A"),
        ("Question: Who asked?", "Question", "Q"),
        ("“O’DELL: Nobody asked us.", "O’DELL", "O'DELL"),
        ("Quill:Who asked?", "Quill", "QUILL"),
    ],
)
def test_a_label_is_what_stands_before_the_colon(printed: str, label: str, key: str) -> None:
    document = read(printed)
    (found,) = find(document)
    assert (document[found.span], found.key) == (label, key)


@pytest.mark.parametrize(
    "printed",
    [
        "Update: The bridge is open.",
        "UPDATE: The bridge is open.",
        "Photo: Harbor Wire",
        "Related: Who closed the bridge?",
        "READ MORE: Who closed the bridge?",
        "Editor’s note: This story was changed.",
        "THE FACTS: It holds 60.",
        "Here’s Strand: He was wrong.",
        "Said Ackerby: “Nobody asked us.”",
        "Ackerby, the mayor, said: “Nobody asked us.”",
        "9:30 a.m.: The council meets.",
        "Monday: The council meets.",
        "Her answer was short: no.",
        "https://example.org/a",
        "- Strand: Nobody asked us.",
        "“Voss: nobody asked us”",
    ],
)
def test_other_words_before_a_colon_are_no_label(printed: str) -> None:
    assert [f for f in find(read(printed)) if f.key != "VOSS"] == []


def test_a_headline_is_no_label_but_an_interview_may_begin_with_one() -> None:
    headline = read_text("Ackerby: Nobody asked this city.\n\nThe bridge closes.\n\nQUILL: Why?")
    assert [f.key for f in find(headline)] == ["QUILL"]
    interview = read_text("ADA QUILL, HOST:\n\nWhy does it close?\n\nSTRAND: It is old.")
    assert [f.key for f in find(interview)] == ["QUILL", "STRAND"]


def test_a_label_on_a_line_of_its_own_has_the_next_paragraph() -> None:
    document = read("QUILL:", "Why does it close?", "STRAND: It is old.")
    quill, strand = find(document)
    assert document[quill.words] == "Why does it close?"
    assert (quill.last, strand.at) == (quill.at + 1, quill.at + 2)


def test_labels_within_a_paragraph_divide_its_words() -> None:
    document = read("QUILL: Why does it close? STRAND: It is old -- QUILL: How old?")
    assert [(f.key, document[f.words]) for f in find(document)] == [
        ("QUILL", "Why does it close?"),
        ("STRAND", "It is old --"),
        ("QUILL", "How old?"),
    ]


def test_words_end_at_the_mark_that_closes_what_was_opened_before_the_label() -> None:
    document = read("“CROWD: We love the ferry!” That is what was heard.")
    assert [document[f.words] for f in find(document)] == ["We love the ferry!"]


def test_initials_are_those_of_the_name_that_has_them() -> None:
    document = read("Ada Quill: Why?", "Owen Strand: Why not?", "AQ: And now?", "OS: We wait.")
    assert [f.key for f in find(document)] == ["QUILL", "STRAND", "QUILL", "STRAND"]


@pytest.mark.parametrize(
    ("prose", "known"),
    [
        ("Commissioner Owen Strand was there.", True),
        ("It was late, Strand said.", True),
        ("Nobody knew Strand’s answer.", True),
        ("There was a strand of wire.", False),
        ("They walked on the beach.", False),
    ],
)
def test_a_label_is_known_where_the_text_names_its_bearer(prose: str, known: bool) -> None:
    (label,) = find(read(prose, "STRAND: It is old."))
    assert label.known is known


def test_a_label_does_not_make_itself_known() -> None:
    assert not any(f.known for f in find(read("ADA QUILL: Why?", "OWEN STRAND: It is old.")))


@pytest.mark.parametrize(
    ("text", "told"),
    [("Strand’s bridge", True), ("to Strand.", True), ("a strand", False), ("Strander", False)],
)
def test_a_text_names_somebody_by_a_whole_word_with_a_capital(text: str, told: bool) -> None:
    assert names(text, "STRAND") is told
