"""What a caller may say about inputs that do not say it themselves."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import DOCUMENT_TYPES, DocumentType


@dataclass(frozen=True, slots=True)
class Options:
    """Limits, and values used where the input does not say.

    ``max_bytes`` bounds one document after decompression. ``published`` is any date
    that can be read without doubt ("2018-12-19", "19 December 2018"); it is kept as
    ISO 8601. Raises ValueError for a date, type or limit that cannot be meant.
    """

    max_bytes: int = 20_000_000
    type: DocumentType | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        if self.max_bytes < 1:
            raise ValueError(f"max_bytes must be at least 1, not {self.max_bytes}")
        if self.type is not None and self.type not in DOCUMENT_TYPES:
            raise ValueError(f"type must be one of {', '.join(DOCUMENT_TYPES)}, not {self.type!r}")
        for name in ("publisher", "url", "title"):
            value = getattr(self, name)
            if value is not None and not _is_text(value):
                raise ValueError(f"{name} is not text: {value!r}; write it in UTF-8")
        if self.published is not None:
            from onrecord.ingest.dates import iso_date

            published = iso_date(self.published)
            if published is None:
                raise ValueError(f"published is not a date: {self.published!r}; write it as 2018-12-19")
            object.__setattr__(self, "published", published)


def _is_text(value: str) -> bool:
    """Whether ``value`` has no bytes that the command line could not decode."""
    return not any("\ud800" <= c <= "\udfff" for c in value)
