"""Which claims a topic has, and where they lead back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from onrecord.model import Figure, Relation, Span
from onrecord.record.alike import _claims_it
from onrecord.record.origins import claims
from onrecord.record.topic import Topic
from onrecord.relate.origins import _origin
from onrecord.relate.sources import may_be_one
from tests.record.stories import Says, Story, topic

CLOSES = "the harbor pier will close to all boats in April"
CLOSING = "plans are made to close the harbor pier to boats in April"
MAYOR = Says("Rosalind Ackerby", CLOSES, role="Mayor")
WORDS = [
    a + b for a in ("Har", "Bel", "Fer", "Cra", "Stor") for b in ("bor", "mond", "ry", "ne", "ming", "well")
]
BOARD = Says("board member", CLOSING, "unnamed")


def origins(found: Topic) -> list[tuple[str, str | None, bool]]:
    """The origins of the one claim."""
    (claim,) = claims(found)
    return [(one.name, one.through, one.first) for one in claim.origins]


def test_a_claim_is_what_two_say_in_words_of_their_own() -> None:
    found = topic("pier", Story("Harbor Wire", (MAYOR,)), Story("Gazette", (BOARD,)))
    assert origins(found) == [("Rosalind Ackerby", None, False), ("board member", "Gazette", False)]


def test_what_one_outlet_has_from_one_source_is_no_claim_to_count() -> None:
    assert claims(topic("pier", Story("Harbor Wire", (MAYOR,)))) == ()


def test_a_claim_of_one_source_that_two_outlets_carry_has_one_origin() -> None:
    copy = Says("Rosalind Ackerby", "the harbor pier would close to all boats", role="Mayor")
    assert origins(topic("pier", Story("Harbor Wire", (MAYOR,)), Story("Gazette", (copy,)))) == [
        ("Rosalind Ackerby", None, False)
    ]


def test_other_matters_are_no_part_of_a_claim() -> None:
    other = Says("Owen Strand", "the county has hired forty new teachers")
    assert claims(topic("pier", Story("Harbor Wire", (MAYOR,)), Story("Gazette", (other,)))) == ()


@pytest.mark.parametrize(
    "other",
    [
        Says("Owen Strand", CLOSING, act="deny"),
        Says("Owen Strand", CLOSING, act="ask"),
        Says("Owen Strand", CLOSING, said="2025-04"),
        Says("Owen Strand", CLOSING, expression="in the past"),
        Says("Owen Strand", "the harbor pier will not close to boats in April"),
    ],
    ids=["denies", "asks", "long before", "in the past", "the contrary"],
)
def test_what_is_no_account_of_the_news_is_no_origin(other: Says) -> None:
    assert claims(topic("pier", Story("Harbor Wire", (MAYOR,)), Story("Gazette", (other,)))) == ()


def test_a_spokeswoman_gives_the_account_of_the_body_she_speaks_for() -> None:
    body = Says("Harbor Board", CLOSES, "organization")
    voice = Says("Hanna Velk", CLOSING, role="spokeswoman for the board")
    found = topic("pier", Story("Harbor Wire", (body,)), Story("Gazette", (voice,)))
    assert origins(found) == [("Harbor Board", None, False)]


def test_who_spoke_for_a_body_once_speaks_for_themselves() -> None:
    body = Says("Harbor Board", CLOSES, "organization")
    voice = Says("Hanna Velk", CLOSING, role="former spokeswoman for the board")
    found = topic("pier", Story("Harbor Wire", (body,)), Story("Gazette", (voice,)))
    assert len(origins(found)) == 2


def test_an_outlet_that_repeats_another_ones_report_is_no_origin_and_is_named() -> None:
    repeats = Says("Harbor Wire", CLOSING, "organization")
    found = topic("pier", Story("Harbor Wire", (MAYOR,)), Story("Gazette", (repeats,)))
    (claim,) = claims(found)
    assert [one.name for one in claim.origins] == ["Rosalind Ackerby"]
    assert [(one.outlet, one.of) for one in claim.repeats] == [("Gazette", "Harbor Wire")]


def test_wire_copy_counts_as_the_wires_own_report() -> None:
    story = f"(Kesway Wire) -- A board member said {CLOSING}. The pier was built long ago and is loved."
    printed = Story("Gazette", (BOARD,), story)
    again = Story("Ledger", (BOARD,), story)
    found = topic("pier", printed, again)
    (claim,) = claims(found)
    assert [(one.name, one.through) for one in claim.origins] == [("board member", "Kesway Wire")]
    assert {one.of for one in claim.repeats} == {"Kesway Wire"}


@pytest.mark.parametrize(
    ("text", "through"),
    [
        (f"The closing was first reported by Kesway Radio. A board member said {CLOSING}.", "Kesway Radio"),
        (f"A board member said {CLOSING}. The news was first reported by Kesway Radio.", "Kesway Radio"),
        (f"A board member said {CLOSING}.\nThe storm was first reported by Kesway Radio.", None),
    ],
    ids=["names what it is of", "in the same paragraph", "of something else"],
)
def test_a_credit_belongs_to_the_claim_that_it_is_of(text: str, through: str | None) -> None:
    found = topic("pier", Story("Harbor Wire", (MAYOR,)), Story("Gazette", (BOARD,), text))
    first = [one.name for one in claims(found)[0].origins if one.first]
    assert first == ([through] if through else [])


def test_reports_on_one_matter_are_not_chained_into_one_claim() -> None:
    says = [
        Says("Owen Strand", "the closing of the pier will cost the fishermen their living"),
        Says("Ida Holm", "the fishermen have been told of the closing too late"),
        Says("critics", "the harbor board is hiding what the pier costs", "group"),
        Says("Hanna Velk", "the board will decide on the pier and its cost in April"),
    ]
    found = topic("pier", *(Story(f"Paper {n}", (one,)) for n, one in enumerate(says)))
    assert claims(found) == ()


def test_one_speech_in_many_outlets_is_one_origin_by_whatever_name() -> None:
    words = "Nobody asked this city whether it wants a pier, and nobody will"
    told = [Says(name, words, quotation="direct") for name in ("Rosalind Ackerby", "Ackerby", "Mayor")]
    around = (
        "It rained on the harbor all day long.",
        "The ferry was late again on Monday.",
        "Divers sang below it.",
    )
    texts = (
        f"{more} “{words},” said {one.name}. {more[::-1]} {more.upper()}"
        for more, one in zip(around, told, strict=True)
    )
    stories = (
        Story(f"Paper {n}", (one,), text) for n, (one, text) in enumerate(zip(told, texts, strict=True))
    )
    (claim,) = claims(topic("pier", *stories))
    assert [(one.name, len(one.outlets)) for one in claim.origins] == [("Rosalind Ackerby", 3)]


def test_unnamed_sources_of_two_outlets_are_two_and_officials_are_not_counted() -> None:
    told = [
        Story("Harbor Wire", (Says("senior official", CLOSES, "unnamed"),)),
        Story("Gazette", (BOARD,)),
        Story("Ledger", (Says("officials", "the harbor pier would close to boats", "unnamed"),)),
    ]
    (claim,) = claims(topic("pier", *told))
    assert {(one.name, one.through) for one in claim.origins} == {
        ("senior official", "Harbor Wire"),
        ("board member", "Gazette"),
    }
    assert [(one.name, one.through) for one in claim.unsure] == [("officials", "Ledger")]


def test_a_statement_without_a_source_is_told_apart() -> None:
    nobody = Says(None, "the harbor pier would close to boats")
    found = topic("pier", Story("Harbor Wire", (MAYOR,)), Story("Gazette", (nobody,)))
    (claim,) = claims(found)
    assert [one.name for one in claim.origins] == ["Rosalind Ackerby"]
    assert claim.unknown == (found.stated[1].statement.id,)


def test_what_is_confirmed_and_who_had_it_first_are_on_one_piece_of_news() -> None:
    first = Says(
        "Kesway Radio", "the board has begun to tell divers of its plan to close the pier", "organization"
    )
    told = [
        Story("Gazette", (Says("Harbor Board", CLOSES, "organization", act="confirm"),)),
        Story(
            "Ledger",
            (first,),
            f"{first.content}, Kesway Radio said. The news was first reported by Kesway Radio.",
        ),
    ]
    (claim,) = claims(topic("pier", *told))
    assert [(one.name, one.first) for one in claim.origins] == [
        ("Kesway Radio", True),
        ("Harbor Board", False),
    ]


def test_an_outlet_that_repeats_one_report_is_told_even_if_no_other_has_it() -> None:
    says = Says("Harbor Wire", CLOSES, "organization")
    found = topic("pier", Story("Gazette", (says,)), Story("Harbor Wire", ()))
    (claim,) = claims(found)
    assert [(one.name, one.kind) for one in claim.origins] == [("Harbor Wire", "outlet")]
    assert [(one.outlet, one.of) for one in claim.repeats] == [("Gazette", "Harbor Wire")]


@pytest.mark.parametrize(("counts", "number"), [((14, 40), 0), ((14, 14), 1)], ids=["apart", "the same"])
def test_numbers_that_exclude_each_other_are_two_claims(counts: tuple[int, int], number: int) -> None:
    stories = [
        Story(f"Paper {n}", (Says(name, f"the storm has sunk {count} boats at the pier"),))
        for n, (name, count) in enumerate(zip(("Ida Holm", "Owen Strand"), counts, strict=True))
    ]
    found = topic("storm", *stories)
    readings = {}
    for (id, one), count in zip(found.readings.items(), counts, strict=True):
        (statement,) = one.statements
        start = one.document.text.index(f"{count} boats")
        span = Span(start, start + len(f"{count} boats"))
        figure = Figure(span, count, "exact", count, count, "boat", None, statement.id)
        readings[id] = replace(one, figures=(figure,))
    assert len(claims(replace(found, readings=readings))) == number


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        (Figure(Span(0, 1), 150, "at_least", 150, None, "crane"), (210, "exact", 210, 210), 0),
        (Figure(Span(0, 1), 300, "above", 300, None, "crane"), (312, "exact", 312, 312), 1),
        (Figure(Span(0, 1), 90, "approximate", 81, 99, "crane"), (90, "at_most", None, 90), 1),
        (Figure(Span(0, 1), 90, "approximate", 81, 99, "crane"), (40, "at_most", None, 40), 0),
    ],
    ids=["at least less", "more than a little less", "the same at most", "at most less"],
)
def test_a_number_that_another_allows_for_is_not_yet_the_same(
    first: Figure, second: tuple[float, str, float | None, float | None], number: int
) -> None:
    content = "the storm broke the cranes in the north harbor"
    stories = [Story(f"Paper {n}", (Says("Ida Holm", content),)) for n in range(2)]
    found = topic("storm", *stories)
    value, bound, low, high = second
    other = replace(first, value=value, bound=bound, low=low, high=high)  # type: ignore[arg-type]
    readings = {}
    for (id, one), figure in zip(found.readings.items(), (first, other), strict=True):
        (statement,) = one.statements
        (span,) = statement.content
        here = replace(figure, span=Span(span.start, span.start + 3), statement=statement.id)
        readings[id] = replace(one, figures=(here,))
    assert len(claims(replace(found, readings=readings))) == number


def test_what_is_on_record_as_altered_is_no_place_of_the_claim() -> None:
    quoted = "Nobody who lives below the crane is in danger"
    told = [
        Says("Ida Holm", f"The crane stands. {quoted} tonight", quotation="direct"),
        Says("Ida Holm", f"{quoted} tonight", quotation="direct"),
        Says("Ida Holm", quoted.replace("Nobody", "Everybody"), quotation="direct"),
    ]
    stories = [Story(f"Paper {n}", (one,)) for n, one in enumerate(told)]
    ids = [one.reading().statements[0].id for one in stories]
    relation = Relation("altered", ids[2], ids[0], 0.9, "test")
    (claim,) = claims(topic("crane", *stories, relations=[relation]))
    assert {*claim.statements} == {*ids[:2]}


def test_a_claim_is_headed_by_the_original_of_its_words() -> None:
    words = "The harbor pier will close to all boats in April and stay shut"
    says = Says("Ida Holm", words, quotation="direct")
    copy = Story("Gazette", (says,), f"“{words},” Ida Holm said on the quay.")
    wire = Story("Harbor Wire", (says,), f"“{words},” Ida Holm said on the quay.")
    release = Story("Harbor Board", (says,), f"{words}, by order.", "release", published="2026-03-06")
    for stories, first in (((copy, wire), wire), ((copy, wire, release), release)):
        for order in (stories, stories[::-1]):
            (claim,) = claims(topic("crew", *order))
            assert claim.statements[0] == first.reading().statements[0].id


def test_claims_are_the_same_in_whatever_order_statements_are_found() -> None:
    told = [
        Story("Harbor Wire", (MAYOR,)),
        Story("Gazette", (BOARD,)),
        Story("Ledger", (Says("Owen Strand", CLOSES),)),
        Story("Bulletin", (Says(None, CLOSES),)),
        Story("Kesway Radio", (Says("officials", CLOSING, "unnamed"),)),
    ]
    found = topic("pier", *told)
    expected = claims(found)
    for order in permutations(found.stated):
        assert claims(replace(found, stated=order)) == expected


def test_a_report_as_it_was_before_is_no_origin() -> None:
    before = Says("earlier version of this article", CLOSES, "document")
    found = topic("pier", Story("Harbor Wire", (MAYOR,)), Story("Gazette", (before,)))
    assert claims(found) == ()


def test_four_words_that_two_say_in_a_row_make_no_claim() -> None:
    told = [
        Says("Rosalind Ackerby", "It is not clear yet", quotation="direct"),
        Says(
            "Hanna Velk",
            "It is not clear whether Velk paid the crews for the work in June",
            quotation="direct",
        ),
    ]
    stories = [Story(f"Paper {n}", (one,)) for n, one in enumerate(told)]
    assert claims(topic("crews", *stories)) == ()


def test_a_topic_of_many_statements_is_compared_each_with_each_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two of them are asked about once each way, their sources once; what is a claim once for each
    set of statements that are left near to one."""
    counts: Counter[str] = Counter()

    def count_calls(module: str, function: Callable[..., object]) -> None:
        def counted(*given: object) -> object:
            counts[function.__name__] += 1
            return function(*given)

        monkeypatch.setattr(f"onrecord.{module}.{function.__name__}", counted)

    count_calls("record.alike", _claims_it)
    count_calls("relate.origins", may_be_one)
    count_calls("relate.origins", _origin)
    count = 300
    names = [f"{first} {last}" for first in WORDS for last in WORDS[:10]]
    told = [
        Says(
            names[n],
            f"the {' '.join(WORDS[(n + i) % len(WORDS)] for i in range(4)).lower()} will close in April",
        )
        for n in range(count)
    ]
    found = claims(topic("pier", *(Story(f"Paper {n}", (one,)) for n, one in enumerate(told))))
    assert found
    assert 0 < counts["_claims_it"] <= count * (count - 1)
    assert 0 < counts["may_be_one"] <= count * (count + 1) / 2
    assert 0 < counts["_origin"] <= count * count
