"""Write down which statements of the golden stories onrecord misses now.

usage: .venv/bin/python -m tests.stories_update

Run it when other weights or rules find more or fewer of them, and look at what changed
before it is committed. The scores that it prints are for the floors in test_stories.py.
"""

from __future__ import annotations

import json
import sys

from onrecord.extract import Extractor
from tests.golden import KNOWN_MISSES, PROSE, known_misses, score


def main() -> None:
    """Rewrite known_misses.json and print what changed."""
    extractor = Extractor()
    scores = {slug: score(slug, extractor) for slug in PROSE}
    before = known_misses() if KNOWN_MISSES.exists() else frozenset()
    missed = sorted(id for one in scores.values() for id in one.missed)
    KNOWN_MISSES.write_text(json.dumps(missed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    say = sys.stdout.write
    for slug, one in scores.items():
        say(f"{slug:10} recall {one.recall:.2f}  precision {one.precision:.2f}\n")
    for id in sorted(before - set(missed)):
        say(f"now found:  {id}\n")
    for id in sorted(set(missed) - before):
        say(f"now missed: {id}\n")
    say(f"{len(missed)} known misses in {KNOWN_MISSES}\n")


if __name__ == "__main__":
    main()
