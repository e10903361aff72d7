"""What a printed role says of a person that can be held against another role: the office,
the walk of life, the state or country, the party, the bodies. Plain data to extend, and
``traits``, which reads it.

A trait is a word with what it is before it: "office:senator", "state:texas", "town:lenning".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from onrecord.context.grammar import words
from onrecord.context.names import fold
from onrecord.context.titles import MODIFIERS, ROLES, SHORT_TITLES

Traits = frozenset[str]

# Nouns that say the same office or work, by the word that stands for them.
_SAME = {
    "representative": "congressman congresswoman congressperson",
    "spokesperson": "spokesman spokeswoman",
    "chair": "chairman chairwoman chairperson",
    "adviser": "advisor",
    "professor": "prof",
    "lawyer": "attorney",
    "candidate": "nominee contender hopeful",
    "mayor": "mayor-elect",
    "president": "president-elect",
    "governor": "governor-elect",
    "senator": "senator-elect",
    "host": "anchor anchorman anchorwoman co-host co-anchor",
    "founder": "co-founder",
    "author": "co-author",
    "owner": "co-owner",
    "chief": "head",
    "actor": "actress",
    "reporter": "correspondent journalist",
    "doctor": "physician",
}
OFFICE = {form: main for main, forms in _SAME.items() for form in (*forms.split(), main)}

# Offices that few hold: two of one name who hold the same are likely one. The rest, such as
# "spokesman" or "professor", need a body or a place besides.
HIGH_OFFICES = words(
    """
    senator representative governor president mayor secretary minister chancellor premier ambassador
    justice pope king queen prince princess general admiral sheriff speaker whip undersecretary envoy
    commissioner comptroller archbishop cardinal ayatollah candidate administrator ombudsman first-lady
    vice-president attorney-general inspector-general solicitor-general surgeon-general secretary-general
    """
)

OF_A_PLACE = words(
    """
    senator representative governor mayor president premier minister chancellor secretary sheriff king
    queen republican democrat lawmaker legislator ambassador attorney-general chief spokesperson
    """
)
"""Offices that one state or country has: in another they are another person's."""

WALKS = {
    "legislature": words("senator representative lawmaker legislator whip assemblyman assemblywoman speaker"),
    "executive": words(
        """
        president vice-president governor mayor secretary minister chancellor premier ambassador
        undersecretary attorney-general
        """
    ),
    "party": words("candidate strategist operative republican democrat pollster delegate fundraiser"),
    "force": words(
        """
        admiral colonel commander sergeant lieutenant captain soldier trooper constable detective
        sheriff policeman nsa firefighter marshal
        """
    ),
    "bench": words("judge magistrate"),
    "academy": words(
        """
        professor scholar researcher economist historian sociologist psychologist scientist physicist
        biologist epidemiologist chemist geologist climatologist statistician
        """
    ),
    "press": words("reporter columnist editor host blogger novelist poet photographer"),
    "stage": words(
        "actor singer comedian player coach astronaut athlete musician rapper guitarist dancer filmmaker"
    ),
    "church": words("pastor bishop archbishop cardinal priest rabbi imam reverend nun vicar preacher pope"),
    "health": words("surgeon nurse paramedic pediatrician midwife veterinarian"),
    "ordinary": words(
        """
        student resident farmer teacher mechanic driver plumber barber welder miner trucker neighbor
        neighbour retiree shopkeeper fisherman housewife waitress waiter cook baker carpenter electrician
        janitor cashier rancher
        """
    ),
}
"""Walks of life by the offices and work that tell them."""

_WALK_OF = {word: walk for walk, members in WALKS.items() for word in members}

# Walks that one person hardly joins in what the news says of them. Anything else is a career.
_APART = """
    legislature: force ordinary | executive: ordinary | party: force | bench: stage press ordinary
    academy: force stage ordinary | press: force ordinary | church: force stage academy
    health: stage press bench | stage: force | ordinary: force bench church
"""
APART = frozenset(
    frozenset((one.strip(), other))
    for line in _APART.strip().splitlines()
    for one, _, others in (entry.partition(":") for entry in line.split("|"))
    for other in others.split()
)

