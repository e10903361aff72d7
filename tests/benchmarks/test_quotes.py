"""The scores of quotation checks, on made-up answers."""

from __future__ import annotations

import pytest

from benchmarks import quotes

ANSWERS: list[quotes.Answer] = [
    ("verbatim", "verbatim", True),
    ("verbatim", "trimmed", True),
    ("trimmed", "trimmed", False),
    ("altered", "altered", True),
    ("absent", "absent", None),
    ("absent", "altered", None),
]


def test_the_scores_are_those_counted_by_hand() -> None:
    found = quotes.scores(ANSWERS, bounds=True)
    assert found["F1"] == pytest.approx(dict.fromkeys(quotes.VERDICTS, 2 / 3))
    assert found["macro F1"] == pytest.approx(2 / 3)
    assert found["right original"] == pytest.approx(3 / 4)
    low, high = found["macro F1_interval"]
    assert low < 2 / 3 < high


def test_the_page_shows_what_was_measured() -> None:
    result = {
        "rows": 6, "sha256": "0" * 64, "all": quotes.scores(ANSWERS, bounds=True), "one half": quotes.scores(ANSWERS),
        "other half": quotes.scores(ANSWERS), "confusion": {v: {v: 1} for v in quotes.VERDICTS},
        "milliseconds": {clock: {"p50": 5.0, "p95": 27.0, "p100": 40.0} for clock in ("wall", "cpu")},
        "record": {"documents": 25_260, "bytes": 210_000_000, "bytes_of_the_run_index": 26_000_000},
    }  # fmt: skip
    page = quotes.page(result)
    assert "| all | 6 | 0.667 [" in page
    assert "median 5 ms, 95 % within 27 ms" in page
