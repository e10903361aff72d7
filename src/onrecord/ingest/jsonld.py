"""schema.org metadata in a page's JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

_ARTICLE = re.compile(r"[A-Za-z]*(?:Article|Posting)$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$")
_CONTROL = re.compile(r"[\x00-\x1f]")
_MOST_NODES = 5_000


@dataclass(frozen=True, slots=True)
class Article:
    """What JSON-LD says of the page's article; each value as given."""

    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = field(default=())
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


def article(scripts: Iterable[str]) -> Article | None:
    """The page's article in its JSON-LD ``scripts``; None where they tell of none.

    Broken JSON is repaired where that is easy and else passed over.
    """
    nodes = [node for script in scripts for node in _nodes(_parsed(script))]
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if any(_ARTICLE.match(t) for t in _types(node))]
    if not articles:
        return None
    best = max(articles, key=lambda node: ("datePublished" in node) + ("headline" in node))
    return Article(
        headline=_text(best.get("headline")) or _text(best.get("name")),
        published=_text(best.get("datePublished")),
        modified=_text(best.get("dateModified")),
        authors=tuple(dict.fromkeys(_names(best.get("author"), by_id))),
        publisher=next(_names(best.get("publisher"), by_id), None),
        url=_address(best.get("url")) or _address(best.get("mainEntityOfPage")),
        language=_text(best.get("inLanguage")),
    )


def _parsed(script: str) -> object:
    cleaned = _WRAPPING.sub("", script.strip()).strip().rstrip(";")
    for attempt in (cleaned, _CONTROL.sub(" ", _TRAILING_COMMA.sub(r"\1", cleaned))):
        try:
            return msgspec.json.decode(attempt)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            continue
    return None


def _nodes(value: object) -> Iterator[dict[str, object]]:
    """Every object in ``value``, outer ones first, without recursion."""
    queue: list[object] = [value]
    for seen, item in enumerate(queue):
        if seen == _MOST_NODES:
            return
        if isinstance(item, dict):
            yield item
            queue.extend(v for v in item.values() if isinstance(v, dict | list))
        elif isinstance(item, list):
            queue.extend(item)


def _types(node: dict[str, object]) -> list[str]:
    value = node.get("@type")
    return [t for t in (value if isinstance(value, list) else [value]) if isinstance(t, str)]


def _names(value: object, by_id: dict[str, dict[str, object]]) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            whole = item if "name" in item else by_id.get(str(item.get("@id")), item)
            names = whole.get("name")
            for name in names if isinstance(names, list) else [names]:
                if text := _text(name):
                    yield text
        elif text := _text(item):
            yield text


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return None
    from html import unescape

    return " ".join(unescape(value).split()) or None


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    text = _text(value)
    return text if text and re.match(r"https?://", text) else None
