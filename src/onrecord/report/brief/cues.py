"""The words of a document that say what a speaker does, where a content says nothing without them."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Span
from onrecord.record.topic import Stated
from onrecord.relate.propositions import claims
from onrecord.report.brief.quotes import quote
from onrecord.report.brief.types import Quote

# With these alone a content is what was said, whatever it is: "$48 million".
_SAYING = frozenset(
    ("say", "says", "said", "saying", "tell", "tells", "told", "telling", "add", "adds", "added", "adding")
)
_LONGEST = 60  # characters of a cue in parts


def cue(stated: Stated) -> Quote | None:
    """The cue right before a content that claims nothing, such as the "has not seen" of "The Gazette
    has not seen the memo"."""
    statement, text = stated.statement, stated.document.text
    if statement.quotation not in ("indirect", "mixed") or not statement.cue:
        return None
    first, last = statement.cue[0], statement.cue[-1]
    if text[last.end : statement.content[0].start] != " " or not text[first.start].isalnum():
        return None  # apart; or no word: the "’s" of "the board’s answer"
    if text[last.start : last.end].lower().split()[-1] in _SAYING:
        return None
    if claims(stated.words, Span(0, len(stated.words)), "object"):
        return None
    whole = Span(first.start, last.end)
    near = whole.end - whole.start <= _LONGEST and "\n" not in stated.document[whole]
    return quote(stated.document, (whole if near else last,))


def behind(cue: Quote | None, words: Quote) -> Quote:
    """The words with the cue before them."""
    if cue is None:
        return words
    (span,), (part,) = cue.spans, cue.parts
    first = Span(span.start, words.spans[0].end)
    return replace(
        words, spans=(first, *words.spans[1:]), parts=(f"{part} {words.parts[0]}", *words.parts[1:])
    )
