"""The relation between two statements: the same words, altered words, or claims that cannot
both hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.model import Evidence, Relation, Span
from onrecord.relate.clashes import ENOUGH, STRICT, Clash, clashes
from onrecord.relate.conflicts import Kin, judge
from onrecord.relate.difference import turned
from onrecord.relate.edits import are_other_names
from onrecord.relate.selves import of_each
from onrecord.relate.subject import Subject
from onrecord.relate.weights import weight
from onrecord.relate.wordings import Altered, SameWords, same_or_altered

if TYPE_CHECKING:
    from onrecord.relate.pairs import PairNetwork

WORDS = "words"  # the method of what is seen by comparing words
# Of a conflict, to be kept. Confidence is the share that proved real among what the tests
# propose in thousands of news articles, where little of it is. Less is asked where one story
# tells what somebody said first and what later: that is seldom told for another reason.
LEAST_CONFIDENT: dict[Kin, float] = {"none": 0.1, "story": 0.1, "speaker": 0.1, "both": 0.035}
_RETOLD = frozenset(["form", "person"])  # kinds of edit
_SHARED: dict[Kin, float] = {"none": STRICT, "story": ENOUGH, "speaker": ENOUGH, "both": 0.0}
_LONGEST = 200  # words of a statement that is held against others
_LEAST_SHARED = 2.0  # weight of words that two must share before their order is looked at


def relation(a: Subject, b: Subject, network: PairNetwork) -> Relation | None:
    """How two statements stand to each other; None where nothing is to be said. The same
    whichever comes first. Raises WeightsError when the network cannot be loaded."""
    if a.statement == b.statement:
        return None
    if a.statement > b.statement:
        a, b = b, a
    found = wording(a, b)
    if found is None:
        return conflict(a, b, network)
    if found.type != "altered":
        return found
    if of_two_speakers(a, b):
        answered = a.document == b.document and not (a.original or b.original)
        return conflict(a, b, network) or (None if answered else found)
    if of_two_days(a, b):
        return conflict(a, b, network) or (None if a.original == b.original else found)
    return found


def of_two_days(a: Subject, b: Subject) -> bool:
    """Whether one speaker is known to have said them on two days: the later then has no altered
    words of the earlier, but other words."""
    known = not (a.voice.assumed or b.voice.assumed)
    return known and a.voice.same(b.voice) and _later(a, b) is not None


def of_two_speakers(a: Subject, b: Subject) -> bool:
    """Whether they are known to be two people's, or bodies'. In one story the one then answers the
    other in like words, and is not quoted with changes."""
    return a.voice.key is not None and b.voice.key is not None and not a.voice.same(b.voice)


def wording(a: Subject, b: Subject, *, asked: bool = False) -> Relation | None:
    """``same_words`` or ``altered``, where one statement has words of the other. ``asked`` says that
    somebody holds the two against each other: they then need not be told from what has like words."""
    if not _may_share_words(a, b) or a.denies_content != b.denies_content:
        return None
    found = same_or_altered(a.printed, b.printed, same_speaker=_is_one(a, b))
    if found is None or a.question != b.question:
        return None
    told = a.original == b.original and not asked
    if told and isinstance(found, Altered) and _names_another(found, a, b):
        return None
    evidence = (*_evidence(a, found.a), *_evidence(b, found.b))
    if isinstance(found, SameWords):
        detail = "indirect" if found.restated else "verbatim" if found.extent == "all" else "part"
        return Relation("same_words", a.statement, b.statement, _sure(found), WORDS, evidence, detail)
    if _only_retold(found, a, b):
        return Relation("same_words", a.statement, b.statement, _sure(found), WORDS, evidence, "indirect")
    copy, original = _copy_and_original(a, b, found)
    longer = a if found.longer == "a" else b
    diff = found.diff if original is longer else turned(found.diff)
    return Relation("altered", copy.statement, original.statement, _sure(found), WORDS, evidence, diff)


def _names_another(found: Altered, a: Subject, b: Subject) -> bool:
    """Whether another name stands in the place of one: of two who both tell what was said, or say
    it, the other then speaks of something else."""
    old, new = (a, b) if found.longer == "a" else (b, a)
    pairs = [
        (_evidence(old, [edit.old])[0].text, _evidence(new, [edit.new])[0].text)
        for edit in found.edits
        if edit.kind == "name" and edit.old and edit.new
    ]
    return any(are_other_names(*pair) for pair in pairs)


def _copy_and_original(a: Subject, b: Subject, found: Altered) -> tuple[Subject, Subject]:
    """Which of two has altered words of the other: a report of what stands in a post, a transcript
    or a release; what was published later; else the shorter, which may leave something out."""
    if a.original != b.original:
        return (b, a) if a.original else (a, b)
    if a.published and b.published and a.published[:10] != b.published[:10]:
        return (a, b) if a.published > b.published else (b, a)
    return (b, a) if found.longer == "a" else (a, b)


def _is_one(a: Subject, b: Subject) -> bool:
    return a.voice.key is not None and a.voice.key == b.voice.key


def _only_retold(found: Altered, a: Subject, b: Subject) -> bool:
    """Whether what is changed stands beside the quotation marks of a mixed content, and only
    there: "would not pay “to replace …”"."""
    mixed = "mixed" in (a.printed.quotation, b.printed.quotation)
    return mixed and all(edit.harmless or edit.kind in _RETOLD for edit in found.edits)


def _sure(found: SameWords | Altered) -> float:
    return round(0.5 + 0.49 * min(1.0, max(0.0, found.similarity)), 4)


def conflict(a: Subject, b: Subject, network: PairNetwork) -> Relation | None:
    """``contradicts`` or ``revises``, where a test finds claims that exclude each other and it is
    likely enough that both cannot hold."""
    found = clash(a, b)
    if found is None:
        return None
    kin = kin_of(a, b)
    confidence = judge(a.side, b.side, found, network, kin=kin, least=LEAST_CONFIDENT[kin])
    if confidence < LEAST_CONFIDENT[kin]:
        return None
    return contradiction(a, b, found, confidence, network)


def contradiction(
    a: Subject, b: Subject, found: Clash | None, confidence: float, network: PairNetwork
) -> Relation:
    """``revises`` where one speaker says the second thing later, else ``contradicts``. Without a
    clash that a test ``found``, it is the network's word alone, and no single words decide."""
    method = f"{found.kind} {network.version}" if found else network.version
    kind = found.kind if found else None
    spans_a, spans_b = (found.spans_a, found.spans_b) if found else ((), ())
    evidence = (*_evidence(a, spans_a), *_evidence(b, spans_b))
    later = _later(a, b) if a.voice.same(b.voice) else None
    if later is None:
        return Relation("contradicts", a.statement, b.statement, confidence, method, evidence, kind)
    earlier = b if later is a else a
    return Relation("revises", later.statement, earlier.statement, confidence, method, evidence, kind)


