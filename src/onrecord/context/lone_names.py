"""A single capitalised word that nothing introduces: a person's surname, or a firm's brand.

"Norvane said it would close its plant" and "Amsel said she would sue" tell it by the words
around the name. The signs are counted within a bounded part of the text, so that the time for
all names grows with its length alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from onrecord.context.givennames import GIVEN
from onrecord.context.grammar import SUFFIXES, words

_MOST = 40  # occurrences that are looked at
_WITHIN = 15_000  # characters to each side of a name in which its signs are looked for
_AROUND = 140  # characters to each side that can tell
_SAYS = r"(?:said|says|say|told|announced|reported|added|wrote|claims?|warned|agreed|declined|denied|plans?)"
_COMPANY = (
    r"(?:company|firm|start-?up|app|site|website|network|platform|retailer|carmaker|automaker|maker|giant"
    r"|brand|chain|airline|bank|insurer|publisher|outlet|agency|newspaper|magazine|group|charity|nonprofit"
    r"|think tank|union|service"
    r"|store|manufacturer|developer|studio|league|club|carrier|utility|subsidiary|owner of)"
)
_STAFF = (
    r"(?:spokes(?:man|woman|person|people)|representatives?|executives?|officials?|employees?|workers?|ceo"
    r"|chief executive|founder|co-founder|chairman|president|shares|stock|headquarters|lawyers?|products?"
    r"|statement|board|shareholders|investors)"
)
_BODY_BEFORE = re.compile(
    rf"(?:\b{_STAFF} (?:for|of|at|from|in)|\b{_COMPANY},?|\b(?:owned|made|run|published|sold|bought) by"
    r"|\b(?:works?|worked|working) (?:for|at)|\bjobs? (?:at|with)) (?:the )?[“\"‘']?$",
    re.IGNORECASE,
)
_BODY_AFTER = re.compile(
    rf"[’']s? (?:\w+ )?(?:{_STAFF}|website|site|app|users?|customers?|stores?|factory|factories|plants?|cars?"
    rf"|sales|profits?|revenue|policy|platform|parent company)\b"
    rf"|,? (?:Inc|Corp|Co|Ltd|LLC|PLC|plc|AG|SA|NV|Group|Holdings)\b"
    rf"| (?:{_STAFF}|users?|customers?|stores?|sales|cars)\b"
    rf"|,? which\b|, (?:the|an?|its) (?:[\w’'.-]+ ){{0,4}}?{_COMPANY}\b"
    rf"| {_SAYS} (?:[\w-]+day )?(?:in a statement )?(?:that )?(?:it|its|it’s|it's|they)\b"
    r"|[’']?s? own (?:website|site)\b"
)
_ITS = re.compile(r"^[^.!?\n“”\"]{0,110}?\b(?:its|itself)\b")
_BODY_ANAPHOR = re.compile(rf"[.!?][”\"]? (?:The {_COMPANY}|It) (?:\w+ ){{0,2}}?{_SAYS}\b")
_PERSON_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Sen|Rep|Gov|Gen|Col|Capt|Rev|Prof|President|Senator|Governor"
    r"|Representative|Secretary|Mayor|Judge|Justice|Professor|General|Chairman|Candidate)\.? $"
)
_PERSON_AFTER = re.compile(
    r", (?:\d{2}\b|who\b|(?:an?|the|his|her) (?:[\w’'-]+ ){0,4}?(?:man|woman|senator|governor|mayor|lawyer"
    r"|teacher|professor|mother|father|president|director|author|candidate)\b)"
    r"|[’']s? (?:wife|husband|mother|father|son|daughter|brother|sister|lawyer|attorney|campaign|family"
    r"|friends?|parents|supporters|opponent|rival|colleagues)\b"
    rf"| {_SAYS} (?:that )?(?:he|she)\b| (?:himself|herself)\b"
)
_HIS = re.compile(r"^[^.!?\n“”\"]{0,110}?\b(?:he|she|his|her|him|himself|herself)\b")
_PERSON_ANAPHOR = re.compile(r"[.!?][”\"]? (?:He|She|His|Her) ")
_PAST_SENTENCE = 90
_ENOUGH = 3  # a strong sign more than what speaks for a person
_INNER_CAPITAL = re.compile(r"[a-z]\w*[A-Z]|[.&/]|\d")
_PARTICLES = ("Mc", "Mac", "De", "Di", "Da", "La", "Le", "Van", "Fitz", "O’", "O'", "D’", "D'")
_COMMON_WORDS = words("""
    target time variety reason science nature money people fortune life mother jones forward commentary
    frontier universe interior capitol bible labor labour common core debate congressional democratic
    political national western economic bipartisan accountability
    """)


def is_body(text: str, word: str, at: int) -> bool:
    """Whether ``word``, a name at ``at`` that no title or first name ever stands beside, is a body's.

    The signs for a body must outweigh those for a person; without any, a word that is
    written like a brand ("WeBuild") is one.
    """
    if word.split(" ", 1)[0].lower() in GIVEN or word.rsplit(" ", 1)[-1].lower().strip(".") in SUFFIXES:
        return False
    score, person = 0, False
    for start in islice(_occurrences(text, word, at), _MOST):
        end = start + len(word)
        before, after = text[max(0, start - 40) : start], text[end : end + _AROUND]
        weight = _weigh(before, after)
        score += weight
        person = person or weight < 0
    if score:
        return score >= (_ENOUGH if person else 1)
    if word.lower() in _COMMON_WORDS:
        return True
    return " " not in word and _INNER_CAPITAL.search(word) is not None and not word.startswith(_PARTICLES)


def _occurrences(text: str, word: str, at: int) -> Iterator[int]:
    """Where ``word`` stands as a word of its own near ``at``."""
    limit = at + _WITHIN
    start = text.find(word, max(0, at - _WITHIN), limit)
    while start >= 0:
        end = start + len(word)
        around = text[max(0, start - 1) : start] + text[end : end + 1]
        if not any(c.isalnum() or c in "@#-_" for c in around):
            yield start
        start = text.find(word, end, limit)


def _weigh(before: str, after: str) -> int:
    """What one occurrence tells: above 0 for a body, below for a person."""
    score = 0
    if _BODY_BEFORE.search(before):
        score += 3
    if _BODY_AFTER.match(after):
        score += 3
    elif _ITS.match(after):
        score += 1
    if _PERSON_BEFORE.search(before):
        score -= 6
    if _PERSON_AFTER.match(after):
        score -= 4
    elif _HIS.match(after):
        score -= 2
    if _BODY_ANAPHOR.search(after):
        score += 2
    if _PERSON_ANAPHOR.search(after, 0, _PAST_SENTENCE):
        score -= 1
    return score
