"""Every error that onrecord raises on purpose.

    OnRecordError
    ├── InputError            one input cannot be read; the rest goes on
    │   ├── InputMissing      no such file, or a folder where a file belongs
    │   ├── InputEmpty        nothing in it to record
    │   ├── InputTooLarge     above the size limit
    │   ├── InputEncoding     not text in the encoding it claims or seems to have
    │   └── InputFormat       not the format its name or content promises
    ├── WeightsError          the network is missing, damaged or of another version
    ├── DecisionError         a decision that cannot be taken: its subject or its value
    ├── OutputError           what is exported cannot be written
    └── RecordError           the record cannot be opened or written
        ├── RecordTooNew      written by a newer onrecord
        ├── RecordTooOld      written by an older one, and opened read-only
        └── RecordDamaged     its file is damaged or cut short

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


class DecisionError(OnRecordError):
    """A decision that cannot be taken. ``subject`` is what it was to be about, as the caller
    named it."""

    def __init__(self, subject: str, problem: str, advice: str = "") -> None:
        self.subject = subject
        super().__init__(f"{subject}: {problem}" + (f"; {advice}" if advice else ""))


class OutputError(OnRecordError):
    """What is exported cannot be written. ``output`` is the name of the file or folder."""

    def __init__(self, output: str, problem: str, advice: str = "") -> None:
        self.output = output
        super().__init__(f"{output}: {problem}" + (f"; {advice}" if advice else ""))


class RecordError(OnRecordError):
    """The record cannot be opened, read or written. ``record`` is its path or URL."""

    def __init__(self, record: str, problem: str, advice: str = "") -> None:
        self.record = record
        self.problem = problem
        super().__init__(f"{record}: {problem}" + (f"; {advice}" if advice else ""))


class RecordTooNew(RecordError):
    """The record's schema is newer than this program."""


class RecordTooOld(RecordError):
    """The record's schema is older than this program's, and may not be brought up to date."""


class RecordDamaged(RecordError):
    """The record's file is damaged or cut short; `onrecord doctor` recovers what is left."""
