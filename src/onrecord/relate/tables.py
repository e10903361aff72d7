"""Tables of words beside the code, which anyone may extend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def rows(name: str) -> Iterator[list[str]]:
    """The columns of each row of a table; a line with ``#`` is a remark."""
    for line in files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def words_by_kind(name: str) -> dict[str, frozenset[str]]:
    """The words of a table by what they are: that, and the words, are its columns."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for kind, words in rows(name):
        found[kind].update(words.split())
    return {kind: frozenset(words) for kind, words in found.items()}
