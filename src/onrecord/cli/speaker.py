"""onrecord speaker."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from onrecord.cli.shared import format_option, record_option, run

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.record.speakers import Listed

KINDS = ("person", "organization", "group", "document", "unnamed")


@click.command()
@click.argument("name", required=False)
@click.option(
    "--id",
    "id",
    metavar="ID",
    help="The speaker with this id, or one that begins so, where several have one name.",
)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    help="Only speakers of this kind; the list has persons and organizations.",
)
@click.option("--since", metavar="DATE", help="Only statements from this day on, such as 2026-03-05 or 2026.")
@click.option("--until", metavar="DATE", help="Only statements until this day.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="How many, at most: of a list the most quoted, of a page the newest.",
)
@record_option("The record whose speakers these are.")
@format_option("table", "json", "jsonl")
def speaker(
    name: str | None,
    id: str | None,
    kind: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    record: str,
    form: str,
) -> None:
    """List the speakers on record, or show all that NAME said, in time.

    NAME may be any form of a name that documents give, a surname, a handle such as
    @MayorAckerby, or an id, of the record or of one document.

    Exit status: 0 it was found; 1 nobody on record has the name, or several have; 2 wrong use.
    """
    _check("--since", since)
    _check("--until", until)
    if name and id:
        raise click.UsageError("give a name or --id, not both")

    def work() -> int:
        from onrecord.record import open_record, speakers

        with open_record(record, read_only=True) as opened:
            if not name and not id:
                found = speakers.listing(opened, kind=kind, since=since, until=until, limit=limit)
                _write_list(found, form)
                return 0
            found = speakers.by_id(opened, id) if id else speakers.find(opened, name or "", kind=kind)
            if len(found) == 1 or (found and id == found[0].id):
                return _write_page(opened, found[0].id, since, until, limit, form)
            if found:
                return _choose(found[:limit], name or id or "", form)
            return _nobody(opened, name or id or "")

    run(work)


def _check(option: str, date: str | None) -> None:
    if date is not None:
        from onrecord.record import days

        if days.bounds(date) == (None, None):
            raise click.UsageError(f"{option} {date} is no date: give one such as 2026-03-05 or 2026-03")


def _write_list(found: Sequence[Listed], form: str, *, ids: bool = False) -> None:
    from onrecord.report import as_speaker

    if form != "table":
        for one in found:
            click.echo(as_speaker.listed_line(one))
        return
    from onrecord.report.as_table import console

    out = console(sys.stdout)
    out.print(as_speaker.listing(found, ids=ids) if found else "no speakers on record")


def _write_page(opened: Record, id: str, since: str | None, until: str | None, limit: int, form: str) -> int:
    from onrecord.record import speakers
    from onrecord.report import as_speaker

    page = speakers.page(opened, id, since=since, until=until, limit=limit)
    if page is None:
        return _nobody(opened, id)
    if form != "table":
        click.echo(as_speaker.page_line(page))
        return 0
    from onrecord.report.as_table import console

    console(sys.stdout).print(as_speaker.page(page))
    if (total := sum(page.months.values())) > len(page.remarks):
        click.echo(f"the newest {len(page.remarks):,} of {total:,} statements; --limit shows more", err=True)
    return 0


def _choose(found: Sequence[Listed], name: str, form: str) -> int:
    from onrecord.report.terminal import shown

    _write_list(found, form, ids=True)
    click.echo(
        f"onrecord: {shown(name)}: {len(found):,} speakers go by this name; choose one with --id", err=True
    )
    return 1


def _nobody(opened: Record, name: str) -> int:
    from onrecord.record import speakers
    from onrecord.report.terminal import shown

    close = speakers.near(opened, name)
    advice = f"perhaps {' or '.join(close)}" if close else "`onrecord speaker` lists who is"
    click.echo(f"onrecord: {shown(name)}: nobody of this name is on record; {shown(advice)}", err=True)
    return 1
