"""Outlets that statements came through: the table via.tsv."""

from __future__ import annotations

import pytest

from onrecord.context.occasions import occasions
from onrecord.context.outlets import own, table
from onrecord.model import Document
from tests.context import marked


@pytest.mark.parametrize(("publisher", "story", "via"), marked.rows("via.tsv"))
def test_via(publisher: str, story: str, via: str) -> None:
    document, statements, speakers = marked.read(story, "2019-03-07", publisher)
    result = occasions(document, statements, speakers)
    assert [" < ".join(result[s.id].via) or "-" for s in statements] == via.split(" ; ")


@pytest.mark.parametrize(
    ("publisher", "name", "same"),
    [
        ("nyt", "New York Times", True),
        ("The New York Times", "NYT", True),
        ("wash-post", "Washington Post", True),
        ("west-journal", "Western Journalism", True),
        ("usatoday.com", "USA Today", True),
        ("https://www.wsj.com/articles/1", "Wall Street Journal", True),
        ("Fox News", "Fox News Sunday", True),
        ("CNN", "Fox News", False),
        ("New York Post", "New York Times", False),
        ("Washington Post", "Washington Times", False),
        ("Chicago Tribune", "Texas Tribune", False),
    ],
)
def test_own_publisher(publisher: str, name: str, same: bool) -> None:
    url = publisher if publisher.startswith("http") else None
    document = Document("", publisher=None if url else publisher, url=url)
    assert own(document, name) is same


def test_the_table_of_outlets_names_each_outlet_once() -> None:
    forms = [(form, article) for group in table().values() for form, article, _ in group]
    assert len(forms) > 400
    assert len(forms) == len(set(forms))
