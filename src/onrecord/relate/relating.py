"""The relation between two statements: the same words, altered words, or claims that cannot
both hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.model import Evidence, Relation, Spans
from onrecord.relate.clashes import ENOUGH, Clash, clashes
from onrecord.relate.conflicts import Kin, Side, judge
from onrecord.relate.voices import NOBODY, Voice
from onrecord.relate.wordings import Altered, Printed, SameWords, same_or_altered

if TYPE_CHECKING:
    from onrecord.relate.pairs import PairNetwork

WORDS = "words"  # the method of what is seen by comparing words
LEAST_CONFIDENT = 0.5  # of a conflict, to be shown at all
_RETOLD = frozenset(["form", "person"])  # kinds of edit
_TELLING = 0.5  # weight of words that are not light, whatever they stand in


@dataclass(frozen=True)
class Subject:
    """A statement with all that is compared. Equal when the statement is."""

    statement: str
    document: str
    printed: Printed = field(compare=False, repr=False)
    side: Side = field(compare=False, repr=False)
    voice: Voice = field(default=NOBODY, compare=False)
    question: bool = field(default=False, compare=False)

    @cached_property
    def terms(self) -> frozenset[str]:
        """What it may share with another: words that tell, sides of axes, units."""
        claims = self.side.claims
        told = {s for s, weight in claims.wide.items() if weight >= _TELLING}
        return frozenset(told | {f"axis {n}" for n in claims.axes} | {f.unit for f in claims.figures if f.unit})


def relation(a: Subject, b: Subject, network: PairNetwork) -> Relation | None:
    """How two statements stand to each other; None where nothing is to be said. The same
    whichever comes first. Raises WeightsError when the network cannot be loaded."""
    if a.statement == b.statement:
        return None
    if a.statement > b.statement:
        a, b = b, a
    return wording(a, b) or conflict(a, b, network)


def wording(a: Subject, b: Subject) -> Relation | None:
    """``same_words`` or ``altered``, where one statement has words of the other."""
    found = same_or_altered(a.printed, b.printed)
    if found is None or a.question != b.question:
        return None
    evidence = (*_evidence(a, found.a), *_evidence(b, found.b))
    if isinstance(found, SameWords):
        detail = "indirect" if found.restated else "verbatim" if found.extent == "all" else "part"
        return Relation("same_words", a.statement, b.statement, _sure(found), WORDS, evidence, detail)
    if _only_retold(found, a, b):
        return Relation("same_words", a.statement, b.statement, _sure(found), WORDS, evidence, "indirect")
    copy, original = (b, a) if found.longer == "a" else (a, b)
    return Relation("altered", copy.statement, original.statement, _sure(found), WORDS, evidence, found.diff)


def _only_retold(found: Altered, a: Subject, b: Subject) -> bool:
    """Whether what is changed stands beside the quotation marks of a mixed content, and only
    there: "would not pay “to replace …”"."""
    mixed = "mixed" in (a.printed.quotation, b.printed.quotation)
    return mixed and all(edit.harmless or edit.kind in _RETOLD for edit in found.edits)


def _sure(found: SameWords | Altered) -> float:
    return round(0.5 + 0.49 * min(1.0, max(0.0, found.similarity)), 4)


def conflict(a: Subject, b: Subject, network: PairNetwork) -> Relation | None:
    """``contradicts`` or ``revises``, where a test finds claims that exclude each other and all
    in all it is likelier than not that both cannot hold."""
    found = clash(a, b)
    if found is None:
        return None
    confidence = judge(a.side, b.side, found, network, kin=_kin(a, b))
    if confidence < LEAST_CONFIDENT:
        return None
    method = f"{found.kind} {network.version}"
    evidence = (*_evidence(a, found.spans_a), *_evidence(b, found.spans_b))
    later = _later(a, b) if a.voice.same(b.voice) else None
    if later is None:
        return Relation("contradicts", a.statement, b.statement, confidence, method, evidence, found.kind)
    earlier = b if later is a else a
    return Relation("revises", later.statement, earlier.statement, confidence, method, evidence, found.kind)


def clash(a: Subject, b: Subject) -> Clash | None:
    """What the typed tests find that tells most; cheap, and the first step of ``conflict``."""
    near = _kin(a, b) == "both"
    found = clashes(a.side.claims, b.side.claims, least=0.0 if near else ENOUGH)
    return found[0] if found else None


def _kin(a: Subject, b: Subject) -> Kin:
    """What else says that they may conflict: a story that tells both, a speaker who may have
    changed position; but nobody contradicts themselves in one breath."""
    story = a.document == b.document
    if not a.voice.same(b.voice):
        return "story" if story else "none"
    if _later(a, b) is None:
        return "none"
    return "both" if story else "speaker"


def _later(a: Subject, b: Subject) -> Subject | None:
    """The one that was said later; None where the dates do not tell."""
    x, y = a.voice.said, b.voice.said
    if a.document == b.document and a.voice.once != b.voice.once and (x or y):
        return a if x else b
    if not x or not y:
        return None
    size = min(len(x), len(y), len("2026-03-05"))
    if x[:size] == y[:size]:
        return None
    return a if x[:size] > y[:size] else b


def _evidence(of: Subject, spans: Spans) -> Sequence[Evidence]:
    text = of.printed.text
    return [Evidence(of.statement, span, text[span.start : span.end]) for span in spans]
