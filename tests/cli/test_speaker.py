"""onrecord speaker: the list, a page, choosing among several, nobody."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord import cli
from onrecord.model import Span
from onrecord.record import open_record
from onrecord.record.conflicts import Conflict, Other
from onrecord.record.speaker_page import Page, Remark
from onrecord.record.speakers import Listed
from onrecord.report import as_speaker
from onrecord.report.as_table import console
from tests.record.told import Voice, told


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    with open_record("onrecord.db") as found:
        found.add(told(1, Voice("Rosalind Ackerby", "councilwoman"), "Owen Strand", published="2025-11-02"))
        found.add(told(2, Voice("Rosalind Ackerby", "Mayor", handle="MayorAckerby"), "Tomas Ackerby"))
        found.add(
            told(3, Voice("Rosalind Ackerby", "[red]\x1b[31mMayor"), published="2026-01-10", act="deny")
        )
    return tmp_path / "onrecord.db"


def run(*args: str) -> Result:
    result = CliRunner().invoke(cli.main, ["speaker", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(*args: str) -> list[dict[str, Any]]:
    result = run(*args, "--format", "json")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_without_a_name_all_are_listed() -> None:
    found = rows()
    assert [(one["name"], one["statements"]) for one in found] == [
        ("Rosalind Ackerby", 3),
        ("Owen Strand", 1),
        ("Tomas Ackerby", 1),
    ]
    assert found[0].keys() == {
        "id", "name", "kind", "aliases", "roles", "statements", "documents", "first", "last"
    }  # fmt: skip
    shown = run().stdout
    assert "Rosalind Ackerby" in shown
    assert "councilwoman" in shown


def test_a_name_gives_the_page() -> None:
    (page,) = rows("rosalind ackerby")
    assert [one["input_id"] for one in page["timeline"]] == ["1", "3", "2"]
    assert page["timeline"][0]["content"] == [{"start": 0, "end": 18, "text": "Thing 0 of story 1"}]
    assert page["roles_over_time"][0] == {
        "role": "councilwoman", "first": "2025-11", "last": "2025-11", "documents": 1
    }  # fmt: skip
    assert page["conflicts"] == []
    assert page["months"] == {"2025-11": 1, "2026-01": 1, "2026-03": 1}
    assert (page["channels"], page["outlets"]) == ({"interview": 3}, {"Port Carrow Gazette": 3})


def test_the_page_for_people_has_a_chart_and_fits() -> None:
    shown = run("@MayorAckerby").stdout
    assert "2025-12   0" in shown
    assert "2026-01  ████" in shown
    assert "Thing 0 of story 3" in shown
    assert "deny" in shown
    assert "\x1b" not in shown
    assert "[red]" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_a_name_of_several_lists_them_and_says_how_to_choose() -> None:
    result = run("Ackerby")
    assert result.exit_code == 1
    assert "choose one with --id" in result.stderr
    shortened = run("Ackerby", "--limit", "1")
    assert "2 speakers go by this name, of whom the 1 most quoted are shown" in shortened.stderr
    assert "Tomas" not in shortened.stdout
    first = rows("Ackerby")[1]["id"]
    assert first[:12] in result.stdout
    assert rows("--id", first[:12])[0]["name"] == "Tomas Ackerby"


def test_a_name_that_nobody_has_is_one_line_with_names_like_it() -> None:
    result = run("Roselind Ackerby")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "onrecord: Roselind Ackerby: nobody of this name is on record; perhaps Rosalind Ackerby"
    ]
    assert "lists who is" in run("Xq").stderr
    assert len(run("x" * 100_000).stderr) < 300
    assert run("--id", "0" * 32).exit_code == 1


def test_the_list_and_the_page_fit_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    listed = run().stdout
    assert "Rosalind Ackerby" in listed
    assert "councilwoman" in listed
    for shown in (listed, run("rosalind").stdout):
        assert max(map(len, shown.splitlines())) <= 60


def test_a_time_without_statements_is_told() -> None:
    result = run("Rosalind Ackerby", "--since", "2027")
    assert result.exit_code == 0
    assert "no statements in this time" in result.stdout
    assert "no such speakers" in run("--since", "2027").stdout


def test_options_narrow() -> None:
    assert [one["name"] for one in rows("--until", "2025", "--limit", "1")] == ["Owen Strand"]
    assert rows("--kind", "group") == []
    (page,) = rows("Rosalind Ackerby", "--since", "2026-02")
    assert [one["input_id"] for one in page["timeline"]] == ["2"]


@pytest.mark.parametrize(
    "args",
    [
        ("--since", "soon"),
        ("Ackerby", "--id", "0" * 32),
        ("--limit", "0"),
        ("",),
        (" ",),
        ("--id", ""),
        ("--id", "12ab"),
    ],
)
def test_misuse_is_told(args: tuple[str, ...]) -> None:
    assert run(*args).exit_code == 2


def test_a_record_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    result = run("--record", "other.db")
    assert result.exit_code == 1
    assert not (tmp_path / "other.db").exists()


def test_a_chart_of_many_months_is_one_of_years_with_the_empty_ones() -> None:
    lines = as_speaker.bars({"2020-01": 8, "2024-06": 1, None: 3})
    assert [line[:4] for line in lines] == ["2020", "2021", "2022", "2023", "2024"]
    assert lines[0] == f"2020     {'█' * 40} 8"
    assert lines[4] == "2024     █████ 1"
    assert as_speaker.bars({None: 3}) == as_speaker.bars({}) == []


def remark(id: str, words: str, said: str | None = "2026-03-05", outlet: str = "Harbor Wire") -> Remark:
    content = ((Span(0, len(words)), words),)
    on = "2026-04-02"
    return Remark(
        id, id, None, None, "report", outlet, None, said, on, "direct", "say", None, (), 1.0, False, content
    )


def shown(*remarks: Remark, conflicts: tuple[Conflict, ...] = ()) -> str:
    listed = Listed("0" * 32, "Owen Strand", "person", (), (), len(remarks), 1, None, None)
    out = io.StringIO()
    found = Page(listed, remarks, (), {}, {}, {}, conflicts)
    console(out).print(as_speaker.page(found))
    return " ".join(out.getvalue().split())


def test_the_same_words_of_a_day_stand_once_with_all_outlets() -> None:
    words = "It will stay open."
    text = shown(
        remark("1", words), remark("2", words, outlet="Port Carrow Gazette"), remark("3", words, "2026-04-01")
    )
    assert text.count("It will stay open") == 2
    assert "Harbor Wire Port Carrow Gazette" in text


def test_of_what_was_said_on_an_unknown_day_the_page_says_by_when() -> None:
    text = shown(remark("1", "It will stay open.", None), remark("2", "It will close."))
    assert "by 2026-04-02 “It will stay open.”" in text
    assert "2026-03-05 “It will close.”" in text


def test_a_very_long_statement_is_cut_on_the_page() -> None:
    text = shown(remark("1", "word " * 4000))
    assert "[…]" in text
    assert len(text) < 1500


def test_what_may_conflict_stands_under_the_statement_the_likeliest_few() -> None:
    def against(number: int) -> Conflict:
        words = f"the bridge is shut {number}"
        pieces = ((Span(14, 18), "shut" if number < 3 else f"shut {number}"),)
        other = Other(
            "8",
            "9",
            None,
            "Hanna \x1bVelk",
            "Gazette",
            "2026-03-04",
            "2026-03-05",
            "direct",
            ((Span(0, 9), words),),
            pieces,
        )
        return Conflict("contradicts", "1", ((Span(8, 12), "open"),), other, 0.8, None)

    text = shown(remark("1", "it is open"), conflicts=tuple(against(i) for i in range(5)))
    assert (
        "may conflict with Hanna �Velk · 2026-03-04 · Gazette: “the bridge is shut 0” (open / shut)" in text
    )
    assert text.count("may conflict") == 2
    assert "and with 1 more" in text
