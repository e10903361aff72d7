"""Second sentences changed so that what becomes of the label is known.

When one sentence rules another out, it says what the other's denial says; when it says the
other, it rules the denial out; when it leaves the other open, it leaves the denial open. The
corpora seldom have a denial that follows, so a network fitted on them alone takes every
"not" for a contradiction.
"""

from __future__ import annotations

import re

import numpy as np

# Words under which "not" would deny something else than the sentence.
_SCOPE = re.compile(
    r"\b(some\w*|any\w*|all|every\w*|each|many|most|few|several|only|also|too|still|yet|just|even|both|either|or"
    r"|if|because|but|unless|that|which|who|when|while|where|what|how|than|might|may|must|should|never|no|none"
    r"|nobody|nothing|neither|nor|without|hardly|barely|rarely|seldom|not|cannot|\w+n['’]t)\b|[,;:?]",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"\b(is|are|was|were|will|can|could|would|(?:has|have|had)(?= been))\b", re.IGNORECASE)
_THERE = re.compile(r"^there (is|are|was|were) (an? )?", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(is|are|was|were|will|can|could|would|has|have|had|did|does|do)(?: not|n['’]t)\b", re.IGNORECASE
)
_THERE_NO = re.compile(r"^there (is|are|was|were) no ", re.IGNORECASE)
_LIMITED = re.compile(
    r"\b(least|most|more|less|over|under|about|around|nearly|almost|up to|some|only)\b", re.IGNORECASE
)
_NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_NUMBER = re.compile(rf"\b({'|'.join(_NUMBERS)}|[2-9]|[1-9][\d,]*\d)\b", re.IGNORECASE)

# Of contradicts, consistent, unrelated: what the label is when the second one is denied.
DENIED_LABEL = (1, 0, 2)


def denied(text: str) -> str | None:
    """The sentence's denial; of a denied one what it denies; None where that is not plain."""
    if found := _THERE_NO.match(text):
        article = "a " if found[1].lower() in ("is", "was") else ""
        changed = f"There {found[1].lower()} {article}{text[found.end() :]}"
        return None if _SCOPE.search(changed) else changed
    if _DENIED.search(text):
        changed = _DENIED.sub(r"\1", text, count=1)
        return None if _SCOPE.search(changed) else changed
    if _SCOPE.search(text):
        return None
    if found := _THERE.match(text):
        return f"There {found[1].lower()} no {text[found.end() :]}"
    return _PLAIN.sub(r"\1 not", text, count=1) if _PLAIN.search(text) else None


def renumbered(first: str, second: str, rng: np.random.Generator) -> str | None:
    """The second sentence with another number in the place of one that the first has too;
    None where there is none, or where a bound makes it a matter of more and less."""
    if _LIMITED.search(first) or _LIMITED.search(second):
        return None
    for found in _NUMBER.finditer(second):
        if re.search(rf"\b{re.escape(found[0])}\b", first, re.IGNORECASE):
            return second[: found.start()] + _another(found[0], rng) + second[found.end() :]
    return None


def _another(number: str, rng: np.random.Generator) -> str:
    if number.lower() in _NUMBERS:
        others = [word for word in _NUMBERS if word != number.lower()]
        word = others[int(rng.integers(len(others)))]
        return word.capitalize() if number[0].isupper() else word
    # Of years the last digit but one, of others the first: both keep their form.
    at = 2 if re.fullmatch(r"(?:19|20)\d\d", number) else 0
    digits = [digit for digit in "123456789" if digit != number[at]]
    return number[:at] + digits[int(rng.integers(len(digits)))] + number[at + 1 :]
