"""Posts embedded in a page's markup, taken out before boilerplate removal loses them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from onrecord.ingest.dates import DATE, named_date
from onrecord.ingest.links import without_links
from onrecord.ingest.signatures import Signature, signatures
from onrecord.model import Block, Span

_EMBED = re.compile(
    r"\b(?:twitter-tweet|twitter-video|bluesky-embed|instagram-media|mastodon-embed|fb-xfbml-parse-ignore)\b"
)
_PERMALINK = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:(?:twitter|x)\.com/(?P<handle>\w+)/status(?:es)?/\d+"
    r"|bsky\.app/profile/(?P<bsky>[^/?#]+)/post/\w+|(?:www\.)?instagram\.com/(?:p|reel)/[\w-]+"
    r"|[\w.-]+/@(?P<masto>[\w.@-]+)/\d+|(?:www\.)?facebook\.com/[\w.]+/posts/[\w-]+)"
)
_INTERFACE = re.compile(
    r"^(?:View this post on Instagram|View on (?:Mastodon|Bluesky)|Post by @.*|\[image or embed\])$"
)
_BLOCK_LEVEL = frozenset({"p", "div", "blockquote", "section", "figure", "br"})
_MOST_ELEMENTS = 100  # in a quotation without a class that says that it is a post
_FURTHEST = 6
_LONGEST_REST = 40  # characters after a date: a time of day, "Translated from German"


@dataclass(frozen=True, slots=True)
class Embed:
    """An embedded post as the page shows it: ``text`` is words, line break, signature."""

    text: str
    words_end: int
    signature: Signature | None
    url: str | None
    handle: str | None
    date: str | None

    def block(self, offset: int) -> Block:
        """The post block for this embed when its text starts at ``offset``."""
        words = without_links(self.text, 0, self.words_end)
        sign = self.signature
        return Block(
            "post",
            Span(offset, offset + len(self.text)),
            words=tuple(Span(w.start + offset, w.end + offset) for w in words),
            signature=(Span(sign.span.start + offset, sign.span.end + offset),) if sign else (),
            author=self.text[sign.name.start : sign.name.end] if sign else None,
            handle=self.handle,
            date=self.date,
            url=self.url,
        )


def take_embeds(tree: Any, token: str) -> list[Embed]:
    """Replaces each embedded post in ``tree`` by a paragraph of ``token``, its number and
    its words, so that boilerplate removal weighs it as text; returns the posts by number."""
    embeds: list[Embed] = []
    taken = set()
    for quote in list(tree.iter("blockquote")):
        if any(outer in taken for outer in quote.iterancestors()) or not _is_embed(quote):
            continue
        taken.add(quote)
        embed = read_embed(quote)
        outer = _outermost(quote)
        if embed is None:
            _drop(outer)
            continue
        _replace(outer, f"{token}{len(embeds)} {embed.text[: embed.words_end]}")
        embeds.append(embed)
    return embeds


def read_embed(quote: Any) -> Embed | None:
    """The post in a blockquote; None when it holds no words of one."""
    text = _shown(quote)
    found = list(signatures(text))
    sign = found[-1] if found and len(text) - found[-1].end < _LONGEST_REST else None
    words_end = len(text[: sign.start].rstrip()) if sign else len(text)
    link = _permalink(quote)
    only_link = sign is None and quote.find(".//p") is None  # "Tweet may have been deleted"
    if only_link or not without_links(text, 0, words_end):
        return None
    if sign:
        shown = text[:words_end] + "\n" + text[sign.start :]
        moved = words_end + 1 - sign.start
        sign = _moved(sign, moved)
        text = shown.rstrip()
    handle = text[sign.handle.start : sign.handle.end] if sign else None
    if handle is None and link:
        handle = link["handle"] or link["bsky"] or link["masto"]
    return Embed(
        text,
        words_end,
        sign,
        url=quote.get("data-instgrm-permalink")
        or (link[0] if link else None)
        or (sign.url if sign else None),
        handle=handle,
        date=(sign.date if sign else None) or _linked_date(quote),
    )


def _is_embed(quote: Any) -> bool:
    if _EMBED.search(quote.get("class") or ""):
        return True
    if sum(1 for _ in islice(quote.iter(), _MOST_ELEMENTS)) == _MOST_ELEMENTS or _permalink(quote) is None:
        return False
    text = _shown(quote)
    found = list(signatures(text))
    return bool(found) and not text[found[-1].end :].strip()


def _permalink(quote: Any) -> re.Match[str] | None:
    """The last link to a post: those in the words, to posts quoted, stand before it."""
    last = None
    for link in quote.iter("a"):
        last = _PERMALINK.match(link.get("href") or "") or last
    return last or _PERMALINK.match(quote.get("cite") or "")


def _linked_date(quote: Any) -> str | None:
    for link in quote.iter("a", "time"):
        if found := DATE.search("".join(link.itertext())[:80]):
            return named_date(found)
    return None


def _shown(element: Any) -> str:
    """The element's text as shown: collapsed white space, a line for each block and br."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    for event, node in iterwalk(element, events=("start", "end")):
        if event == "start":
            if node.tag in _BLOCK_LEVEL:
                parts.append("\n")
            if isinstance(node.tag, str) and node.tag not in ("script", "style", "template", "svg"):
                parts.append(_flat(node.text))
            continue
        if node.tag in _BLOCK_LEVEL:
            parts.append("\n")
        if node is not element:
            parts.append(_flat(node.tail))
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line and not _INTERFACE.match(line))


def _flat(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _outermost(quote: Any) -> Any:
    """The furthest element around ``quote`` that shows nothing else: boilerplate removal
    judges by the names of such wrappers ("embed", "social")."""
    size = _shown_size(quote, None)
    outer = quote
    for _ in range(_FURTHEST):
        parent = outer.getparent()
        if (
            parent is None
            or parent.tag in ("body", "html", "article", "main")
            or _shown_size(parent, size) > size
        ):
            break
        outer = parent
    return outer


def _shown_size(element: Any, enough: int | None) -> int:
    """How much text ``element`` shows; counting stops above ``enough``."""
    size = 0
    for node in element.iter():
        if isinstance(node.tag, str) and node.tag not in ("script", "style", "noscript"):
            size += len((node.text or "").strip())
        if node is not element:
            size += len((node.tail or "").strip())
        if enough is not None and size > enough:
            break
    return size


def _replace(element: Any, text: str) -> None:
    from lxml.html import Element

    paragraph = Element("p")
    paragraph.text = text
    paragraph.tail = element.tail
    element.getparent().replace(element, paragraph)


def _drop(element: Any) -> None:
    element.drop_tree()


def _moved(sign: Signature, by: int) -> Signature:
    from dataclasses import replace

    return replace(
        sign,
        start=sign.start + by,
        end=sign.end + by,
        name=Span(sign.name.start + by, sign.name.end + by),
        handle=Span(sign.handle.start + by, sign.handle.end + by),
    )
