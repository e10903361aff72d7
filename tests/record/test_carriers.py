"""Which outlet carries whose text."""

from __future__ import annotations

import pytest

from onrecord.model import Document, Reading
from onrecord.record.carriers import copies, outlet_name, wire


@pytest.mark.parametrize(
    ("text", "author", "name"),
    [
        ("PORT CARROW (Harbor Wire) -- The pier closed.", None, "Harbor Wire"),
        ("PORT CARROW, Kesway (AP) — The pier closed.", None, "Associated Press"),
        ("Pier to close\n\nBy Lucan Hartwell, Harbor Wire\nMarch 3", None, "Harbor Wire"),
        ("The pier closed.", "Lucan Hartwell, Reuters", "Reuters"),
        ("The pier closed (again) - for good.", "Lucan Hartwell", None),
        ("By the pier, a Harbor Wire reporter waited.", None, None),
    ],
)
def test_the_wire_is_named_by_dateline_or_byline(text: str, author: str | None, name: str | None) -> None:
    assert wire(Document(text, author=author)) == name


def test_documents_that_print_one_text_are_copies_of_the_first() -> None:
    text = "The pier will close in April, the harbor board said after a long night of talks by the sea."
    early = Reading(Document(text, publisher="Wire", published="2026-03-03"))
    late = Reading(Document(f"{text} More soon.", publisher="Ledger", published="2026-03-04"))
    other = Reading(Document("Forty teachers were hired by the county for the new school year."))
    found = copies([late, other, early])
    assert found[late.document.id] == found[early.document.id] == early.document.id
    assert found[other.document.id] == other.document.id


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("AP", "Associated Press"),
        ("the Associated Press", "Associated Press"),
        ("Harbor Wire", "Harbor Wire"),
        ("Harbor Wire (online)", "Harbor Wire"),
        ("(online)", "(online)"),
    ],
)
def test_an_outlet_has_one_name(name: str, usual: str) -> None:
    assert outlet_name(name) == usual
