"""Markup into a tree of elements, however deep and however it is made."""

from __future__ import annotations

import re
from typing import Any

from onrecord.errors import InputFormat

CUT = "its elements are nested more than 2,000 deep: nothing from there on was read"
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{8192,}+>")
_ATTRIBUTES = re.compile(
    r"<[^\s<>]++(?:\s++[^\s=<>\"'/]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>]++))?){1,256}+"
)


def parsed(html: str, name: str) -> tuple[Any, bool]:
    """The page's root element, and whether all of it is there: the parser goes 2,048 elements
    deep. Of a tag with hundreds of attributes the first 256 are kept: the
    parser compares each with all before it.

    Raises InputFormat for what is no page.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = document_fromstring(_LONG_TAG.sub(_shortened, html).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise InputFormat(name, "is no HTML page that can be parsed", "save it again") from None
    limit = etree.ErrorTypes.ERR_RESOURCE_LIMIT
    return tree, all(error.type != limit for error in parser.error_log)


def _shortened(tag: re.Match[str]) -> str:
    kept = _ATTRIBUTES.match(tag[0])
    return kept[0] + ">" if kept else tag[0]
