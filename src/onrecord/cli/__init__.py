"""The command line. Each command wraps one public function and stands in a module of its
own, loaded when it is asked for; only these modules print and choose exit statuses: 0 all
done, 1 something failed (and what is on standard error), 2 misuse."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword

import click

# In the order in which --help lists them.
COMMANDS = (
    "read",
    "search",
    "check",
    "compare",
    "conflicts",
    "brief",
    "speaker",
    "export",
    "import",
    "decide",
    "log",
    "relate",
    "forget",
    "doctor",
)


class _Commands(click.Group):
    """A group whose commands stand in modules of their names."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"onrecord.cli.{name}"), name)
        return command


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"onrecord {version('onrecord')}")
        context.exit()


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def main() -> None:
    """The record of public statements: who said what, when, on which channel, through whom."""
