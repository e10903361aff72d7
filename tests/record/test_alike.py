"""Which statements claim the same."""

from __future__ import annotations

import pytest

from onrecord.record.alike import Alike
from tests.record.stories import Says, Story, topic

PIER = "the harbor pier will close to all boats in April"


def alike(about: str, *says: str | Says) -> Alike:
    told = (one if isinstance(one, Says) else Says("Ida Holm", one) for one in says)
    return Alike(about, topic(about, *(Story("Wire", (one,)) for one in told)).stated)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (PIER, "the pier would close to boats"),
        ("the director resigned over the audit", "the director had resigned because of the audit on Monday"),
        (
            "inspectors found cracks in the hangers",
            "cracks were found in the hangers by inspectors of the port",
        ),
    ],
)
def test_other_words_for_one_thing_are_one_claim(a: str, b: str) -> None:
    found = alike("harbor", a, b)
    assert found.says_it_too(0, 1)
    assert found.says_it_too(1, 0)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (PIER, "the harbor pier will not close to boats in April"),
        (PIER, "the harbor master hired forty new divers"),
        (PIER, "the fishermen who use the pier said nobody had told them of any plan to close it"),
        ("Kesway has too few nurses", "Kesway built a bridge of steel"),
        (PIER, "the closing of the harbor pier to all boats"),
        ("the ferry to Velden sank off the pier", "the ferry to Ostrander sank off the pier"),
    ],
    ids=["denied", "another matter", "a reaction", "a name alone", "no claim", "another name"],
)
def test_what_only_is_on_one_matter_is_no_claim_of_the_same(a: str, b: str) -> None:
    assert not alike("Kesway", a, b).says_it_too(0, 1)


def test_who_says_more_says_it_too_and_not_the_other_way_round() -> None:
    claim = "the pier will close to boats from Velden"
    more = f"{claim}, and the board will sell two cranes, the sheds and an old lighthouse to the county"
    found = alike("harbor", claim.replace("boats", "all boats"), more)
    assert found.says_it_too(0, 1)
    assert not found.says_it_too(1, 0)


@pytest.mark.parametrize("word", ["I", "he"])
def test_what_two_say_of_themselves_is_not_one_claim(word: str) -> None:
    a, b = (Says(name, f"{word} will vote to close the pier") for name in ("Ida Holm", "Owen Strand"))
    assert not alike("harbor", a, Says("Owen Strand", f"{word} would vote for closing the pier")).says_it_too(
        0, 1
    )
    assert not alike("harbor", a, b).says_it_too(0, 1)


def test_a_few_words_of_two_persons_are_not_of_one() -> None:
    words = "We will sell the old ferry"
    same = [Says("Ida Holm", words), Says("Holm", words), Says(None, words)]
    assert all(alike("harbor", same[0], one).one_wording(0, 1) for one in same)
    assert not alike("harbor", same[0], Says("Owen Strand", words)).one_wording(0, 1)
    longer = f"{words} in April"
    assert alike("harbor", Says("Ida Holm", longer), Says("Owen Strand", longer)).one_wording(0, 1)


def test_a_few_words_of_nobody_do_not_make_two_persons_one() -> None:
    words = "We will sell the old ferry"
    found = alike("harbor", *(Says(name, words) for name in ("Ida Holm", None, "Owen Strand"))).wordings()
    assert found == [0, 0, None]


def test_a_stock_phrase_is_said_by_each_of_two_persons_for_themselves() -> None:
    words = "My thoughts are with the families of the crew tonight"
    two = [Says(name, words) for name in ("Ida Holm", "Owen Strand")]
    assert alike("harbor", *two).wordings() == [None, None]
    assert alike("harbor", two[0], Says("Holm", words)).wordings() == [0, 0]
    longer = [Says(one.name, f"{words} and with all who searched for them") for one in two]
    assert alike("harbor", *longer).wordings() == [0, 0]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("It is not clear yet", "It is not clear whether the board paid the crews for the work in June"),
        ("We will look at the pier", "We will look at the crane"),
    ],
    ids=["four words", "five words"],
)
def test_a_phrase_in_common_is_no_wording(a: str, b: str) -> None:
    assert not alike("harbor", a, b).one_wording(0, 1)


def test_a_passage_in_two_long_speeches_does_not_make_them_one() -> None:
    passage = "nobody asked this city whether it wants a pier of steel or of wood"
    speeches = [f"{passage} " + " ".join(f"{name}{n}" for n in range(200)) for name in ("a", "b")]
    assert not alike("harbor", *speeches).one_wording(0, 1)
    assert alike("harbor", *(one[:200] for one in speeches)).one_wording(0, 1)


