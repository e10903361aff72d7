"""The shipped pair network: its files are checked, and what it says holds for a pair alone."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import WeightsError
from onrecord.relate.pairs import PairNetwork, PairScores, softmax
from onrecord.weights import WEIGHTS

MODEL, TOKENIZER, CARD = "pairs.onnx", "tokenizer.json", "pairs.json"
NETWORK = PairNetwork()
SHUT = "The Ostrander Bridge will stay shut until May."
PAIRS = (
    (SHUT, "The Ostrander Bridge will not stay shut until May."),
    (SHUT, "The Ostrander Bridge is closed."),
    (SHUT, "Rosalind Ackerby was born in Velk."),
)
CONSEQUENCES = (
    PAIRS[1],
    ("All ferries are late today because of the storm.", "The ferries are late."),
    ("The mayor met the engineers and signed the order.", "The mayor signed the order."),
    ("Three workers were hurt in the fire.", "Workers were hurt."),
)


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A copy of the pair network's files, to be damaged."""
    for name in (MODEL, TOKENIZER, CARD):
        shutil.copyfile(WEIGHTS / name, tmp_path / name)
    return tmp_path


def card(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / CARD).read_text(encoding="utf-8"))
    return found


def change_card(folder: Path, **changes: object) -> None:
    (folder / CARD).write_text(json.dumps(card(folder) | changes), encoding="utf-8")


def vouched_for(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    change_card(folder, sha256=card(folder)["sha256"] | {name: hashlib.sha256(data).hexdigest()})


def one_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


DAMAGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "no network": (MODEL, lambda folder: (folder / MODEL).unlink()),
    "no tokenizer": (TOKENIZER, lambda folder: (folder / TOKENIZER).unlink()),
    "no card": (CARD, lambda folder: (folder / CARD).unlink()),
    "one bit of the network": (MODEL, lambda folder: one_bit(folder / MODEL)),
    "one bit of the tokenizer": (TOKENIZER, lambda folder: one_bit(folder / TOKENIZER)),
    "an empty network": (MODEL, lambda folder: (folder / MODEL).write_bytes(b"")),
    "a network that is none, vouched for": (MODEL, lambda folder: vouched_for(folder, MODEL, b"none")),
    "a tokenizer that is none, vouched for": (
        TOKENIZER,
        lambda folder: vouched_for(folder, TOKENIZER, b"{}"),
    ),
    "a card without anything": (CARD, lambda folder: (folder / CARD).write_text("{}")),
    "a card without a temperature": (CARD, lambda folder: change_card(folder, temperature=None)),
    "a card with a temperature that is none": (CARD, lambda folder: change_card(folder, temperature=0)),
    "a card of a network that knows sentences alone": (
        CARD,
        lambda folder: change_card(folder, sentences_temperature=None),
    ),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_missing_or_damaged_files_are_refused_by_name(weights: Path, kind: str) -> None:
    name, damage = DAMAGES[kind]
    damage(weights)
    with pytest.raises(WeightsError) as caught:
        PairNetwork(weights).scores(PAIRS)
    message = str(caught.value)
    assert "\n" not in message
    assert str(weights / name) in message
    assert "reinstall onrecord" in message


def test_files_are_not_touched_before_the_network_is_asked(tmp_path: Path) -> None:
    assert PairNetwork(tmp_path / "nowhere").name == "pairs"


def test_the_version_names_the_network() -> None:
    shipped = card(WEIGHTS)
    assert NETWORK.version == f"pairs-{shipped['version']}-{shipped['sha256'][MODEL][:8]}"


def test_the_shipped_card_says_what_a_reader_should_know() -> None:
    shipped = card(WEIGHTS)
    assert set(shipped["sha256"]) == {MODEL, TOKENIZER}
    assert "Apache-2.0" in shipped["derived_from"]
    assert "MultiNLI" in shipped["fitted_on"]
    assert shipped["language"] == "en"


def test_as_sentences_a_denial_contradicts() -> None:
    denial, _, other = NETWORK.sentence_scores(PAIRS)
    assert denial.contradicts > 0.8
    assert max(astuple(other)) == other.unrelated


def test_as_sentences_plain_consequences_follow_but_for_one_in_four() -> None:
    found = NETWORK.sentence_scores(CONSEQUENCES)
    assert sum(max(astuple(one)) == one.consistent for one in found) >= 3


def test_statements_on_different_matters_are_unrelated() -> None:
    denial, consequence, other = NETWORK.scores(PAIRS)
    assert denial.contradicts > 0.8
    assert consequence.unrelated < 0.1
    assert other.unrelated > 0.9


def test_no_pair_depends_on_what_else_is_asked() -> None:
    together = NETWORK.scores([*PAIRS, *PAIRS[::-1]])
    alone = [NETWORK.scores([pair])[0] for pair in PAIRS]
    assert together == [*alone, *alone[::-1]]


def test_nothing_asked_is_nothing_answered() -> None:
    assert NETWORK.scores([]) == []


@pytest.mark.parametrize("text", ["", " ", "😀", "\x00", "no", "1,000", "a" * 5_000, "it was so. " * 5_000])
def test_the_shortest_and_longest_statements_are_scored(text: str) -> None:
    for scores in NETWORK.scores([(text, SHUT), (SHUT, text), (text, text)]):
        assert sum(astuple(scores)) == pytest.approx(1)


@settings(max_examples=30)
@given(st.text(max_size=200), st.text(max_size=200))
def test_scores_are_chances(first: str, second: str) -> None:
    (scores,) = NETWORK.scores([(first, second)])
    assert all(0 <= value <= 1 for value in astuple(scores))
    assert sum(astuple(scores)) == pytest.approx(1)


def test_a_higher_temperature_brings_chances_closer_together() -> None:
    sharp, soft = softmax((2.0, 0.0, -1.0), 0.5), softmax((2.0, 0.0, -1.0), 2.0)
    assert sharp.contradicts > soft.contradicts > soft.consistent > sharp.consistent
    assert softmax((900.0, 0.0, -900.0), 1.0) == PairScores(1.0, 0.0, 0.0)
