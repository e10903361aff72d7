"""Values that have no column type of their own, as JSON that reads back equal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from onrecord.model import Span, Spans

Values = dict[str, Any]  # one row by column name, as SQLAlchemy takes it

_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
_ASCII_JSON = json.JSONEncoder(allow_nan=False, sort_keys=True, separators=(",", ":"))


def is_unicode(value: str) -> bool:
    """Whether ``value`` has no half characters, so that UTF-8 can hold it."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def to_json(value: object, name: str, *, lists: bool = False) -> str:
    """JSON in one form, keys sorted; ``lists`` lets tuples come back as lists.

    Raises ValueError unless it reads back equal.
    """
    plain = dict(value) if isinstance(value, Mapping) else value
    try:
        encoded = _JSON.encode(plain)
        if lists or json.loads(encoded) == plain:
            return encoded if is_unicode(encoded) else _ASCII_JSON.encode(plain)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} is not JSON: {error}") from error
    raise ValueError(f"{name} does not survive JSON: it takes lists, not tuples, and keys that are strings")


def offsets_to_json(spans: Spans) -> str:
    """A JSON list of [start, end]; the empty string for no spans, which most fields have."""
    return json.dumps([[span.start, span.end] for span in spans], separators=(",", ":")) if spans else ""


def offsets_from_json(value: str) -> Spans:
    """The spans that ``offsets_to_json`` was given."""
    return tuple(Span(start, end) for start, end in json.loads(value)) if value else ()
