"""What every command needs: the record's option, errors in one line, exit statuses."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.record.migrations import Migrating

DEFAULT_RECORD = "onrecord.db"
_PIPE_CLOSED = 128 + 13  # what a shell says of a program that SIGPIPE ended

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def record_option(help: str) -> Decorator:
    """--record, the same for every command."""
    return click.option(
        "--record",
        metavar="PATH|URL",
        envvar="ONRECORD_RECORD",
        default=DEFAULT_RECORD,
        show_default=True,
        show_envvar=True,
        help=f"{help} A URL is sqlite:///PATH.",
    )


def format_option(*forms: str) -> Decorator:
    """--format with these choices, the first the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help="table: for people; json, jsonl: one object a line.",
    )


def open_to_write(target: str, *, relates: bool = False) -> Record:
    """The record at ``target``, for writing, made when there is none. That one of an older
    onrecord is brought up to date is told on standard error; ``relates`` is whether the command
    finds relations anew by itself."""
    from onrecord.record.opening import open_record

    with Upgrade(target, relates=relates) as upgrade:
        return open_record(target, progress=upgrade.tell)


def open_existing(target: str, *, relates: bool = False) -> Record:
    """The same, but raises RecordError when there is none, which a command that reads nothing
    into it must not make."""
    from onrecord.errors import RecordError
    from onrecord.record.opening import place

    if not place(target).exists():
        raise RecordError(target, "there is no such record", "check the name, or read something into it")
    return open_to_write(target, relates=relates)


class Upgrade:
    """What standard error says while a record of an older onrecord is brought up to date: that
    it is, on a terminal how far that has come, and at the end what is left to do."""

    def __init__(self, target: str, *, relates: bool = False) -> None:
        self._target = target
        self._relates = relates
        self._last: Migrating | None = None
        self._on_terminal = sys.stderr.isatty()

    def __enter__(self) -> Upgrade:
        return self

    def tell(self, now: Migrating) -> None:
        """One step more is done."""
        if self._last is None:
            self._say(
                f"was made by an older onrecord; {now.of:,} documents are brought up to date, once, which may"
                " take minutes"
            )
        self._last = now
        if self._on_terminal:
            click.echo(f"\r{now.stage}: {now.done:,} of {now.of:,} documents".ljust(60), err=True, nl=False)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._last is None:
            return
        if self._on_terminal:
            click.echo(err=True)
        if kind is not None:
            return
        if self._last.lacks_relations and not self._relates:
            advice = "finds how the statements that were there before stand to each other"
            self._say(f"is up to date; `onrecord relate --record {self._target}` {advice}")
        else:
            self._say("is up to date")

    def _say(self, what: str) -> None:
        from onrecord.report.terminal import shown

        click.echo(f"onrecord: {shown(f'{self._target}: {what}')}", err=True)


def echo_data(text: str, *, nl: bool = True) -> None:
    """Print what a program reads (JSON, CSV, HTML), which is UTF-8 whatever the terminal takes."""
    click.echo(text.encode(), nl=nl)


def author_option() -> Decorator:
    """--author, the same for every command that keeps who did it."""
    return click.option(
        "--author",
        metavar="NAME",
        envvar="ONRECORD_AUTHOR",
        show_envvar=True,
        help="Who decides; your login name where nothing says.",
    )


def author_named(author: str | None) -> str:
    """The author given, or the login name. Raises UsageError when there is neither."""
    if author is not None:
        if not author.strip():
            raise click.UsageError("the author is empty: say who decides with --author")
        return author.strip()
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user: in many containers
        raise click.UsageError("nobody is logged in: say who decides with --author") from None


def run(work: Callable[[], int]) -> None:
    """Do a command's ``work`` and exit with the status that it gives: 0 all done, 1 something
    failed. What it raises on purpose is one line on standard error and status 1; where the reader of
    its output has gone, it ends as SIGPIPE ends others, without a word."""
    from onrecord.errors import OnRecordError
    from onrecord.report.terminal import shown

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # what the terminal cannot show is no reason to stop
    try:
        status = work()
    except OnRecordError as error:
        click.echo(f"onrecord: {shown(str(error))}", err=True)
        status = 1
    except BrokenPipeError:
        # The reader of our output has seen enough; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = _PIPE_CLOSED
    except OSError as error:
        click.echo(f"onrecord: standard output: cannot be written ({error.strerror}); give it room", err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)