_STATES = """
    alabama: ala al | alaska: ak | arizona: ariz az | arkansas: ark ar | california: calif ca
    colorado: colo co | connecticut: conn ct | delaware: del de | florida: fla fl | georgia: ga
    hawaii: hi | idaho: id | illinois: ill il | indiana: ind in | iowa: ia | kansas: kan ks
    kentucky: ky | louisiana: la | maine: me | maryland: md | massachusetts: mass ma | michigan: mich mi
    minnesota: minn mn | mississippi: miss ms | missouri: mo | montana: mont mt | nebraska: neb ne
    nevada: nev nv | new hampshire: nh | new jersey: nj | new mexico: nm | new york: ny
    north carolina: nc | north dakota: nd | ohio: oh | oklahoma: okla ok | oregon: ore or
    pennsylvania: pa | rhode island: ri | south carolina: sc | south dakota: sd | tennessee: tenn tn
    texas: tex tx | utah: ut | vermont: vt | west virginia: wva wv | virginia: va | washington: wash wa
    wisconsin: wis wi | wyoming: wyo wy
"""
_COUNTRIES = """
    afghanistan: afghan | argentina: argentine argentinian | australia: australian | austria: austrian
    belgium: belgian | brazil: brazilian | britain: british uk | canada: canadian | china: chinese
    colombia: colombian | cuba: cuban | denmark: danish | egypt: egyptian | finland: finnish
    france: french | germany: german | greece: greek | hungary: hungarian | india: indian
    indonesia: indonesian | iran: iranian | iraq: iraqi | ireland: irish | israel: israeli
    italy: italian | japan: japanese | jordan: jordanian | kenya: kenyan | lebanon: lebanese
    libya: libyan | mexico: mexican | netherlands: dutch | new zealand: zealand | nigeria: nigerian
    norway: norwegian | pakistan: pakistani | philippines: philippine filipino | poland: polish
    portugal: portuguese | qatar: qatari | russia: russian | saudi arabia: saudi | spain: spanish
    sweden: swedish | switzerland: swiss | syria: syrian | taiwan: taiwanese | turkey: turkish
    ukraine: ukrainian | venezuela: venezuelan | vietnam: vietnamese | yemen: yemeni
    north korea: | south korea:
"""


def _table(text: str) -> dict[str, str]:
    entries = (entry.partition(":") for line in text.splitlines() for entry in line.split("|") if entry)
    named = [(name.strip(), forms.split()) for name, _, forms in entries if name.strip()]
    return {form: name for name, forms in named for form in (name, *forms)}


STATES, COUNTRIES = _table(_STATES), _table(_COUNTRIES)
_PHRASES = {
    "press secretary": "spokesperson",
    "vice president": "vice-president",
    "vice presidential": "vice-presidential",
    "attorney general": "attorney-general",
    "inspector general": "inspector-general",
    "solicitor general": "solicitor-general",
    "surgeon general": "surgeon-general",
    "secretary general": "secretary-general",
    "prime minister": "premier",
    "first lady": "first-lady",
    "chief of staff": "chief-of-staff",
    "running mate": "running-mate",
}
"""Several words that are one office."""
_PHRASE = re.compile(rf"\b(?:{'|'.join(_PHRASES)})\b", re.IGNORECASE)
_OTHERS = re.compile(r"^.*['’]s? |\b(?:to|for|with|under|in|at|from|on) .*$", re.DOTALL)
"""What stands with a role and names another's: "President Poe's", "to Senator Poe"."""
_WORD = re.compile(r"[^\W_][\w’'.&-]*")
_CODE = re.compile(r"\b([RDI])-([A-Z][\w.]*(?:\.[A-Z]\.?)*)")
_TOWN = re.compile(
    r"\b[Mm]ayor of (?:the )?(?P<of>[A-Z][\w-]+(?: [A-Z][\w-]+)*)"
    r"|\b(?P<before>[A-Z][\w-]+(?: [A-Z][\w-]+)*)(?:[’']s?)? [Mm]ayor\b"
)
_LONG_PLACE = re.compile(
    rf"\b(?:{'|'.join(place for place in (*STATES, *COUNTRIES) if ' ' in place)})", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’]s?$")
