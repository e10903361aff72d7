"""Roles around a name: "Navy spokesperson X", "X, the head of Y,", "its director, X,"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.context.act import act_of_cue, base
from onrecord.context.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    VERBS_AFTER,
    words,
)
from onrecord.context.initials import ends_sentence
from onrecord.context.kinds import (
    BODIES,
    DOCUMENTS,
    GROUPS,
    PLACES,
)
from onrecord.context.names import Gender
from onrecord.context.titles import (
    FEMALE_NOUNS,
    HONORIFICS,
    KIN,
    MALE_NOUNS,
    MODIFIERS,
    PERSONS,
    ROLES,
    SHORT_TITLES,
)
from onrecord.model import Span

_TOKEN_BEFORE = re.compile(r"[\w’'.&-]+$")
_BEFORE_COMMA = re.compile(
    r"(?=[\s(“\"—–]((?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|"
    r"[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}(?:['’]s|s['’]))"
    r" [^,.;:“”\"()\n—–]{3,80}), $)"
)
_APPOSITIVE = re.compile(
    r"(?:,? \d{1,3})?(?: of [A-Z][\w.]*(?: [A-Z][\w.]*){0,2})?"
    r"(?P<open>, | [-—–―]{1,2} ?|[-—–―]{1,2}| \()"
    r"(?:(?P<who>who (?:now |also )?(?:heads|leads|runs|chairs|directs|manages|oversees|teaches|represents) )"
    r"|(?P<article>the|an?|his|her|its|their|one of|now|then) |(?=[\w’'.“-]))"
)
# What somebody does, but no part that they have in the story, where it names no body: "runs the best farm".
_PRIVATE = re.compile(r"(?:runs|manages|oversees|teaches) (?:an? |[^A-Z]*$)")
# What may stand abbreviated in a title; anything else with a full stop ends a sentence.
_SHORTENED = re.compile(
    r"(?:[A-Z]\.)+(?:-[A-Z]\.)?|(?:Mr|Ms|Mrs|Dr|St|Calif|Mass|Conn|Penn|Pa|Va|Wis|Minn|Ariz|Tex|Okla|Tenn|Ill"
    r"|Ind|Ga|Ala|Ky|La|Mo|Ore|Wash|Colo|Nev|Kan|Neb|Md|Fla|Mich|Dist|Dep|Exec|Brig|Natl|Dept|Univ|Inc|Corp"
    rf"|Co|{'|'.join(t.capitalize() for t in SHORT_TITLES)})\."
)
_ENDS = re.compile(
    r"[,;:)(“”\"\n]|[.!?](?=[\s\"”’)]|$)| [-—–―]{1,2} |—|–(?=\D)|\s(?:that|who|whom|whose|which|where|when"
    r"|said|says|told|added|wrote|argued|asked|noted|is|was|were|are|has|had|have|will|would)\b"
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:St|Inc|Corp|Co|Jr|Sr|Dr|Mr|Mrs|Ms|Sen|Rep|Gov|Gen|Lt|No|vs))$|\b(?:[A-Z]\.)+[A-Z]$"
)
_TRAILING = re.compile(r"(?: (?:of|for|at|in|to|with|from|the|an?))+$")
_STATED = re.compile(
    r"(?:,? who)? (?:became|was (?:re-?)?elected|was sworn in as|was appointed|was named|has served as"
    r"|serves as|served as|took office as) (?:(?:an?|the|its|their|to be|as) )*"
)
_WORDS = re.compile(r"[\w’'.&-]+")
_PERSON_ENDING = re.compile(r"(?:ist|ian|woman|man|person|crat|ologist|surgeon|grapher|eer|tant)$")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
_BARE = (
    frozenset(SHORT_TITLES) | (frozenset(SHORT_TITLES.values()) - {"president"}) | {"republican", "democrat"}
)
"""Titles that say little by themselves: another phrase for the same person is preferred."""
_LONGEST = 170


@dataclass(frozen=True, slots=True)
class Role:
    """A role as printed. ``weak`` when it is only an abbreviated title ("Rep.") or a
    bare one that another phrase of the document tells more of."""

    text: str
    start: int
    weak: bool = False
    gender: Gender | None = None
    printed: bool = True
    """Whether it stands in the text; else it is from the document's own author line."""
    clause: bool = False
    """Told by what somebody does ("who chairs the panel"): any office that the text names is preferred."""

    @property
    def span(self) -> Span:
        """Where it is printed."""
        return Span(self.start, self.start + len(self.text))


