"""Decisions on a version of a page that is removed: they stay with later versions that print the
same passage."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from sqlalchemy import select, update

from onrecord.model import Reading
from onrecord.record import Record, deciding, histories, open_record
from onrecord.record.doctor import examine
from onrecord.record.forgetting import forget
from onrecord.record.log import log
from onrecord.record.schema import document
from onrecord.report.exports import write_record
from onrecord.report.exports.bringing import Brought, bring

from . import bridge

PAGE = "https://gazette.example/bridge"
NOBODY_TWICE = bridge.TEXT + "\n\n“Nobody asked this city,” Mayor Rosalind Ackerby said. Again."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "onrecord.db"


def page(text: str) -> Reading:
    return bridge.reading(text=text, url=PAGE)


def held(record: Record) -> list[tuple[str, str | None, str | None]]:
    """Of each decision when it was taken, the document that it is on and the statement that holds it."""
    return [(one.decision.decided_at, one.decision.document, one.statement) for one in log(record)]


def test_a_decision_stays_with_a_later_version_that_prints_its_passage(path: Path) -> None:
    first, second = page(bridge.TEXT), page("Updated on Thursday.\n\n" + bridge.TEXT)
    with open_record(path) as record:
        for one in (first, second):
            record.add(one)
        closes, nobody, ferry = first.statements
        kept = [
            *deciding.reject(record, [ferry.id], author="ada", note="not hers"),
            deciding.correct(record, nobody.id, "content", ["this city"], author="ben"),
            deciding.correct(record, closes.id, "said", ["2026-04"], words=["in April"], author="ada"),
        ]
        withdrawn = deciding.accept(record, [closes.id], author="ada")
        deciding.withdraw(record, [withdrawn[0].id], author="ada")
        before = record.decided(second.document.id)
        forget(record, [first.document.id], author="cleo")
        assert record.decided(second.document.id) == before
        there = [second.statements[n].id for n in (2, 1, 0)]
        assert held(record) == [
            *((one.decided_at, second.document.id, id) for one, id in zip(kept, there, strict=True)),
            (withdrawn[0].decided_at, second.document.id, None),
        ]
        rejected = log(record)[0].decision
        assert (rejected.target, rejected.author, rejected.note) == (there[0], "ada", "not hers")
        deciding.withdraw(record, [rejected.id], author="ada")
        shown = record.decided(second.document.id)
        assert shown is not None
        assert there[0] in [one.id for one in shown.statements]
    assert examine(path).problems == ()


def test_a_decision_goes_with_its_version_where_no_later_one_prints_its_passage(path: Path) -> None:
    changed = bridge.TEXT.replace("Nobody asked this city,” Mayor", "Nobody asked this city,” now Mayor")
    first, second = page(bridge.TEXT), page(changed)
    with open_record(path) as record:
        for one in (first, second):
            record.add(one)
        _, nobody, ferry = (one.id for one in first.statements)
        deciding.reject(record, [nobody], author="ada")
        (kept,) = deciding.reject(record, [ferry], author="ada")
        own = deciding.correct(record, second.statements[1].id, "act", ["deny"], author="ada")
        forget(record, [first.document.id], author="cleo")
        assert [at for at, _, _ in held(record)] == [kept.decided_at, own.decided_at]
        shown = record.decided(second.document.id)
        assert shown is not None
        assert [one.id for one in shown.statements] == [one.id for one in second.statements[:2]]
    assert examine(path).problems == ()


def test_a_decision_goes_past_versions_that_lack_its_passage(path: Path) -> None:
    first, last = page(bridge.TEXT), page(bridge.TEXT + "\n\nRestored on Friday.")
    changed = bridge.TEXT.replace("city,” Mayor", "city,” now Mayor")
    between = [page(changed), page(NOBODY_TWICE)]
    with open_record(path) as record:
        for one in (first, *between, last):
            record.add(one)
        (taken,) = deciding.accept(record, [first.statements[1].id], author="ada")
        forget(record, [first.document.id, between[0].document.id], author="cleo")
        assert held(record) == [(taken.decided_at, last.document.id, last.statements[1].id)]
        forget(record, [last.document.id], author="cleo", versions=True)
        assert log(record) == []


def test_of_two_versions_that_followed_one_each_keeps_the_decision(path: Path) -> None:
    first, second, third = (page(bridge.TEXT + more) for more in ("", "\n\nMore.", "\n\nEven more."))
    with open_record(path) as record:
        for one in (first, second, third):
            record.add(one)
        with record.change() as connection:
            seq = select(document.c.seq).where(document.c.id == first.document.id).scalar_subquery()
            newer = update(document).where(document.c.id == third.document.id)
            connection.execute(newer.values(supersedes=seq))
        (taken,) = deciding.reject(record, [first.statements[1].id], author="ada")
        forget(record, [first.document.id], author="cleo")
        assert held(record) == [
            (taken.decided_at, one.document.id, one.statements[1].id) for one in (second, third)
        ]
        assert all(len(shown.statements) == 2 for shown in histories.current(record))
    assert examine(path).problems == ()


def test_a_decision_on_a_removed_version_travels_as_one_on_the_version_it_is_on_now(
    path: Path, tmp_path: Path
) -> None:
    first, second = page(bridge.TEXT), page(bridge.TEXT + "\n\nMore.")
    out, again = io.BytesIO(), io.BytesIO()
    with open_record(path) as record, open_record(tmp_path / "other.db") as other:
        for one in (first, second):
            record.add(one)
        deciding.correct(record, first.statements[1].id, "content", ["this city"], author="ada")
        forget(record, [first.document.id], author="cleo")
        write_record(record, out)
        (tmp_path / "export.jsonl").write_bytes(out.getvalue())
        brought = [*bring(other, str(tmp_path / "export.jsonl"))]
        assert [str(one) for one in brought if not isinstance(one, Brought)] == []
        write_record(other, again)
        assert again.getvalue() == out.getvalue()
        assert held(other) == held(record)