def test_of_a_long_speech_the_first_sentences_are_compared() -> None:
    speech = " ".join(f"The crane number {n} was sold to a yard." for n in range(300))
    assert sum(map(len, alike("harbor", speech)._said)) == 40


def test_what_the_text_ties_is_one_claim_by_less() -> None:
    found = alike("harbor", "a closing had been decided on", "the pier will close to boats")
    assert not found.says_it_too(0, 1)
    assert found.says_it_too(0, 1, "news")


def test_the_same_words_are_one_wording_in_prose_and_quotation() -> None:
    whole = (
        "Nobody asked this city whether it wants a pier. We read it in the paper. That is not how it is done."
    )
    found = alike(
        "harbor", whole, "“Nobody asked this city whether it wants a pier”", "Nobody asked the divers"
    )
    assert found.one_wording(0, 1)
    assert not found.one_wording(0, 2)


QUOTED = "The deck has not sagged by an inch, and nobody on the quay is at risk"


@pytest.mark.parametrize(
    ("a", "b", "quotation"),
    [
        (QUOTED, QUOTED.replace("has not", "has"), "direct"),
        (QUOTED, QUOTED.replace("has not", "has"), "indirect"),
        (QUOTED, QUOTED.replace("nobody on the quay is", "the whole quay is"), "direct"),
        (
            "They knew the crane was cracked in October. I have the letter here.",
            "They knew the crane was cracked in June and they kept quiet",
            "direct",
        ),
        ("the crane was cracked in October, the board said", "the crane was cracked in March", "indirect"),
        ("Three of the nine ferries will be sold in town", "Four of the nine ferries will be sold", "direct"),
        (
            "The board told Velden that the quay is shut",
            "The board told Kesway that the quay is shut",
            "direct",
        ),
    ],
    ids=["denial", "told", "nobody", "month, with more", "month", "number", "name"],
)
def test_words_that_are_turned_are_another_claim(a: str, b: str, quotation: str) -> None:
    found = alike("harbor", *(Says("Ida Holm", one, quotation=quotation) for one in (a, b)))
    assert not found.says_it_too(0, 1, "speaker")
    assert not found.says_it_too(1, 0, "speaker")


@pytest.mark.parametrize(
    ("a", "b", "quotation"),
    [
        (QUOTED, QUOTED.replace("has not", "hasn’t"), "direct"),
        (QUOTED, QUOTED.replace(" by an inch", ""), "direct"),
        (QUOTED, f"{QUOTED} tonight", "direct"),
        ("Three of the nine ferries will be sold", "3 of the nine ferries will be sold", "direct"),
        (
            "the crane was cracked in October, she said",
            "the crane had been cracked in Oct. and idle",
            "indirect",
        ),
        ("the crane was cracked in March and idle", "the crane was cracked and idle", "indirect"),
        (
            "the board has closed the quay to all ferries",
            "the board has shut the quay to all ferries",
            "indirect",
        ),
        (
            "I trust this report on the quay no further",
            "I trust that report on the quay no further",
            "direct",
        ),
        (
            "Her harbor plan would “put a lot of ferries and ferry crews out of work.”",
            "We’re going to put a lot of ferries and ferry crews out of work",
            "mixed",
        ),
        ("We may sell the ferry to Velden in June", "In June we may sell the ferry to Velden", "direct"),
    ],
    ids=[
        "contracted",
        "left out",
        "added",
        "numeral",
        "short",
        "no month",
        "another word",
        "misheard",
        "retold",
        "may",
    ],
)
def test_words_that_are_printed_otherwise_are_one_claim(a: str, b: str, quotation: str) -> None:
    found = alike("harbor", *(Says("Ida Holm", one, quotation=quotation) for one in (a, b)))
    assert found.says_it_too(0, 1, "speaker")


@pytest.mark.parametrize(
    ("other", "quotation", "turned"),
    [
        (QUOTED.replace("deck", "crane"), "direct", True),
        (QUOTED.replace("deck", "crane"), "indirect", False),
        (QUOTED.replace("has not", "hasn’t"), "direct", False),
        (QUOTED.replace(" by an inch", ""), "direct", False),
    ],
    ids=["another word", "retold", "contracted", "left out"],
)
def test_another_word_turns_a_quotation_that_is_altered(other: str, quotation: str, turned: bool) -> None:
    found = alike("harbor", *(Says("Ida Holm", one, quotation=quotation) for one in (QUOTED, other)))
    assert found.turned(0, 1, altered=True) == turned
    assert not found.turned(0, 1)


def test_turned_words_are_still_of_one_wording() -> None:
    found = alike("harbor", *(Says("Ida Holm", one) for one in (QUOTED, QUOTED.replace("has not", "has"))))
    assert found.wordings() == [0, 0]
