"""The stages in order: real files in, readings out, and all of it on record."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from onrecord.errors import InputEmpty, InputError, InputFormat, InputMissing
from onrecord.extract import Extractor
from onrecord.ingest import Options
from onrecord.model import Reading
from onrecord.pipeline import Result, read
from onrecord.record import open_record

EXAMPLES = Path(__file__).parents[1] / "examples"
STORY = (
    "“We lost the key,” Dara Holm said on Monday.\n\nThe director confirmed that the door had stood open.\n"
)
GERMAN = (
    "„Wir haben den Schlüssel verloren“, sagte Dara Holm am Montag den Reportern vor dem Museum. Die Direktorin "
    "bestätigte, dass die Tür die ganze Nacht offen gestanden habe und niemand etwas bemerkt hätte.\n"
)


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


def rows(path: Path, *values: object) -> str:
    path.write_text("".join(json.dumps(v) + "\n" for v in values), encoding="utf-8")
    return str(path)


def readings(results: list[Result | InputError]) -> list[Reading]:
    found = []
    for result in results:
        assert isinstance(result, Result), str(result)
        found.append(result.reading)
    return found


def test_a_file_becomes_statements(extractor: Extractor, story: str) -> None:
    (reading,) = readings(list(read([story], extractor=extractor)))
    assert reading.document.text.startswith("“We lost the key,”")
    contents = [[reading.document[s] for s in statement.content] for statement in reading.statements]
    assert ["We lost the key"] in contents


def test_what_the_input_lacked_is_in_the_notes(extractor: Extractor, tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text(f"<html><body><p>{STORY}</p>{'<div>' * 3000}<p>{STORY}", encoding="utf-8")
    (reading,) = readings(list(read([str(path)], extractor=extractor)))
    assert reading.notes == ("its elements are nested more than 2,000 deep: nothing from there on was read",)


def test_without_a_record_nothing_is_recorded(extractor: Extractor, story: str, tmp_path: Path) -> None:
    (result,) = read([story], extractor=extractor)
    assert isinstance(result, Result)
    assert result.outcome is None
    assert [p.name for p in tmp_path.iterdir()] == ["story.txt"]


def test_each_document_is_on_record_before_it_is_given(extractor: Extractor, tmp_path: Path) -> None:
    name = rows(tmp_path / "rows.jsonl", *({"id": n, "text": f"Story number {n}. {STORY}"} for n in range(3)))
    with open_record(tmp_path / "r.db") as record:
        for count, result in enumerate(read([name], extractor=extractor, record=record), start=1):
            assert isinstance(result, Result)
            assert result.outcome is not None
            assert record.counts().documents == count
            held = record.reading(result.reading.document.id)
            assert held is not None
            assert held.statements == result.reading.statements


def test_reading_an_unchanged_file_again_changes_nothing(
    extractor: Extractor, story: str, tmp_path: Path
) -> None:
    changes = []
    with open_record(tmp_path / "r.db") as record:
        for _ in range(2):
            (result,) = read([story], extractor=extractor, record=record)
            assert isinstance(result, Result)
            assert result.outcome is not None
            changes.append((result.outcome.change, record.counts()))
    assert [change for change, _ in changes] == ["new", "unchanged"]
    assert changes[0][1] == changes[1][1]


def test_an_input_that_fails_comes_in_its_place(extractor: Extractor, story: str, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    missing = str(tmp_path / "missing.txt")
    results = list(read([missing, story, str(empty), str(tmp_path), story], extractor=extractor))
    assert [type(r) for r in results] == [InputMissing, Result, InputEmpty, InputMissing, Result]
    assert [r.input for r in results if isinstance(r, InputError)] == [missing, str(empty), str(tmp_path)]


def test_a_bad_line_is_named_and_the_rest_read(extractor: Extractor, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "a", "text": "Not today."}\n{broken\n{"id": "c", "text": "Not ever."}\n')
    first, bad, last = read([str(path)], extractor=extractor)
    assert isinstance(bad, InputFormat)
    assert bad.input.endswith("line 2")
    assert [r.document.input_id for r in readings([first, last])] == ["a", "c"]


def test_what_fails_is_not_half_recorded(extractor: Extractor, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "Not today."}\n{"text": 5}\n')
    with open_record(tmp_path / "r.db") as record:
        list(read([str(path)], extractor=extractor, record=record))
        assert record.counts().documents == 1


def test_a_text_that_cannot_be_stored_is_an_error_in_its_place(extractor: Extractor, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "nul", "text": "Not \\u0000 today."}\n{"id": "ok", "text": "Not ever."}\n')
    with open_record(tmp_path / "r.db") as record:
        results = list(read([str(path)], extractor=extractor, record=record))
        assert [isinstance(r, InputError) for r in results] == [True, False]
        assert record.counts().documents == 1


def test_standard_input_is_an_input(extractor: Extractor) -> None:
    (reading,) = readings(list(read(["-"], extractor=extractor, stdin=io.BytesIO(STORY.encode()))))
    assert reading.document.text.strip() == STORY.strip()


def test_a_gzipped_file_is_read_as_what_it_holds(extractor: Extractor, story: str, tmp_path: Path) -> None:
    packed = tmp_path / "story.txt.gz"
    packed.write_bytes(gzip.compress(STORY.encode()))
    (one,), (other,) = (readings(list(read([name], extractor=extractor))) for name in (story, str(packed)))
    assert one.document.id == other.document.id
    assert one.statements == other.statements


def test_how_inputs_are_grouped_makes_no_difference(extractor: Extractor, story: str, tmp_path: Path) -> None:
    other = rows(tmp_path / "rows.jsonl", {"text": "The mayor said it was late. " * 40}, {"text": STORY * 20})
    together = readings(list(read([story, other], extractor=extractor)))
    apart = readings([*read([other], extractor=extractor), *read([story], extractor=extractor)])
    assert {r.document.id: r for r in together} == {r.document.id: r for r in apart}
    by_id = {r.document.id: [s.confidence for s in r.statements] for r in apart}
    assert all(by_id[r.document.id] == [s.confidence for s in r.statements] for r in together)


def test_the_unlikely_are_left_out_on_request(extractor: Extractor, story: str, tmp_path: Path) -> None:
    (everything,) = readings(list(read([story], extractor=extractor)))
    (nothing,) = readings(list(read([story], extractor=extractor, min_confidence=1.0)))
    bar = max(s.confidence for s in everything.statements)
    (best,) = readings(list(read([story], extractor=extractor, min_confidence=bar)))
    assert nothing.statements == ()
    assert best.statements == tuple(s for s in everything.statements if s.confidence >= bar) != ()


def test_posts_are_never_unlikely(extractor: Extractor, tmp_path: Path) -> None:
    name = rows(tmp_path / "rows.jsonl", {"type": "post", "text": "Not today."})
    (reading,) = readings(list(read([name], extractor=extractor, min_confidence=1.0)))
    assert len(reading.statements) == 1


def test_another_language_is_recorded_without_statements_and_says_so(
    extractor: Extractor, tmp_path: Path
) -> None:
    path = tmp_path / "bericht.txt"
    path.write_text(GERMAN, encoding="utf-8")
    with open_record(tmp_path / "r.db") as record:
        (result,) = read([str(path)], extractor=extractor, record=record)
        assert isinstance(result, Result)
        assert result.reading.document.language == "de"
        assert result.reading.statements == ()
        assert result.reading.notes == ("not in English (de): recorded without statements",)
        held = record.reading(result.reading.document.id)
        assert held is not None
        assert held.notes == result.reading.notes


def test_a_transcript_and_a_post_are_read_by_their_structure(extractor: Extractor, tmp_path: Path) -> None:
    name = rows(
        tmp_path / "rows.jsonl",
        {"type": "transcript", "text": "HOLM: Not today.\n\nQUESTION: Why not?\n\nHOLM: It is late."},
        {
            "type": "post",
            "text": "Not today. https://example.org/x",
            "author": "Dara Holm",
            "handle": "@dara",
        },
    )
    transcript, post = readings(list(read([name], extractor=extractor)))
    assert [[transcript.document[s] for s in one.source] for one in transcript.statements] == [
        ["HOLM"],
        ["QUESTION"],
        ["HOLM"],
    ]
    assert [[post.document[s] for s in one.content] for one in post.statements] == [["Not today."]]
    assert {s.quotation for r in (transcript, post) for s in r.statements} == {"post"}


def test_options_fill_what_the_input_does_not_say(extractor: Extractor, tmp_path: Path) -> None:
    name = rows(
        tmp_path / "rows.jsonl", {"text": "Not today.", "publisher": "Own Post"}, {"text": "Not ever."}
    )
    options = Options(publisher="Test Post", published="2 May 2024", type="release")
    own, given = readings(list(read([name], extractor=extractor, options=options)))
    assert (own.document.publisher, given.document.publisher) == ("Own Post", "Test Post")
    assert {r.document.published for r in (own, given)} == {"2024-05-02"}
    assert {r.document.type for r in (own, given)} == {"release"}


@pytest.mark.parametrize(
    "text", ["Gone", "“", "😀", "said", ".", "a\u0301", "x" * 5000, "“" * 500, "' " * 500]
)
def test_odd_texts_are_read_without_error(extractor: Extractor, tmp_path: Path, text: str) -> None:
    name = rows(tmp_path / "rows.jsonl", {"text": text})
    (reading,) = readings(list(read([name], extractor=extractor)))
    assert reading.document.text == text


def test_reading_starts_only_when_asked_for(extractor: Extractor) -> None:
    results = read(["missing-1", "missing-2"], extractor=extractor)
    assert isinstance(next(iter(results)), InputMissing)


@pytest.mark.parametrize(
    "path", sorted(p for p in EXAMPLES.iterdir() if p.suffix != ".md"), ids=lambda p: p.name
)
def test_every_example_goes_on_record_and_comes_back_as_it_was_read(
    extractor: Extractor, tmp_path: Path, path: Path
) -> None:
    with open_record(tmp_path / "record.db") as record:
        for reading in readings(list(read([str(path)], extractor=extractor, record=record))):
            assert record.reading(reading.document.id) == reading


def test_a_retweet_is_in_the_mouth_of_whom_it_passes_on(extractor: Extractor, tmp_path: Path) -> None:
    path = rows(
        tmp_path / "posts.jsonl",
        {
            "type": "post",
            "handle": "dara",
            "published": "2026-03-04",
            "text": "RT @ida_holm: We lost the key.",
        },
    )
    (reading,) = readings(list(read([path], extractor=extractor)))
    (statement,) = reading.statements
    context = reading.contexts[statement.id]
    assert [reading.document[s] for s in (*statement.source, *statement.content)] == [
        "@ida_holm",
        "We lost the key.",
    ]
    assert (context.speaker and context.speaker.name, context.said) == ("ida_holm", None)


def test_what_was_read_and_recorded_before_changes_nothing(extractor: Extractor, tmp_path: Path) -> None:
    """The first that is recorded loads a table of meanings, which reads the same word pieces."""
    short, long = tmp_path / "short.txt", tmp_path / "long.txt"
    short.write_text("The toll will rise, Mayor Ida Holm said.", encoding="utf-8")
    said = "The ferry number {} leaves at noon, the harbor master Owen Strand said on Monday."
    long.write_text(" ".join(said.format(n) for n in range(60)), encoding="utf-8")
    (alone,) = readings([*read([str(long)], extractor=extractor)])
    with open_record(tmp_path / "onrecord.db") as record:
        after = readings([*read([str(short), str(long)], record=record, extractor=extractor)])[1]
    assert len(alone.statements) > 40
    assert after.statements == alone.statements
