"""The page of a brief as a reader's browser shows it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from onrecord.record import Record
from onrecord.report.brief import brief
from onrecord.report.brief.html import html
from onrecord.report.terminal import shown
from tests.browser import hostile
from tests.browser.chromium import Chromium, Scheme

NARROWEST, PHONE, DESKTOP = 320, 390, 1280  # CSS pixels
PAPER = 718  # A4 within the browser's margins
READABLE = 4.5  # contrast: WCAG 2.2, 1.4.3
NAMES = ("bridge", "nothing", "hostile")

LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")
POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>")

# What a page is made of; anything else would come from a story.
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section", "div", "p"),
    *("h1", "h2", "h3", "ul", "ol", "li", "a", "b", "i", "bdi", "mark", "time", "blockquote"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    *("lang", "charset", "name", "content", "http-equiv", "id", "class", "dir", "href", "rel"),
    *("scope", "colspan", "rowspan"),
}


class Pages:
    """Pages by name, and the browser that shows them."""

    def __init__(self, chromium: Chromium, folder: Path) -> None:
        self.chromium = chromium
        self._folder = folder

    def add(self, name: str, text: str) -> None:
        (self._folder / f"{name}.html").write_text(text, encoding="utf-8")

    def text(self, name: str) -> str:
        return (self._folder / f"{name}.html").read_text(encoding="utf-8")

    def open(self, name: str, width: int, *, scheme: Scheme = "light", scripts: bool = True) -> None:
        self.chromium.open(self._folder / f"{name}.html", width, scheme=scheme, scripts=scripts)
        self.chromium.ask(LOOK)

    def look(self, what: str) -> Any:
        return self.chromium.ask(f"look.{what}")

    def requests(self) -> list[str]:
        return [one["request"]["url"] for one in self.chromium.of("Network.requestWillBeSent")]

    def assert_nothing_ran(self) -> None:
        assert self.chromium.ask("window.ran") is None
        for event in ("Page.javascriptDialogOpening", "Runtime.consoleAPICalled", "Page.frameAttached"):
            assert self.chromium.of(event) == []


@pytest.fixture(scope="module")
def pages(chromium: Chromium, examples: Record, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    made = Pages(chromium, tmp_path_factory.mktemp("pages"))
    made.add("bridge", html(brief(examples, "Ostrander Bridge")))
    made.add("nothing", html(brief(examples, "volcano")))
    made.add("hostile", html(hostile.brief()))
    return made


@pytest.mark.parametrize("width", [NARROWEST, PHONE, DESKTOP])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_stands_beyond_the_edge_or_hidden(pages: Pages, name: str, width: int) -> None:
    pages.open(name, width)
    assert pages.look(f"beyond({width})") == []
    assert pages.look("width()") == width
    assert pages.look("hidden()") == []


def test_every_citation_leads_to_its_document(pages: Pages) -> None:
    pages.open("bridge", PHONE)
    links = pages.look("links()")
    assert sum(one.startswith("#d") for one in links) > 100
    assert pages.look("dangling()") == []
    pages.chromium.ask("document.querySelector('a.cite').focus()")
    pages.chromium.press("Enter")
    assert pages.chromium.ask("document.querySelector(':target').matches('#documents li')")
    assert pages.chromium.ask("document.querySelector(':target').getBoundingClientRect().top < innerHeight")


def test_a_page_asks_for_nothing(pages: Pages) -> None:
    for name in NAMES:
        pages.open(name, DESKTOP)
        (only,) = pages.requests()
        assert only.startswith("file:")


@pytest.mark.parametrize("policy", [True, False])
def test_hostile_text_is_shown_as_text(pages: Pages, policy: bool) -> None:
    """Without the policy too, which would stop what gets through."""
    text = pages.text("hostile")
    assert POLICY.search(text)
    pages.add("tried", text if policy else POLICY.sub("", text))
    pages.open("tried", PHONE)
    pages.assert_nothing_ran()
    assert len(pages.requests()) == 1
    assert pages.chromium.of("Log.entryAdded") == []
    assert {*pages.look("tags()")} <= TAGS
    assert {*pages.look("attributes()")} <= ATTRIBUTES
    assert all(re.match(r"#|https?://", one) for one in pages.look("links()"))
    told = pages.look("text()")
    for one in hostile.TEXTS:
        assert told.count(shown(one)) >= 8, one


def test_what_would_get_through_is_stopped_by_the_policy(pages: Pages) -> None:
    through = f'<script>{hostile.RUNS}</script><img src="{hostile.ELSEWHERE}/a.png" onerror="{hostile.RUNS}">'
    pages.add("through", pages.text("nothing").replace("</main>", f"{through}</main>"))
    pages.open("through", PHONE)
    pages.assert_nothing_ran()
    assert any(
        "Content Security Policy" in one["entry"]["text"] for one in pages.chromium.of("Log.entryAdded")
    )
    assert not any(
        one["response"]["url"].startswith("http") for one in pages.chromium.of("Network.responseReceived")
    )


def test_a_statement_without_end_is_cut(pages: Pages) -> None:
    assert sum(map(len, hostile.LONG)) >= 2 * 190_000
    assert len(pages.text("hostile")) < 1_500_000
    pages.open("hostile", PHONE)
    told = pages.look("text()")
    for one in hostile.LONG:
        assert one[:900] in told
        assert one[:1_100] not in told


def test_a_name_from_right_to_left_turns_nothing_around_it(pages: Pages) -> None:
    pages.open("hostile", DESKTOP)
    ordered = pages.look(f"ordered({hostile.NAME!r})")
    assert len(ordered) > 5
    assert all(ordered)


def test_a_page_is_the_same_without_scripts(pages: Pages) -> None:
    seen = []
    for scripts in (True, False):
        pages.open("bridge", PHONE, scripts=scripts)
        seen.append((pages.look("text()"), pages.look("height()")))
    assert seen[0] == seen[1]


def test_conflicts_stand_beside_each_other_where_there_is_room(pages: Pages) -> None:
    pages.open("bridge", DESKTOP)
    beside = pages.look("beside()")
    assert len(beside) > 5
    assert all(beside)
    pages.open("bridge", PHONE)
    assert not any(pages.look("beside()"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["bridge", "nothing"])
def test_all_text_has_contrast(pages: Pages, name: str, scheme: Scheme) -> None:
    pages.open(name, DESKTOP, scheme=scheme)
    pages.chromium.ask("location.hash = '#d3'")
    assert pages.look(f"pale({READABLE})") == []
    dark = pages.chromium.ask("matchMedia('(prefers-color-scheme: dark)').matches")
    assert dark == (scheme == "dark")


def test_print_fits_and_is_dark_on_light(pages: Pages) -> None:
    for name in NAMES:
        pages.open(name, PAPER, scheme="dark")
        pages.chromium.media("print", "dark")
        assert pages.look(f"beyond({PAPER})") == []
        assert pages.look(f"pale({READABLE})") == []
        assert pages.chromium.ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    pages.open("bridge", DESKTOP)
    printed = pages.chromium.pdf()
    assert printed.startswith(b"%PDF-")
    assert 5 < len(re.findall(rb"/Type\s*/Page\b", printed)) < 20


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_tab_key_goes_through_the_links_as_they_are_read(pages: Pages, width: int) -> None:
    pages.open("bridge", width)
    assert pages.look("backward()") == []
    count = len(pages.look("links()"))
    assert count > 100
    for at in range(40):
        pages.chromium.press("Tab")
        assert pages.look("focused()") == at
        assert pages.look("outlined()")


@pytest.mark.parametrize("name", NAMES)
def test_headings_skip_no_level(pages: Pages, name: str) -> None:
    pages.open(name, PHONE)
    levels = pages.look("headings()")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert pages.chromium.ask("document.documentElement.lang") == "en"
    assert pages.chromium.ask("document.title").startswith("Brief: ")
    assert pages.chromium.ask("document.compatMode") == "CSS1Compat"


@pytest.mark.parametrize("name", ["bridge", "hostile"])
def test_figures_are_tables_with_headings(pages: Pages, name: str) -> None:
    pages.open(name, PHONE)
    tables = pages.look("tables()")
    assert tables
    for table in tables:
        assert table["named"]
        assert all(tag == "th" and scope == "col" and text for tag, scope, text in table["columns"])
        numbered = len(table["columns"]) == 4
        assert table["heads"] == (["rowgroup"] if numbered else [None])
        assert {tuple(each) for each in table["groups"]} == {(4, 3) if numbered else (3, 3)}
