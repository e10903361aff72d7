"""One line of JSONL into the fields of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from onrecord.errors import InputEmpty, InputEncoding, InputError, InputFormat
from onrecord.ingest.text import is_blank
from onrecord.model import DOCUMENT_TYPES, DocumentType

_AUTHORS = str | list[str] | None


class _Keys(msgspec.Struct):
    """The keys that are understood, with their types."""

    text: str
    id: str | int | float | None = None
    type: str | None = None
    title: str | None = None
    author: _AUTHORS = None
    authors: _AUTHORS = None
    handle: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What one line says; absent and empty values are None. ``other`` holds its other keys;
    ``note`` is what a reader should know of it."""

    text: str
    input_id: str | None
    type: DocumentType | None
    fields: Mapping[str, str] = field(default_factory=dict)
    other: Mapping[str, object] = field(default_factory=dict)
    note: str | None = None


_DECODER = msgspec.json.Decoder(dict[str, object])
_ONE_OBJECT = 'write one JSON object with a "text" on each line'
_HALF_PAIR = re.compile(rb"(?<!\\)\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])")


def parse_row(line: bytes, name: str) -> Row | InputError:
    """The fields that ``line`` gives, or the InputError that says what is wrong with it."""
    try:
        values = _DECODER.decode(line)
    except UnicodeDecodeError as error:
        return InputEncoding(name, f"is not UTF-8 ({error.reason})", "convert the file to UTF-8")
    except RecursionError:
        return InputFormat(name, "is nested too deeply", _ONE_OBJECT)
    except msgspec.ValidationError as error:
        return InputFormat(name, _plain(error), _ONE_OBJECT)
    except msgspec.DecodeError as error:
        if "surrogate" in str(error) or _HALF_PAIR.search(line):
            return InputEncoding(
                name, "has half of a surrogate pair, which is no character", "repair the text"
            )
        return InputFormat(name, f"is not JSON ({error})", _ONE_OBJECT)
    try:
        keys = msgspec.convert(values, _Keys)
    except msgspec.ValidationError as error:
        return InputFormat(name, _plain(error), _ONE_OBJECT)
    if b"\\u0000" in line and (held := [key for key, value in values.items() if _has_nul(value)]):
        return InputFormat(name, f'"{held[0]}" holds a NUL character, which is not text', "take it out")
    if is_blank(keys.text):
        return InputEmpty(name, '"text" is empty', "leave the line out")
    if keys.type and keys.type not in DOCUMENT_TYPES:
        return InputFormat(
            name, f"unknown type {keys.type[:40]!r}", f"use one of {', '.join(DOCUMENT_TYPES)}"
        )
    return _row(keys, values)


def _has_nul(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_has_nul, (*value, *value.values())))
    return any(map(_has_nul, value)) if isinstance(value, list) else isinstance(value, str) and "\0" in value


def _row(keys: _Keys, values: dict[str, object]) -> Row:
    known = {}
    for key in ("title", "handle", "published", "url", "publisher"):
        value = getattr(keys, key)
        if value and value.strip():
            known[key] = value.strip()
    if "handle" in known:
        known["handle"] = known["handle"].lstrip("@")
    if author := _joined(keys.author) or _joined(keys.authors):
        known["author"] = author
    other = {key: value for key, value in values.items() if key not in _Keys.__struct_fields__}
    input_id = None if keys.id is None else str(keys.id)
    kind = next((t for t in DOCUMENT_TYPES if t == keys.type), None)
    return Row(keys.text, input_id, kind, known, other)


def _joined(names: _AUTHORS) -> str | None:
    if isinstance(names, str):
        return names.strip() or None
    return ", ".join(n.strip() for n in names or [] if n.strip()) or None


def _plain(error: msgspec.ValidationError) -> str:
    """msgspec's message in words: Expected `str`, got `int` - at `$.text` → "text": expected str, got int."""
    message, _, at = str(error).partition(" - at ")
    key = at.strip("`").removeprefix("$").lstrip(".")
    message = message.replace("`", "")
    message = message[:1].lower() + message[1:]
    return f'"{key}": {message}' if key and key != "[...]" else message
