"""Names in a text: one pass over its capitalised words, with the titles around them.

Linear in the text's length. A mention says what its own words tell (``kind``, ``sure``);
who it is, the cast decides once all of the document is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from onrecord.context import roles
from onrecord.context.givennames import GIVEN
from onrecord.context.grammar import (
    COMMON,
    NAMES_TOO,
    SUFFIXES,
    words,
)
from onrecord.context.kinds import (
    ACTING_PAIRS,
    DEMONYMS,
    FIRM_ENDINGS,
    GROUPS,
    NAMED_BODIES,
    OUTLETS,
    PLACE_PAIRS,
    PLACES,
    THINGS,
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
    ROLES,
    SHORT_TITLES,
)
from onrecord.model import Span

NameKind = Literal["person", "organization", "place", "group", "name", "thing"]

_SUBJECT = re.compile(r"\b(?:he|she|they|we|I|it|you|who|said|says|told|to|of|with|by|for)\b", re.IGNORECASE)
_VERB = re.compile(r" (?!(?:and|or|of|who|whom|to|in|for|from|at|on|with|is|as)\b)[a-z]")
PARTY = re.compile(
    r",? ?\(?(?:[RDI]|Rep|Dem|Ind|Republican|Democrat|Lab|Con)\.?(?:[-–—]| of |, )"
    r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}\)?"
)
_OFFICES = words("""
    state defense defence labor commerce energy education agriculture transportation interior staff
    treasury health homeland veterans housing war
    """)
_HEADS_OF = words("secretary attorney minister undersecretary chief secretaries director")
# Before several names: "Ministers Lee and Voss".
_TITLES_OF_SEVERAL = words("""
    senators representatives governors ministers presidents professors mayors judges justices secretaries
    commissioners councilmen councilwomen congressmen generals officers detectives
    """)
_WHERE_FROM = DEMONYMS | words("oregonian tennessean washingtonian yorker mainer")
_PARTISANS = DEMONYMS | words("republican democrat libertarian")
# Brands that are surnames too.
_SURNAMES = words("ford forbes fox emerson rasmussen gallup bloomberg nielsen drudge dupont")
_FEW_PEOPLE = words("""
    hall post star page church young coleman service bowl park price street
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
    before: Run | None = None
    for run in runs(text, where):
        mention = _mention(text, run, before)
        before = run
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


def _mention(text: str, run: Run, before: Run | None) -> Mention | None:
    words = run.words
    low = [w.lower().rstrip(".") for w in words]
    begin = run.start
    if len(low) > 1 and low[-1] in _PARTISANS and (low[0] not in GIVEN or low[0] in PLACES):
        return None  # "the Georgia Republican" is a description
    if len(low) > 2 and low[0] in _WHERE_FROM and low[1] in GIVEN:
        run.cut(1, len(low))
        words, low = run.words, low[1:]
        begin = run.start
    if before is not None and low[0] in _OFFICES and len(low) > 1 and text[before.end : run.start] == " of ":
        begin = _office(run, before, low)
        if begin != run.start:
            words, low = run.words, [w.lower() for w in run.words]
    cut = _title_end(low)
    if cut and low[-1] not in NAMED_BODIES and low[-1] not in THINGS:
        return _titled(text, run, begin, low, cut)
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
    if kind in ("person", "name") and (len(words) > 1 or begin != run.start):
        _with_neighbours(text, mention)
    return mention


def _office(run: Run, before: Run, low: list[str]) -> int:
    """For "Secretary of State Jon Husted": cuts "State" off the name; where the title begins."""
    if before.words[-1].lower() not in _HEADS_OF:
        return run.start
    cut = 2 if low[0] in ("homeland", "veterans") else 1
    if len(low) <= cut or low[cut] in NAMED_BODIES:
        return run.start
    run.cut(cut, len(low))
    return before.start


def _title_end(low: list[str]) -> int:
    """How many leading words are titles with what belongs to them; 0 for none."""
    for i in range(len(low) - 2, -1, -1):
        word = low[i]
        if word in HONORIFICS or word in SHORT_TITLES:
            return i + 1
        if i == 0 and len(low) == 2 and word in GIVEN:
            return 0
        if (word in ROLES or word in _TITLES_OF_SEVERAL) and (i == 0 or low[0] not in GIVEN):
            return i + 1
    return 0


def _titled(text: str, run: Run, begin: int, low: list[str], cut: int) -> Mention | None:
    title = low[cut - 1]
    start = run.start + sum(len(w) + 1 for w in run.words[:cut])
    words = tuple(" ".join(run.words[cut:]).replace(",", "").split())
    if words[0].lower() in COMMON and words[0].lower() not in NAMES_TOO:
        return None
    mention = Mention(start, run.end, words, "person", True, min(begin, run.start))
    if title in FEMALE_HONORIFICS and low[:cut] != ["first", "lady"]:
        mention.gender = "female"
    elif title in MALE_HONORIFICS:
        mention.gender = "male"
    _with_neighbours(text, mention)
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
    if low[0] == "team":
        return "organization", True
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
