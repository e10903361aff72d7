"""Imports run one way, and heavy libraries are loaded only where they are used."""

from __future__ import annotations

import ast
import importlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord

ROOT = Path(onrecord.__file__).parent

# What each part may import besides itself.
BASE = {"model", "errors", "weights"}
STAGES = {"ingest", "extract", "context", "relate"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "model": {"errors"},
    "weights": {"errors"},
    **dict.fromkeys(STAGES, BASE),
    "record": BASE | STAGES,
    "report": BASE | STAGES | {"record"},
    "pipeline": BASE | STAGES | {"record", "report"},
    **dict.fromkeys(("web", "corpus"), BASE | STAGES | {"record", "report", "pipeline"}),
    "cli": BASE | STAGES | {"record", "report", "pipeline", "web", "corpus"},
    "__main__": {"cli"},
    # The public namespace offers what it likes to those outside and is imported by none inside.
    "__init__": BASE | STAGES | {"record", "report", "pipeline"},
}
OUTSIDE = {
    "training",
    "benchmarks",
    "tests",
    "torch",
    "transformers",
    "textacy",
    "spacy",
    "pytest",
    "hypothesis",
}
HEAVY = (
    "onnxruntime",
    "sqlalchemy",
    "trafilatura",
    "rich",
    "tokenizers",
    "numpy",
    "lxml",
    "msgspec",
    "py3langid",
)

FILES = sorted(ROOT.rglob("*.py"))


def modules_named(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it and for whatever reason, by its full name."""
    package = ("onrecord", *path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            # "from onrecord import pipeline" names a module, "from onrecord.model import Span" does not.
            yield from (
                (f"{module}.{alias.name}" for alias in node.names) if module == "onrecord" else (module,)
            )


def part_of(module: str) -> str | None:
    """The part of onrecord that a module belongs to; None for others' modules."""
    first, _, rest = module.partition(".")
    return (rest.partition(".")[0] or "__init__") if first == "onrecord" else None


def of_file(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    part = of_file(path)
    assert part in MAY_IMPORT, f"say in MAY_IMPORT where {part} stands"
    named = {part_of(module) for module in modules_named(path)} - {None, part}
    assert named <= MAY_IMPORT[part]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_imports_training_benchmarks_or_torch(path: Path) -> None:
    assert {module.partition(".")[0] for module in modules_named(path)}.isdisjoint(OUTSIDE)


def test_the_parts_of_onrecord_have_no_cycle() -> None:
    seen: set[str] = set()
    while rest := {part for part, allowed in MAY_IMPORT.items() if part not in seen and allowed <= seen}:
        seen |= rest
    assert seen == set(MAY_IMPORT)


@pytest.mark.parametrize("name", onrecord.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    assert getattr(onrecord, name).__name__ == name


def test_the_public_names_are_sorted_and_all_there_are() -> None:
    assert list(onrecord.__all__) == sorted(onrecord.__all__)
    modules = {path.stem if path.parent == ROOT else path.parent.name for path in FILES}
    offered = (
        {n for n in vars(onrecord) if not n.startswith("_")}
        - modules
        - {"TYPE_CHECKING", "Any", "annotations"}
    )
    assert offered <= set(onrecord.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        getattr(onrecord, "no_such_name")  # noqa: B009


@pytest.mark.parametrize("package", ["ingest", "extract", "record"])
def test_every_name_that_a_package_offers_can_be_imported(package: str) -> None:
    module = importlib.import_module(f"onrecord.{package}")
    assert all(hasattr(module, name) for name in module.__all__)


@pytest.mark.parametrize("module", ["onrecord", "onrecord.cli"])
def test_heavy_libraries_are_not_loaded_to_answer_help(module: str) -> None:
    code = f"import sys, {module}; print(*[n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("host", ["192.0.2.1", "onrecord.example"])
def test_tests_cannot_reach_the_network(host: str) -> None:
    with pytest.raises(AssertionError, match="reached for the network"):
        socket.create_connection((host, 80), timeout=0.1)
