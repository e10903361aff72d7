"""Statements found by words, by meaning and by filters, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from onrecord.model import Context, Document, Figure, Quotation, Reading, Span, Speaker, Statement, When
from onrecord.record import Record, deciding, open_record
from onrecord.record.forgetting import forget
from onrecord.record.search import Page, search

ACKERBY = Speaker("a" * 32, "Rosalind Ackerby", "person", "Mayor")
AUTHORITY = Speaker("b" * 32, "Lenning Bridge Authority", "organization")


def said(
    words: str,
    *,
    speaker: Speaker | None = ACKERBY,
    on: str | None = None,
    act: Any = "say",
    channel: Any = None,
    quotation: str = "direct",
    confidence: float = 0.9,
    type: Any = "report",
    publisher: str = "Port Carrow Gazette",
    published: str = "2026-03-05",
    figure: Figure | None = None,
    lead: str = "Lenning. ",
) -> Reading:
    """A document in which somebody says ``words`` and nothing else."""
    text = f"{lead}{words}, said one. On Tuesday."
    document = Document(text, type=type, publisher=publisher, published=published)
    content = Span(len(lead), len(lead) + len(words))
    source = Span(content.end + 7, content.end + 10)
    one = Statement(
        document.id, (content,), (source,), (), cast(Quotation, quotation), confidence, "network 1"
    )
    when = When(on, "Tuesday", Span(len(text) - 8, len(text) - 1)) if on else None
    figures = (replace(figure, statement=one.id),) if figure else ()
    context = Context(speaker, when, act, channel)
    return Reading(document, (one,), contexts={one.id: context}, figures=figures)


def number(value: float, bound: Any = "exact", low: float | None = None, high: float | None = None) -> Figure:
    exact = value if bound == "exact" else None
    return Figure(
        Span(0, 3), value, bound, exact if low is None else low, exact if high is None else high, "person"
    )


STORY = (
    said("the toll on the Ostrander Bridge will double in May", on="2026-03-03", act="promise"),
    said("nobody asked this city about the toll", type="post", quotation="post", channel="social", on="2026-03-04"),
    said("the bridge needs new cables", speaker=AUTHORITY, act="confirm", quotation="indirect", on="2026-03"),
    said("more than 3,000 people cross the river by ferry every day", publisher="Harbor Wire",
         figure=number(3000, "above", 3000), on="2026-02-10"),
    said("soldiers will leave the island before winter", speaker=AUTHORITY, publisher="Harbor Wire", on="2025-11-30"),
    said("the ferry carries sixty", speaker=None, figure=number(60), confidence=0.4, published="2026-03-06"),
)  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "onrecord.db") as found:
        for reading in STORY:
            found.add(reading)
        yield found


def shown(page: Page) -> list[int]:
    """Which statements of the story the hits are, by their place in it."""
    ids = [reading.statements[0].id for reading in STORY]
    return [ids.index(hit.statement.id) for hit in page.hits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("toll", {0, 1}),
        ("bridge toll", {0}),
        ('"the bridge"', {2}),
        ("bridg* -cables", {0}),
        ("ferry", {3, 5}),
        ("double OR sixty", {0, 5}),
        ('"no such words"', set()),
        ("-toll", {2, 3, 4, 5}),
        ("!?", set()),
    ],
)
def test_words_find_the_statements_that_have_them(record: Record, words: str, found: set[int]) -> None:
    assert set(shown(search(record, words))) >= found
    if '"' in words or "*" in words or not found:
        assert set(shown(search(record, words))) == found


def test_meaning_finds_what_is_said_in_other_words(record: Record) -> None:
    page = search(record, "army departure")
    assert shown(page) == [4]
    assert not page.some
    assert page.hits[0].snippet.marks == ()


def test_words_without_meaning_find_nothing(record: Record) -> None:
    assert search(record, "xqzw vbrk") == Page(())


def test_where_no_statement_has_all_the_words_some_are_enough_and_that_is_said(record: Record) -> None:
    page = search(record, '"ostrander bridge" cables')
    assert page.some
    assert set(shown(page)) == {0, 2}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"speaker": "rosalind ackerby"}, [1, 0, 3]),
        ({"speaker": "Ackerby"}, [1, 0, 3]),
        ({"speaker": "Bridge Authority"}, [2, 4]),
        ({"speaker": "Nobody Known"}, []),
        ({"kind": "organization"}, [2, 4]),
        ({"act": "promise"}, [0]),
        ({"channel": "social"}, [1]),
        ({"quotation": "indirect"}, [2]),
        ({"publisher": "HARBOR WIRE"}, [3, 4]),
        ({"publisher": "Harbor"}, []),
        ({"since": "2026-03-04"}, [5, 1, 2]),
        ({"until": "2025"}, [4]),
        ({"since": "2026-02", "until": "2026-02"}, [3]),
        ({"since": "2026-03-20", "until": "2026-03-20"}, [2]),
        ({"figure": "60"}, [5]),
        ({"figure": "3000"}, [3]),
        ({"figure": "more than 2000"}, [3]),
        ({"figure": "more than 3,000 people"}, [3]),
        ({"figure": "3000 ships"}, []),
        ({"figure": "1000..5000"}, [3]),
        ({"figure": "at most 100"}, [5]),
        ({"kind": "organization", "publisher": "harbor wire"}, [4]),
        ({"kind": "group"}, []),
    ],
    ids=str,
)
@pytest.mark.parametrize("many", [False, True])
def test_filters_leave_what_they_say_the_newest_first(
    record: Record, filters: dict[str, Any], found: list[int], many: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if many:  # what is done where filters leave many statements of a large record
        monkeypatch.setattr("onrecord.record.narrowing.FEW", 0)
        monkeypatch.setattr("onrecord.record.search.LOOKED_AT", 1)
        monkeypatch.setattr("onrecord.record.search.ENOUGH", 3)
    assert shown(search(record, **filters)) == found
    assert set(shown(search(record, "the OR people OR nobody OR soldiers", **filters))) == set(found)


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "ghost"}, {"act": "sing"}, {"channel": "pigeon"}, {"quotation": "loud"}, {"since": "someday"},
        {"until": "2026-02-31"}, {"figure": "bridge"}, {"figure": ""}, {"limit": 0}, {"limit": 1001}, {"after": "x"},
    ],
    ids=str,
)  # fmt: skip
def test_a_value_that_cannot_be_one_is_refused(record: Record, given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"^{next(iter(given))} is "):
        search(record, **given)


def test_a_hit_shows_spans_of_the_document_who_and_where(record: Record) -> None:
    (hit,) = search(record, '"ostrander bridge"').hits
    document = record.document(hit.document)
    assert document is not None
    for one in (*hit.content, *hit.source):
        assert document.text[one.start : one.end] == one.text
    assert document.text[hit.snippet.start : hit.snippet.end] == hit.snippet.text
    assert [document[mark] for mark in hit.snippet.marks] == ["Ostrander Bridge"]
    assert hit.speaker is not None
    assert (hit.speaker.name, hit.speaker.role) == ("Rosalind Ackerby", "Mayor")
    assert hit.context.said is not None
    assert (hit.context.said.date, hit.context.act, hit.publisher) == (
        "2026-03-03",
        "promise",
        "Port Carrow Gazette",
    )


def test_originals_and_sure_statements_come_slightly_first(record: Record) -> None:
    words = "the harbour wall is to be built anew by the city"
    for kind, sure in (("report", 0.5), ("report", 1.0), ("release", 1.0)):
        record.add(said(words + " itself" * len(kind) + " again" * int(sure * 4), type=kind, confidence=sure))
    found = search(record, "harbour wall", limit=3).hits
    assert (found[0].type, found[0].statement.confidence) == ("release", 1.0)


def test_the_same_words_in_many_reports_are_one_hit(record: Record) -> None:
    others = [said("The toll will “double”", publisher=f"Outlet {n}", lead="x" * n) for n in range(5)]
    for other in others:
        record.add(other)
    record.add(said("the toll will double!"))
    (hit, *_) = search(record, '"toll will double"').hits
    assert len(hit.also) == 5
    assert {hit.statement.id, *hit.also} >= {other.statements[0].id for other in others}


def paged(record: Record, words: str, between: Any = None, **filters: Any) -> list[str]:
    """The ids on all pages of two hits, in their order."""
    found: list[str] = []
    after = None
    while True:
        page = search(record, words, limit=2, after=after, **filters)
        found += [hit.statement.id for hit in page.hits]
        if page.next is None:
            return found
        after = page.next
        if between:
            between(len(found))


WORDS = [
    f"the toll at gate {name} is too high"
    for name in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
]


@pytest.mark.parametrize("words", ["toll gate", ""])
def test_pages_show_everything_once_while_documents_are_added_and_removed(record: Record, words: str) -> None:
    readings = [said(one, publisher=f"Outlet {n}", on="2026-04-01") for n, one in enumerate(WORDS)]
    for reading in readings:
        record.add(reading)
    quiet = paged(record, words)
    assert len(quiet) == len(set(quiet)) >= len(WORDS)
    gone: list[str] = []

    def between(done: int) -> None:
        record.add(said(f"toll toll gate {done}", publisher="Late Wire", on="2027-01-01"))
        if done == 4:
            left = [r for r in readings if r.statements[0].id in quiet[-2:]] or readings[:1]
            forget(record, [left[0].document.id], author="ada", reason="asked")
            gone.append(left[0].statements[0].id)

    busy = paged(record, words, between)
    assert len(busy) == len(set(busy))
    assert set(quiet) - set(gone) <= set(busy) <= set(quiet)


def test_the_end_is_said(record: Record) -> None:
    assert search(record, "-toll", limit=4).next is None
    assert search(record, "-toll", limit=3).next is not None


def test_what_is_forgotten_or_read_anew_is_no_longer_found(record: Record) -> None:
    assert shown(search(record, "soldiers leaving")) != []
    forget(record, [STORY[4].document.id], author="ada", reason="asked")
    assert 4 not in shown(search(record, "soldiers leaving"))
    document = STORY[0].document
    other = Statement(document.id, (Span(9, 17),), (), (), "indirect", 0.9, "network 2")
    record.add(Reading(document, (other,)))
    found = [hit.statement.id for hit in search(record, "toll").hits]
    assert other.id in found
    assert STORY[0].statements[0].id not in found
    assert STORY[0].statements[0].id not in [
        h.statement.id for h in search(record, "fees doubling in May").hits
    ]


def test_what_a_person_decided_is_what_is_found_and_shown(record: Record) -> None:
    one, other = STORY[0].statements[0].id, STORY[2].statements[0].id
    deciding.correct(record, one, "act", ["warn"], author="ada")
    deciding.correct(record, one, "speaker", ["Owen Strand"], author="ada", kind="person")
    deciding.reject(record, [other], author="ada")
    assert shown(search(record, act="promise")) == []
    (hit,) = search(record, act="warn").hits
    assert hit.context.act == "warn"
    assert hit.speaker is not None
    assert hit.speaker.name == "Owen Strand"
    assert 2 not in shown(search(record, "bridge cables"))


def test_another_process_finds_what_this_one_adds(record: Record, tmp_path: Path) -> None:
    with open_record(tmp_path / "onrecord.db", read_only=True) as reader:
        assert search(reader, "lighthouse keepers").hits == ()
        record.add(said("the lighthouse keepers were sent home"))
        assert len(search(reader, "keeper of a lighthouse").hits) == 1
