from __future__ import annotations

import gzip
import io
import json
import random

import pytest

from onrecord.errors import InputEmpty, InputEncoding, InputError, InputFormat, InputTooLarge
from onrecord.ingest import Options, read
from onrecord.model import Document

from .conftest import Write, only_document, only_error


def test_the_keys_become_the_documents_fields(write: Write) -> None:
    row = {
        "id": "a-1", "type": "release", "text": "The pier stays.", "title": "Pier", "publisher": "Harbour",
        "author": "Ada Holm", "published": "2018-12-19", "url": "https://harbour.example/pier", "mood": ["calm", 3],
    }  # fmt: skip
    document = only_document(write("one.jsonl", json.dumps(row)))
    for key in ("type", "text", "title", "publisher", "author", "published", "url"):
        assert getattr(document, key) == row[key]
    assert document.input_id == "a-1"
    assert document.metadata == {"mood": ["calm", 3]}
    assert document.provenance["title"] == 'input key "title"'


def test_authors_is_read_as_author(write: Write) -> None:
    assert only_document(write("a.jsonl", '{"text": "x", "authors": ["Ada", "Bo"]}')).author == "Ada, Bo"
    assert only_document(write("b.jsonl", '{"text": "x", "authors": "Ada"}')).author == "Ada"
    assert only_document(write("c.jsonl", '{"text": "x", "author": [], "authors": "Ada"}')).author == "Ada"


def test_a_number_as_id_is_given_back_as_text(write: Write) -> None:
    assert only_document(write("a.jsonl", '{"id": 7, "text": "x"}')).input_id == "7"


def test_a_post_is_one_block_whose_words_have_no_links(write: Write) -> None:
    row = {"type": "post", "text": "We stay https://t.co/AbC123xyZ9 for good", "author": "Ada", "handle": "@ada",
           "published": "2018-12-19T10:00:00Z", "url": "https://x.com/ada/status/1"}  # fmt: skip
    document = only_document(write("a.jsonl", json.dumps(row)))
    (block,) = document.blocks
    assert block.kind == "post"
    assert [document[w] for w in block.words] == ["We stay", "for good"]
    assert (block.author, block.handle, block.date, block.url) == ("Ada", "ada", row["published"], row["url"])


def test_bad_lines_are_errors_that_name_the_line_and_reading_goes_on(write: Write) -> None:
    lines = [
        b'{"text": "first"}', b"[1]", b'{"text": 3}', b'{"title": "no text"}', b'{"text": "  "}', b'{"text": "a', b"",
        b'{"text": "a \\ud800 b"}', b'{"text": "\xff"}', b'{"type": "poem", "text": "a"}',
        b'{"text": "a \\u0000 b"}', b'{"authors": ["a\\u0000"], "text": "b"}', b'{"text": "a \\\\u0000 b"}', b'{"text": "last"}',
    ]  # fmt: skip
    name = write("mixed.jsonl", b"\n".join(lines))
    found = list(read(name))
    assert [d.text for d in found if isinstance(d, Document)] == ["first", "a \\u0000 b", "last"]
    errors = {int(e.input.rsplit("line ")[1]): e for e in found if isinstance(e, InputError)}
    kinds = {2: InputFormat, 3: InputFormat, 4: InputFormat, 5: InputEmpty, 6: InputFormat,
             8: InputEncoding, 9: InputEncoding, 10: InputFormat, 11: InputFormat, 12: InputFormat}  # fmt: skip
    assert {number: type(error) for number, error in errors.items()} == kinds
    assert all(
        str(e).startswith(f"{name}, line {number}: ") and "\n" not in str(e) for number, e in errors.items()
    )
    assert '"text": expected str' in str(errors[3])


def test_a_date_that_is_none_is_left_out_and_said(write: Write) -> None:
    document = only_document(write("a.jsonl", '{"text": "x", "published": "last week"}'))
    assert document.published is None
    assert "not a date: 'last week'" in document.provenance["published"]


def test_a_date_in_another_form_is_rewritten_and_quoted(write: Write) -> None:
    document = only_document(write("a.jsonl", '{"text": "x", "published": "December 19, 2018"}'))
    assert document.published == "2018-12-19"
    assert "December 19, 2018" in document.provenance["published"]


def test_options_fill_only_what_a_line_does_not_say(write: Write) -> None:
    name = write("a.jsonl", '{"text": "x", "title": "Own"}\n{"text": "y"}')
    options = Options(title="Given", publisher="Harbour", published="19 Dec 2018", type="release")
    first, second = read(name, options)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.title, second.title) == ("Own", "Given")
    assert second.published == "2018-12-19"
    assert second.type == "release"
    assert second.provenance["title"] == "option --title"


def test_gzipped_lines_are_read_until_the_archive_breaks_off(write: Write) -> None:
    noise = random.Random(1)
    packed = gzip.compress(
        b"".join(b'{"text": "%s"}\n' % noise.randbytes(40).hex().encode() for _ in range(2_000))
    )
    whole = list(read(write("whole.jsonl.gz", packed)))
    assert len(whole) == 2_000
    *documents, last = read(write("cut.jsonl.gz", packed[: len(packed) // 2]))
    assert documents
    assert all(isinstance(d, Document) for d in documents)
    assert isinstance(last, InputFormat)
    assert "breaks off" in str(last)


def test_a_line_above_the_limit_is_refused_and_the_next_one_read(write: Write) -> None:
    name = write("a.jsonl", '{"text": "short"}\n{"text": "' + "a" * 500 + '"}\n{"text": "after"}')
    first, second, third = read(name, Options(max_bytes=100))
    assert isinstance(first, Document)
    assert isinstance(second, InputTooLarge)
    assert isinstance(third, Document)


def test_an_archive_that_unpacks_without_end_is_given_up(write: Write) -> None:
    for filler in (b"a", b"\n"):
        name = write("bomb.jsonl.gz", gzip.compress(filler * 3_000_000))
        assert isinstance(only_error(name, Options(max_bytes=1000)), InputTooLarge)


def test_json_over_several_lines_is_one_error(write: Write) -> None:
    assert "one object on each line" in str(only_error(write("a.json", '{\n "text": "x"\n}')))


def test_a_file_without_lines_is_empty(write: Write) -> None:
    for content in ("", "\n \n"):
        assert isinstance(only_error(write("a.jsonl", content)), InputEmpty)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_json_on_standard_input_is_recognised(mark: str) -> None:
    stdin = io.BytesIO(f'{mark}{{"text": "one"}}\r\n{{"text": "two"}}'.encode())
    found = list(read("-", stdin=stdin))
    assert [d.text for d in found if isinstance(d, Document)] == ["one", "two"]
    assert not stdin.closed


def test_utf16_lines_are_refused_with_what_to_do(write: Write) -> None:
    assert "iconv" in str(only_error(write("a.jsonl", '{"text": "x"}'.encode("utf-16"))))
