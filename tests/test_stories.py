"""The golden stories: every file of examples/ through the whole pipeline."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.extract import Extractor

from .golden import PROSE, ROOT, SLUGS, UPDATE, Said, expected, file_of, found, known_misses, score

# The least share of the expected statements that must be found in each story's prose, and
# of the found ones that must be expected. A tenth below what the weights of November 2026
# reach: raise them with better weights, never lower them for worse ones.
FLOORS: dict[str, tuple[float, float]] = {
    #            recall  precision
    "bulletin": (0.65, 0.85),
    "followup": (0.70, 0.70),
    "gazette": (0.75, 0.85),
    "ledger": (0.70, 0.70),
    "release": (0.80, 0.80),
    "wire": (0.75, 0.75),
}
HOW_TO = f"if the change is meant, run `{UPDATE}` and look at what it changes"


def test_every_file_of_the_examples_is_a_golden_story() -> None:
    files = {
        path.name for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".html", ".jsonl")
    }
    assert {file_of(slug).name for slug in SLUGS} == files
    assert set(FLOORS) == set(PROSE)


@pytest.mark.parametrize("slug", SLUGS)
def test_posts_and_turns_are_read_exactly(extractor: Extractor, slug: str) -> None:
    assert [s for s in found(slug, extractor) if s.exact] == [s for s in expected(slug) if s.exact]


@pytest.mark.parametrize("slug", FLOORS)
def test_enough_of_the_story_is_found_and_little_besides(extractor: Extractor, slug: str) -> None:
    recall, precision = FLOORS[slug]
    scores = score(slug, extractor)
    assert scores.recall >= recall, f"missed: {json.dumps(scores.missed, ensure_ascii=False, indent=1)}"
    assert scores.precision >= precision, f"not expected: {scores.invented}"


def statements() -> list[Any]:
    """Each expected statement, those listed in known_misses.json as failing."""
    missed = known_misses()
    mark = pytest.mark.xfail(strict=True, reason=f"in known_misses.json; {HOW_TO}")
    return [
        pytest.param(slug, said, id=said.id, marks=mark if said.id in missed else ())
        for slug in PROSE
        for said in expected(slug)
        if not said.exact and not said.optional
    ]


@pytest.mark.parametrize(("slug", "said"), statements())
def test_the_statement_is_found(extractor: Extractor, slug: str, said: Said) -> None:
    assert said.id not in score(slug, extractor).missed, f"{said} is not found: {HOW_TO}"


def test_every_known_miss_is_an_expected_statement() -> None:
    ids = {said.id for slug in PROSE for said in expected(slug) if not said.optional}
    assert known_misses() <= ids, f"expected.json has changed: {HOW_TO}"


def test_ids_of_expected_statements_are_apart() -> None:
    ids = [said.id for slug in SLUGS for said in expected(slug)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("a", "b", "like"),
    [
        (Said("the mayor", ("We lost it,",)), Said("Mayor Ek", ("“We lost it”",)), 1.0),
        (Said("the mayor", ("We lost it",)), Said("the police", ("We lost it twice over all",)), 0.5),
        (Said("Ek", ("We lost it",)), Said("Holm", ("We lost it",)), 0.0),
        (Said("", ("We lost it",)), Said("Holm", ("We lost it",)), 0.0),
        (Said("", ("It’s", "lost")), Said("", ("it's lost",)), 1.0),
        (Said("", ("…",)), Said("", ("…",)), 0.0),
    ],
)
def test_the_yardstick_itself(a: Said, b: Said, like: float) -> None:
    assert a.likeness(b) == b.likeness(a) == like
