"""Where a content, a source and a cue begin and end, and how a content is printed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.quotes import quoted
from onrecord.extract.trim import content_spans, plain_spans, printed_as, whole_quotations
from onrecord.model import Span, Spans

PIECES = st.sampled_from(
    [
        "that ",
        "That’s ",
        "we ",
        "lost",
        "it",
        ", ",
        ". ",
        "“",
        "”",
        '"',
        "‘",
        "’",
        "'",
        " — ",
        "\n",
        "\u00a0",
        "😀",
        "e\u0301",
        "(",
        "]",
        ": ",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=25).map("".join)


@st.composite
def cut(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text and one or two spans of it, as a network may mark them."""
    text = draw(TEXTS)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4)))
    return text, [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]


def content(text: str, *parts: str) -> list[str]:
    """``parts`` of ``text`` as they are recorded."""
    return [text[s.start : s.end] for s in recorded(text, *parts)]


def recorded(text: str, *parts: str) -> Spans:
    spans, at = [], 0
    for part in parts:
        at = text.index(part, at)
        spans.append(Span(at, at + len(part)))
        at += len(part)
    return content_spans(text, spans, list(quoted(text, [Span(0, len(text))])))


def printed(text: str, *parts: str) -> str:
    return printed_as(text, recorded(text, *parts), list(quoted(text, [Span(0, len(text))])))


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        pytest.param("“We lost it,” she said.", "“We lost it,”", "We lost it", id="marks and comma"),
        pytest.param("“We lost it!” she said.", "“We lost it!”", "We lost it!", id="exclamation stays"),
        pytest.param(
            "She said: “We lost it.”", "“We lost it.”", "We lost it.", id="full stop within the marks"
        ),
        pytest.param("‘We lost it,’ she said.", "‘We lost it,’", "We lost it", id="single marks"),
        pytest.param("« Perdu », dit-elle.", "« Perdu »", "Perdu", id="french"),
        pytest.param("„Weg“, sagte sie.", "„Weg“", "Weg", id="german"),
        pytest.param("She said that it was lost.", "that it was lost", "it was lost", id="that"),
        pytest.param("She said THAT it was lost.", "THAT it was lost", "it was lost", id="THAT"),
        pytest.param(
            "She said that, in the end, it was lost.",
            "that, in the end, it was lost",
            "in the end, it was lost",
            id="that and comma",
        ),
        pytest.param(
            "She said that “it was lost.”", "that “it was lost.”", "it was lost.", id="that before a mark"
        ),
        pytest.param(
            "She said that that was it.", "that that was it", "that was it", id="only the first that"
        ),
        pytest.param(
            "“That was it,” she said.", "“That was it,”", "That was it", id="that within the marks stays"
        ),
        pytest.param("She said that’s not it.", "that’s not it", "that’s not it", id="that’s"),
        pytest.param("She said that's not it.", "that's not it", "that's not it", id="that's"),
        pytest.param("She said that’ll do.", "that’ll do", "that’ll do", id="that’ll"),
        pytest.param(
            "She said thatch was lost.",
            "thatch was lost",
            "thatch was lost",
            id="a word that begins like that",
        ),
        pytest.param("She knows that.", "that", "that", id="nothing but that"),
        pytest.param(
            "He says it was “lost.”", "it was “lost.”", "it was “lost.”", id="pair at the end stays"
        ),
        pytest.param(
            "He says “lost” is wrong.", "“lost” is wrong", "“lost” is wrong", id="pair at the start stays"
        ),
        pytest.param("He says “a” is not “b”.", "“a” is not “b”", "“a” is not “b”", id="two pairs stay"),
        pytest.param(
            "He says 'lost' is wrong.", "'lost' is wrong", "'lost' is wrong", id="single pair stays"
        ),
        pytest.param(
            "the boys’ coats, he said", "the boys’ coats,", "the boys’ coats", id="apostrophe within"
        ),
        pytest.param(
            "It was the boys’, he said", "It was the boys’,", "It was the boys’", id="apostrophe at the end"
        ),
        pytest.param(
            "’Twas the boys, he said", "’Twas the boys,", "’Twas the boys", id="apostrophe at the start"
        ),
        pytest.param("It is lost — he said", "It is lost — ", "It is lost", id="dash"),
        pytest.param(
            "\u00a0\r\nIt is lost\r\n",
            "\u00a0\r\nIt is lost\r\n",
            "It is lost",
            id="white space of every kind",
        ),
        pytest.param(
            "“😀 e\u0301té שלום,” she said", "“😀 e\u0301té שלום,”", "😀 e\u0301té שלום", id="any script"
        ),
    ],
)
def test_the_record_holds_the_words_alone(text: str, marked: str, expected: str) -> None:
    assert content(text, marked) == [expected]


