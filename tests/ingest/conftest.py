"""What the tests of this folder share: reading invented text the way a user would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest import Options, read
from onrecord.model import Block, Document

Write = Callable[[str, str | bytes], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file into the test's folder and returns its path."""

    def write_file(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write_file


def only_document(name: str, options: Options | None = None) -> Document:
    """The one document that ``name`` holds."""
    (found,) = read(name, options or Options())
    assert isinstance(found, Document), found
    return found


def only_error(name: str, options: Options | None = None) -> InputError:
    """The one error that reading ``name`` gives."""
    (found,) = read(name, options or Options())
    assert isinstance(found, InputError), found
    return found


def shown(document: Document, kind: str | None = None) -> list[str]:
    """The text of the document's blocks, of one kind when given."""
    return [document[b.span] for b in document.blocks if kind in (None, b.kind)]


def post_words(document: Document) -> list[list[str]]:
    """For each post, the runs of its words."""
    return [[document[w] for w in post.words] for post in posts(document)]


def posts(document: Document) -> list[Block]:
    return [b for b in document.blocks if b.kind == "post"]
