"""The brief of the examples: nothing in it that no document says, and all of it cited."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract import Extractor
from onrecord.model import Bound, Document, Evidence, Figure, Reading, Relation, Span, SpeakerKind, Statement
from onrecord.pipeline import Result, read
from onrecord.record import Record, open_record
from onrecord.record.topic import Topic
from onrecord.report.brief import Brief, brief, words
from onrecord.report.brief.as_json import line
from onrecord.report.brief.html import html
from onrecord.report.brief.lines import head, sections
from onrecord.report.brief.make import of_topic, quotes
from onrecord.report.brief.markdown import markdown
from onrecord.report.brief.pieces import Cites, Fixed, Line, Piece, Value, Words
from onrecord.report.terminal import shown
from tests.record.stories import Says, Story, topic

TOPICS = ("Ostrander Bridge", "hangers", "ferry", "repair cost", "Trasker")
_CITED = re.compile(
    r"(?:“(?P<own>(?:[^“”]|“[^“”]*”)*?)”|(?<![\w\\])_(?P<told>(?:\\.|[^_\\])+)_)"
    r" \[(?P<label>(?:\\.|[^\]\\])+?), (?P<at>\d+–\d+(?:, \d+–\d+)*)\]"
)


_WORD = re.compile(r"[^\W_]+")


@pytest.fixture(scope="module")
def texts(examples: Record) -> dict[str, str]:
    return {document.id: document.text for document in examples.documents()}


@pytest.fixture(scope="module")
def briefs(examples: Record) -> dict[str, Brief]:
    return {about: brief(examples, about) for about in TOPICS}


@pytest.fixture(scope="module")
def bridge(briefs: dict[str, Brief]) -> Brief:
    return briefs["Ostrander Bridge"]


def plain(text: str) -> str:
    """Markdown without its marks."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*\*", "", text))


def pieces(made: Brief) -> Iterator[Piece]:
    def of(line: Line) -> Iterator[Piece]:
        yield from (*line.pieces, *([line.words] if line.words else []), *line.rest, *line.over)
        for below in line.below:
            yield from of(below)

    for one in head(made):
        yield from of(one)
    for section in sections(made):
        yield Fixed(section.heading)
        yield from section.more
        for part in section.parts:
            yield from [part.heading] if part.heading else []
            for one in part.lines:
                yield from of(one)
            for table in part.tables:
                yield from table.pieces
                for row in table.rows:
                    yield from (row.figure, *row.value, *row.who, *row.rest)


def fixed_words() -> set[str]:
    values = [value for name, value in vars(words).items() if name.isupper()]
    told = {one for one in values if isinstance(one, str)} | {".", ",", ":", ";", "(", ")"}
    return told.union(*(one.values() for one in values if isinstance(one, dict)), words.TYPES)


@pytest.mark.parametrize("about", TOPICS)
def test_every_quoted_word_is_a_span_of_a_stored_document(
    texts: dict[str, str], briefs: dict[str, Brief], about: str
) -> None:
    found = [*quotes(briefs[about])]
    assert found
    for quote in found:
        text = texts[quote.document]
        assert quote.parts == tuple(text[span.start : span.end] for span in quote.spans)


@pytest.mark.parametrize("about", TOPICS)
def test_every_run_in_the_markdown_stands_where_its_citation_says(
    texts: dict[str, str], briefs: dict[str, Brief], about: str
) -> None:
    labels = {one.label: one.id for one in briefs[about].sources}
    found = [*_CITED.finditer(markdown(briefs[about]))]
    assert len(found) >= len(briefs[about].said)
    for one in found:
        text = texts[labels[plain(one["label"])]]
        spans = [tuple(map(int, at.split("–"))) for at in one["at"].split(", ")]
        printed = " … ".join(shown(text[start:end]) for start, end in spans)
        assert plain(one["own"] or one["told"]).removeprefix("… ").removesuffix(" …") == printed


