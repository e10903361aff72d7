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
    from onrecord.record.check import check
    from onrecord.record.comparing import compare
    from onrecord.record.conflicting import conflicts
    from onrecord.record.search import search
    from onrecord.report.brief import brief

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
    "brief",
    "check",
    "compare",
    "conflicts",
    "open_record",
    "read",
    "search",
]

# Loaded when first asked for, so that the command line answers --help at once.
_LATER = {
    "Extractor": "onrecord.extract",
    "Options": "onrecord.ingest",
    "Record": "onrecord.record",
    "Result": "onrecord.pipeline",
    "brief": "onrecord.report.brief",
    "check": "onrecord.record.check",
    "compare": "onrecord.record.comparing",
    "conflicts": "onrecord.record.conflicting",
    "open_record": "onrecord.record",
    "read": "onrecord.pipeline",
    "search": "onrecord.record.search",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
