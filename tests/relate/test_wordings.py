"""Whether two statements carry the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Quotation, Span
from onrecord.relate.wordings import Altered, Printed, SameWords, same_or_altered

POST = (
    "We have mended the sluice at Tarn, and the ferry will carry sixty people before the spring flood comes."
)


def printed(text: str, quotation: Quotation = "direct") -> Printed:
    return Printed(text, (Span(0, len(text)),), quotation)


def shown(one: Printed, spans: tuple[Span, ...]) -> list[str]:
    return [one.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "quotation", "extent", "restated"),
    [
        (POST.upper(), "direct", "all", False),
        ("the ferry will carry sixty people", "direct", "part", False),
        ("We have mended the sluice … before the spring flood comes", "direct", "part", False),
        ("he said the town “mended the sluice at Tarn” in haste", "mixed", "part", False),
        ("they had mended the sluice at Tarn", "indirect", "part", True),
        ("the ferry would carry sixty people before the spring flood", "indirect", "part", True),
    ],
)
def test_the_same_words(text: str, quotation: Quotation, extent: str, restated: bool) -> None:
    found = same_or_altered(printed(text, quotation), printed(POST, "post"))
    assert isinstance(found, SameWords)
    assert (found.extent, found.restated) == (extent, restated)


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("the ferry will carry ninety people before the spring flood", False),
        ("We have not mended the sluice at Tarn", False),
        ("We've mended the sluice at Tarn and the ferry will carry sixty people", True),
    ],
)
def test_altered_words_show_the_difference(text: str, harmless: bool) -> None:
    found = same_or_altered(printed(text), printed(POST, "post"))
    assert isinstance(found, Altered)
    assert found.harmless is harmless
    assert found.longer == "b"
    assert "[-" in found.diff or "{+" in found.diff


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("The bridge is closed to trucks until the inspectors have been there", "direct"),
        ("the ferry would carry ninety people before the spring flood", "indirect"),
        ("a spring flood", "indirect"),
        ("and the", "direct"),
        ("We have", "direct"),
    ],
)
def test_other_words_are_no_relation(text: str, quotation: Quotation) -> None:
    assert same_or_altered(printed(text, quotation), printed(POST, "post")) is None


def test_fewer_words_are_enough_from_a_speaker_who_is_known() -> None:
    cut, post = printed("carry sixty people before"), printed(POST, "post")
    assert same_or_altered(cut, post) is None
    assert same_or_altered(cut, post, same_speaker=True)


def test_two_cuts_of_one_speech_share_what_both_have() -> None:
    one = printed(
        "Listen to me now. The ferry will carry sixty people before the spring flood reaches the mill."
    )
    other = printed(
        "And the ferry will carry sixty people before the spring flood, whatever Velk says about tolls."
    )
    found = same_or_altered(one, other)
    assert isinstance(found, SameWords)
    assert found.extent == "part"
    assert shown(one, found.a) == ["The ferry will carry sixty people before the spring flood"]
    assert shown(other, found.b) == ["the ferry will carry sixty people before the spring flood"]


words = st.sampled_from(
    ["tarn", "sluice", "mended", "ferry", "toll", "the", "not", "we", "sixty", "…", "“flood”"]
)
statements = st.builds(
    lambda parts, quotation: printed(" ".join(parts), quotation),
    st.lists(words, min_size=1, max_size=20),
    st.sampled_from(["direct", "indirect", "mixed", "post"]),
)


@given(statements, statements)
def test_the_relation_is_the_same_from_both_sides(a: Printed, b: Printed) -> None:
    one, other = same_or_altered(a, b), same_or_altered(b, a)
    assert type(one) is type(other)
    if one and other:
        assert (shown(a, one.a), shown(b, one.b)) == (shown(a, other.b), shown(b, other.a))
        assert one.similarity == other.similarity