def clash(a: Subject, b: Subject) -> Clash | None:
    """What the typed tests find that tells most; cheap, and the first step of ``conflict``."""
    if not may_clash(a, b):
        return None
    told = a.document == b.document
    found = clashes(a.side.claims, b.side.claims, least=_SHARED[kin_of(a, b)], told=told)
    if of_two_speakers(a, b) and a.of_itself and b.of_itself:
        found = [one for one in found if not of_each(one, a.side, b.side)]
    return found[0] if found else None


def kin_of(a: Subject, b: Subject) -> Kin:
    """What else says that they may conflict: a story that tells both, a speaker who may have
    changed position; but nobody contradicts themselves in one breath."""
    story = a.document == b.document
    if not a.voice.same(b.voice):
        return "story" if story else "none"
    if _later(a, b) is None:
        return "none"
    return "both" if story else "speaker"


def _may_share_words(a: Subject, b: Subject) -> bool:
    shared = a.keys & b.keys
    return len(shared) >= _LEAST_SHARED and sum(map(weight, shared)) >= _LEAST_SHARED


def may_clash(a: Subject, b: Subject) -> bool:
    """Whether a test could find anything, by a first look at the words. A speech of many sentences
    says too much for two of its words to decide."""
    if a.question or b.question or max(len(a.printed.words), len(b.printed.words)) > _LONGEST:
        return False
    if (a.counts and b.counts) or _may_be_opposed(a, b):
        return True
    if a.stems.isdisjoint(b.stems):
        return False
    if a.voice.denies or b.voice.denies:
        return True
    return not (a.denied.isdisjoint(b.named) and b.denied.isdisjoint(a.named))


def _may_be_opposed(a: Subject, b: Subject) -> bool:
    """Whether they have words on the two sides of an axis; on one, where either denies something."""
    if a.axes.isdisjoint(b.axes):
        return False
    denied = a.denies or b.denies or a.voice.denies or b.voice.denies
    return denied or any((axis, not side) in b.places for axis, side in a.places)


def _later(a: Subject, b: Subject) -> Subject | None:
    """The one that was said later; None where the dates do not tell."""
    x, y = a.voice.said, b.voice.said
    if a.document == b.document and a.voice.once != b.voice.once and (x or y):
        return a if x else b
    if a.document == b.document and a.voice.assumed != b.voice.assumed:
        return None
    if not x or not y:
        return None
    size = min(len(x), len(y), len("2026-03-05"))
    if x[:size] == y[:size]:
        return None
    return a if x[:size] > y[:size] else b


def _evidence(of: Subject, spans: Sequence[Span]) -> Sequence[Evidence]:
    text = of.printed.text
    return [Evidence(of.statement, span, text[span.start : span.end]) for span in spans]
