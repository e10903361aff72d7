"""onrecord decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

import click

from onrecord.cli.shared import (
    author_named,
    author_option,
    format_option,
    open_existing,
    record_option,
    run,
)

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.record.decisions import Decision, Field

FIELDS = (
    "speaker", "kind", "role", "said", "act", "channel", "via", "quotation", "source", "cue", "content",
)  # fmt: skip
KINDS = ("person", "organization", "group", "document", "unnamed")


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        format_option("table", "json", "jsonl"),
        click.option("--note", metavar="TEXT", help="Why, to be kept with the decision."),
        author_option(),
        record_option("The record that is decided on."),
    ):
        command = option(command)
    return command


@click.group()
def decide() -> None:
    """Accept, reject and correct what was found; merge and split speakers.

    A decision overrides what the program finds, now and whenever the document is read
    again: it holds on to the words that it was made on. Decisions are kept with author and
    time, and withdrawing one keeps it too. See `onrecord log`.

    Ids may be given by their first digits, six or more.
    """


@decide.command()
@click.argument("statements", metavar="STATEMENT...", nargs=-1, required=True)
@_options
def accept(statements: tuple[str, ...], **options: Any) -> None:
    """Say that STATEMENTs are statements, with this source and content."""
    from onrecord.record import deciding

    _take(options, lambda record, who: deciding.accept(record, statements, **who))


@decide.command()
@click.argument("statements", metavar="STATEMENT...", nargs=-1, required=True)
@_options
def reject(statements: tuple[str, ...], **options: Any) -> None:
    """Say that STATEMENTs are none: they are not found, shown or exported any more."""
    from onrecord.record import deciding

    _take(options, lambda record, who: deciding.reject(record, statements, **who))


@decide.command()
@click.argument("statement", metavar="STATEMENT")
@click.argument("field", metavar="FIELD", type=click.Choice(FIELDS))
@click.argument("value", metavar="VALUE...", nargs=-1, required=True)
@click.option(
    "--kind", type=click.Choice(KINDS), help="What a speaker is whom no other statement there is by."
)
@click.option(
    "--words",
    metavar="WORDS|OFFSETS",
    multiple=True,
    help="Words of the document that show it. May be repeated.",
)
@_options
def correct(
    statement: str, field: str, value: tuple[str, ...], kind: Any, words: tuple[str, ...], **options: Any
) -> None:
    """Say what FIELD of STATEMENT should be; VALUE "none" is no value.

    \b
    speaker               a name; --kind when no other statement there is by it
    kind                  person, organization, group, document or unnamed
    role                  as the document prints it
    said                  a date as precise as it is known: 2026-03-05, 2026-03
    act, channel          a word of the vocabulary, such as deny or interview
    via                   names of outlets, outermost first
    quotation             direct, indirect, mixed or post
    source, cue, content  words that stand once in the document, or offsets
                          such as 120-135 or 120-135,140-160
    """
    from onrecord.record import deciding

    _take(
        options,
        lambda record, who: [
            deciding.correct(record, statement, cast("Field", field), value, kind=kind, words=words, **who)
        ],
    )


@decide.command()
@click.argument("speaker", metavar="SPEAKER")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@click.option(
    "--across-kinds", is_flag=True, help="Also where one is a person and another an organization or group."
)
@_options
def merge(speaker: str, others: tuple[str, ...], across_kinds: bool, **options: Any) -> None:
    """Say that OTHER speakers are SPEAKER."""
    from onrecord.record import deciding

    _take(
        options,
        lambda record, who: [deciding.merge(record, speaker, others, across_kinds=across_kinds, **who)],
    )


@decide.command()
@click.argument("speaker", metavar="SPEAKER")
@click.argument("documents", metavar="DOCUMENT...", nargs=-1, required=True)
@_options
def split(speaker: str, documents: tuple[str, ...], **options: Any) -> None:
    """Say that SPEAKER in DOCUMENTs is somebody else."""
    from onrecord.record import deciding

    _take(options, lambda record, who: [deciding.split(record, speaker, documents, **who)])


@decide.command()
@click.argument("decisions", metavar="DECISION...", nargs=-1, required=True)
@author_option()
@record_option("The record that is decided on.")
@format_option("table", "json", "jsonl")
def withdraw(decisions: tuple[str, ...], **options: Any) -> None:
    """Take DECISIONs back: what they overrode holds again. They stay in the log."""
    from onrecord.record import deciding

    _take(options, lambda record, who: deciding.withdraw(record, decisions, **who))


def _take(options: dict[str, Any], work: Callable[[Record, dict[str, Any]], Sequence[Decision]]) -> None:
    """Do ``work`` on the record with who decides and why, and print what was decided."""
    who = {
        "author": author_named(options["author"]),
        **({"note": options["note"]} if "note" in options else {}),
    }

    def take() -> int:
        from onrecord.cli.log import write
        from onrecord.record.log import entries

        with open_existing(options["record"]) as record:
            write(entries(record, work(record, who)), options["form"])
        return 0

    run(take)
