"""Names in a text: one pass over its capitalised words, with the titles around them.

Linear in the text's length. A mention says what its own words tell (``kind``, ``sure``);
who it is, the cast decides once all of the document is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from onrecord.context import names, roles
from onrecord.context.bare_titles import is_title
from onrecord.context.before_names import office_before, title_end
from onrecord.context.givennames import GIVEN
from onrecord.context.grammar import (
    COMMON,
    NAMES_TOO,
    SUFFIXES,
    words,
)
from onrecord.context.kinds import (
    ACTING_PAIRS,
    CLUB_ENDINGS,
    CLUB_LETTERS,
    DEMONYMS,
    FIRM_ENDINGS,
    GROUPS,
    NAMED_BODIES,
    OUTLETS,
    PLACE_PAIRS,
    PLACES,
    THINGS,
    TOWNS,
)
from onrecord.context.layout import Layout
from onrecord.context.names import Gender, Words
from onrecord.context.roles import Role
from onrecord.context.runs import Run, runs
from onrecord.context.titles import (
    FEMALE_HONORIFICS,
    HONORIFICS,
    MALE_HONORIFICS,
    MODIFIERS,
)
from onrecord.model import Span

NameKind = Literal["person", "organization", "place", "group", "name", "thing"]

_SUBJECT = re.compile(r"\b(?:he|she|they|we|I|it|you|who|said|says|told|to|of|with|by|for)\b", re.IGNORECASE)
_VERB = re.compile(r" (?!(?:and|or|of|who|whom|to|in|for|from|at|on|with|is|as)\b)[a-z]")
PARTY = re.compile(
    r",? ?\(?(?:[RDI]|Rep|Dem|Ind|Republican|Democrat|Lab|Con)\.?(?:[-–—]| of |, )"
    r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}\)?"
)
_AGED = re.compile(r", (?:aged )?[1-9]\d(?=[,.)])")
_HOUR = re.compile(r"\d ?$")  # "at 3 PM Ackerby"
_WHERE_FROM = DEMONYMS | words("oregonian tennessean washingtonian yorker mainer")
_PARTISANS = DEMONYMS | words("republican democrat libertarian")
# Brands that are surnames too.
_SURNAMES = words("ford forbes fox emerson rasmussen gallup bloomberg nielsen drudge dupont")
_NOT_IN_NAMES = NAMED_BODIES | THINGS | MODIFIERS | DEMONYMS | words("tory lib dem ukip green greens")
_FEW_PEOPLE = words("""
    mercury messenger echo hall post star page church young coleman service bowl park price street
    """)


@dataclass(slots=True, eq=False)
class Mention:
    """A name as printed at ``start``–``end``; ``begin`` is where its titles start.

    ``sure`` when its own words or neighbours tell the kind; ``opens`` when it looks
    like the subject of its sentence.
    """

    start: int
    end: int
    words: Words
    kind: NameKind
    sure: bool
    begin: int
    gender: Gender | None = None
    roles: list[Role] = field(default_factory=list)
    quoted: bool = False
    opens: bool = False
    sentence: int = 0
    posted: bool = False
    """Within an embedded post or its signature."""
    of_another: bool = False
    """Possessive: "Voss" in "Voss's lawyer"."""
    article: bool = False
    party: Span | None = None
    """Behind the name: "(R-Ohio)"."""

    @property
    def span(self) -> Span:
        """The name without titles."""
        return Span(self.start, self.end)


def find(text: str, where: Layout) -> list[Mention]:
    """The names in ``text`` outside title-case headings, in order."""
    mentions: list[Mention] = []
    for run in runs(text, where):
        mention = _mention(text, run)
        if mention is None:
            continue
        mention.quoted = where.is_quoted(mention.start)
        mention.posted = where.is_posted(mention.start)
        mention.sentence = where.sentence(mention.start)
        mention.of_another = text[mention.end : mention.end + 2] in ("’s", "'s", "’ ", "' ")
        if not mention.of_another:
            mention.opens = _opens(text, where.sentence_start(mention.start), mention)
        mentions.append(mention)
    return mentions


def _opens(text: str, start: int, mention: Mention) -> bool:
    """Whether the name looks like the subject of its sentence, which begins at ``start``."""
    lead = text[start : mention.begin]
    if len(lead) < 30 and len(lead.split()) < 4 and "," not in lead:
        return _SUBJECT.search(lead) is None
    return lead[-2:] in (", ", "” ") and _VERB.match(text, mention.end) is not None


def _mention(text: str, run: Run) -> Mention | None:
    words = run.words
    low = [w.lower().rstrip(".") for w in words]
    begin = run.start
    if len(low) > 1 and low[-1] in _PARTISANS and (low[0] not in GIVEN or low[0] in PLACES):
        return None  # "the Georgia Republican" is a description
    if is_title(low):
        return None  # and so is "the Prime Minister"
    if low[0] in ("am", "pm") and _HOUR.search(text, max(0, begin - 6), begin):
        if len(low) == 1:
            return None
        run.cut(1, len(low))
        words, low = run.words, low[1:]
        begin = run.start
    if len(low) > 2 and low[0] in _WHERE_FROM and low[1] in GIVEN:
        run.cut(1, len(low))
        words, low = run.words, low[1:]
        begin = run.start
    if (office := office_before(text, run.start, low)) is not None:
        begin, cut = office
        run.cut(cut, len(low))
        words, low = run.words, low[cut:]
    bare = low[: len(names.without_letters(words))]
    cut = title_end(bare)
    named = _has_letters(text, run.start, bare[cut:], cut) if len(bare) < len(low) else cut > 0
    if named and bare[-1] not in NAMED_BODIES and bare[-1] not in THINGS:
        return _titled(text, run, begin, bare, cut)
    kind, sure = _kind(words, low, text, run)
    if kind == "thing":
        return None
    shown = " ".join(words)
    plain = shown if kind == "organization" else shown.replace(",", "")
    mention = Mention(run.start, run.end, tuple(plain.split()), kind, sure, begin)
    lead = text[max(0, run.start - 4) : run.start]
    mention.article = lead.lower() == "the "
    if (
        lead == "The "
        and kind == "name"
        and text[run.start - 5 : run.start - 4] == " "
        and text[run.start - 6] not in '.?!”"'
    ):
        mention.kind, mention.sure = kind, sure = "organization", True
    if begin != run.start:
        mention.kind, mention.sure = "person", True
    first = len(words) == 1 and low[0] in GIVEN
    if kind in ("person", "name") and (len(words) > 1 or begin != run.start or first):
        _with_neighbours(text, mention)
    if first and kind == "name" and _AGED.match(text, run.end):
        mention.kind, mention.sure = "person", True
    return mention


def _has_letters(text: str, start: int, name: list[str], cut: int) -> bool:
    """Whether words with letters behind them are a name: "Ann Voss MP", but not "Bath Labour MP"."""
    if not cut and (len(name) < 2 or text[max(0, start - 4) : start].lower() == "the "):
        return False
    place = name[0] in PLACES and name[0] not in GIVEN
    return not place and _NOT_IN_NAMES.isdisjoint(name)


def _titled(text: str, run: Run, begin: int, low: list[str], cut: int) -> Mention | None:
    """The person of whose words ``low`` the first ``cut`` are titles; letters behind are not in the name."""
    start = run.start + sum(len(w) + 1 for w in run.words[:cut])
    words = tuple(" ".join(run.words[cut : len(low)]).replace(",", "").split())
    if words[0].lower() in COMMON and words[0].lower() not in NAMES_TOO:
        return None
    mention = Mention(start, run.end, words, "person", True, min(begin, run.start))
    title = low[cut - 1] if cut else ""
    if title in FEMALE_HONORIFICS and low[:cut] != ["first", "lady"]:
        mention.gender = "female"
    elif title in MALE_HONORIFICS:
        mention.gender = "male"
    _with_neighbours(text, mention)
    letters = run.words[-1].rstrip(".")
    if letters in names.OF_MEMBERS and len(low) < len(run.words):
        mention.roles.append(Role(letters, run.end - len(run.words[-1]), weak=True))
    return mention


def _with_neighbours(text: str, mention: Mention) -> None:
    """Adds the roles printed before and behind the name; they also tell that it is a person."""
    party = PARTY.match(text, mention.end)
    after = party.end() if party else mention.end
    if party and any(c.isalpha() for c in party.group()):
        mention.party = Span(mention.end, after)
    found = roles.before(text, mention.begin, mention.start, mention.end)
    mention.roles += found
    if found:
        mention.begin = min(mention.begin, found[0].start)
    if behind := roles.behind(text, after):
        mention.roles.append(behind)
    elif not mention.roles and (stated := roles.stated(text, after)):
        mention.roles.append(stated)
    if party or (mention.kind == "name" and not mention.article and mention.roles):
        mention.kind, mention.sure = "person", True


def _kind(words: list[str], low: list[str], text: str, run: Run) -> tuple[NameKind, bool]:
    last = low[-1]
    pair = "-".join(low)
    if pair in ACTING_PAIRS:
        return "organization", True
    if len(words) == 1:
        return _kind_of_one(words[0], last)
    if pair in PLACE_PAIRS or all(w in PLACES for w in low):
        return "place", True
    if low[0] == "team" or last in CLUB_ENDINGS or not CLUB_LETTERS.isdisjoint((low[0], last)):
        return "organization", True
    if last in TOWNS and low[0] not in PLACES and "-".join(low[:2]) not in PLACE_PAIRS:
        return "place", True
    if last in GROUPS and last.endswith("s") and last not in ("police",):
        return "group", True
    named = low[0] in GIVEN and last not in SUFFIXES
    tied = "of" in words or "for" in words
    if last in NAMED_BODIES or (tied and (low[0] in NAMED_BODIES or not NAMED_BODIES.isdisjoint(low))):
        return ("person", True) if named and len(low) == 2 and last in _FEW_PEOPLE else ("organization", True)
    if last in FIRM_ENDINGS and low[0] not in GIVEN:
        return "organization", True
    if last in THINGS or low[0] in ("mount", "fort", "lake", "operation"):
        return ("person", True) if named and len(low) == 2 and last in _FEW_PEOPLE else ("thing", True)
    if last in GROUPS or (last.endswith("s") and low[0] in MODIFIERS and low[0] not in GIVEN):
        return "group", True
    family = named and last in _SURNAMES
    if (any(w in OUTLETS for w in low) and not family) or any(
        w in NAMED_BODIES for w in low[1:-1] if w not in SUFFIXES
    ):
        return "organization", True
    if named and len(low) <= 5 and low[1] not in MODIFIERS:
        return "person", True
    initial = any(len(w.replace(".", "")) == 1 and w.endswith(".") for w in words[1:-1])
    if initial and low[0] not in PLACES and "-".join(low[:2]) not in PLACE_PAIRS:
        return "person", True
    if low[0] in PLACES or "-".join(low[:2]) in PLACE_PAIRS or low[0] in MODIFIERS:
        return "name", True
    return "name", False


def _kind_of_one(word: str, low: str) -> tuple[NameKind, bool]:
    plain = word.replace(".", "")
    if low in PLACES:
        return "place", True
    if low in GROUPS and low.endswith("s"):
        return "group", True
    if low in OUTLETS or (len(plain) > 1 and low in NAMED_BODIES and low not in GIVEN):
        return "organization", True
    if low in GROUPS or plain == "GOP":
        return "group", True
    if low in THINGS or low in HONORIFICS:
        return "thing", True
    if plain.isupper():
        if plain[1:2] == "-":
            return "thing", True
        return ("organization", True) if 2 <= len(plain) <= (9 if "-" in plain else 6) else ("thing", True)
    if any(c.isdigit() for c in word) or ("-" in word and len(word.rsplit("-", 1)[1]) == 1):
        return "organization", True
    inner = any(c.isupper() for c in word[3:]) and not all(p.istitle() for p in word.split("-"))
    if inner and not word.startswith("Mac"):
        return "organization", True
    return "name", False
