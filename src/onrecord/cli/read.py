"""onrecord read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.shared import echo_data, open_to_write, record_option, run

if TYPE_CHECKING:
    from onrecord.ingest import Options
    from onrecord.pipeline import Result

FORMATS = ("table", "json", "jsonl", "csv")
TYPES = ("report", "post", "transcript", "release")


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@record_option("Where what is read is recorded.")
@click.option("--no-record", is_flag=True, help="Only print.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="table: for people; json, jsonl: one object per document and line; csv: one row per statement.",
)
@click.option(
    "--published", metavar="DATE", help="Publication date, such as 2026-03-05, where the input does not say."
)
@click.option("--publisher", metavar="NAME", help="Publisher, where the input does not say.")
@click.option("--url", help="Address, where the input does not say.")
@click.option("--title", help="Title, where the input does not say.")
@click.option(
    "--type",
    "kind",
    type=click.Choice(TYPES),
    help="What the text is, where the input does not say; report if nothing does.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="0..1",
    show_default=True,
    help="Do not print statements below this probability of being right; the record keeps them all.",
)
@click.option(
    "--max-size",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="MB",
    help="Refuse a document above this size.",
)
@click.option(
    "--model",
    type=click.Choice(["standard", "fast"]),
    default="standard",
    show_default=True,
    help="The network that finds statements; fast: several times as quick, with more mistakes.",
)
@click.option("--explain", is_flag=True, help="With JSON: how each value was found.")
def read(inputs: tuple[str, ...], record: str, no_record: bool, form: str, **given: Any) -> None:
    """Read INPUTs, record them, and print who said what.

    An INPUT is a file of plain text, HTML, JSONL, CSV (posts, a row each) or an X archive's
    tweets.js (each may be gzipped), or - for standard input. When one cannot be read, the rest goes on.

    Exit status: 0 all was read; 1 something could not be read or recorded, and standard
    error says what; 2 wrong use.
    """
    options = _options(given)
    run(lambda: _read(inputs, None if no_record else record, form, options, given))


def _options(given: dict[str, Any]) -> Options:
    from onrecord.ingest import Options

    try:
        return Options(
            max_bytes=given["max_size"] * 1_000_000,
            type=given["kind"],
            published=given["published"],
            publisher=given["publisher"],
            url=given["url"],
            title=given["title"],
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _read(
    inputs: tuple[str, ...], target: str | None, form: str, options: Options, given: dict[str, Any]
) -> int:
    from onrecord import pipeline
    from onrecord.errors import InputError
    from onrecord.extract import Extractor
    from onrecord.extract.network import MODELS, Network

    done = failed = 0
    with ExitStack() as stack:
        extractor = Extractor(Network(name=MODELS[given["model"]]))
        record = None
        if target is not None:
            record = stack.enter_context(open_to_write(target))
        write = _writer(form, given["explain"])
        progress = stack.enter_context(_Progress(inputs))
        for name in inputs:
            progress.name(name)
            results = pipeline.read(
                [name],
                options=options,
                extractor=extractor,
                record=record,
                min_confidence=given["min_confidence"],
            )
            for result in results:
                if isinstance(result, InputError):
                    failed += 1
                    progress.say(f"onrecord: {result}")
                else:
                    done += 1
                    progress.count(done)
                    progress.pause()
                    write(result)
            progress.advance()
    if failed and done + failed > 1:
        click.echo(f"onrecord: {failed} of {done + failed} could not be read", err=True)
    return 1 if failed else 0


def _writer(form: str, explain: bool) -> Callable[[Result], None]:
    """A function that prints one result in the chosen format."""
    if form in ("json", "jsonl"):
        from onrecord.report import as_json

        def show(result: Result) -> None:
            echo_data(as_json.line(result.reading, result.relations, explain=explain))

    elif form == "csv":
        from onrecord.report import as_csv

        echo_data(as_csv.header())

        def show(result: Result) -> None:
            for row in as_csv.rows(result.reading):
                echo_data(row)

    else:
        from onrecord.report import as_table

        console = as_table.console(sys.stdout)

        def show(result: Result) -> None:
            console.print(as_table.table(result.reading, _outcome(result)))

    return show


def _outcome(result: Result) -> str | None:
    if result.outcome is None:
        return None
    return {
        "new": "recorded",
        "unchanged": "on record already",
        "updated": "on record already, read anew",
        "new_version": "recorded as a new version",
    }[result.outcome.change]


class _Progress:
    """A bar on standard error while many documents are read, if that is a terminal."""

    def __init__(self, inputs: Sequence[str]) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._total = len(inputs)
        # One input of JSONL may hold a million documents.
        self._wanted = len(inputs) > 1 or ".jsonl" in inputs[0] or ".ndjson" in inputs[0]

    def __enter__(self) -> _Progress:
        if self._wanted and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("inputs, {task.fields[documents]} documents"),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("reading", total=self._total, documents=0)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def name(self, name: str) -> None:
        """Show which input is being read."""
        if self._bar:
            from onrecord.report.terminal import shown

            self._bar.update(self._task, description=shown(name)[-30:])

    def pause(self) -> None:
        """Take the bar off the screen before a result is printed on the same one."""
        if self._bar and sys.stdout.isatty():
            self._bar.stop()
            self._bar.start()

    def say(self, message: str) -> None:
        """One line on standard error, above the bar."""
        from onrecord.report.terminal import shown

        if self._bar:
            self._bar.console.print(shown(message), markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(shown(message), err=True)

    def count(self, documents: int) -> None:
        """Show how many documents have been read."""
        if self._bar:
            self._bar.update(self._task, documents=documents)

    def advance(self) -> None:
        """One input is done."""
        if self._bar:
            self._bar.advance(self._task)
