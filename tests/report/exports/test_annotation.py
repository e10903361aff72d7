"""W3C Web Annotations."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings

from onrecord.model import Document, Reading, Span, Statement
from onrecord.report.exports.annotation import annotate, lines
from tests.record.test_conformance import readings
from tests.report.examples import full, minimal


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


def test_source_cue_and_content_are_annotations_of_the_documents_text() -> None:
    reading = full()
    source, cue, content = annotate(reading)
    id = f"urn:onrecord:statement:{reading.statements[0].id}"
    assert [one["id"] for one in (source, cue, content)] == [f"{id}:source", f"{id}:cue", f"{id}:content"]
    assert source["target"] == {
        "source": {
            "id": f"urn:onrecord:document:{reading.document.id}",
            "type": "Text",
            "format": "text/plain",
            "language": "en",
            "via": "https://www.example.org/bridge",
        },
        "selector": [
            {"type": "TextPositionSelector", "start": 0, "end": 19},
            {
                "type": "TextQuoteSelector",
                "exact": "Ida Holm, the mayor",
                "suffix": ', said on Monday the 😀 bridge "w',
            },
        ],
    }
    assert len(targets(content)) == 2


def test_the_contents_bodies_say_who_and_how() -> None:
    *_, content = annotate(full())
    role, who, about = content["body"]
    assert role == {"type": "TextualBody", "value": "content", "purpose": "classifying"}
    assert who == {"type": "TextualBody", "value": "Ida Holm", "purpose": "identifying"}
    assert (about["type"], about["purpose"]) == ("SpecificResource", "describing")
    source = about["source"]
    assert source["onrecord:quotation"] == "mixed"
    assert source["onrecord:said"] == "2024-04-29"
    assert source["onrecord:via"] == {"@list": ["Test Post", "Radio Test"]}
    assert source["onrecord:speaker"]["onrecord:members"][0]["onrecord:name"] == "Ida Holm"


def test_what_is_not_known_is_not_said() -> None:
    (content,) = annotate(minimal())
    assert [body["type"] for body in content["body"]] == ["TextualBody", "SpecificResource"]
    assert set(content["body"][1]["source"]) == {"id", "type", "onrecord:quotation", "onrecord:confidence"}


def test_at_the_ends_of_a_text_there_is_no_prefix_or_suffix() -> None:
    document = Document("whole")
    (one,) = annotate(Reading(document, (Statement(document.id, (Span(0, 5),)),)))
    assert one["target"]["selector"][1] == {"type": "TextQuoteSelector", "exact": "whole"}


@settings(max_examples=25)
@given(readings())
def test_both_selectors_lead_to_the_same_words(reading: Reading) -> None:
    text = reading.document.text
    found = [json.loads(line) for line in lines([reading])]
    spans = [[span for part in (s.source, s.cue, s.content) for span in part] for s in reading.statements]
    assert len([t for one in found for t in targets(one)]) == sum(map(len, spans))
    for one in found:
        for target in targets(one):
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            around = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
            at = position["start"] - len(quote.get("prefix", ""))
            assert text[at : at + len(around)] == around
