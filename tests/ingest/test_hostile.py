"""Inputs made to take time or to break a parser: each is read or refused in about linear time."""

from __future__ import annotations

import io
import time

import pytest

from onrecord.errors import InputError
from onrecord.ingest import Options, read
from onrecord.model import Document, DocumentType

SIZE = 150_000
SECONDS = 5.0  # a quadratic reader needs minutes; a slow machine needs some of this

TEXTS = {
    "quotes": '"',
    "handles that never close": "(@",
    "em dashes": "—",
    "dashes and spaces": "— ",
    "signatures in one line": "a — A B (@ab) May 1, 2018 ",
    "signatures line by line": "word.\n— A B (@ab) May 1, 2018\n",
    "leading signatures": "A (@b) A\n",
    "sentences": "A. " * 700 + "— A B (@ab) May 1, 2016 ",
    "spaces": " " * 1000 + "a",
    "line breaks": "\n",
    "brackets": "(",
    "bracketed capitals": "(" + "A" * 5000,
    "labels": "A:\n",
    "links": "https://t.co/",
    "introductions": "wrote: ",
    "furniture": "Skip Twitter post ",
    "one-letter lines": "a\n",
    "surrogate-like": "\U0001f418\u0301\u202e",
}
PAGES = {
    "deep": "<div>",
    "unclosed attributes": 'a="',
    "angle brackets": "<",
    "nested tables": "<table><tr><td>",
    "nested lists": "<ul><li>a",
    "nested posts": '<blockquote class="twitter-tweet">',
    "nested quotes": '<blockquote><a href="https://twitter.com/ab/status/1">',
    "posts": '<blockquote class="twitter-tweet"><p>w</p>&mdash; A (@ab) May 1, 2018</blockquote>',
    "comment": "<!--",
    "entities": "&amp",
    "json-ld": '<script type="application/ld+json">' + "[" * 1000,
}


def elapsed(data: bytes, kind: DocumentType | None) -> float:
    start = time.process_time()
    for found in read("-", Options(type=kind), stdin=io.BytesIO(data)):
        assert isinstance(found, Document | InputError)
    return time.process_time() - start


def filled(part: str) -> str:
    return part * (SIZE // len(part) + 1)


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_read_in_linear_time(name: str) -> None:
    data = ("x " + filled(TEXTS[name])).encode()
    assert elapsed(data, None) < SECONDS
    assert elapsed(data, "transcript") < SECONDS


@pytest.mark.parametrize("name", PAGES)
def test_hostile_pages_are_read_in_linear_time(name: str) -> None:
    assert elapsed(("<html><body>" + filled(PAGES[name])).encode(), None) < SECONDS


def test_a_tag_of_absurdly_many_attributes_costs_no_more_than_its_length() -> None:
    attributes = " ".join(f'a{n}="{n}"' for n in range(SIZE // 10))
    for page in (
        f"<p {attributes}>The bridge is shut.</p>",
        f"<p {attributes}",
        f"<p {attributes.replace('=', '')}>A b.",
    ):
        assert elapsed(f"<html><body>{page}".encode(), None) < SECONDS


def test_a_page_of_absurdly_many_elements_is_still_read() -> None:
    (found,) = read("-", stdin=io.BytesIO(b"<html><body>" + b"<p>a" * 210_000))
    assert isinstance(found, Document)
