"""onrecord brief."""

from __future__ import annotations

from typing import Any

import click

from onrecord.cli.shared import echo_data, record_option, run


@click.command()
@click.argument("words", nargs=-1)
@record_option("The record that the brief is made of.")
@click.option("--speaker", metavar="NAME", help="Only what this speaker says, and what stands against it.")
@click.option("--since", metavar="DATE", help="Only what may have been said on this day or later.")
@click.option("--until", metavar="DATE", help="Only what may have been said then or earlier.")
@click.option("--publisher", metavar="NAME", help="Only what stands at this outlet.")
@click.option(
    "--limit",
    type=click.IntRange(1, 500),
    default=30,
    show_default=True,
    help="Sayings in the account, the most telling ones; a third as many of all else.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("markdown", "html", "json", "jsonl")),
    default="markdown",
    show_default=True,
    help="markdown: to read and paste; html: one file; json, jsonl: one object on a line.",
)
def brief(words: tuple[str, ...], record: str, limit: int, form: str, **given: Any) -> None:
    """A cited account of the topic WORDS: what was said and when, where it disagrees, the
    figures, what changed, and where it comes from.

    WORDS are those of a search, or the id or input id of a document, for all that is in it. The
    brief is made of words as they are printed, each with its document and offsets, and of
    nothing else. What may conflict is for you to judge.

    Exit status: 0 it was made; 1 the record cannot be read, or has nothing on it; 2 wrong use.
    """
    typed = words[0] if len(words) == 1 else " ".join(f'"{one}"' if " " in one else one for one in words)
    run(lambda: _brief(typed, record, limit, form, given))


def _brief(words: str, target: str, limit: int, form: str, given: dict[str, Any]) -> int:
    from onrecord.record import open_record
    from onrecord.report.brief import brief as make

    with open_record(target, read_only=True) as record:
        try:
            made = make(record, words, limit=limit, **given)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    if form in ("json", "jsonl"):
        from onrecord.report.brief.as_json import line

        echo_data(line(made))
    elif form == "html":
        from onrecord.report.brief.html import html

        echo_data(html(made), nl=False)
    else:
        from onrecord.report.brief.markdown import markdown

        click.echo(markdown(made), nl=False)
    if not made.statements:
        from onrecord.report.terminal import shown

        click.echo(f"onrecord: {shown(words)}: nothing on record; try fewer or other words", err=True)
        return 1
    return 0
