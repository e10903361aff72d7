"""Channels of statements: the table channel.tsv."""

from __future__ import annotations

import pytest

from onrecord.context.occasions import occasions
from tests.context import marked


@pytest.mark.parametrize(("story", "channel"), marked.rows("channel.tsv"))
def test_channel(story: str, channel: str) -> None:
    document, statements, speakers = marked.read(story, "2019-03-07")
    result = occasions(document, statements, speakers)
    assert [result[s.id].channel or "-" for s in statements] == channel.split(" ; ")
