"""Linked data: only classes and properties that schema.org has, where it has them.

The table names what the export uses, and the classes that schema.org lets each property take.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from hypothesis import given, settings

from onrecord.model import Block, Context, Document, Reading, Span, Speaker, Statement
from onrecord.report.exports.jsonld import document, lines
from tests.record.test_conformance import readings
from tests.report.examples import full

# class: the class above it
CLASSES = {
    "CreativeWork": "Thing",
    "Article": "CreativeWork",
    "NewsArticle": "Article",
    "SocialMediaPosting": "Article",
    "Quotation": "CreativeWork",
    "Claim": "CreativeWork",
    "Person": "Thing",
    "Organization": "Thing",
}
# property: the class that has it, and what its values are
PROPERTIES: dict[str, tuple[str, set[str]]] = {
    "name": ("Thing", {"Text"}),
    "alternateName": ("Thing", {"Text"}),
    "description": ("Thing", {"Text"}),
    "identifier": ("Thing", {"Text"}),
    "url": ("Thing", {"Text"}),
    "author": ("CreativeWork", {"Person", "Organization"}),
    "creditText": ("CreativeWork", {"Text"}),
    "dateCreated": ("CreativeWork", {"Text"}),
    "dateModified": ("CreativeWork", {"Text"}),
    "datePublished": ("CreativeWork", {"Text"}),
    "genre": ("CreativeWork", {"Text"}),
    "hasPart": ("CreativeWork", {"CreativeWork"}),
    "headline": ("CreativeWork", {"Text"}),
    "inLanguage": ("CreativeWork", {"Text"}),
    "isBasedOn": ("CreativeWork", {"CreativeWork"}),
    "isPartOf": ("CreativeWork", {"CreativeWork"}),
    "publisher": ("CreativeWork", {"Person", "Organization"}),
    "text": ("CreativeWork", {"Text"}),
    "articleBody": ("Article", {"Text"}),
    "spokenByCharacter": ("Quotation", {"Person", "Organization"}),
    "appearance": ("Claim", {"CreativeWork"}),
    "jobTitle": ("Person", {"Text"}),
    "member": ("Organization", {"Person", "Organization"}),
}


def above(name: str) -> set[str]:
    """A class and those above it."""
    return {name} | (above(CLASSES[name]) if name in CLASSES else set())


def check(node: dict[str, Any]) -> None:
    """Fail unless schema.org has every class and property of ``node``, with such values."""
    type = node["@type"]
    assert type in CLASSES
    for key, value in node.items():
        if key.startswith("@"):
            continue
        domain, expected = PROPERTIES[key]
        assert domain in above(type), f"{type} has no {key}"
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                assert "Text" in expected
            elif set(one) != {"@id"}:
                assert expected & above(one["@type"]), f"{key} is no {one['@type']}"
                check(one)


def by(speaker: Speaker | None, quotation: Any = "indirect", **context: Any) -> dict[str, Any]:
    """The part that a statement by ``speaker`` becomes."""
    found = Document("It is so.")
    statement = Statement(found.id, (Span(0, 9),), quotation=quotation)
    reading = Reading(found, (statement,), contexts={statement.id: Context(speaker, **context)})
    part: dict[str, Any] = document(reading)["hasPart"][0]
    return part


def test_a_document_with_everything() -> None:
    reading = full()
    found = document(reading)
    check(found)
    assert found["@context"] == "https://schema.org"
    assert (found["@type"], found["genre"]) == ("Article", "press release")
    (claim,) = found["hasPart"]
    assert claim == {
        "@type": "Claim",
        "@id": f"urn:onrecord:statement:{reading.statements[0].id}",
        "text": "the 😀 bridge … will stay,",
        "author": {
            "@type": "Organization",
            "@id": "urn:onrecord:speaker:s1",
            "name": "Ida Holm",
            "member": [{"@type": "Person", "@id": "urn:onrecord:speaker:s2", "name": "Ida Holm"}],
        },
        "dateCreated": "2024-04-29",
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "publisher": {"@type": "Organization", "name": "Test Post"},
                "isBasedOn": {
                    "@type": "CreativeWork",
                    "publisher": {"@type": "Organization", "name": "Radio Test"},
                },
            }
        ],
        "appearance": {"@id": found["@id"]},
    }


def test_own_words_are_a_quotation_and_others_a_claim() -> None:
    speaker = Speaker("s1", "Ida Holm", "person", "mayor")
    who = {"@type": "Person", "@id": "urn:onrecord:speaker:s1", "name": "Ida Holm", "jobTitle": "mayor"}
    for quotation in ("direct", "post"):
        part = by(speaker, quotation)
        assert (part["@type"], part["spokenByCharacter"]) == ("Quotation", who)
    for quotation in ("indirect", "mixed"):
        part = by(speaker, quotation)
        assert (part["@type"], part["author"]) == ("Claim", who)


def test_whoever_is_not_named_has_no_name() -> None:
    assert by(Speaker("s1", "a senior official", "unnamed"))["author"] == {
        "@type": "Person",
        "@id": "urn:onrecord:speaker:s1",
        "description": "a senior official",
    }
    assert "author" not in by(None)


def test_a_document_is_no_author_but_what_a_claim_is_based_on() -> None:
    part = by(Speaker("s1", "the memo", "document"))
    assert "author" not in part
    assert part["isBasedOn"] == [
        {"@type": "CreativeWork", "@id": "urn:onrecord:speaker:s1", "name": "the memo"}
    ]


def test_an_embedded_post_is_what_its_words_are_based_on() -> None:
    found = Document(
        "She posted:\n\nIt stays.\n— Ida Holm (@idah) May 2, 2024",
        blocks=(
            Block(
                "post",
                Span(13, 53),
                author="Ida Holm",
                handle="idah",
                date="2024-05-02",
                url="https://x.example/1",
            ),
        ),
    )
    statement = Statement(found.id, (Span(13, 22),), quotation="post")
    speaker = Speaker("s1", "Ida Holm", "person")
    made = document(Reading(found, (statement,), contexts={statement.id: Context(speaker)}))
    check(made)
    (based_on,) = made["hasPart"][0]["isBasedOn"]
    assert based_on["@type"] == "SocialMediaPosting"
    assert based_on["url"] == "https://x.example/1"
    assert based_on["author"]["alternateName"] == "@idah"


def test_a_post_is_by_its_speaker_and_a_report_has_its_byline_as_printed() -> None:
    block = Block("post", Span(0, 9), author="Bridge Authority", handle="lba")
    found = Document("It stays.", type="post", author="Bridge Authority", handle="lba", blocks=(block,))
    statement = Statement(found.id, (Span(0, 9),), quotation="post")
    speaker = Speaker("s1", "Bridge Authority", "organization")
    made = document(Reading(found, (statement,), contexts={statement.id: Context(speaker)}))
    assert made["@type"] == "SocialMediaPosting"
    assert made["author"]["@type"] == "Organization"
    assert "isBasedOn" not in made["hasPart"][0]
    report = document(Reading(replace(found, type="report", author="Nia Berg and Ben Holm")))
    assert report["@type"] == "NewsArticle"
    assert report["creditText"] == "Nia Berg and Ben Holm"
    assert "author" not in report


@settings(max_examples=25)
@given(readings())
def test_whatever_is_on_record_is_in_the_vocabulary(reading: Reading) -> None:
    (line,) = lines([reading])
    assert line.count(b"\n") == 1
    made = json.loads(line)
    check(made)
    ids = re.findall(r'"@id": "([^"]*)"', json.dumps(made))
    assert all(re.fullmatch(r"urn:onrecord:(document|statement|speaker):[\w.~%-]*", id) for id in ids)
