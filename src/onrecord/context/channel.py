"""How a statement was made: on social media, in an interview, at a rally, in a memo.

The patterns are in ``channels.tsv``, one a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from onrecord.context.clauses import Clause
from onrecord.model import Channel, Document, Span, Speaker, Statement

_FEW_WORDS = (
    r"(?:(?:(?:series|string|pair|flurry|portion|part|number|couple) of "
    r"|(?!(?:to|that|who|which|by|of|on|in|at|with|for|from|about|after|before|and|but|as|is|was|were"
    r"|are|he|she|they|said"
    r"|upcoming|coming|next|future)\b)[\w’'.,&“”\"-]+ )){0,5}?"
)
_REFUSED = re.compile(
    r"\b(?:declin|refus|reject|cancel|turned down|requests? for|would not|did(?:n[’']t"
    r"| not)|never)\w*\b[\w ]{0,24}$"
)
_DOCUMENTS = re.compile(
    r"\b(?:reports?|study|studies|polls?|polling|surveys?|email|e-mail|emails|e-mails|letters?|missive"
    r"|memos?|memorandum"
    r"|filings?|lawsuits?|suit|complaint|indictment|affidavit|transcripts?|books?|memoir|headlines?|data"
    r"|statistics|figures"
    r"|census|law|bill|statute|legislation|treaty|constitution|ruling|opinion|order|resolution|document"
    r"|documents|records?"
    r"|slides?|presentation|analysis|review|audit|returns|platform|website|web site|editorial|op-ed"
    r"|column|article|essay"
    r"|paper|papers|findings?|finding|journal|schedule|list|contract|plan|proposal|policy|rules?"
    r"|guidelines|list|warrant"
    r"|petition|manifesto|brief|minutes|notes|form|questionnaire|index|estimates?|research|fact-check"
    r"|certificate)\b",
    re.IGNORECASE,
)
_PICTURES = re.compile(
    r"\b(?:videos?|footage|photos?|photographs?|pictures?|tape|recording|story|stories|ad|ads)\b",
    re.I,
)
_RELEASES = re.compile(r"\b(?:statement|release|communiqu[eé])$", re.IGNORECASE)
_POSTS = re.compile(r"\b(?:[Tt]weets?|posts?|hashtag)\b")
# "in March", "at the March meeting", but not "at the Women's March", "the March on Orr".
_MONTH = re.compile(
    r"(?<![\w’'-])(?:[a-z][\w-]*|In|During|Last|Early|Late|Since|By|This) March\b"
    r"(?! (?:for|on) [A-Z])"
)
_COURT = re.compile(r"\b(?:court|judge|justices?|panel|circuit|magistrate)\b", re.IGNORECASE)
_RULED = re.compile(r"\b(?:rul(?:ed|es)|overrul|overturn|held|struck down|wrote|upheld|uphold)\w*")


# Channels whose words outlets are called by: the Post, the Record, the Review.
_NAMED_ALIKE = frozenset({"social", "document", "statement", "briefing"})


@dataclass(frozen=True, slots=True)
class Told:
    """A channel, the words that tell it, and how far they are from the cue."""

    channel: Channel
    span: Span
    confidence: float
    method: str
    distance: int = 0


@cache
def _patterns() -> tuple[tuple[Channel, float, bool, re.Pattern[str]], ...]:
    rows = []
    for line in (files(__package__) / "channels.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "channel\t")) or not line.strip():
            continue
        channel, confidence, where, pattern = line.split("\t")
        compiled = re.compile(pattern.replace("(?:~ )?", _FEW_WORDS).replace("~ ", _FEW_WORDS))
        rows.append((cast(Channel, channel), float(confidence), where == "cue", compiled))
    return tuple(rows)


@cache
def _any_clause() -> re.Pattern[str]:
    """A cheap test that nearly all clauses fail; cheapest with its words by their first letters."""
    by_letter: dict[str, list[str]] = {}
    for hint in _HINTS.split("|"):
        by_letter.setdefault(hint[0], []).append(hint[1:])
    return re.compile("|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items()))


_HINTS = (
    r"tweet|post|twitter|facebook|instagram|social|youtube|telegram|bluesky|on x\b|testi|hearing|court"
    r"|oath|stand\b|jur[yo]|deposition"
    r"|trial|argument|arraign|committee|panel|judge|lawmaker|senator|congress|parliament|debat|face-off"
    r"|showdown|moderator"
    r"|statement|release|communi|press|news|media|brief|call|conference|report|journalist|rall|speech"
    r"|address|remarks|keynote"
    r"|sermon|eulogy|lecture|inaugur|crowd|audience|gather|delegat|supporter|voter|activist|veteran"
    r"|member|worker|event|fund"
    r"|stop|town|convention|gala|dinner|lunch|breakfast|ceremon|summit|forum|commencement|vigil"
    r"|roundtable|reception|funeral"
    r"|march|protest|floor|stump|trail|stage|podium|spoke|speak|interview|q&a|podcast|sit-?down|show"
    r"|program|appear|told|tell"
    r"|broadcast|episode|edition|taping|phone|talk|privately|private|confide|behind|record|conversation"
    r"|letter|memo|filing|mail"
    r"|op-ed|op ed|essay|column|editorial|book|opinion|blog|affidavit|complaint|suit|paper|document"
    r"|indictment|dissent|ruling"
    r"|order|study|survey|analysis|audit|petition|question|text|newsletter|manifesto|article|diary|cable"
    r"|warrant|motion|decision"
    r"|transcript|expos|profile|kit|sheet|check|resolution|return|contract|proposal|piece|pitch|sent"
    r"|signed|penned|wrote|dissent"
)


def of_clause(
    text: str, lower: str, clause: Clause, cue: Sequence[Span], names: Sequence[Span] = ()
) -> Told | None:
    """The channel that an attribution's own words tell; None when they do not.

    ``lower`` is the document's ``text`` in lower case; ``names`` are the outlets' names in
    it: in "in the Kesley Post" nothing is posted.
    """
    middle = clause.core.end if not cue else cue[0].start
    found: list[Told] = []
    for piece in clause.pieces:
        if not _any_clause().search(lower, piece.start, piece.end):
            continue
        found.extend(_in_piece(text, lower, piece, middle, clause.source, names))
    for span in cue:
        for channel, confidence, start, end in _in_cue(lower[span.start : span.end]):
            found.append(_told(channel, confidence, Span(span.start + start, span.start + end), middle))
    if not found:
        return None
    return min(found, key=lambda told: (told.confidence < 0.8, told.distance, -told.confidence))


def named_in(text: str, lower: str, span: Span) -> Told | None:
    """The channel of an occasion that a sentence of the story's own voice names."""
    found = _in_piece(text, lower, span, span.start)
    return max(found, key=lambda t: t.confidence, default=None)


