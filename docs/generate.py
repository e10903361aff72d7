"""Write the pages that are made from the program itself, and what it prints into the others.

usage: python docs/generate.py [--check]

``--check`` writes nothing and fails when a page is stale. What the program prints of a story is
not checked: its confidences differ in the last digits from machine to machine.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
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
STORY = (
    "examples/bulletin.txt", "--publisher", "Lenning Valley Bulletin", "--published", "2026-03-05",
)  # fmt: skip
SHOWN = 46  # lines of a long table, before those that close it


def first_screen() -> str:
    """What reading a story prints, as README.md shows it: the beginning, and the figures."""
    with tempfile.TemporaryDirectory() as folder:
        printed = _printed("read", "--record", f"{folder}/record.db", *STORY)
    lines = [line.rstrip() for line in printed.splitlines()]
    # A row begins with the line that ends in its confidence.
    cut = max(n for n, line in enumerate(lines[: SHOWN + 1]) if re.search(r"\d\.\d\d$", line))
    end = next(n for n, line in enumerate(lines) if line.startswith("figures"))
    return "\n".join([*lines[:cut], " …", *lines[end:]]).rstrip()


def first_annotations() -> str:
    """What brat is given of the same story, as docs/exports.md shows it."""
    with tempfile.TemporaryDirectory() as folder:
        record, out = f"{folder}/record.db", f"{folder}/brat"
        _printed("read", "--record", record, *STORY)
        _printed("export", "--record", record, "--format", "brat", "--output", out)
        (page,) = Path(out).glob("*.ann")
        return "\n".join(page.read_text(encoding="utf-8").splitlines()[:10])


def _printed(*arguments: str) -> str:
    environment = os.environ | {"COLUMNS": "100"}
    command = [sys.executable, "-m", "onrecord", *arguments]
    return subprocess.run(
        command, cwd=DOCS.parent, env=environment, capture_output=True, text=True, check=True
    ).stdout


# The pages that show what is printed, each with the words that the block begins with.
PRINTED = {
    "../README.md": ("Ackerby: Bridge closing", first_screen),
    "exports.md": ("T1\tContent", first_annotations),
}


def write_printed() -> None:
    """Put what the program prints today into the pages that show it."""
    for name, (begins, make) in PRINTED.items():
        path = DOCS / name
        before, fence, page = path.read_text(encoding="utf-8").partition(f"```text\n{begins}")
        shown, after = make(), page[page.index("\n```") :]
        path.write_text(before + fence.removesuffix(begins) + shown + after, encoding="utf-8")


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
    if "--check" not in sys.argv:
        write_printed()
    elif stale:
        print(f"stale: {', '.join(stale)}; run `make docs`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