_OF_NO_WEIGHT = words(
    """
    the a an and of at for in on to from with by his her its their who is was now also then one two
    three both even most must that us american america national state government office department
    committee party campaign group house senate white democratic president's staff member university
    school college center institute association council studies policy affairs program that's u.s.
    """
)
_UNNAMED = words("city town village borough deputy vice lord lady acting interim elect")
_PARTIES = {"R": ("party:republican",), "D": ("party:democrat",), "I": ()}
_LONGEST = 12  # words of a role that count; what follows tells a story


@lru_cache(maxsize=8192)
def traits(role: str) -> Traits:
    """What ``role`` says that can be held against another role."""
    found = set()
    for party, code in _CODE.findall(role):
        if (key := _plain(code)) in STATES:
            found |= {f"state:{STATES[key]}", "seat:legislature", *_PARTIES[party]}
    role = _CODE.sub(" ", role)
    for match in _LONG_PLACE.finditer(role):
        found.add(_place(match[0].lower()))
    role = _LONG_PLACE.sub(" ", role)
    found |= {f"town:{town}" for match in _TOWN.finditer(role) if (town := _town(match))}
    role = _PHRASE.sub(lambda match: _PHRASES[match[0].lower()], role)
    own = _OTHERS.sub(" ", role)
    offices = {office for word in _WORD.findall(own)[:_LONGEST] if (office := _office(word))}
    bodies = {name for word in _WORD.findall(role)[:_LONGEST] if not _office(word) and (name := _name(word))}
    found |= offices | bodies
    of_a_state = any(trait.startswith("state:") for trait in found)
    if {f"office:{o}" for o in WALKS["legislature"]} & found or (
        of_a_state and {"party:republican", "party:democrat"} & found
    ):
        found.add("seat:legislature")  # "Sen.", "Michigan Democrat"
    return frozenset(found)


def work(found: Traits) -> Traits:
    """Those of the traits that tell a walk of life."""
    return frozenset(trait for trait in found if trait.partition(":")[2] in _WALK_OF)


def walks(found: Iterable[str]) -> frozenset[str]:
    """The walks of life that the traits tell."""
    told = (_WALK_OF.get(trait.partition(":")[2]) for trait in found)
    return frozenset(walk for walk in told if walk)


def of(found: Traits, kind: str) -> frozenset[str]:
    """The traits of one kind: "state", "country", "office"."""
    return frozenset(trait for trait in found if trait.startswith(f"{kind}:"))


def _plain(code: str) -> str:
    return code.lower().replace(".", "").replace("-", "")


def _town(match: re.Match[str]) -> str:
    """The town that a mayor is of, without what else stands before the office."""
    names = [fold(word) for word in (match["of"] or match["before"]).split()]
    while names and (names[0] in _OF_NO_WEIGHT or names[0] in MODIFIERS or _office(names[0])):
        names.pop(0)
    town = " ".join(names).removesuffix(" city")
    return "" if town in _UNNAMED or town in STATES or town in COUNTRIES else town


def _place(name: str) -> str:
    return f"state:{STATES[name]}" if name in STATES else f"country:{COUNTRIES[name]}"


def _office(printed: str) -> str | None:
    word = printed.rstrip(".'’-").lower()
    plain = SHORT_TITLES.get(word, word)
    plain = OFFICE.get(plain, plain)
    if plain in ("republican", "gop", "democrat", "democratic"):
        return "party:republican" if plain in ("republican", "gop") else "party:democrat"
    known = plain in ROLES or plain in _PHRASES.values() or (plain in _WALK_OF and not printed.isupper())
    return f"office:{plain}" if known else None


def _name(printed: str) -> str | None:
    """A place or body: what a word with a capital names."""
    word = _POSSESSIVE.sub("", printed.rstrip(".'’-"))
    name = fold(word)
    if not word[:1].isupper() or len(name) < 2:
        return None
    if name in COUNTRIES or (name in STATES and len(name) > 3):
        return _place(name)
    return None if name in _OF_NO_WEIGHT or word.lower() in MODIFIERS else f"body:{name}"
