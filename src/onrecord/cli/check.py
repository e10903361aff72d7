"""onrecord check."""

from __future__ import annotations

import sys

import click

from onrecord.cli.shared import echo_data, format_option, record_option, run


@click.command()
@click.argument("words", metavar="WORDS", nargs=-1, required=True)
@record_option("What is looked in.")
@click.option("--speaker", metavar="NAME", help="Only what is on record as said by someone of this name.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Places that are printed."
)
@format_option("table", "json", "jsonl")
def check(words: tuple[str, ...], record: str, speaker: str | None, limit: int, form: str) -> None:
    """Was this said? Look for the quotation WORDS in everything on record.

    The verdict is verbatim (the words stand in a row), trimmed (with words left out where an
    ellipsis or an editor's [brackets] say so), altered (the same passage in other words, and
    which), or absent; with every place, originals before reports. Case, quotation marks,
    dashes and line breaks do not count. WORDS of - are read from standard input.

    Exit status: 0 there is an answer, absent too; 1 the record cannot be read, or WORDS hold
    none or more than 1,000 words; 2 wrong use.
    """
    run(lambda: _check(" ".join(words), record, speaker, limit, form))


def _check(words: str, target: str, speaker: str | None, limit: int, form: str) -> int:
    from onrecord.record import open_record
    from onrecord.record.check import check as find
    from onrecord.report import as_check, as_table

    if words == "-":
        words = sys.stdin.read()
    with open_record(target, read_only=True) as record:
        found = find(record, words, speaker=speaker, limit=limit)
    if form == "table":
        as_table.console(sys.stdout).print(as_check.table(found))
    else:
        echo_data(as_check.line(found))
    return 0
