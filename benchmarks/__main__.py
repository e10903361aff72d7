"""Run the benchmarks and write docs/benchmarks.md.

usage: python -m benchmarks [SECTION…] [--limit N] [--repeat N] [--docs FOLDER]

Without sections all of them. ``--limit N`` is a trial on the first N articles (in scaling:
on at most N thousand words): its page is printed and nothing is kept.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import sys
from importlib.util import find_spec
from pathlib import Path

from benchmarks import page
from benchmarks.shared import ROOT, Json, figures_only, say, shared

# Measured by modules of these names, as far as they are there.
SECTIONS = tuple(page.TITLES)
_WITHOUT_DATA = {"scaling", "durability"}


def available(name: str) -> bool:
    """Whether there is a module with a ``measure()`` for this section."""
    if find_spec(f"benchmarks.{name}") is None:
        return False
    return hasattr(importlib.import_module(f"benchmarks.{name}"), "measure")


def measured(name: str, limit: int | None, repeat: int) -> Json:
    """What the section's ``measure()`` returns; it is given ``limit`` and ``repeat`` where it
    takes them. Of sections that this package does not lay out itself only the figures are kept."""
    measure = importlib.import_module(f"benchmarks.{name}").measure
    takes = inspect.signature(measure).parameters
    given = {k: v for k, v in (("limit", limit), ("repeat", repeat)) if k in takes}
    result: Json = measure(**given)
    return result if name in page.RENDERED else figures_only(result)


def main() -> int:
    """The command line; the exit status is 1 when a section failed or the data is missing."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument(
        "--limit", type=int, metavar="N", help="a trial on the first N articles; nothing is kept"
    )
    parser.add_argument(
        "--repeat", type=int, default=3, metavar="N", help="runs for each speed figure (default 3)"
    )
    parser.add_argument(
        "--docs", type=Path, default=ROOT / "docs", metavar="FOLDER", help="where the page goes"
    )
    args = parser.parse_args()
    for option in ("limit", "repeat"):
        if (value := getattr(args, option)) is not None and value < 1:
            parser.error(f"--{option} is at least 1")
    names = args.sections or [name for name in SECTIONS if available(name)]
    if unknown := [name for name in names if name not in SECTIONS or not available(name)]:
        parser.error(f"no such section: {', '.join(unknown)}")
    if not set(names) <= _WITHOUT_DATA:
        shared()
    failed = []
    for name in names:
        try:
            kept = {name: page.section(name, measured(name, args.limit, args.repeat))}
        except Exception as error:  # one section's failure leaves the others
            say(f"{name}: {type(error).__name__}: {error}")
            failed.append(name)
            continue
        if args.limit is None:
            page.keep(args.docs, kept)
            say(f"{name}: written to {args.docs / 'benchmarks.md'}")
        else:
            print(page.page(kept))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
