"""When a statement was made, from the words of its own attribution."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.context.clauses import Clause, plain
from onrecord.context.dates import WEEKDAYS, Anchor, Expression, expressions
from onrecord.model import Document, Span, Spans, When

_NOT_ITS_TIME = re.compile(
    r"about|after|against|ahead|and|around|before|between|beyond|by|concerning|despite|each|every"
    r"|following|for|from|least|next|or|over|past|per|regarding|since|than|through|till|to|toward|until"
    r"|upcoming|with"
)
_LONGEST_DATE_LINE = 120
_WEEKDAY_WORD = re.compile("|".join(WEEKDAYS))
_EVENT_AFTER = re.compile(
    r"[’']s (?:[\w-]+ ){0,3}?(?:debate|interview|speech|briefing|conference|hearing|rally|event|edition"
    r"|episode|broadcast"
    r"|show|forum|appearance|meeting|session|address|statement|call|summit|convention|town hall|report"
    r"|story|decision)\b"
)
_ACCORDING = re.compile(r"according to ")
# "…, a day after nurses said …": another occasion than the one that the sentence has told of.
_AFTER_ANOTHER = re.compile(
    r"(?:\b(?P<n>an?|one|two|three|four|five|six|\d{1,2}) (?P<unit>day|week|month|year)s? )?"
    r"\b(?P<way>after|before|since|until) $",
    re.IGNORECASE,
)
_FEW = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COMPARED = re.compile(
    r"\b(?:down|up|rise|fall|drop|increase|decline) from (?:about |nearly |almost |more than )?[\d$£€]"
    r"|\b(?:compared|versus)\b"
    r"|\b(?:down from|than)(?: (?:it|they|that|those) (?:was|were))?(?: (?:in|on|at|during))? ?$"
)
_DEBATE = re.compile(r"[’']s (?:[\w-]+ ){0,3}?(?:debate|showdown|face-off)\b")


def anchor_of(document: Document) -> Anchor | None:
    """What the document's relative expressions are resolved against.

    The publication date; without one a date that stands in the story's opening lines, or
    an embedded post's date when the story's own words name that day of the week. None
    when there is none of these.
    """
    if document.published:
        return Anchor(document.published[:10])
    if line := date_line(document):
        return Anchor(line.date or "", spans=(line.span,))
    posts = [b for b in document.blocks if b.kind == "post" and b.date and len(b.date) >= 10]
    if not posts or document.type != "report":
        return None
    text = document.text
    named = {
        m[0]: Span(*m.span())
        for m in reversed(list(_WEEKDAY_WORD.finditer(text)))
        if not any(m.start() in range(b.span.start, b.span.end) for b in posts)
    }
    for post in sorted(posts, key=lambda b: b.date or "", reverse=True):
        anchor = Anchor((post.date or "")[:10], weekdays=False, spans=(post.span,))
        day = anchor.day
        if day and WEEKDAYS[day.weekday()] in named:
            support = (named[WEEKDAYS[day.weekday()]], _date_span(document, post.span))
            return Anchor(anchor.date, weekdays=False, spans=support)
    return None


def date_line(document: Document) -> Expression | None:
    """A full date that is most of one of the opening lines ("Thursday, March 5, 2026")."""
    at = 0
    for line in document.text[:1500].split("\n")[:12]:
        if len(line) > _LONGEST_DATE_LINE or any(
            b.kind == "post" and b.span.start <= at for b in document.blocks
        ):
            return None
        for shown in expressions(line, None):
            if shown.date and len(shown.date) == 10 and shown.span.end - shown.span.start > 0.4 * len(line):
                span = Span(at + shown.span.start, at + shown.span.end)
                return replace(shown, span=span)
        at += len(line) + 1
    return None


def _date_span(document: Document, post: Span) -> Span:
    """Where a post shows its date: the last date in it, else the post."""
    shown = [e for e in expressions(document.text[post.start : post.end], None) if not e.relative]
    if not shown:
        return post
    return Span(post.start + shown[-1].span.start, post.start + shown[-1].span.end)


# "PORT HOLM (March 3) —" and its kin, which open a report.
_DATELINE = re.compile(r"^[A-Z][A-Z.'’ -]{2,40}[^\n]{0,60}?(?:--|—|–| - )", re.MULTILINE)


class Times:
    """The expressions of time in ``document``."""

    def __init__(self, document: Document) -> None:
        self.anchor = anchor_of(document)
        self.document = document
        self.text = plain(document.text)
        self._debates: list[Expression] | None = None
        self._datelines = [Span(*m.span()) for m in _DATELINE.finditer(self.text)]

    def within(self, span: Span) -> list[Expression]:
        """The expressions that lie in ``span``."""
        return expressions(self.text, self.anchor, span)

    def of_clause(
        self, clause: Clause, *, source_is_document: bool, outer: Span | None = None, names: Spans = ()
    ) -> Expression | None:
        """The expression that dates an attribution: the one nearest to source and cue.

        ``outer`` are the words of an attribution around it, whose date is another's;
        ``names`` are outlets' names, in which no date counts.
        """
        found: list[tuple[int, Expression]] = []
        pieces = (*clause.pieces, *((clause.close,) if clause.close else ()))
        if _ACCORDING.match(self.text, clause.core.start):  # what stands before is what is said
            start = clause.core.start
            pieces = tuple(Span(max(p.start, start), p.end) for p in pieces if p.end > start)
        another = None if clause.close else self._after_another(clause)
        for piece in pieces:
            for expression in self.within(piece):
                if any(expression.span in name for name in (*names, *self._datelines)):
                    continue  # "Sunday" of "Fox News Sunday"; a dateline's day is the report's
                in_source = any(expression.span in s for s in clause.source)
                if (in_source and not source_is_document) or (outer and expression.span.overlaps(outer)):
                    continue
                if another and clause.sentence.start < expression.span.start < another.end():
                    continue
                if self._compares(clause.core, expression):
                    continue
                if self.fits(expression):
                    found.append((self._distance(expression, clause.core), expression))
        if not found:
            return self._counted_from(clause, another) if another and another["n"] else None
        return min(found, key=lambda pair: (pair[1].date is None and pair[1].shift is None, pair[0]))[1]

    def _after_another(self, clause: Clause) -> re.Match[str] | None:
        """The "a day after" in front of an attribution that places it by another's time."""
        low = max(clause.sentence.start, clause.core.start - 24)
        return _AFTER_ANOTHER.search(self.text, low, clause.core.start)

    def _counted_from(self, clause: Clause, another: re.Match[str]) -> Expression | None:
        """The day of "a day after she spoke", counted from the one day named before it in the sentence."""
        start, way = clause.sentence.start, another["way"].lower()
        if another["unit"].lower() != "day" or way not in ("after", "before") or another.start() <= start:
            return None
        days = {
            e.date: e
            for e in self.within(Span(start, another.start()))
            if e.date and len(e.date) == 10 and self.fits(e)
        }
        if len(days) != 1:
            return None
        count = _FEW.get(another["n"].lower()) or int(another["n"])
        (day,) = days
        moved = _shifted(day, -count if way == "after" else count)
        span = Span(another.start(), another.end("way"))
        return replace(days[day], span=span, text=self.text[span.start : span.end], date=moved)

    def _compares(self, core: Span, expression: Expression) -> bool:
        """Whether a date behind the attribution is a figure's: "…, said the clerk, down from 31% in 2022"."""
        start = expression.span.start
        return start > core.end and _COMPARED.search(self.text, core.end, start) is not None

    def fits(self, expression: Expression) -> bool:
        """Whether an expression can say when something was said: not "until Friday"."""
        if expression.possessive:
            if expression.preposition in ("in", "at", "during", "on", "from", "of"):
                return _EVENT_AFTER.match(self.text, expression.span.end) is not None
            return False
        if _NOT_ITS_TIME.fullmatch(expression.preposition):
            return False
        return not expression.text.lower().startswith(("next ", "the next ", "this past"))

    def on(self, expression: Expression, weekday: str) -> Expression:
        """``expression`` narrowed to a day of the week."""
        day = expressions(weekday, self.anchor)[0].date
        return replace(expression, date=day, reason=None if day else expression.reason)

    def debate(self, position: int) -> Expression | None:
        """The day of "the debate": "Monday's debate", where the text last named it, else where it does."""
        if self._debates is None:
            everywhere = expressions(self.text, self.anchor)
            self._debates = [
                e for e in everywhere if e.date and e.possessive and _DEBATE.match(self.text, e.span.end)
            ]
        named = self._debates
        before = [e for e in named if e.span.start < position]
        return before[-1] if before else (named[0] if named else None)

    def when(self, expression: Expression, before: When | None = None) -> When:
        """The When of an expression; ``before`` is the date that "a day earlier" counts from."""
        anchor = self.anchor.date if self.anchor and expression.relative and expression.date else None
        value = expression.date
        if expression.shift is not None:
            anchor = before.date if before else None
            value = _shifted(anchor, expression.shift)
            anchor = anchor if value else None
        return When(value, self.document[expression.span], expression.span, anchor)

    @staticmethod
    def _distance(expression: Expression, core: Span) -> int:
        if core.overlaps(expression.span):
            return 0
        gap = max(core.start - expression.span.end, expression.span.start - core.end)
        return gap + (40 if expression.span.end <= core.start else 0)


def _shifted(date: str | None, days: int) -> str | None:
    if date is None or days == 0 or len(date) < 10:
        return date
    from datetime import timedelta

    day = Anchor(date).day
    return (day + timedelta(days)).isoformat() if day else None
