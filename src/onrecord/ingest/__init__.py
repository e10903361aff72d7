"""Inputs into documents: plain text, HTML, JSONL and archives of posts, from files and standard
input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import InputEmpty, InputEncoding, InputError, InputFormat
from onrecord.ingest.files import Opened, opened, read_lines, read_whole
from onrecord.ingest.options import Options
from onrecord.model import Document

__all__ = ["Options", "read", "read_html", "read_text"]

_JSONL = (".jsonl", ".ndjson", ".json")
_TABLES = (".csv",)
_HTML = (".html", ".htm", ".xhtml", ".shtml")
_TEXT = (".txt", ".text", ".md")
_LOOKS_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*[\"}]")
_LOOKS_HTML = re.compile(
    rb"(?i)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--|<(?:!doctype\s+html|html|head|body|meta|title|script|style"
    rb"|article|main|section|div|p|h[1-6]|blockquote|ul|ol)[\s>])"
)
_LOOKS_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|rdf:RDF|urlset|sitemapindex|opml)[\s>]")
_PAGE_IN_XML = re.compile(rb"(?i)<html[\s>]")
_DEFAULTS = Options()


def read(
    name: str, options: Options = _DEFAULTS, *, stdin: BinaryIO | None = None
) -> Iterator[Document | InputError]:
    """The documents in the file ``name``, or in standard input for "-", as they are read.

    What cannot be read comes as an InputError in its place, never raised: one line that
    names the input (and the line of JSONL) and says what to do. Reading goes on with
    the next line. Text and HTML files hold one document, JSONL and CSV one on each line,
    an archive of posts one for each post; all may be gzipped. ``stdin`` stands in for the
    process's standard input and is not closed.
    """
    try:
        with opened(name, stdin) as source:
            form = _form(source)
            if form == "jsonl":
                yield from _rows(source, options)
            elif form in ("csv", "archive"):
                yield from _posts(source, form, options)
            else:
                yield _whole(source, form, options)
    except InputError as error:
        yield error


def read_text(text: str, options: Options = _DEFAULTS) -> Document:
    """The document of a plain text. Raises InputEmpty when there is nothing in it."""
    from onrecord.ingest.documents import from_text

    return from_text(_not_empty(text, "text"), "utf-8", options)


def read_html(html: str, options: Options = _DEFAULTS) -> Document:
    """The document of a page. Raises InputEmpty when no text is found on it."""
    from onrecord.ingest.html import from_html

    return from_html(_not_empty(html, "page"), "page", "", options)


def _form(source: Opened) -> str:
    """text, html, xml, jsonl, csv or archive: by the name, else by what it starts with."""
    from onrecord.ingest.post_archives import is_archive

    if source.suffix in _TABLES:
        return "csv"
    if source.suffix in (".json", ".js", "") and is_archive(source.head):
        return "archive"
    if source.suffix in _JSONL:
        return "jsonl"
    if source.suffix in _HTML or _LOOKS_HTML.match(source.head):
        return "html"
    if _LOOKS_XML.match(source.head):
        return "html" if _PAGE_IN_XML.search(source.head) else "xml"
    if source.suffix not in _TEXT and _LOOKS_JSON.match(source.head):
        return "jsonl"
    return "text"


def _whole(source: Opened, form: str, options: Options) -> Document | InputError:
    from onrecord.ingest.decode import decode, refuse_binary

    refuse_binary(source.head[:16], source.name)
    if form == "xml":
        advice = "give the pages that it lists, or their texts as JSONL"
        raise InputFormat(source.name, "is XML (a feed or a list), not a text or a page", advice)
    data = read_whole(source, options.max_bytes)
    if form == "html":
        from onrecord.ingest.html import declared_encoding, from_html

        text, encoding = decode(data, source.name, declared_encoding(data), lenient=True)
        return from_html(_not_empty(text, source.name), source.name, encoding, options)
    from onrecord.ingest.documents import from_text

    text, encoding = decode(data, source.name)
    return from_text(_not_empty(text, source.name), encoding, options)


def _posts(source: Opened, form: str, options: Options) -> Iterator[Document | InputError]:
    from onrecord.ingest.decode import decode, refuse_binary
    from onrecord.ingest.documents import from_row
    from onrecord.ingest.post_archives import archive_rows, csv_rows

    refuse_binary(source.head[:16], source.name)
    text, _ = decode(read_whole(source, options.max_bytes), source.name)
    rows = csv_rows if form == "csv" else archive_rows
    for row in rows(_not_empty(text, source.name), source.name):
        yield row if isinstance(row, InputError) else from_row(row, options)


def _rows(source: Opened, options: Options) -> Iterator[Document | InputError]:
    from onrecord.ingest.decode import refuse_binary
    from onrecord.ingest.documents import from_row
    from onrecord.ingest.jsonl import parse_row

    if source.head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputEncoding(source.name, "is UTF-16", "JSONL is UTF-8: convert it (iconv -f UTF-16 -t UTF-8)")
    refuse_binary(source.head[:16], source.name)
    any_line = False
    for number, line in read_lines(source, options.max_bytes):
        any_line = True
        if number == 1 and isinstance(line, bytes) and line.strip() in (b"{", b"["):
            advice = "put one object on each line (jq -c . FILE)"
            raise InputFormat(source.name, "is JSON over several lines, not JSONL", advice)
        if isinstance(line, InputError):
            yield line
            continue
        row = parse_row(line.removeprefix(b"\xef\xbb\xbf"), f"{source.name}, line {number}")
        yield row if isinstance(row, InputError) else from_row(row, options)
    if not any_line:
        raise InputEmpty(source.name, "is empty", "check that it is the right file")


def _not_empty(text: str, name: str) -> str:
    from onrecord.ingest.text import is_blank

    if is_blank(text):
        raise InputEmpty(name, "is empty", "check that it is the right file")
    return text
