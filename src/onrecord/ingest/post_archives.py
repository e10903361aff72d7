"""Posts as archives and tables have them: X's own archive (``tweets.js``), lists of its post
objects in JSON, and CSV."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import InputEmpty, InputError, InputFormat
from onrecord.ingest.jsonl import Row
from onrecord.ingest.text import is_blank
from onrecord.model import DOCUMENT_TYPES

_STARTS = re.compile(rb"(?:\xef\xbb\xbf)?\s*window\.YTD\.\w+\.part\d+\s*=|(?:\xef\xbb\xbf)?\s*\[\s*\{")
_ASSIGNED = re.compile(r"^\ufeff?\s*(?:window\.YTD\.\w+\.part\d+\s*=\s*)?")
# What columns are called, by the field that they give.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "full_text", "content", "tweet", "post", "body"),
    "id": ("id", "id_str", "tweet_id", "status_id", "post_id"),
    "type": ("type",),
    "author": ("author", "name", "display_name", "author_name", "user_name"),
    "handle": ("handle", "screen_name", "username", "user", "account"),
    "published": ("published", "created_at", "date", "datetime", "timestamp", "time"),
    "url": ("url", "link", "permalink"),
    "title": ("title",),
    "publisher": ("publisher",),
}
_LONGEST_CELL = 20_000_000


def is_archive(head: bytes) -> bool:
    """Whether a file that starts so is an archive of posts in JSON."""
    return _STARTS.match(head) is not None


def archive_rows(text: str, name: str) -> Iterator[Row | InputError]:
    """The posts of an archive. Whose they are stands in each, or in ``account.js`` beside it."""
    try:
        found = msgspec.json.decode(_ASSIGNED.sub("", text, count=1).rstrip().rstrip(";").encode())
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise InputFormat(name, f"is no archive of posts ({error})", "give the file as X made it") from None
    if not isinstance(found, list):
        raise InputFormat(name, "is no list of posts", "give tweets.js, or a JSON list of posts")
    if not found:
        raise InputEmpty(name, "holds no posts", "check that it is the right file")
    owner = _owner(name)
    for number, one in enumerate(found, 1):
        yield _post(one, owner, f"{name}, post {number}")


def csv_rows(text: str, name: str) -> Iterator[Row | InputError]:
    """The rows of a table with a header; posts, unless a column says otherwise."""
    csv.field_size_limit(_LONGEST_CELL)
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(lines, [])]
        columns = _columns(header, name)
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield _cells(cells, header, columns, f"{name}, line {lines.line_num}")
    except csv.Error as error:
        problem = f"is not CSV from here on ({error})"
        yield InputFormat(f"{name}, line {lines.line_num}", problem, "check the quotation marks of its cells")


def _columns(header: list[str], name: str) -> dict[str, int]:
    known = {cell.casefold(): number for number, cell in reversed([*enumerate(header)])}
    columns = {
        field: known[called[0]]
        for field, names in _COLUMNS.items()
        if (called := [one for one in names if one in known])
    }
    if "text" not in columns:
        raise InputFormat(
            name, "has no column of texts", 'name the columns in its first line, one of them "text"'
        )
    return columns


def _cells(cells: list[str], header: list[str], columns: Mapping[str, int], name: str) -> Row | InputError:
    if len(cells) > len(header):
        return InputFormat(
            name, "has more cells than the first line", "put texts with commas into quotation marks"
        )
    values = {field: cells[at] for field, at in columns.items() if at < len(cells)}
    used = set(columns.values())
    other = {header[n]: cell for n, cell in enumerate(cells) if n not in used and cell and header[n]}
    row = _row(values, other, name)
    if isinstance(row, Row) and len(cells) < len(header):
        return replace(row, note=f"its row has {len(cells)} of {len(header)} cells")
    return row


def _post(one: object, owner: Mapping[str, str], name: str) -> Row | InputError:
    if isinstance(one, dict) and isinstance(one.get("tweet"), dict):
        one = one["tweet"]
    if not isinstance(one, dict):
        return InputFormat(name, "is no post", "leave it out")
    values: dict[str, str] = dict(owner)
    user: Any = one.get("user") if isinstance(one.get("user"), dict) else {}
    for field, given in (
        ("text", one.get("full_text") or one.get("text")),
        ("id", one.get("id_str") or one.get("id")),
        ("published", one.get("created_at")),
        ("handle", user.get("screen_name")),
        ("author", user.get("name")),
        ("url", one.get("url")),
    ):
        if isinstance(given, str | int) and not isinstance(given, bool):
            values[field] = str(given)
    values["text"] = html.unescape(values.get("text", ""))
    return _row(values, {}, name)


def _row(values: Mapping[str, str], other: Mapping[str, object], name: str) -> Row | InputError:
    if is_blank(values.get("text", "")):
        return InputEmpty(name, "has no text", "leave it out")
    kind = values.get("type", "").strip() or "post"
    if kind not in DOCUMENT_TYPES:
        return InputFormat(name, f"unknown type {kind[:40]!r}", f"use one of {', '.join(DOCUMENT_TYPES)}")
    fields = {
        key: value.strip()
        for key in ("title", "author", "handle", "published", "url", "publisher")
        if (value := values.get(key, "")).strip()
    }
    if "handle" in fields:
        fields["handle"] = fields["handle"].lstrip("@")
    if "published" in fields:
        fields["published"] = _plain_time(fields["published"])
    input_id = values.get("id", "").strip() or None
    return Row(values["text"], input_id, next(t for t in DOCUMENT_TYPES if t == kind), fields, other)


def _plain_time(given: str) -> str:
    """X's way to write a time ("Wed Mar 04 14:05:31 +0000 2026") as ISO 8601; others as they are."""
    try:
        time = datetime.strptime(given, "%a %b %d %H:%M:%S %z %Y")
        return time.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return given


def _owner(name: str) -> dict[str, str]:
    """Name and handle of the archive's owner, from ``account.js`` beside the posts."""
    try:
        text = (Path(name).parent / "account.js").read_text(encoding="utf-8")
        account = msgspec.json.decode(_ASSIGNED.sub("", text, count=1))[0]["account"]
        return {"handle": str(account["username"]), "author": str(account["accountDisplayName"])}
    except (OSError, ValueError, msgspec.DecodeError, LookupError, TypeError):
        return {}
