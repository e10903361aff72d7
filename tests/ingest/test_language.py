from __future__ import annotations

import subprocess
import sys

import pytest

from onrecord.ingest.language import language

ENGLISH = (
    "The board met on Tuesday and said that it would not sell the pier, which it has owned for a century."
)


def test_plain_english_is_told_without_the_model() -> None:
    code = "import sys; from onrecord.ingest.language import language; language(sys.argv[1]); sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code, ENGLISH], check=False).returncode == 0
    assert language(ENGLISH)[0] == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Der alte Steg bleibt stehen, sagte die Vorsitzende am Dienstag nach der Sitzung des Rates.", "de"),
        ("Le vieux quai restera ouvert à tous, a déclaré mardi la présidente du conseil.", "fr"),
        ("El viejo muelle seguirá abierto para todos, dijo el martes la presidenta de la junta.", "es"),
        ("古い桟橋は残る、と議長は火曜日の会議のあとで述べた。住民はこの決定を歓迎している。", "ja"),
    ],
)
def test_other_languages_are_told_whatever_is_declared(text: str, code: str) -> None:
    assert language(text, "en-US")[0] == code


def test_a_few_words_tell_nothing() -> None:
    assert language("Ja ja.")[0] is None
    assert language("Ja ja.", "de-AT") == ("de", "declared 'de-AT'")


@pytest.mark.parametrize("declared", ["", "und", "x", "12", None])
def test_a_declaration_that_is_none_does_not_count(declared: str | None) -> None:
    assert language("Ja ja.", declared)[0] is None


def test_links_and_handles_are_no_words() -> None:
    assert language("@ada @bo #pier https://t.co/AbC123xyZ9 https://t.co/AbC123xyZ8 #a #b #c ok")[0] is None
