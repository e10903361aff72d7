"""Which sentences of a statement claim something that may be so or not.

No grammar is parsed: a sentence claims something when it has a verb of its own. "The closing of
the bridge", "to testify", "whether it will close" and "what was agreed" name a matter and claim
nothing, and neither does a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal

from onrecord.model import Span
from onrecord.relate.clauses import Term, clauses
from onrecord.relate.lexicon import stem
from onrecord.relate.tables import words_by_kind

# What a content is in its sentence: a clause ("said that it will close"), the object of a verb
# that may as well be a noun's ("rejected measures to close it"), or words that stand by themselves.
Form = Literal["clause", "object", "quoted"]

_LEAST = 4  # words
_END = re.compile(r"(?:(?<![.?!…])[.?!…]+[”\"’')\]]*\s+(?=[“\"‘'(\[]*[A-Z0-9])|\n+)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|Sgt|St|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|vs)"
    r"|\b[A-Z]|\b[ap]\.m)\.[”\"’')\]]*\s+$"
)
_LOOKED_BACK = 16  # characters before an end in which an abbreviation has room
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CLITICS = ("'s", "'re", "'m", "'ve", "'ll", "'d")


@dataclass(frozen=True, slots=True)
class Proposition:
    """A sentence that claims something: its words but for those of time, and what it denies."""

    text: str
    terms: tuple[Term, ...]
    denied: frozenset[str]


def propositions(text: str, form: Form = "quoted", most: int | None = None) -> tuple[Proposition, ...]:
    """The sentences of ``text`` that claim something, the first ``most`` of them."""
    claiming = (span for span in sentences(text) if claims(text, span, form))
    return tuple(_proposition(text[span.start : span.end]) for span in islice(claiming, most))


def sentences(text: str) -> Iterator[Span]:
    """The sentences of ``text``, without the white space between them."""
    start = 0
    for m in _END.finditer(text):
        if not _ABBREVIATED.search(text, max(start, m.start() - _LOOKED_BACK), m.end()):
            if found := text[start : m.end()].rstrip():
                yield Span(start, start + len(found))
            start = m.end()
    if text[start:].strip():
        yield Span(start, len(text.rstrip()))


def claims(text: str, span: Span, form: Form = "quoted") -> bool:
    """Whether a sentence claims something."""
    words = [m[0].replace("’", "'") for m in _TOKEN.finditer(text, span.start, span.end)]
    words = [words[0].lower(), *words[1:]] if words else []
    if words[:1] == ["that"]:
        words = words[1:]
    if len(words) < _LEAST or text[span.start : span.end].rstrip("”\"’') ").endswith("?"):
        return False
    if words[0] in _words("verb") and words[1].lower() in _words("asked"):
        return False
    if words[0] in _words("opens") or (words[0].endswith("ing") and len(words[0]) > 4):
        return False
    return _has_verb(words, form)


def _has_verb(words: Sequence[str], form: Form) -> bool:
    """Whether one of the verbs is not that of a clause within the sentence. Of a clause it is
    enough that no verb is known there: "three rods stand side by side"."""
    open_clauses = closed = 0
    for n, word in enumerate(words):
        following = words[n + 1].lower() if n + 1 < len(words) else ""
        if n and word in _words("within"):
            if word == "that" and following in _words("asked") and words[n - 1].lower() not in _words("noun"):
                return True  # "the pictures show that the deck is safe"
            if (
                word not in _words("relative")
                or following in _words("asked")
                or (following and _is_verb(words, n + 1, form))
            ):
                open_clauses += 1
        elif _is_verb(words, n, form):
            if not open_clauses:
                return True
            open_clauses -= 1
            closed += 1
    return form == "clause" and not closed


def _is_verb(words: Sequence[str], n: int, form: Form) -> bool:
    word, before = words[n], words[n - 1].lower() if n else ""
    if any(word.endswith(end) and word.removesuffix(end).lower() in _words("pronoun") for end in _CLITICS):
        return True
    if word in _words("verb") and before not in ("to", "not"):
        return True
    if not n or form == "object":
        return False
    past = word in _words("past") or (word.endswith("ed") and len(word) > 4)
    return past and before not in _words("no_verb")


def _proposition(text: str) -> Proposition:
    found = clauses(text, (Span(0, len(text)),))
    return Proposition(
        text,
        tuple(term for clause in found for term in clause.terms if term.weight and not _is_time(term)),
        frozenset(name for clause in found for name in clause.denied if name not in _times()),
    )


def _is_time(term: Term) -> bool:
    """Whether it only says when, which reports of one thing give each in its own way."""
    return term.stem in _times()


def _words(kind: str) -> frozenset[str]:
    return words_by_kind("propositions")[kind]


@cache
def _times() -> frozenset[str]:
    return frozenset(map(stem, _words("time")))
