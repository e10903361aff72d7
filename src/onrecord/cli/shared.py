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

DEFAULT_RECORD = "onrecord.db"

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
        help=help,
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


def open_existing(target: str) -> Record:
    """The record at ``target``, for writing. Raises RecordError when there is none, which a
    command that reads nothing into it must not make."""
    from onrecord.errors import RecordError
    from onrecord.record.opening import open_record, place

    if not place(target).exists():
        raise RecordError(target, "there is no such record", "check the name, or read something into it")
    return open_record(target)


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
    failed. What it raises on purpose is one line on standard error and status 1."""
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
        status = 1
    except OSError as error:
        click.echo(f"onrecord: standard output: cannot be written ({error.strerror}); give it room", err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)
