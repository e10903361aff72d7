"""onrecord compare."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from onrecord.cli.shared import echo_data, format_option, run


@click.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--speaker-a", metavar="NAME", help="Who said A.")
@click.option("--speaker-b", metavar="NAME", help="Who said B.")
@click.option("--date-a", metavar="DATE", help="When A was said, such as 2026-03-05.")
@click.option("--date-b", metavar="DATE", help="When B was said.")
@click.option(
    "--pairs",
    metavar="FILE",
    help='Compare the pairs of a JSONL file, {"a": …, "b": …} a line, or of standard input (-).',
)
@format_option("table", "json", "jsonl")
def compare(
    a: str | None,
    b: str | None,
    speaker_a: str | None,
    speaker_b: str | None,
    date_a: str | None,
    date_b: str | None,
    pairs: str | None,
    form: str,
) -> None:
    """Say how the statements A and B stand to each other: the same words, altered words, one
    contradicts or revises the other, or none of these; and the words that decide.

    With --pairs one JSON object a line is printed; an "id" on the line comes back, and
    "speaker_a", "speaker_b", "date_a" and "date_b" may stand beside "a" and "b".

    Exit status: 0 compared; 1 a line or a file cannot be read; 2 wrong use.
    """
    if pairs is None:
        if a is None or b is None:
            raise click.UsageError("give two statements, or --pairs FILE")
        run(lambda: _one(a, b, form, speaker_a, speaker_b, date_a, date_b))
    else:
        if a is not None:
            raise click.UsageError("give two statements or --pairs FILE, not both")
        run(lambda: _pairs(pairs))


def _one(a: str, b: str, form: str, *of: str | None) -> int:
    from onrecord.record.comparing import compare as find
    from onrecord.report import as_compare, as_table

    try:
        found = find(a, b, speaker_a=of[0], speaker_b=of[1], date_a=of[2], date_b=of[3])
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if form == "table":
        as_table.console(sys.stdout).print(as_compare.table(found))
    else:
        echo_data(as_compare.line(found))
    return 0


def _pairs(name: str) -> int:
    from onrecord.report import as_compare

    failed = 0
    for number, line in enumerate(_lines(name), 1):
        if not line.strip():
            continue
        try:
            asked = as_compare.asked(line)
            found = asked.compare()
        except ValueError as error:
            click.echo(f"onrecord: {name}: line {number}: {error}", err=True)
            failed += 1
            continue
        echo_data(as_compare.line(found, asked.id))
    return 1 if failed else 0


def _lines(name: str) -> Iterator[str]:
    from onrecord.errors import InputMissing

    try:
        with click.open_file(name, encoding="utf-8") as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        raise InputMissing(name, f"cannot be read ({error})", "check the name") from error
