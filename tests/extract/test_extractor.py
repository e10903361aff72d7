"""Statements of whole documents: by the shipped network, and by one that says what it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.extract import Extractor
from onrecord.extract import extractor as module
from onrecord.extract.encoding import Encoding
from onrecord.extract.network import Card, Decoding, Network, Window
from onrecord.extract.quotes import Quoted, quoted
from onrecord.ingest import Options, read_text
from onrecord.model import Block, Document, Reading, Span

PLAIN = """\
“We lost the key,” Dara Holm said on Monday. “Nobody noticed for a week.”

The museum’s director confirmed that the door had stood open.

According to the police, nothing was taken."""
MARKED = """\
“We lost the key 🗝️,” Zoë Ångström told reporters\u00a0in Tromsø.\r\n\r\n\
The “שומר” said that ‘nobody’ had e\u0301te\u0301 there, 6'2" or not, in the ’90s.\r\n\r\n\
"It's gone," she said, "and we don't know why.\r\n\r\n\
"It may come back," she added."""
TEXTS = [
    PLAIN,
    MARKED,
    PLAIN.replace("“", '"').replace("”", '"').replace("’", "'"),
    PLAIN.upper(),
    PLAIN.lower(),
]


def words(document: Document, spans: Sequence[Span]) -> list[str]:
    return [document[s] for s in spans]


def as_words(reading: Reading) -> list[tuple[list[str], list[str], list[str], str]]:
    doc = reading.document
    return [
        (words(doc, s.source), words(doc, s.cue), words(doc, s.content), s.quotation)
        for s in reading.statements
    ]


def assert_sound(reading: Reading) -> None:
    doc = reading.document
    starts = [s.content[0].start for s in reading.statements]
    assert starts == sorted(starts)
    assert len({s.id for s in reading.statements}) == len(reading.statements)
    for statement in reading.statements:
        assert statement.document == doc.id
        assert 0 <= statement.confidence <= 1
        for part in (statement.source, statement.cue, statement.content):
            assert list(part) == sorted(part)
            for one, other in pairwise(part):
                assert one.end <= other.start
            for printed in words(doc, part):
                assert printed == printed.strip() != ""
        for part in (statement.source, statement.cue):
            assert all(any(span in block.span for block in doc.blocks) for span in part)


@pytest.mark.parametrize("text", TEXTS)
def test_every_span_is_in_the_text(extractor: Extractor, text: str) -> None:
    assert_sound(extractor.read(read_text(text)))


@settings(max_examples=25)
@given(
    st.lists(
        st.sampled_from(
            [*PLAIN.split(), *MARKED.split(), "\n\n", "\r\n\r\n", "“", "”", '"', ":", "said", "that", "😀"]
        ),
        min_size=1,
        max_size=60,
    ).map(" ".join)
)
@example("“שומר” had \n\n lost noticed")
def test_every_span_of_any_jumble_is_in_the_text(extractor: Extractor, text: str) -> None:
    if text.strip():
        assert_sound(extractor.read(read_text(text)))


def test_a_direct_quotation_is_found_with_its_speaker(extractor: Extractor) -> None:
    reading = extractor.read(read_text(PLAIN))
    ((source, cue, content, quotation),) = [s for s in as_words(reading) if s[2][0] == "We lost the key"]
    assert (source, content, quotation) == (
        ["Dara Holm"],
        ["We lost the key", "Nobody noticed for a week."],
        "direct",
    )
    assert cue[0].startswith("said")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Harbor Wire reported on Tuesday that Mara Teel had said in May, “The quay is safe.”", "Mara Teel", "The quay is safe."),
        ("Mara Teel said in May that the quay was safe, the Lenning Bulletin reported.", "Mara Teel", "the quay was safe"),
        ("Mara Teel told the council the quay was safe, according to the Lenning Bulletin.", "Mara Teel", "the quay was safe"),
        ("Harbor Wire quoted Mara Teel as saying that the quay was safe.", "Mara Teel", "the quay was safe"),
        ("Harbor Wire reported on Tuesday that the quay was safe.", "Harbor Wire", "the quay was safe"),
        ("Mara Teel said the quay was safe, according to police.", "police", "Mara Teel said the quay was safe"),
    ],
)  # fmt: skip
def test_an_outlet_has_no_words_that_it_reports_of_another(
    extractor: Extractor, text: str, source: str, content: str
) -> None:
    doc = read_text(text)
    (statement,) = extractor.read(doc).statements
    assert (words(doc, statement.source), words(doc, statement.content)) == ([source], [content])


def test_each_statement_names_the_network_that_found_it(extractor: Extractor) -> None:
    reading = extractor.read(read_text(PLAIN))
    assert {s.method for s in reading.statements} == {extractor.network.version}


def test_what_was_read_before_makes_no_difference(extractor: Extractor) -> None:
    documents = [read_text(text) for text in (*TEXTS, " ".join([PLAIN] * 12))]
    forth = [extractor.read(d) for d in documents]
    back = [extractor.read(d) for d in reversed(documents)][::-1]
    fresh = Extractor(extractor.network).read(documents[0])
    assert [_exactly(r) for r in forth] == [_exactly(r) for r in back]
    assert _exactly(fresh) == _exactly(forth[0])


