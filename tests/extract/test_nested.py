"""What somebody said inside what an outlet reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from onrecord.extract.decode import Candidate
from onrecord.extract.encoding import Encoding
from onrecord.extract.nested import carriers, within
from onrecord.extract.network import Decoding
from onrecord.extract.paths import Run
from tests.extract.candidates import candidate, encoded, printed

SETTINGS = Decoding(0.3)
TEXT = "Harbor Wire reported on Monday that Mara Teel told investors in May that the quay would hold"
REPORTED = "that Mara Teel told investors in May that the quay would hold"


def seen(part: Encoding, text: str, *parts: str, rating: float = 3.0) -> list[Candidate]:
    """The candidate that a network would see in a part of the text: its pieces count from the part's own
    beginning."""
    whole = candidate(text, *parts, rating=rating)
    by = int(encoded(text).starts.searchsorted(part.starts[0]))

    def moved(runs: Sequence[Run]) -> tuple[Run, ...]:
        return tuple((a - by, b - by) for a, b in runs)

    source, cue, content = moved(whole.source), moved(whole.cue), moved(whole.content)
    return [Candidate(whole.anchor - by, source, cue, content, whole.features)]


def inner(
    text: str, reported: str, look: Callable[[Encoding], list[Candidate]], *beside: Candidate
) -> list[tuple[str, str, str]]:
    """Source, cue and content of what is found inside what Harbor Wire reports."""
    outer = candidate(text, "Harbor Wire", "reported", reported)
    encoding = encoded(text)
    found = [outer, *beside]
    shown = []
    for one in within(text, encoding, found, frozenset([outer.anchor]), SETTINGS, look):
        spans = [text[encoding.starts[a] : encoding.ends[b]] for (a, b), *_ in (one.source, one.cue)]
        shown.append((spans[0], spans[1], " ".join(printed(text, one))))
        assert one.features == outer.features
    return shown


def test_who_says_what_an_outlet_reports_is_found() -> None:
    def look(part: Encoding) -> list[Candidate]:
        assert TEXT[part.starts[0] : part.ends[-1]] == REPORTED.removeprefix("that ")
        assert part.opening[0] == 1
        return seen(part, TEXT, "Mara Teel", "told investors", "that the quay would hold")

    assert inner(TEXT, REPORTED, look) == [("Mara Teel", "told investors", "that the quay would hold")]


def test_words_before_an_attribution_are_found_too() -> None:
    text = "“It will hold,” Mara Teel said in May, Harbor Wire reported"
    assert inner(
        text,
        "“It will hold,” Mara Teel said in May",
        lambda part: seen(part, text, "Mara Teel", "said", "“It will hold,”"),
    ) == [("Mara Teel", "said", "“It will hold,”")]


@pytest.mark.parametrize(
    ("reported", "source", "cue", "content", "rating"),
    [
        ("that the quay would hold", "", "hold", "the quay", 3.0),  # nobody speaks
        ("that the quay, which Teel had said was sound, fell at noon", "", "had said", "was sound", 3.0),
        ("that Teel had said it would hold", "Teel", "had said", "it would hold", -1.0),  # hardly a statement
        (
            "that the quay which Teel built in nine years with stone from the far north fell, Voss said",
            "Voss",
            "said",
            "fell",
            3.0,
        ),  # a part of what was reported
    ],
)
def test_a_report_that_is_not_all_somebody_s_words_is_the_outlet_s(
    reported: str, source: str, cue: str, content: str, rating: float
) -> None:
    text = f"Harbor Wire reported {reported}"
    assert inner(text, reported, lambda part: seen(part, text, source, cue, content, rating=rating)) == []


def test_a_report_without_a_word_of_speech_is_not_looked_into() -> None:
    def look(part: Encoding) -> list[Candidate]:
        raise AssertionError

    assert inner("Harbor Wire reported that the quay fell", "that the quay fell", look) == []


def test_what_the_network_finds_itself_is_left_to_it() -> None:
    own = candidate(TEXT, "Mara Teel", "told investors", "that the quay would hold")
    assert inner(TEXT, REPORTED, lambda part: [], own) == []


def test_who_is_no_outlet_keeps_what_it_says() -> None:
    outer = candidate(TEXT, "Harbor Wire", "reported", REPORTED)
    assert [*within(TEXT, encoded(TEXT), [outer], frozenset(), SETTINGS, lambda part: [])] == []


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "carries"),
    [
        ("Harbor Wire reported that Teel said no", "Harbor Wire", "reported", "that Teel said no", True),
        ("Police reported that Teel said no", "Police", "reported", "that Teel said no", True),
        ("Teel said no, according to the Lenning Bulletin", "the Lenning Bulletin", "according to", "Teel said no", True),
        ("The BBC said Teel told them no", "The BBC", "said", "Teel told them no", True),
        ("The newspaper said Teel told them no", "The newspaper", "said", "Teel told them no", True),
        ("Teel said no, according to police", "police", "according to", "Teel said no", False),
        ("Voss said Teel told them no", "Voss", "said", "Teel told them no", False),
        ("According to a memo that the BBC has seen, Teel said no", "a memo that the BBC has seen", "According to", "Teel said no", False),
        ("The BBC denied that Teel said no", "The BBC", "denied", "that Teel said no", False),
        ("The BBC said Teel, who said no, should go", "The BBC", "said", "Teel, who said no, should go", False),
        ("The BBC said Teel, who leads it, said no", "The BBC", "said", "Teel, who leads it, said no", True),
    ],
)  # fmt: skip
def test_an_outlet_that_tells_carries_what_others_said(
    text: str, source: str, cue: str, content: str, carries: bool
) -> None:
    one = candidate(text, source, cue, content)
    assert carriers(text, encoded(text), [one]) == (frozenset([one.anchor]) if carries else frozenset())


def test_a_source_of_articles_alone_is_no_outlet_at_once() -> None:
    text = "The An A " * 40 + "said Teel left"
    one = candidate(text, text[:359], "said", "Teel left")
    assert carriers(text, encoded(text), [one]) == frozenset()
