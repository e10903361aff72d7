"""What kind of change one edit between two versions of the same words is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from onrecord.relate.words import APOSTROPHES, key_of

Kind = Literal[
    "spacing",  # "healthcare", "health care"
    "ellipsis",  # words left out, and a mark says so
    "bracket",  # an editor's words, put in or put in place of others
    "contraction",  # "it's", "it is"
    "numeral",  # "twelve", "12"
    "spelling",  # "colour", "color"
    "filler",  # "um"
    "repetition",  # "very, very"
    "joint",  # "and", "so", "that", "the": what joins sentences and parts of them
    "form",  # "is", "was"; "crime", "crimes"
    "person",  # "we", "they"
    "negation",  # one of the two has a "not" more
    "condition",  # an "if" before the words is left out
    "number",
    "name",
    "words",
]
HARMLESS: frozenset[Kind] = frozenset(
    ("spacing", "ellipsis", "bracket", "contraction", "numeral", "spelling", "filler", "repetition", "joint")
)

_SPELLED_ALIKE = 0.6  # of two spellings of a name
_FILLERS = {"ah", "eh", "er", "erm", "hm", "hmm", "mm", "mmm", "uh", "uhh", "um", "umm"}
_JOINTS = {"a", "an", "and", "so", "that", "the", "well"}
_NEGATIONS = {
    "barely", "cannot", "hardly", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing",
    "nowhere", "rarely", "scarcely", "without",
}  # fmt: skip
_NUMBERS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13",
    "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18",
    "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60",
    "seventy": "70", "eighty": "80",
    "ninety": "90",
}  # fmt: skip
_TENS = frozenset(word for word, figures in _NUMBERS.items() if figures[1:] == "0" and figures != "10")
_ONES = frozenset(word for word, figures in _NUMBERS.items() if len(figures) == 1 and figures != "0")
_MULTIPLES = {
    "dozen", "half", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion",
    "billions", "trillion", "trillions",
}  # fmt: skip
_PERSONS = (
    {"i", "you", "he", "she", "it", "we", "they", "one"},
    {"me", "you", "him", "her", "it", "us", "them"},
    {"my", "your", "his", "her", "its", "our", "their"},
    {"mine", "yours", "his", "hers", "ours", "theirs"},
    {"myself", "yourself", "himself", "herself", "itself", "ourselves", "yourselves", "themselves"},
    {"this", "these", "that", "those"},
)
_FORMS = (
    {"am", "is", "are", "was", "were", "be", "been", "being"},
    {"has", "have", "had", "having"},
    {"do", "does", "did"},
    {"will", "would"},
    {"can", "could"},
    {"may", "might"},
    {"shall", "should"},
)
_FIRST_PERSON = frozenset(("I", *(f"I{mark}" for mark in APOSTROPHES)))
_CLITIC = re.compile(
    f"(?P<word>.+?)(?P<negated>n)?[{APOSTROPHES}](?P<clitic>s|re|m|ll|ve|d|t)", re.IGNORECASE
)
_CONTRACTED = {
    "is": "s", "has": "s", "are": "re", "am": "m", "will": "ll", "have": "ve", "had": "d", "would": "d",
    "us": "s", "not": "nt",
}  # fmt: skip
_WHOLE = {
    "cannot": ("can", "nt"), "gonna": ("going", "to"), "wanna": ("want", "to"), "gotta": ("got", "to"),
    "dunno": ("do", "nt", "know"), "ca": ("can",), "wo": ("ll",),
}  # fmt: skip


def kind_of(old: Sequence[str], new: Sequence[str], before: Sequence[str], after: Sequence[str]) -> Kind:
    """The kind of an edit that puts the printed words ``new`` in the place of ``old``; either
    may be empty. ``before`` and ``after`` are the keys of the words around them."""
    a, b = [key_of(w) for w in old], [key_of(w) for w in new]
    if "".join(a) == "".join(b):
        return "spacing"
    if _contraction(old, new):
        return "contraction"
    if _FILLERS.issuperset(a + b):
        return "filler"
    if not (a and b) and _repeats(a or b, before, after):
        return "repetition"
    if negations(old) != negations(new):
        return "negation"
    if numbers(a) or numbers(b):
        return "numeral" if numbers(a) == numbers(b) and all(map(_is_number, (*a, *b))) else "number"
    return _kind_of_words(old, new, a, b)


def _kind_of_words(old: Sequence[str], new: Sequence[str], a: list[str], b: list[str]) -> Kind:
    if _JOINTS.issuperset(a + b):
        return "joint"
    if len(a) == len(b):
        kinds = {_kind_of_pair(x, y) for x, y in zip(a, b, strict=True)}
        if None not in kinds:
            return "person" if "person" in kinds else "form" if "form" in kinds else "spelling"
    if any(word[:1].isupper() and word[:2] not in _FIRST_PERSON for word in (*old, *new)):
        return "name"
    return "words"


def _kind_of_pair(a: str, b: str) -> Kind | None:
    """How one word stands to the one in its place, where both are one word in another form."""
    if _same_spelling(a, b):
        return "spelling"
    if any(a in group and b in group for group in _FORMS) or _same_stem(a, b):
        return "form"
    return "person" if any(a in group and b in group for group in _PERSONS) else None


def _contraction(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the two say the same, one of them contracted: "it's" and "it has"."""
    contracted = [any(len(_taken_apart(word)) > 1 for word in words) for words in (old, new)]
    return any(contracted) and _flat(old) == _flat(new)


