"""What a person may give as a field's value, and what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import DecisionError
from onrecord.model import Document, Span, Spans, SpeakerKind
from onrecord.record.correcting import VOCABULARY, spans_of, value_of
from onrecord.record.decisions import FIELDS, Field, Name, Value

from .bridge import TEXT, at, reading

SHOWN = reading()
DOCUMENT = SHOWN.document
NOBODY = SHOWN.statements[1]
BREAK = TEXT.index("\n\n")


def value(field: Field, *given: str, kind: SpeakerKind | None = None) -> Value:
    return value_of("statement x", SHOWN, NOBODY, field, given, kind=kind)[0]


@pytest.mark.parametrize(
    ("field", "given", "expected"),
    [
        ("act", ["deny"], "deny"),
        ("channel", [" interview "], "interview"),
        ("quotation", ["mixed"], "mixed"),
        ("kind", ["group"], "group"),
        ("said", ["2026-03"], "2026-03"),
        ("said", ["2026"], "2026"),
        ("via", ["Harbor Wire", "Continental Ledger"], ("Harbor Wire", "Continental Ledger")),
        ("speaker", ["rosalind ackerby"], Name("Rosalind Ackerby", "person")),
        ("role", ["county  commissioner"], "county commissioner"),
        ("content", ["the Ostrander Bridge will close"], (at("the Ostrander Bridge will close"),)),
        ("source", ["Owen Strand", "4-12"], (Span(4, 12), at("Owen Strand"))),
        ("cue", ["4-12,20-29"], (Span(4, 12), Span(20, 29))),
        *((field, ["none"], None) for field in ("speaker", "role", "said", "act", "channel", "via", "source", "cue")),
    ],
)  # fmt: skip
def test_a_value_is_taken_as_the_field_has_it(field: Field, given: Sequence[str], expected: Value) -> None:
    assert value(field, *given) == expected


def test_a_name_that_nobody_has_there_takes_a_kind() -> None:
    assert value("speaker", "Owen Strand", kind="person") == Name("Owen Strand", "person")
    with pytest.raises(
        DecisionError, match=r"no other statement .* by “Owen Strand”; say what it is with --kind"
    ):
        value("speaker", "Owen Strand")


@pytest.mark.parametrize(
    ("field", "given", "says"),
    [
        ("act", ["shout"], r"“shout” is no act; it is one of say, confirm, .*, none"),
        ("kind", ["wizard"], r"it is one of person, organization, group, document, unnamed$"),
        ("channel", ["interview", "speech"], "one value, not 2"),
        ("content", ["none"], "a statement has a content; reject it"),
        ("kind", ["none"], "a statement has a kind"),
        ("said", ["Tuesday"], "“Tuesday” is no date; .* 2026-03-05, 2026-03 or 2026"),
        ("said", ["2026-02-30"], "is no date"),
        ("said", ["2026-03-05T10:00"], "is no date"),
        (
            "role",
            ["chief wizard"],
            "does not say “chief wizard”; a role is given in the document's own words",
        ),
        ("content", ["Nobody asked that city"], "does not say “Nobody asked that city”"),
        ("content", ["Bridge"], r"says “Bridge” 2 times; give more words, or offsets: 12-18 or "),
        ("content", ["5-5"], "5-5 is no run of words"),
        ("content", ["0-9999"], "0-9999 is no run of words in its"),
        ("content", [f"{BREAK}-{BREAK + 2}"], "is no run of words"),
        ("source", ["4-12,10-20"], "4-12 and 10-20 overlap"),
        ("act", [" "], "no act given"),
    ],
)
def test_a_value_that_the_field_cannot_have_is_refused_in_one_line(
    field: Field, given: Sequence[str], says: str
) -> None:
    with pytest.raises(DecisionError, match=says) as caught:
        value(field, *given)
    assert str(caught.value).startswith("statement x: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("field", ["kind", "role"])
def test_a_statement_without_a_speaker_has_no_kind_and_no_role(field: Field) -> None:
    bare = replace(SHOWN, contexts={})
    given = "person" if field == "kind" else "Mayor"
    with pytest.raises(DecisionError, match=f"has no speaker who could have a {field}"):
        value_of("statement x", bare, NOBODY, field, [given])


def test_a_kind_goes_with_a_speaker_alone() -> None:
    with pytest.raises(DecisionError, match="act has no kind"):
        value("act", "deny", kind="person")


def test_a_role_is_where_it_is_printed_nearest_to_the_statement() -> None:
    text = "The Mayor spoke. " + TEXT
    shown = reading(text=text)
    words, support = value_of("statement x", shown, shown.statements[2], "role", ["Mayor"])
    assert words == "Mayor"
    assert support == (Span(text.index("Mayor Rosalind"), text.index(" Rosalind")),)


def test_words_are_found_over_line_breaks_and_not_inside_of_others() -> None:
    document = Document("The ferries wait.\nThe ferry\n carries all.")
    assert spans_of("x", document, ["ferry carries"]) == (Span(22, 36),)
    assert spans_of("x", document, ["ferry"]) == (Span(22, 27),)


def test_every_word_of_the_vocabulary_is_taken() -> None:
    assert set(VOCABULARY) < set(FIELDS)
    for field, words in VOCABULARY.items():
        assert [value(field, word) for word in words] == list(words)  # type: ignore[arg-type]


def supported(field: Field, given: str) -> Spans | str:
    """The words that support a value, or why it is none."""
    try:
        return value_of("statement x", SHOWN, NOBODY, field, [given])[1]
    except DecisionError as error:
        return str(error)


@given(st.sampled_from(FIELDS), st.text(max_size=20))
def test_whatever_is_given_is_a_value_or_one_clear_error(field: Field, given: str) -> None:
    told = supported(field, given)
    if isinstance(told, str):
        assert told.startswith("statement x: ")
    else:
        assert all(DOCUMENT[span] for span in told)


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 60))
def test_offsets_give_the_span_that_they_say(start: int, length: int) -> None:
    end = min(start + length, len(TEXT))
    if not TEXT[start:end].isspace():
        assert spans_of("x", DOCUMENT, [f"{start}-{end}"]) == (Span(start, end),)
