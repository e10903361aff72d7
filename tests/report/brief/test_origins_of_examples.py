"""The origins that a careful reader finds for what is known in examples/."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.record import Record
from onrecord.record.origins import Claim, claims
from onrecord.record.topic import Topic, topic
from onrecord.relate.origins import Origin
from tests.golden import SAME_WORDS, STORIES, expected, words

GIVEN: list[dict[str, Any]] = json.loads((STORIES / "relations.json").read_text(encoding="utf-8"))["origins"]

# What is not found yet, and why.
MISSED = {
    "authority official with knowledge of the inspection": "that engineers wanted to close the bridge at once"
    " does not claim that it will be closed",
}


@pytest.fixture(scope="module")
def bridge(examples: Record) -> Topic:
    return topic(examples, "Ostrander Bridge")


def knowledge() -> list[Any]:
    return [
        pytest.param(
            given,
            origin,
            id=f"{given['knowledge']}: {origin['origin']}",
            marks=pytest.mark.xfail(strict=True, reason=MISSED[origin["origin"]])
            if origin["origin"] in MISSED
            else (),
        )
        for given in GIVEN
        for origin in given["origins"]
    ]


@pytest.mark.parametrize(("given", "origin"), knowledge())
def test_an_origin_is_found(bridge: Topic, given: dict[str, Any], origin: dict[str, Any]) -> None:
    found = claim_of(bridge, given)
    assert found is not None, "no claim"
    ours = [one for one in found.origins if is_same(one, origin)]
    assert ours, [(one.name, one.through) for one in found.origins]


def test_who_had_it_first_is_named(bridge: Topic) -> None:
    (given,) = [one for one in GIVEN if one.get("first")]
    found = claim_of(bridge, given)
    assert found is not None
    assert {one.through or one.name for one in found.origins if one.first} == {given["first"]}


def test_an_outlet_that_only_repeats_is_none(bridge: Topic) -> None:
    found = claim_of(bridge, GIVEN[1])
    assert found is not None
    assert {(one.outlet, one.of) for one in found.repeats} == {
        ("Continental Ledger", "Lenning Valley Bulletin"),
        ("Lenning Valley Bulletin", "Harbor Wire"),
    }


def claim_of(bridge: Topic, given: dict[str, Any]) -> Claim | None:
    """The claim that has most of the reports listed, if it has any."""
    wanted = [
        frozenset().union(*map(words, expected(Path(report["file"]).stem)[report["index"]].content))
        for origin in given["origins"]
        for report in origin["reports"]
    ]
    contents = {one.statement.id: words(one.words) for one in bridge.stated}

    def has(claim: Claim) -> int:
        return sum(
            any(len(want & contents[id]) >= SAME_WORDS * len(want | contents[id]) for id in claim.statements)
            for want in wanted
        )

    best = max(claims(bridge, 20), key=has, default=None)
    return best if best is not None and has(best) else None


def is_same(one: Origin, origin: dict[str, Any]) -> bool:
    ours, theirs = words(one.name), words(origin["origin"])
    through = origin["chain"][-1] if origin["chain"] else None
    return (ours <= theirs or theirs <= ours) and (one.through or None) == through
