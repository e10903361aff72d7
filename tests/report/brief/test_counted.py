"""Which figures of a brief count one thing."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from onrecord.context.figures import figures
from onrecord.model import Context, Document, Reading, Span, Speaker, Statement, content_id
from onrecord.record.topic import Stated, Topic
from onrecord.report.brief.make import of_topic
from onrecord.report.brief.types import Amounts

Told = tuple[str, str, str]  # a name that stands in the text, the cue, the content


def place(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def topic(*documents: tuple[str, tuple[Told, ...]]) -> Topic:
    """Reports in which somebody says something, with the figures that they have."""
    readings, stated = {}, []
    for n, (text, told) in enumerate(documents):
        document = Document(text, publisher=f"Paper {n}", published="2026-03-05")
        statements = tuple(
            Statement(
                document.id,
                (place(text, content),),
                (place(text, name),),
                (place(text, cue),),
                "indirect",
                0.9,
                "test 1",
            )
            for name, cue, content in told
        )
        contexts = {
            one.id: Context(Speaker(content_id("speaker", name), name, "person"), act="say")
            for one, (name, _, _) in zip(statements, told, strict=True)
        }
        reading = Reading(document, statements, contexts=contexts, figures=figures(document, statements))
        readings[document.id] = reading
        stated += [Stated(s, contexts[s.id], document, contexts[s.id].speaker, True) for s in statements]
    return Topic("quay", tuple(stated), readings, frozenset(readings), ())


def values(groups: tuple[Amounts, ...], unit: str) -> list[set[float]]:
    return sorted(({a.value for a in one.amounts} for one in groups if one.unit == unit), key=min)


def one_says(name: str, content: str) -> tuple[str, tuple[Told, ...]]:
    return f"{content}, {name} said.", ((name, "said", content),)


ROAD = (
    "the repairs of the quay would cost about 90 million {}",
    "the quay repairs would cost 150 million {}",
)


@pytest.mark.parametrize("unit", ["crown", "dollar", "euro", "franc"])
def test_sums_for_two_things_are_not_set_against_each_other(unit: str) -> None:
    """Each shares what is said of money with all others."""
    moving = f"moving it would cost about 400 million {unit}s"
    told = (*(one.format(f"{unit}s") for one in ROAD), moving)
    found = of_topic(topic(*(one_says(f"Ida Holm {n}", one) for n, one in enumerate(told))))
    assert values(found.figures, unit) == [{90e6, 150e6}, {400e6}]


def test_a_figure_between_two_matters_does_not_join_them() -> None:
    told = (
        "the storm sank 40 boats in the outer harbor of Velden",
        "the storm sank 60 boats in the outer harbor and a race was called off",
        "a race of 90 boats was called off and the flags were lowered at noon",
        "25 boats lowered the flags at noon and rang bells",
    )
    found = of_topic(topic(*(one_says(f"Ida Holm {n}", one) for n, one in enumerate(told))))
    together = values(found.figures, "boat")
    assert {40.0, 60.0} in together
    assert not any({40.0, 90.0} <= one or {40.0, 25.0} <= one for one in together)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Some 2,500 boats were moved, the county’s emergency office in Velden said."
            " Holm Energy Works said that 1,850 boats had been moved.",
            (
                ("the county’s emergency office in Velden", "said", "Some 2,500 boats were moved"),
                ("Holm Energy Works", "said that", "1,850 boats had been moved"),
            ),
        ),
        (
            "Some 2,500 boats were moved, said Owen Strand, the head of the Kesway harbor board."
            " Rosalind Ackerby, a diver and writer, said 1,850 boats were moved.",
            (
                ("Owen Strand, the head of the Kesway harbor board", "said", "Some 2,500 boats were moved"),
                ("Rosalind Ackerby, a diver and writer", "said 1", "1,850 boats were moved"),
            ),
        ),
    ],
)
def test_who_gives_two_figures_does_not_keep_them_apart(text: str, told: tuple[Told, ...]) -> None:
    found = of_topic(topic((text, told)))
    assert values(found.figures, "boat") == [{1850, 2500}]
    assert not found.figures[0].compatible


def test_the_same_speaker_counts_two_things_in_one_breath() -> None:
    content = "some 2,500 boats were moved, and 300 boats were moved twice"
    found = of_topic(topic((f"Ida Holm said {content}.", (("Ida Holm", "said", content),))))
    assert values(found.figures, "boat") == [{300}, {2500}]


OTHER = one_says("Owen Strand", "1,850 boats had been moved")


@pytest.mark.parametrize(
    "before",
    [
        "An article misstated the number of boats that were moved. It was 2,380",
        "An article misstated the number of boats that were moved. The correct number is 2,380",
        "The board had misstated the number of small boats that were moved. That should have been 2,380",
    ],
)
def test_a_bare_number_counts_what_the_text_has_just_named(before: str) -> None:
    content = before.rpartition(". ")[2]
    text = f"{before}, Ida Holm said."
    found = of_topic(topic((text, (("Ida Holm", "said", content),)), OTHER))
    assert values(found.figures, "boat") == [{1850, 2380}]
    (quote,) = [a.quote for one in found.figures for a in one.amounts if a.value == 2380]
    assert quote.parts == ("2,380",)


@pytest.mark.parametrize(
    "text",
    [
        "The board knew the number of boats that were moved. The mayor wrote 2,380 on a wall.",
        "An article misstated the number of boats. The crew slept. It was 2,380 when they woke.",
        "An article misstated the number of the director. It was 2,380 on the old list.",
        "It was 2,380 on the old list.",
    ],
)
def test_a_bare_number_of_nothing_named_is_left_out(text: str) -> None:
    assert not any(a.value == 2380 for one in of_topic(topic((text, ()))).figures for a in one.amounts)


@pytest.mark.parametrize("other", ["not more than 3,000", "not 3,000", "rather than 3,000"])
def test_what_a_number_is_not_is_no_figure(other: str) -> None:
    text = f"An article misstated the number of boats that were moved. It was 2,380, {other}, it turned out."
    assert values(of_topic(topic((text, ()))).figures, "boat") == [{2380}]
    text = f"The board moved 2,380 boats, {other} boats."
    assert values(of_topic(topic((text, ()))).figures, "boat") == [{2380}]


def test_a_bound_with_not_is_a_figure() -> None:
    found = of_topic(topic(("The board moved not more than 3,000 boats.", ())))
    assert values(found.figures, "boat") == [{3000}]


def test_figures_that_each_document_tells_apart_are_grouped_at_a_bearable_cost() -> None:
    text = (
        "Ida Holm said {} boats were moved on the first day, of the 210 boats that were moved in all, in {}."
    )
    stories = [(text.format(150 + n % 5, n), ()) for n in range(100)]
    assert len(of_topic(topic(*stories)).figures) < 10


def test_what_happened_to_the_counted_tells_their_figures_apart() -> None:
    told = (
        "about 300 guards are stationed at the quay of Velden",
        "more than 280 guards were at the quay of Velden on patrol",
        "nine guards have been killed at the quay of Velden since May",
        "four guards were killed at the quay of Velden since May",
        "seven guards were injured at the quay of Velden since May",
    )
    found = of_topic(topic(*(one_says(f"Ida Holm {n}", one) for n, one in enumerate(told))))
    groups = values(found.figures, "guard")
    assert {4.0, 9.0} in groups
    assert {7.0} in groups
    assert not any(300.0 in group and group & {4.0, 7.0, 9.0} for group in groups)


def test_figures_stand_alike_in_whatever_order_documents_were_read() -> None:
    text = "Ida Holm said the pier has {} boats. There are {} boats at the pier."
    papers = [(text.format(n, n), (("Ida Holm", "said", f"the pier has {n} boats"),)) for n in (40, 60, 40)]
    found = topic(*((f"{words}\nPaper {n}.", told) for n, (words, told) in enumerate(papers)))
    made = of_topic(found).figures
    assert made
    for order in permutations(found.readings.items()):
        assert of_topic(replace(found, readings=dict(order))).figures == made