def is_role(word: str) -> bool:
    """Whether ``word``, in lower case, names a person by office or part."""
    return word in ROLES or word in KIN or word in PERSONS or word in SHORT_TITLES


def is_person_noun(word: str) -> bool:
    """Like ``is_role``, also for words that only look like one ("hydrologist")."""
    return is_role(word) or (len(word) > 6 and _PERSON_ENDING.search(word) is not None)


def gender_of(noun: str) -> Gender | None:
    """The gender that a noun tells: "congresswoman"."""
    if noun in FEMALE_NOUNS:
        return "female"
    return "male" if noun in MALE_NOUNS else None


def before(text: str, begin: int, start: int, end: int) -> list[Role]:
    """The role printed before a name at ``start`` whose capitalised title begins at ``begin``.

    "Navy spokesperson Ann Lee", "Idaho Gov. X"; behind a comma also
    "the firm's director, Ann Lee,".
    """
    floor = text.rfind("\n", max(0, begin - _LONGEST), begin) + 1 or max(0, begin - _LONGEST)
    title = text[begin:start].rstrip()
    left = _leftmost(text, floor, begin, bool(title))
    phrase = text[left:start].rstrip()
    if phrase and (role := _titled(phrase, left)):
        return [role]
    if text[max(0, begin - 2) : begin] != ", " or text[end : end + 1] not in ",.;)\n":
        return []
    for match in reversed(list(_BEFORE_COMMA.finditer(" " + text[floor:begin]))):
        shown = match.group(1)
        head = head_of(shown)
        at = floor + match.start(1) - 1
        opening = shown[:2].lower() not in ("a ", "an") or _opens_sentence(text, at, floor)
        if head and is_person_noun(head) and opening:
            text_of, at = _without_article(shown, at)
            weak = head in KIN or bool(title)
            return [Role(text_of, at, weak, gender_of(head))]
    return []


def _leftmost(text: str, floor: int, begin: int, titled: bool) -> int:
    """Where the words begin that belong to the title in front of ``begin``."""
    at = left = begin
    for count in range(8):
        if at <= floor or text[at - 1] not in " \xa0":
            break
        match = _TOKEN_BEFORE.search(text, max(floor, at - 32), at - 1)
        if match is None:
            break
        word = match.group()
        low = word.lower().rstrip(".")
        if (
            low in _STOP_BEFORE
            or (word[-1] == "." and (word[0].islower() or _SHORTENED.fullmatch(word) is None))
            or (word[-1] == "." and ends_sentence(text, match.end() - 1))
            or not any(c.isalnum() for c in word)
        ):
            break
        if count == 0 and not titled:
            if low in _TAILS and (office := _OFFICE.search(text, floor, match.start())):
                left = at = office.start()
                continue
            if word[0].isupper() or not is_person_noun(low):
                break
            left = match.start()
        elif (
            word[0].isupper()
            or low in MODIFIERS
            or low in ROLES
            or low in BODIES
            or "-" in word
            or _POSSESSIVE.search(word)
        ):
            if (
                word[0].isupper()
                and _opens_sentence(text, match.start(), floor)
                and low not in MODIFIERS
                and low not in PLACES
            ):
                left = match.start() if low not in _OPENERS else left
                break
            left = match.start()
        elif _VERB_ENDING.search(low) or not _determined(text, floor, match.start()):
            break
        else:
            left = match.start()
        at = match.start()
    return left


_TAILS = words("state staff police government defense defence")
_OFFICE = re.compile(r"(?:secretary|chief|minister|head) of $")
_VERB_ENDING = re.compile(r"(?:ed|ing)$")
_STOP_BEFORE = DETERMINERS | PREPOSITIONS | RELATIVES | VERBS_AFTER | {"and", "or", "but", "not"}
_OPENERS = words("as when while after before but and if since although though meanwhile then yet so")


def _opens_sentence(text: str, at: int, floor: int) -> bool:
    return (
        at == floor or text[at - 1] in '\n"“(' or text[max(0, at - 2) : at] in (". ", "? ", "! ", "” ", '" ')
    )


def _determined(text: str, floor: int, at: int) -> bool:
    """Whether an article or possessive opens the phrase within four words before ``at``."""
    for word in reversed(text[max(floor, at - 48) : at].split()[-4:]):
        low = word.lower()
        if low in DETERMINERS or _POSSESSIVE.search(word):
            return True
        if low in PREPOSITIONS or word[-1] in ",.;:”\"'" or low in RELATIVES or low in _OPENERS:
            return False
    return False


