"""What relations a careful reader finds in the stories of examples/, and what onrecord finds.

Each expected statement is tied to the found one whose words are most like its own. A wording
is a class of statements: a relation between two classes counts once, whichever of their
copies it was found between.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord import open_record
from onrecord.extract import Extractor
from onrecord.model import Reading, Relation
from onrecord.pipeline import Result, read

from .golden import OPTIONS, SAME_WORDS, SLUGS, STORIES, Said, file_of, one_space

GIVEN: dict[str, Any] = json.loads((STORIES / "relations.json").read_text(encoding="utf-8"))
KNOWN_MISSES = STORIES / "known_missed_relations.json"

Place = tuple[str, int, int]  # story, document of it, statement of that


@dataclass(frozen=True)
class Found:
    """All readings of the stories, and the relations on a record of them all."""

    readings: dict[str, tuple[Reading, ...]]
    relations: tuple[Relation, ...]


def found(extractor: Extractor, folder: Path) -> Found:
    """The stories read into one record."""
    readings: dict[str, tuple[Reading, ...]] = {}
    with open_record(folder / "stories.db") as record:
        for slug in SLUGS:
            results = read(
                [str(file_of(slug))], options=OPTIONS.get(slug), extractor=extractor, record=record
            )
            readings[slug] = tuple(one.reading for one in results if isinstance(one, Result))
        with record.moment() as connection:
            rows = connection.exec_driver_sql(
                "SELECT r.type, a.id, b.id, r.confidence, r.method, r.detail FROM relation r"
                " JOIN statement a ON a.seq = r.a JOIN statement b ON b.seq = r.b"
            ).all()
    relations = tuple(Relation(t, a, b, sure, method, (), detail) for t, a, b, sure, method, detail in rows)
    return Found(readings, relations)


def place(given: dict[str, Any]) -> Place:
    """The place that an entry of relations.json names."""
    slug = Path(given["file"]).stem
    return slug, _posts().get(given.get("input_id", ""), 0), given["index"]


@cache
def _posts() -> dict[str, int]:
    lines = file_of("posts").read_text(encoding="utf-8").splitlines()
    return {json.loads(line)["id"]: number for number, line in enumerate(lines)}


def tied(stories: Found) -> dict[Place, str]:
    """The id of the found statement for each expected one that is found."""
    out = {}
    for slug, readings in stories.readings.items():
        given = json.loads((STORIES / slug / "expected.json").read_text(encoding="utf-8"))
        for number, wanted in enumerate(given.get("documents", [given])):
            for index, one in enumerate(wanted["statements"]):
                if (id := _best(readings[number], one, slug)) is not None:
                    out[slug, number, index] = id
    return out


def _best(reading: Reading, wanted: dict[str, Any], slug: str) -> str | None:
    document = reading.document
    own = slug in ("posts", "briefing")  # turns and posts have no source to compare
    said = Said("" if own else wanted["source"] or "", tuple(map(one_space, wanted["content"])))
    likely = []
    for one in reading.statements:
        source = "" if own else " ".join(document[s] for s in one.source)
        likely.append((said.likeness(Said(source, tuple(document[s] for s in one.content))), one.id))
    likeness, id = max(likely, default=(0.0, ""))
    return id if likeness >= SAME_WORDS else None


def classes(ids: dict[Place, str]) -> dict[str, object]:
    """Statements by id to what tells their words from others'."""
    out: dict[str, object] = {}
    for number, wording in enumerate(GIVEN["wordings"]):
        for given in [*filter(None, [wording["original"]]), *wording["copies"]]:
            if (id := ids.get(place(given))) is not None:
                out[id] = number
    return out
