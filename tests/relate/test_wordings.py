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
    "text",
    ["the ferry will carry ninety people before the spring flood", "We have not mended the sluice at Tarn"],
)
def test_altered_words_show_the_difference(text: str) -> None:
    found = same_or_altered(printed(text), printed(POST, "post"))
    assert isinstance(found, Altered)
    assert found.longer == "b"
    assert "[-" in found.diff or "{+" in found.diff


@pytest.mark.parametrize(
    "text",
    [
        "We've mended the sluice at Tarn and the ferry will carry sixty people",
        "the ferry'll carry 60 people before the spring flood",
        "We have mended the sluice at Tarn, the ferry will carry sixty people",
    ],
)
def test_another_spelling_of_the_words_is_the_same_words(text: str) -> None:
    found = same_or_altered(printed(text), printed(POST, "post"))
    assert isinstance(found, SameWords)
    assert found.extent == "part"


FERRY = "the ferry has enough boats for all who cross at Tarn"


@pytest.mark.parametrize(
    "frame",
    [
        "It is not true that",
        "I never said that",
        "I doubt",
        "We cannot promise that",
        "I don’t believe",
        "Nobody who has seen it can say",
        "If the hulls are mended,",
        "Unless Velk objects,",
        "Ask me tomorrow whether",
        "I just don’t think",
        "I know only that I do not believe",
    ],
)
def test_words_that_are_denied_doubted_or_conditioned_are_others(frame: str) -> None:
    plain, framed = printed(FERRY), printed(f"{frame} {FERRY}")
    assert same_or_altered(plain, framed) is None
    assert same_or_altered(printed(FERRY, "indirect"), framed) is None
    cut = same_or_altered(plain, framed, same_speaker=True)
    assert isinstance(cut, Altered)
    assert [edit.kind for edit in cut.edits] in (["negation"], ["condition"])
    assert cut.diff.startswith("[-")


@pytest.mark.parametrize(
    "frame",
    [
        "I have no doubt that",
        "Nobody can deny that",
        "You did not know that",
        "We will not wait, and",
        "We did not build it. And",
        "We are not late because",
        "If you ask me. Well,",
        "Even if it rains,",
        "The council says",
        "There is no question that",
        "It is no secret that",
        "We do not hide that",
        "Whether or not it rains,",
        "Whether it rains or not,",
        "If anything,",
    ],
)
def test_other_words_before_them_turn_nothing(frame: str) -> None:
    found = same_or_altered(printed(FERRY), printed(f"{frame} {FERRY}"))
    assert isinstance(found, SameWords)


def test_a_denial_in_the_place_of_other_words_is_altered_once() -> None:
    found = same_or_altered(
        printed(f"We all say that {FERRY} and pay for it"), printed(f"I doubt that {FERRY} and pay for it"),
        same_speaker=True,
    )  # fmt: skip
    assert isinstance(found, Altered)
    assert found.diff.count("I doubt") == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Can’t promise that the ferry has enough boats for Tarn", "We cannot promise that the ferry has enough boats for Tarn"),
        ("Don’t think the ferry has enough boats for Tarn", "I do not think the ferry has enough boats for Tarn"),
    ],
)  # fmt: skip
def test_a_quotation_that_begins_with_the_denial_has_the_same_words(one: str, other: str) -> None:
    for same_speaker in (False, True):
        assert isinstance(same_or_altered(printed(one), printed(other), same_speaker=same_speaker), SameWords)


def test_a_denial_that_the_first_words_lost_is_altered_whoever_speaks() -> None:
    one, other = "We’re going to sell sixty boats at Tarn", "We are not going to sell sixty boats at Tarn"
    for same_speaker in (False, True):
        found = same_or_altered(printed(one), printed(other), same_speaker=same_speaker)
        assert isinstance(found, Altered)
        assert [edit.kind for edit in found.edits if not edit.harmless] == ["negation"]


def test_a_quotation_that_keeps_the_denial_in_its_own_words_is_the_same() -> None:
    told = printed("she would not say that “the ferry has enough boats for all who cross at Tarn”", "mixed")
    assert same_or_altered(told, printed(f"I will not say that {FERRY}")) is not None
    assert same_or_altered(told, printed(FERRY)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the guild will sell sixty boats at the Tarn yard", "the guild will not sell sixty boats at the Tarn yard"),
        ("the mayor had seen the sluice before the flood at Tarn", "the mayor had never seen the sluice before the flood at Tarn"),
        ("all of the ferries were mended by the guild at Tarn", "none of the ferries were mended by the guild at Tarn"),
        ("Fourteen ferrymen have been hurt at Tarn since the flood", "six ferrymen have been hurt at Tarn since the flood"),
        ("at least 200 ferrymen were hired at the yard in Tarn", "30 ferrymen were hired at the yard in Tarn"),
        ("Ackerby met the ferrymen in Tarn before the flood", "Velk met the ferrymen in Tarn before the flood"),
        ("the ferrymen of the upper yard were hired by Ackerby", "the ferrymen of the upper yard were hired by Velk"),
        ("the ferrymen of the upper yard were paid", "the ferrymen of the upper yard were not paid"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("quotation", ["indirect", "direct"])
def test_an_account_with_another_not_number_or_name_is_not_the_same(
    one: str, other: str, quotation: Quotation
) -> None:
    assert same_or_altered(printed(one, quotation), printed(other, "indirect")) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ferrymen have been hurt at Tarn since the flood", "Fourteen ferrymen have been hurt at Tarn since the flood"),
        ("they met the ferrymen in Tarn before the flood", "Velk met the ferrymen in Tarn before the flood"),
        ("the guild met the ferrymen in Tarn before the flood", "Velk met the ferrymen in Tarn before the flood"),
        ("Rosalind Ackerby met the ferrymen in Tarn before the flood", "Ackerby met the ferrymen in Tarn before the flood"),
        ("Ackerby’s council met the ferrymen in Tarn before the flood", "Ackerby and her council met the ferrymen in Tarn before the flood"),
        ("We’ve met the ferrymen in Tarn before the flood and they agreed", "They’ve met the ferrymen in Tarn before the flood so nobody was hurt"),
    ],
)  # fmt: skip
def test_an_account_that_says_less_or_names_otherwise_is_the_same(one: str, other: str) -> None:
    assert isinstance(same_or_altered(printed(one, "indirect"), printed(other, "indirect")), SameWords)


MIDDLE = "Our masons have mended the sluice at Tarn. They laid sixty stones."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"We begin in March. {MIDDLE}", f"{MIDDLE} I thank you all for waiting."),
        (f"I am sorry. {MIDDLE}", f"{MIDDLE} Nobody asked us for the stones, but we had them."),
    ],
)
def test_two_cuts_with_another_sentence_at_opposite_ends_share_the_middle(one: str, other: str) -> None:
    a, b = printed(one), printed(other)
    found = same_or_altered(a, b)
    assert isinstance(found, SameWords)
    assert found.extent == "part"
    assert shown(a, found.a) == [MIDDLE.rstrip(".")]


def test_two_such_cuts_with_another_number_in_the_middle_are_not_the_same() -> None:
    other = f"{MIDDLE} I thank you all for waiting.".replace("sixty", "ninety")
    found = same_or_altered(printed(f"We begin in March. {MIDDLE}"), printed(other))
    assert not isinstance(found, SameWords)


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
