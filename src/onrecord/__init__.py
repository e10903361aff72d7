"""The record of public statements.

for result in onrecord.read(["story.html"]):
    if isinstance(result, onrecord.InputError): ...
    for statement in result.reading.statements: ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError, OnRecordError, RecordError, WeightsError
from onrecord.model import Block, Document, Reading, Span, Statement

if TYPE_CHECKING:
    from onrecord.extract import Extractor
    from onrecord.ingest import Options
    from onrecord.pipeline import Result, read
    from onrecord.record import Record, open_record

__all__ = [
    "Block",
    "Document",
    "Extractor",
    "InputError",
    "OnRecordError",
    "Options",
    "Reading",
    "Record",
    "RecordError",
    "Result",
    "Span",
    "Statement",
    "WeightsError",
    "open_record",
    "read",
]

# Loaded when first asked for, so that the command line answers --help at once.
_LATER = {
    "Extractor": "onrecord.extract",
    "Options": "onrecord.ingest",
    "Record": "onrecord.record",
    "Result": "onrecord.pipeline",
    "open_record": "onrecord.record",
    "read": "onrecord.pipeline",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