@pytest.mark.parametrize("about", TOPICS)
def test_all_other_words_are_fixed_or_the_records_own_names_and_dates(
    examples: Record, briefs: dict[str, Brief], about: str
) -> None:
    known = {"dollar", "person"}
    for document in examples.documents():
        fields = (document.text, document.title, document.publisher, document.author, document.handle)
        known.update(word for field in fields for word in _WORD.findall((field or "").casefold()))
    fixed = fixed_words()
    for piece in pieces(briefs[about]):
        if isinstance(piece, Fixed):
            assert piece.text in fixed
        elif isinstance(piece, Value):
            # of a figure's unit a text has the plural
            parts = _WORD.findall(piece.text.casefold())
            assert all(part in known or f"{part}s" in known or part.isdigit() for part in parts), piece


def test_what_was_said_stands_in_time_order(bridge: Brief) -> None:
    dates = [one.when.date or (one.when.printed or "9999")[:10] for one in bridge.said]
    assert dates == sorted(dates)


def test_what_was_said_on_one_day_stands_as_in_its_document() -> None:
    """Though an answer is worth more than its question: it conflicts with another."""
    words_ = (
        "when will the pier open again",
        "the pier opens in May",
        "and not before",
        "the pier opens in June",
    )
    held = Story("Town", tuple(Says("Owen Strand", one, said="2026-03-05") for one in words_))
    made = held.reading().statements
    relation = Relation("contradicts", made[1].id, made[3].id, 0.9, "test", ())
    said = of_topic(topic("pier", held, relations=[relation])).said
    assert [one.quote.parts[0] for one in said] == [*words_]


def test_documents_of_one_day_stand_as_they_were_printed() -> None:
    stories = [
        Story(
            "Post", (Says("Ida Holm", "the ferry is full", said="2026-03-05"),), published="2026-03-05T18:00"
        ),
        Story(
            "Wire",
            (Says("Ida Holm", "the ferry sails at noon", said="2026-03-05"),),
            published="2026-03-05T09:00",
        ),
        Story(
            "Sun",
            (Says("Ida Holm", "the ferry was built in Tarn", said="2026-03-02"),),
            published="2026-03-05T20:00",
        ),
    ]
    said = of_topic(topic("ferry", *stories)).said
    assert [one.quote.parts[0] for one in said] == [
        "the ferry was built in Tarn",
        "the ferry sails at noon",
        "the ferry is full",
    ]


def test_a_wording_is_one_line_with_every_place_where_it_stands(bridge: Brief) -> None:
    (asked,) = [one for one in bridge.said if one.quote.parts[0].startswith("Nobody asked this city")]
    assert asked.who is not None
    assert (asked.who.name, asked.when.date, asked.channel) == ("Rosalind Ackerby", "2026-03-04", "social")
    outlets = {one.id: one.publisher for one in bridge.sources}
    assert {outlets[one.document] for one in asked.also} == {"Port Carrow Gazette", "Lenning Valley Bulletin"}
    assert len(asked.also) == 4


def test_the_first_place_is_the_original(bridge: Brief) -> None:
    types = {one.id: one.type for one in bridge.sources}
    asked = next(one for one in bridge.said if one.quote.parts[0].startswith("Nobody asked this city"))
    assert types[asked.quote.document] == "post"


def test_figures_that_count_one_thing_stand_together(bridge: Brief) -> None:
    (hangers,) = [one for one in bridge.figures if one.unit == "hanger"]
    values = {one.value: one for one in hangers.amounts}
    assert values.keys() == {14, 40}
    assert not hangers.compatible
    residents = next(one for one in bridge.figures if {a.value for a in one.amounts} >= {1200, 3000})
    bounds = {(one.value, one.bound) for one in residents.amounts}
    assert {(1200, "approximate"), (3000, "above")} <= bounds
    camps = [{residents.amounts[i].value for i in camp} for camp in residents.camps]
    assert {1200} in camps


