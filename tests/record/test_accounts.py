"""Who statements are from, through whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.context.occasions import TO_THE_PUBLISHER
from onrecord.model import Span
from onrecord.record.accounts import Accounts
from onrecord.record.alike import Alike
from onrecord.record.topic import Topic
from onrecord.relate.origins import Account
from tests.record.stories import Says, Story, topic

CLOSES = "the harbor pier will close to all boats in April"


def accounts(found: Topic) -> list[Account | None]:
    return Accounts(found).of(found.stated, Alike(found.words, found.stated))


def account(*stories: Story) -> Account:
    """The account of the first statement."""
    found = accounts(topic("pier", *stories))[0]
    assert found is not None
    return found


def chain(found: Account) -> tuple[str | None, tuple[str, ...], str | None]:
    return found.outlet, found.via, found.source.name if found.source else None


def test_an_outlet_that_reports_leads_to_whom_it_cites() -> None:
    text = f"{CLOSES}, Harbor Wire reported on Monday, citing two members of the board."
    says = Says("Harbor Wire", CLOSES, "organization")
    found = account(Story("Gazette", (says,), text), Story("Harbor Wire", ()))
    assert chain(found) == ("Gazette", ("Harbor Wire",), "two members of the board")


def test_an_outlet_is_known_by_the_last_word_of_its_name() -> None:
    own = account(Story("Port Carrow Times", (Says("Times", CLOSES, "organization"),)))
    assert chain(own) == ("Port Carrow Times", ("Port Carrow Times",), None)
    other = account(
        Story("Gazette", (Says("The Times", CLOSES, "organization"),)), Story("Port Carrow Times", ())
    )
    assert chain(other) == ("Gazette", ("Port Carrow Times",), None)


def test_a_report_of_an_outlet_is_the_outlets() -> None:
    says = Says("Harbor Wire report", CLOSES, "document")
    found = account(Story("Gazette", (says,)), Story("Harbor Wire", ()))
    assert chain(found) == ("Gazette", ("Harbor Wire",), None)


@pytest.mark.parametrize(
    "name", ["report by the Harbor Wire", "news report in Harbor Wire", "Harbor Wire's story"]
)
def test_a_report_by_an_outlet_is_the_outlets(name: str) -> None:
    found = account(Story("Gazette", (Says(name, CLOSES, "document"),)), Story("Harbor Wire", ()))
    assert chain(found) == ("Gazette", ("Harbor Wire",), None)


def test_a_report_by_somebody_else_is_a_document() -> None:
    found = account(Story("Gazette", (Says("report by the harbor board", CLOSES, "document"),)))
    assert chain(found) == ("Gazette", (), "report by the harbor board")


@pytest.mark.parametrize(
    ("name", "cue", "via"),
    [
        ("Velden Post", "reported", ("Velden Post",)),
        ("Velden Post", "said", ()),
        ("Velden Company", "reported", ()),
    ],
)
def test_who_reports_and_has_the_name_of_a_paper_is_one(name: str, cue: str, via: tuple[str, ...]) -> None:
    text = f"{CLOSES}, {name} {cue}."
    found = topic("pier", Story("Gazette", (Says(name, CLOSES, "organization"),), text))
    start = text.index(cue)
    (one,) = found.stated
    statement = replace(one.statement, cue=(Span(start, start + len(cue)),))
    (given,) = accounts(replace(found, stated=(replace(one, statement=statement),)))
    assert given is not None
    assert given.via == via


def test_a_source_that_told_the_paper_itself_did_not_come_by_way_of_the_wire() -> None:
    text = f"PORT CARROW (Kesway Wire) -- {CLOSES}, a board member told the Gazette."
    found = topic("pier", Story("Gazette", (Says("board member", CLOSES, "unnamed"),), text))
    (one,) = found.stated
    context = replace(one.context, reasons={"via": TO_THE_PUBLISHER})
    (given,) = accounts(replace(found, stated=(replace(one, context=context),)))
    assert given is not None
    assert (given.via, given.told) == ((), True)


def test_wire_copy_came_by_way_of_the_wire() -> None:
    text = f"PORT CARROW (Kesway Wire) -- {CLOSES}, Ida Holm said."
    assert chain(account(Story("Gazette", (Says("Ida Holm", CLOSES),), text))) == (
        "Gazette",
        ("Kesway Wire",),
        "Ida Holm",
    )


@pytest.mark.parametrize(
    "content", ["Holm told me that the pier will go", "Ms. Holm’s letter said it will go"]
)
def test_who_is_quoted_in_a_content_is_the_source(content: str) -> None:
    told = Says("Owen Strand", content)
    found = account(Story("Gazette", (told, Says("Ida Holm", CLOSES))))
    assert found.source is not None
    assert found.source.name == "Ida Holm"


def test_a_spokeswoman_stands_for_her_body() -> None:
    voice = Says("Hanna Velk", CLOSES, role="spokeswoman for the board")
    body = Says("Harbor Board", "the ferry sails", "organization")
    found = account(Story("Gazette", (voice, body)))
    assert found.source is not None
    assert (found.source.kind, found.source.name) == ("body", "Harbor Board")


@pytest.mark.parametrize("role", ["former spokeswoman for the board", "president of the county"])
def test_others_stand_for_themselves(role: str) -> None:
    voice = Says("Hanna Velk", CLOSES, role=role)
    bodies = (
        Says("Harbor Board", "the ferry sails", "organization"),
        Says("County", "it rains", "organization"),
    )
    found = account(Story("Gazette", (voice, *bodies)))
    assert found.source is not None
    assert found.source.name == "Hanna Velk"


def test_officials_who_want_no_name_told_the_outlet() -> None:
    says = Says("harbor officials", CLOSES, "unnamed")
    plain = account(Story("Gazette", (says,)))
    text = f"{CLOSES}, said harbor officials who were not authorized to speak."
    anonymous = account(Story("Gazette", (says,), text))
    assert plain.source is not None
    assert anonymous.source is not None
    assert (plain.source.kind, anonymous.source.kind) == ("public", "told")


def test_a_reporter_says_what_the_outlet_says() -> None:
    says = Says("Lucan Hartwell", CLOSES, role="Harbor Wire correspondent")
    assert account(Story("Harbor Wire", (says,))).source is None


@pytest.mark.parametrize(
    ("role", "chained"),
    [
        ("reporter", ("Harbor Wire", (), None)),
        ("senior political correspondent", ("Harbor Wire", (), None)),
        ("Wire columnist", ("Harbor Wire", (), None)),
        ("Kesway Gazette reporter", ("Harbor Wire", ("Kesway Gazette",), None)),
        ("blogger for the Kesway Gazette", ("Harbor Wire", ("Kesway Gazette",), None)),
        ("opposition blogger", ("Harbor Wire", (), "Lucan Hartwell")),
        ("blogger", ("Harbor Wire", (), "Lucan Hartwell")),
        ("anchor of the town hall show", ("Harbor Wire", (), "Lucan Hartwell")),
        ("former anchor of the town radio", ("Harbor Wire", (), "Lucan Hartwell")),
        ("former Harbor Wire reporter", ("Harbor Wire", (), "Lucan Hartwell")),
    ],
)
def test_only_who_reports_for_an_outlet_is_no_source(
    role: str, chained: tuple[str | None, tuple[str, ...], str | None]
) -> None:
    says = Says("Lucan Hartwell", CLOSES, role=role)
    assert chain(account(Story("Harbor Wire", (says,)))) == chained


@pytest.mark.parametrize("name", ["’s report", "'s report", " "])
def test_a_name_of_which_nothing_is_left_is_no_outlet(name: str) -> None:
    found = topic("pier", Story("Gazette", (Says(name, CLOSES, "document"),)))
    assert Accounts(found).reporting(found.stated[0]) is None


def test_who_is_quoted_is_not_known_by_a_name_that_two_bear() -> None:
    told = Says("Owen Strand", "Holm told me that the pier will go")
    found = topic("pier", Story("Gazette", (told, Says("Ida Holm", CLOSES), Says("Ida Holm", "it rains"))))
    first, second, third = found.stated
    assert third.speaker is not None
    other = replace(third, speaker=replace(third.speaker, id="another"))
    (one, *_) = accounts(replace(found, stated=(first, second, other)))
    assert one is not None
    assert one.source is not None
    assert one.source.name == "Owen Strand"


def test_what_nobody_said_is_no_account() -> None:
    says = Says("none of the officials", CLOSES, "unnamed")
    assert accounts(topic("pier", Story("Gazette", (says,)))) == [None]


def test_all_statements_of_one_wording_have_its_number() -> None:
    words = "Nobody asked this city whether it wants a pier"
    told = ("Nobody asked the ferry to wait for us", words, f"{words} at all", f"“{words},” the post goes on")
    found = accounts(topic("pier", *(Story("Wire", (Says("Ida Holm", one),)) for one in told)))
    numbers = [one.wording for one in found if one]
    assert numbers[0] is None
    assert len({*numbers[1:]}) == 1
