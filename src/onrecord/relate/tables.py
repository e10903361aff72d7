"""Tables of words beside the code, which anyone may extend: what the words are, a tab, the words."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files


@cache
def words_by_kind(name: str) -> dict[str, frozenset[str]]:
    """The words of a table by what they are; a line with ``#`` is a remark."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, words = line.split("\t")
            found[kind].update(words.split())
    return {kind: frozenset(words) for kind, words in found.items()}
