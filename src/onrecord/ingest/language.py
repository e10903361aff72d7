"""The language of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LINK_OR_TAG = re.compile(r"https?://\S+|pic\.twitter\.com/\w+|[@#]\w+")
# fmt: off
_ENGLISH = frozenset((
    "the", "and", "of", "to", "that", "with", "for", "was", "this", "have", "has", "had", "from", "they",
    "are", "his", "her", "she", "it", "not", "be", "been", "by", "at", "as", "on", "which", "would", "were",
    "their", "who", "will", "said", "you", "your", "we", "our", "is", "he", "my", "but",
))
# fmt: on
_LOOKED_AT = 2_000  # characters
_FEWEST = 8  # words
_LEAST_CERTAIN = 0.6


def language(text: str, declared: str | None = None) -> tuple[str | None, str]:
    """The ISO 639-1 code of the language of ``text``, and how that is known.

    ``declared`` is what the input says of itself ("en-GB"); it decides where the text is
    too short to tell. None where nothing tells. Looks at the first 2,000 characters.
    """
    said = (declared or "").strip().lower().replace("_", "-").split("-")[0]
    said = said if re.fullmatch(r"[a-z]{2,3}", said) and said != "und" else ""
    words = _WORD.findall(_LINK_OR_TAG.sub(" ", text[:_LOOKED_AT]))
    if sum(len(w) if w[0] >= "\u2e80" else 1 for w in words) < _FEWEST:  # Chinese and Japanese have no spaces
        return (said, f"declared {declared!r}") if said else (None, f"fewer than {_FEWEST} words: not told")
    if _is_english(words):
        return "en", "function words"
    code, certainty = _classified(text[:_LOOKED_AT])
    if certainty < _LEAST_CERTAIN:
        if said:
            return said, f"declared {declared!r}; the text does not tell"
        return None, f"py3langid is not certain ({code} {certainty:.2f})"
    return code, f"py3langid {certainty:.2f}" + (f", declared {declared!r}" if said and said != code else "")


def _is_english(words: list[str]) -> bool:
    """Whether the words are English beyond doubt, which saves loading a model for a second."""
    hits = [w for w in (word.lower() for word in words) if w in _ENGLISH]
    return len(set(hits)) >= min(8, 3 + len(words) // 20) and len(hits) >= 0.22 * len(words)


def _classified(text: str) -> tuple[str, float]:
    code, certainty = _identifier().classify(_LINK_OR_TAG.sub(" ", text))
    return str(code), float(certainty)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
