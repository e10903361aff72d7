"""onrecord export."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from onrecord.cli.shared import record_option, run

if TYPE_CHECKING:
    from onrecord.model import Reading
    from onrecord.record import Record
    from onrecord.record.histories import Selection

FORMATS = ("jsonl", "csv", "parquet", "jsonld", "annotation", "brat")
TYPES = ("report", "post", "transcript", "release")


@click.command()
@record_option("What is exported.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="jsonl",
    show_default=True,
    help="jsonl: the whole record, for `onrecord import`; csv, parquet: a row per statement; "
    "jsonld: schema.org; annotation: W3C Web Annotation; brat: a folder.",
)
@click.option("--output", default="-", metavar="FILE", help="Where to; - is standard output, the default.")
@click.option("--force", is_flag=True, help="Let it take the place of a FILE that is there.")
@click.option("--type", "kind", type=click.Choice(TYPES), help="Only documents of this type.")
@click.option("--publisher", metavar="NAME", help="Only documents of this publisher, or site without one.")
@click.option("--since", metavar="DATE", help="Only documents published on or after this day, month or year.")
@click.option("--until", metavar="DATE", help="Only documents published on or before it.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="0..1",
    show_default=True,
    help="Leave out statements below this probability of being right; not for jsonl.",
)
def export(record: str, form: str, output: str, force: bool, min_confidence: float, **given: Any) -> None:
    """Write the record, or a part of it, in a format that others read.

    jsonl holds everything, as it was found and decided; the other formats hold each
    document as it reads now, with people's decisions in place of what they override.

    Exit status: 0 all was written; 1 nothing was, and standard error says why; 2 wrong use.
    """
    if form == "jsonl" and min_confidence:
        raise click.UsageError("jsonl holds whole documents: --min-confidence is for the other formats")
    if form == "brat" and output == "-":
        raise click.UsageError("brat takes a folder: name a new one with --output")
    if form == "parquet" and output == "-" and sys.stdout.isatty():
        raise click.UsageError("parquet is not for a terminal: name a file with --output")
    which = _selection(given)
    run(lambda: _export(record, form, output, force, min_confidence, which))


def _selection(given: dict[str, Any]) -> Selection:
    from onrecord.record import days
    from onrecord.record.histories import Selection

    for name in ("since", "until"):
        if given[name] is not None and days.bounds(given[name])[0] is None:
            raise click.UsageError(f"--{name} takes a day, month or year such as 2026-03-05, 2026-03 or 2026")
    return Selection(given["kind"], given["publisher"], given["since"], given["until"])


def _export(target: str, form: str, output: str, force: bool, min_confidence: float, which: Selection) -> int:
    from onrecord.record import open_record
    from onrecord.report.exports import places

    _spare_the_record(target, output)
    with open_record(target, read_only=True) as record:
        if output == "-":
            _write(record, form, sys.stdout.buffer, min_confidence, which)
            sys.stdout.buffer.flush()
            return 0
        if form == "brat":
            count = places.new_folder(_readings(record, min_confidence, which), output, force=force)
        else:
            with places.new_file(output, force=force) as file:
                count = _write(record, form, file, min_confidence, which)
    click.echo(f"onrecord: {count:,} document{'' if count == 1 else 's'} in {output}", err=True)
    return 0


def _spare_the_record(target: str, output: str) -> None:
    from onrecord.record.opening import place

    path = place(target).resolve()
    if Path(output).resolve() in (path.with_name(path.name + end) for end in ("", "-wal", "-shm")):
        raise click.UsageError(f"{output} is the record itself: name another file")


def _write(record: Record, form: str, out: BinaryIO, min_confidence: float, which: Selection) -> int:
    from onrecord.report import exports

    if form == "jsonl":
        return exports.write_record(record, out, which)
    return exports.write_readings(_readings(record, min_confidence, which), form, out)


def _readings(record: Record, min_confidence: float, which: Selection) -> Iterator[Reading]:
    from onrecord.pipeline import above
    from onrecord.record import histories

    return (above(reading, min_confidence) for reading in histories.current(record, which))
