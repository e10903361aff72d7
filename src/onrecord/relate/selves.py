"""Who tells of themselves: "I will go", "she said she would go". What two speakers tell each of
themselves can both be so."""

from __future__ import annotations

import re

from onrecord.model import Spans
from onrecord.relate.clashes import Clash
from onrecord.relate.clauses import Clause
from onrecord.relate.conflicts import Side
from onrecord.relate.edits import DATES
from onrecord.relate.voices import Voice
from onrecord.relate.wordings import Printed

_SUBJECT = re.compile(
    r"\W*(?:(?:that|and|but|yes|no|so|well)\b\W*)*(?:(?P<first>I|we)|(?P<one>he|she)|(?P<body>it|they))\b",
    re.I,
)


def of_itself(printed: Printed, voice: Voice) -> bool:
    """Whether the words begin with those who say them. "He" is the person who speaks, "it" the
    body that does: "police said he was drunk" tells of another."""
    start = printed.content[0]
    begins = _SUBJECT.match(printed.text, start.start, start.end)
    if begins is None or voice.key is None:
        return False
    if begins["one"]:
        return voice.kind in ("person", "unnamed")
    return begins["body"] is None or voice.kind in ("organization", "group")


def of_each(clash: Clash, a: Side, b: Side) -> bool:
    """Whether the words that clash stand in what begins both statements, so that they tell of
    whom these begin with. Where one names somebody whom the other does not, the two may tell of
    one deed: "he was paid by Holm", "he never paid Voss"."""
    first, second = _beginning(clash.spans_a, a), _beginning(clash.spans_b, b)
    return first is not None and second is not None and _names(first) == _names(second)


def _beginning(deciding: Spans, side: Side) -> Clause | None:
    """The first clause, where what decides stands in it; that stands last, behind words of denial."""
    clauses = side.claims.clauses
    return clauses[0] if clauses and deciding and deciding[-1].overlaps(clauses[0].span) else None


def _names(clause: Clause) -> frozenset[str]:
    return frozenset(term.stem for term in clause.terms if term.name and term.word not in DATES)
