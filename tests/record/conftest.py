"""The stores that every behaviour of the record is tested on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.record import Record, open_record


@dataclass(frozen=True)
class Store:
    """Where one test's record is, and how to open it."""

    target: str

    def open(self, *, read_only: bool = False) -> Record:
        return open_record(self.target, read_only=read_only)


def _sqlite(folder: Path, name: str) -> Store:
    return Store(str(folder / f"{name}.db"))


STORES: dict[str, Callable[[Path, str], Store]] = {"sqlite": _sqlite}


@pytest.fixture(params=sorted(STORES))
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Store]:
    """Makes a store with nothing in it; the same name again is the same store."""
    kind: str = request.param
    return lambda name: STORES[kind](tmp_path, name)


@pytest.fixture
def store(new_store: Callable[[str], Store]) -> Store:
    return new_store("onrecord")
