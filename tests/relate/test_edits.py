"""Kinds of edits."""

from __future__ import annotations

import pytest

from onrecord.relate.edits import HARMLESS, Kind, are_other_names, kind_of


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("health care", "healthcare", "spacing"),
        ("cannot", "can not", "spacing"),
        ("it's", "it is", "contraction"),
        ("it’s", "it has", "contraction"),
        ("don't", "do not", "contraction"),
        ("won't", "will not", "contraction"),
        ("she'd", "she would", "contraction"),
        ("gonna", "going to", "contraction"),
        ("um", "", "filler"),
        ("twelve", "12", "numeral"),
        ("Fifty eight", "58", "numeral"),
        ("fifty eight", "57", "number"),
        ("twenty five", "25,000", "number"),
        ("colour", "color", "spelling"),
        ("organised", "organized", "spelling"),
        ("and", "", "joint"),
        ("is", "was", "form"),
        ("crime", "crimes", "form"),
        ("planned", "plans", "form"),
        ("we", "they", "person"),
        ("we have", "they had", "person"),
        ("not", "", "negation"),
        ("isn't", "is", "negation"),
        ("any", "no", "negation"),
        ("twelve", "20", "number"),
        ("million", "billion", "number"),
        ("Velk", "Ackerby", "name"),
        ("bridge", "tower", "words"),
        ("is", "has", "words"),
        ("I", "", "words"),
    ],
)
def test_kinds(old: str, new: str, kind: Kind) -> None:
    assert kind_of(old.split(), new.split(), [], []) == kind
    assert kind_of(new.split(), old.split(), [], []) == kind


def test_a_word_said_twice_is_a_repetition() -> None:
    assert kind_of(["very"], [], ["a", "very"], ["old"]) == "repetition"
    assert kind_of(["they", "said"], [], [], ["they", "said", "so"]) == "repetition"


def test_a_not_said_twice_is_still_a_repetition() -> None:
    assert kind_of(["not"], [], ["will", "not"], ["go"]) == "repetition"


@pytest.mark.parametrize("kind", ["negation", "condition", "number", "name", "words", "form", "person"])
def test_what_may_change_the_meaning_is_not_harmless(kind: Kind) -> None:
    assert kind not in HARMLESS


@pytest.mark.parametrize(
    ("old", "new"), [("Tarn", "Eastbank"), ("Ackerby", "Velk"), ("Anselm Drury", "Velk")]
)
def test_names_of_two(old: str, new: str) -> None:
    assert are_other_names(old, new)
    assert are_other_names(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Ackerby", "Akerby"), ("Rosalind Ackerby", "Ackerby"), ("June", "July"), ("Tarn", "the town"), ("toll", "tax")],
)  # fmt: skip
def test_one_name_in_two_spellings_and_what_is_no_name(old: str, new: str) -> None:
    assert not are_other_names(old, new)
    assert not are_other_names(new, old)
