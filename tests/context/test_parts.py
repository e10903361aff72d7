"""One of several goes on on the group's occasion."""

from __future__ import annotations

import pytest

from onrecord.context import conclude
from onrecord.model import Reading
from tests.context import marked


@pytest.mark.parametrize(
    ("story", "via"),
    [
        ("[Two officials] {told} CNN <the dam leaks>. [One of the officials] {said} <it was old>.", "CNN ; CNN"),
        ("[Two officials] {told} CNN <the dam leaks>. [One of them] {said} <it was old>. [The other] {said} <no>.",
         "CNN ; CNN ; CNN"),
        ("[Three engineers] {told} CNN <the dam leaks>. [Both] {said} <it was old>.", "CNN ; CNN"),
        ("[Engineers at the plant, who asked not to be named,] {told} CNN <it leaks>. <It is old>, {said} "
         "[one engineer].", "CNN ; CNN"),
        ("[Two officials] {told} CNN <it leaks>. [Ana Ruiz] {said} <no>. [One of the officials] {said} <it was old>.",
         "CNN ; - ; CNN"),
        ("[Two officials] {told} CNN <it leaks>. [Ana Ruiz] {said} <no>. [One of them] {said} <it was old>.",
         "CNN ; - ; -"),
        ("[Two officials] {told} CNN <it leaks>. [One of the nurses] {said} <it was old>.", "CNN ; -"),
        ("[Two officials] {told} CNN <it leaks>. [Another official] {said} <it was old>.", "CNN ; -"),
        ("[An official] {told} CNN <it leaks>. [One of the officials] {said} <it was old>.", "CNN ; -"),
        ("[Two officials] {said} <it leaks>. [One of the officials] {said} <it was old>.", "- ; -"),
        ("[Two officials] {told} CNN <it leaks>. [One of the officials] {told} Reuters <it was old>.", "CNN ; Reuters"),
    ],
)  # fmt: skip
def test_via_of_one_of_several(story: str, via: str) -> None:
    document, statements, _ = marked.read(story)
    contexts = conclude(Reading(document, tuple(statements))).contexts
    assert [" < ".join(contexts[s.id].via) or "-" for s in statements] == via.split(" ; ")
