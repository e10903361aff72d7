"""Pairs that may conflict, as they are looked up and printed."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from onrecord.record import Record, open_record, speaker_page, speakers
from onrecord.record.conflicting import Pair, conflicts
from onrecord.report import as_conflicts
from tests.record.stories import Says, Story

CLOSES = "the Ostrander Bridge will close to all traffic in March"
OPEN = "the Ostrander Bridge will stay open to all traffic in March"
HEADLINE = Story("Harbor Wire", (Says("Rosalind Ackerby", CLOSES), Says("Owen Strand", OPEN)))
POST = Story("Gazette", (Says("Rosalind Ackerby", CLOSES, quotation="direct"),))
OTHER = Story(
    "Ledger",
    (Says("Hanna Velk", "the Kesway mill is safe"), Says("Ida Holm", "the Kesway mill is dangerous")),
)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(str(tmp_path / "onrecord.db")) as opened:
        for one in (HEADLINE, POST, OTHER):
            opened.add(one.reading())
        yield opened


def printed(pairs: list[Pair]) -> str:
    console = Console(file=io.StringIO(), width=240)
    console.print(as_conflicts.table(pairs))
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_pairs_of_the_same_wordings_stand_once_in_the_table(record: Record) -> None:
    pairs = conflicts(record)
    ackerby = [one for one in pairs if "Rosalind Ackerby" in (one.a.speaker, one.b.speaker)]
    assert len(ackerby) == 2
    first, again = ackerby
    assert (first.same_as, again.same_as) == (None, first.id)
    text = printed(pairs)
    assert first.id[:12] in text
    assert again.id[:12] not in text
    assert text.count("and 1 more in the same words") == 1
    assert text.count("Hanna Velk") == 1


def test_json_keeps_them_all(record: Record) -> None:
    pairs = conflicts(record)
    lines = [json.loads(as_conflicts.line(one)) for one in pairs]
    assert [one["id"] for one in lines] == [one.id for one in pairs]
    assert [one["same_as"] for one in lines].count(None) == len(lines) - 1


def test_the_words_of_another_speaker_are_another_pair(record: Record) -> None:
    record.add(Story("Post", (Says("Casimir Holt", CLOSES, quotation="direct"),)).reading())
    assert {one.same_as for one in conflicts(record) if "Casimir Holt" in (one.a.speaker, one.b.speaker)} == {
        None
    }


def test_a_position_that_is_changed_back_is_another_pair(tmp_path: Path) -> None:
    closes, open_ = "We will close the Ostrander Bridge.", "We will not close the Ostrander Bridge."
    with open_record(str(tmp_path / "onrecord.db")) as record:
        for day, words in ((6, closes), (13, open_), (20, closes)):
            says = Says("Rosalind Ackerby", words, quotation="direct", said=f"2026-04-{day:02d}")
            record.add(Story(f"Paper {day}", (says,), published=f"2026-04-{day:02d}").reading())
        revised = [one for one in conflicts(record) if one.relation.type == "revises"]
    assert [one.same_as for one in revised] == [None, None]


@pytest.mark.parametrize(
    ("said", "expression", "day", "told"),
    [
        (None, None, None, "by 2026-03-05"),
        (None, "a week earlier", None, "by 2026-03-05"),
        ("2026-02-27", None, "2026-02-27", "2026-02-27"),
        ("2026-02", None, "2026-02", "2026-02"),
        ("2026-03-05", None, "2026-03-05", "2026-03-05"),
    ],
)
def test_a_day_that_is_not_known_stays_unknown(
    tmp_path: Path, said: str | None, expression: str | None, day: str | None, told: str
) -> None:
    one = Says("Rosalind Ackerby", CLOSES, said=said, expression=expression)
    with open_record(str(tmp_path / "onrecord.db")) as record:
        record.add(Story("Harbor Wire", (one, Says("Owen Strand", OPEN, said="2026-03-01"))).reading())
        (pair,) = conflicts(record)
        (listed,) = speakers.find(record, "Rosalind Ackerby")
        page = speaker_page.page(record, listed.id)
    place = pair.a if pair.a.speaker == "Rosalind Ackerby" else pair.b
    assert (place.said, place.published) == (day, "2026-03-05")
    assert f"{told} · Harbor Wire" in printed([pair])
    assert page is not None
    assert [remark.said for remark in page.remarks] == [day]
