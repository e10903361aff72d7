"""Statements as the tests of conflict see them."""

from __future__ import annotations

import pytest

from onrecord.model import Context, Document, Span, Statement
from onrecord.relate.claimed import Claims
from onrecord.relate.claims import side_of
from onrecord.relate.clashes import clashes


def claims(source: str, cue: str, *content: str) -> Claims:
    """What somebody claims who says or denies the contents, which stand one behind the other."""
    text = " ".join((source, cue, *content))
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in (cue, *content)]
    document = Document(text)
    one = Statement(document.id, tuple(spans[1:]), cue=(spans[0],), quotation="mixed")
    return side_of(document, one, Context(None, act="deny" if cue == "denied" else "say")).claims


@pytest.mark.parametrize(
    ("content", "clash"),
    [
        (("that the mill was sold.",), True),
        (("the story of the Gazette.", "The mill was sold."), False),
        (("that the mill was sold", "by the council."), True),
    ],
    ids=["denied", "held against what is denied", "denied in two parts"],
)
def test_a_cue_denies_no_sentence_that_the_speaker_adds(content: tuple[str, ...], *, clash: bool) -> None:
    found = clashes(claims("Velk", "denied", *content), claims("Holm", "said", "the mill was sold"))
    assert bool(found) == clash
