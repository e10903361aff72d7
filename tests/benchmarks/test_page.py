"""The page, on made-up figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from benchmarks import __main__ as command
from benchmarks import page, scaling, tables
from benchmarks.calibration import drawing, expected_error, reliability
from benchmarks.scoring import MEASURES, Tallies

CORPUS = {"name": "made-up", "sha256": "0" * 64, "articles": 2, "words": 1234}


def figures() -> dict[str, dict[str, Any]]:
    counts = np.tile(np.array([3, 4, 3, 5]), (2, len(MEASURES), 1))
    return Tallies(counts).with_intervals()


def cost() -> dict[str, Any]:
    return {"words_per_cpu_second": 4000.4, "each_run": [4000.4], "cpu_seconds": 0.3, "wall_seconds": 0.4,
            "peak_mb": 170.2}  # fmt: skip


def extraction(yardstick: bool = True) -> dict[str, Any]:
    found = figures()
    start = {"wall": 0.05, "cpu": 0.04, "peak_mb": 20.0}
    return {
        "corpus": CORPUS,
        "onrecord": {
            "figures": found,
            "with_that": {"exact": found["exact"]},
            "annotated": 10,
            "predicted": 8,
            "kinds": [{"kind": "cue: none", "n": 5, "recall": 0.6, "recall_interval": [0.5, 0.7]}],
            "calibration": {
                "ece": 0.03,
                "ece_interval": [0.02, 0.05],
                "statements": 8,
                "bins": reliability(np.array([0.95, 0.55]), np.array([1.0, 0.0])),
                "settings": [{"min_confidence": 0.5} | found["statement"]],
            },
            "cost": cost(),
        },
        "yardstick": {
            "figures": found,
            "cost": {"plain": cost(), "batched": cost()},
            "statement_gain_interval": [0.1, 0.2],
        }
        if yardstick
        else None,
        "start_up": {"help": start, "one_line": start},
        "sizes": {"wheel_mb": None, "installed_mb": 260.0, "own_mb": 24.0, "packages": 43, "missing": []},
    }


def kept(result: dict[str, Any]) -> dict[str, Any]:
    return {
        "date": "2026-01-02", "commit": "abc1234+", "command": "python -m benchmarks x", "result": result,
        "machine": {"cpu": "Some CPU", "cores": 2, "memory_gb": 8.0},
        "versions": {"python": "3.11.7", "onnxruntime": "1.2", "network": "onrecord-1"},
    }  # fmt: skip


def test_the_page_says_when_where_and_by_which_command() -> None:
    text = page.page({"extraction": kept(extraction())})
    assert "Measured 2026-01-02 at commit abc1234+; Some CPU, 2 cores, 8 GB; Python 3.11.7" in text
    assert "Command: `python -m benchmarks x`." in text
    assert f"sha256 `{'0' * 64}`" in text


def test_accuracy_has_interval_yardstick_and_earlier_figures_in_columns() -> None:
    text = tables.extraction(extraction())
    line = next(x for x in text.splitlines() if x.startswith("| statement:"))
    assert "| 0.750 | 0.600 | 0.667 [0.667, 0.667] | 0.667 [0.667, 0.667] | best peer" in line
    assert tables.EARLIER in text


def test_a_missing_yardstick_is_said_in_its_column() -> None:
    text = tables.extraction(extraction(yardstick=False))
    assert "| not installed |" in text
    assert "pip install -r requirements-bench.lock" in text


def test_a_partial_run_renews_only_its_section(tmp_path: Path) -> None:
    old = kept({"recall": 0.5})
    page.keep(tmp_path, {"posts": old, "figures": old})
    page.keep(tmp_path, {"figures": kept({"recall": 0.9}) | {"date": "2026-03-04"}})
    stored = json.loads((tmp_path / "benchmarks.json").read_text(encoding="utf-8"))
    assert (stored["posts"], stored["figures"]["date"]) == (old, "2026-03-04")
    text = (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    assert text.index("## Embedded posts") < text.index("## Figures")
    assert "| recall | 0.500 |" in text
    assert not (tmp_path / "reliability.svg").exists()


def test_figures_kept_by_an_older_version_do_not_spoil_the_page() -> None:
    text = page.page({"robustness": kept({"old": 1}), "posts": kept({"recall": 0.5})})
    assert "`python -m benchmarks x` renews them" in text
    assert "| recall | 0.500 |" in text


def test_the_reliability_drawing_is_written_with_extraction(tmp_path: Path) -> None:
    page.keep(tmp_path, {"extraction": kept(extraction())})
    root = ElementTree.fromstring((tmp_path / "reliability.svg").read_text(encoding="utf-8"))
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 2


def test_a_section_nobody_laid_out_becomes_a_table_of_its_figures() -> None:
    text = tables.plain({"p": 0.5, "p_interval": [0.4, 0.6], "n": 1200, "inner": {"ok": True}})
    assert text.splitlines()[2:] == [
        "| p | 0.500 | [0.400, 0.600] |",
        "| n | 1,200 |  |",
        "| inner: ok | yes |  |",
    ]


def test_cells_cannot_break_a_table() -> None:
    assert tables.table(("a",), [["x|y"], [None]]).splitlines()[2:] == ["| x\\|y |", "| – |"]


def test_a_defect_and_a_loss_are_shown_in_robustness() -> None:
    row = {"f1": 0.6, "f1_interval": [0.5, 0.7], "difference_interval": [-0.2, -0.05]}
    rows = [
        row | {"change": "none", "difference": 0.0, "defect": False},
        row | {"change": "no capitals", "difference": -0.1, "defect": True},
    ]
    lines = tables.robustness({"corpus": CORPUS, "rows": rows}).splitlines()
    assert lines[-1] == "| no capitals | 0.600 [0.500, 0.700] | −0.100 [−0.200, −0.050] | **defect** |"
    assert lines[-2].startswith("| none | 0.600 [0.500, 0.700] | – |")


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ({"status": 0, "doubling": 2.0}, "read"),
        ({"status": 0, "doubling": 3.9}, "**grows faster than its length**"),
        ({"status": None, "wall": 60.0, "doubling": None}, "**stopped after 60 s**"),
        ({"status": 1, "error": "onrecord: a.txt: is empty"}, "refused: a.txt: is empty"),
        ({"status": 1, "error": "IndexError: 3"}, "**crashed**: IndexError: 3"),
    ],
)
def test_outcomes_of_hostile_inputs(row: dict[str, Any], outcome: str) -> None:
    filled = {"input": "x", "cpu": 1.0, "ratio": 1.0, "peak_mb": 100.0} | row
    text = tables.scaling({"rows": [], "exponent": 1.01, "memory_limit_mb": 1500, "hostile": [filled]})
    assert text.endswith(f"| {outcome} |")
    assert "power of 1.01" in text


def test_calibration_error_is_the_mean_distance_by_bin() -> None:
    confidence, right = np.array([0.9, 0.9, 0.1, 0.1]), np.array([1.0, 0.0, 0.0, 0.0])
    assert expected_error(confidence, right) == pytest.approx(0.25)
    assert expected_error(np.array([1.0]), np.array([1.0])) == 0.0
    assert expected_error(np.zeros(0), np.zeros(0)) == 0.0


def test_an_empty_bin_has_no_mean() -> None:
    bins = reliability(np.array([1.0]), np.array([1.0]))
    assert bins[-1] == {"from": 0.9, "to": 1.0, "n": 1, "stated": 1.0, "right": 1.0}
    assert bins[0]["stated"] is None
    assert "circle" in drawing(bins, 0.0)


def test_an_invented_story_has_exactly_the_words_asked_for() -> None:
    story = scaling.story(5_000)
    assert len(story.split()) == 5_000
    assert story == scaling.story(5_000)
    assert "Ostrander" not in story


@pytest.mark.parametrize("name", scaling.HOSTILE)
def test_hostile_inputs_are_of_the_size_asked_for(name: str) -> None:
    assert 0.9 * 5_000 <= len(scaling.HOSTILE[name](5_000)) <= 1.1 * 5_000


def test_growth_in_proportion_has_the_power_one() -> None:
    assert scaling.exponent([{"words": 10, "cpu": 1.0}, {"words": 100, "cpu": 10.0}]) == pytest.approx(1.0)


def test_missing_data_is_one_line_and_status_1(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONRECORD_SHARED", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["benchmarks", "extraction"])
    with pytest.raises(SystemExit) as stopped:
        command.main()
    assert "set ONRECORD_SHARED" in str(stopped.value.code)
    assert "\n" not in str(stopped.value.code)
