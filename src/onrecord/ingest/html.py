"""Pages into documents: the main text, its blocks, the posts in it, what the page says of itself."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import islice
from typing import Any

from onrecord.errors import InputEmpty, InputFormat
from onrecord.ingest.documents import document, fill, set_language
from onrecord.ingest.embeds import Embed, take_embeds
from onrecord.ingest.markup import CUT, parsed
from onrecord.ingest.metadata import Metadata, htmldate_published, page_metadata
from onrecord.ingest.options import Options
from onrecord.ingest.posts import with_posts
from onrecord.model import Block, BlockKind, Document, Span

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.-]{2,40})",
    re.I,
)
_KINDS: dict[str, BlockKind] = {
    "p": "paragraph",
    "head": "heading",
    "item": "list_item",
    "quote": "paragraph",
}
_HEADINGS: tuple[str, ...] = ("h1", "h2", "h3", "h4", "h5", "h6")
_SHOWN: dict[str, BlockKind] = {
    "p": "paragraph",
    "div": "paragraph",
    "td": "paragraph",
    "blockquote": "paragraph",
    "li": "list_item",
    "figcaption": "caption",
}
_SHOWN |= dict.fromkeys(_HEADINGS, "heading")
_SHORT = 400  # characters; below this trafilatura keeps paragraphs only
_MOST_ELEMENTS = 200_000  # above this it is no article, and trafilatura takes minutes
_NOT_SHOWN = (
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "nav",
    "footer",
    "form",
    "svg",
    "button",
    "select",
)

Piece = tuple[BlockKind, str]


def declared_encoding(data: bytes) -> str | None:
    """The character set that a page declares in its first 4,096 bytes."""
    found = _CHARSET.search(data, 0, 4096)
    return (found[1] or found[2]).decode("ascii") if found else None


def from_html(html: str, name: str, encoding: str, options: Options) -> Document:
    """The document of a page. Raises InputEmpty when no text is found on it."""
    page, whole = parsed(html, name)
    found = page_metadata(page, options.url)
    token = _token(html)
    tree = deepcopy(page)
    embeds = take_embeds(tree, token)
    pieces = _main_pieces(tree)
    if _size(pieces) < _SHORT:
        everything = _all_pieces(deepcopy(page), token)
        pieces = everything if not pieces or _size(everything) < 2 * _SHORT else pieces
    if not pieces:
        if not whole:
            raise InputFormat(name, CUT, "give its text instead")
        raise InputEmpty(
            name, "no text found on the page", "check that it is the page itself, not a script's shell"
        )
    text, blocks = _assembled(pieces, embeds, token)
    provenance = {"text": f"main text by trafilatura, {encoding}".rstrip(", ")}
    if not whole:
        provenance["note"] = CUT
    values = _completed(found, page, options, provenance)
    set_language(text, values, provenance)
    return document(text, options.type or "report", values, with_posts(text, blocks), provenance)


def _completed(found: Metadata, page: Any, options: Options, provenance: dict[str, str]) -> dict[str, str]:
    """The page's values, then the caller's, then htmldate's date."""
    values = dict(found.values)
    provenance |= found.provenance
    fill(values, provenance, options)
    if "published" not in values and (day := htmldate_published(page, values.get("url"))):
        values["published"], provenance["published"] = day, "htmldate"
    return values


def _token(html: str) -> str:
    """A word that the page does not hold, to mark where its posts stood."""
    number = 7
    while (token := f"xonrecordpost{number}x") in html:
        number += 1
    return token


def _main_pieces(tree: Any) -> list[Piece]:
    """The main text by trafilatura."""
    from trafilatura import bare_extraction

    if sum(1 for _ in islice(tree.iter(), _MOST_ELEMENTS)) == _MOST_ELEMENTS:
        return []
    try:
        found = bare_extraction(
            tree, fast=True, with_metadata=False, include_comments=False, include_tables=False
        )
    except RecursionError:
        return []
    if found is None or isinstance(found, dict):
        return []
    return _pieces(found.body, _KINDS, ())


def _all_pieces(tree: Any, token: str) -> list[Piece]:
    """All the page's text: for pages so short or odd that no main text stands out."""
    take_embeds(tree, token)
    return _pieces(tree, _SHOWN, _NOT_SHOWN)


def _pieces(root: Any, kinds: dict[str, BlockKind], hidden: tuple[str, ...]) -> list[Piece]:
    """The text of each block element in order, white space collapsed, br kept as a line break."""
    from lxml.etree import iterwalk

    pieces: list[Piece] = []
    stack: list[BlockKind] = ["paragraph"]
    parts: list[str] = []
    walk = iterwalk(root, events=("start", "end"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if not tag or tag in hidden:
                walk.skip_subtree()
                continue
            if tag in kinds:
                _flush(pieces, stack[-1], parts)
                stack.append(kinds[tag])
            parts.append("\n" if tag in ("lb", "br") else _flat(node.text))
            continue
        if tag in kinds and tag not in hidden:
            _flush(pieces, stack.pop(), parts)
        parts.append(_flat(node.tail) if node is not root else "")
    _flush(pieces, "paragraph", parts)
    return pieces


def _size(pieces: list[Piece]) -> int:
    return sum(len(shown) for _, shown in pieces)


def _flush(pieces: list[Piece], kind: BlockKind, parts: list[str]) -> None:
    lines = (re.sub(r" +", " ", line).strip() for line in "".join(parts).split("\n"))
    shown = "\n".join(line for line in lines if line)
    if shown.strip():
        pieces.append((kind, shown.strip()))
    parts.clear()


def _flat(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _assembled(pieces: list[Piece], embeds: list[Embed], token: str) -> tuple[str, list[Block]]:
    """The document's text and blocks, with each post back where it stood."""
    marked = re.compile(re.escape(token) + r"(\d+)\b")
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for kind, shown in pieces:
        mark = marked.match(shown)
        embed = embeds[int(mark[1])] if mark else None
        shown = embed.text if embed else marked.sub("", shown)
        blocks.append(embed.block(at) if embed else Block(kind, Span(at, at + len(shown))))
        texts.append(shown)
        at += len(shown) + 2
    return "\n\n".join(texts), blocks
