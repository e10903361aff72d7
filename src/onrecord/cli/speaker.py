"""onrecord speaker."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from onrecord.cli.shared import echo_data, format_option, record_option, run

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.record.speakers import Listed

_MOST = 100  # characters of a name in a message
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

    NAME may be any form of a name that documents give, with or without a title, a surname, a
    handle such as @MayorAckerby, or an id, of the record or of one document. Under a statement
    stands what may conflict with it, with the words that decide.

    Exit status: 0 it was found; 1 nobody on record has the name, or several have; 2 wrong use.
    """
    _check("--since", since)
    _check("--until", until)
    if name is not None and id is not None:
        raise click.UsageError("give a name or --id, not both")
    if name is not None and not name.strip():
        raise click.UsageError("the name is empty; without one all speakers are listed")
    _check_id(id)

    def work() -> int:
        from onrecord.record import open_record, speakers

        with open_record(record, read_only=True) as opened:
            if name is None and id is None:
                found = speakers.listing(opened, kind=kind, since=since, until=until, limit=limit)
                _write_list(found, form)
                return 0
            found = speakers.by_id(opened, id) if id else speakers.find(opened, name or "", kind=kind)
            if len(found) == 1 or (found and id == found[0].id):
                return _write_page(opened, found[0].id, since, until, limit, form)
            if found:
                return _choose(found, limit, name or id or "", form)
            return _nobody(opened, name or id or "")

    run(work)


def _check(option: str, date: str | None) -> None:
    if date is not None:
        from onrecord.record import days

        if days.bounds(date) == (None, None):
            raise click.UsageError(f"{option} {date} is no date: give one such as 2026-03-05 or 2026-03")


def _check_id(id: str | None) -> None:
    if id is not None:
        from onrecord.record import speakers

        if len(id) < speakers.SHORTEST:
            raise click.UsageError(f"--id {id}: give at least {speakers.SHORTEST} digits of an id")


def _write_list(found: Sequence[Listed], form: str, *, ids: bool = False) -> None:
    from onrecord.report import as_speaker

    if form != "table":
        for one in found:
            echo_data(as_speaker.listed_line(one))
        return
    from onrecord.report.as_table import console

    out = console(sys.stdout)
    out.print(as_speaker.listing(found, width=out.width, ids=ids) if found else "no such speakers on record")


def _write_page(opened: Record, id: str, since: str | None, until: str | None, limit: int, form: str) -> int:
    from onrecord.record import speaker_page
    from onrecord.report import as_speaker

    page = speaker_page.page(opened, id, since=since, until=until, limit=limit)
    if page is None:
        return _nobody(opened, id)
    if form != "table":
        echo_data(as_speaker.page_line(page))
        return 0
    from onrecord.report.as_table import console

    console(sys.stdout).print(as_speaker.page(page))
    if (total := sum(page.months.values())) > len(page.remarks):
        click.echo(f"the newest {len(page.remarks):,} of {total:,} statements; --limit shows more", err=True)
    return 0


def _choose(found: Sequence[Listed], limit: int, name: str, form: str) -> int:
    _write_list(found[:limit], form, ids=True)
    several = f"{len(found):,} speakers go by this name"
    if len(found) > limit:
        several += f", of whom the {limit:,} most quoted are shown"
    click.echo(f"onrecord: {_short(name)}: {several}; choose one with --id", err=True)
    return 1


def _nobody(opened: Record, name: str) -> int:
    from onrecord.record import speakers
    from onrecord.report.terminal import shown

    close = speakers.near(opened, name)
    advice = f"perhaps {' or '.join(close)}" if close else "`onrecord speaker` lists who is"
    click.echo(f"onrecord: {_short(name)}: nobody of this name is on record; {shown(advice)}", err=True)
    return 1


def _short(name: str) -> str:
    from onrecord.report.terminal import shown

    return shown(name if len(name) <= _MOST else name[:_MOST] + "…")
