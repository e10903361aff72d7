"""Names: which go together, which is fuller, what signatures and labels hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.context import names

TABLE = Path(__file__).with_name("names.tsv")


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize(("a", "b", "same", "fuller"), rows(), ids=lambda v: v)
def test_names_of_one_person_are_compatible(a: str, b: str, same: str, fuller: str) -> None:
    x, y = tuple(a.split()), tuple(b.split())
    assert names.compatible(x, y) is (same == "yes")
    assert names.compatible(y, x) is (same == "yes")
    if fuller != "-":
        assert " ".join(names.fuller(x, y)) == fuller
        assert " ".join(names.fuller(y, x)) == fuller


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Lena P. Osterby – Harbor Dept", "Lena P. Osterby"),
        ("Gov. Milton Achebe", "Milton Achebe"),
        ("Karl Voss 🌲", "Karl Voss"),
        ("Karl Voss | Mayor", "Karl Voss"),
        ("Dockers’ Union", "Dockers’ Union"),
        ("Karl Voss (parody)", "Karl Voss"),
        ("Ann Voss MP", "Ann Voss"),
        ("Dr Ann Voss PhD", "Ann Voss"),
        ("Cllr Ann Voss", "Ann Voss"),
        ("Lenning MP", "Lenning MP"),
        ("", ""),
    ],
)
def test_a_signature_gives_the_name_without_office_and_ornament(shown: str, name: str) -> None:
    assert " ".join(names.of_signature(shown)) == name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("VOSS", "VOSS"),
        ("MR. VOSS", "VOSS"),
        ("KARL VOSS, HARBOR CHIEF", "KARL VOSS"),
        ("Gov. Pell:", "Pell"),
        ("DEPUTY SECRETARY OF STATE ANN PELL", "ANN PELL"),
        ("HARBOR PRESS SECRETARY PELL", "HARBOR PRESS SECRETARY PELL"),
        ("PRESS SECRETARY PELL", "PELL"),
        ("MARTIN KING PELL", "MARTIN KING PELL"),
        ("REPORTER 2", "REPORTER"),
    ],
)
def test_a_label_gives_the_name_without_title(label: str, name: str) -> None:
    assert " ".join(names.of_label(label)) == name


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Lena Osterby", "female"),
        ("Karl Voss", "male"),
        ("Taylor Voss", None),
        ("Voss", None),
        ("J. Voss", None),
    ],
)
def test_a_first_name_tells_the_gender_only_when_it_is_sure(name: str, gender: str | None) -> None:
    assert names.gender(tuple(name.split())) == gender


@pytest.mark.parametrize(
    ("a", "b", "slip"),
    [
        ("osterby", "osterbey", True),
        ("osterby", "ostreby", False),
        ("voss", "vass", False),
        ("marlow", "marlew", True),
    ],
)
def test_a_slip_is_one_letter_in_a_long_name(a: str, b: str, slip: bool) -> None:
    assert names.misspelt(a, b) is slip
