"""Text and what is known about it into a Document."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.ingest.dates import iso_date
from onrecord.ingest.jsonl import Row
from onrecord.ingest.language import language
from onrecord.ingest.links import trimmed, without_links
from onrecord.ingest.options import Options
from onrecord.ingest.posts import with_posts
from onrecord.ingest.text import paragraphs
from onrecord.ingest.transcripts import turns
from onrecord.model import Block, Document, DocumentType, Span

_RETWEET = re.compile(r"(?:RT|rt) @(?P<handle>\w{1,30}):?\s+")
_OPTIONAL = ("title", "publisher", "url", "published")


def from_text(text: str, encoding: str, options: Options) -> Document:
    """The document of a plain text, about which only ``options`` knows more."""
    return _document(Row(text, None, None), "", options, {"text": encoding} if encoding != "utf-8" else {})


def from_row(row: Row, options: Options) -> Document:
    """The document of one line of JSONL."""
    return _document(row, "input key", options, {})


def fill(
    values: dict[str, str], provenance: dict[str, str], options: Options, fields: tuple[str, ...] = _OPTIONAL
) -> None:
    """Adds what ``options`` gives and ``values`` lacks, with where it is from."""
    for key in fields:
        value = getattr(options, key)
        if value and key not in values:
            values[key] = value
            provenance[key] = f"option --{key}"


def document(
    text: str,
    kind: DocumentType,
    values: Mapping[str, str],
    blocks: tuple[Block, ...],
    provenance: Mapping[str, str],
    *,
    input_id: str | None = None,
    metadata: Mapping[str, object] | None = None,
) -> Document:
    """A document with the fields that ``values`` names."""
    return Document(
        text=text,
        type=kind,
        title=values.get("title"),
        publisher=values.get("publisher"),
        author=values.get("author"),
        handle=values.get("handle"),
        url=values.get("url"),
        published=values.get("published"),
        modified=values.get("modified"),
        language=values.get("language"),
        input_id=input_id,
        blocks=blocks,
        metadata=metadata or {},
        provenance=provenance,
    )


def _document(row: Row, where: str, options: Options, provenance: dict[str, str]) -> Document:
    values = dict(row.fields)
    provenance |= {key: f'{where} "{key}"' for key in values}
    if row.note:
        provenance["note"] = row.note
    _standard_date(values, provenance)
    fill(values, provenance, options)
    kind = row.type or options.type or "report"
    set_language(row.text, values, provenance)
    blocks = blocks_of(row.text, kind, values)
    return document(row.text, kind, values, blocks, provenance, input_id=row.input_id, metadata=row.other)


def set_language(text: str, values: dict[str, str], provenance: dict[str, str]) -> None:
    """Replaces what the input declares by what the text tells, where it does."""
    code, provenance["language"] = language(text, values.pop("language", None))
    if code:
        values["language"] = code


def _standard_date(values: dict[str, str], provenance: dict[str, str]) -> None:
    """``published`` as ISO 8601; what is no date is left out, and provenance says so."""
    given = values.pop("published", None)
    if given is None:
        return
    known_by = provenance["published"]
    published = iso_date(given)
    if published is None:
        provenance["published"] = f"{known_by} is not a date: {given[:80]!r}"
        return
    values["published"] = published
    provenance["published"] = known_by if published == given else f"{known_by} {given!r}"


def blocks_of(text: str, kind: DocumentType, values: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks of plain ``text`` as a document of this type has them."""
    if kind == "transcript":
        return turns(text, values.get("author"))
    if kind == "post":
        return _post(text, values)
    return with_posts(text, paragraphs(text))


def _post(text: str, values: Mapping[str, str]) -> tuple[Block, ...]:
    """A post's one block. A retweet's words are the other account's, said at an unknown time."""
    whole = trimmed(text, 0, len(text))
    if whole is None:
        return ()
    if passed_on := _RETWEET.match(text, whole.start):
        words = without_links(text, passed_on.end(), len(text))
        handle = Span(*passed_on.span("handle"))
        signature = Span(handle.start - 1, handle.end)
        return (
            Block("post", whole, words=words, signature=(signature,), handle=text[handle.start : handle.end]),
        )
    return (
        Block(
            "post",
            whole,
            words=without_links(text, 0, len(text)),
            author=values.get("author"),
            handle=values.get("handle"),
            date=values.get("published"),
            url=values.get("url"),
        ),
    )
