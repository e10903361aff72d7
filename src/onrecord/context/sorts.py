"""What sort of body a name tells: "the union" cannot mean Brightwell Robotics, nor "the firm" a court."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.context import bodies, outlets
from onrecord.context.grammar import words
from onrecord.context.kinds import FIRM_ENDINGS
from onrecord.context.kinds import OUTLETS as BRANDS
from onrecord.context.names import Words

# The word that a body's name ends in, or has before "of" or "for", by the sort that it tells.
_TOLD_BY = {
    "firm": FIRM_ENDINGS | words("""
        airlines airways bank brothers business co company companies corp corporation enterprises
        entertainment firm gannett giant group holdings inc industries labs llc llp ltd maker manufacturer
        motors partners partnership pictures plc retailer sachs scripps studios systems technologies
        airbnb allergan amazon apple boeing dupont exxon facebook ford google instagram intel linkedin
        microsoft netflix nielsen nike pfizer reddit snapchat tesla toyota twitter uber verizon walmart yahoo
        youtube
        """),
    "office": words("""
        administration agency army authority bank board bureau cabinet centers commission commissioner
        department directorate enforcement fbi forces government guard institutes ministry navy office patrol
        pentagon police reserve secretariat service treasury
        """),
    "chamber": words("""
        assembly chamber committee congress council court courts district house knesset legislature nations
        panel parliament senate state subcommittee tribunal county city
        """),
    "union": words("union unions association local federation brotherhood guild teamsters teachers"),
    "society": words("""
        alliance association caucus center centre charity citizens coalition committee council forum
        foundation fund initiative institute institution league mission nonprofit project society trust
        """),
    "school": words("university college school academy"),
    "hospital": words("hospital hospitals clinic infirmary"),
    "church": words("church diocese archdiocese synod vatican"),
    "party": words("party democrats republicans conservatives"),
    "outlet": words("""
        broadcasting bulletin chronicle courier daily dispatch examiner gazette globe guardian herald inquirer
        journal ledger magazine mail mirror monitor news newspaper observer post press radio register review
        sentinel standard star telegraph times tribune tv weekly wire
        """),
}  # fmt: skip
_FOR_FIRMS = frozenset({"firm"})
_FOR_UNIONS = frozenset({"union"})
_FOR_SOCIETIES = frozenset({"society", "school"})
_FOR_OUTLETS = frozenset({"outlet"})
_FOR_ANY_GROUP = frozenset({"firm", "union", "society", "church", "party"})
_MEANS = {
    **dict.fromkeys(("company", "firm", "retailer", "manufacturer", "airline", "store", "bank"), _FOR_FIRMS),
    "group": _FOR_ANY_GROUP,
    **dict.fromkeys(("organization", "organisation"), _FOR_ANY_GROUP | _FOR_OUTLETS),
    **dict.fromkeys(("newspaper", "paper", "magazine"), _FOR_OUTLETS),
    **dict.fromkeys(("network", "outlet", "website", "site"), _FOR_OUTLETS | _FOR_FIRMS),
    **dict.fromkeys(("charity", "nonprofit", "think-tank"), _FOR_SOCIETIES | {"hospital", "church"}),
    "association": _FOR_SOCIETIES | {"union"},
    "union": _FOR_UNIONS,
    "agency": frozenset({"office", "outlet"}),
}
"""The sorts of body that a noun for one may mean; a noun that is not here may mean any."""
# A name that tells nothing may be any firm's or paper's, but these are told, or known by their initials.
_TOLD = words("union association agency charity nonprofit think-tank")
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,5}")
_FIRST_WORD = re.compile(r"\w+")
_STATES_UNIONS = words("european african soviet")
_PAPERS = _TOLD_BY["outlet"] - words("news press wire")


def fits(name: Words, noun: str) -> bool:
    """Whether the body of this name may be meant by "the ``noun``"."""
    meant = _MEANS.get(noun)
    if meant is None:
        return True
    told = sorts(name)
    if not told:
        known = name[0].lower() in BRANDS or any(_INITIALS.fullmatch(w) for w in name)
        return known or noun not in _TOLD
    if noun == "agency" and "outlet" in told and not _PAPERS.isdisjoint(w.lower() for w in name):
        return False  # of outlets, the news agencies alone
    return not told.isdisjoint(meant)


@lru_cache(maxsize=4096)
def sorts(name: Words) -> frozenset[str]:
    """The sorts of body that a name may be of, as far as it tells."""
    shown = " ".join(name)
    low = [w.lower().rstrip(".,").removesuffix("’s").removesuffix("'s") for w in name]
    head = _head(low)
    if head == "union" and low[0] in _STATES_UNIONS:
        return frozenset({"chamber"})
    if found := _by_head(head):
        return found
    if _is_outlet(shown):
        return _FOR_OUTLETS
    full = bodies.form(shown).split()
    return _by_head(_head(full)) if full else frozenset()


def _head(low: Sequence[str]) -> str:
    tied = next((i for i, word in enumerate(low) if i and word in ("of", "for")), len(low))
    return low[tied - 1]


def _by_head(head: str) -> frozenset[str]:
    if head.endswith("workers"):
        return _FOR_UNIONS
    return frozenset(sort for sort, heads in _TOLD_BY.items() if head in heads)


def _is_outlet(shown: str) -> bool:
    bare = shown.removeprefix("The ")
    first = _FIRST_WORD.match(bare)
    return first is not None and any(bare == name for name, _, _ in outlets.table().get(first[0], ()))
