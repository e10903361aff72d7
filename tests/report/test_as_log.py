"""The log for people and programs."""

from __future__ import annotations

import io
import json
from typing import Any

from rich.console import Console

from onrecord.model import Span
from onrecord.record.decisions import Appearance, Decision, Name, about, across
from onrecord.record.log import Entry, Version
from onrecord.record.marks import Forgotten
from onrecord.report import as_log
from tests.record.bridge import reading

NOBODY = reading().statements[1]
AT = "2026-03-05T10:00:00.000Z"
WORDS = ("Nobody asked this city",)
MARK = Forgotten(
    "d" * 32, "ben", "by order of the court", "2026-03-06T09:30:00.000Z", "2026-03-06T09:30:01.000Z"
)


def take(action: str = "correct", **fields: Any) -> Decision:
    return about(NOBODY, action, "ada", AT, **fields)  # type: ignore[arg-type]


def shown(*logged: as_log.Logged) -> str:
    out = io.StringIO()
    Console(file=out, width=140, highlight=False, markup=False, emoji=False).print(as_log.table(logged))
    return out.getvalue()


def test_the_table_says_what_was_decided_by_whom_and_when() -> None:
    table = shown(
        Entry(take("reject", note="a headline"), "in force", NOBODY.id, words=WORDS),
        Entry(take(field="speaker", value=Name("Owen Strand", "person")), "in force", NOBODY.id, words=WORDS),
        Entry(take(field="via", value=("Harbor Wire", "Gazette")), "in force", NOBODY.id, words=WORDS),
        Entry(take(field="act", value=None), "in force", NOBODY.id, words=WORDS),
        Entry(
            take(field="content", value=(Span(3, 9),)),
            "in force",
            NOBODY.id,
            words=WORDS,
            set_to=("the city",),
        ),
    )
    for part in ("2026-03-05 10:00", "ada", *WORDS, "reject", "a headline", "speaker: Owen Strand (person)",
                 "via: Harbor Wire > Gazette", "act: none", "content: the city", NOBODY.id[:12]):  # fmt: skip
        assert part in table


def test_the_table_says_what_has_become_of_a_decision() -> None:
    withdrawn = about(NOBODY, "accept", "ada", AT)
    withdrawn = Decision(**{name: getattr(withdrawn, name) for name in Decision.__slots__} | {
        "withdrawn_at": "2026-03-07T08:00:00.000Z", "withdrawn_by": "cleo"})  # fmt: skip
    lost = (Version("e" * 32, None), Version("f" * 32, "a" * 32))
    table = shown(
        Entry(take(field="act", value="deny"), "overridden", NOBODY.id, "c" * 32, WORDS),
        Entry(take(), "orphaned", words=WORDS),
        Entry(withdrawn, "withdrawn", words=WORDS),
        Entry(take(), "in force", NOBODY.id, words=WORDS, versions=lost),
    )
    for part in (f"overridden by {'c' * 12}", "orphaned", "withdrawn 2026-03-07 08:00 by cleo",
                 f"not carried to version {'e' * 12}"):  # fmt: skip
        assert part in table
    assert "f" * 12 not in table


def test_the_table_has_speakers_and_removed_documents_too() -> None:
    merge = across("merge", "a" * 32, ("b" * 32,), "ada", AT)
    split = across("split", "a" * 32, (Appearance("d" * 32, "k" * 32),), "ada", AT)
    table = shown(Entry(merge, "in force"), Entry(split, "in force"), MARK)
    for part in (f"merge: {'b' * 12}", f"split: {'d' * 12}", f"speaker {'a' * 12}", "forget",
                 f"document {'d' * 12}", "by order of the court"):  # fmt: skip
        assert part in table


def test_a_note_cannot_write_into_the_terminal() -> None:
    assert "\x1b" not in shown(Entry(take("accept", note="\x1b[2Jhidden"), "in force", words=("\x1b[31m",)))


def test_an_empty_log_says_so() -> None:
    assert "nothing was decided" in shown()


def test_decisions_and_marks_have_the_same_keys() -> None:
    entry = Entry(
        take(field="content", value=(Span(3, 9),), note="whole"), "overridden", NOBODY.id, "c" * 32, WORDS,
        ("the city",), (Version("e" * 32, None),),
    )  # fmt: skip
    decision, mark = (json.loads(as_log.line(one)) for one in (entry, MARK))
    assert decision.keys() == mark.keys()
    assert decision == {
        "id": entry.decision.id,
        "action": "correct",
        "target": NOBODY.id,
        "document": NOBODY.document,
        "field": "content",
        "value": [{"start": 3, "end": 9, "text": "the city"}],
        "author": "ada",
        "note": "whole",
        "decided_at": AT,
        "withdrawn_at": None,
        "withdrawn_by": None,
        "state": "overridden",
        "overridden_by": "c" * 32,
        "statement": NOBODY.id,
        "content": [{"start": NOBODY.content[0].start, "end": NOBODY.content[0].end, "text": WORDS[0]}],
        "versions": [{"document": "e" * 32, "statement": None}],
        "purged_at": None,
    }
    assert (mark["action"], mark["document"], mark["note"]) == ("forget", "d" * 32, "by order of the court")


def test_decisions_and_marks_stand_in_the_order_of_time() -> None:
    entry = Entry(take(), "in force")
    assert as_log.in_order([MARK, entry]) == [entry, MARK]


def test_values_of_every_kind_are_json() -> None:
    assert as_log.value_json(None) is None
    assert as_log.value_json("deny") == "deny"
    assert as_log.value_json(("Harbor Wire",)) == ["Harbor Wire"]
    assert as_log.value_json(Name("Owen Strand", "person")) == {"name": "Owen Strand", "kind": "person"}
    assert as_log.value_json((Span(1, 2),)) == [{"start": 1, "end": 2, "text": None}]
    assert as_log.value_json((Appearance("d", "k"),)) == [{"document": "d", "key": "k"}]
