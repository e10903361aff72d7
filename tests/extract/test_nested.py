"""What somebody said inside what an outlet reports."""

from __future__ import annotations

import pytest

from onrecord.extract.nested import within
from tests.extract.candidates import candidate, encoded, printed

REPORTED = "Harbor Wire reported"


def inner(text: str, content: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of what is found inside the outlet's report."""
    outer = candidate(text, "Harbor Wire", "reported", content)
    encoding = encoded(text)
    shown = []
    for one in within(text, encoding, [outer], frozenset([outer.anchor])):
        spans = [text[encoding.starts[a] : encoding.ends[b]] for (a, b), *_ in (one.source, one.cue)]
        shown.append((spans[0], spans[1], " ".join(printed(text, one))))
        assert one.features == outer.features
    return shown


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("In May, Mara Teel had said, “It will hold.”", ("Mara Teel", "had said", "“It will hold.”")),
        ("Last spring, the Port of Tarn said that it would hold", ("the Port of Tarn", "said", "that it would hold")),
        ("Mara Teel told the council: “It holds.”", ("Mara Teel", "told the council", "“It holds.”")),
        ("that Mayor Teel had earlier warned that it would fall", ("Mayor Teel", "had earlier warned", "that it would fall")),
    ],
)  # fmt: skip
def test_who_says_what_an_outlet_reports_is_found(content: str, found: tuple[str, str, str]) -> None:
    assert inner(f"{REPORTED}: {content}", content) == [found]


@pytest.mark.parametrize(
    "content",
    [
        "the quay would hold",
        "Mara Teel sold the quay",
        "In May, “it held” was what Teel had said",
        "Mara Teel had said nothing",
        "three men said that it would hold",
    ],
)
def test_a_report_that_does_not_begin_with_somebody_s_words_is_the_outlet_s(content: str) -> None:
    assert inner(f"{REPORTED}: {content}", content) == []


def test_what_the_network_finds_itself_is_left_to_it() -> None:
    text = "Harbor Wire reported: In May, Mara Teel had said, “It will hold.”"
    outer = candidate(text, "Harbor Wire", "reported", "In May, Mara Teel had said, “It will hold.”")
    own = candidate(text, "Mara Teel", "said", "“It will hold.”")
    assert [*within(text, encoded(text), [outer, own], frozenset([outer.anchor]))] == []


def test_who_is_no_outlet_keeps_what_it_says() -> None:
    text = "Mara Teel said: In May, Jan Voss had said, “It will hold.”"
    outer = candidate(text, "Mara Teel", "said", "In May, Jan Voss had said, “It will hold.”")
    assert [*within(text, encoded(text), [outer], frozenset())] == []
