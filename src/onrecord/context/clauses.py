"""The words of a text that belong to one attribution and not to what is said.

In ‘On Monday, Ruiz told CNN that the dam would hold until Friday’ these are "On
Monday, Ruiz told CNN": dates, outlets and occasions are looked for there and nowhere
in the content, in a relative clause or with another statement of the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.context.initials import ends_sentence
from onrecord.context.scan import matches
from onrecord.model import Document, Span, Spans, Statement, covers

_SENTENCE_END = re.compile(r"[.!?…][\"”’'\)\]]{0,3}\s+(?=[\"“‘'\(\[]{0,2}[A-Z0-9])|\n\s*|:\s(?=[\"“][A-Z])")
_SENTENCE_MARK = re.compile(r"[.!?…\n:]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Reps|Sens|Del|Lt|Gen|Col|Sgt|Capt|Adm|Maj|Rev|Hon|Prof|St|Jr|Sr"
    r"|vs|No|Inc|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|Mich|Fla|Calif|Mass|Conn|Penn|Pa|Va|Wis|Minn|Ariz|Tex|Okla"
    r"|Tenn|Ill|Ind"
    r"|Ga|Ala|Ky|La|Mo|Ore|Wash|Colo|Nev|Kan|Neb|Md|Del|[A-Z])|[a-z]\.[a-z])\.\s*$"
)
_BOUNDARY = re.compile(
    r"; | [—–―] | -- |,? (?:but|while|whereas|although|though|because|when"
    r"|(?<!recently )(?<!early )(?<!late )as|after|before(?! (?:an?|the|\d+) (?:[\w.-]+ ){0,3}"
    r"(?:courts?|judges?|committee|panel|crowd|audience|jury|group|lawmakers"
    r"|senators|cameras|delegates|reporters|conference|convention))|if|unless|where)"
    r" (?!(?:part|well|saying|first|early|late|recently|being)\b)|, and |, (?:who|whom|whose|which) "
    r"| and (?:then |later |also )?\w+ed "
)
_CLOSE_IN_TIME = re.compile(r"(?:shortly|moments|minutes|hours|soon|immediately|just) ?,?$")
_RELATIVE = re.compile(r", (?:who|whom|whose|which|where) [^,]{1,160}(?:,|$)|\([^)]{1,80}\)")
_SUBORDINATE = re.compile(r"\b(?:[Aa]fter|[Bb]efore|[Ss]ince|[Uu]ntil) $")
_LONG_AFTER = re.compile(r"\b(?:days|weeks|months|years|month|year|week) (?:after|before) $")
_PRONOUN = re.compile(r"who|whom|which|that", re.IGNORECASE)
_WHO = re.compile(r" (?:who|whose|whom|which) \w+ \w")
_ADVERBIAL = re.compile(
    r"(?:In|On|At|During|Speaking|Appearing|Earlier|Late|Last|This|That|Yesterday|Today|Tonight|Asked"
    r"|Two|Three|A|The"
    r"|Also|Then|Later|Even|By|From|Writing|Testifying|Addressing|Taking|Over|Just|Only|Via|Through|Back"
    r"|Again|Read|Told"
    r"|[A-Z][a-z]+day|Still|But|And|Yet|Meanwhile|However|Interviewed|Pressed|Questioned|Recently"
    r"|Previously)\b"
)
_LONGEST_LEAD = 220
_LONGEST_SENTENCE = 1200  # characters to each side of an attribution
_SPACES = ("\xa0", "\u2009", "\u202f")
_ASCII = {c: c + 32 for c in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True, slots=True)
class Clause:
    """An attribution's own words: ``core`` from source to cue, ``pieces`` that and what
    goes with it, in order, ``source`` where the source is named, ``sentence`` around.

    ``close`` are words of another clause that happened at the same time ("The senators
    met on Friday, shortly after Ruiz said …"): they can date it and tell nothing else.
    ``elsewhen`` says that the words place it by another event ("said after the vote"),
    ``long_ago`` that this was days or years from what the sentence tells ("weeks after he said").
    """

    core: Span
    pieces: Spans
    source: Spans
    sentence: Span
    close: Span | None = None
    elsewhen: bool = False
    long_ago: bool = False


class Clauses:
    """The sentences of ``document`` and who speaks where in them."""

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        self.text = plain(document.text)
        self.lower = lowered(self.text)
        self.starts = sentence_starts(self.text)
        self._lines = [m.end() for m in re.finditer(r"\n", self.text)]
        self._cores = sorted(
            ((core, s) for s in statements if (core := _core(s)) is not None), key=lambda pair: pair[0]
        )
        self._core_starts = [core.start for core, _ in self._cores]
        self._contents = sorted((span, s.id) for s in statements for span in s.content)
        self._content_starts = [span.start for span, _ in self._contents]
        self._relative = frozenset(s.id for s in statements if self._is_relative(s))
        self._longest = max((s.end - s.start for s, _ in self._contents), default=0)

    def sentence(self, position: int) -> Span:
        """The sentence in which ``position`` stands; of an endless one, the part around it."""
        at = bisect_right(self.starts, position) - 1
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)
        start = max(self.starts[at], position - _LONGEST_SENTENCE)
        return Span(start, max(start + 1, min(end, position + _LONGEST_SENTENCE)))

    def paragraph(self, position: int) -> int:
        """The number of the line in which ``position`` stands."""
        return bisect_right(self._lines, position)

    def of(self, statement: Statement) -> Clause | None:
        """The words of ``statement``'s attribution; None when it has no source and no cue."""
        core = self._own_core(statement)
        if core is None:
            return None
        sentence = self.sentence((statement.cue or statement.source)[0].start)
        if core.start < sentence.start or core.end > sentence.end:
            sentence = Span(min(core.start, sentence.start), max(core.end, sentence.end))
        left, right = self._limits(statement, core, sentence)
        parts = _Parts(self.text, core, sentence, _gap(statement, core))
        for run in self._unmasked(statement, core, Span(left, right)):
            parts.add(run)
        past = _SUBORDINATE.search(self.text, max(sentence.start, core.start - 12), core.start) is not None
        elsewhen = parts.elsewhen or (past and parts.close is None)
        long_ago = _LONG_AFTER.search(self.text, max(sentence.start, core.start - 16), core.start) is not None
        return Clause(core, parts.joined(), statement.source, sentence, parts.close, elsewhen, long_ago)

    def _own_core(self, statement: Statement) -> Span | None:
        """From source to cue; the cue alone where another attribution stands between them."""
        core = _core(statement)
        cue = covers(statement.cue)
        if core is None or cue is None or core == cue:
            return core
        for other in self.statements_in(core):
            inner = covers(other.cue)
            if other.id in self._relative:
                continue
            if inner and other.id != statement.id and inner in core and not inner.overlaps(cue):
                return cue
        return core

    def aside(self, statement: Statement, *, behind: bool) -> bool:
        """Whether it is made in a relative clause inside its speaker's main clause, or ``behind`` it:
        "Ruiz, who told CNN in May that it would hold, said …"."""
        if statement.id not in self._relative:
            return False
        at = statement.source[0].start
        cores = (_core(s) for s in self.statements_in(self.sentence(at)) if s.id not in self._relative)
        return any(c.start < at < c.end or (behind and 0 <= at - c.end <= len(", ")) for c in cores if c)

    def _is_relative(self, statement: Statement) -> bool:
        return any(_PRONOUN.fullmatch(self.text, s.start, s.end) for s in statement.source[:1])

    def _relative_clause(self, other: Statement, core: Span) -> Span | None:
        """The relative clause in which ``other`` is made, when it stands before the end of ``core``."""
        said = [c for c in other.content if c.end <= core.end]
        whole = covers((*other.source, *other.cue, *said))
        return whole if whole and whole.end < core.end else None

    def narration(self, sentence: Span) -> Spans:
        """The parts of ``sentence`` outside every statement's content."""
        return cut(sentence, [c for c, _ in self._near(sentence)])

    def statements_in(self, sentence: Span) -> list[Statement]:
        """The statements whose source and cue begin in ``sentence``."""
        low = bisect_right(self._core_starts, sentence.start - 1)
        high = bisect_right(self._core_starts, sentence.end - 1)
        return [s for _, s in self._cores[low:high]]

    def _near(self, sentence: Span) -> list[tuple[Span, str]]:
        low = bisect_right(self._content_starts, sentence.start - self._longest - 1)
        high = bisect_right(self._content_starts, sentence.end - 1)
        return [pair for pair in self._contents[low:high] if pair[0].overlaps(sentence)]

    def _limits(self, statement: Statement, core: Span, sentence: Span) -> tuple[int, int]:
        """How far the words reach before another statement's source or cue."""
        left, right = sentence.start, sentence.end
        for other in self.statements_in(sentence):
            if other.id == statement.id:
                continue
            for span in (*other.source, *other.cue):
                if span in statement.source or span in statement.cue:
                    continue
                if span.end <= core.start:
                    left = max(left, span.end)
                elif span.start >= core.end:
                    right = min(right, span.start)
        for content, _ in self._near(sentence):
            if core in content and content not in statement.content:
                left, right = max(left, content.start), min(right, content.end)
        return left, max(right, left + 1)

    def _unmasked(self, statement: Statement, core: Span, within: Span) -> Spans:
        masks = [c for c, _ in self._near(within) if not c.overlaps(core)]
        masks += [c for c in statement.content if c.overlaps(within)]
        masks += [
            clause
            for other in (self.statements_in(within) if self._relative else ())
            if other.id != statement.id and other.id in self._relative
            if (clause := self._relative_clause(other, core)) is not None
        ]
        return cut(within, masks)


class _Parts:
    """The parts of a sentence that go with an attribution's core, cut at clause boundaries."""

    def __init__(self, text: str, core: Span, sentence: Span, gap: Span) -> None:
        self.text, self.core, self.sentence, self.gap = text, core, sentence, gap
        self.pieces: list[Span] = []
        self.close: Span | None = None
        self.elsewhen = False

    def add(self, run: Span) -> None:
        """Takes what belongs to the attribution from ``run``, words outside every content."""
        core = self.core
        if run.start < core.start:
            self._before(Span(run.start, min(run.end, core.start)))
        if run.overlaps(core):
            inner = Span(max(run.start, core.start), min(run.end, core.end))
            masks = [Span(*m.span()) for m in _RELATIVE.finditer(self.text, inner.start, inner.end)]
            if run.start <= self.gap.start and (who := _WHO.match(self.text, self.gap.start, self.gap.end)):
                masks.append(Span(who.start(), self.gap.end))
            self.pieces.extend(cut(inner, masks))
        if run.end > core.end:
            self._after(Span(max(run.start, core.end), run.end))

    def joined(self) -> Spans:
        """The pieces, those that touch made one."""
        whole: list[Span] = []
        for piece in self.pieces:
            if whole and whole[-1].end == piece.start:
                whole[-1] = Span(whole[-1].start, piece.end)
            else:
                whole.append(piece)
        return tuple(whole)

    def _before(self, head: Span) -> None:
        """Before the core: its own clause, and the opening of the sentence."""
        cuts = [m.span() for m in _BOUNDARY.finditer(self.text, head.start, head.end)]
        if not cuts:
            self.pieces.append(head)
            return
        (first_start, _), (last_start, last_end) = cuts[0], cuts[-1]
        close = _CLOSE_IN_TIME.search(self.text, head.start, last_start) if last_start > head.start else None
        if close:
            self.close = Span(head.start, last_start)
        elif first_start > head.start == self.sentence.start:
            first = Span(head.start, first_start)
            if _opens(self.text, first):
                self.pieces.append(first)
        if last_end < head.end:
            self.pieces.append(Span(last_end, head.end))

    def _after(self, tail: Span) -> None:
        """After the core: up to the first boundary."""
        boundary = _BOUNDARY.search(self.text, tail.start, tail.end)
        end = boundary.start() if boundary else tail.end
        if end > tail.start:
            self.pieces.append(Span(tail.start, end))
        if boundary and end - self.core.end <= 2 and boundary[0].strip(" ,") in ("after", "before", "when"):
            self.elsewhen = True


def cut(within: Span, masks: Sequence[Span]) -> Spans:
    """What is left of ``within`` without ``masks``."""
    runs = []
    at = within.start
    for mask in sorted(masks):
        if mask.start > at:
            runs.append(Span(at, min(mask.start, within.end)))
        at = max(at, mask.end)
        if at >= within.end:
            break
    if at < within.end:
        runs.append(Span(at, within.end))
    return tuple(runs)


def sentence_starts(text: str) -> list[int]:
    """Where the sentences of ``text`` begin; a line's end ends one."""
    starts = [0]
    for match in matches(_SENTENCE_END, text, _SENTENCE_MARK):
        if match.end() >= len(text):
            break
        mark = match.start()
        if (
            text[mark] != "."
            or "\n" in match.group()
            or not _ABBREVIATION.search(text, max(0, mark - 6), mark + 1)
            or ends_sentence(text, mark)
        ):
            starts.append(match.end())
    return starts


def plain(text: str) -> str:
    """``text`` with ordinary spaces, every character in its place."""
    for space in _SPACES:
        text = text.replace(space, " ")
    return text


def lowered(text: str) -> str:
    """``text`` in lower case, with every character in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text.translate(_ASCII)


def _core(statement: Statement) -> Span | None:
    return covers((*statement.source, *statement.cue))


def _gap(statement: Statement, core: Span) -> Span:
    """From the end of the source to the cue behind it; the core's first character when there is none."""
    cue = min((s.start for s in statement.cue), default=0)
    before = [s.end for s in statement.source if s.end < cue]
    return Span(max(before), cue) if before else Span(core.start, core.start + 1)


def _opens(text: str, span: Span) -> bool:
    return span.end - span.start <= _LONGEST_LEAD and _ADVERBIAL.match(text, span.start, span.end) is not None
