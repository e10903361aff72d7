"""Where knowledge leads back to."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import Any
from unittest.mock import Mock

import pytest

from onrecord.model import Document, Speaker, SpeakerKind
from onrecord.relate.credits import credits
from onrecord.relate.origins import Account, Chains, Origin, origins
from onrecord.relate.repeats import repeats
from onrecord.relate.sources import may_be_one, source_of


def account(
    number: int,
    name: str | None,
    kind: SpeakerKind = "person",
    *,
    outlet: str | None = "Harbor Wire",
    via: tuple[str, ...] = (),
    text: str | None = None,
    speaker: str | None = None,
    role: str | None = None,
    wording: int | None = None,
    told: bool = False,
    quoted: bool = False,
    copied: str | None = None,
) -> Account:
    source = source_of(Speaker(speaker or f"id of {name}", name, kind, role)) if name else None
    return Account(
        f"s{number}",
        f"d{number}",
        outlet,
        text or f"text {number}",
        source,
        via,
        wording,
        told,
        quoted,
        copied,
    )


def names(found: tuple[Origin, ...]) -> list[tuple[str, str | None]]:
    return [(origin.name, origin.through) for origin in found]


def test_one_named_speaker_in_many_reports_is_one_origin() -> None:
    (found,) = origins(
        [account(1, "Hanna Velk"), account(2, "Velk", outlet="Gazette", speaker="id of Hanna Velk")]
    ).independent
    assert (found.name, found.through, found.kind) == ("Hanna Velk", None, "named")
    assert found.outlets == ("Harbor Wire", "Gazette")
    assert found.statements == ("s1", "s2")


def test_a_surname_alone_is_none_of_its_own() -> None:
    found = origins([account(1, "Hanna Velk"), account(2, "Velk", outlet="Gazette", speaker="another id")])
    assert names(found.independent) == [("Hanna Velk", None)]
    assert found.independent[0].statements == ("s1", "s2")


def test_who_may_be_either_of_two_is_not_counted_and_joins_neither() -> None:
    found = origins(
        [account(1, "Hanna Velk"), account(2, "Ida Velk"), account(3, "Velk", speaker="another id")]
    )
    assert names(found.independent) == [("Hanna Velk", None), ("Ida Velk", None)]
    assert names(found.unsure) == [("Velk", None)]


def test_an_unnamed_source_is_known_by_the_outlet_that_was_told() -> None:
    found = origins(
        [
            account(1, "senior official", "unnamed", outlet="Ledger", via=("Harbor Wire",)),
            account(2, "senior official", "unnamed"),
            account(3, "senior official", "unnamed", outlet="Gazette"),
        ]
    )
    assert names(found.independent) == [("senior official", "Harbor Wire"), ("senior official", "Gazette")]


@pytest.mark.parametrize(
    ("other", "told", "count"),
    [
        ("official", (False, False), 1),
        ("official", (True, False), 1),
        ("official", (True, True), 2),
        ("board member", (False, False), 2),
    ],
    ids=["nothing tells them apart", "one is told", "each told another outlet", "another description"],
)
def test_unnamed_sources_in_the_same_words_are_one_unless_the_texts_tell_them_apart(
    other: str, told: tuple[bool, bool], count: int
) -> None:
    found = origins(
        [
            account(1, "senior official", "unnamed", wording=7, told=told[0]),
            account(2, other, "unnamed", outlet="Gazette", wording=7, told=told[1]),
        ]
    )
    assert len(found.independent) == count


def test_two_unnamed_sources_of_one_outlet_may_be_one() -> None:
    found = origins([account(1, "senior official", "unnamed"), account(2, "official", "unnamed")])
    assert names(found.independent) == [("senior official", "Harbor Wire")]


@pytest.mark.parametrize(
    ("kind", "fields", "count"),
    [
        ("person", {}, 2),
        ("organization", {}, 2),
        ("person", {"quoted": True}, 1),
        ("person", {"text": "one text"}, 1),
    ],
    ids=["two persons", "a person and a body", "quoted", "one text"],
)
def test_the_same_words_of_two_are_of_one_origin_only_as_a_quotation_or_in_a_copy(
    kind: SpeakerKind, fields: dict[str, Any], count: int
) -> None:
    found = origins(
        [
            account(1, "Hanna Velk", wording=1, **fields),
            account(2, "Owen Strand", kind, outlet="Gazette", wording=1, **fields),
        ]
    )
    assert (
        [one.statements for one in found.independent] == [("s1", "s2")] if count == 1 else [("s1",), ("s2",)]
    )


def test_words_without_a_source_are_of_the_only_one_who_said_them() -> None:
    told = [account(1, "Hanna Velk", wording=1), account(2, None, outlet="Ledger", wording=1)]
    found = origins(told)
    assert [one.statements for one in found.independent] == [("s1", "s2")]
    assert found.unknown == ()
    found = origins([*told, account(3, "Owen Strand", outlet="Gazette", wording=1)])
    assert [one.statements for one in found.independent] == [("s1",), ("s3",)]
    assert found.unknown == ("s2",)


def test_what_another_outlet_reports_in_the_same_words_may_be_from_one_of_the_others() -> None:
    found = origins(
        [
            account(1, "board member", "unnamed", outlet="Ledger", via=("Harbor Wire",), wording=1),
            account(2, None, outlet="Gazette", via=("Kesway Radio",), wording=1),
        ]
    )
    assert names(found.independent) == [("board member", "Harbor Wire")]
    assert [one.name for one in found.unsure] == ["Kesway Radio"]


def test_words_that_two_may_share_do_not_make_two_others_one() -> None:
    """Who tells no outlet may be either of two, who told each another one."""
    told = [
        account(1, "senior official", "unnamed", wording=1, told=True),
        account(2, "official", "unnamed", outlet=None, wording=1),
        account(3, "senior official", "unnamed", outlet="Gazette", wording=1, told=True),
    ]
    for order in permutations(told):
        assert len(origins(order).independent) == 2


def test_words_that_two_leave_without_a_source_are_of_who_else_said_them() -> None:
    found = origins(
        [
            account(1, None, outlet="Gazette", wording=1),
            account(2, None, outlet="Ledger", via=("Kesway Radio",)),
            account(3, "Hanna Velk", wording=1),
        ]
    )
    assert [one.statements for one in found.independent] == [("s3", "s1")]
    assert [one.name for one in found.unsure] == ["Kesway Radio"]


def test_officials_of_whom_nothing_is_said_are_not_counted_beside_others() -> None:
    found = origins(
        [account(1, "Hanna Velk"), account(2, "officials", "unnamed", outlet="Gazette")],
    )
    assert names(found.independent) == [("Hanna Velk", None)]
    assert names(found.unsure) == [("officials", "Gazette")]


def test_somebody_said_it_even_if_only_officials_did() -> None:
    found = origins([account(1, "officials", "unnamed"), account(2, "police", "group", outlet="Gazette")])
    assert len(found.independent) == 1
    assert len(found.unsure) == 1


def test_an_outlet_that_only_repeats_another_is_no_origin() -> None:
    found = origins(
        [
            account(1, "Anselm Drury", outlet="Harbor Wire"),
            account(2, None, outlet="Ledger", via=("Harbor Wire",)),
        ]
    )
    assert names(found.independent) == [("Anselm Drury", None)]
    assert found.unsure == ()


def test_an_outlet_whose_report_is_not_here_stands_for_its_origins() -> None:
    (found,) = origins([account(1, None, outlet="Ledger", via=("Kesway Radio",))]).independent
    assert (found.name, found.kind) == ("Kesway Radio", "outlet")


def test_an_outlet_whose_sources_are_not_known_may_have_it_from_another_origin() -> None:
    found = origins([account(1, "Anselm Drury"), account(2, None, outlet="Ledger", via=("Kesway Radio",))])
    assert names(found.independent) == [("Anselm Drury", None)]
    assert [one.name for one in found.unsure] == ["Kesway Radio"]


def test_an_outlet_that_had_it_first_is_an_origin_beside_others() -> None:
    report = Document("The closing was first reported by Kesway Radio.")
    found = origins(
        [account(1, "Anselm Drury"), account(2, None, outlet="Ledger", via=("Kesway Radio",))],
        credits(report),
    )
    assert [(one.name, one.first) for one in found.independent] == [
        ("Kesway Radio", True),
        ("Anselm Drury", False),
    ]


def test_copies_of_one_text_count_once() -> None:
    copies = [
        account(n, "Hanna Velk", outlet=outlet, text="wire") for n, outlet in enumerate(["Wire", "Ledger"])
    ]
    assert origins(copies).independent[0].outlets == ("Wire",)


def test_what_has_neither_speaker_nor_outlet_leads_nowhere_and_is_told() -> None:
    found = origins([account(1, None, outlet=None)])
    assert (found.independent, found.unsure, found.unknown) == ((), (), ("s1",))


def test_an_origin_has_the_name_that_most_accounts_give() -> None:
    words = ["Hanna Velk", "Hanna Velk", "Marguerite Oyelaran-Strand"]
    found = origins([account(n, name, wording=1, quoted=True) for n, name in enumerate(words)])
    assert names(found.independent) == [("Hanna Velk", None)]


def test_an_outlet_that_has_all_from_another_one_repeats_it() -> None:
    accounts = [
        account(1, "Anselm Drury", outlet="Ledger", via=("Gazette", "Harbor Wire")),
        account(2, "Anselm Drury", outlet="Gazette", via=("Harbor Wire",)),
        account(3, "Anselm Drury", outlet="Bulletin"),
        account(4, "Anselm Drury", outlet="Bulletin", via=("Harbor Wire",)),
        account(5, None, outlet="Kesway Radio", via=("Kesway Radio",)),
    ]
    assert [(one.outlet, one.of) for one in repeats(accounts)] == [
        ("Ledger", "Gazette"),
        ("Gazette", "Harbor Wire"),
    ]


def test_an_outlet_repeats_whom_it_copies() -> None:
    accounts = [account(1, "Anselm Drury", outlet="Ledger", copied="Gazette"), account(2, "Anselm Drury")]
    assert [(one.outlet, one.of) for one in repeats(accounts)] == [("Ledger", "Gazette")]


def test_none_repeats_another_that_has_it_from_itself() -> None:
    accounts = [
        account(1, None, outlet="Ledger", via=("Gazette",)),
        account(2, None, outlet="Gazette", via=("Harbor Wire",)),
        account(3, None, outlet="Harbor Wire", via=("Ledger",)),
        account(4, None, outlet="Bulletin", via=("Ledger",)),
    ]
    assert [(one.outlet, one.of) for one in repeats(accounts)] == [("Bulletin", "Ledger")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The closing was first reported by the Harbor Wire, which saw a memo.", "Harbor Wire"),
        ("The closing was first reported Tuesday by Harbor Wire.", "Harbor Wire"),
        ("The Port Carrow Gazette was the first to report the closing.", "Port Carrow Gazette"),
        ("Kesway Radio first reported that the pier would go.", "Kesway Radio"),
        ("The Ledger broke the story.", "Ledger"),
        ("The Ledger had first reported the findings in January.", "Ledger"),
        ("Harbor Wire, which first revealed the talks, said they had ended.", "Harbor Wire"),
        ("Harbor Wire was first to reveal the sale.", "Harbor Wire"),
    ],
)
def test_a_document_says_who_had_the_news_first(text: str, name: str) -> None:
    (found,) = credits(Document(text))
    assert found.name == name
    assert Document(text)[found.span] == name


@pytest.mark.parametrize("text", ["They first reported to the harbor.", "He was the first to arrive."])
def test_other_firsts_credit_no_one(text: str) -> None:
    assert credits(Document(text)) == ()


def test_a_credit_marks_the_origin_as_the_first() -> None:
    report = Document("The closing was first reported by Harbor Wire.")
    found = origins([account(1, "board member", "unnamed")], credits(report)).independent
    assert [(origin.name, origin.through, origin.first) for origin in found] == [
        ("board member", "Harbor Wire", True)
    ]


def test_a_credited_outlet_of_which_nothing_else_is_known_is_an_origin() -> None:
    report = Document("The closing was first reported by Harbor Wire.")
    (found,) = origins([], credits(report)).independent
    assert (found.name, found.kind, found.first) == ("Harbor Wire", "outlet", True)


def test_some_of_many_accounts_lead_back_where_they_would_alone() -> None:
    told = [
        account(0, "Hanna Velk"),
        account(1, "Ida Velk", outlet="Gazette"),
        account(2, "Velk", speaker="another id"),
        account(3, "officials", "unnamed", outlet="Ledger", wording=1),
        account(4, None, outlet=None, wording=1),
        account(5, None, outlet="Ledger", via=("Kesway Radio",)),
    ]
    chains = Chains(told)
    for count in range(len(told) + 1):
        for places in combinations(range(len(told)), count):
            assert chains.origins(places) == origins([told[n] for n in places])


def test_whether_two_may_be_one_source_is_asked_once_for_each_two(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(side_effect=may_be_one)
    monkeypatch.setattr("onrecord.relate.origins.may_be_one", asked)
    count = 60
    told = [account(n, "officials", "unnamed", outlet=f"Paper {n}", speaker=f"id {n}") for n in range(count)]
    told += [account(n, f"Ida{n} Holm") for n in range(count)]
    chains = Chains(told)
    for _ in range(3):
        chains.origins(range(len(told)))
    assert asked.call_count <= len(told) * (len(told) + 1) / 2


def test_a_page_of_capitals_is_read_for_credits_in_one_pass() -> None:
    """What tries each name up to the end of the page would take minutes here."""
    assert credits(Document("Abc " * 40_000 + "A." * 40_000 + "B-" * 40_000)) == ()
