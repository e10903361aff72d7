"""The shipped network: its files are checked, and its windows cover the text."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onrecord.errors import WeightsError
from onrecord.extract import Extractor
from onrecord.extract.encoding import Encoding, encode
from onrecord.extract.network import CONTEXT, MODELS, Network
from onrecord.model import Span
from onrecord.weights import WEIGHTS

MODEL, TOKENIZER, CARD = "onrecord.onnx", "tokenizer.json", "onrecord.json"
Damage = Callable[[Path], object]


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A copy of the shipped files, to be damaged."""
    return Path(shutil.copytree(WEIGHTS, tmp_path / "weights"))


def card(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / CARD).read_text(encoding="utf-8"))
    return found


def change_card(folder: Path, **changes: object) -> None:
    values = {**card(folder), **changes}
    kept = {key: value for key, value in values.items() if value is not None}
    (folder / CARD).write_text(json.dumps(kept), encoding="utf-8")


def replaced(folder: Path, name: str, data: bytes) -> None:
    """Other bytes under the same name, with a card that vouches for them."""
    (folder / name).write_bytes(data)
    change_card(folder, sha256={**card(folder)["sha256"], name: hashlib.sha256(data).hexdigest()})


def one_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


MISSING: dict[str, tuple[str, Damage]] = {
    "no network": (MODEL, lambda folder: (folder / MODEL).unlink()),
    "no tokenizer": (TOKENIZER, lambda folder: (folder / TOKENIZER).unlink()),
    "no card": (CARD, lambda folder: (folder / CARD).unlink()),
}
DAMAGED: dict[str, tuple[str, Damage]] = {
    "one bit of the network": (MODEL, lambda folder: one_bit(folder / MODEL)),
    "one bit of the tokenizer": (TOKENIZER, lambda folder: one_bit(folder / TOKENIZER)),
    "half of the network": (
        MODEL,
        lambda folder: (folder / MODEL).write_bytes((folder / MODEL).read_bytes()[:9_999]),
    ),
    "an empty network": (MODEL, lambda folder: (folder / MODEL).write_bytes(b"")),
    "a checksum of another release": (
        MODEL,
        lambda folder: change_card(
            folder, sha256={MODEL: "0" * 64, TOKENIZER: card(folder)["sha256"][TOKENIZER]}
        ),
    ),
    "no checksum for the network": (
        MODEL,
        lambda folder: change_card(folder, sha256={TOKENIZER: card(folder)["sha256"][TOKENIZER]}),
    ),
    "a card that breaks off": (
        CARD,
        lambda folder: (folder / CARD).write_bytes((folder / CARD).read_bytes()[:200]),
    ),
    "an empty card": (CARD, lambda folder: (folder / CARD).write_bytes(b"")),
    "a card of bytes": (CARD, lambda folder: (folder / CARD).write_bytes(b"\xff\xfe\x00\x01")),
    "a network that is none, vouched for": (
        MODEL,
        lambda folder: replaced(folder, MODEL, b"not a network\n" * 9),
    ),
}
UNCHECKED: dict[str, tuple[str, Damage]] = {
    "a tokenizer that is none, vouched for": (TOKENIZER, lambda folder: replaced(folder, TOKENIZER, b"{}")),
    "a card that is a list": (CARD, lambda folder: (folder / CARD).write_text("[]")),
    "a card without anything": (CARD, lambda folder: (folder / CARD).write_text("{}")),
    "a card without checksums": (CARD, lambda folder: change_card(folder, sha256=None)),
    "a card without a tokenizer": (CARD, lambda folder: change_card(folder, tokenizer=None)),
    "a card without settings": (CARD, lambda folder: change_card(folder, decoding=None)),
    "a card with settings of another kind": (CARD, lambda folder: change_card(folder, decoding=[0.5])),
}


def refusal(folder: Path) -> str:
    """What is said of the weights in ``folder``: one line."""
    with pytest.raises(WeightsError) as caught:
        Extractor(Network(folder))
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("kind", [*MISSING, *DAMAGED])
def test_missing_or_damaged_weights_are_refused_by_name(weights: Path, kind: str) -> None:
    name, damage = {**MISSING, **DAMAGED}[kind]
    damage(weights)
    message = refusal(weights)
    assert str(weights / name) in message
    assert "reinstall onrecord" in message


