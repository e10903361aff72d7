"""Words right before others that turn what these claim: "It is not true that", "I doubt", "If the
talks fail,". Who has the same words without them claims something else.

Only what governs the words counts: a denial in the same clause, as far as no other clause begins
in between, and a condition that opens the sentence or the clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Literal

from onrecord.relate.edits import negations, numbers
from onrecord.relate.weights import is_function_word
from onrecord.relate.words import APOSTROPHES, Words, key_of

Frame = Literal["negation", "condition"]

_FAR = 10  # words before, among which a denial is looked for
_CLOSE = 2  # words between an "if" or "whether" and what it opens
_BESIDE = 3  # words at either end of a run that are looked at
_OPENING = 3  # words between the comma behind a condition and the words
_LONGEST = 20  # words of a condition
_GOVERNED = 6  # words from a "not" to what it denies, where all between is left out
_PAUSE = re.compile(r"[,;:.!?…()\n–—]|\s-+\s")
_STOP = re.compile(r"[;:.!?…\n]")
_DOUBTS = {
    "doubt", "doubts", "doubted", "doubtful", "deny", "denies", "denied", "denying", "dispute", "disputes",
    "disputed", "disputing", "false", "untrue", "unlikely", "disbelieve",
}  # fmt: skip
# Behind a denial of these the words stand all the same: "they did not know that", "no question that".
_GRANTING = {
    "know", "knows", "knew", "known", "realize", "realized", "realise", "realised", "understand",
    "understood", "forget", "forgot", "forgotten", "remember", "regret", "care", "mind", "surprised",
    "surprise", "surprising", "notice", "noticed", "matter", "only", "just", "merely", "mention",
    "mentioned", "tell", "told", "help", "stop", "wait", "question", "secret", "mistake", "coincidence",
    "accident", "wonder", "hide", "hid", "hidden", "ignore", "ignored", "change", "changes", "stress",
}  # fmt: skip
_OTHER_CLAUSE = {
    "and", "but", "or", "so", "because", "while", "when", "where", "why", "how", "what", "as", "since",
    "which", "although", "though", "until", "before", "after", "than", "if", "unless", "whether",
}  # fmt: skip
_CONDITIONS = {"if", "unless", "whether"}
_CLITIC = re.compile(f"[{APOSTROPHES}](?:s|re|ve|ll|d|m)?$", re.I)


def frames(text: str, words: Words, first: int) -> dict[Frame, int]:
    """What turns the words from number ``first`` on, with the number of the word it begins at;
    empty where nothing does."""
    found: dict[Frame, int] = {}
    if (at := _denial(text, words, first)) is not None:
        found["negation"] = at
    if (at := _condition(text, words, first)) is not None:
        found["condition"] = at
    return found


def _denial(text: str, words: Words, first: int) -> int | None:
    """Where the clause begins that denies or doubts the words; two denials are none."""
    at = first
    while at > max(0, first - _FAR) and not _PAUSE.search(text, words.ends[at - 1], words.starts[at]):
        if words.keys[at - 1] in _OTHER_CLAUSE:
            break
        at -= 1
    denials = [
        i
        for i in range(at, first)
        if words.keys[i] in _DOUBTS or negations([text[words.starts[i] : words.ends[i]]])
    ]
    return at if len(denials) % 2 and _GRANTING.isdisjoint(words.keys[denials[0] : first]) else None


def _condition(text: str, words: Words, first: int) -> int | None:
    """Where the condition begins under which alone the words are claimed."""
    pauses = 0
    for at in range(first - 1, max(-1, first - _LONGEST), -1):
        gap = words.ends[at], words.starts[at + 1]
        if _STOP.search(text, *gap):
            return None
        if _PAUSE.search(text, *gap):
            pauses += 1
            if pauses > 1 or first - at - 1 > _OPENING:
                return None
        if words.keys[at] in _CONDITIONS:
            opens = pauses or first - at - 1 <= _CLOSE
            return at if opens and not _is_idle(words.keys[max(0, at - 1) : first]) else None
    return None


def _is_idle(keys: Sequence[str]) -> bool:
    """Whether the words hold with the condition and without: "even if", "whether or not", "if anything"."""
    return keys[0] == "even" or ("or", "not") in pairwise(keys) or keys[-2:] == ("if", "anything")


def governs(text: str, words: Words, at: int, left_out: range) -> bool:
    """Whether word ``at`` denies what stands behind the words ``left_out``, of which it is one, and
    not a clause that is left out with it."""
    end = left_out.stop
    between = words.keys[at + 1 : end]
    if end - at > _GOVERNED or end == len(words) or not (_OTHER_CLAUSE | _GRANTING).isdisjoint(between):
        return False
    if not negations([text[words.starts[at] : words.ends[at]]]) or _denied_once_more(text, words, left_out):
        return False
    behind = words.ends[at], words.starts[end]
    if not _PAUSE.search(text, *behind):
        return True
    if _STOP.search(text, *behind) or not left_out.start:
        return False
    before = words.ends[left_out.start - 1], words.starts[at]
    return not _PAUSE.search(text, *before) and _OTHER_CLAUSE.isdisjoint(words.keys[left_out.start : at])


def _denied_once_more(text: str, words: Words, left_out: range) -> bool:
    """Whether what is left out only denies again: "cannot and will not"."""
    start = left_out.start
    if not start or words.keys[start] not in ("and", "or", "nor"):
        return False
    return negations([text[words.starts[start - 1] : words.ends[start - 1]]]) > 0


Run = tuple[str, Words, int, int]  # a text, its words, and the first of some of them and the end


def differ_at_ends(a: Run, b: Run) -> bool:
    """Whether two runs of the same words have different numbers or names right beside them, or one
    a "not" behind it."""
    before, after = (_before(a), _before(b)), (_after(a), _after(b))
    if all(after) and len({negations(_of_one_clause(words)) % 2 for words in after}) > 1:
        return True
    texts = a[0], b[0]
    return any(_counts_another(*pair) or _names_another(*pair, *texts) for pair in (before, after))


def _before(run: Run) -> list[str]:
    text, words, first, _ = run
    at = first
    while at > max(0, first - _BESIDE) and not _PAUSE.search(text, words.ends[at - 1], words.starts[at]):
        at -= 1
    return [text[words.starts[i] : words.ends[i]] for i in range(at, first)]


def _after(run: Run) -> list[str]:
    text, words, _, end = run
    at = end
    while at < min(len(words), end + _BESIDE) and not _PAUSE.search(
        text, words.ends[at - 1], words.starts[at]
    ):
        at += 1
    return [text[words.starts[i] : words.ends[i]] for i in range(end, at)]


def _of_one_clause(words: Sequence[str]) -> list[str]:
    return [*takewhile(lambda word: key_of(word) not in _OTHER_CLAUSE, words)]


def _counts_another(a: list[str], b: list[str]) -> bool:
    one, other = numbers([*map(key_of, a)]), numbers([*map(key_of, b)])
    return bool(one and other) and one != other


def _names_another(a: list[str], b: list[str], *texts: str) -> bool:
    one, other = ({w for w in map(_bare, words) if _is_name(w, texts)} for words in (a, b))
    return bool(one and other) and one.isdisjoint(other)


def _bare(word: str) -> str:
    """Without what is contracted with it or says whose something is: "Velk's", "We've"."""
    return _CLITIC.sub("", word)


def _is_name(word: str, texts: Sequence[str]) -> bool:
    """Whether it has a capital that no word has for opening a sentence: none of the texts has it without."""
    if not word[0].isupper() or is_function_word(key_of(word)):
        return False
    plain = word.lower()
    return not any(plain in text and re.search(rf"\b{re.escape(plain)}\b", text) for text in texts)
