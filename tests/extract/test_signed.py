"""Signed quotations: a paragraph in quotation marks, a dash and a name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.signed import of_paragraphs
from onrecord.extract.structure import METHOD
from onrecord.ingest import read_text


@pytest.mark.parametrize(
    ("printed", "content", "source"),
    [
        ("“The ferry is small.” — Owen Strand", "The ferry is small.", "Owen Strand"),
        ("“The ferry is small.”― Owen Strand.", "The ferry is small.", "Owen Strand"),
        ('"The ferry is small." -Owen Strand Jr.', "The ferry is small.", "Owen Strand Jr."),
        ("‘The ferry is small.’ – Mr. Strand", "The ferry is small.", "Mr. Strand"),
        ("“ The ferry is small, ” — Ada Quill", "The ferry is small", "Ada Quill"),
        (
            "”The ferry is small.” —\u00a0Ada Quill, Radio Lenning",
            "The ferry is small.",
            "Ada Quill, Radio Lenning",
        ),
        ("“They said “no” to us.” — Ada Quill", "They said “no” to us.", "Ada Quill"),
        (
            "“Wait.” — Secretary of the Guild Ada Quill (I-Velk)",
            "Wait.",
            "Secretary of the Guild Ada Quill (I-Velk)",
        ),
    ],
)
def test_a_signed_quotation_is_the_signers(printed: str, content: str, source: str) -> None:
    document = read_text(f"The council heard many.\n\n{printed}\n\nIt voted.")
    (found,) = of_paragraphs(document)
    assert (document[found.content[0]], document[found.source[0]]) == (content, source)
    assert (found.cue, found.quotation, found.method) == ((), "direct", METHOD)


@pytest.mark.parametrize(
    "printed",
    [
        "The ferry is small — Owen Strand",
        "“The ferry is small,” he said. “It is old.” — Owen Strand",
        "“The ferry is small.” — Eastbank, Oct. 19",
        "“The ferry is small.” — Eastbank",
        "“The ferry is small.” — and that was all.",
        "“The ferry is small” — Owen Strand said so on Monday, and nobody asked him why: it is.",
        "“The ferry is small.” — Owen Strand (@OwenStrand_D4) March 4",
        "“The ferry is small.”",
        "“…” — Owen Strand",
        "“",
    ],
)
def test_other_quotations_are_left_to_the_network(printed: str) -> None:
    assert of_paragraphs(read_text(f"The council heard many.\n\n{printed}\n\nIt voted.")) == []


@settings(max_examples=100, deadline=None)
@given(st.text("aÀ🗝 \u00a0\"“”'’—-.:?!IN", min_size=1, max_size=40))
def test_spans_stay_inside_the_paragraph(words: str) -> None:
    document = read_text(f"“{words}” — Owen Strand\n\nIt voted.")
    for found in of_paragraphs(document):
        inside = document.blocks[0].span
        assert all(span in inside for span in (*found.source, *found.content))
        assert document[found.source[0]] == "Owen Strand"
