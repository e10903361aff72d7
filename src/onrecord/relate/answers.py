"""Statements that leave what they are about to the one before them: "he denied this", "she said it
never will", "the union says the true number is closer to 90"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Span, covers
from onrecord.relate.clashes import Clash
from onrecord.relate.quantities import excludes, same_unit
from onrecord.relate.subject import Subject

SURE = 0.5  # confidence of such a conflict: the network knows nothing of words left out
_MOST = 5  # words of such a denial
_MOST_COUNTED = 12  # words of such another number
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
# A number that is told by no more than that it is another one: "it was nearer", "the real toll is".
_NUMBER = re.compile(
    r"\W*(?:that )?(?:it|that|(?:the|its|their) (?:(?:true|real|actual|correct|right|final) )?"
    r"(?:number|figure|count|total|tally|toll|sum|bill|price|cost|turnout|crowd))"
    r"(?: (?:is|was|were|has been|had been|would be|will be|may be|could be|stood|stands)|’s|'s)\b",
    re.I,
)


def answers(subjects: Sequence[Subject]) -> Iterator[tuple[int, int, Clash]]:
    """Numbers of the statements of one document that deny or correct another, and of what each
    denies or corrects: what another says right before it."""
    short = [n for n, one in enumerate(subjects) if _denies_before(one) or _counts_again(one)]
    if not short:
        return
    spans = [covers(one.printed.content) for one in subjects]
    for n in short:
        before = max(
            ((of.end, m) for m, of in enumerate(spans) if of and (at := spans[n]) and of.end <= at.start),
            default=None,
        )
        if before is None:
            continue
        end, m = before
        if _is_meant(subjects[n], subjects[m], spans[n], end) and (clash := _clash(subjects[n], subjects[m])):
            yield n, m, clash


def _text(one: Subject) -> str:
    return " ".join(one.printed.text[span.start : span.end] for span in one.printed.content)


def _denies_before(one: Subject) -> bool:
    if len(one.printed.words) > _MOST:
        return False
    text = _text(one)
    return bool((one.voice.denies and _POINTS_BACK.fullmatch(text)) or _LEFT_OUT.fullmatch(text))


def _counts_again(one: Subject) -> bool:
    return one.counts and len(one.printed.words) <= _MOST_COUNTED and _NUMBER.match(_text(one)) is not None


def _is_meant(answer: Subject, before: Subject, at: Span | None, end: int) -> bool:
    """Whether what stands before it, up to ``end``, is a claim of another that may be meant."""
    near = at is not None and at.start - end <= _NEAR
    return near and not before.question and not before.voice.same(answer.voice)


def _clash(answer: Subject, before: Subject) -> Clash | None:
    return _denial(answer, before) if _denies_before(answer) else _other_number(answer, before)


def _denial(answer: Subject, before: Subject) -> Clash | None:
    if answer.of_itself and before.of_itself:
        return None  # "Reed said he was sorry; Hay said she was not"
    if before.denies and not answer.voice.denies:
        return None
    return Clash("polarity", 1.0, (*answer.side.claims.denial, *answer.printed.content), ())


def _other_number(answer: Subject, before: Subject) -> Clash | None:
    own, others = answer.side.claims.figures, before.side.claims.figures
    if len(own) != 1 or len(others) != 1:
        return None  # of several numbers it is not told which one is meant
    (f,), (g,) = own, others
    return Clash("figures", 1.0, (f.span,), (g.span,)) if same_unit(f, g) and excludes(f, g) else None