def figured(text: str, *counts: tuple[str, float, Bound, float | None, float | None, str | None]) -> Topic:
    """A report in whose own voice these figures stand."""
    document = Document(text, publisher="Wire", published="2026-03-05")
    figures = []
    for words_, value, bound, low, high, place in counts:
        start = text.index(words_)
        span = Span(start, start + len(words_))
        figures.append(Figure(span, value, bound, low, high, "soldier", place))
    reading = Reading(document, figures=tuple(figures))
    return Topic("soldiers", (), {document.id: reading}, frozenset({document.id}), ())


def test_figures_that_can_all_be_right_are_compatible() -> None:
    found = figured(
        "More than 2,000 soldiers are in northern Kesway.\nThere are about 2,000 soldiers in Kesway.",
        ("More than 2,000 soldiers", 2000, "above", 2000, None, "northern Kesway"),
        ("about 2,000 soldiers", 2000, "approximate", 1800, 2200, "Kesway"),
    )
    (group,) = of_topic(found).figures
    assert group.compatible
    assert len(group.amounts) == 2


def test_figures_of_two_places_are_two_matters() -> None:
    found = figured(
        "More than 2,000 soldiers are in Kesway.\nThere are about 500 soldiers in Lenning.",
        ("More than 2,000 soldiers", 2000, "above", 2000, None, "Kesway"),
        ("about 500 soldiers", 500, "approximate", 450, 550, "Lenning"),
    )
    assert [len(one.amounts) for one in of_topic(found).figures] == [1, 1]


def test_a_question_gives_no_figure(examples: Record, bridge: Brief) -> None:
    for group in bridge.figures:
        for amount in group.amounts:
            document = examples.document(amount.quote.document)
            assert document is not None
            assert (
                document.text[amount.quote.spans[0].end :][:40] != " live in Eastbank. You say 1,200. Who is"
            )


def test_the_limit_holds_and_says_what_is_left_out(examples: Record, bridge: Brief) -> None:
    short = brief(examples, "Ostrander Bridge", limit=6)
    assert len(short.said) == 6
    assert len(short.figures) <= 2
    assert short.left.said == len(bridge.said) + bridge.left.said - 6
    assert f"{short.left.said} {words.MORE}" in markdown(short)


def test_filters_narrow_it(examples: Record) -> None:
    made = brief(examples, "Ostrander Bridge", until="2026-02-28")
    assert {(one.when.date or "")[:7] for one in made.said} <= {"2025", "2026-01", "2026-02"}


def test_nothing_on_record_is_said_so(examples: Record) -> None:
    made = brief(examples, "volcano")
    assert made.statements == 0
    assert words.NOTHING in markdown(made)
    assert words.NOTHING in html(made)


def test_unknown_is_told_as_unknown() -> None:
    nobody = Says(None, "the pier will close in April for good")
    undated = Says("Ida Holm", "the ferry will sail all winter long", expression="this winter")
    made = of_topic(topic("pier", Story(None, (nobody, undated), published=None)))
    text = markdown(made)
    assert words.NOT_NAMED in text
    assert f"### {words.NOT_KNOWN}" in text
    assert "(“this winter” [" in text


def test_conflicts_mark_the_words_that_decide() -> None:
    a = Says("Ida Holm", "the pier will not close")
    b = Says("Owen Strand", "the pier will close in May")
    story = Story("Wire", (a, b))
    reading = story.reading()
    one, other = reading.statements
    denied = reading.document.text.index("not")
    span = type(one.content[0])(denied, denied + 3)
    relation = Relation("contradicts", one.id, other.id, 0.9, "test", (Evidence(one.id, span, "not"),))
    made = of_topic(topic("pier", story, relations=[relation]))
    assert [pair.a.decides[0].parts for pair in made.conflicts] == [("not",)]
    text = markdown(made)
    assert "_the pier will **not** close_" in text
    assert words.CONFLICTS_WITH in text
    assert "<i>the pier will <mark>not</mark> close</i>" in html(made)


