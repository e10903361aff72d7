"""Write the pages that are made from the program itself.

usage: python docs/generate.py [--check]

``--check`` writes nothing and fails when a page is stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli import main as onrecord

DOCS = Path(__file__).parent
WIDTH = 96


def cli_page() -> str:
    """docs/cli.md: the help of every command."""
    parts = [
        "# Commands",
        "This page is made from the program's own help by `make docs`; `make check` fails when it is stale.",
        _section("onrecord", onrecord, None),
    ]
    context = click.Context(onrecord, info_name="onrecord", max_content_width=WIDTH, terminal_width=WIDTH)
    for name in onrecord.list_commands(context):
        command = onrecord.get_command(context, name)
        assert command
        parts.append(_section(f"onrecord {name}", command, context))
        if isinstance(command, click.Group):
            inner = click.Context(command, info_name=name, parent=context)
            parts += [
                _section(f"onrecord {name} {verb}", found, inner) for verb, found in command.commands.items()
            ]
    return "\n\n".join(parts) + "\n"


def _section(title: str, command: click.Command, parent: click.Context | None) -> str:
    context = click.Context(
        command, info_name=title.split()[-1], parent=parent, max_content_width=WIDTH, terminal_width=WIDTH,
        help_option_names=["-h", "--help"],
    )  # fmt: skip
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```"


PAGES = {"cli.md": cli_page}


def main() -> int:
    """Write or check every page; the exit status says whether one was stale."""
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        print(f"stale: {', '.join(stale)}; run `make docs`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