def _in_piece(
    text: str,
    lower: str,
    piece: Span,
    middle: int,
    source: Sequence[Span] = (),
    names: Sequence[Span] = (),
) -> list[Told]:
    found = []
    for channel, confidence, cue_only, pattern in _patterns():
        if cue_only:
            continue
        span = _outside_names(pattern, text, lower, piece, names if channel in _NAMED_ALIKE else ())
        if span is None or _REFUSED.search(lower, max(piece.start, span.start - 40), span.start):
            continue
        if any(span in s for s in source) and not lower.startswith("speaking ", span.start):
            continue
        found.append(_told(channel, confidence, span, middle))
    return found


@lru_cache(maxsize=1 << 12)
def _in_cue(cue: str) -> tuple[tuple[Channel, float, int, int], ...]:
    """The channels that a cue's words tell, each with its confidence and its words' place in it."""
    found = []
    for channel, confidence, cue_only, pattern in _patterns():
        match = pattern.search(cue) if cue_only else None
        if match and not _REFUSED.search(cue, max(0, match.start() - 40), match.start()):
            found.append((channel, confidence, *match.span()))
    return tuple(found)


def _told(channel: Channel, confidence: float, span: Span, middle: int) -> Told:
    distance = max(0, span.start - middle, middle - span.end)
    return Told(channel, span, confidence, f"{channel} words", distance)


def _outside_names(
    pattern: re.Pattern[str], text: str, lower: str, piece: Span, names: Sequence[Span]
) -> Span | None:
    """The first match in ``piece`` whose last word is not part of a name, nor the month of March."""
    for match in pattern.finditer(lower, piece.start, piece.end):
        end = match.end()
        if any(n.start < end <= n.end for n in names):
            continue
        if text.endswith("March", match.start(), end) and _MONTH.search(text, max(0, end - 24), end + 8):
            continue
        return Span(*match.span())
    return None


def of_source(document: Document, statement: Statement, speaker: Speaker | None) -> Told | None:
    """The channel when a document speaks: a poll, a memo, a ruling."""
    if not statement.source:
        return None
    span = statement.source[0]
    shown = document[span]
    kind = speaker.kind if speaker else None
    cue = " ".join(document[s] for s in statement.cue)
    if _COURT.search(shown) and _RULED.search(cue):
        return Told("document", span, 0.7, "court ruling")
    if kind not in ("document", None):
        return None
    head = head_words(shown)
    match = _DOCUMENTS.search(head)
    if _POSTS.search(head) and kind == "document":
        return Told("social", span, 0.8, "source is a post")
    if kind == "document" and _RELEASES.search(head.rstrip()):
        return Told("statement", span, 0.85, "source is a document")
    if _PICTURES.search(head) and match is None:
        return None
    if kind == "document":
        return Told("document", span, 0.85 if match else 0.6, "source is a document")
    ends_so = match is not None and match.end() >= len(head.rstrip()) - 1
    return Told("document", span, 0.6, "source is a document") if ends_so else None


def head_words(shown: str) -> str:
    """The source up to its first preposition or comma: "A survey" of "A survey by Kesway College"."""
    cut = re.search(
        r",| (?:by|from|of|in|on|to|for|that|which|obtained|published|released|conducted|with)\b", shown
    )
    return shown[: cut.start()] if cut else shown


def of_document(document: Document) -> Channel | None:
    """The channel that a document's type and heading give all of its statements."""
    if document.type == "post":
        return "social"
    if document.type == "release":
        return "statement"
    if document.type != "transcript":
        return None
    heading = " ".join((document.title or "", document.text[:400].split("\n\n")[0])).lower()
    for words, channel in _HEADINGS:
        if re.search(words, heading):
            return channel
    return None


_HEADINGS: tuple[tuple[str, Channel], ...] = (
    (r"\bdebate\b", "debate"),
    (
        r"\b(?:press|news|media)? ?(?:briefing|conference|gaggle|availability)\b|press call|conference call",
        "briefing",
    ),
    (r"\binterview|\bq ?& ?a\b|podcast|\bthe press\b|\bface the nation\b", "interview"),
    (r"\bhearing\b|testimony|\bdeposition\b|oral argument|\bcommittee\b", "testimony"),
    (
        r"\b(?:remarks|speech|address|rally|sermon|statement by|state of the union|commencement)\b",
        "speech",
    ),
)
