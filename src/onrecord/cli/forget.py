"""onrecord forget."""

from __future__ import annotations

import click

from onrecord.cli.shared import (
    author_named,
    author_option,
    format_option,
    open_existing,
    record_option,
    run,
)


@click.command()
@click.argument("documents", metavar="DOCUMENT...", nargs=-1, required=True)
@click.option("--reason", metavar="TEXT", help="Why, to be kept: put nothing of the document into it.")
@click.option("--versions", is_flag=True, help="Every version of their pages too.")
@click.option("--lift", is_flag=True, help="Let DOCUMENTs that were removed be read again.")
@author_option()
@record_option("The record that they are removed from.")
@format_option("table", "json", "jsonl")
def forget(
    documents: tuple[str, ...],
    reason: str | None,
    versions: bool,
    lift: bool,
    author: str | None,
    record: str,
    form: str,
) -> None:
    """Remove DOCUMENTs with all that came from them, decisions too, for good.

    Of each a mark is left: its id, by whom, why and when. While the mark stands, the
    document is not read into this record again. The file is written anew so that it holds
    nothing of it, which takes as much free space as the record has; copies and exports of
    the record are not reached. What was decided on a version of a page stays with later
    versions that print the passage.

    Ids may be given by their first digits, six or more.
    """
    who = author_named(author)
    if lift and (versions or reason):
        raise click.UsageError("--lift goes with neither --versions nor --reason")

    def work() -> int:
        from onrecord.cli.log import write
        from onrecord.record import forgetting

        with open_existing(record) as opened:
            if lift:
                write(forgetting.lift(opened, documents, author=who), form)
                return 0
            done = forgetting.forget(opened, documents, author=who, reason=reason, versions=versions)
            write(done.marks, form)
        if done.versions_left:
            left = ", ".join(id[:12] for id in done.versions_left)
            click.echo(
                f"onrecord: other versions of the page stay: {left}; to remove them, --versions", err=True
            )
        return 0

    run(work)