def _exactly(reading: Reading) -> list[tuple[str, str, float, str]]:
    return [(s.id, s.quotation, s.confidence, s.method) for s in reading.statements]


def test_a_text_longer_than_one_window_has_the_same_statements_twice(extractor: Extractor) -> None:
    paragraphs = [
        f"“We lost key number {n},” Dara Holm said on Monday.\n\nThe museum in town {n} has a door, a hall and {n} rooms."
        for n in range(30)
    ]
    document = read_text("\n\n".join(paragraphs))
    first, second = extractor.read(document), extractor.read(document)
    assert _exactly(first) == _exactly(second)
    assert_sound(first)
    found = {w for _, _, content, _ in as_words(first) for w in content}
    missed = [n for n in range(30) if f"We lost key number {n}" not in found]
    assert len(missed) < 4, "windows lose what stands at their edges"


@pytest.mark.parametrize("code", ["de", "fr", "he", "en-x-unknown"])
def test_another_language_is_noted_and_not_read(extractor: Extractor, code: str) -> None:
    document = Document(PLAIN, language=code, blocks=(Block("paragraph", Span(0, 80)),))
    reading = extractor.read(document)
    assert reading.statements == ()
    assert reading.notes == (f"not in English ({code}): recorded without statements",)


def test_another_languages_posts_are_statements_all_the_same(extractor: Extractor) -> None:
    document = Document(
        "Heute nicht.", type="post", language="de", blocks=(Block("post", Span(0, 12), words=(Span(0, 12),)),)
    )
    reading = extractor.read(document)
    assert [s.quotation for s in reading.statements] == ["post"]


@pytest.mark.parametrize("code", ["en", None])
def test_english_and_texts_too_short_to_tell_are_read(extractor: Extractor, code: str | None) -> None:
    document = Document(PLAIN, language=code, blocks=(Block("paragraph", Span(0, PLAIN.index("\n"))),))
    reading = extractor.read(document)
    assert reading.statements
    assert reading.notes == ()


def test_a_posts_quotations_are_its_authors_words(extractor: Extractor) -> None:
    reading = extractor.read(read_text("“We lost the key,” Dara Holm said.", Options(type="post")))
    assert [s.quotation for s in reading.statements] == ["post"]


def test_a_transcript_is_read_by_its_turns_alone(extractor: Extractor) -> None:
    text = "Briefing on the key, as Dara Holm said on Monday\n\nHOLM: He said, “We lost it.”\n\nQUESTION: Who did?\n\nHOLM: The mayor says I did."
    reading = extractor.read(read_text(text, Options(type="transcript")))
    assert as_words(reading) == [
        (["HOLM"], [], ["He said, “We lost it.”"], "post"),
        (["QUESTION"], [], ["Who did?"], "post"),
        (["HOLM"], [], ["The mayor says I did."], "post"),
    ]


@pytest.mark.parametrize("blocks", [(), (Block("turn", Span(0, 4)),)])
def test_a_report_without_prose_has_no_statements(extractor: Extractor, blocks: tuple[Block, ...]) -> None:
    assert extractor.read(Document("Dara said so.", blocks=blocks)).statements == ()


POST_TEXT = "Gone, all of it."
SIGNATURE = "— Dara Holm (@dara) May 2, 2024"


def around_a_post(before: str, after: str) -> tuple[Document, Document]:
    """The same prose with a post between its two paragraphs, and without."""
    post = f"{POST_TEXT}\n{SIGNATURE}"
    text = f"{before}\n\n{post}\n\n{after}"
    at, last = len(before) + 2, len(before) + len(post) + 4
    block = Block(
        "post",
        Span(at, at + len(post)),
        words=(Span(at, at + len(POST_TEXT)),),
        signature=(Span(at + 19, at + 36),),
    )
    split = Document(
        text,
        blocks=(Block("paragraph", Span(0, len(before))), block, Block("paragraph", Span(last, len(text)))),
    )
    plain = f"{before}\n\n{after}"
    whole = Document(
        plain,
        blocks=(
            Block("paragraph", Span(0, len(before))),
            Block("paragraph", Span(len(before) + 2, len(plain))),
        ),
    )
    return split, whole


def test_prose_around_a_post_is_read_as_if_it_were_not_there(extractor: Extractor) -> None:
    split, whole = around_a_post(
        "“We lost the key,” Dara Holm said on Monday.", "The director confirmed that the door had stood open."
    )
    with_post, without = extractor.read(split), extractor.read(whole)
    prose = [s for s in as_words(with_post) if s[3] != "post"]
    assert prose == as_words(without) != []
    (post,) = [s for s in as_words(with_post) if s[3] == "post"]
    assert post == (["Dara Holm (@dara)"], [], [POST_TEXT], "post")


