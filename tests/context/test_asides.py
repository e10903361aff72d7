"""What is said in a relative clause is of another occasion than its main clause's words."""

from __future__ import annotations

import pytest

from onrecord.context.occasions import occasions
from onrecord.ingest import Options, read_text
from onrecord.model import Span, Speaker, Statement


def found_in(story: str, *said: str) -> list[str]:
    """Date, channel and outlet of each of ``said``: its source, cue and content, divided by "|"."""
    document = read_text(story, Options(published="2019-03-07"))
    ruiz = Speaker("ruiz", "Ana Ruiz", "person")
    statements = []
    for one in said:
        starts = [(story.index(words), len(words)) for words in one.split("|")]
        source, cue, content = (Span(start, start + length) for start, length in starts)
        statements.append(Statement(document.id, (content,), (source,), (cue,), "indirect"))
    found = occasions(document, statements, {s.id: ruiz for s in statements})
    shown = []
    for statement in statements:
        told = found[statement.id]
        shown.append(f"{told.said.date if told.said else None} {told.channel} {' '.join(told.via)}".strip())
    return shown


@pytest.mark.parametrize(
    ("story", "aside", "main", "of_aside", "of_main"),
    [
        ("Ana Ruiz, who told CNN in May that it would hold, said the dam leaked.",
         "who|told|it would hold", "Ana Ruiz|said|the dam leaked", "2018-05 interview CNN", "None None"),
        ("Ana Ruiz, who in a speech in January promised that it would hold, said the dam leaked.",
         "who|promised|it would hold", "Ana Ruiz|said|the dam leaked", "2019-01 speech", "None None"),
        ("Ana Ruiz, who wrote on Twitter, on Sunday, that it would hold, said on Monday the dam leaked.",
         "who|wrote|it would hold", "Ana Ruiz|said|the dam leaked", "2019-03-03 social", "2019-03-04 None"),
        ("The dam leaked, said Ana Ruiz, who told CNN in May that it would hold.",
         "who|told|it would hold", "Ana Ruiz|said|The dam leaked", "2018-05 interview CNN", "None None"),
        ("Ana Ruiz told CNN in May the dam leaked, adding, “We knew,” said Vale, who heard her.",
         "Ana Ruiz|adding|We knew", "Ana Ruiz|told|the dam leaked",
         "2018-05 interview CNN", "2018-05 interview CNN"),
        ("The dam leaked, Ana Ruiz said on Monday. The plan is daft to Ruiz, who told CNN in May it would hold.",
         "who|told|it would hold", "Ana Ruiz|said|The dam leaked", "2018-05 interview CNN", "2019-03-04 None"),
        ("The dam leaked, said on Monday Ana Ruiz, who stressed that it would hold.",
         "who|stressed|it would hold", "Ana Ruiz|said|The dam leaked", "2019-03-04 None", "2019-03-04 None"),
    ],
)  # fmt: skip
def test_an_aside_and_its_main_clause(story: str, aside: str, main: str, of_aside: str, of_main: str) -> None:
    assert found_in(story, aside, main) == [of_aside, of_main]


def test_what_follows_is_of_the_main_clause() -> None:
    story = "Ana Ruiz, who told CNN in May that it would hold, said on Monday the dam leaked. She added that rain came."
    said = ("who|told|it would hold", "Ana Ruiz|said|the dam leaked", "She|added|rain came")
    assert found_in(story, *said)[2] == "2019-03-04 None"


def test_what_follows_a_relative_clause_without_a_main_clause_goes_on_from_it() -> None:
    story = "The plan angered Ana Ruiz, who told CNN on Monday that it was daft. She added that rain came."
    said = ("who|told|it was daft", "She|added|rain came")
    assert found_in(story, *said) == ["2019-03-04 interview CNN"] * 2