def test_a_minus_sign_stays() -> None:
    assert content("She measured -5 degrees.", "-5 degrees") == ["-5 degrees"]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("She said on Monday that it was lost.", "on Monday that it was lost", "it was lost"),
        ("She said late Tuesday, that it was lost.", "late Tuesday, that it was lost", "it was lost"),
        (
            "PORT HOLM, Vt. (Test Wire) -- It was lost, she said.",
            "PORT HOLM, Vt. (Test Wire) -- It was lost",
            "It was lost",
        ),
        (
            "PORT HOLM, March 3 (Test Wire) - It was lost, she said.",
            "PORT HOLM, March 3 (Test Wire) - It was lost",
            "It was lost",
        ),
        (
            "PORT HOLM, Vermland, Aug. 14 — It was lost, she said.",
            "PORT HOLM, Vermland, Aug. 14 — It was lost",
            "It was lost",
        ),
        ("Port Holm, 4 March — It was lost, she said.", "Port Holm, 4 March — It was lost", "It was lost"),
        ("HOLM, 12 May — “It is lost,” she said.", "HOLM, 12 May — “It is lost,”", "It is lost"),
        ("On Monday it was lost, she said.", "On Monday it was lost", "On Monday it was lost"),
        (
            "In Holm, on 4 March, it was lost, she said.",
            "In Holm, on 4 March, it was lost",
            "In Holm, on 4 March, it was lost",
        ),
        ("ALL IS LOST — the mill and the pier, she said.", "ALL IS LOST", "ALL IS LOST"),
        ("NATO was lost, she said.", "NATO was lost", "NATO was lost"),
    ],
)
def test_what_stands_before_the_content_is_not_said(text: str, marked: str, expected: str) -> None:
    assert content(text, marked) == [expected]


def test_a_dateline_alone_is_no_part_of_what_is_said() -> None:
    text = "PORT HOLM, March 3 — Ann Voss said on Monday it was lost."
    assert content(text, "PORT HOLM, March 3", "it was lost") == ["it was lost"]
    assert content(text, "PORT HOLM, March 3") == []


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''"])
def test_each_paragraph_of_a_quotation_stands_without_its_marks(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    said = f"{opening}One is lost.\n\n{opening}Two are.\n\n{opening}All the keys are.{closing}"
    text = f"{said} She left."
    paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r".+", text)]
    quotations = list(quoted(text, paragraphs))
    spans = content_spans(text, [Span(0, len(said))], quotations)
    assert [text[s.start : s.end] for s in spans] == ["One is lost.", "Two are.", "All the keys are."]
    assert printed_as(text, spans, quotations) == "direct"


@pytest.mark.parametrize(
    "marked",
    [
        "in a city that never sleeps, nobody is alone",
        "at the end of a year that was hard, they won",
        "this is a bridge that will not fall",
        "on Monday that’s not open",
    ],
)
def test_a_clause_within_the_content_stays_whole(marked: str) -> None:
    assert content(f"She said {marked}.", marked) == [marked]


def test_who_was_told_is_not_said() -> None:
    assert content("She told the mayor that it was lost.", "the mayor", "that it was lost") == ["it was lost"]


def test_the_words_of_a_split_quotation_are_two_spans() -> None:
    text = "“We lost it,” she said. “Twice.”"
    assert content(text, "“We lost it,”", "“Twice.”") == ["We lost it", "Twice."]


def test_only_the_first_span_loses_its_that() -> None:
    text = "She said that it was the door, the hall and the key, he heard, that were lost."
    parts = ("that it was the door, the hall and the key", "that were lost")
    assert content(text, *parts) == [parts[0].removeprefix("that "), parts[1]]


