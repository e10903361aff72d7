"""onrecord import."""

from __future__ import annotations

from collections import Counter

import click

from onrecord.cli.shared import open_to_write, record_option, run

_KINDS = {"document": "documents", "decision": "decisions", "mark": "marks of removed documents"}
_CHANGES = ("new", "updated", "unchanged")


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@record_option("What it is brought into.")
def import_(files: tuple[str, ...], record: str) -> None:
    """Bring exports of other records into this one.

    A FILE is what `onrecord export` wrote as jsonl: documents with all their readings,
    decisions, and the marks of removed documents. It may be gzipped; - is standard input.
    What the record has already stays as it is, so that the same file may be brought again.
    A line that is damaged is refused, and the rest goes on.

    Exit status: 0 all was brought; 1 some lines were not, and standard error says why; 2
    wrong use.
    """
    run(lambda: _import(files, record))


def _import(files: tuple[str, ...], target: str) -> int:
    from onrecord.errors import InputError
    from onrecord.report.exports.bringing import Unlinked, bring
    from onrecord.report.terminal import shown

    counts: Counter[tuple[str, str]] = Counter()
    failed = 0
    with open_to_write(target) as record:
        for file in files:
            try:
                for one in bring(record, file):
                    if isinstance(one, InputError):
                        failed += 1
                        click.echo(f"onrecord: {shown(str(one))}", err=True)
                    elif isinstance(one, Unlinked):
                        problem = f"its older version {shown(one.older)} is not on record"
                        click.echo(f"onrecord: document {shown(one.document)}: {problem}", err=True)
                    else:
                        counts[one.kind, one.change] += 1
            except InputError as error:
                failed += 1
                click.echo(f"onrecord: {shown(str(error))}", err=True)
    for kind, name in _KINDS.items():
        if told := [f"{n:,} {change}" for change in _CHANGES if (n := counts[kind, change])]:
            click.echo(f"{name}: {', '.join(told)}")
    if failed:
        click.echo(f"onrecord: {failed:,} not brought", err=True)
    return 1 if failed else 0
