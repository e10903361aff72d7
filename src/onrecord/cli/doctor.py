"""onrecord doctor."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.shared import Upgrade, echo_data, format_option, record_option, run

if TYPE_CHECKING:
    from onrecord.record.doctor import Examination
    from onrecord.record.recovery import Recovery

_AT_MOST = 20  # lines of a kind in the table; JSON has all


@click.command()
@record_option("The record to look at.")
@click.option(
    "--repair",
    is_flag=True,
    help="Make the indexes anew where they are wrong; where the evidence or the file is damaged, take "
    "over what is whole into a new file.",
)
@click.option(
    "--into",
    metavar="FILE",
    help="Take over what is whole into this new file, whatever state the record is in.  [with --repair: "
    "the record's name with .recovered in it]",
)
@format_option("table", "json", "jsonl")
def doctor(record: str, repair: bool, into: str | None, form: str) -> None:
    """Check a record, and repair it.

    Looks at the file, at every document with what was found in it, and at the indexes made
    from these. Nothing is written without --repair or --into, and damaged evidence is never
    changed where it is.

    Exit status: 0 the record is healthy, perhaps since its repair; 1 it is not, or could not
    be looked at; 2 wrong use.
    """
    run(lambda: _doctor(record, repair, into, form))


def _doctor(target: str, repair: bool, into: str | None, form: str) -> int:
    from onrecord.errors import RecordError, RecordTooNew
    from onrecord.record import doctor, recovery

    try:
        with Upgrade(target) as upgrade:
            found = doctor.repair(target, progress=upgrade.tell) if repair else doctor.examine(target)
    except RecordTooNew:
        raise
    except RecordError as error:
        if into is None:
            raise
        found = doctor.unreadable(target, error.problem)
    recovered = None
    if into is not None or (repair and not found.healthy):
        recovered = recovery.recover(target, into or _beside(target))
    if form == "table":
        _show(found, recovered)
    else:
        recovery_values = asdict(recovered) if recovered else None
        values = {**asdict(found), "healthy": found.healthy, "recovered": recovery_values}
        echo_data(json.dumps(values))  # ASCII: the record's name may hold bytes that are no text
    return 0 if found.healthy else 1


def _beside(target: str) -> str:
    """Where what is recovered goes: onrecord.db becomes onrecord.recovered.db."""
    from onrecord.record.opening import place

    path = place(target)
    return str(path.with_name(f"{path.stem}.recovered{path.suffix}"))


def _show(found: Examination, recovered: Recovery | None) -> None:
    name = _line(found.record)
    looked_at = f"{found.documents:,} documents, {found.readings:,} readings, {found.statements:,} statements"
    if found.healthy:
        click.echo(f"{name}: healthy: {looked_at}")
    else:
        count = "1 problem" if len(found.problems) == 1 else f"{len(found.problems):,} problems"
        click.echo(f"{name}: {count}" + (f" in {looked_at}" * bool(found.readings)))
        _list([f"{one.kind:<10} {one.subject}: {one.problem}" for one in found.problems])
    if recovered:
        _show_recovered(recovered)
    elif found.repairable:
        _tell(f"`onrecord doctor --record {name} --repair` makes the indexes anew; the evidence is whole")
    elif not found.healthy:
        _tell(
            f"keep a copy; `onrecord doctor --record {name} --repair` takes over what is whole into a new"
            " file; a backup may hold more"
        )


def _show_recovered(done: Recovery) -> None:
    name, into = _line(done.record), _line(done.into)
    click.echo(
        f"{into}: taken over: {done.documents:,} documents, {done.statements:,} statements, "
        f"{done.decisions:,} decisions; known to be lost: {len(done.lost):,}"
    )
    _list([f"{one.document or 'id lost'} {one.read_from or ''}: {one.problem}" for one in done.lost])
    if done.lost:
        _tell("read what was lost again from where it came, or from a backup")
    _tell(
        f"to go on with the new file, move {name} away, with those that end in -wal and -shm beside it, and"
        f" rename {into} to {Path(name).name}"
    )


def _list(lines: list[str]) -> None:
    for line in lines[:_AT_MOST]:
        click.echo(f"  {_line(line)}")
    if len(lines) > _AT_MOST:
        click.echo(f"  and {len(lines) - _AT_MOST:,} more; --format json lists all")


def _tell(advice: str) -> None:
    click.echo(f"What to do: {advice}.")


def _line(text: str) -> str:
    from onrecord.report.terminal import shown

    return shown(text)
