"""Texts for cells: nothing is run, and everything comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.report.cells import plain, safe


@pytest.mark.parametrize(
    "value",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", "﹦1",
        " =1+1", "\u00a0=1", "\u3000＝1", "\u200b=1", "\ufeff=1", "\u202e=1", "\x00=1", "\ttext", "'=1",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_might_run_has_an_apostrophe_in_front(value: str) -> None:
    assert safe(value) == "'" + value
    assert plain(safe(value)) == value


@pytest.mark.parametrize("value", ["", "words", " words", "'tis", "''", "5 - 3", "“=1”", "e=mc²"])
def test_other_texts_stay_as_they_are(value: str) -> None:
    assert safe(value) == value
    assert plain(value) == value


@given(st.text(st.sampled_from("'=+-@\t\r\n ＝\u200ba")))
def test_every_text_comes_back(value: str) -> None:
    assert plain(safe(value)) == value
