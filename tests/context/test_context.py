"""All of a context: each field has a value or says why not, in findings and reasons alike."""

from __future__ import annotations

import pytest

from onrecord.context import conclude, version
from onrecord.model import Context, Reading
from tests.context import marked

FIELDS = {"speaker", "kind", "role", "said", "act", "channel", "via"}
STORIES = [
    "[Ruiz] {said} <the dam would hold>.",
    "[] {} <the dam would hold>.",
    "[He] {said} <the dam would hold>.",
    "[Critics] {say} <the dam leaks>.",
    "[Mayor Ana Ruiz] {told} CNN on Monday <the dam would hold>.",
    "In the past, [a dam official] {was asked about} <the dam>.",
    "[Ruiz and Vale] {said in a statement} <the dam would hold>.",
]


def contexts(story: str) -> list[Context]:
    document, statements, _ = marked.read(story, "2019-03-07")
    reading = conclude(Reading(document, tuple(statements)))
    return [reading.contexts[s.id] for s in statements]


@pytest.mark.parametrize("story", STORIES)
def test_every_field_is_explained_once(story: str) -> None:
    for context in contexts(story):
        fields = [f.field for f in context.findings]
        assert sorted(fields) == sorted(FIELDS)


@pytest.mark.parametrize("story", STORIES)
def test_an_empty_field_has_a_finding_with_its_reason(story: str) -> None:
    for context in contexts(story):
        for finding in context.findings:
            if finding.value in (None, ()):
                assert finding.reason
                assert context.reasons.get(finding.field, finding.reason) == finding.reason
            assert 0 <= finding.confidence <= 1


def test_a_reason_is_given_for_each_empty_field_and_no_other() -> None:
    (context,) = contexts("[Mayor Ana Ruiz] {told} CNN on Monday <the dam would hold>.")
    assert not context.reasons
    (context,) = contexts("[] {} <the dam would hold>.")
    assert set(context.reasons) == {"speaker", "said", "act", "channel", "via"}


def test_the_version_names_rules_and_tables() -> None:
    assert version().startswith("context-4-")