@pytest.mark.parametrize("kind", UNCHECKED)
def test_weights_that_do_not_fit_this_program_are_refused_by_name(weights: Path, kind: str) -> None:
    name, damage = UNCHECKED[kind]
    damage(weights)
    message = refusal(weights)
    assert str(weights / name) in message
    assert "reinstall onrecord" in message


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    assert str(tmp_path / "nowhere") in refusal(tmp_path / "nowhere")


def test_a_file_damaged_after_it_was_checked_is_refused(weights: Path) -> None:
    Network(weights)
    one_bit(weights / MODEL)
    assert MODEL in refusal(weights)


def test_an_intact_copy_works_from_anywhere(weights: Path, extractor: Extractor) -> None:
    assert Network(weights).version == extractor.network.version


def test_the_shipped_card_says_what_a_reader_should_know() -> None:
    shipped = card(WEIGHTS)
    assert {
        "name",
        "version",
        "model",
        "tokenizer",
        "sha256",
        "decoding",
        "derived_from",
        "fitted_on",
        "language",
    } <= set(shipped)
    assert set(shipped["sha256"]) == {shipped["model"], shipped["tokenizer"]}
    assert "Apache-2.0" in shipped["derived_from"]
    assert "no licence" in shipped["fitted_on"]


def test_the_version_names_the_network(extractor: Extractor) -> None:
    shipped = card(WEIGHTS)
    assert extractor.network.version == "-".join(
        (shipped["name"], shipped["version"], shipped["sha256"][shipped["model"]][:8])
    )


@pytest.fixture(scope="module", params=MODELS)
def network(request: pytest.FixtureRequest, extractor: Extractor) -> Network:
    """Each network that comes with the package."""
    return extractor.network if request.param == "standard" else Network(name=MODELS[request.param])


def long_encoding(network: Network, words: int) -> Encoding:
    sentence = "Dara Holm said on Monday that the museum had lost its key. "
    text = sentence * (words // 12 + 1)
    return encode(text, [Span(0, len(text) - 1)], network.tokenizer)


@pytest.mark.parametrize("words", [12, 380, 400, 510, 900])
def test_windows_cover_the_text_and_share_their_context(network: Network, words: int) -> None:
    encoding = long_encoding(network, words)
    windows = list(network.windows(encoding))
    assert windows[0].start == 0
    assert windows[-1].stop == len(encoding)
    for one, other in pairwise(windows):
        assert one.stop - other.start == 2 * CONTEXT
        assert one.stop - one.start == network.card.room


def test_each_piece_is_an_anchor_of_one_window_at_most(network: Network) -> None:
    encoding = long_encoding(network, 900)
    anchors = [a + w.start for w in network.windows(encoding) for a in w.anchors.tolist()]
    assert len(anchors) == len(set(anchors)) > 0
    assert anchors == sorted(anchors)
    assert all(encoding.first[a] for a in anchors)


def test_a_window_holds_probabilities(network: Network) -> None:
    encoding = long_encoding(network, 24)
    (window,) = network.windows(encoding)
    count = len(window.anchors)
    assert window.tags.shape == (len(encoding), 7)
    assert window.labels.shape == (count, len(encoding), 7)
    assert np.allclose(np.exp(window.tags).sum(-1), 1, atol=1e-3)
    assert np.allclose(np.exp(window.labels).sum(-1), 1, atol=1e-3)
    assert window.anchor_probability.shape == window.keep.shape == (count,)
    assert ((window.anchor_probability >= 0) & (window.anchor_probability <= 1)).all()
    assert ((window.keep >= 0) & (window.keep <= 1)).all()


def test_nothing_has_no_windows(network: Network) -> None:
    encoding = encode("", [], network.tokenizer)
    assert list(network.windows(encoding)) == []


@pytest.mark.parametrize("text", ["gone", "😀", "“", "gone.", "gone it is"])
def test_the_shortest_texts_are_read(network: Network, text: str) -> None:
    encoding = encode(text, [Span(0, len(text))], network.tokenizer)
    assert sum(len(w.anchors) for w in network.windows(encoding)) <= len(encoding)
