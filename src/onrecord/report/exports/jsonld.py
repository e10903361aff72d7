"""Linked data in the words of schema.org: one object a document and line.

A report is a ``NewsArticle``, a post a ``SocialMediaPosting``; words printed as someone's
own are a ``Quotation``, what is told in others' words a ``Claim``. Only properties that
schema.org gives to those types are used; ``docs/exports.md`` says what they leave out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from onrecord.model import Block, Context, Document, Reading, Speaker, Statement

Json = dict[str, Any]

TYPES = {
    "report": "NewsArticle",
    "post": "SocialMediaPosting",
    "transcript": "CreativeWork",
    "release": "Article",
}
_GENRES = {"transcript": "transcript", "release": "press release"}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def lines(readings: Iterable[Reading]) -> Iterator[bytes]:
    """Each document as a line, with its line break."""
    for reading in readings:
        yield _JSON.encode(document(reading)).encode() + b"\n"


def document(reading: Reading) -> Json:
    """A document with its statements as parts."""
    doc = reading.document
    type = TYPES[doc.type]
    contexts = [reading.contexts.get(one.id, Context()) for one in reading.statements]
    by = contexts[0].speaker if doc.type == "post" and contexts else None
    return _without_nothing(
        {
            "@context": "https://schema.org",
            "@type": type,
            "@id": urn("document", doc.id),
            "identifier": doc.input_id,
            "genre": _GENRES.get(doc.type),
            "headline": doc.title,
            **_author(by, doc.author, doc.handle),
            "publisher": {"@type": "Organization", "name": doc.publisher} if doc.publisher else None,
            "datePublished": doc.published,
            "dateModified": doc.modified,
            "inLanguage": doc.language,
            "url": doc.url,
            "text" if type == "CreativeWork" else "articleBody": doc.text,
            "hasPart": [_statement(doc, *pair) for pair in zip(reading.statements, contexts, strict=True)],
        }
    )


def urn(kind: str, id: str) -> str:
    """The name of a document, statement or speaker of the record, the same in every export."""
    return f"urn:onrecord:{kind}:{quote(id, safe='')}"


def _statement(doc: Document, statement: Statement, context: Context) -> Json:
    own_words = statement.quotation in ("direct", "post")
    speaker = context.speaker
    who = _speaker(speaker) if speaker and speaker.kind != "document" else None
    sources = [_post(block, speaker) for block in doc.blocks if _stands_in(doc, statement, block)]
    if speaker and speaker.kind == "document":
        sources.append({"@type": "CreativeWork", "@id": urn("speaker", speaker.id), "name": speaker.name})
    if context.via:
        sources.append(_chain(context.via))
    return _without_nothing(
        {
            "@type": "Quotation" if own_words else "Claim",
            "@id": urn("statement", statement.id),
            "text": " … ".join(doc[span] for span in statement.content),
            "spokenByCharacter" if own_words else "author": who,
            "dateCreated": context.said.date if context.said else None,
            "isBasedOn": sources,
            "isPartOf" if own_words else "appearance": {"@id": urn("document", doc.id)},
        }
    )


def _speaker(speaker: Speaker) -> Json:
    person = speaker.kind in ("person", "unnamed") and not speaker.members
    out: Json = {"@type": "Person" if person else "Organization", "@id": urn("speaker", speaker.id)}
    # Whoever is not named has a description in place of a name.
    out["description" if speaker.kind == "unnamed" else "name"] = speaker.name
    if speaker.role and person:
        out["jobTitle"] = speaker.role
    if members := [_speaker(member) for member in speaker.members]:
        out["member"] = members
    return out


def _stands_in(doc: Document, statement: Statement, block: Block) -> bool:
    """Whether the words are those of a post that is embedded in the document."""
    return (
        doc.type != "post"
        and block.kind == "post"
        and statement.quotation == "post"
        and all(span in block.span for span in statement.content)
    )


def _post(block: Block, by: Speaker | None) -> Json:
    return _without_nothing(
        {
            "@type": "SocialMediaPosting",
            **_author(by, block.author, block.handle),
            "datePublished": block.date,
            "url": block.url,
        }
    )


def _author(by: Speaker | None, name: str | None, handle: str | None) -> Json:
    """Who wrote it, where it is known whether that is a person or an organization; else the
    byline as printed."""
    if by is None or by.kind == "document":
        return {"creditText": name or (f"@{handle}" if handle else None)}
    return {"author": {**_speaker(by), **({"alternateName": f"@{handle}"} if handle else {})}}


def _chain(via: tuple[str, ...]) -> Json:
    """The work of the outermost outlet, which is based on that of the next one."""
    outer, *inner = via
    publisher = {"@type": "Organization", "name": outer}
    return _without_nothing(
        {
            "@type": "CreativeWork",
            "publisher": publisher,
            "isBasedOn": _chain(tuple(inner)) if inner else None,
        }
    )


def _without_nothing(values: Json) -> Json:
    return {key: value for key, value in values.items() if value not in (None, [], "")}
