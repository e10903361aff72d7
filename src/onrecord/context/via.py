"""The outlets that a statement's words were given to or carried by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.context.clauses import Clause
from onrecord.context.outlets import Mention, Outlets, own
from onrecord.model import Document, Span

_GIVEN_TO = re.compile(
    r"\b(?:told|tells|tell|telling|confirmed to|said to|spoke (?:to|with)|[Ss]peaking (?:to|with)"
    r"|[Tt]alk(?:ed|ing) (?:to|with)"
    r"|interviews? (?:with|by|to|for)|interviewed by|[Aa]sked by|[Pp]ressed by|[Qq]uestioned by"
    r"|statement (?:provided |given |sent )?to"
    r"|e-?mail(?:ed)? (?:statement )?to"
    r"|wrote to|shared with|leaked to|said in \w+ [\w ]{0,20}with|(?:comments?|remarks) to|sat down with"
    r"|confirm(?:s|ing)? to"
    r"|responded to|insisted to|explained to|admitted to|complained to|sent to|given to|provided to"
    r"|call(?:ed)? (?:in)?to)"
    r"(?: (?:the|The|a|an|his|her|their|local|reporters? (?:from|at|for)|host of|hosts of|co-hosts? of"
    r"|radio host|newspaper|magazine"
    r"|program|network|website|channel|station|Israel[’']s|Germany[’']s|Britain[’']s|London[’']s"
    r"|[A-Z][a-z]+ [A-Z][a-z]+ (?:of|on|from|at)"
    r"|(?:host|hosts|anchor|co-host|reporter|columnist) [A-Z]\w+ [A-Z]\w+ (?:of|on|from|at)))*[ \"“‘]*$"
)
_ON = re.compile(
    r"\b(?:on|On|aired (?:on|by)|broadcast (?:on|of)|broadcast by|hosts? of|edition of|episode of"
    r"|interview (?:on|in)|taping of|via|during)"
    r"(?: (?:the|The|a|an|his|her|their|an interview on|an appearance on|an interview with))*[ \"“‘]*$"
)
_CARRIED_BY = re.compile(
    r"\b(?:[Aa]ccording to|reported (?:by|in)|published (?:by|in|on)|obtained by|released by|reviewed by"
    r"|seen by|leaked (?:by|to)"
    r"|conducted by|commissioned by|combed through by|appeared in|appearing in|[Ww]riting (?:in|for)"
    r"|wrote (?:in|for)|"
    r"(?:op-ed|opinion piece|essay|column|article|letter|editorial|piece|profile|expose|story|report"
    r"|interview) (?:in|for|by|from|to|published (?:in|by))"
    r"|quoted (?:as saying )?(?:by|in)|cited by|verified by|viewed by|examined by|disclosed by|posted by"
    r"|made public by|part of"
    r"|[Ii]n)(?: (?:the|The|a|an|his|her|recent|new|report (?:by|in|from)|story (?:by|in)))*[ \"“‘]*$"
)
_HERALDS = re.compile(
    r"(?:[’']s?)?[”\"]?,? (?:magazine |newspaper |political |long |recent |[A-Z]\w+ ){0,2}"
    r"(?:interview|op-ed|opinion piece|essay|column|survey|poll|broadcast|podcast|town hall|editorial"
    r"|telephone interview"
    r"|profile|radio show|investigation|exposé|expose|dump)\b"
)
_REPORTS = re.compile(
    r"(?: (?:magazine|newspaper|website|has|had|also|first|later))* "
    r"(?:report(?:s|ed)|wrote|writes|said|says|disclosed|revealed|reveals|quot(?:ed|es)|cit(?:ed|es)"
    r"|published|noted)\b"
)
_REPORTED_BY = re.compile(
    r"\b(?:reported|disclosed|revealed|published|broken|quoted)(?: (?:on|late|early|in) \w+"
    r"| [A-Z]\w+day)? (?:in|by)(?: the| The)? [\"“]?$"
)
_REPORTED_AT_MOST = 40  # characters behind the verb in which the report's own date stands
_LOOSE_HERALD = re.compile(r"(?:[’']s?)?[”\"]? (?:report|article|story|piece|profile)\b")
# "An official, speaking to Reuters on condition of anonymity, said": within the source, or beside it.
_SPOKE_TO = re.compile(
    r"\b(?:speak(?:ing|s)|spoke|talk(?:ed|ing)|in an interview|interviewed)"
    r"(?: on (?:the )?condition of anonymity| anonymously| by (?:tele)?phone| exclusively| briefly)?"
    r" (?:to|with|by)(?: (?:the|The|a|local|[Rr]eporters? (?:from|at|for)|newspaper|magazine"
    r"|broadcaster|news agency|website|channel|station))* [“\"‘]?$"
)
# An outlet that only the word beside its name tells: "told broadcaster Velka Net", "told VKN television".
_NAME = r"(?:(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-Z][\w&-]*)"
_TELLING = ("told", "tell", "peaking to", "spoke to")
_CALLED = re.compile(
    r"\b(?:told|tells|telling|[Ss]peaking to|spoke to) (?:the )?(?:(?:[a-z]+ )?(?:[A-Z]\w+ )?"
    r"(?:broadcaster|newspaper|tabloid|magazine|newswire|news (?:agency|site|website|channel)"
    r"|(?:radio|TV|television) (?:station|channel|network)) "
    rf"(?P<behind>{_NAME}(?: {_NAME}){{0,3}})"
    rf"|(?P<front>[A-Z]{{2,}}\w*) (?:television|radio|TV|news agency|newspaper|magazine|network)\b)"
)
_THEN = re.compile(r"[^,.]{0,20}?\b(?:in (?:[12]\d{3}|[A-Z])|last (?:month|year)|ago\b)")  # another occasion
# Between outlets named together: "CNN's Sal Orr, NBC and the Gazette".
_JOINED = re.compile(
    r"(?:(?:[’']s?)? [A-Z][\w.-]+ [A-Z][\w-]+)?(?:,? (?:and|&|or)|, as well as| as well as|,)"
    r"(?: (?:on|with|to|by|in|both))?(?: (?:the|The|its|his|her))*[ “\"‘]*"
)
_IN_SOURCE = re.compile(
    r"\b(?:by|in|from|of the|obtained by|for|to)(?: (?:the|The))?[ \"“]*$|(?:^|\b(?:[Aa]n?|[Tt]he|recent"
    r"|new|latest|this)) $"
)


@dataclass(frozen=True, slots=True)
class Carried:
    """An outlet that a statement came through, and by which words.

    ``own`` says that it is the document's publisher. ``words`` are those of an outer
    attribution, in which a date is the report's and not the statement's.
    """

    mention: Mention
    method: str
    confidence: float
    own: bool
    words: Span | None = None


def carriers(
    document: Document, outlets: Outlets, clause: Clause, *, source_is_document: bool
) -> list[Carried]:
    """The outlets in an attribution's words, in text order, the publisher's own included.

    Of outlets named together ("told CNN and NBC") each is one.
    """
    found: list[Carried] = []
    for piece in clause.pieces:
        before: Carried | None = None
        for mention in outlets.within(piece):
            in_source = any(mention.span.overlaps(s) for s in clause.source)
            if in_source and not source_is_document:
                continue
            judged = _judge(outlets.text, mention, piece, in_source=in_source)
            if judged is None and before is not None and not in_source:
                judged = _beside(outlets.text, before, mention)
            before = _carried(document, outlets, mention, judged) if judged else None
            if before is not None:
                found.append(before)
    if not found and not source_is_document:
        found.extend(_spoken_to(document, outlets, clause.core) or _called(document, outlets, clause))
    return found


def _called(document: Document, outlets: Outlets, clause: Clause) -> list[Carried]:
    """The outlet that the words around its name alone tell."""
    for piece in clause.pieces:
        if not any(outlets.text.find(word, piece.start, piece.end) >= 0 for word in _TELLING):
            continue
        if match := _CALLED.search(outlets.text, piece.start, piece.end):
            group = match.lastgroup or "behind"
            mention = Mention(Span(*match.span(group)), match[group])
            return [_carried(document, outlets, mention, ("told", 0.8))]
    return []


def _spoken_to(document: Document, outlets: Outlets, core: Span) -> list[Carried]:
    """The outlets that the words around the source say its words were spoken to."""
    found: list[Carried] = []
    for mention in outlets.within(core):
        start, end = mention.span.start, mention.span.end
        spoke = _SPOKE_TO.search(outlets.text, max(core.start, start - 90), start)
        if spoke and (spoke[0].startswith("speaking") or not _THEN.match(outlets.text, end, core.end)):
            found.append(_carried(document, outlets, mention, ("told", 0.85)))
        elif found and (judged := _beside(outlets.text, found[-1], mention)):
            found.append(_carried(document, outlets, mention, judged))
    return found


def _carried(
    document: Document,
    outlets: Outlets,
    mention: Mention,
    judged: tuple[str, float],
    words: Span | None = None,
) -> Carried:
    is_own = own(document, mention.name, mention.outlet) or own(document, outlets.fullest(mention))
    return Carried(mention, *judged, is_own, words)


def _beside(text: str, before: Carried, mention: Mention) -> tuple[str, float] | None:
    """How an outlet carries that is named in one breath with the one ``before`` it."""
    if _JOINED.fullmatch(text, before.mention.span.end, mention.span.start) is None:
        return None
    return before.method, before.confidence


def wrapper(
    document: Document, outlets: Outlets, runs: Sequence[Span], taken: Sequence[Span]
) -> tuple[Carried, ...]:
    """The outlets of an attribution around another one: ‘…, Reuters reported Wednesday’.

    ``runs`` are the sentence's words outside every content; ``taken`` the statements'
    own sources, which are speakers and no carriers.
    """
    for run in runs:
        together: list[Mention] = []  # "CNN and Reuters" up to the verb
        for mention in outlets.within(run):
            start, end = mention.span.start, mention.span.end
            if any(mention.span.overlaps(t) for t in taken):
                continue
            if together and not _JOINED.fullmatch(outlets.text, together[-1].span.end, start):
                together.clear()
            together.append(mention)
            active = _REPORTS.match(outlets.text, end, run.end)
            passive = None if active else _REPORTED_BY.search(outlets.text, max(run.start, start - 50), start)
            if not (active or passive) or own(document, mention.name, mention.outlet):
                continue
            words = mention.span
            if active:
                inner = min((s.start for s in taken if s.start >= active.end()), default=run.end)
                words = Span(start, min(run.end, inner, active.end() + _REPORTED_AT_MOST))
            if passive:
                words = Span(passive.start(), end)
            listed = (_carried(document, outlets, m, ("outer attribution", 0.85), words) for m in together)
            return tuple(c for c in listed if not c.own)
    return ()


def names(carried: Sequence[Carried], outlets: Outlets) -> tuple[str, ...]:
    """The names for ``Context.via``: fullest as printed, a network's programme not besides it."""
    listed: list[str] = []
    networks = {c.mention.outlet.name for c in carried if c.mention.outlet}
    for c in sorted(carried, key=lambda c: c.method != "carried by"):  # "told the BBC, according to Reuters"
        outlet = c.mention.outlet
        if c.own or (outlet and outlet.network and outlet.network in networks):
            continue
        name = outlets.fullest(c.mention)
        if name not in listed and not any(set(name.split()) <= set(other.split()) for other in listed):
            listed.append(name)
    return tuple(listed)


def _judge(text: str, mention: Mention, piece: Span, *, in_source: bool) -> tuple[str, float] | None:
    """Which words make the mention a carrier, with a confidence."""
    start, end = mention.span.start, mention.span.end
    low = max(piece.start if in_source else 0, start - 90)
    if in_source:
        return ("source", 0.75) if _IN_SOURCE.search(text, low, start) else None
    if _GIVEN_TO.search(text, low, start):
        return "told", 0.9
    if _HERALDS.match(text, end):
        return "medium", 0.8
    if _ON.search(text, low, start):
        return "programme", 0.8
    if _CARRIED_BY.search(text, low, start) or (
        _LOOSE_HERALD.match(text, end) and text[low:start].endswith((" a ", "by "))
    ):
        return "carried by", 0.75
    return None
