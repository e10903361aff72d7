"""Accounts: which handles may be one owner's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.context.grammar import words

# Accounts that go with an office and change hands: they tie nobody to anybody.
OF_OFFICES = words(
    """
    potus flotus vp vpotus slotus whitehouse presssec secdef secstate secretarystate statedept dhsgov
    speaker gop housegop senategop thedemocrats housedemocrats senatedems pm number10gov usun
    """
)
_TITLES = re.compile(
    r"(?:^|_)(?:sen|senator|rep|congressman|congresswoman|gov|governor|mayor|judge|sheriff|ag|justice|ltgov"
    r"|president|vp|sec|secretary|speaker|leader|amb|gen|dr|mr|mrs|ms|prof|pastor|rev|coach|real|the|official"
    r"|iam|its|team|vote|elect)"
    r"|(?:press|office|hq|official|tweets|archive|us|usa|dc|tv|cnn|nyt|msnbc|fox|abc|nbc|cbs|fornews|4\w+"
    r"|for\w+|\d{2,4})(?:_|$)"
)


def same_account(a: str, b: str) -> bool:
    """Whether two posts come from one account that is a person's own."""
    return a == b and a not in OF_OFFICES


def same_owner(a: str, b: str, name: Sequence[str]) -> bool:
    """Whether two handles may be of one person of this name: each is the name with a title or
    an office around it, or goes with an office."""
    if a == b or a in OF_OFFICES or b in OF_OFFICES:
        return True
    return _rest(a, name) == _rest(b, name) and name[-1] in a and name[-1] in b


def _rest(handle: str, name: Sequence[str]) -> str:
    """What a handle says besides the name and a title."""
    rest = handle.replace(name[-1], "_", 1)
    for word in name[:-1]:
        rest = rest.replace(word, "_", 1)
    while (shorter := _TITLES.sub("_", rest.strip("_"))) != rest:
        rest = shorter
    rest = rest.replace("_", "")
    return "" if rest in {word[0] for word in name} else rest
