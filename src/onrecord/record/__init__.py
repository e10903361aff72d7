"""The record: the store of documents and of everything that came from them.

open_record    a path or URL -> Record
schema.py      the tables as they are now
migrations.py  the numbered steps that lead there from any older record
codec.py       the types <-> rows, exactly; context_codec.py for findings and figures
store.py       Record, on top of writing.py and lookup.py; knows no particular database
sqlite.py      SQLite: where the file is, its connections, its errors in plain words
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.record.opening import open_record
    from onrecord.record.store import Counts, Record
    from onrecord.record.writing import Change, Outcome

__all__ = ["Change", "Counts", "Outcome", "Record", "open_record"]

# Loaded when first asked for: parts of this package are needed where there is no database.
_LATER = {
    "Change": "onrecord.record.writing",
    "Counts": "onrecord.record.store",
    "Outcome": "onrecord.record.writing",
    "Record": "onrecord.record.store",
    "open_record": "onrecord.record.opening",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module 'onrecord.record' has no attribute {name!r}")