@pytest.mark.parametrize("marked", ["“,”", " , ", "—", "“”", "..."])
def test_a_span_without_a_word_is_no_content(marked: str) -> None:
    assert content(f"she said {marked} then", marked) == []


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("“We lost it,” she said.", ["“We lost it,”"], "direct"),
        ("‘We lost it,’ she said.", ["‘We lost it,’"], "direct"),
        ("“We lost it,” she said. “Twice.”", ["“We lost it,”", "“Twice.”"], "direct"),
        ("“We lost it, she said.", ["“We lost it"], "direct"),
        ("She said it was lost.", ["it was lost"], "indirect"),
        ("She said it was “lost.”", ["it was “lost.”"], "mixed"),
        ("She said it was “lost” for good.", ["it was “lost” for good"], "mixed"),
        ("“We lost it,” she said, and that it was late.", ["“We lost it,”", "that it was late"], "mixed"),
        (
            "The workers’ hall, she said, is the boys’ hall.",
            ["The workers’ hall", "is the boys’ hall"],
            "indirect",
        ),
    ],
)
def test_how_it_is_printed(text: str, parts: list[str], expected: str) -> None:
    assert printed(text, *parts) == expected


LONG = "“We lost the key, and nobody has found it since,” Dara said. “Twice.”"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            "“We lost the key", "“We lost the key, and nobody has found it since", id="the beginning"
        ),
        pytest.param(
            "the key, and nobody has found it since",
            "We lost the key, and nobody has found it since",
            id="most of it",
        ),
        pytest.param("found it since,” Dara", "found it since,” Dara", id="the little end of it"),
        pytest.param("Dara said", "Dara said", id="nothing of it"),
    ],
)
def test_who_says_most_of_a_quotation_says_all_of_it(marked: str, expected: str) -> None:
    quotations = list(quoted(LONG, [Span(0, len(LONG))]))
    span = Span(LONG.index(marked), LONG.index(marked) + len(marked))
    (whole,) = whole_quotations([span], quotations, [])
    assert LONG[whole.start : whole.end].strip("“”,") == expected.strip("“”,")


def test_a_quotation_of_two_statements_stays_divided() -> None:
    quotations = list(quoted(LONG, [Span(0, len(LONG))]))
    assert whole_quotations([Span(0, 12)], quotations, [Span(20, 30)]) == [Span(0, 12)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (" the mayor, ", ["the mayor"]),
        ("(the mayor)", ["the mayor"]),
        ("“the mayor”", ["the mayor"]),
        ("PENCE:", ["PENCE"]),
        ("Sen. Ida Holm (R-Vt.)", ["Sen. Ida Holm (R-Vt.)"]),
        ("O’Hara", ["O’Hara"]),
        ("😀 Dara", ["😀 Dara"]),
        (":", []),
        (" , ", []),
    ],
)
def test_sources_and_cues_lose_what_stands_around_them(marked: str, expected: list[str]) -> None:
    text = f"x{marked}x"
    found = plain_spans(text, [Span(1, 1 + len(marked))])
    assert [text[s.start : s.end] for s in found] == expected


@given(cut())
def test_trimming_only_takes_away(given_: tuple[str, list[Span]]) -> None:
    text, spans = given_
    quotations = list(quoted(text, [Span(0, len(text))]))
    for trimmed in (content_spans(text, spans, quotations), plain_spans(text, spans)):
        assert all(any(t in s for s in spans) for t in trimmed)
        assert list(trimmed) == sorted(trimmed)
        for t in trimmed:
            assert text[t.start : t.end] == text[t.start : t.end].strip()


@given(cut())
def test_trimming_loses_words_at_the_front_alone(given_: tuple[str, list[Span]]) -> None:
    text, spans = given_
    kept = "".join(
        text[s.start : s.end] for s in content_spans(text, spans, list(quoted(text, [Span(0, len(text))])))
    )
    before = "".join(c for s in spans for c in text[s.start : s.end] if c.isalnum())
    after = "".join(c for c in kept if c.isalnum())
    assert before.endswith(after)


@given(cut())
def test_a_trimmed_content_is_printed_in_some_way(given_: tuple[str, list[Span]]) -> None:
    text, spans = given_
    quotations = list(quoted(text, [Span(0, len(text))]))
    assert printed_as(text, content_spans(text, spans, quotations), quotations) in (
        "direct",
        "indirect",
        "mixed",
    )


def test_a_conjunction_that_joins_it_to_something_else_is_no_part_of_it() -> None:
    text = "She said it was lost, and left the room."
    assert content(text, "it was lost, and") == ["it was lost"]
    assert content("“Either now or and” was all he said.", "“Either now or and”") == ["Either now or and"]


def test_that_before_a_quotation_of_its_own_lines_is_no_content() -> None:
    text = "They held that:\n\n“We lost. It is over.”"
    spans = [Span(10, 14), Span(17, len(text))]
    found = content_spans(text, spans, list(quoted(text, [Span(0, 15), Span(17, len(text))])))
    assert [text[s.start : s.end] for s in found] == ["We lost. It is over."]
