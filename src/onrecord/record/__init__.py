"""The record: the store of documents and of everything that came from them.

open_record    a path or URL -> Record
schema.py      the tables as they are now
migrations.py  the numbered steps that lead there from any older record
codec.py       the types <-> rows, exactly; context_codec.py for findings and figures
store.py       Record, on top of writing.py and lookup.py; knows no particular database
sqlite.py      SQLite: where the file is, its connections, its errors in plain words
"""

from __future__ import annotations

from onrecord.record.opening import open_record
from onrecord.record.store import Counts, Record
from onrecord.record.writing import Change, Outcome

__all__ = ["Change", "Counts", "Outcome", "Record", "open_record"]
