"""What people type, as an expression for the full-text index."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.record import words
from onrecord.record.migrations import TOKENIZE
from onrecord.record.query import Query, Term, one_of, parse

SAID = {
    1: "the toll on the Ostrander Bridge will double in May",
    2: "the bridge at Velk needs new cables, and the toll pays for them",
    3: "there will be no fee on the ferry",
    4: "tolls are fees by another name",
    5: "ferries run every hour",
}


def matching(query: Query) -> list[int]:
    """The numbers of what has all that the query's telling groups ask for."""
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"CREATE VIRTUAL TABLE said USING fts5 (words, tokenize='{TOKENIZE}', prefix='2 3')")
        memory.executemany("INSERT INTO said (rowid, words) VALUES (?, ?)", SAID.items())
        found = memory.execute("SELECT rowid FROM said WHERE said MATCH ?", (query.all_of(query.telling),))
        return sorted(row for (row,) in found)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("toll", [1, 2, 4]),
        ("TOLLS", [1, 2, 4]),
        ("bridge toll", [1, 2]),
        ("the toll on the bridge", [1, 2]),
        ("Ostrander Bridge", [1]),
        ('"bridge will"', [1]),
        ("“the bridge”", [2]),
        ('"bridge the"', []),
        ('"the bridge', [2]),
        ("ferr*", [3, 5]),
        ("fer* no", [3]),
        ("toll -bridge", [4]),
        ('toll -"ostrander bridge"', [2, 4]),
        ("toll −velk", [1, 4]),
        ("toll OR ferry", [1, 2, 3, 4, 5]),
        ("fee OR cables bridge", [2]),
        ("OR toll", [1, 2, 4]),
        ("toll OR", [1, 2, 4]),
        ("toll, bridge!", [1, 2]),
        ("will there be", [3]),
        ("not", []),
        ("-toll -bridge ferry", [3, 5]),
        ("toll AND bridge", [1, 2]),
        ("words: toll", []),
        ("toll ) ( NEAR( ^", []),
    ],
)
def test_what_is_typed_finds_what_people_mean(typed: str, found: list[int]) -> None:
    assert matching(parse(typed)) == found


@pytest.mark.parametrize("typed", ["", "  ", "!!!", '""', "- - -", "*", "“”"])
def test_what_has_no_words_asks_for_nothing(typed: str) -> None:
    assert parse(typed) == Query(())


def test_words_that_every_text_has_count_when_there_are_no_others() -> None:
    query = parse("to be")
    assert query.telling == query.groups == ((Term("to"),), (Term("be"),))
    assert parse("to be us").telling == ((Term("us"),),), "the US is no grammar"


@pytest.mark.parametrize(
    ("typed", "exact"), [("a toll", False), ('"toll"', True), ("tol*", True), ("toll -'x'", False)]
)
def test_quotation_marks_and_asterisks_ask_for_words_as_they_stand(typed: str, exact: bool) -> None:
    assert parse(typed).exact is exact


hostile = st.text(
    st.sampled_from("ab \0\"*-−()^:+{}[]'“”\\;ORANDNEAR,\ud800é😀") | st.characters(), max_size=40
)


@given(hostile)
@example('"a" NEAR("b')
@example("a OR OR b")
@example('-"')
@example("\ud800 a*")
def test_nothing_that_can_be_typed_is_an_error(typed: str) -> None:
    query = parse(typed)
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"CREATE VIRTUAL TABLE said USING fts5 (words, tokenize='{TOKENIZE}')")
        if query.groups:
            for expression in (
                query.all_of(query.telling),
                query.any_of(query.groups),
                one_of(query.groups[0]),
            ):
                memory.execute("SELECT rowid FROM said WHERE said MATCH ?", (expression,)).fetchall()
        if query.excluded:
            memory.execute("SELECT rowid FROM said WHERE said MATCH ?", (one_of(query.excluded),)).fetchall()


pieces = st.sampled_from(
    ["toll", "Toll", "tolls", "bridge", "Brücke", "é", "😀", "“", "’s", " ", "\n", "-", "<", ">"]
)


@given(st.lists(pieces, max_size=12).map("".join))
def test_marks_are_around_whole_words_that_were_looked_for(text: str) -> None:
    (found,) = words.marks([text], parse('toll bridge "brucke"').any_of(parse("toll bridge").groups))
    assert found == sorted(found)
    for start, end in found:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert text[start:end].casefold().startswith(("toll", "bridge"))


def test_marks_show_every_form_of_a_word_and_phrases_as_one() -> None:
    texts = ["No tolls, no toll.", "the Toll BRIDGE at Velk", "ferries"]
    query = parse('"toll bridge" tolls')
    marked = words.marks(texts, query.any_of(query.groups))
    shown = [[text[a:b] for a, b in marks] for text, marks in zip(texts, marked, strict=True)]
    assert shown == [["tolls", "toll"], ["Toll BRIDGE"], []]
