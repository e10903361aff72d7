"""Capitals and a full stop: an initial ("Karl B. Voss"), or a sentence that ends in a letter
("wrote on X.", "vitamin C.") or in capitals ("told the BBC.").

Names, sentences and roles are all cut by the one answer given here.
"""

from __future__ import annotations

import re

from onrecord.context.givennames import GIVEN
from onrecord.context.grammar import DETERMINERS, PREPOSITIONS, RELATIVES, words
from onrecord.context.titles import HONORIFICS, SHORT_TITLES

_CAPITALS = re.compile(r"(?<![\w.’'&/-])[A-Z]{1,9}$")
_SHORTENED = HONORIFICS | frozenset(SHORT_TITLES) | words("st jr sr no vs co inc corp ltd")
_BEFORE = re.compile(r"([\w’'-]+)[\s\"“‘'(]+$")
_AFTER = re.compile(r"[ \xa0]+([\w’'.-]+)")
# What is counted by letters.
_LETTERED = words("""
    plan group class category type grade vitamin hepatitis influenza exhibit appendix schedule section block
    zone pool option series tier generation gen title article chapter terminal wing annex phase scenario
    level war letter team division league
    """)
# So are people, but they have initials too: "the witness J. Orr".
_LETTERED_PEOPLE = words("patient witness suspect victim juror student player person model ward")
_GRADES = "ABCDEF"  # "got an A.", but "a J. Crew"
# Where the platform is named: "posted on X", not "by X. Lind".
_AT_X = words("""
    on to via from and or using called platform site app network joined quit left leaving joining deleted
    """)
# "Neither did I."
_BEFORE_I = words("am was did do have had will would can could should than as and but so")
# What may follow a sentence and is nobody's surname.
_OPENERS = (
    DETERMINERS
    | PREPOSITIONS
    | RELATIVES
    | words("he she it they we you but and if so then there mr mrs ms dr")
) - words("per")


def ends_sentence(text: str, stop: int) -> bool:
    """Whether the full stop at ``stop``, which follows a word of capitals, ends a sentence.

    An initial's does not, and no full stop does behind any other word.
    """
    capitals = _CAPITALS.search(text, max(0, stop - 10), stop)
    after = _AFTER.match(text, stop + 1)
    if capitals is None or after is None or after[1][0].islower():
        return False
    letter = capitals[0]
    if len(letter) > 1:
        return letter.lower() not in _SHORTENED
    before = _BEFORE.search(text, max(0, stop - 32), capitals.start())
    following = after[1].lower().rstrip(".")
    if before is None:
        return letter == "Q" or (letter == "A" and following in _OPENERS)  # labels of questions and answers
    word = before[1].lower()
    if word in _LETTERED or (letter in _GRADES and word in ("a", "an")):
        return True
    if word in _LETTERED_PEOPLE:
        return following in GIVEN or following in _OPENERS
    if (letter == "X" and word in _AT_X) or (letter == "I" and word in _BEFORE_I):
        return True
    return before[1].islower() and following in _OPENERS
