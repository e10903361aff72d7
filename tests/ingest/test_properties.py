from __future__ import annotations

import io
import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ingest import Options, read, read_html, read_text
from onrecord.model import DOCUMENT_TYPES, Document, DocumentType

PIECES = st.sampled_from(
    ["The pier stays.", "ADA HOLM:", "Ada: ", "(APPLAUSE)", " — ", "\n", "\n\n", "\r\n", "\n\n\n\n", "– ", "-- ", "(@ada)", "(@",
     "May 2, 2018", "2018-12-19", "https://t.co/AbC123xyZ9", "pic.twitter.com/aB3dE5fG7h", "x ", "“Yes,” ", "🐘", "e\u0301",
     "\u202eabc\u202c", "שלום ", "\u2028", "\x85", "\t", "- ", "tweeted: ", "A photo posted by ", "Ada Holm "]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=30).map("".join)
FAST = settings(max_examples=150, deadline=None)


def check(document: Document) -> None:
    size = len(document.text)
    for block in document.blocks:
        assert 0 <= block.span.start < block.span.end <= size
        assert document[block.span] == document[block.span].strip()
        assert all(part in block.span for part in (*block.words, *block.signature))
        assert all(a.end <= b.start for a, b in pairwise(block.words))
        assert all(document[part].strip() for part in (*block.words, *block.signature))
    assert all(a.span.end <= b.span.start for a, b in pairwise(document.blocks))


@given(TEXTS.filter(str.strip), st.sampled_from(DOCUMENT_TYPES))
@FAST
def test_blocks_lie_in_the_text_in_order_and_apart(text: str, kind: DocumentType) -> None:
    document = read_text(text, Options(type=kind))
    assert document.text == text
    check(document)


@given(TEXTS.filter(str.strip))
@FAST
def test_blocks_of_a_report_hold_all_its_words(text: str) -> None:
    document = read_text(text)
    held = "".join(document[block.span] for block in document.blocks)
    assert [c for c in held if c.isalnum()] == [c for c in _outside_furniture(document) if c.isalnum()]


def _outside_furniture(document: Document) -> str:
    """The text without what stands between a paragraph's rest and a post: links cut from its start."""
    kept, at = [], 0
    for block in document.blocks:
        gap = document.text[at : block.span.start]
        kept.append("" if block.kind == "post" else gap)
        kept.append(document[block.span])
        at = block.span.end
    return "".join([*kept, document.text[at:]])


@given(st.lists(TEXTS.filter(str.strip), max_size=5), st.booleans())
@FAST
def test_jsonl_gives_back_every_text_exactly(texts: list[str], ascii_only: bool) -> None:
    texts = [t for t in texts if "\0" not in t]  # which no record holds
    lines = [json.dumps({"id": str(n), "text": t}, ensure_ascii=ascii_only) for n, t in enumerate(texts)]
    found = list(read("-", stdin=io.BytesIO("\n".join(lines).encode())))
    if not texts:
        assert isinstance(found[0], InputError)
        return
    documents = [d for d in found if isinstance(d, Document)]
    assert [d.text for d in documents] == texts
    assert [d.input_id for d in documents] == [str(n) for n in range(len(texts))]


@given(st.binary(max_size=200) | TEXTS.map(str.encode))
@FAST
def test_no_bytes_raise(data: bytes) -> None:
    for prefix in (b"", b'{"text": "', b"<html>", b"\x1f\x8b", b"\xff\xfe"):
        for found in read("-", Options(max_bytes=150), stdin=io.BytesIO(prefix + data)):
            assert isinstance(found, Document | InputError)
            if isinstance(found, InputError):
                assert "\n" not in str(found)
            else:
                check(found)


@given(st.lists(TEXTS, min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_blocks_of_a_page_lie_in_its_text(parts: list[str]) -> None:
    from html import escape

    body = "".join(f"<p>{escape(p)}</p>" for p in parts)
    check(read_html(f"<html><body><p>The pier stays.</p>{body}</body></html>"))
