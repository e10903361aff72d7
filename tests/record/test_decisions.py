"""Decisions as rows."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select

from onrecord.model import Span, Spans, Statement
from onrecord.record import decisions
from onrecord.record.decisions import Appearance, Decision, Field, Name, Value
from onrecord.record.schema import decision, metadata

from .bridge import reading

NOBODY = reading().statements[1]
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=10)
spans = st.lists(
    st.builds(lambda a, b: Span(a, a + b), st.integers(0, 50), st.integers(1, 9)), max_size=3
).map(tuple)


@st.composite
def values(draw: st.DrawFn) -> tuple[Field, Value]:
    field: Field = draw(st.sampled_from(decisions.FIELDS))
    strategies: dict[str, st.SearchStrategy[Any]] = {
        **dict.fromkeys(decisions.SPAN_FIELDS, spans.filter(bool)),
        "via": st.lists(words, min_size=1, max_size=3).map(tuple),
        "speaker": st.builds(Name, words, st.sampled_from(["person", "group"])),
    }
    return field, draw(st.none() | strategies.get(field, words))


def stored(*made: Decision) -> list[Decision]:
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            metadata.create_all(connection, [decision])
            decisions.add(connection, made)
            decisions.add(connection, made)
            rows = connection.execute(select(decision).order_by(decision.c.seq))
            return [decisions.to_decision(row) for row in rows]
    finally:
        engine.dispose()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(values(), spans, words, st.none() | words)
def test_a_decision_comes_back_as_it_was(
    given: tuple[Field, Value], support: Spans, author: str, note: str | None
) -> None:
    field, value = given
    made = decisions.about(
        NOBODY, "correct", author, "2026-03-05T10:00:00.000Z", field=field, value=value, support=support, note=note
    )  # fmt: skip
    assert stored(made) == [made]


def test_decisions_on_speakers_come_back_as_they_were() -> None:
    at = "2026-03-05T10:00:00.000Z"
    merge = decisions.across("merge", "a" * 32, ("b" * 32, "c" * 32), "ada", at, note="one woman")
    split = decisions.across("split", "a" * 32, (Appearance("d" * 32, "k" * 32),), "ada", at)
    assert stored(merge, split) == [merge, split]


def test_decisions_that_differ_in_anything_that_was_decided_have_ids_of_their_own() -> None:
    at = "2026-03-05T10:00:00.000Z"
    other = Statement(NOBODY.document, (Span(0, 3),))
    made = [
        decisions.about(NOBODY, "accept", "ada", at),
        decisions.about(NOBODY, "accept", "ben", at),
        decisions.about(NOBODY, "reject", "ada", at),
        decisions.about(other, "accept", "ada", at),
        decisions.about(NOBODY, "accept", "ada", at.replace("10", "11")),
        decisions.about(NOBODY, "correct", "ada", at, field="act", value="deny"),
        decisions.about(NOBODY, "correct", "ada", at, field="act", value=None),
    ]
    assert len({one.id for one in made}) == len(made)
