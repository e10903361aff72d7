"""onrecord log."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from onrecord.cli.shared import echo_data, record_option, run

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.report.as_log import Logged

FORMATS = ("table", "json", "jsonl", "training")


@click.command()
@click.argument("id", required=False)
@click.option("--orphaned", is_flag=True, help="Those that nothing is left to hold, or in a later version.")
@click.option("--withdrawn", is_flag=True, help="Those that were withdrawn.")
@click.option("--since", metavar="DATE", help="Those from this day on, such as 2026-03-05.")
@click.option("--author", metavar="NAME", help="Those of one author.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="table: for people; json, jsonl: one object a line; training: documents with what was"
    " decided on them, in the form that training/ learns from.",
)
@record_option("The record whose log it is.")
def log(
    id: str | None,
    orphaned: bool,
    withdrawn: bool,
    since: str | None,
    author: str | None,
    form: str,
    record: str,
) -> None:
    """Show what was decided, by whom, and what has become of it.

    ID takes the decisions on one statement, document or speaker, or one decision: its
    first digits, six or more. Removed documents are in the log too.
    """
    _check(since)
    if form == "training" and (id or orphaned or withdrawn or since or author):
        raise click.UsageError("--format training takes all that stands: leave the other options out")

    def work() -> int:
        from onrecord.record import open_record

        with open_record(record, read_only=True) as opened:
            if form == "training":
                _write_training(opened)
                return 0
            write(_chosen(opened, id, orphaned, withdrawn, since, author), form)
        return 0

    run(work)


def write(logged: Sequence[Logged], form: str) -> None:
    """Print entries of the log."""
    from onrecord.report import as_log

    if form == "table":
        from onrecord.report.as_table import console

        console(sys.stdout).print(as_log.table(logged))
    else:
        for one in logged:
            echo_data(as_log.line(one))


def _write_training(record: Record) -> None:
    from onrecord.record.log import reviewed
    from onrecord.report import corrections

    for found, whole in reviewed(record):
        echo_data(corrections.line(found, whole))


def _check(since: str | None) -> None:
    if since is not None:
        from onrecord.record import days

        if days.bounds(since) == (None, None):
            raise click.UsageError(f"--since {since} is no date: give one such as 2026-03-05")


def _chosen(
    record: Record, id: str | None, orphaned: bool, withdrawn: bool, since: str | None, author: str | None
) -> list[Logged]:
    from onrecord.errors import DecisionError
    from onrecord.record.log import log as entries
    from onrecord.record.marks import marks
    from onrecord.report import as_log

    marked = [
        one
        for one in marks(record)
        if not orphaned
        and (id is None or one.document.startswith(id.lower()))
        and (not withdrawn or one.lifted_at)
        and (since is None or one.forgotten_at >= since)
        and (author is None or one.author == author)
    ]
    try:
        found = entries(record, id, author=author, since=since)
    except DecisionError:
        if not marked:
            raise
        found = []
    if orphaned:
        found = [one for one in found if one.orphaned]
    if withdrawn:
        found = [one for one in found if one.state == "withdrawn"]
    return as_log.in_order([*found, *marked])
