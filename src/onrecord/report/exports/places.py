"""Where exports go: written aside and put in place when whole, so that nothing half-written
is taken for an export and nothing is overwritten unasked."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import OutputError
from onrecord.model import Reading
from onrecord.report.exports import brat

_OF_BRAT = re.compile(r"[0-9a-f]{32}\.(txt|ann)|annotation\.conf")


@contextmanager
def new_file(name: str, *, force: bool = False) -> Iterator[BinaryIO]:
    """A file that is at ``name`` once all is written. ``force`` lets it take another's place.

    Raises OutputError when there is one, or it cannot be written.
    """
    path = Path(name).resolve()
    with _explained(name):
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device:
                yield device
            return
        _check_free(name, path, force)
        aside = _aside(path)
        try:
            with aside.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _check_free(name, path, force)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)


def new_folder(readings: Iterable[Reading], name: str, *, force: bool = False) -> int:
    """Write readings for brat into a folder of that name; how many.

    ``force`` lets it take the place of another such folder. Raises OutputError when there is
    a folder with anything else in it, or it cannot be written.
    """
    path = Path(name).resolve()
    count = 0
    with _explained(name):
        _check_free_folder(name, path, force)
        aside = _aside(path)
        aside.mkdir()
        try:
            _write(aside / "annotation.conf", brat.configuration())
            for reading in readings:
                _write(aside / f"{reading.document.id}.txt", reading.document.text)
                _write(aside / f"{reading.document.id}.ann", brat.standoff(reading))
                count += 1
            _check_free_folder(name, path, force)
            if path.exists():
                shutil.rmtree(path)
            aside.replace(path)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return count


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def _check_free(name: str, path: Path, force: bool) -> None:
    if path.is_dir():
        raise OutputError(name, "is a folder", "name a file in it")
    if path.exists() and not force:
        raise OutputError(name, "is there already", "name another file, or replace it with --force")


def _check_free_folder(name: str, path: Path, force: bool) -> None:
    if not path.exists():
        return
    if not path.is_dir():
        raise OutputError(name, "is a file, and brat takes a folder", "name a new folder")
    inside = [entry.name for entry in path.iterdir()]
    if inside and not force:
        raise OutputError(name, "is there already", "name a new folder, or replace it with --force")
    if not all(_OF_BRAT.fullmatch(entry) for entry in inside):
        raise OutputError(name, "holds other files than an export to brat", "name a new folder")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


@contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise OutputError(name, problem, "check that the folder is there and has room") from error
