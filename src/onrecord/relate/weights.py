"""How much a word tells: little for those that every text is full of."""

from __future__ import annotations

_WORDS = """
a about after again all also am an and any are as at be because been before being but by can could
did do does doing dont down for from get go going got had has have having he her here hers him his
how i if im in into is it its itself just know let like me more most my no not now of off on one
only or other our out over own people really said same say she so some such than that thats the
their them then there these they theyre thing think this those through to too up us very was we well
were weve what when where which while who will with would you your youre
"""
_FUNCTION_WORDS = frozenset(_WORDS.split())
_LITTLE = 0.5


def is_function_word(key: str) -> bool:
    """Whether the word is one that every text is full of."""
    return key in _FUNCTION_WORDS


def weight(key: str) -> float:
    """What the word with this key counts for when two texts are aligned: 1, or less."""
    return _LITTLE if key in _FUNCTION_WORDS else 1.0
