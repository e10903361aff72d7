"""An export on its way into a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

from onrecord.errors import InputError, InputFormat, OnRecordError
from onrecord.record import transfer
from onrecord.record.decisions import Decision
from onrecord.record.marks import Forgotten
from onrecord.record.store import Record
from onrecord.report.exports import jsonl_lines

Kind = Literal["document", "decision", "mark"]


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one line: a document, decision or mark was ``new``, ``updated`` or
    ``unchanged``."""

    kind: Kind
    id: str
    change: transfer.Taken


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A document that was taken, and whose ``older`` version is neither in the file nor on
    record."""

    document: str
    older: str


def bring(
    record: Record, name: str, *, stdin: BinaryIO | None = None
) -> Iterator[Brought | InputError | Unlinked]:
    """Take the lines of an export (a path, or "-") into ``record``, one transaction each.

    What is there already stays as it is, so that the same file may be brought again, as
    after an interruption. A line that cannot be taken comes as an InputError in its place;
    documents whose older versions are missing come last.

    Raises InputError when the file is no export, RecordError when the record cannot be
    written.
    """
    record.check_writable()
    waiting: dict[str, str] = {}  # for older versions that may come later in the file
    for shown, line in jsonl_lines.read(name, stdin=stdin):
        if isinstance(line, InputError):
            yield line
            continue
        try:
            yield _take(record, line, waiting)
        except InputError as error:
            yield error
        except OnRecordError:
            raise
        except RecursionError:
            yield _refused(shown, "is nested too deeply")
        except transfer.Damaged as error:
            yield _refused(shown, f"is damaged: {error}")
        except Exception as error:  # a fault of ours in one line must not cost the others
            problem = f"could not be taken ({type(error).__name__}: {error})"
            yield InputError(shown, problem, "this is a fault in onrecord: please report it")
    for id, older in waiting.items():
        if not transfer.link(record, id, older):
            yield Unlinked(id, older)


def _refused(name: str, problem: str) -> InputFormat:
    return InputFormat(name, problem, jsonl_lines.GET_ANOTHER)


def _take(record: Record, line: jsonl_lines.Line, waiting: dict[str, str]) -> Brought:
    if isinstance(line, Decision):
        return Brought("decision", line.id, "new" if transfer.add_decision(record, line) else "unchanged")
    if isinstance(line, Forgotten):
        return Brought("mark", line.document, "new" if transfer.add_mark(record, line) else "unchanged")
    arrival = transfer.add_history(record, line)
    if arrival.missing is not None:
        waiting[line.id] = arrival.missing
    return Brought("document", line.id, arrival.taken)
