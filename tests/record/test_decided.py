"""A reading with people's decisions in place of what they override."""

from __future__ import annotations

import itertools
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.context import conclude
from onrecord.model import Context, Finding, Reading, Span, Speaker, Statement, When
from onrecord.record import codec
from onrecord.record.decided import apply, decided
from onrecord.record.decisions import SPAN_FIELDS, Decision, Field, Name, Value, about
from onrecord.record.settling import speaker_id

from .bridge import AUTHORITY, MAYOR, TEXT, at, reading

FOUND = reading()
CLOSES, NOBODY_ASKED, FERRY = FOUND.statements
TIME = "2026-03-05T10:00:{:02d}.000Z"


def take(one: Statement, action: str = "correct", second: int = 0, **fields: Any) -> Decision:
    return about(one, action, "ada", TIME.format(second), **fields)  # type: ignore[arg-type]


def context(shown: Reading, number: int = 1) -> Context:
    return shown.contexts[shown.statements[number].id]


def test_without_decisions_a_reading_is_what_it_was() -> None:
    assert asdict(decided(FOUND, ())) == asdict(FOUND)


def test_a_rejected_statement_is_left_out_and_its_figures_are_the_document_s_own() -> None:
    shown = decided(FOUND, [take(FERRY, "reject")])
    assert shown.statements == (CLOSES, NOBODY_ASKED)
    assert FERRY.id not in shown.contexts
    assert [figure.statement for figure in shown.figures] == [None]


def test_an_accepted_statement_is_certain() -> None:
    shown = decided(FOUND, [take(NOBODY_ASKED, "accept", note="heard it")])
    assert [one.confidence for one in shown.statements] == [0.5, 1.0, 0.5]
    told = context(shown).findings[0]
    assert (told.field, told.value, told.method, told.confidence) == ("statement", "accept", "decision", 1.0)
    assert told.reason == "decided by ada, 2026-03-05T10:00:00.000Z: heard it"


def test_the_latest_of_accept_and_reject_holds() -> None:
    both = [take(FERRY, "reject", 1), take(FERRY, "accept", 2)]
    assert len(decided(FOUND, both).statements) == 3
    assert len(decided(FOUND, [take(FERRY, "accept", 1), take(FERRY, "reject", 2)]).statements) == 2


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("act", "deny", {"act": "deny"}),
        ("channel", "interview", {"channel": "interview"}),
        ("via", ("Harbor Wire", "Continental Ledger"), {"via": ("Harbor Wire", "Continental Ledger")}),
        ("kind", "group", {"speaker": replace(MAYOR, id=speaker_id("group", MAYOR.name, "-"), kind="group")}),
        ("role", "county commissioner", {"speaker": replace(MAYOR, role="county commissioner")}),
        ("role", None, {"speaker": replace(MAYOR, role=None)}),
        ("speaker", Name("Lenning Bridge Authority", "organization"), {"speaker": AUTHORITY}),
        ("speaker", None, {"speaker": None}),
        ("said", "2026-03", {"said": When("2026-03", "Tuesday", at("Tuesday"))}),
        ("said", None, {"said": None}),
        ("act", None, {"act": None}),
        ("via", None, {"via": ()}),
    ],
)  # fmt: skip
def test_a_corrected_field_has_the_value_that_a_person_gave(
    field: Field, value: Value, expected: dict[str, Any]
) -> None:
    shown = decided(FOUND, [take(NOBODY_ASKED, field=field, value=value)])
    settled, before = context(shown), FOUND.contexts[NOBODY_ASKED.id]
    for name in ("speaker", "said", "act", "channel", "via"):
        wanted = expected.get(name, getattr(before, name))
        if name == "speaker" and field == "kind":
            wanted = replace(wanted, id=speaker_id("group", MAYOR.name, FOUND.document.id))
        assert getattr(settled, name) == wanted
    assert (settled.findings[0].field, settled.findings[0].method) == (field, "decision")
    assert [finding for finding in settled.findings[1:] if finding.field == field] == []
    assert (field in settled.reasons) == (not value)
    assert shown.statements[1].confidence == 1.0


def test_the_words_that_a_person_points_to_say_when() -> None:
    one = take(NOBODY_ASKED, field="said", value="2026-04", support=(at("April"),))
    assert context(decided(FOUND, [one])).said == When("2026-04", "April", at("April"))


def test_a_date_without_words_has_none() -> None:
    bare = replace(FOUND, contexts={})
    said = context(decided(bare, [take(NOBODY_ASKED, field="said", value="2026")])).said
    assert said is not None
    assert (said.date, said.text) == ("2026", "")


def test_a_name_that_no_other_statement_is_by_has_an_id_of_its_own() -> None:
    one = take(NOBODY_ASKED, field="speaker", value=Name("Owen Strand", "person"))
    speaker = context(decided(FOUND, [one])).speaker
    assert speaker == Speaker(speaker_id("person", "Owen Strand", FOUND.document.id), "Owen Strand", "person")


@pytest.mark.parametrize(
    ("name", "kind"), [("Rosalind Ackerby", "person"), ("Lenning Bridge Authority", "organization")]
)
def test_a_full_name_has_the_id_that_the_program_gives_it(name: str, kind: Any) -> None:
    read = conclude(reading())
    ids = {one.speaker.name: one.speaker.id for one in read.contexts.values() if one.speaker}
    assert speaker_id(kind, name, read.document.id) == ids[name]


def test_what_was_found_of_a_speaker_is_not_told_of_another() -> None:
    told = Finding("role", "Mayor", "title", 0.9)
    before = replace(FOUND.contexts[NOBODY_ASKED.id], findings=(told,))
    found = replace(FOUND, contexts={**FOUND.contexts, NOBODY_ASKED.id: before})
    one = take(NOBODY_ASKED, field="speaker", value=Name("Owen Strand", "person"))
    assert told not in context(decided(found, [one])).findings


