"""onrecord conflicts."""

from __future__ import annotations

import sys
from typing import Any

import click

from onrecord.cli.shared import echo_data, format_option, record_option, run


@click.command()
@click.argument("words", nargs=-1)
@record_option("What is looked through.")
@click.option("--speaker", metavar="NAME", help="Only where one of the two is by this speaker.")
@click.option("--since", metavar="DATE", help="Only where one was said on this day, month or year, or later.")
@click.option("--until", metavar="DATE", help="Only where one was said then or earlier.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="0..1",
    show_default=True,
    help="Only pairs at least as likely as this to conflict.",
)
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="Pairs that are printed."
)
@format_option("table", "json", "jsonl")
def conflicts(words: tuple[str, ...], record: str, form: str, **given: Any) -> None:
    """Show pairs of statements that may contradict each other, or of which one revises the other.

    WORDS are about what one of the two must be. The words that decide are marked; the surest
    pairs come first. A pair that is none is taken away for good with `onrecord decide reject`
    and its id.

    Exit status: 0 it was looked through, whatever was found; 1 the record cannot be read;
    2 wrong use.
    """
    run(lambda: _conflicts(" ".join(words), record, form, given))


def _conflicts(words: str, target: str, form: str, given: dict[str, Any]) -> int:
    from onrecord.record import open_record
    from onrecord.record.conflicting import conflicts as find
    from onrecord.report import as_conflicts, as_table

    with open_record(target, read_only=True) as record:
        try:
            pairs = find(record, words or None, **given)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    if form == "table":
        as_table.console(sys.stdout).print(as_conflicts.table(pairs))
    else:
        for pair in pairs:
            echo_data(as_conflicts.line(pair))
    return 0
