"""How a brief tells where a claim leads back to."""

from __future__ import annotations

import json
from dataclasses import replace

from onrecord.record.topic import Topic
from onrecord.report.brief import words
from onrecord.report.brief.as_json import line
from onrecord.report.brief.make import of_topic
from onrecord.report.brief.markdown import markdown
from tests.record.stories import Says, Story, topic

CLOSES = "the harbor pier will close to all boats in April"
WOULD = "the harbor pier would close to boats"
MAYOR = Story("Harbor Wire", (Says("Rosalind Ackerby", CLOSES, role="Mayor"),))
BOARD = Story("Gazette", (Says("board member", WOULD, "unnamed"),))
OFFICIALS = Story("Ledger", (Says("officials", WOULD, "unnamed"),))
NOBODY = Story("Bulletin", (Says(None, "in April the pier will close to all of the boats"),))


def told(*stories: Story) -> str:
    """The section on origins."""
    return section(topic("pier", *stories))


def section(found: Topic) -> str:
    text = markdown(of_topic(found))
    return text[text.index(f"## {words.ORIGINS}") : text.index(f"## {words.SOURCES}")]


def test_a_number_of_origins_is_the_least_there_are() -> None:
    assert f"{words.AT_LEAST} 2 {words.INDEPENDENT}" in told(MAYOR, BOARD)


def test_one_origin_of_all_is_told_as_one() -> None:
    again = Story("Gazette", (Says("Rosalind Ackerby", WOULD, role="Mayor"),))
    assert f": 1 {words.ONE_ORIGIN}\n" in told(MAYOR, again)


def test_what_may_be_one_of_the_others_is_told_and_not_counted() -> None:
    text = told(MAYOR, OFFICIALS)
    assert f"{words.AT_LEAST} 1 {words.ONE_ORIGIN}\n" in text
    assert f"**officials**, {words.THROUGH} Ledger, {words.MAY_BE_ONE}: [Ledger 2026-03-05" in text


def test_a_place_without_a_source_is_told_as_such() -> None:
    text = told(MAYOR, NOBODY)
    assert f"{words.AT_LEAST} 1 {words.ONE_ORIGIN}\n" in text
    assert f"{words.NOT_SAID_FROM}: [Bulletin 2026-03-05" in text


def test_a_topic_with_more_than_was_looked_at_says_so() -> None:
    found = topic("pier", MAYOR, BOARD)
    assert words.LOOKED_AT not in section(found)
    assert words.LOOKED_AT in section(replace(found, beyond=True))


def test_json_has_the_origins_that_are_not_counted() -> None:
    (claim,) = json.loads(line(of_topic(topic("pier", MAYOR, OFFICIALS, NOBODY))))["claims"]
    assert claim["independent"] == 1
    assert [one["name"] for one in claim["unsure"]] == ["officials"]
    assert len(claim["unknown"]) == 1