def test_a_corrected_content_gives_the_statement_the_id_of_its_spans() -> None:
    whole = at("“Nobody asked this city,” Mayor Rosalind Ackerby said")
    one = take(NOBODY_ASKED, field="content", value=(whole,))
    result = apply(FOUND, [one])
    shown = result.reading.statements[1]
    assert shown.content == (whole,)
    assert shown.id == replace(NOBODY_ASKED, content=(whole,)).id != NOBODY_ASKED.id
    assert result.found[shown.id] == NOBODY_ASKED.id
    assert result.reading.contexts.keys() == {s.id for s in result.reading.statements}


def test_figures_follow_a_corrected_content() -> None:
    moved = take(FERRY, field="content", value=(at("The ferry carries"),))
    assert [figure.statement for figure in decided(FOUND, [moved]).figures] == [None]
    more = take(
        NOBODY_ASKED, second=1, field="content", value=(at(TEXT[at("Nobody").start : at(", she").start]),)
    )
    shown = decided(FOUND, [moved, more])
    assert [figure.statement for figure in shown.figures] == [shown.statements[1].id]


def test_a_statement_corrected_to_another_s_spans_takes_its_place() -> None:
    parts = {"source": FERRY.source, "cue": FERRY.cue, "content": FERRY.content}
    corrections = [take(NOBODY_ASKED, field=part, value=spans) for part, spans in parts.items()]
    shown = decided(FOUND, corrections)
    assert [one.id for one in shown.statements] == [CLOSES.id, FERRY.id]
    assert shown.statements[1].confidence == 1.0


def test_statements_stay_in_text_order_when_a_content_moves() -> None:
    one = take(CLOSES, field="content", value=(at("the plan hasty"),))
    assert [s.content[0] for s in decided(FOUND, [one]).statements][-1] == at("the plan hasty")


def test_decisions_that_nothing_is_left_to_hold_are_told() -> None:
    one = take(found := replace(NOBODY_ASKED, content=(at("the plan hasty"),)), "accept")
    result = apply(FOUND, [one])
    assert result.orphaned == (one,)
    assert found.id not in result.held
    assert asdict(result.reading) == asdict(FOUND)


def test_the_program_s_own_post_is_left_as_it_is_when_another_is_decided_on() -> None:
    shown = decided(FOUND, [take(NOBODY_ASKED, field="act", value="ask")])
    assert asdict(shown.statements[0]) == asdict(CLOSES)
    assert shown.contexts[CLOSES.id] == FOUND.contexts[CLOSES.id]


# Whatever is decided

offsets = st.integers(0, len(TEXT) - 1).flatmap(
    lambda start: st.integers(start + 1, len(TEXT)).map(lambda end: (Span(start, end),))
)
VALUES: dict[Field, st.SearchStrategy[Value]] = {
    "source": st.none() | offsets,
    "cue": st.none() | offsets,
    "content": offsets,
    "quotation": st.sampled_from(["direct", "mixed"]),
    "speaker": st.none() | st.builds(Name, st.sampled_from(["Owen Strand", "Rosalind Ackerby"]), st.just("person")),
    "kind": st.sampled_from(["group", "person"]),
    "role": st.sampled_from([None, "Mayor"]),
    "said": st.sampled_from([None, "2026-03", "2026-03-05"]),
    "act": st.sampled_from([None, "deny"]),
    "channel": st.sampled_from([None, "speech"]),
    "via": st.sampled_from([None, ("Harbor Wire",)]),
}  # fmt: skip


@st.composite
def corrections(draw: st.DrawFn) -> list[Decision]:
    """At most one decision on each field of each statement."""
    out = []
    for one in FOUND.statements:
        for field in draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True, max_size=6)):
            out += [take(one, field=field, value=draw(VALUES[field]))]
        if draw(st.booleans()):
            out += [take(one, draw(st.sampled_from(["accept", "reject"])))]
    return out


@given(corrections())
def test_decisions_change_nothing_but_what_is_shown(decisions: list[Decision]) -> None:
    found = reading()
    before = asdict(found)
    result = apply(found, decisions)
    assert asdict(found) == before
    codec.check(result.reading)
    assert result.reading.document == found.document
    ids = [one.id for one in result.reading.statements]
    assert len(set(ids)) == len(ids)
    assert result.reading.contexts.keys() == set(ids)
    for one in result.reading.statements:
        assert all(result.reading.document[span] for part in SPAN_FIELDS for span in getattr(one, part))


@given(corrections().flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))))
def test_decisions_on_different_fields_may_come_in_any_order(
    both: tuple[list[Decision], list[Decision]],
) -> None:
    one, other = (decided(FOUND, made) for made in both)
    assert asdict(one) == asdict(other)


def test_every_field_can_be_corrected_at_once() -> None:
    made = {
        "source": (at("Owen Strand"),), "cue": (at("called"),), "content": (at("the plan hasty"),),
        "quotation": "mixed", "speaker": Name("Owen Strand", "person"), "kind": "group",
        "role": "county commissioner", "said": "2026", "act": "accuse", "channel": "speech", "via": ("Gazette",),
    }  # fmt: skip
    assert made.keys() == VALUES.keys()
    for order in itertools.islice(itertools.permutations(made.items()), 0, 40, 7):
        shown = decided(FOUND, [take(NOBODY_ASKED, field=f, value=v) for f, v in order])
        (one,) = [s for s in shown.statements if s.quotation == "mixed"]
        assert [f.field for f in shown.contexts[one.id].findings] == list(VALUES)
