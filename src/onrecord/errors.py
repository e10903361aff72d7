"""Every error that onrecord raises on purpose.

    OnRecordError
    ├── InputError            one input cannot be read; the rest goes on
    │   ├── InputMissing      no such file, or a folder where a file belongs
    │   ├── InputEmpty        nothing in it to record
    │   ├── InputTooLarge     above the size limit
    │   ├── InputEncoding     not text in the encoding it claims or seems to have
    │   └── InputFormat       not the format its name or content promises
    ├── WeightsError          the network is missing, damaged or of another version
    └── RecordError           the record cannot be opened or written
        └── RecordTooNew      written by a newer onrecord

Each message is one line that names what failed and says what to do next.
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Base of all errors that onrecord raises on purpose."""


class InputError(OnRecordError):
    """An input that cannot be read. ``input`` is its name as the caller gave it."""

    def __init__(self, input: str, problem: str, advice: str = "") -> None:
        self.input = input
        self.problem = problem
        self.advice = advice
        super().__init__(f"{input}: {problem}" + (f"; {advice}" if advice else ""))


class InputMissing(InputError):
    """The input is not there, or is a folder."""


class InputEmpty(InputError):
    """The input holds no text."""


class InputTooLarge(InputError):
    """The input is above the size limit."""


class InputEncoding(InputError):
    """The input's bytes are not text in the encoding that it claims or seems to have."""


class InputFormat(InputError):
    """The input is not of the format that its name or content promises."""


class WeightsError(OnRecordError):
    """The network's files are missing, damaged or of another version."""


class RecordError(OnRecordError):
    """The record cannot be opened, read or written. ``record`` is its path or URL."""

    def __init__(self, record: str, problem: str, advice: str = "") -> None:
        self.record = record
        super().__init__(f"{record}: {problem}" + (f"; {advice}" if advice else ""))


class RecordTooNew(RecordError):
    """The record's schema is newer than this program."""