def _titled(phrase: str, at: int) -> Role | None:
    """The role in the words before a name, without honorifics and without the
    abbreviated title that a longer one precedes ("panel Chairman Rep.")."""
    words = phrase.split(" ")
    while words and words[-1].lower().rstrip(".") in HONORIFICS and " ".join(words).lower() != "first lady":
        words.pop()
    if not words:
        return None
    head = words[-1].lower().rstrip(".,")
    if len(words) > 1 and head in SHORT_TITLES and is_person_noun(words[-2].lower().rstrip(",")):
        words.pop()
        head = words[-1].lower().rstrip(".,")
    shown = " ".join(words).rstrip(",")
    if not is_person_noun(head) and not any(is_role(w.lower().rstrip(".")) for w in words):
        return None
    shown, at = _without_article(shown, at)
    weak = shown.lower().rstrip(".") in _BARE or head in KIN
    return Role(shown, at, weak, gender_of(head))


def _without_article(shown: str, at: int) -> tuple[str, int]:
    for _ in range(3):  # "his very own"
        first, _, rest = shown.partition(" ")
        if not rest or (first.lower() not in DETERMINERS and first.lower() not in ("own", "very")):
            break
        shown, at = rest, at + len(first) + 1
    return shown, at


def behind(text: str, end: int) -> Role | None:
    """The role that follows a name ending at ``end``: ", head of the caucus", ", who leads X"."""
    match = _APPOSITIVE.match(text, end)
    if match is None:
        return None
    start = match.end()
    if match["who"]:
        start = match.start("who") + 4
    stop = _end(text, start)
    shown = _TRAILING.sub("", text[start:stop].rstrip())
    if not shown or (match["open"].strip() in ("", "(") and match["open"] != ", "):
        return None
    if match["who"]:
        return None if _PRIVATE.match(shown) else Role(shown, start, clause=True)
    if shown.startswith("own "):
        shown, start = shown[4:], start + 4
    head = head_of(shown)
    if head is None:
        return None
    article = match["article"]
    known = is_person_noun(head) and head not in GROUPS
    if not known or (article is None and not _bare(shown, head)):
        return None
    if shown[-1] == "." and text[stop : stop + 1] == ".":
        shown = shown[:-1]
    return Role(shown, start, head in PERSONS or head in KIN, gender_of(head))


def stated(text: str, end: int) -> Role | None:
    """The office that the words behind a name ending at ``end`` say its bearer got or holds:
    "became mayor in 2011", ", who was elected governor"."""
    match = _STATED.match(text, end)
    if match is None:
        return None
    start = match.end()
    shown = text[start : _end(text, start)]
    words = _WORDS.findall(shown)[:6]
    for i, word in enumerate(words):
        low = word.lower()
        if low in SHORT_TITLES or low in ROLES:
            until = shown.index(word) + len(word)
            return Role(shown[:until], start, True, gender_of(low))
        if low not in MODIFIERS and not word[0].isupper() and i > 1:
            return None
    return None


def _bare(shown: str, head: str) -> bool:
    """Whether a phrase without article can be an appositive: "head of X", "Ohio governor"."""
    first, *others = shown.lower().split(" ", 2)
    return (
        head in ROLES
        and not DETERMINERS.intersection(others[:1])  # "Ackerby, met the governor"
        and not (first != base(first) and act_of_cue(first)[0])  # "Low, said the senator"
        and first not in PREPOSITIONS
        and first not in ("and", "or", "but", "then", "both")
        and first not in DETERMINERS
        and first not in RELATIVES
    )


def _end(text: str, start: int) -> int:
    limit = min(len(text), start + _LONGEST)
    at = start
    while match := _ENDS.search(text, at, limit):
        mark = match.start()
        stop = text[mark] != "." or mark + 1 == limit or text[mark + 1] == "\n"
        if stop or not _ABBREVIATED.search(text, max(start, mark - 8), mark):
            return mark
        at = mark + 1
    return limit


def head_of(shown: str) -> str | None:
    """The noun that a phrase is about: the last word before its first preposition."""
    head = None
    for i, word in enumerate(_WORDS.findall(shown)[:12]):
        low = word.lower().rstrip(".")
        if i and (low in PREPOSITIONS or low in RELATIVES or low in ("and", "or")):
            if head is not None and low in ("and", "or") and not is_person_noun(head):
                continue
            break
        if low in DOCUMENTS and i and head and is_role(head):
            break
        head = low
    return head and re.sub(r"['’]s?$", "", head)
