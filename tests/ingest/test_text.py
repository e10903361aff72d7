from __future__ import annotations

import textwrap

import pytest

from onrecord.ingest import read_text

from .conftest import shown

LONG = (
    "The harbour board met on Tuesday evening to decide what becomes of the old grain pier, and "
    "it did not take long. Four of its five members want it gone before the winter storms arrive, "
    "the fifth wants it kept for the anglers who have stood on it since the mill closed."
)


def test_blank_lines_separate_paragraphs() -> None:
    document = read_text("The ferry is late.\n\nNobody is surprised.\n \nIt will come.")
    assert shown(document) == ["The ferry is late.", "Nobody is surprised.", "It will come."]


def test_each_line_is_a_paragraph_where_there_are_no_blank_lines() -> None:
    text = f"{LONG}\nThe mayor was not there.\n“I had a cold,” she said later, and then she said it again."
    assert len(shown(read_text(text))) == 3


def test_lines_wrapped_at_a_fixed_width_are_one_paragraph() -> None:
    wrapped = textwrap.fill(LONG, 68)
    document = read_text(f"{wrapped}\n\n{wrapped}")
    assert shown(document) == [wrapped, wrapped]


def test_wrapped_lines_without_blank_lines_end_a_paragraph_at_a_short_finished_line() -> None:
    wrapped = textwrap.fill(LONG, 68)
    assert shown(read_text(f"{wrapped}\n{wrapped}")) == [wrapped, wrapped]


def test_unfinished_lines_of_different_length_stay_apart() -> None:
    lines = [
        "Ferry times",
        "Monday to Friday, except on public holidays and in fog",
        "From the pier",
        "Return",
    ]
    assert shown(read_text("\n".join(lines))) == lines


def test_a_short_first_line_without_full_stop_before_a_blank_line_is_a_heading() -> None:
    document = read_text(f"Board votes to tear down the pier\n\n{LONG}")
    assert shown(document, "heading") == ["Board votes to tear down the pier"]


@pytest.mark.parametrize("first", ["It was over quickly.", "Over “at last”", "This is what she said:"])
def test_a_first_sentence_is_no_heading(first: str) -> None:
    assert shown(read_text(f"{first}\n\n{LONG}"), "heading") == []


def test_a_text_of_one_line_is_a_paragraph() -> None:
    assert shown(read_text("No comment"), "paragraph") == ["No comment"]


def test_bullets_are_list_items() -> None:
    document = read_text("The plan has two parts:\n\n- Close the pier.\n- Sell the timber.\n\nThat is all.")
    assert shown(document, "list_item") == ["- Close the pier.", "- Sell the timber."]


@pytest.mark.parametrize("gap", ["\r\n\r\n", "\r\r", "\n\n\n"])
def test_line_breaks_of_every_system_are_kept_and_understood(gap: str) -> None:
    text = f"First of two.{gap}Second of two."
    document = read_text(text)
    assert document.text == text
    assert shown(document) == ["First of two.", "Second of two."]