class Told:
    """A network that finds what it is told, whatever the text: one statement for each anchor.

    ``marked`` gives the (source, cue, content) words of each statement, to be looked
    for in the text in order; a content may have several runs.
    """

    version = "told-1"
    card = Card("told", "1", "", "", {}, Decoding(0.5))

    def __init__(self, network: Network, text: str, marked: Sequence[tuple[str, str, Sequence[str]]]) -> None:
        self.tokenizer = network.tokenizer
        self.text = text
        self.marked = marked

    def windows(self, encoding: Encoding) -> Iterator[Window]:
        at = 0
        for source, cue, content in self.marked:
            spans: dict[int, list[Span]] = {0: [], 1: [], 2: []}
            place = at
            for part, strings in ((2, content[:1]), (0, [source]), (1, [cue]), (2, content[1:])):
                for string in filter(None, strings):
                    begin = self.text.index(string, place)
                    spans[part].append(Span(begin, begin + len(string)))
                    place = begin + len(string)
            at = place
            yield self._window(encoding, spans)

    def _window(self, encoding: Encoding, spans: dict[int, list[Span]]) -> Window:
        low = min(s.start for part in spans.values() for s in part)
        high = max(s.end for part in spans.values() for s in part)
        start = int(np.searchsorted(encoding.starts, low))
        stop = int(np.searchsorted(encoding.starts, high))
        labels = np.full((1, stop - start, 7), np.log(0.01), dtype=np.float32)
        tags = np.zeros(stop - start, dtype=np.int64)
        for part, found in spans.items():
            for span in found:
                inside = (encoding.starts[start:stop] >= span.start) & (encoding.ends[start:stop] <= span.end)
                tags[inside] = 2 + 2 * part
                tags[np.flatnonzero(inside)[0]] = 1 + 2 * part
        labels[0, np.arange(stop - start), tags] = np.log(0.94)
        anchor = np.flatnonzero(tags == 3)
        flat = np.full((stop - start, 7), -2.0, dtype=np.float32)
        sure = np.full(1, 0.9, dtype=np.float32)
        return Window(start, stop, flat, anchor, sure, labels, sure)


def told(extractor: Extractor, document: Document, *marked: tuple[str, str, Sequence[str]]) -> Reading:
    network = cast(Network, Told(extractor.network, document.text, marked))
    return Extractor(network).read(document)


def test_marks_commas_and_that_are_no_part_of_the_statement(extractor: Extractor) -> None:
    document = read_text("“We lost it,” Dara Holm said. “Twice.” Ida Ek wrote that it was “late.”")
    reading = told(
        extractor,
        document,
        ("Dara Holm", "said", ["“We lost it,”", "“Twice.”"]),
        ("Ida Ek", "wrote", ["", "that it was “late.”"]),
    )
    assert as_words(reading) == [
        (["Dara Holm"], ["said"], ["We lost it", "Twice."], "direct"),
        (["Ida Ek"], ["wrote"], ["it was “late.”"], "mixed"),
    ]
    assert {s.method for s in reading.statements} == {"told-1"}
    assert {s.confidence for s in reading.statements} == {0.9}


def test_a_content_without_words_is_no_statement(extractor: Extractor) -> None:
    document = read_text("“…,” Dara Holm said of the key.")
    assert told(extractor, document, ("Dara Holm", "said", ["“…,”"])).statements == ()


def test_a_content_that_runs_around_a_post_is_cut_there(extractor: Extractor) -> None:
    split, _ = around_a_post("Dara Holm said the key was lost", "and the door was open.")
    content = split.text[split.text.index("the key") : -1]
    reading = told(extractor, split, ("Dara Holm", "said", ["", content]))
    assert [s for s in as_words(reading) if s[3] != "post"] == [
        (["Dara Holm"], ["said"], ["the key was lost", "and the door was open"], "indirect")
    ]


def test_offsets_are_of_the_text_and_not_of_what_the_network_sees(extractor: Extractor) -> None:
    document = read_text("😀 İlk e\u0301té שלום\r\n\r\n“Straße 😀,” Zoë Ångström said.")
    (statement,) = told(extractor, document, ("Zoë Ångström", "said", ["“Straße 😀,”"])).statements
    at = document.text.index("Straße")
    assert statement.content == (Span(at, at + len("Straße 😀")),)
    assert words(document, statement.source) == ["Zoë Ångström"]


def test_looking_up_quotations_takes_time_in_proportion(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looks(count: int) -> int:
        looked = 0

        class Counted(Quoted):
            __slots__ = ()

            def __getattribute__(self, name: str) -> Any:
                nonlocal looked
                looked += name == "outer"
                return super().__getattribute__(name)

        def counted(text: str, paragraphs: list[Span]) -> Iterator[Quoted]:
            return (Counted(q.inner, q.outer, q.whole) for q in quoted(text, paragraphs))

        monkeypatch.setattr(module, "quoted", counted)
        document = read_text("\n\n".join(f"“Key {n},” Dara said." for n in range(count)))
        reading = told(extractor, document, *[("Dara", "said", [f"“Key {n},”"]) for n in range(count)])
        assert len(reading.statements) == count
        return looked

    assert looks(80) < 3 * looks(40)
