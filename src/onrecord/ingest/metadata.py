"""What a page says of itself: title, authors, publisher, dates, address, language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from onrecord.ingest.dates import iso_date
from onrecord.ingest.jsonld import Article, article

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "headline"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"),
    "publisher": ("og:site_name", "application-name", "dc.publisher"),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dc.date",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified"),
    "url": ("og:url",),
    "language": ("og:locale", "content-language", "dc.language"),
}
_BY = re.compile(r"^\s*(?:by|von|par|por)\s+", re.IGNORECASE)


class Metadata:
    """The first value found for each field, as given, and where it is from."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.provenance: dict[str, str] = {}

    def offer(self, field: str, value: str | None, source: str) -> None:
        """Takes ``value`` unless the field has one; dates must be dates."""
        value = " ".join(value.split()) if value else ""
        if not value or field in self.values:
            return
        given = value
        if field in ("published", "modified"):
            iso = iso_date(value)
            if iso is None:
                return
            value = iso
        self.values[field] = value
        self.provenance[field] = source if value == given else f'{source} "{given[:80]}"'


def page_metadata(tree: Any, address: str | None = None) -> Metadata:
    """What the page says of itself, JSON-LD before meta elements before the shown page."""
    found = Metadata()
    scripts = [s.text or "" for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower()]
    if linked := article(scripts):
        _from_jsonld(found, linked)
    _from_meta(found, tree)
    _from_page(found, tree)
    base = address or found.values.get("url")
    _canonical(found, tree, base)
    _without_site(found)
    return found


def _without_site(found: Metadata) -> None:
    """Takes " - Publisher" off the end of the title."""
    title, publisher = found.values.get("title", ""), found.values.get("publisher")
    if publisher and (end := re.search(r"\s+[-–—|·]\s+" + re.escape(publisher) + r"$", title, re.IGNORECASE)):
        found.provenance["title"] += f' "{title}"'
        found.values["title"] = title[: end.start()]


def _from_jsonld(found: Metadata, linked: Article) -> None:
    found.offer("title", linked.headline, "json-ld headline")
    found.offer("published", linked.published, "json-ld datePublished")
    found.offer("modified", linked.modified, "json-ld dateModified")
    found.offer("author", ", ".join(_people(linked.authors)), "json-ld author")
    found.offer("publisher", linked.publisher, "json-ld publisher")
    found.offer("language", linked.language, "json-ld inLanguage")
    if _is_page(linked.url):
        found.offer("url", linked.url, "json-ld url")


def _is_page(url: str | None) -> bool:
    """Whether an address names a page and not just a site."""
    try:
        return bool(url and urlsplit(url).path.strip("/"))
    except ValueError:  # "http://[bad"
        return False


def _from_meta(found: Metadata, tree: Any) -> None:
    content: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        if key and meta.get("content"):
            content.setdefault(key.strip().lower(), []).append(meta.get("content"))
    for field, names in _META.items():
        for name in names:
            values = content.get(name, [])
            if field == "author":
                found.offer(field, ", ".join(_people(values)), f"meta {name}")
            elif values:
                found.offer(field, values[0], f"meta {name}")


def _from_page(found: Metadata, tree: Any) -> None:
    found.offer("language", tree.get("lang"), "html lang")
    for time in tree.iter("time"):
        if time.get("datetime") and (
            time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
        ):
            found.offer("published", time.get("datetime"), "time datetime")
    headings = [h for h in tree.iter("h1") if "".join(h.itertext()).strip()]
    if len(headings) == 1:
        found.offer("title", "".join(headings[0].itertext()), "h1")
    for title in tree.iter("title"):
        found.offer("title", title.text, "title element")
        break


def _canonical(found: Metadata, tree: Any, base: str | None) -> None:
    """The canonical link, which is an address of its own page, beats the others."""
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            try:
                url = urljoin(base or "", link.get("href").strip())
                if urlsplit(url).hostname and urlsplit(url).path.strip("/"):
                    found.values["url"], found.provenance["url"] = url, "link rel=canonical"
            except ValueError:
                pass
            return


def _people(names: Any) -> Iterator[str]:
    """Names without "By" and without addresses (some sites put a link in article:author)."""
    seen = set()
    for name in names:
        cleaned = _BY.sub("", " ".join(name.split()))
        if cleaned and not re.match(r"https?://|\S+@\S+$", cleaned) and cleaned not in seen:
            seen.add(cleaned)
            yield cleaned


def htmldate_published(page: Any, url: str | None) -> str | None:
    """The publication date that htmldate finds in the elements of the page or its address.
    Takes the comments out of it."""
    from htmldate import find_date
    from lxml.etree import Comment, ProcessingInstruction, strip_tags

    strip_tags(page, Comment, ProcessingInstruction)
    try:
        found = find_date(page, original_date=True, extensive_search=False, url=url)
    except Exception:  # it parses dates from arbitrary text, and its parsers raise what they like
        return None
    return iso_date(found) if isinstance(found, str) else None
