"""The answer to whether something was said, for people and programs."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from onrecord.model import Document, Reading, Span, Statement
from onrecord.record import open_record
from onrecord.record.check import Check, check
from onrecord.report import as_check

TEXT = (
    "Nobody asked this city.\nMore than 3,000 people live in Eastbank, and every one of them, from the mill to the "
    "old ferry landing at the far end of the harbour road, needs that bridge."
)  # fmt: skip


def answer(folder: Path, words: str, text: str = TEXT) -> Check:
    document = Document(text=text, type="post", author="Rosalind Ackerby", published="2026-03-04T08:00:00Z")
    content = (Span(0, len(text)),)
    with open_record(folder / "onrecord.db") as record:
        record.add(Reading(document, (Statement(document.id, content, quotation="post"),)))
        return check(record, words)


def shown(found: Check) -> str:
    out = io.StringIO()
    Console(file=out, width=100, highlight=False, markup=False, emoji=False).print(as_check.table(found))
    return out.getvalue()


def test_the_difference_is_readable_without_colour(tmp_path: Path) -> None:
    table = shown(answer(tmp_path, "More than 5,000 people live [happily] in Eastbank"))
    assert table.startswith("altered  on record in other words")
    assert "More than [-3,000-]{+5,000+} people live {+[happily]+} in Eastbank" in table
    assert "changed: number, bracket" in table


def test_a_bracket_before_all_the_words_stands_before_them(tmp_path: Path) -> None:
    text = "The mill is old. Nobody here has asked for the sale of the ferry."
    table = shown(answer(tmp_path, "[Everybody] has asked for the sale of the ferry", text))
    assert "{+[Everybody]+} has asked for the sale of the ferry\n" in table


def test_a_long_omission_is_shown_by_its_ends(tmp_path: Path) -> None:
    table = shown(answer(tmp_path, "every one of them … needs that bridge"))
    assert (
        "every one of them, [-from the mill … 10 words … the harbour road-], needs that bridge"
        in " ".join(table.split())
    )


@pytest.mark.parametrize("words", ["Nobody asked this city", "The council sold every ferry on the river"])
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, words: str) -> None:
    assert max(map(len, shown(answer(tmp_path, words)).splitlines())) <= 100


def test_a_hostile_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    table = shown(
        answer(
            tmp_path, "Nobody asked that \x1b[31m\u202ecity of ours", "Nobody asked this \x1b[2Jcity of ours"
        )
    )
    assert "\x1b" not in table
    assert "\u202e" not in table


def test_json_has_every_key_and_spans_of_the_text(tmp_path: Path) -> None:
    found = json.loads(
        as_check.line(answer(tmp_path, "nobody asked this city … more than 5,000 people live in Eastbank"))
    )
    assert found["verdict"] == "altered"
    (hit,) = found["hits"]
    assert set(hit) == {
        "document", "input_id", "statement", "type", "start", "end", "text", "diff", "verdict", "original",
        "similarity", "parts", "edits", "speaker", "publisher", "published", "url",
    }  # fmt: skip
    assert TEXT[hit["start"] : hit["end"]] == hit["text"]
    assert all(TEXT[part["start"] : part["end"]] == part["text"] for part in hit["parts"])
    (edit,) = hit["edits"]
    assert (edit["kind"], edit["harmless"], edit["old"]["text"], edit["new"]["text"]) == (
        "number",
        False,
        "3,000",
        "5,000",
    )
    assert TEXT[edit["old"]["start"] : edit["old"]["end"]] == "3,000"


def test_nothing_found_is_an_answer_too(tmp_path: Path) -> None:
    found = answer(tmp_path, "The council sold every ferry on the river")
    assert json.loads(as_check.line(found)) == {"verdict": "absent", "hits": []}
    assert shown(found) == "absent  nothing like it is on record\n"
