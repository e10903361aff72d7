"""Words that two attributions claim go to the one that they stand with."""

from __future__ import annotations

import pytest

from onrecord.extract import Extractor
from onrecord.extract.decode import Candidate
from onrecord.extract.disputed import settled
from onrecord.ingest import read_text
from tests.extract.candidates import candidate, encoded, printed


def owned(text: str, *found: Candidate) -> list[list[str]]:
    return [printed(text, c) for c in settled(text, encoded(text), found, ())]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ('"It holds," Voss said. "It leaks," Teel said.', ("Voss", "said"), ("Teel", "said")),
        (
            "“It holds!” said Jan Voss. “It leaks,” said Mara Teel.",
            ("Jan Voss", "said"),
            ("Mara Teel", "said"),
        ),
        (
            '"Will it hold?" a reporter asked. "It will," Mayor Teel said.',
            ("a reporter", "asked"),
            ("Mayor Teel", "said"),
        ),
        (
            "“It holds,” Voss told the council on Monday. “It leaks,” Teel shot back.",
            ("Voss", "told"),
            ("Teel", "shot back"),
        ),
    ],
)
def test_each_quotation_is_the_one_speakers_beside_it(
    text: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    close = '"' if '"' in text else "”"
    one = text[: text.index(close, 1) + 1]
    other = text[text.rindex('"', 0, text.rindex('"')) if close == '"' else text.rindex("“") :]
    other = other[: other.index(close, 1) + 1]
    both = [candidate(text, *first, one, other), candidate(text, *second, one, other)]
    assert owned(text, *both) == [[one], [other]]
    assert owned(text, *reversed(both)) == [[other], [one]]


def test_what_follows_the_second_speaker_is_no_more_the_firsts() -> None:
    text = '"It stays," Jan Voss said. "It always has," agreed Mara Teel. "Nobody wants it gone."'
    runs = '"It stays,"', '"It always has,"', '"Nobody wants it gone."'
    voss, teel = candidate(text, "Jan Voss", "said", *runs), candidate(text, "Mara Teel", "agreed", *runs)
    assert owned(text, voss, teel) == [['"It stays,"'], ['"It always has,"', '"Nobody wants it gone."']]


def test_the_reason_for_a_refusal_is_not_the_refusal() -> None:
    text = "A spokesman for the port, which owns the quay, declined to comment, citing the inquiry."
    spokesman = "A spokesman for the port, which owns the quay"
    declined = candidate(text, spokesman, "declined", "to comment", "the inquiry")
    assert owned(text, declined, candidate(text, spokesman, "citing", "the inquiry")) == [
        ["to comment"],
        ["the inquiry"],
    ]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ('"We lost it," Voss said. "Twice." Teel said so too.', ('"We lost it,"', '"Twice."')),
        (
            '"The bridge," Voss told Mr. Oake, "is closed," and Teel said so too.',
            ('"The bridge,"', '"is closed,"'),
        ),
    ],
)
def test_a_quotation_that_its_speaker_interrupts_stays_one(text: str, runs: tuple[str, ...]) -> None:
    voss = candidate(text, "Voss", "told" if "told" in text else "said", *runs)
    assert owned(text, voss, candidate(text, "Teel", "said", "so too")) == [list(runs), ["so too"]]


def test_who_is_quoted_within_a_quotation_takes_nothing_from_it() -> None:
    text = '"We wrote," Voss said. "In May the city promised a crossing. It never came."'
    runs = '"We wrote,"', '"In May the city promised a crossing. It never came."'
    city = candidate(text, "the city", "promised", 'a crossing. It never came."')
    assert owned(text, candidate(text, "Voss", "said", *runs), city)[0] == list(runs)


def test_the_unlikely_and_those_without_a_source_take_nothing() -> None:
    text = '"It holds," Voss said. "It leaks," Teel said.'
    runs = '"It holds,"', '"It leaks,"'
    voss = candidate(text, "Voss", "said", *runs)
    unlikely = candidate(text, "Teel", "said", *runs, rating=-1.0)
    assert owned(text, voss, unlikely)[0] == list(runs)
    nobodys = Candidate(unlikely.anchor, (), unlikely.cue, unlikely.content, voss.features)
    assert owned(text, voss, nobodys)[0] == list(runs)


def test_none_loses_all_of_its_content() -> None:
    text = '"It holds," Voss said. "It leaks," Teel said.'
    voss = candidate(text, "Voss", "said", '"It leaks,"')
    teel = candidate(text, "Teel", "said", '"It holds,"', '"It leaks,"')
    assert owned(text, voss, teel)[0] == ['"It leaks,"']


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            '"The quay is safe," Voss said. "It is not safe," Teel said.',
            ["The quay is safe", "It is not safe"],
        ),
        ('"Will you resign?" a reporter asked. "No," Mayor Mara Teel said.', ["Will you resign?", "No"]),
    ],
)
def test_two_speakers_in_one_paragraph_make_two_statements(
    extractor: Extractor, text: str, contents: list[str]
) -> None:
    reading = extractor.read(read_text(text))
    assert [[reading.document[span] for span in s.content] for s in reading.statements] == [
        [content] for content in contents
    ]
