"""onrecord relate."""

from __future__ import annotations

import json
import sys

import click

from onrecord.cli.shared import format_option, open_existing, record_option, run


@click.command()
@record_option("The record whose relations are found anew.")
@format_option("table", "json", "jsonl")
def relate(record: str, form: str) -> None:
    """Find anew how the statements on record stand to each other.

    Reading finds relations as it goes; this is for a record that an older onrecord made, and
    after merging or splitting speakers. What people decided on relations stays.

    Exit status: 0 all were found; 1 the record cannot be written; 2 wrong use.
    """
    run(lambda: _relate(record, form))


def _relate(target: str, form: str) -> int:
    from onrecord.record.relations import recompute

    with open_existing(target, relates=True) as record:
        counts = recompute(record, _told if sys.stderr.isatty() else None)
    if form == "table":
        told = [f"{count:,} {type}" for type, count in counts.items()]
        click.echo(", ".join(told) or "no relations found")
    else:
        click.echo(json.dumps(counts))
    return 0


def _told(done: int, of: int) -> None:
    """The number of documents done, on one line of a terminal."""
    click.echo(f"\r{done:,} of {of:,} documents", err=True, nl=done == of)