@pytest.mark.parametrize(
    ("kind", "name", "vias", "lines"),
    [
        ("unnamed", "two board members", ((), ()), 1),
        ("unnamed", "two board members", (("Kesway Wire",), ("Kesway Wire",)), 1),
        ("unnamed", "two board members", (("Kesway Wire",), ("Kesway Radio",)), 2),
        ("organization", "Harbor Board", (("Kesway Wire",), ("Kesway Radio",)), 1),
        ("person", "Holm", ((), ()), 2),
    ],
)
def test_who_has_no_name_of_their_own_says_a_thing_once(
    kind: SpeakerKind, name: str, vias: tuple[tuple[str, ...], ...], lines: int
) -> None:
    """Each document has a speaker of its own, with the same name; and what denies them is told once."""
    content = "the pier will close to boats"
    stories = [Story(f"Paper {n}", (Says(name, content, kind, via=via),)) for n, via in enumerate(vias)]
    denial = Story("Wire", (Says("Ida Holm", "nobody will close the pier"),))
    a, b, no = (one.reading().statements[0] for one in (*stories, denial))
    same = tuple(Evidence(one.id, one.content[0], content) for one in (a, b))
    relations = [Relation("same_words", a.id, b.id, 0.9, "test", same)]
    relations += [Relation("contradicts", no.id, one.id, 0.9, "test") for one in (a, b)]
    found = topic("pier", *stories, denial, relations=relations)
    stated = tuple(
        replace(one, speaker=replace(one.speaker, id=f"{one.speaker.name} in {one.document.id}"))
        for one in found.stated
        if one.speaker
    )
    made = of_topic(replace(found, stated=stated))
    assert len(made.said) == lines + 1
    assert len(made.conflicts) == lines


@pytest.mark.parametrize("name", ["earlier version of this article", "none of the officials"])
def test_what_nobody_says_conflicts_with_nothing(name: str) -> None:
    kind: SpeakerKind = "document" if "article" in name else "unnamed"
    story = Story("Wire", (Says(name, "the pier will close", kind), Says("Ida Holm", "the pier stays open")))
    one, other = story.reading().statements
    relation = Relation("contradicts", one.id, other.id, 0.9, "test")
    assert of_topic(topic("pier", story, relations=[relation])).conflicts == ()


def test_a_brief_is_the_same_in_whatever_order_statements_are_found() -> None:
    stories = [
        Story(f"Paper {n}", (Says("Ida Holm", f"the pier will close in April {n}", role=role),))
        for n, role in enumerate(("Mayor", "director of the board", "Mayor of Kesway"))
    ]
    found = topic("pier", *stories)
    made = of_topic(found)
    for order in permutations(found.stated):
        assert of_topic(replace(found, stated=order)) == made


def test_altered_words_are_marked_on_both_sides(bridge: Brief) -> None:
    changed = {
        tuple(part for one in side.decides for part in one.parts)
        for pair in bridge.altered
        for side in (pair.a, pair.b)
    }
    assert changed >= {("40",), ("14",), ("not",)}


def test_what_may_conflict_stands_below_the_words_that_do() -> None:
    """Not below another place of the same saying, which leaves them out."""
    short = Story("Gazette", (Says("Ida Holm", "nobody asked our town"),))
    long = Story("Post", (Says("Ida Holm", "nobody asked our town, where 3,000 people live"),))
    others = (Says("Owen Strand", "the town was asked"), Says("Owen Strand", "the town has 1,000 people"))
    story = Story("Wire", others)
    (a,), (b,), (asked, count) = (one.reading().statements for one in (short, long, story))

    def decides(one: Statement, words_: str, within: str) -> Evidence:
        start = one.content[0].start + within.index(words_)
        return Evidence(one.id, Span(start, start + len(words_)), words_)

    content = long.says[0].content
    shared = [decides(one, "nobody asked our town", content) for one in (a, b)]
    relations = (
        Relation("same_words", a.id, b.id, 0.9, "test", tuple(shared)),
        Relation("contradicts", a.id, asked.id, 0.9, "test", (decides(a, "nobody", content),)),
        Relation("contradicts", b.id, count.id, 0.8, "test", (decides(b, "3,000 people", content),)),
    )
    text = markdown(of_topic(topic("town", short, long, story, relations=relations)))
    _, first, second = text.split(words.CONFLICTS_WITH)
    assert "the town was asked" in first
    assert "where **3,000 people** live" in first
    assert "the town has 1,000 people" in second


