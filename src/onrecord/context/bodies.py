"""Which names of bodies are one body's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.context.careers import COUNTRIES, STATES
from onrecord.context.grammar import words
from onrecord.context.identity import Placement, Profile, folded
from onrecord.context.kinds import BODIES

_LEGAL_FORM = re.compile(
    r",? (?:Inc|Incorporated|Corp|Corporation|Co|Company|Companies|Ltd|Limited|LLC|LLP|PLC|plc|AG|GmbH|SA"
    r"|NV)\.?$"
)
_ACRONYM_AFTER = re.compile(r" \(([A-Z][A-Za-z&.]{1,9})\)$")
_NATION = re.compile(r"^(?:U\.S\.|US|U\.S|United States|American) (?=\w)")
_DEPARTMENT = re.compile(r"^(?P<where>.*?)\b(?:Department|Dept\.?) of (?:the )?(?P<what>.+)$")
_FEDERAL = words(
    "state treasury defense justice interior agriculture commerce labor education transportation energy"
) | {"homeland security", "health and human services", "veterans affairs", "housing and urban development"}
# Bodies that every country, state or paper has: without saying which, they are their document's own.
_ANYBODY = BODIES | words(
    """
    times post journal register news tribune star press herald gazette chronicle sun daily record records
    media movie church court state pac ceo co project partnership fund monitor house-of-commons
    senator governor president republican democrat republicans democrats committee subcommittee
    more update watch read related reporter editor court parliament police treasury-department
    """
)
_OF_A_PLACE = words("ministry parliament assembly police court legislature cabinet embassy council")
_PEOPLE = words("republican democrat republicans democrats senator congressman congresswoman governor")
_QUALIFIED = words(
    """
    foreign interior defense defence health finance justice education energy economy trade oil agriculture
    labor labour transport information culture commerce industry intelligence national federal district
    appeals circuit appellate superior county city state metropolitan municipal local high lower the of
    affairs and u s us public general central second third fourth fifth sixth seventh eighth ninth tenth
    first eleventh
    """
)


def is_proper(name: str) -> bool:
    """Whether a body's name is its own, so that another document's may be the same."""
    key = form(name)
    parts = key.split()
    if not name[:1].isupper() or not parts or all(part in _ANYBODY for part in parts):
        return key in _known() and name[:1].isupper()
    if parts[-1] in _PEOPLE and " ".join(parts[:-1]) in {*STATES.values(), *COUNTRIES, "gop"}:
        return False  # "Texas Republican": one of many, wherever it stands
    if "department" in parts or "departments" in parts:
        rest = " ".join(part for part in parts if part not in ("department", "departments"))
        return (
            rest in _FEDERAL
            or any(part in STATES or part in COUNTRIES for part in parts)
            or (len(parts) > 2 and not all(part in _QUALIFIED or part in _ANYBODY for part in parts))
        )
    if _OF_A_PLACE & frozenset(parts) and key not in _known():
        return not all(part in _QUALIFIED or part in _ANYBODY for part in parts)
    return True


@lru_cache(maxsize=8192)
def form(name: str) -> str:
    """A body's name as bodies are compared: without article, legal form and acronym, departments
    with their name first, a known other name as the main one."""
    plain = (
        _ACRONYM_AFTER.sub("", re.sub(r"\s+", " ", name.strip())).removeprefix("The ").removeprefix("the ")
    )
    if known := _known().get(_key(plain)):
        return known
    plain = _LEGAL_FORM.sub("", plain) or plain
    if match := _DEPARTMENT.match(plain):
        plain = f"{match['where']}{match['what']} Department"
    bare = _NATION.sub("", plain)
    if _key(bare).removesuffix(" department") in _FEDERAL and bare.endswith("Department"):
        plain = bare
    key = _key(plain)
    return _known().get(key, key)


def acronym(name: str) -> str | None:
    """The acronym that stands behind a name in brackets: "Lenning Bridge Authority (LBA)"."""
    match = _ACRONYM_AFTER.search(name.strip())
    return _key(match[1]) if match else None


def block(key: str) -> str:
    """Where to look for the same body under another name: its initials."""
    parts = [part for part in key.split() if part not in ("of", "the", "and", "for", "on", "in", "de")]
    return "".join(part[0] for part in parts) if len(parts) > 1 else key


def place(profiles: Sequence[Profile]) -> dict[int, Placement]:
    """The bodies behind profiles that share their initials. A profile's traits hold the acronyms
    that documents give it."""
    groups: defaultdict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        groups[profile.form].append(profile)
    given: defaultdict[str, set[str]] = defaultdict(set)
    for profile in profiles:
        for trait in profile.traits:
            given[trait.removeprefix("acronym:")].add(profile.form)
    full = {short: min(forms) for short, forms in given.items() if len(forms) == 1 and short in groups}
    numbers = {key: number for number, key in enumerate(sorted(groups.keys() - full.keys()))}
    placed: dict[int, Placement] = {}
    for key, members in groups.items():
        if key in full and full[key] in numbers:
            found = Placement(numbers[full[key]], "acronym", 0.85, {"acronym of": full[key]})
        else:
            number = numbers.setdefault(key, len(numbers))
            found = Placement(number, "form of the name", 0.95, {"name": key})
        placed.update((profile.id, found) for profile in members)
    return placed


def _key(name: str) -> str:
    return folded(name.replace("&", " and ").replace("’s", "s").replace("'s", "s"))


@cache
def _known() -> dict[str, str]:
    """Folded names to the folded main name, of bodies and outlets."""
    found: dict[str, str] = {}
    for table in ("outlets.tsv", "bodies.tsv"):
        for line in (files(__package__) / table).read_text(encoding="utf-8").splitlines():
            if line.startswith(("#", "name\t")) or not line.strip():
                continue
            name, others = line.split("\t")[:2]
            main = _key(name)
            for other in (name, *others.split(";")):
                if other.strip():
                    found.setdefault(_key(other.strip().removeprefix("The ")), main)
    return found
