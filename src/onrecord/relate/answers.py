"""Denials that leave what they deny to the statement before them: "he denied this", "she said it
never will"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Span, covers
from onrecord.relate.clashes import Clash
from onrecord.relate.relating import Subject

SURE = 0.5  # confidence of such a conflict: the network knows nothing of words left out
_MOST = 5  # words of such a denial
_NEAR = 160  # characters between the two
_POINTS_BACK = re.compile(
    r"(?:it|this|that|(?:(?:this|that|these|those|the) )?"
    r"(?:claim|allegation|accusation|assertion|charge|suggestion|account|story|fact)s?)\W*",
    re.I,
)
_AUXILIARY = r"(?:will|would|did|does|do|has|have|had|is|was|are|were|can|could)"
_LEFT_OUT = re.compile(
    rf"\W*(?:that )?(?:it|this|that|he|she|they|these|those)"
    rf" (?:{_AUXILIARY} (?:not|never)|never {_AUXILIARY}|(?:{_AUXILIARY}|wo|ca)n[’']t)\W*",
    re.I,
)


def answers(subjects: Sequence[Subject]) -> Iterator[tuple[int, int, Clash]]:
    """Numbers of the denials among the statements of one document, and of what each denies: what
    another says right before it."""
    short = [n for n, one in enumerate(subjects) if len(one.printed.words) <= _MOST and _denies_before(one)]
    if not short:
        return
    spans = [covers(one.printed.content) for one in subjects]
    for n in short:
        before = max(
            ((of.end, m) for m, of in enumerate(spans) if of and (at := spans[n]) and of.end <= at.start),
            default=None,
        )
        if before and _is_denied(subjects[n], subjects[before[1]], spans[n], before[0]):
            one = subjects[n]
            yield n, before[1], Clash("polarity", 1.0, (*one.side.claims.denial, *one.printed.content), ())


def _denies_before(one: Subject) -> bool:
    text = " ".join(one.printed.text[span.start : span.end] for span in one.printed.content)
    return bool((one.voice.denies and _POINTS_BACK.fullmatch(text)) or _LEFT_OUT.fullmatch(text))


def _is_denied(denial: Subject, before: Subject, at: Span | None, end: int) -> bool:
    """Whether what stands before it, up to ``end``, is a claim of another that may be meant."""
    if at is None or at.start - end > _NEAR or before.question or before.voice.same(denial.voice):
        return False
    return denial.voice.denies or not before.denies
