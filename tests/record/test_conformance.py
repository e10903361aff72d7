"""What every store does with readings, whichever database is below it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputEncoding, RecordError
from onrecord.model import (
    DOCUMENT_TYPES,
    Block,
    Context,
    Document,
    Figure,
    Finding,
    Reading,
    Span,
    Spans,
    Speaker,
    Statement,
    When,
)
from onrecord.record import Counts, Outcome

from .conftest import Store
from .writer import numbered

TEXT = "“We have mended the sluice at Tarn,” the keeper said."


def report(text: str = TEXT, method: str = "network 1", found: int = 1, **fields: Any) -> Reading:
    """A reading of ``text`` in which ``method`` found ``found`` statements."""
    document = Document(text=text, **fields)
    return Reading(
        document,
        tuple(Statement(document.id, (Span(i, i + 1),), method=method) for i in range(found)),
    )


def everything(reading: Reading | None) -> dict[str, Any]:
    """All fields of a reading: its own equality leaves out what does not make the ids."""
    assert reading is not None
    return asdict(reading)


# Round trips

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
values = st.none() | texts
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    scalars | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
# What a finding holds several of is a tuple, as in the types.
found_values = json_values.map(lambda value: tuple(value) if isinstance(value, list) else value)
FIELDS = ("title", "publisher", "author", "handle", "url", "published", "modified", "language", "input_id")


speakers = st.recursive(
    st.builds(Speaker, texts, texts, st.sampled_from(("person", "group")), values),
    lambda one: st.builds(
        Speaker, texts, texts, st.just("group"), values, st.lists(one, max_size=2).map(tuple)
    ),
    max_leaves=3,
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(texts.filter(bool))

    def spans(least: int) -> Spans:
        pairs = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda p: p[0] != p[1])
        drawn = draw(st.lists(pairs, min_size=least, max_size=3))
        return tuple(Span(min(pair), max(pair)) for pair in drawn)

    blocks = tuple(
        Block(
            draw(st.sampled_from(("paragraph", "heading", "list_item", "caption", "post", "turn"))),
            spans(1)[0],
            spans(0),
            spans(0),
            *(draw(values) for _ in range(4)),
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    document = Document(
        text=text,
        type=draw(st.sampled_from(DOCUMENT_TYPES)),
        blocks=blocks,
        metadata=draw(st.dictionaries(st.text(max_size=5), json_values, max_size=3)),
        provenance=draw(st.dictionaries(texts, st.text(max_size=5), max_size=3)),
        **{name: draw(values) for name in FIELDS},
    )
    statements = tuple(
        Statement(
            document.id,
            spans(1),
            spans(0),
            spans(0),
            draw(st.sampled_from(("direct", "indirect", "mixed", "post"))),
            draw(st.floats(0, 1)),
            draw(texts),
        )
        for _ in range(draw(st.integers(0, 4)))
    )
    spans_of_one = st.builds(lambda: spans(1)[0])
    findings = st.builds(
        Finding, texts, found_values, texts, st.floats(0, 1), st.builds(lambda: spans(0)), values
    )
    contexts = st.builds(
        Context,
        speaker=st.none() | speakers,
        said=st.none() | st.builds(When, values, texts, spans_of_one, values),
        act=st.sampled_from((None, "deny")),
        channel=st.sampled_from((None, "social")),
        via=st.lists(texts, max_size=2).map(tuple),
        reasons=st.dictionaries(texts, texts, max_size=2),
        findings=st.lists(findings, max_size=2).map(tuple),
    )
    ids = [statement.id for statement in statements]
    numbers = st.floats(allow_nan=False)
    figures = st.builds(
        Figure,
        span=spans_of_one,
        value=numbers,
        bound=st.sampled_from(("exact", "above")),
        low=st.none() | numbers,
        high=st.none() | numbers,
        unit=values,
        place=values,
        statement=st.sampled_from((None, *ids)),
    )
    return Reading(
        document,
        statements,
        notes=tuple(draw(st.lists(st.text(max_size=5), max_size=2))),
        contexts={id: draw(contexts) for id in ids if draw(st.booleans())},
        figures=tuple(draw(st.lists(figures, max_size=2))),
    )


def test_every_field_comes_back_as_it_was(new_store: Callable[[str], Store]) -> None:
    count = itertools.count()

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(readings())
    @example(report("👩‍👩‍👧 e\u0301 \u202eשלום\u202c مرحبا\r\n\tend\r", title="", author=None, language="he"))
    @example(report(metadata={"half a character": "\ud83d", "nothing": "\0"}, provenance={}))
    def round_trip(reading: Reading) -> None:
        with new_store(str(next(count))).open() as record:
            record.add(reading)
            assert everything(record.reading(reading.document.id)) == everything(reading)
            assert [asdict(document) for document in record.documents()] == [asdict(reading.document)]

    round_trip()


def test_nothing_and_an_empty_string_stay_apart(store: Store) -> None:
    reading = report(title="", author=None, handle="")
    with store.open() as record:
        record.add(reading)
    with store.open() as record:
        document = record.document(reading.document.id)
    assert document is not None
    assert (document.title, document.author, document.handle) == ("", None, "")


def test_a_statement_seen_twice_in_one_reading_stays_twice(store: Store) -> None:
    reading = report()
    twice = replace(reading, statements=reading.statements * 2)
    with store.open() as record:
        record.add(twice)
        assert everything(record.reading(reading.document.id)) == everything(twice)


def test_an_id_that_is_not_on_record_gives_none(store: Store) -> None:
    with store.open() as record:
        assert record.document("0" * 32) is None
        assert record.reading("0" * 32) is None
        assert record.readings("0" * 32) == ()
        assert list(record.documents()) == []
        assert record.counts() == Counts(documents=0, readings=0, statements=0)


# Reading again


def test_reading_an_unchanged_page_again_changes_nothing(store: Store) -> None:
    reading = numbered(1)
    with store.open() as record:
        assert record.add(reading) == Outcome("new", reading.document.id)
        assert record.add(reading) == Outcome("unchanged", reading.document.id)
    with store.open() as record:
        assert record.add(numbered(1)) == Outcome("unchanged", reading.document.id)
        assert record.counts() == Counts(documents=1, readings=1, statements=10)


def test_noise_in_the_confidence_is_no_new_reading(store: Store) -> None:
    reading = numbered(1)
    noisy = replace(reading, statements=tuple(replace(s, confidence=0.9699) for s in reading.statements))
    with store.open() as record:
        record.add(reading)
        assert record.add(noisy).change == "unchanged"
        assert everything(record.reading(reading.document.id)) == everything(reading)


def test_a_newer_network_replaces_the_current_reading_and_keeps_the_old_one(store: Store) -> None:
    old, new = report(method="network 1", found=3), report(method="network 2", found=2)
    with store.open() as record:
        record.add(old)
        assert record.add(new) == Outcome("updated", old.document.id)
        assert everything(record.reading(old.document.id)) == everything(new)
        assert [everything(one) for one in record.readings(old.document.id)] == [
            everything(old),
            everything(new),
        ]
        assert record.counts() == Counts(documents=1, readings=2, statements=2)


def test_reading_again_with_another_network_makes_its_reading_the_current_one_again(store: Store) -> None:
    standard, fast = report(method="network 1", found=3), report(method="network 2", found=2)
    id = standard.document.id
    with store.open() as record:
        record.add(standard)
        for current, other in [(fast, standard), (standard, fast)] * 2:
            assert record.add(current) == Outcome("updated", id)
            assert record.add(current) == Outcome("unchanged", id)
            assert [everything(one) for one in record.readings(id)] == [
                everything(other),
                everything(current),
            ]
            assert record.counts() == Counts(documents=1, readings=2, statements=len(current.statements))


def test_a_network_that_finds_nothing_any_more_is_told_apart_by_its_method(store: Store) -> None:
    some, nothing = report(found=3), report(found=0)
    with store.open() as record:
        assert record.add(nothing, method="network 1").change == "new"
        assert record.add(some, method="network 2").change == "updated"
        assert record.add(nothing, method="network 3").change == "updated"
        assert record.add(nothing, method="network 3").change == "unchanged"
        assert everything(record.reading(some.document.id)) == everything(nothing)


def test_a_newer_rule_for_the_speaker_updates_the_document(store: Store) -> None:
    reading = report()
    (statement,) = reading.statements
    for number, change in ((1, "new"), (1, "unchanged"), (2, "updated")):
        finding = Finding("speaker", "Donald Trump", f"names {number}", 0.9, (Span(0, 1),))
        speaker = Speaker("t", "Donald Trump", "person", "president")
        judged = replace(reading, contexts={statement.id: Context(speaker=speaker, findings=(finding,))})
        with store.open() as record:
            assert record.add(judged).change == change
            assert everything(record.reading(reading.document.id)) == everything(judged)


def test_a_field_that_became_known_updates_the_document(store: Store) -> None:
    with store.open() as record:
        record.add(report())
        dated = report(published="2018-12-19")
        assert record.add(dated) == Outcome("updated", dated.document.id)
        document = record.document(dated.document.id)
        assert document is not None
        assert document.published == "2018-12-19"


def test_two_feeds_that_take_turns_with_one_text_do_not_grow_the_record(store: Store) -> None:
    feeds = [report(url=f"https://cnn.com/story?feed={feed}") for feed in "ab"]
    with store.open() as record:
        assert [record.add(one).change for one in feeds * 3] == ["new", "updated", *["unchanged"] * 4]


# Versions


def test_a_changed_page_is_a_new_version_linked_to_the_old_one(store: Store) -> None:
    first, second, third = (report(f"{n}: {TEXT}", url="https://cnn.com/story") for n in range(3))
    with store.open() as record:
        assert record.add(first).change == "new"
        assert record.add(second) == Outcome("new_version", second.document.id, first.document.id)
        assert record.add(third) == Outcome("new_version", third.document.id, second.document.id)
        assert [one.id for one in record.documents()] == [one.document.id for one in (first, second, third)]


def test_an_outlet_s_input_id_tells_a_new_version(store: Store) -> None:
    first, second = (report(f"{n}: {TEXT}", publisher="CNN", input_id="7") for n in range(2))
    with store.open() as record:
        record.add(first)
        assert record.add(second) == Outcome("new_version", second.document.id, first.document.id)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"publisher": "CNN", "input_id": "7"}, {"publisher": "Fox News", "input_id": "7"}),
        ({"input_id": "7"}, {"input_id": "7"}),
        ({"publisher": "CNN"}, {"publisher": "CNN"}),
        ({"url": "https://cnn.com/a"}, {"url": "https://cnn.com/b"}),
        ({"url": "https://cnn.com/a", "input_id": "1"}, {"url": "https://cnn.com/a", "input_id": "2"}),
        ({"url": "https://cnn.com/a", "input_id": "1"}, {"url": "https://cnn.com/b", "input_id": "1"}),
        ({"url": "https://cnn.com/a"}, {"url": "https://cnn.com/a", "type": "release"}),
        ({"url": "", "input_id": ""}, {"url": "", "input_id": ""}),
        ({}, {}),
    ],
    ids=str,
)
def test_different_pages_are_not_versions_of_each_other(
    store: Store, one: dict[str, Any], other: dict[str, Any]
) -> None:
    with store.open() as record:
        record.add(report(**one))
        assert record.add(report(f"Later: {TEXT}", **other)).change == "new"


# What is refused


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (report("half an emoji: \ud83d", input_id="tweet/7"), r"tweet/7: its text holds half a character \(U\+D83D\) at 15"),
        (report(title="no\0thing", url="https://cnn.com/"), r"https://cnn.com/: its title holds a NUL character at 2"),
        (report(blocks=(Block("post", Span(0, 1), author="\udc00"),)), r"document [0-9a-f]{32}: its block's author"),
    ],
    ids=["half an emoji", "NUL", "in a block"],
)  # fmt: skip
def test_what_is_not_text_is_refused_before_anything_is_written(
    store: Store, reading: Reading, words: str
) -> None:
    with store.open() as record:
        with pytest.raises(InputEncoding, match=words):
            record.add(reading)
        assert record.counts() == Counts(0, 0, 0)


def _out_of_bounds() -> list[Reading]:
    good = report()
    statement, end = good.statements[0], len(TEXT)
    return [
        replace(good, statements=(replace(statement, document="0" * 32),)),
        replace(good, statements=(replace(statement, content=(Span(end, end + 1),)),)),
        replace(good, statements=(replace(statement, confidence=float("nan")),)),
        report(blocks=(Block("paragraph", Span(0, end + 1)),)),
        report(metadata={"when": object()}),
        report(metadata={"value": float("inf")}),
        report(metadata={"pair": (1, 2)}),
        replace(good, contexts={"0" * 32: Context()}),
        replace(good, contexts={statement.id: Context(said=When(None, "later", Span(end, end + 1)))}),
        replace(good, contexts={statement.id: Context(findings=(Finding("act", None, "rule", 2.0),))}),
        replace(good, figures=(Figure(Span(0, 1), 2.0, "exact", 2.0, 2.0, statement="0" * 32),)),
        replace(good, figures=(Figure(Span(0, 1), float("nan"), "exact", None, None),)),
    ]


@pytest.mark.parametrize("reading", _out_of_bounds(), ids=range(12))
def test_a_reading_that_contradicts_itself_is_refused_before_anything_is_written(
    store: Store, reading: Reading
) -> None:
    with store.open() as record:
        with pytest.raises(ValueError, match=reading.document.id):
            record.add(reading)
        assert record.counts() == Counts(0, 0, 0)


# Opening and streaming


def test_documents_come_in_the_order_of_recording_and_only_those_there_at_the_start(store: Store) -> None:
    with store.open() as record:
        ids = [record.add(report(f"{n} {TEXT}", found=0)).document for n in range(450)]
        seen = []
        for document in record.documents():
            seen.append(document.id)
            if len(seen) in (1, 300):
                record.add(report(f"meanwhile {len(seen)}"))
        assert seen == ids


def test_a_record_opened_read_only_reads_and_refuses_to_be_added_to(store: Store) -> None:
    with store.open() as record:
        record.add(numbered(1))
    with store.open(read_only=True) as record:
        assert everything(record.reading(numbered(1).document.id)) == everything(numbered(1))
        with pytest.raises(RecordError, match="opened read-only; open it for writing"):
            record.add(numbered(2))


def test_a_closed_record_says_so(store: Store) -> None:
    record = store.open()
    record.close()
    record.close()
    with pytest.raises(RecordError, match="already closed; open it again"):
        record.counts()