def _flat(words: Sequence[str]) -> list[str]:
    return [part for word in words for part in _taken_apart(word)]


def _taken_apart(word: str) -> tuple[str, ...]:
    """A word's parts as they are when contracted: "don't" and "do not" are ("do", "nt")."""
    key = key_of(word)
    if key in _WHOLE:
        return _WHOLE[key]
    match = _CLITIC.fullmatch(word)
    if match is None or (match["clitic"].lower() == "t") != bool(match["negated"]):
        return (_CONTRACTED.get(key, key),)
    base = key_of(match["word"])
    clitic = "nt" if match["negated"] else match["clitic"].lower()
    return (*_WHOLE.get(base, (_CONTRACTED.get(base, base),)), clitic)


def _repeats(words: list[str], before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether ``words`` only say once more what stands beside them."""
    size = len(words)
    return list(before[-size:]) == words or list(after[:size]) == words


def are_other_names(old: str, new: str) -> bool:
    """Whether two printed runs are names of two, and no dates: neither is the other spelled
    otherwise, or a part of it."""
    if not all(word[:1].isupper() for word in (*old.split(), *new.split())):
        return False
    a, b = (sorted(map(key_of, words.split())) for words in (old, new))
    if not DATES.isdisjoint((*a, *b)):
        return False
    return not set(a) & set(b) and SequenceMatcher(None, "".join(a), "".join(b)).ratio() < _SPELLED_ALIKE


def negations(words: Sequence[str]) -> int:
    """How many of the printed ``words`` deny something."""
    keys = [key_of(word) for word in words]
    return sum(
        k in _NEGATIONS or (k.endswith("nt") and _taken_apart(w)[-1] == "nt")
        for k, w in zip(keys, words, strict=True)
    )


def numbers(keys: Sequence[str]) -> list[str]:
    """The numbers among ``keys``, in figures below a hundred."""
    found: list[str] = []
    before = ""
    for key in filter(_is_number, keys):
        one = _NUMBERS.get(key, key)
        if before in _TENS and key in _ONES:
            found[-1] = found[-1][:-1] + one
        else:
            found.append(one)
        before = key
    return found


def _is_number(key: str) -> bool:
    return key[0].isdigit() or key in _NUMBERS or key in _MULTIPLES


_SPELLINGS = (
    (re.compile("our(?=$|s$|ed$|ing$|able$|ite)"), "or"),
    (re.compile("is(?=e$|es$|ed$|ing$|ation)"), "iz"),
    (re.compile("ys(?=e$|ed$|es$|ing$)"), "yz"),
    (re.compile("tre(?=$|s$)"), "ter"),
    (re.compile("ence$"), "ense"),
    (re.compile("ogue$"), "og"),
    (re.compile("ll(?=ed$|ing$|er$|ers$)"), "l"),
    (re.compile("gramme"), "gram"),
    (re.compile("grey"), "gray"),
)


_MONTHS = (
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


DATES = {
    *_MONTHS, "may", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
}  # fmt: skip


def _same_spelling(a: str, b: str) -> bool:
    short, full = sorted((a, b), key=len)
    if full in _MONTHS and len(short) in (3, 4) and full.startswith(short):
        return True
    for pattern, american in _SPELLINGS:
        a, b = pattern.sub(american, a), pattern.sub(american, b)
    return a == b


_ENDING = re.compile("(?:ies|ied|ing|es|ed|e|y|s|d)$")


def _same_stem(a: str, b: str) -> bool:
    """Whether two words are forms of one: "change", "changed"."""
    x, y = _ENDING.sub("", a), _ENDING.sub("", b)
    return len(x) > 2 and (x == y or (x[:-1] == y and x[-1] == x[-2]) or (y[:-1] == x and y[-1] == y[-2]))
