"""Where exports go."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.errors import OutputError
from onrecord.report.exports.places import new_file, new_folder
from tests.report.examples import full, minimal


def inside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_there_once_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with new_file(str(path)) as file:
        file.write(b"half")
        assert not path.exists()
        file.write(b" and half")
    assert path.read_bytes() == b"half and half"
    assert inside(tmp_path) == ["a.csv"]


def test_what_is_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with (
        pytest.raises(OutputError, match="is there already; name another file, or replace it with --force"),
        new_file(str(path)),
    ):
        pass
    assert path.read_bytes() == b"old"
    with new_file(str(path), force=True) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"


def test_nothing_is_left_of_a_file_that_was_not_finished(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def give_up() -> None:
        with new_file(str(path), force=True) as file:
            file.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        give_up()
    assert path.read_bytes() == b"old"
    assert inside(tmp_path) == ["a.csv"]


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with pytest.raises(OutputError, match="is there already"), new_file(str(path)):
        path.write_bytes(b"another's")
    assert path.read_bytes() == b"another's"


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    name = str(tmp_path / "none" / "a.csv")
    with pytest.raises(OutputError, match=r"a\.csv: cannot be written \(No such file"), new_file(name):
        pass


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError, match="is a folder; name a file in it"),
        new_file(str(tmp_path), force=True),
    ):
        pass


def test_a_device_is_written_to_as_it_is() -> None:
    with new_file(os.devnull) as file:
        file.write(b"gone")


def test_brat_takes_a_new_folder(tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    assert new_folder([full(), minimal()], str(folder)) == 2
    names = [f"{one.document.id}.{end}" for one in (full(), minimal()) for end in ("txt", "ann")]
    assert inside(folder) == sorted({*names, "annotation.conf"})
    assert (folder / names[0]).read_bytes() == full().document.text.encode()
    assert inside(tmp_path) == ["brat"]


def test_a_folder_of_an_earlier_export_is_replaced_only_when_asked(tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    new_folder([full()], str(folder))
    with pytest.raises(OutputError, match="is there already"):
        new_folder([minimal()], str(folder))
    new_folder([], str(folder), force=True)
    assert inside(folder) == ["annotation.conf"]


def test_a_folder_with_other_files_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputError, match="holds other files than an export to brat"):
        new_folder([full()], str(tmp_path), force=True)
    assert inside(tmp_path) == ["thesis.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("a")
    with pytest.raises(OutputError, match="is a file, and brat takes a folder"):
        new_folder([], str(path), force=True)
