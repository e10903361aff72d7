"""Capitalised words before a name that are no part of it: titles, offices, what somebody is.

"Passenger Ruth Amsel", "Leader of the Opposition Karl Voss", "Ministers Lee and Voss".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.context.givennames import GIVEN
from onrecord.context.grammar import words
from onrecord.context.kinds import BODIES, FIELDS, NAMED_BODIES, PLACES, THINGS
from onrecord.context.roles import is_person_noun
from onrecord.context.titles import HONORIFICS, PORTFOLIOS, ROLES, SHORT_TITLES

# Before several names: "Ministers Lee and Voss".
_OF_SEVERAL = words("""
    senators representatives governors ministers presidents professors mayors judges justices secretaries
    commissioners councilmen councilwomen congressmen generals officers detectives
    """)
# The end of a noun for somebody who does something, and those of towns and of what is done.
_DOER = re.compile(r"(?:er|or|eer|ant|ent|ee)$")
_NOBODY = re.compile(r"(?:ch?ester|minster|caster|cester|ment|mber|ttee|over)$")
# What an office is of, where its name ends in these words.
OF_STATE = (
    FIELDS
    | PORTFOLIOS
    | words("""
    state staff opposition house commons lords assembly senate council agency parliament board
    treasury homeland veterans war interior labor commerce defense defence
    """)
)
_OFFICE_OF = re.compile(
    r"\b(?:[Ll]eader|[Ss]peaker|[Hh]ead|[Dd]irector|[Cc]hief|[Mm]inister|[Ss]ecretary|[Ss]ecretaries|[Aa]ttorney"
    r"|[Uu]ndersecretary|[Cc]hancellor|[Cc]lerk|[Cc]ommissioner|[Mm]aster|[Pp]resident|[Cc]hair(?:man|woman)?)"
    r" (?:of|for) (?:State for )?(?:the )?$"
)
_TIES = (" of ", " for ", " of the ", " for the ")
_LONGEST = 48


def title_end(low: Sequence[str]) -> int:
    """How many of the words of a name, in lower case, are titles with what belongs to them; 0 for none."""
    for i in range(len(low) - 2, -1, -1):
        word = low[i]
        if word in HONORIFICS or word in SHORT_TITLES:
            return i + 1
        if i == 0 and len(low) == 2 and word in GIVEN:
            return 0
        if (word in ROLES or word in _OF_SEVERAL) and (i == 0 or low[0] not in GIVEN):
            return i + 1
    return 1 if len(low) > 2 and low[1] in GIVEN and _is_somebody(low[0]) else 0


def _is_somebody(word: str) -> bool:
    """Whether a word before a whole name is a noun for its bearer: "Pensioner Tom Amsel"."""
    if word in GIVEN or word in PLACES or word in BODIES or word in NAMED_BODIES or word in THINGS:
        return False
    doer = len(word) > 6 and _DOER.search(word) is not None and _NOBODY.search(word) is None
    return doer or is_person_noun(word)


def office_before(text: str, start: int, low: Sequence[str]) -> tuple[int, int] | None:
    """For "Secretary of State Karl Voss", of whose capitals those in ``low`` begin at ``start``: where
    the office begins, and how many of the words belong to it."""
    if len(low) < 2 or not text.endswith(_TIES, 0, start):
        return None
    match = _OFFICE_OF.search(text, max(0, start - _LONGEST), start)
    if match is None or low[-1] in NAMED_BODIES or low[-1] in THINGS:
        return None
    cut = next((i for i in range(1, len(low) - 1) if low[i] in GIVEN), 0)
    if not cut:
        cut = next((i for i, word in enumerate(low) if word not in OF_STATE), len(low))
    if not 0 < cut < len(low) or low[cut] in NAMED_BODIES or low[0] in GIVEN:
        return None
    return match.start(), cut
