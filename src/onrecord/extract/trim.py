"""Where a content begins and ends, and how it is printed.

The corpus that the network learned from marks contents with their quotation marks and a
leading "that"; the record holds the words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.extract.quotes import DOUBLE, SINGLE, Quoted
from onrecord.model import Quotation, Span, Spans

_THAT = re.compile(r"that(?![\w’'-])[\s,]*", re.IGNORECASE)
# An adverbial between the cue and its "that" ("said this fall that …") is not said.
_PERIOD = (
    r"(?:spring|summer|fall|autumn|winter|weekend|week|month|year|morning|afternoon|evening|night"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}|yesterday|today|tonight"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?: \d{1,2})?(?:,? \d{4})?)"
)
_WHEN_THAT = re.compile(
    r"(?:(?:again|repeatedly|publicly|recently|then|also|earlier|later?|early) )?"
    rf"(?:(?:(?:on|in) )?(?:(?:this|last|late|early|earlier) ){{0,2}}{_PERIOD}(?: {_PERIOD})?"
    r"|again|repeatedly|publicly|recently),? that(?![\w’'-])[\s,]*",
    re.IGNORECASE,
)
# So is an agency's dateline in front of a report's first words: "PORT CARROW (Harbor Wire) —".
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_DATELINE = re.compile(
    rf"(?:[A-Z][A-Z.'’ -]+(?:, (?!{_DAY})[A-Z][\w. ]{{1,30}}?)?(?:, {_DAY})?(?: \([^()]{{2,40}}\))?"
    rf"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}(?:, [A-Z][\w. ]{{1,30}}?)?, {_DAY}(?: \([^()]{{2,40}}\))?)"
    r" ?(?:--|—|–|-)\s"
)
_DATED = re.compile(rf"\(|{_DAY}")
_DANGLING = re.compile(r"[\s,]+(?:on|in|at|to|by|of|for|with|from|and|or|as|that)$", re.IGNORECASE)
_LAST_AND = re.compile(r",?\s+(?:and|but|or|while|who|which)$", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_LINE = re.compile(r"\n\s*\Z")
# Characters that never belong to the edge of a content.
_SPACE = frozenset(filter(str.isspace, map(chr, range(0x3001))))
_CLOSING = {"(": ")", "[": "]"}
_LEFT = frozenset(",:;–—-") | _SPACE | DOUBLE
_RIGHT = frozenset(",:;–—-") | _SPACE | DOUBLE


def content_spans(text: str, spans: Sequence[Span], quotations: Sequence[Quoted]) -> Spans:
    """``spans`` without outer quotation marks, white space, commas and a leading "that".

    A closing mark is kept where its opening partner stands inside the content ("has
    “defeated” it"), and a full stop where the quotation has it inside its marks.
    """
    out: list[Span] = []
    for span in _by_paragraph(text, _after_addressee(text, spans), quotations):
        trimmed = _trim(text, span, quotations)
        if trimmed and not out and text[trimmed.start : trimmed.end + 1].lower() == "that:":
            continue  # "Voss asserted that:" with a quotation below it
        if trimmed and not out:
            trimmed = _after_dateline(text, trimmed, quotations)
        for lead in (_WHEN_THAT, _THAT) if trimmed and not out else ():
            found = lead.match(text, trimmed.start, trimmed.end) if trimmed else None
            if trimmed and found and found.end() < trimmed.end and not _quoted_at(trimmed.start, quotations):
                trimmed = _trim(text, Span(found.end(), trimmed.end), quotations)
        if trimmed and _WORD.search(text, trimmed.start, trimmed.end):
            out.append(_without_last_and(text, trimmed, quotations))
    return tuple(out)


def _by_paragraph(text: str, spans: Sequence[Span], quotations: Sequence[Quoted]) -> Iterator[Span]:
    """``spans``, each cut where a paragraph begins with a quotation mark of its own."""
    opening = [
        q.outer.start for q in quotations if _LINE.search(text, max(0, q.outer.start - 9), q.outer.start)
    ]
    for span in spans:
        start = span.start
        for at in opening:
            if start < at < span.end:
                yield Span(start, at)
                start = at
        yield Span(start, span.end)


def _after_dateline(text: str, span: Span, quotations: Sequence[Quoted]) -> Span | None:
    found = _DATELINE.match(text, span.start, span.end + 3)  # with the dash behind a bare one
    if found is None or _quoted_at(span.start, quotations):
        return span
    if found.end() < span.end:
        return _trim(text, Span(found.end(), span.end), quotations)
    return None if _DATED.search(found[0]) else span


def _without_last_and(text: str, span: Span, quotations: Sequence[Quoted]) -> Span:
    """``span`` without a conjunction that joins it to what is not said any more."""
    found = _LAST_AND.search(text, max(span.start, span.end - 12), span.end)
    if not found or found.start() <= span.start or _quoted_at(span.end - 1, quotations):
        return span
    return Span(span.start, found.start())


def _after_addressee(text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """``spans`` without a first one that only names who was told: "told | CNN | that …"."""
    if len(spans) < 2 or not _THAT.match(text, spans[1].start, spans[1].end):
        return spans
    short = len(_WORD.findall(text, spans[0].start, spans[0].end)) <= 5
    return spans[1:] if short and text[spans[0].start] not in DOUBLE else spans


def _quoted_at(position: int, quotations: Sequence[Quoted]) -> bool:
    return any(q.inner.start <= position < q.inner.end for q in quotations)


def _trim(text: str, span: Span, quotations: Sequence[Quoted]) -> Span | None:
    a, b = span.start, span.end
    # A pair of marks that both stand inside stays, unless it is the pair around it all.
    pairs = [q.outer for q in quotations if a <= q.outer.start and q.outer.end <= b]
    changed = True
    while changed and a < b:
        before = (a, b)
        while a < b and text[a] in _LEFT and not _opens_pair(a, b, text, pairs) and not _minus(text, a, b):
            a += 1
        while b > a and text[b - 1] in _RIGHT and not _closes_pair(a, b, text, pairs):
            b -= 1
        a, b = _unwrap(a, b, text, quotations)
        changed = (a, b) != before
    return Span(a, b) if a < b else None


def _minus(text: str, a: int, b: int) -> bool:
    return text[a] == "-" and a + 1 < b and text[a + 1].isdigit()


def _opens_pair(a: int, b: int, text: str, pairs: Sequence[Span]) -> bool:
    """Whether the mark at ``a`` opens a quotation that ends before the content does."""
    return any(p.start == a and _WORD.search(text, p.end, b) for p in pairs)


def _closes_pair(a: int, b: int, text: str, pairs: Sequence[Span]) -> bool:
    """Whether the mark that ends at ``b`` closes a quotation that begins inside."""
    return any(p.end == b and _WORD.search(text, a, p.start) for p in pairs)


def _unwrap(a: int, b: int, text: str, quotations: Sequence[Quoted]) -> tuple[int, int]:
    """Single marks around the content, which are marks only where they pair up."""
    for q in quotations:
        if q.outer.start == a and q.outer.end == b and text[a] in SINGLE:
            return q.inner.start, q.inner.end
        if q.outer.start == a and text[a] in SINGLE and q.outer.end >= b:
            return q.inner.start, min(b, q.inner.end)
    return a, b


def whole_quotations(
    spans: Sequence[Span], quotations: Sequence[Quoted], taken: Sequence[Span]
) -> list[Span]:
    """``spans`` with each quotation that they hold most of, or the beginning of, held whole.

    Who says the first half of a quotation says the rest, unless another statement does:
    ``taken`` are the contents of the others.
    """
    out: list[Span] = []
    for span in spans:
        a, b = span.start, span.end
        for q in quotations:
            inner = q.inner
            shared = min(b, inner.end) - max(a, inner.start)
            if shared <= 0 or not q.whole or (a <= inner.start and inner.end <= b):
                continue
            begins = a <= inner.start + 2
            if (begins or 2 * shared >= inner.end - inner.start) and not any(
                t.overlaps(inner) for t in taken
            ):
                a, b = min(a, inner.start), max(b, inner.end)
        if out and a <= out[-1].end:
            out[-1] = Span(out[-1].start, max(b, out[-1].end))
        else:
            out.append(Span(a, b))
    return out


def plain_spans(text: str, spans: Sequence[Span]) -> Spans:
    """Source or cue spans without white space and punctuation at their edges."""
    out = []
    for span in spans:
        a, b = span.start, span.end
        while a < b and (text[a] in _LEFT or text[a] in ")]" or _lone(text, a, b)):
            a += 1
        while b > a and (text[b - 1] in _RIGHT or text[b - 1] in "(["):
            b -= 1
        if a < b and text[a] in _CLOSING and text[b - 1] == _CLOSING[text[a]]:
            a, b = a + 1, b - 1
        if a < b:
            out.append(Span(a, b))
    # A bare label's cue is its colon: nothing is left of it, and nothing is lost.
    return tuple(out)


def _lone(text: str, a: int, b: int) -> bool:
    """Whether the bracket at ``a`` is not closed before ``b``."""
    return text[a] in _CLOSING and text.find(_CLOSING[text[a]], a, b) < 0


def source_spans(text: str, spans: Sequence[Span]) -> Spans:
    """Source spans without a preposition or conjunction that belongs to what follows
    ("The ministry on | Tuesday")."""
    out = []
    for span in plain_spans(text, spans):
        dangling = _DANGLING.search(text, span.start, span.end)
        out.append(Span(span.start, dangling.start()) if dangling and dangling.start() > span.start else span)
    return tuple(out)


def printed_as(text: str, content: Spans, quotations: Sequence[Quoted]) -> Quotation:
    """``direct`` when all words stand between quotation marks, ``mixed`` when some do,
    else ``indirect``. A quotation of one or two words within a longer content is mixed."""
    quotations = [q for q in quotations if any(q.inner.overlaps(span) for span in content)]
    if not quotations:
        return "indirect"
    inside = words = 0
    for span in content:
        for match in _WORD.finditer(text, span.start, span.end):
            words += 1
            inside += _quoted_at(match.start(), quotations)
    if words and inside == words:
        return "direct"
    return "mixed" if inside else "indirect"
