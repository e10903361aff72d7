"""onrecord search."""

from __future__ import annotations

import re
import sys
from typing import Any, get_args

import click

from onrecord.cli.shared import echo_data, format_option, record_option, run
from onrecord.model import Act, Channel, Quotation, SpeakerKind

_LEFT_OUT = re.compile(r"-(?=[^-].)")


class _Search(click.Command):
    """A command that takes "-ferry" for a word to leave out: but for -h its options are long."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(
            ctx, [_LEFT_OUT.sub("−", arg) if _LEFT_OUT.match(arg) else arg for arg in args]
        )


@click.command(cls=_Search)
@click.argument("words", nargs=-1)
@record_option("What is searched.")
@click.option("--speaker", metavar="NAME", help="Only statements by this speaker.")
@click.option("--kind", type=click.Choice(get_args(SpeakerKind)), help="Only by speakers of this kind.")
@click.option("--act", type=click.Choice(get_args(Act)), help="Only what does this.")
@click.option("--publisher", metavar="NAME", help="Only what stands at this outlet.")
@click.option("--channel", type=click.Choice(get_args(Channel)), help="Only what was said there.")
@click.option("--quotation", type=click.Choice(get_args(Quotation)), help="Only what is printed so.")
@click.option(
    "--since", metavar="DATE", help="Only what may have been said on this day, month or year, or later."
)
@click.option("--until", metavar="DATE", help="Only what may have been said then or earlier.")
@click.option(
    "--figure", metavar="FIGURE", help='Only with such a figure: 2000, "more than 2000 homes", 1000..3000.'
)
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Hits that are printed."
)
@click.option("--after", metavar="CURSOR", help="Go on where an earlier page of the same search ended.")
@format_option("table", "json", "jsonl")
def search(words: tuple[str, ...], record: str, form: str, **given: Any) -> None:
    """Find statements on record by WORDS and by what they are about, best first.

    All of the WORDS must be there; '"two words"' in quotation marks must stand so; toll*
    begins a word; -ferry leaves out; toll OR fee is one of the two. Without WORDS: the
    newest statements that the options leave.

    Exit status: 0 it was searched, whatever was found; 1 the record cannot be read; 2 wrong use.
    """
    run(lambda: _search(_typed(words), record, form, given))


def _typed(words: tuple[str, ...]) -> str:
    """The arguments as they were typed: a shell takes the quotation marks off a phrase. One
    argument alone is the whole search."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


def _search(words: str, target: str, form: str, given: dict[str, Any]) -> int:
    from onrecord.record import open_record
    from onrecord.record.search import search as find
    from onrecord.report import as_search, as_table

    with open_record(target, read_only=True) as record:
        try:
            page = find(record, words, **given)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    if form == "table":
        as_table.console(sys.stdout).print(as_search.table(page))
        if page.next:
            click.echo(f"onrecord: for more, the same with --after {page.next}", err=True)
    else:
        for line in as_search.lines(page):
            echo_data(line)
    return 0
