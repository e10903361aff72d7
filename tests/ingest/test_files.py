from __future__ import annotations

import codecs
import gzip
import io
import json
from pathlib import Path

import pytest

from onrecord.errors import InputEmpty, InputEncoding, InputError, InputFormat, InputMissing, InputTooLarge
from onrecord.ingest import Options, read, read_html, read_text
from onrecord.model import Document

from .conftest import Write, only_document, only_error


def test_a_missing_file_is_an_error_and_not_an_exception(tmp_path: Path) -> None:
    error = only_error(str(tmp_path / "nowhere.txt"))
    assert isinstance(error, InputMissing)
    assert "no such file" in str(error)


def test_a_folder_is_an_error(tmp_path: Path) -> None:
    assert isinstance(only_error(str(tmp_path)), InputMissing)


def test_a_name_that_cannot_be_a_path_is_one_line(tmp_path: Path) -> None:
    error = only_error("a\0b\nc")
    assert isinstance(error, InputMissing)
    assert "\n" not in str(error)


def test_an_unreadable_file_is_an_error(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    name = write("a.txt", "text")
    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in str(only_error(name))


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n ", "\ufeff".encode(), "\u00a0\u2028".encode()])
def test_a_file_without_text_is_empty(write: Write, content: bytes) -> None:
    for name in ("a.txt", "a.html", "a"):
        assert isinstance(only_error(write(name, content)), InputEmpty)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"....ftypisom", "video"),
        (b"some\0thing", "binary"),
        (bytes(range(1, 9)) * 50, "control characters"),
    ],
)
def test_binary_content_is_named(write: Write, content: bytes, kind: str) -> None:
    for name in ("a.txt", "a.html", "a"):
        error = only_error(write(name, content))
        assert isinstance(error, InputFormat)
        assert kind in str(error)


def test_a_file_above_the_limit_is_refused(write: Write) -> None:
    assert isinstance(only_error(write("a.txt", "a" * 101), Options(max_bytes=100)), InputTooLarge)
    bomb = gzip.compress(b"a" * 5_000_000)
    assert isinstance(only_error(write("a.txt.gz", bomb), Options(max_bytes=100)), InputTooLarge)
    assert isinstance(only_document(write("b.txt", "a" * 100), Options(max_bytes=100)), Document)


def test_damaged_archives_are_errors(write: Write) -> None:
    packed = gzip.compress(b"The pier stays. " * 1000)
    assert "breaks off" in str(only_error(write("a.txt.gz", packed[:-12])))
    assert "damaged" in str(only_error(write("b.txt.gz", packed[:-8] + b"\0" * 8)))


def test_gzip_is_recognised_by_content(write: Write) -> None:
    assert only_document(write("a.txt", gzip.compress(b"The pier stays."))).text == "The pier stays."


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order_marks_are_honoured_and_removed(write: Write, mark: bytes, encoding: str) -> None:
    document = only_document(write("a.txt", mark + "Grüße 🐘".encode(encoding)))
    assert document.text == "Grüße 🐘"
    assert "byte order mark" in document.provenance["text"]


def test_windows_1252_is_guessed_and_said(write: Write) -> None:
    text = "“We’re staying – at the café,” she said. “The pier isn’t for sale.”"
    document = only_document(write("a.txt", text.encode("cp1252")))
    assert document.text == text
    assert document.provenance["text"] == "cp1252 (guessed)"


def test_other_encodings_are_guessed(write: Write) -> None:
    text = "Причал останется открытым, сказала в понедельник начальник порта. " * 20
    assert only_document(write("a.txt", text.encode("cp1251"))).text == text


def test_stray_bytes_in_latin_text_are_no_other_script(write: Write) -> None:
    error = only_error(write("a.txt", b"The mayor said \xff\xfe\x81 that the pier will close.\n" * 3))
    assert isinstance(error, InputEncoding)
    polish = "Burmistrz powiedział, że most będzie zamknięty do końca roku, żeby go naprawić. " * 20
    assert only_document(write("b.txt", polish.encode("cp1250"))).text.startswith("Burmistrz")


