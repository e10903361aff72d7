"""Where knowledge leads back to."""

from __future__ import annotations

import pytest

from onrecord.model import Document, SpeakerKind
from onrecord.relate.origins import Account, Origin, credits, origins


def account(
    number: int,
    name: str | None,
    kind: SpeakerKind | None = "person",
    *,
    outlet: str | None = "Harbor Wire",
    via: tuple[str, ...] = (),
    text: str | None = None,
    speaker: str | None = None,
) -> Account:
    known = speaker or (f"id of {name}" if name and kind in ("person", "organization") else None)
    return Account(f"s{number}", f"d{number}", outlet, text or f"text {number}", known, name, kind, via)


def names(found: tuple[Origin, ...]) -> list[tuple[str, str | None]]:
    return [(origin.name, origin.through) for origin in found]


def test_one_named_speaker_in_many_reports_is_one_origin() -> None:
    found = origins(
        [account(1, "Hanna Velk"), account(2, "Velk", outlet="Gazette", speaker="id of Hanna Velk")]
    )
    assert names(found) == [("Hanna Velk", None)]
    assert found[0].outlets == ("Harbor Wire", "Gazette")
    assert found[0].statements == ("s1", "s2")


def test_an_unnamed_source_is_known_by_the_outlet_that_was_told() -> None:
    found = origins(
        [
            account(1, "senior official", "unnamed", outlet="Ledger", via=("Harbor Wire",)),
            account(2, "senior official", "unnamed"),
            account(3, "senior official", "unnamed", outlet="Gazette"),
        ]
    )
    assert names(found) == [("senior official", "Harbor Wire"), ("senior official", "Gazette")]


def test_an_outlet_that_only_repeats_another_is_no_origin() -> None:
    found = origins(
        [
            account(1, "Anselm Drury", outlet="Harbor Wire"),
            account(2, None, None, outlet="Ledger", via=("Harbor Wire",)),
        ]
    )
    assert names(found) == [("Anselm Drury", None)]


def test_an_outlet_whose_report_is_not_here_stands_for_its_origins() -> None:
    (found,) = origins([account(1, None, None, outlet="Ledger", via=("Kesway Radio",))])
    assert (found.name, found.kind) == ("Kesway Radio", "outlet")


def test_copies_of_one_text_count_once() -> None:
    copies = [
        account(n, "Hanna Velk", outlet=outlet, text="wire") for n, outlet in enumerate(["Wire", "Ledger"])
    ]
    assert origins(copies)[0].outlets == ("Wire",)


def test_what_has_neither_speaker_nor_outlet_leads_nowhere() -> None:
    assert origins([account(1, None, None, outlet=None)]) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The closing was first reported by the Harbor Wire, which saw a memo.", "Harbor Wire"),
        ("The closing was first reported Tuesday by Harbor Wire.", "Harbor Wire"),
        ("The Port Carrow Gazette was the first to report the closing.", "Port Carrow Gazette"),
        ("Kesway Radio first reported that the pier would go.", "Kesway Radio"),
        ("The Ledger broke the story.", "Ledger"),
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
    found = origins([account(1, "board member", "unnamed")], credits(report))
    assert [(origin.name, origin.through, origin.first) for origin in found] == [
        ("board member", "Harbor Wire", True)
    ]


def test_a_credited_outlet_of_which_nothing_else_is_known_is_an_origin() -> None:
    report = Document("The closing was first reported by Harbor Wire.")
    (found,) = origins([], credits(report))
    assert (found.name, found.kind, found.first) == ("Harbor Wire", "outlet", True)
