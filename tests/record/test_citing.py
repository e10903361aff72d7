"""Whom an outlet's report rests on."""

from __future__ import annotations

import pytest

from onrecord.model import Speaker
from onrecord.record.citing import cited

DRURY = Speaker("1", "Anselm Drury", "person")


@pytest.mark.parametrize(
    ("text", "name", "kind", "through"),
    [
        (", the Gazette reported, citing two members of the board.", "two members of the board", "told", ()),
        (
            ", the Gazette said Monday, citing a Harbor Wire interview with Anselm Drury, a diver.",
            "Anselm Drury",
            "person",
            ("Harbor Wire",),
        ),
        (", the Gazette reported, citing an interview with Ida Holm.", "Ida Holm", "person", ()),
        (" citing an internal memo; the board met later.", "internal memo", "document", ()),
        (", the Gazette reported, citing Harbor Wire.", None, None, ("Harbor Wire",)),
        (". The board is citing the law.", None, None, ()),
        (", the Gazette reported.", None, None, ()),
        (", the Gazette reported, citing    .", None, None, ()),
    ],
)
def test_who_is_cited_is_the_source(
    text: str, name: str | None, kind: str | None, through: tuple[str, ...]
) -> None:
    found, outlets = cited(text, 0, {"drury": DRURY}, lambda name: name == "Harbor Wire")
    assert (found and found.name, found and found.kind, outlets) == (name, kind, through)


def test_a_person_of_the_topic_is_the_one_who_is_known() -> None:
    found, _ = cited(", it said, citing Anselm Drury.", 0, {"drury": DRURY}, lambda name: False)
    assert found is not None
    assert found.speaker == "1"
