"""What a noun phrase stands for: its head noun, its owner, and how far its description goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.context.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    VERBS_AFTER,
    words,
)
from onrecord.context.kinds import (
    BODIES,
    DOCUMENTS,
    GROUPS,
)
from onrecord.context.mentions import Mention
from onrecord.context.roles import is_person_noun
from onrecord.context.titles import (
    KIN,
    MODIFIERS,
    PERSONS,
    ROLES,
    UNNAMED,
)
from onrecord.model import Span, SpeakerKind

_TOKEN = re.compile(
    r"\d[\d,.]*(?:%|[-\w]+)?|[^\W_][\w’'.&/-]*|\$\d[\d,.]*|[,;:()\[\]“”\"…]|--|(?<=\s)-(?=\s)|[—–―]|''"
)
_QUOTES = frozenset({"“", "”", '"', "''"})
_PUNCTUATION = frozenset(',;:()[]“”"…—–―') | {"--", "''", "-"}
_LEAD = re.compile(
    r"(?:[\s,;:“”\"'(—–-]|(?i:according to|close to(?= \d)|more than|only|about|nearly|roughly|almost|just"
    r"|also|even|in|from|to|with|on|for|of|as|by|both|but|and|said|says"
    r"|there (?:is|are|was|were|has been|have been))\b(?=\s))+"
)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_QUANTITIES = words("""
    group groups number handful array majority plurality dozens crowd percent series host couple pair team
    coalition thousands hundreds scores millions some many most members all half third quarter few several
    generation range variety collection bunch band lot lots mix minority chorus throng part share tens
    """)
_ENDS = words("""
    & but not alike himself herself itself themselves just now also recently newly
    """)
_WHEN_SAID = words("monday tuesday wednesday thursday friday saturday sunday yesterday")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d[\d.,]*\d")
_SMALL = words("two three four five six seven one another 2 3 4 5")
_SHARE = re.compile(
    r"(?:\d[\d.,]*%?|one|two|three|four|five|six|seven|eight|nine|half|two-thirds|three-quarters)$"
)
_PAPERS = words("""
    white budget research position policy discussion working briefing green
    """)
_PEOPLE = words("""
    person man woman member source official individual employee adviser aide
    """)
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "wives": "wife",
    "analyses": "analysis", "congressmen": "congressman", "businessmen":
    "businessman", "spokesmen": "spokesman", "lawyers": "lawyer", "census'": "census",
}  # fmt: skip
_SAME = words("""
    media data police statistics series news yes boss press congress witness business campus caucus us
    politics status census analysis minutes headquarters prospectus actress hostess princess process
    access progress
    """)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a phrase; ``mention`` when it is a whole name."""

    text: str
    low: str
    start: int
    end: int
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase taken apart.

    ``core`` is what stands before the first preposition, clause or mark; ``head`` its
    last word, in the singular; ``owner`` the tokens of a leading possessive.
    """

    core: tuple[Token, ...]
    rest: tuple[Token, ...]
    determiner: str | None
    owner: tuple[Token, ...]
    head: str
    plural: bool

    @property
    def name(self) -> Mention | None:
        """The name that the core ends in, if it does."""
        return self.core[-1].mention if self.core else None

    @property
    def span(self) -> Span:
        """The core's span."""
        return Span(self.core[0].start, self.core[-1].end)


def tokens(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Token]:
    """The words of ``text[start:end]``, each of ``mentions`` as one."""
    lead = _LEAD.match(text, start, end)
    at = lead.end() if lead and lead.end() < end else start
    out: list[Token] = []
    waiting = [m for m in mentions if m.start >= at]
    waiting.reverse()
    while at < end:
        if waiting and waiting[-1].start <= at:
            mention = waiting.pop()
            if mention.end <= end and mention.start == at:
                out.append(
                    Token(text[at : mention.end], text[at : mention.end].lower(), at, mention.end, mention)
                )
                at = mention.end
                owned = text[at : min(at + 2, end)].rstrip()
                if _POSSESSIVE.search("s" + owned) and owned:
                    last = out.pop()
                    at += len(owned.rstrip())
                    out.append(
                        Token(text[last.start : at], text[last.start : at].lower(), last.start, at, mention)
                    )
            continue
        limit = min(end, waiting[-1].start) if waiting else end
        match = _TOKEN.search(text, at, limit)
        if match is None:
            at = limit
            continue
        shown = match.group()
        if len(shown) > 1:
            shown = shown.rstrip(".,-/") if len(shown.rstrip(".,-/")) > 3 else shown.rstrip(",-/")
        out.append(Token(shown, shown.lower(), match.start(), match.start() + len(shown)))
        at = match.end()
    return out


def parse(found: Sequence[Token]) -> Phrase | None:
    """The phrase that ``found`` begins with; None when it has no word."""
    words = [t for t in found if t.low not in _QUOTES]
    while words and words[0].low in _PUNCTUATION:
        words.pop(0)
    determiner: str | None = None
    while (
        len(words) > 1
        and words[0].mention is None
        and words[0].low in DETERMINERS
        and words[1].low not in PREPOSITIONS
    ):
        determiner = words.pop(0).low
        if determiner in ("his", "her", "its", "their", "my", "our", "your"):
            while len(words) > 1 and words[0].mention is None and words[0].low in ("own", "very"):
                words.pop(0)
            break
    cut = 0
    while cut < len(words) and not _breaks(words, cut):
        cut += 1
    if cut == 0:
        return None
    core, rest = words[:cut], words[cut:]
    owner: list[Token] = []
    for i, token in enumerate(core[:-1]):
        if _POSSESSIVE.search(token.text):
            owner, core = core[: i + 1], core[i + 1 :]
            break
    head = core[-1].low
    if core[-1].mention is None:
        head = _POSSESSIVE.sub("", head)
    one = singular(head)
    return Phrase(tuple(core), tuple(rest), determiner, tuple(owner), one, one != head or head in GROUPS)


