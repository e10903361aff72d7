"""The index of runs of words, and what it finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Document, Reading, Span, Statement
from onrecord.record import Record, candidates, open_record, runs
from onrecord.relate.words import words_of

TEXT = (
    "The keeper spoke. “We have mended,” he said, “the sluice at Tarn.” Nobody else in Lenning had tried it."
)


def reading(text: str, *contents: Sequence[str]) -> Reading:
    document = Document(text=text)
    statements = [
        Statement(document.id, tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts))
        for parts in contents
    ]
    return Reading(document, tuple(statements))


def rows(path: Path) -> list[object]:
    """Which runs stand in which passages."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, passage_runs, instance)")
        return connection.execute("SELECT term, doc FROM seen ORDER BY term, doc").fetchall()


def found(record: Record, words: str, limit: int = 10) -> list[candidates.Candidate]:
    with record.moment() as connection:
        return candidates.candidates(connection, words_of(words).keys, limit)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "onrecord.db"


@pytest.mark.parametrize(
    "words",
    [
        "mended the sluice at Tarn",  # runs over what stands between the parts of a content
        "nobody else in Lenning had tried",  # in no statement
        "the keeper spoke",
        "sluice at",
        "Tarn",
        "it",
    ],
)
def test_words_are_found_in_statements_and_out_of_them(path: Path, words: str) -> None:
    with open_record(path) as record:
        record.add(reading(TEXT, ["We have mended", "the sluice at Tarn"]))
        assert [one.start for one in found(record, words)] == [0]


def test_what_is_nowhere_is_not_found(path: Path) -> None:
    with open_record(path) as record:
        record.add(reading(TEXT))
        assert found(record, "ferries carry sixty") == []
        assert found(record, "") == []


def test_what_shares_more_comes_first(path: Path) -> None:
    with open_record(path) as record:
        record.add(reading("The sluice at Lenning is old and so is the mill."))
        record.add(reading(TEXT))
        record.add(reading("We have mended the sluice at Tarn."))
        best = found(record, "we have mended the sluice at Tarn")
        assert [one.document for one in best] == [3, 2, 1]


def test_a_long_document_is_found_where_the_words_stand(path: Path) -> None:
    before = "The ferry carries sixty people on a good day. " * 200
    with open_record(path) as record:
        record.add(reading(before + TEXT + before))
        (best, *_) = found(record, "nobody else in Lenning had tried it")
        at = len(before) + TEXT.index("Nobody")
        assert best.start <= at < best.end
        assert best.end - best.start < 3_000


def test_runs_that_stand_everywhere_are_still_found_together(path: Path) -> None:
    with open_record(path) as record:
        for number in range(candidates.MOST_ROWS + 6):
            record.add(reading(f"We will mend the bridge, said keeper number {number}."))
        assert found(record, "we will mend the bridge")


def test_a_second_reading_takes_the_place_of_the_first(path: Path, tmp_path: Path) -> None:
    first, second = reading(TEXT, ["We have mended"]), reading(TEXT, ["the sluice at Tarn"], ["Nobody else"])
    with open_record(path) as record:
        record.add(first, method="1")
        record.add(second, method="2")
    with open_record(tmp_path / "other.db") as record:
        record.add(second, method="2")
    assert rows(path) == rows(tmp_path / "other.db")


def test_a_document_without_words_is_indexed_and_removed(path: Path) -> None:
    with open_record(path) as record:
        record.add(reading("— … —"), method="1")
        record.add(reading("— … —"), method="2")
    assert rows(path) == []


texts = st.text(st.sampled_from("ab ’.\n\u0301é"), min_size=1, max_size=80)


@given(texts, st.data())
def test_every_word_begins_a_run_in_the_passage_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    content = [Span(start, data.draw(st.integers(start + 1, len(text))))]
    indexed = dict(runs._rows(1, text, [content]))
    assert set(indexed) <= {1 << runs.PASSAGE_BITS}
    inside = words_of(text[content[0].start : content[0].end])
    terms = " ".join(indexed.values()).split()
    assert set(runs.terms(inside.keys)) <= set(terms)


@given(st.lists(st.text(min_size=1), max_size=6))
def test_a_run_begins_as_every_shorter_run_of_its_words_does(keys: list[str]) -> None:
    whole = runs.terms(keys)
    assert len(whole) == len(keys)
    for place, term in enumerate(whole):
        assert term.startswith(runs.terms(keys[place : place + 2])[0])
        assert len(term) <= runs.LONGEST
