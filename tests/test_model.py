"""The types: what is possible, what is equal, and what an id depends on."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Document, Reading, Span, Statement, content_id, covers, site

ANY = st.text(max_size=30)
SPANS = st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_an_impossible_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="start < end"):
        Span(start, end)


@given(SPANS, SPANS)
def test_spans_hold_and_touch_as_sets_of_characters_do(a: Span, b: Span) -> None:
    ours, theirs = set(range(a.start, a.end)), set(range(b.start, b.end))
    assert (b in a) == (theirs <= ours)
    assert a.overlaps(b) == b.overlaps(a) == bool(ours & theirs)


@given(st.lists(SPANS, max_size=5))
def test_what_covers_spans_holds_each_and_no_more(spans: list[Span]) -> None:
    whole = covers(iter(spans))
    if whole is None:
        assert spans == []
    else:
        assert all(s in whole for s in spans)
        assert whole.start in {s.start for s in spans}
        assert whole.end in {s.end for s in spans}


@given(st.text(min_size=1, max_size=30), st.data())
def test_a_span_gives_the_characters_between_its_offsets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Document(text)[Span(start, end)] == text[start:end]


@pytest.mark.parametrize("text", ["😀e\u0301", "a\r\nb", "של"])
def test_offsets_count_code_points(text: str) -> None:
    document = Document(text)
    assert document[Span(0, len(text))] == text
    with pytest.raises(IndexError, match="ends beyond"):
        document[Span(0, len(text) + 1)]


@given(ANY, ANY, ANY, ANY)
def test_a_documents_id_depends_on_type_outlet_and_text(
    text: str, other: str, publisher: str, another: str
) -> None:
    one = Document(text, publisher=publisher)
    same = Document(
        text, publisher=publisher, title="T", author="A", published="2024", language="en", input_id="7"
    )
    assert (one.id, one) == (same.id, same)
    assert (Document(other, publisher=publisher).id == one.id) == (other == text)
    if publisher and another:
        assert (Document(text, publisher=another).id == one.id) == (another == publisher)
    assert Document(text, type="post", publisher=publisher).id != one.id


def test_two_outlets_copies_of_one_story_are_two_documents() -> None:
    sites = [None, "https://a.example/1", "https://b.example/1"]
    assert len({Document("Same words.", url=url).id for url in sites}) == 3


def test_one_outlets_copies_at_two_addresses_are_one_document() -> None:
    first, second = (
        Document("Same.", url=f"https://{host}/x?{host}") for host in ("www.a.example", "A.example:443")
    )
    assert first.id == second.id


@given(st.lists(SPANS, min_size=1, max_size=3), st.lists(SPANS, max_size=2), st.lists(SPANS, max_size=2))
def test_a_statements_id_depends_on_document_and_spans(
    content: list[Span], source: list[Span], cue: list[Span]
) -> None:
    one = Statement("d", tuple(content), tuple(source), tuple(cue))
    same = Statement(
        "d", tuple(content), tuple(source), tuple(cue), quotation="direct", confidence=0.1, method="m"
    )
    assert (one.id, one) == (same.id, same)
    assert Statement("e", tuple(content), tuple(source), tuple(cue)).id != one.id
    if source != cue:
        assert Statement("d", tuple(content), tuple(cue), tuple(source)).id != one.id
    moved = tuple(Span(s.start + 1, s.end + 1) for s in content)
    assert Statement("d", moved, tuple(source), tuple(cue)).id != one.id


def test_ids_stay_as_they_were_released() -> None:
    """A changed id would make every document on record a new one."""
    document = Document("The bridge “stays”. 😀", publisher="Test Post")
    statement = Statement(document.id, (Span(0, 10),), (Span(11, 12),))
    assert document.id == content_id("document", "report", "Test Post", "The bridge “stays”. 😀")
    assert document.id == "8021fd5bc4a604542dc12caeb82dc0a3"
    assert statement.id == "f395c660114262fe21f5e44e741a11e4"


@given(st.lists(ANY, max_size=4), st.lists(ANY, max_size=4))
def test_the_boundary_between_two_values_cannot_blur(one: list[str], other: list[str]) -> None:
    assert (content_id("x", *one) == content_id("x", *other)) == (one == other)
    assert len(content_id("x", *one)) == 32


def test_kinds_of_id_are_apart_and_half_characters_no_error() -> None:
    assert content_id("a", "b") != content_id("b", "a")
    assert content_id("a", "\ud800") != content_id("a", "?")


def test_a_statement_has_content() -> None:
    with pytest.raises(ValueError, match="has content"):
        Statement("d", ())


def test_an_extent_is_around_source_cue_and_content() -> None:
    assert Statement("d", (Span(5, 9), Span(20, 22)), (Span(30, 31),), (Span(1, 2),)).extent == Span(1, 31)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.Example.org:8080/a?b", "example.org"),
        ("http://news.example.org", "news.example.org"),
        ("https://user@example.org/", "example.org"),
        ("example.org/a", None),
        ("", None),
        (None, None),
        ("https://[broken", None),
        ("mailto:a@example.org", None),
    ],
)
def test_a_site_is_the_host_of_an_address(url: str | None, expected: str | None) -> None:
    assert site(url) == expected


def test_evidence_cannot_be_changed() -> None:
    document = Document("Words.")
    for thing, name in (
        (document, "text"),
        (Span(0, 1), "start"),
        (Statement("d", (Span(0, 1),)), "content"),
        (Reading(document), "notes"),
    ):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(thing, name, None)
