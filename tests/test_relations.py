"""The relations that a careful reader finds in examples/, through the whole pipeline."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord import Record, conflicts
from onrecord.extract import Extractor

from .relations import GIVEN, KNOWN_MISSES, Found, classes, found, place, tied

LISTED = frozenset(json.loads(KNOWN_MISSES.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def stories(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Found:
    return found(extractor, tmp_path_factory.mktemp("stories"))


def name(given: dict[str, Any]) -> str:
    ends = [
        f"{x['file'].partition('/')[2]}#{x.get('input_id', x['index'])}" for x in (given["a"], given["b"])
    ]
    return f"{given['type']} {ends[0]} {ends[1]}"


def listed(entries: list[dict[str, Any]]) -> list[Any]:
    mark = pytest.mark.xfail(strict=True, reason="in known_missed_relations.json")
    return [pytest.param(x, id=name(x), marks=mark if name(x) in LISTED else ()) for x in entries]


def types(stories: Found, given: dict[str, Any]) -> set[str]:
    """The types of the relations found between what has the words of either side."""
    ids = tied(stories)
    a, b = ids.get(place(given["a"])), ids.get(place(given["b"]))
    of = classes(ids)
    wanted = {of.get(a or "", a), of.get(b or "", b)}
    return {
        r.type
        for r in stories.relations
        if {of.get(r.a, r.a), of.get(r.b, r.b)} == wanted
        and (given["type"] != "altered" or {r.a, r.b} == {a, b})
    }


@pytest.mark.parametrize("given", listed([r for r in GIVEN["relations"] if not r.get("optional")]))
def test_the_relation_is_found(stories: Found, given: dict[str, Any]) -> None:
    assert given["type"] in types(stories, given)


@pytest.mark.parametrize("given", listed(GIVEN["no_conflict"]))
def test_what_does_not_conflict_is_not_said_to(stories: Found, given: dict[str, Any]) -> None:
    assert not {"contradicts", "revises"} & types(stories, given)


# What the stories dispute, by words that may decide: whether the bridge closes, who pays, how
# many hangers are cracked and since when, whether the city was asked, how many need the bridge.
DISPUTED = (
    {"close", "closed", "closing", "shut", "open"},
    {"pay", "not", "releases"},
    {"14 cracked hangers", "40 cracked hangers"},
    {"cracks", "no"},
    {"asked", "nobody", "rejected", "informed", "wrote to", "consulted", "denied"},
    {"about 1,200 residents", "more than 3,000 people"},
)


def test_at_most_four_conflicts_are_about_nothing_that_is_disputed(examples: Record) -> None:
    found = [
        {evidence.text.lower() for evidence in pair.relation.evidence}
        for pair in conflicts(examples, limit=1_000)
    ]
    others = [words for words in found if not any(words <= matter for matter in DISPUTED)]
    assert len(found) > 20
    assert len(others) <= 4, others


def test_copies_are_tied_to_their_originals(stories: Found) -> None:
    """What is verbatim, but for quotations of three or four common words."""
    ids = tied(stories)
    wanted, missed = 0, []
    related = {frozenset((r.a, r.b)) for r in stories.relations if r.type in ("same_words", "altered")}
    for wording in GIVEN["wordings"]:
        original = wording["original"] and ids.get(place(wording["original"]))
        for copy in wording["copies"]:
            id = ids.get(place(copy))
            if original and id and copy["how"] != "indirect":
                wanted += 1
                missed += [] if frozenset((original, id)) in related else [wording["words"]]
    assert len(missed) <= wanted * 0.1, missed


def test_only_what_is_said_in_two_ways_is_told() -> None:
    names = {name(r) for r in (*GIVEN["relations"], *GIVEN["no_conflict"])}
    assert names >= LISTED
