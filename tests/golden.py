"""The stories of examples/ and what a careful reader finds in them.

A statement in prose is found when one of ours has at least half of its words (Jaccard
over the words of both contents) and a source that shares a word with its source, or
neither has a source. Each of ours counts for one. Posts and turns are compared exactly,
but for white space.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.extract import Extractor
from onrecord.ingest import Options
from onrecord.model import Document, Statement
from onrecord.pipeline import Result, read

ROOT = Path(__file__).parents[1]
STORIES = ROOT / "tests" / "stories"
KNOWN_MISSES = STORIES / "known_misses.json"
UPDATE = ".venv/bin/python -m tests.stories_update"

# What examples/README.md says of the files that do not say it themselves.
OPTIONS = {
    "wire": Options(publisher="Harbor Wire", published="2026-03-03"),
    "bulletin": Options(publisher="Lenning Valley Bulletin", published="2026-03-05"),
    "release": Options(publisher="Lenning Bridge Authority", published="2026-03-04", type="release"),
    "briefing": Options(publisher="Lenning Bridge Authority", published="2026-03-05", type="transcript"),
}
SLUGS = sorted(path.parent.name for path in STORIES.glob("*/expected.json"))
PROSE = [slug for slug in SLUGS if slug not in ("posts", "briefing")]
SAME_WORDS = 0.5

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")

# Source and content, white space collapsed.
Exact = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Said:
    """A statement as words: expected or found."""

    source: str
    content: tuple[str, ...]
    exact: bool = field(default=False, compare=False)
    optional: bool = field(default=False, compare=False)
    id: str = field(default="", compare=False)

    def likeness(self, other: Said) -> float:
        """Share of the words of both contents that both have; 0 for another source."""
        ours, theirs = words(self.source), words(other.source)
        if ours.isdisjoint(theirs) and (ours or theirs):
            return 0.0
        a, b = words(" ".join(self.content)), words(" ".join(other.content))
        return len(a & b) / len(a | b) if a | b else 0.0


@dataclass(frozen=True)
class Scores:
    """How one story was read: ``missed`` are ids of the expected statements not found."""

    recall: float
    precision: float
    missed: tuple[str, ...]
    invented: tuple[Said, ...]


def words(text: str) -> frozenset[str]:
    """The words of ``text`` in lower case, apostrophes of one kind."""
    return frozenset(w.lower().replace("’", "'") for w in _WORD.findall(text))


def one_space(text: str) -> str:
    return " ".join(text.split())


def expected(slug: str) -> tuple[Said, ...]:
    """What is expected of a story, its documents' statements one after the other."""
    given: dict[str, Any] = json.loads((STORIES / slug / "expected.json").read_text(encoding="utf-8"))
    statements = [s for d in given.get("documents", [given]) for s in d["statements"]]
    return tuple(_expected(slug, number, s) for number, s in enumerate(statements))


def _expected(slug: str, number: int, given: dict[str, Any]) -> Said:
    source, content = one_space(given["source"] or ""), tuple(map(one_space, given["content"]))
    return Said(
        source,
        content,
        # A turn's words are its speaker's own, which onrecord prints as "post".
        exact=given["quotation"] == "post" or slug == "briefing",
        optional=given.get("optional", False),
        id=f"{slug}-{number:02} {source or 'nobody'}: {content[0][:48].strip()}",
    )


def file_of(slug: str) -> Path:
    given: dict[str, Any] = json.loads((STORIES / slug / "expected.json").read_text(encoding="utf-8"))
    return ROOT / str(given["file"])


@cache
def found(slug: str, extractor: Extractor) -> tuple[Said, ...]:
    """What onrecord finds in a story. Raises AssertionError when it cannot be read."""
    out: list[Said] = []
    for result in read([str(file_of(slug))], options=OPTIONS.get(slug), extractor=extractor):
        assert isinstance(result, Result), str(result)
        out += [_found(result.reading.document, s) for s in result.reading.statements]
    return tuple(out)


def _found(document: Document, statement: Statement) -> Said:
    def printed(spans: tuple[Any, ...]) -> tuple[str, ...]:
        return tuple(one_space(document[s]) for s in spans)

    source = " ".join(printed(statement.source))
    return Said(source, printed(statement.content), exact=statement.quotation == "post")


def score(slug: str, extractor: Extractor) -> Scores:
    """Recall and precision over a story's prose. What is optional need not be found."""
    wanted = [s for s in expected(slug) if not s.exact]
    given = [s for s in found(slug, extractor) if not s.exact]
    likely = sorted(
        ((w.likeness(g), i, j) for i, w in enumerate(wanted) for j, g in enumerate(given)),
        key=lambda x: (-x[0], *x[1:]),
    )
    taken: dict[int, int] = {}
    for likeness, i, j in likely:
        if likeness >= SAME_WORDS and i not in taken and j not in taken.values():
            taken[i] = j
    must = [i for i, w in enumerate(wanted) if not w.optional]
    missed = tuple(wanted[i].id for i in must if i not in taken)
    return Scores(
        recall=1 - len(missed) / len(must),
        precision=len(taken) / len(given) if given else 1.0,
        missed=missed,
        invented=tuple(g for j, g in enumerate(given) if j not in taken.values()),
    )


def known_misses() -> frozenset[str]:
    """Ids of the expected statements that onrecord is known to miss."""
    listed: list[str] = json.loads(KNOWN_MISSES.read_text(encoding="utf-8"))
    return frozenset(listed)
