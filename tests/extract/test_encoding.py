"""A text as the network sees it, and back to the text."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract import Extractor
from onrecord.extract.encoding import QUOTE_STATES, SHAPES, Encoding, encode
from onrecord.model import Span

HARD = [
    "Dara’s 😀👩‍👩‍👧 e\u0301te\u0301 naïve İstanbul ﬁn straße",
    "שלום “עולם” مرحبا",
    "日本語の文 and 한국어 ก็",
    "a\u200bb\ufeffc\u00adde\x00f\ud7ff",
    "x" * 300 + " donaudampfschifffahrt",
    "tabs\tand\r\nlines\u2028and\u00a0spaces",
    "\u0301\u0302",
    "“„»«‚‘’”＂''``´",
    "…—–−‑-½²①Ⅷ",
    "\U0001f1f3\U0001f1f4 \U000e0041",
]
WORDS = st.lists(
    st.sampled_from([*" \n“”‘’'\"«»", *"aZß 😀e\u0301שم한ﬁİ½", "Dara said ", "x" * 120]), max_size=40
).map("".join)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def encoded(extractor: Extractor, *paragraphs: str) -> tuple[str, list[Span], Encoding]:
    text, spans = "", []
    for paragraph in paragraphs:
        text += "\r\n\r\n" if text else ""
        if paragraph:
            spans.append(Span(len(text), len(text) + len(paragraph)))
        text += paragraph
    return text, spans, encode(text, spans, extractor.network.tokenizer)


def pieces(text: str, encoding: Encoding) -> list[str]:
    return [text[a:b] for a, b in zip(encoding.starts.tolist(), encoding.ends.tolist(), strict=True)]


def assert_consistent(text: str, spans: list[Span], encoding: Encoding) -> None:
    arrays = (encoding.ids, encoding.starts, encoding.ends, encoding.first, encoding.shape, encoding.opening)
    assert {len(a) for a in (*arrays, encoding.quote, encoding.paragraph)} == {len(encoding)}
    for number, start, end in zip(
        encoding.paragraph.tolist(), encoding.starts.tolist(), encoding.ends.tolist(), strict=True
    ):
        assert Span(start, end) in spans[number]
    assert np.all(np.diff(encoding.starts) >= 0)
    assert np.all(np.diff(encoding.ends) >= 0)
    assert np.all(np.diff(encoding.paragraph) >= 0)
    assert set(encoding.shape.tolist()) <= set(range(SHAPES))
    assert set(encoding.quote.tolist()) <= set(range(QUOTE_STATES))
    begins = np.flatnonzero(np.diff(encoding.paragraph, prepend=-1))
    assert np.array_equal(np.flatnonzero(encoding.opening), begins)
    assert encoding.first[begins].all()


def test_pieces_are_the_words_of_the_text(extractor: Extractor) -> None:
    text, _, encoding = encoded(extractor, "Dara said “no” 😀.", "Nobody’s café שלום")
    assert "".join(pieces(text, encoding)) == "".join(text.split())


@pytest.mark.parametrize("word", ["cafe\u0301", "s\u0323\u0307", "❤\ufe0f"])
def test_a_word_ends_with_its_combining_marks(extractor: Extractor, word: str) -> None:
    text, _, encoding = encoded(extractor, f"Dara left the {word} late.")
    assert text.index(word) + len(word) in encoding.ends.tolist()


@pytest.mark.parametrize("paragraph", HARD)
def test_every_piece_lies_in_its_paragraph(extractor: Extractor, paragraph: str) -> None:
    assert_consistent(*encoded(extractor, "One.", paragraph, "Two.", paragraph))


@given(st.lists(WORDS, max_size=4))
def test_every_piece_of_any_quotation_lies_in_its_paragraph(
    extractor: Extractor, paragraphs: list[str]
) -> None:
    assert_consistent(*encoded(extractor, *paragraphs))


@given(ANY_TEXT)
def test_every_piece_of_any_text_lies_in_its_paragraph(extractor: Extractor, paragraph: str) -> None:
    assert_consistent(*encoded(extractor, paragraph))


def test_what_lies_outside_the_paragraphs_is_not_seen(extractor: Extractor) -> None:
    text = "Advertisement\n\nDara left.\n\nShare this"
    encoding = encode(text, [Span(15, 25)], extractor.network.tokenizer)
    assert "".join(pieces(text, encoding)) == "Daraleft."
    alone = encode("Dara left.", [Span(0, 10)], extractor.network.tokenizer)
    assert np.array_equal(encoding.ids, alone.ids)


@pytest.mark.parametrize("paragraphs", [(), ("",), ("   ",), ("\u200b",)])
def test_nothing_is_encoded_as_nothing(extractor: Extractor, paragraphs: tuple[str, ...]) -> None:
    _, _, encoding = encoded(extractor, *paragraphs)
    assert len(encoding) == 0


@pytest.mark.parametrize(
    "text",
    [
        "“We lost it,” she said.",
        "„We lost it,“ she said.",
        "«We lost it,» she said.",
        "‘We lost it,’ she said.",
    ],
)
def test_the_style_of_the_marks_makes_no_difference(extractor: Extractor, text: str) -> None:
    _, _, typewriter = encoded(extractor, '"We lost it," she said.')
    _, _, styled = encoded(extractor, text)
    for name in ("ids", "starts", "ends", "quote", "first"):
        assert np.array_equal(getattr(styled, name), getattr(typewriter, name)), name


def test_each_piece_knows_its_place_among_the_marks(extractor: Extractor) -> None:
    text, _, encoding = encoded(extractor, 'So "we left it," she said.')
    states = dict(zip(pieces(text, encoding), encoding.quote.tolist(), strict=True))
    assert (states["So"], states["we"], states["left"], states["she"], states["."]) == (0, 1, 1, 0, 0)
    assert encoding.quote.tolist().count(2) == 1
    assert encoding.quote.tolist().count(3) == 1


def test_a_quotation_without_an_end_lasts_until_its_paragraph_ends(extractor: Extractor) -> None:
    _, _, encoding = encoded(extractor, "“We lost it all", "said nobody")
    first, second = (encoding.quote[encoding.paragraph == n].tolist() for n in (0, 1))
    assert first[0] == 2
    assert set(first[1:]) == {1}
    assert set(second) == {0}


def test_shapes_tell_capitals_apart(extractor: Extractor) -> None:
    text, _, encoding = encoded(extractor, "the NATO chief, Dara, ate 15 of the figs that were left there")
    first = encoding.first
    words = [p for p, f in zip(pieces(text, encoding), first.tolist(), strict=True) if f]
    shapes = dict(zip(words, encoding.shape[first].tolist(), strict=True))
    assert (shapes["the"], shapes["chief"], shapes["15"], shapes[","]) == (1, 1, 0, 0)
    assert [s for w, s in shapes.items() if w.startswith("N")] == [3]
    assert [s for w, s in shapes.items() if w.startswith("D")] == [2]


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_where_capitals_tell_nothing_there_are_no_shapes(extractor: Extractor, change: object) -> None:
    assert callable(change)
    _, _, encoding = encoded(
        extractor, change("Dara Holm told the NATO chief in Oslo that the figs were gone.")
    )
    assert set(encoding.shape.tolist()) == {0}


def test_encoding_takes_time_in_proportion(extractor: Extractor) -> None:
    paragraph = "“We lost it,” Dara said of the workers’ hall, ‘twice,’ and left. "

    def seconds(count: int) -> float:
        begun = time.process_time()
        encoded(extractor, *[paragraph] * count)
        return time.process_time() - begun

    small = min(seconds(200), seconds(200))
    assert seconds(1600) < 3 * 8 * small + 0.01
