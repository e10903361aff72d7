"""The page's sections on context and figures, from made-up results."""

from __future__ import annotations

from benchmarks import tables


def test_context_shows_each_field_beside_its_target() -> None:
    field = {
        "annotated": 7, "p": 0.9, "p_interval": [0.8, 1.0], "p_target": 0.85,
        "r": 0.5, "r_interval": [0.4, 0.6], "r_target": 0.65,
    }  # fmt: skip
    page = tables.context(
        {"articles": 2, "statements": 9, "paired": 8, "words per CPU second": 3210.4, "role": field}
    )
    assert "| role | 7 | 0.900 [0.800, 1.000] | 0.85 | 0.500 [0.400, 0.600] | 0.65 |" in page
    assert "3,210 words per CPU-second" in page


def test_figures_show_each_table_at_each_level() -> None:
    found = {"p": 1.0, "p_interval": [1.0, 1.0], "r": 0.5, "r_interval": [0.25, 0.75]}
    page = tables.figures({"a.tsv": {"sentences": 4, "without a figure": 2, "and unit": found}})
    assert "| a.tsv | 4 | 2 | and unit | 1.000 [1.000, 1.000] | 0.500 [0.250, 0.750] |" in page
