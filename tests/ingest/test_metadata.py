from __future__ import annotations

import json

import pytest

from onrecord.ingest import read_html
from onrecord.ingest.jsonld import article

from .test_html import page

META = (
    '<meta property="article:published_time" content="2018-12-18T08:00:00Z"><meta name="author" content="By Bo Lind">'
    '<meta property="og:site_name" content="Harbour Wire"><meta property="og:title" content="Pier: board votes">'
    '<link rel="canonical" href="https://harbour.example/pier">'
)
LINKED = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Board votes &amp; pier goes",
    "datePublished": "2018-12-19T14:02:00Z",
    "dateModified": "2018-12-20",
    "author": [{"@type": "Person", "name": "Ada Holm"}, {"name": "Bo Lind"}],
    "publisher": {"@type": "Organization", "name": "Harbour News"},
}


def script(value: object) -> str:
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


def test_json_ld_beats_meta_elements() -> None:
    document = read_html(page(head=META + script(LINKED)))
    assert document.published == "2018-12-19T14:02:00Z"
    assert document.modified == "2018-12-20"
    assert document.title == "Board votes & pier goes"
    assert document.author == "Ada Holm, Bo Lind"
    assert document.publisher == "Harbour News"
    assert document.url == "https://harbour.example/pier"
    assert document.provenance["published"] == "json-ld datePublished"


def test_meta_elements_are_used_without_json_ld() -> None:
    document = read_html(page(head=META))
    assert document.published == "2018-12-18T08:00:00Z"
    assert document.author == "Bo Lind"
    assert document.provenance["publisher"] == "meta og:site_name"


@pytest.mark.parametrize(
    "value",
    [
        {"@graph": [{"@type": "WebPage"}, LINKED]},
        [{"@type": "BreadcrumbList"}, LINKED],
        {**LINKED, "@type": ["Article", "ReportageNewsArticle"]},
        json.dumps(LINKED)[:-1] + ",}",
        "<!--\n" + json.dumps(LINKED) + "\n-->",
        json.dumps(LINKED).replace("Board", "Board\n"),
    ],
)
def test_json_ld_is_found_in_every_shape(value: object) -> None:
    assert read_html(page(head=script(value))).published == "2018-12-19T14:02:00Z"


@pytest.mark.parametrize(
    "value",
    ["", "{", "null", '{"@type": "Person"}', "[" * 5000, '{"@type": "NewsArticle", "datePublished": {}}'],
)
def test_useless_json_ld_is_passed_over(value: str) -> None:
    document = read_html(page(head=META + script(value)))
    assert document.published == "2018-12-18T08:00:00Z"


def test_names_by_reference_are_resolved() -> None:
    graph = {"@graph": [{**LINKED, "publisher": {"@id": "#org"}}, {"@id": "#org", "name": "Harbour Press"}]}
    found = article([json.dumps(graph)])
    assert found is not None
    assert found.publisher == "Harbour Press"


def test_a_date_rewritten_is_quoted_in_provenance() -> None:
    document = read_html(page(head=script({**LINKED, "datePublished": "19 December 2018"})))
    assert document.published == "2018-12-19"
    assert document.provenance["published"] == 'json-ld datePublished "19 December 2018"'


def test_the_sites_name_is_taken_off_the_title() -> None:
    head = script({**LINKED, "headline": "Board votes | Harbour News"})
    assert read_html(page(head=head)).title == "Board votes"


def test_without_any_date_published_is_unknown() -> None:
    document = read_html(page())
    assert document.published is None
    assert "published" not in document.provenance


def test_an_address_is_no_author() -> None:
    document = read_html(
        page(head='<meta property="article:author" content="https://social.example/harbour">')
    )
    assert document.author is None
