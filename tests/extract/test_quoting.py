"""Who is quoted, and who quotes."""

from __future__ import annotations

import pytest

from onrecord.extract.decode import Candidate
from onrecord.extract.quoting import quoted_as
from tests.extract.candidates import candidate, encoded, printed


def settled(text: str, *found: Candidate) -> list[tuple[str, str, str]]:
    encoding = encoded(text)
    shown = []
    for one in quoted_as(text, encoding, found, ()):
        spans = [
            "".join(text[encoding.starts[a] : encoding.ends[b]] for a, b in runs)
            for runs in (one.source, one.cue)
        ]
        shown.append((spans[0], spans[1], " / ".join(printed(text, one))))
    return shown  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "wanted"),
    [
        (
            "Harbor Wire quoted Mara Teel as saying the quay would hold",
            "Harbor Wire", "quoted", ("Mara Teel as saying the quay would hold",),
            ("Mara Teel", "as saying", "the quay would hold"),
        ),
        (
            "Harbor Wire cited two officials as having said that it fell",
            "Harbor Wire", "cited", ("two officials as having said that it fell",),
            ("two officials", "as having said", "that it fell"),
        ),
        (
            "“It holds,” Harbor Wire quoted Mara Teel as saying.",
            "Harbor Wire", "quoted", ("“It holds,”",),
            ("Mara Teel", "as saying", "“It holds,”"),
        ),
        (
            "“It holds,” Ms Teel was quoted as saying by Harbor Wire.",
            "", "was quoted as saying", ("“It holds,”", "Ms Teel"),
            ("Ms Teel", "was quoted as saying", "“It holds,”"),
        ),
        (
            "Mara Teel was quoted by Harbor Wire as saying that it held",
            "Harbor Wire", "was quoted by", ("Mara Teel", "as saying that it held"),
            ("Mara Teel", "was quoted by Harbor Wire as saying", "that it held"),
        ),
        (
            "The harbour master was quoted in the Bulletin as saying that it held",
            "The harbour master was", "quoted", ("that it held",),
            ("The harbour master", "was quoted in the Bulletin as saying", "that it held"),
        ),
        (
            "She has been quoted as saying that it held",
            "She", "has been quoted", ("as saying that it held",),
            ("She", "has been quoted as saying", "that it held"),
        ),
    ],
)  # fmt: skip
def test_who_is_quoted_speaks(
    text: str, source: str, cue: str, content: tuple[str, ...], wanted: tuple[str, str, str]
) -> None:
    assert settled(text, candidate(text, source, cue, *content)) == [wanted]


def test_the_candidates_of_one_phrase_become_one() -> None:
    text = "Harbor Wire quoted the port's head, Mara Teel, as saying in May that it held"
    named = candidate(text, "Harbor Wire", "quoted", "the port's head, Mara Teel", rating=4.0)
    said = candidate(text, "Harbor Wire", "saying", "that it held", rating=1.0)
    assert settled(text, named, said) == [("the port's head, Mara Teel", "as saying", "that it held")]


def test_a_phrase_without_words_is_none() -> None:
    text = "Harbor Wire quoted Mara Teel as saying so"
    assert settled(text, candidate(text, "Harbor Wire", "quoted", "Mara Teel")) == []


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Mara Teel quoted a poem at the meeting", "Mara Teel", "quoted", "a poem"),
        ("Mara Teel cited the report as proof that it held", "Mara Teel", "cited", "the report as proof that it held"),
        ("Shares were quoted at 40, Mara Teel said", "Mara Teel", "said", "Shares were quoted at 40"),
        ("Mara Teel left, saying that it held", "Mara Teel", "saying", "that it held"),
    ],
)  # fmt: skip
def test_who_quotes_a_text_or_says_it_keeps_it(text: str, source: str, cue: str, content: str) -> None:
    assert settled(text, candidate(text, source, cue, content)) == [(source, cue, content)]
