"""Attributions that give nobody's words."""

from __future__ import annotations

import pytest

from onrecord.extract.wordless import says_something
from tests.extract.candidates import candidate, encoded


def says(text: str, source: str, cue: str, content: str) -> bool:
    return says_something(text, encoded(text), candidate(text, source, cue, content))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Harbor Wire first reported the closure on Monday", "Harbor Wire", "first reported", "the closure on Monday"),
        ("The Bulletin had first reported the findings", "The Bulletin", "had first reported", "the findings"),
        ("Harbor Wire was the first to report the sale to Velk", "Harbor Wire", "was the first to report", "the sale to Velk"),
        ("Harbor Wire broke the story of the sale", "Harbor Wire", "broke the story", "of the sale"),
        ("Harbor Wire, which first revealed the talks", "which", "first revealed", "the talks"),
        ("The closure, which would cost £4m, was first reported by Harbor Wire", "Harbor Wire", "was first reported by", "The closure, which would cost £4m"),
        ("News that it would close was first reported by Harbor Wire", "Harbor Wire", "was first reported by", "News that it would close"),
        ("It was reported Monday by Harbor Wire", "Harbor Wire", "was reported Monday by", "It"),
    ],
)  # fmt: skip
def test_who_had_a_story_first_says_nothing(text: str, source: str, cue: str, content: str) -> None:
    assert not says(text, source, cue, content)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Harbor Wire first reported that the quay would close", "Harbor Wire", "first reported", "that the quay would close"),
        ("Harbor Wire first reported the quay would close", "Harbor Wire", "first reported", "the quay would close"),
        ("Harbor Wire first reported he sold the boat", "Harbor Wire", "first reported", "he sold the boat"),
        ("The quay would close, Harbor Wire first reported", "Harbor Wire", "first reported", "The quay would close"),
        ("Harbor Wire reported the closure on Monday", "Harbor Wire", "reported", "the closure on Monday"),
        ("The first of them said no", "The first of them", "said", "no"),
    ],
)  # fmt: skip
def test_what_the_first_to_report_tells_is_said(text: str, source: str, cue: str, content: str) -> None:
    assert says(text, source, cue, content)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "something"),
    [
        ("Voss was asked about the quay", "", "was asked about", "the quay", False),
        ("Asked about the quay, Voss left", "", "Asked about", "the quay", False),
        ("When asked on Monday about the quay, Voss left", "", "asked", "about the quay", False),
        ("When asked on Monday whether it would hold, Voss left", "", "asked", "whether it would hold", True),
        ("Voss was questioned on Monday by those whom it hurt", "", "was questioned", "by those whom it hurt", True),
        ("Voss was repeatedly pressed on the figures", "", "was repeatedly pressed on", "the figures", False),
        ("Reporters asked about the quay", "Reporters", "asked about", "the quay", True),
        ("Voss was asked whether it would hold", "", "was asked", "whether it would hold", True),
        ("Voss was pressed on why it fell", "", "was pressed on", "why it fell", True),
        ("Voss was asked: “Does it hold?”", "", "was asked", "“Does it hold?”", True),
    ],
)  # fmt: skip
def test_what_somebody_was_asked_about_nobody_says(
    text: str, source: str, cue: str, content: str, something: bool
) -> None:
    assert says(text, source, cue, content) is something