@pytest.mark.parametrize("content", ["pier " * 1_000, "x" * 5_000, "x" * 3_000 + " and the end"])
def test_of_a_statement_without_sentences_a_part_is_shown(content: str) -> None:
    content = content.strip()
    made = of_topic(topic("pier", Story("Wire", (Says("Ida Holm", content),))))
    (quote,) = made.said[0].quote.parts
    assert content.startswith(quote)
    assert 900 < len(quote) <= 1_000
    assert made.said[0].quote.after


class _Page(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_one_file_whose_citations_lead_to_the_documents(bridge: Brief) -> None:
    page = _Page(html(bridge))
    assert page.open == []
    assert not {"script", "link", "img", "iframe", "object", "form"} & {*page.tags}
    assert ("content", "width=device-width, initial-scale=1") in page.attributes
    targets = {value for name, value in page.attributes if name == "href" and value and value[0] == "#"}
    ids = [f"#{value}" for name, value in page.attributes if name == "id"]
    assert targets <= {*ids}
    assert len({*ids}) == len(ids) == len(bridge.sources) + page.tags.count("h2")


def test_json_has_the_same_in_one_line(bridge: Brief) -> None:
    text = line(bridge)
    assert "\n" not in text
    found: dict[str, Any] = json.loads(text)
    assert [one["statement"] for one in found["said"]] == [one.statement for one in bridge.said]
    assert {one["id"] for one in found["sources"]} == {one.id for one in bridge.sources}
    assert found["left_out"]["said"] == bridge.left.said


_HOSTILE = st.text(
    st.sampled_from("ab <>&\"'“”_*[]()`\\#|~\x1b\u202e😀é\r\t-–.…"), min_size=1, max_size=30
).filter(lambda text: text.strip() and text.strip(" \t\r"))


@settings(max_examples=60)
@given(content=_HOSTILE, name=_HOSTILE, title=_HOSTILE, words_=_HOSTILE, own=st.booleans())
def test_hostile_text_changes_nothing_around_it(
    content: str, name: str, title: str, words_: str, own: bool
) -> None:
    says = Says(name, content, quotation="direct" if own else "indirect")
    url = f"javascript:{content}"
    story = Story(name, (says,), f"x {content} y", title=title, fields={"url": url})
    made = of_topic(topic(words_, story))
    text = html(made)
    page = _Page(text)
    assert page.open == []
    assert "script" not in page.tags
    assert shown(content) in page.text
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert all((value or "").startswith("#") for name, value in page.attributes if name == "href")
    told = markdown(made)
    assert shown(content) in plain(told)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202e]", told + text)


def test_citations_without_words_are_grouped_by_document(bridge: Brief) -> None:
    cites = [piece for piece in pieces(bridge) if isinstance(piece, Cites)]
    assert any(len({quote.document for quote in one.quotes}) < len(one.quotes) for one in cites)
    assert any(isinstance(piece, Words) for piece in pieces(bridge))


def test_a_report_that_cites_nobody_has_a_brief(extractor: Extractor, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(
        "The harbor pier will close in April, the Associated Press reported, citing    .\n\n"
        "The pier will close to all boats in April, Mayor Rosalind Ackerby said on Monday.\n",
        encoding="utf-8",
    )
    with open_record(str(tmp_path / "onrecord.db")) as record:
        for result in read([str(file)], extractor=extractor):
            assert isinstance(result, Result), str(result)
            record.add(result.reading)
        made = brief(record, "pier")
    assert "Associated Press" in {origin.name for claim in made.claims for origin in claim.origins}