def _breaks(words: Sequence[Token], i: int) -> bool:
    token = words[i]
    if token.mention is not None:
        return False
    if token.low in _PUNCTUATION:
        return True
    if i == 0:
        return token.low in ("who", "which", "that") and len(words) > 1
    if token.low in ("and", "or"):
        adjective = words[i - 1]
        return not (adjective.low in MODIFIERS and kind_of_word(adjective.low) is None)
    if token.low in ("outside", "inside", "near") and kind_of_word(words[i - 1].low) is None:
        return False  # "two outside groups"
    if token.low in PREPOSITIONS or token.low in RELATIVES or token.low in _ENDS or token.low in DETERMINERS:
        return True
    # "led" may open a clause ("states led by") or belong to a name's title ("a retired general").
    before = words[i - 1]
    verbal = token.low.endswith(("ed", "ing")) and before.low not in MODIFIERS
    clause = token.low in VERBS_AFTER or verbal
    if _POSSESSIVE.search(before.text):
        return False
    return clause and (before.mention is not None or kind_of_word(before.low) is not None)


def singular(word: str) -> str:
    """The singular of an English noun in lower case, as well as its ending tells."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _SAME:
        return word
    if word in GROUPS and not word.endswith("s"):
        return word
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s")) and len(word) > 2:
        return word[:-1]
    return word


def kind_of_word(word: str) -> SpeakerKind | None:
    """The kind that a noun in lower case tells; None when it tells nothing."""
    one = singular(word)
    if one in UNNAMED:
        return "unnamed"
    if word in GROUPS:
        return "group"
    if one in DOCUMENTS and one not in ROLES and one not in ("paper", "publication", "broadcast", "magazine"):
        return "document"
    if one in BODIES:
        return "group" if one != word and one not in ("police",) else "organization"
    if one in ROLES or one in PERSONS or one in KIN:
        return "group" if one != word else "unnamed"
    return None


def kind_of(phrase: Phrase) -> SpeakerKind | None:
    """The kind of speaker that a description stands for; None for what is no speaker."""
    first = phrase.core[0].low
    word = phrase.core[-1].low
    of = bool(phrase.rest) and phrase.rest[0].low == "of"
    if first == "one" and of and len(phrase.core) == 1:
        return "unnamed"
    if first in _SMALL and len(phrase.core) > 1 and phrase.head in _PEOPLE:
        return "unnamed"
    if of and word in _QUANTITIES:
        return "document" if _of_what(phrase) == "document" else "group"
    if (
        len(phrase.core) == 1
        and _SHARE.match(word)
        and phrase.rest
        and phrase.rest[0].low in ("in", "of", "out")
    ):
        return "group"
    if phrase.head == "paper" and len(phrase.core) > 1 and phrase.core[-2].low in _PAPERS:
        return "document"
    kind = kind_of_word(_POSSESSIVE.sub("", word))
    if (
        kind == "group"
        and phrase.plural
        and first in _SMALL
        and (phrase.head in _PEOPLE or phrase.head in ROLES)
    ):
        return "unnamed"
    if kind == "group" and phrase.core[-1].low == "authorities":
        return "unnamed"
    if kind is not None:
        return kind
    if phrase.plural or phrase.core[-1].mention is not None or word.endswith("%"):
        return "group"
    if of and _of_what(phrase) is not None:
        return "document" if _of_what(phrase) == "document" else "group"
    if word in ("one", "another", "someone", "somebody"):
        return "unnamed"
    if len(phrase.core) == 1 and not phrase.rest and _NUMBER.fullmatch(word):
        return "group"  # "more than 50,000"
    return "unnamed" if is_person_noun(word) or re.search(r"(?:er|or|ist|ian|ant|ee)$", word) else None


def _of_what(phrase: Phrase) -> SpeakerKind | None:
    """The kind of what a quantity is a quantity of: "a batch of emails"; None when it is singular."""
    for token in phrase.rest[1:8]:
        if token.low in _PUNCTUATION or token.low in RELATIVES:
            return None
        kind = kind_of_word(token.low)
        if kind is not None and (singular(token.low) != token.low or token.low in GROUPS):
            return kind
    return None


def described(text: str, phrase: Phrase, kind: SpeakerKind) -> Span:
    """The words that describe: with "of Ohio", "on the site", "familiar with it"; without the
    clauses behind, and for documents without how they came out ("released on Monday")."""
    start = phrase.core[0].start
    end = phrase.core[-1].end
    before = ""
    for token in phrase.rest:
        if token.mention is None:
            if token.low in _PUNCTUATION or token.low in RELATIVES:
                break
            if kind in ("document", "organization") and (token.low in VERBS_AFTER or token.low == "being"):
                break
            if token.low in _WHEN_SAID or (before == "in" and _YEAR.fullmatch(token.low)):
                break
            before = token.low
            if token.low in ("and", "or") and kind != "group":
                continue
            if token.low in PREPOSITIONS or token.low in DETERMINERS:
                continue  # counts only with what follows
        end = token.end
    return Span(start, end)