@pytest.mark.parametrize("text", ["\u200b\u2060\ufeff\n\u00ad", "\u202e \n\u3000\u2028"])
def test_what_shows_nothing_is_empty(write: Write, text: str) -> None:
    assert isinstance(only_error(write("a.txt", text.encode())), InputEmpty)
    assert isinstance(only_error(write("a.jsonl", json.dumps({"text": text}).encode())), InputEmpty)
    assert isinstance(only_error(write("a.csv", f'text\n"{text}"\n'.encode())), InputEmpty)
    assert only_document(write("b.txt", f"{text}A".encode())).text.endswith("A")


@pytest.mark.parametrize("suffix", ["xml", "rss", "txt"])
@pytest.mark.parametrize(
    "start",
    [
        '<?xml version="1.0"?><rss version="2.0">',
        "\n<rss>",
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        "<urlset>",
    ],
)
def test_a_feed_is_refused_with_what_to_do(write: Write, suffix: str, start: str) -> None:
    error = only_error(write(f"a.{suffix}", f"{start}<title>The pier stays.</title>".encode()))
    assert isinstance(error, InputFormat)
    assert str(error).endswith(
        "is XML (a feed or a list), not a text or a page; give the pages that it lists, or their texts as JSONL"
    )


def test_what_only_mentions_xml_or_is_a_page_in_it_is_read(write: Write) -> None:
    assert only_document(write("a.txt", b"<feedback> is open, she said.")).text.startswith("<feedback>")
    page = (
        b'<?xml version="1.0"?>\n<?xml-stylesheet href="a"?><html><body><p>The pier stays.</p></body></html>'
    )
    assert "The pier stays." in only_document(write("a.xhtml", page)).text
    assert "The pier stays." in only_document(write("a.xml", page)).text


def test_two_encodings_in_one_text_are_refused(write: Write) -> None:
    error = only_error(write("a.txt", "“Yes,” she said.".encode() + "“No,” he said.".encode("cp1252")))
    assert isinstance(error, InputEncoding)
    assert "iconv" in str(error)


def test_a_false_byte_order_mark_is_an_error(write: Write) -> None:
    assert isinstance(only_error(write("a.txt", codecs.BOM_UTF8 + b"caf\xe9")), InputEncoding)


@pytest.mark.parametrize(
    "page",
    [b"<!DOCTYPE html><p>The pier stays.", b" \n<html><body>The pier stays.", b"<p>The pier stays.</p>"],
)
def test_pages_are_recognised_by_content(page: bytes) -> None:
    (document,) = read("-", stdin=io.BytesIO(page))
    assert isinstance(document, Document)
    assert document.text == "The pier stays."


def test_plain_text_on_standard_input_is_text_even_with_braces() -> None:
    (document,) = read("-", stdin=io.BytesIO(b"{sic} The pier < stays."))
    assert isinstance(document, Document)
    assert document.text == "{sic} The pier < stays."


def test_options_that_cannot_be_meant_are_refused_at_once() -> None:
    with pytest.raises(ValueError, match="not a date"):
        Options(published="soon")
    with pytest.raises(ValueError, match="type must be"):
        Options(type="poem")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="max_bytes"):
        Options(max_bytes=0)


def test_text_and_pages_can_be_read_without_a_file() -> None:
    assert read_text("The pier stays.", Options(publisher="Harbour")).publisher == "Harbour"
    assert read_html("<p>The pier stays.</p>").text == "The pier stays."
    with pytest.raises(InputEmpty):
        read_text(" ")
    with pytest.raises(InputEmpty):
        read_html("<script>1</script>")


def test_a_read_error_in_the_middle_is_an_error(write: Write) -> None:
    class Broken(io.BytesIO):
        def read1(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().read1(size)

    found = list(read("-", stdin=Broken(b'{"text": "one"}\n' * 5000)))
    assert isinstance(found[-1], InputError)
    assert "Input/output error" in str(found[-1])
