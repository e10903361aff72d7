"""What each statement's own words say of its date, channel and outlets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.context import channel as channels
from onrecord.context import via
from onrecord.context.act import act_of_cue
from onrecord.context.channel import Told
from onrecord.context.clauses import Clause, Clauses
from onrecord.context.copies import Posts
from onrecord.context.dates import Expression
from onrecord.context.outlets import Outlets
from onrecord.context.via import Carried
from onrecord.context.when import Times
from onrecord.model import Block, Document, Span, Spans, Speaker, Statement

_ADVERBS = (
    r"(?:(?:also|who|that|which|now|still|then|further|already|even|just|really"
    r"|strongly|openly|steadfastly) )*"
)
_AUXILIARY = re.compile(
    rf"^{_ADVERBS}(?:has|have|had|is|are|was|were|be|been|will|should|may|might|can|must|cannot|[’']s|to"
    rf"|does|do|don[’']t|doesn[’']t"
    r"|won[’']t|could(?! not)|would(?! not))\b",
    re.IGNORECASE,
)
_STANDING = re.compile(  # what someone holds or keeps saying, not what was said on an occasion
    rf"^{_ADVERBS}(?:wants?|believes?|supports?|opposes?|hopes?|favors?|thinks?|proposes?|fears?|knows?"
    rf"|sees?|senses?|considers?|aims?"
    r"|expects?|prefers?|advocates?|likes?|loves?|agrees?|plans?|seems?|appears?|intends?|needs?|tends?"
    r"|views?|feels?|respects?|cares?)\b"
    r"|\bcontinues? to\b|\b(?:previously|once|long|often|repeatedly|recently|repeated|always|never"
    r"|initially|originally|since|consistently"
    r"|frequently|sometimes|regularly|famously|later|still|retweeted)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(  # in a headline these report an occasion, in a story a stance
    rf"^{_ADVERBS}(?:calls|claims|vows|pledges|promises|seeks|backs|threatens|refuses|asserts|extols"
    rf"|repeats|perpetuates|keeps|disputes|denies|rejects|speaks|puts|counts|estimates)\b",
    re.IGNORECASE,
)
_NO_COMMENT = re.compile(
    r"comment|respon|repl|return|reach|say|discuss|answer|elaborate|declin|refuse",
    re.IGNORECASE,
)
_FAR = 4000  # characters back to where an interview was named
_FUTURE = re.compile(r"(?:will|[’']ll|is to|are to|plans?|intends?|is expected|are expected)\b")
_TURN = re.compile(r"[A-Z][A-Z .,'’()\-&/0-9]+|Q|A|Question|Host|Moderator|Reporter")
_TELLS = re.compile(r"\b(?:told|tells|telling)$")
_CALLS = re.compile(
    r"\b(?:said|wrote|shouted|yelled|screamed|announced|complained|explained|joked|promised)$"
)
_LISTENERS = re.compile(
    r" (?:to|at) (?:the|an?|h(?:is|er)|their|its)(?! (?:time|same|end|start|beginning|least)\b) "
)
_PLACE = re.compile(r" (?:outside|inside|in front of) ")
_DEFINITE = re.compile(r"\b(?:the|that|his|her|their|this) (?:same )?(?:\w+ )?[\w-]+$")
_INTERVIEW = re.compile(r"\b(?:interviews?|appearances?|essay|op-ed) (?:with|on|in|by|for)\b")


@dataclass(slots=True)
class Evidence:
    """One statement, its place, and what its own words tell."""

    statement: Statement
    speaker: Speaker | None
    position: int
    paragraph: int
    clause: Clause | None = None
    expression: Expression | None = None
    told: Told | None = None
    carried: tuple[Carried, ...] = ()
    wrapped: tuple[Carried, ...] = ()
    post: Block | None = None
    turn: bool = False
    heading: bool = False
    leads: bool = False
    """In the heading or the first paragraph: what the story tells sums up here."""
    standing: bool = False
    definite: bool = False
    refuses: bool = False
    aside: bool = False
    """In a relative clause, which tells of another occasion than the text is at."""
    apart: bool = False
    """Made to listeners or at a place of its own, of which no more is told ("told the meeting")."""
    short_source: str = ""

    @property
    def silent(self) -> bool:
        """Whether its own words tell nothing."""
        return not (self.expression or self.told or self.carried)

    @property
    def pronoun(self) -> bool:
        """Whether the source is a pronoun or absent: the text goes on with the same person."""
        return self.short_source in ("", "he", "she", "they", "it", "who", "which", "i", "we")


class Reader:
    """Reads the evidence of one document's statements."""

    def __init__(
        self, document: Document, statements: Sequence[Statement], speakers: Mapping[str, Speaker | None]
    ) -> None:
        self.document = document
        self.statements = statements
        self.speakers = speakers
        self.clauses = Clauses(document, statements)
        self.times = Times(document)
        self.outlets = Outlets(self.clauses.text)
        self.posts = Posts(document, statements, speakers)
        self._heading_end = _heading_end(document)
        self._lead_end = _lead_end(document, self._heading_end)

    def all(self) -> list[Evidence]:
        """The evidence of every statement, in the order of their attributions."""
        return sorted((self._read(s) for s in self.statements), key=lambda e: e.position)

    def _read(self, statement: Statement) -> Evidence:
        speaker = self.speakers.get(statement.id)
        position = min(s.start for s in (statement.cue or statement.source or statement.content))
        evidence = Evidence(statement, speaker, position, self.clauses.paragraph(position))
        evidence.post = self.posts.of(statement, speaker)
        cue = " ".join(self.document[s] for s in statement.cue)
        source = " ".join(self.document[s] for s in statement.source)
        evidence.short_source = source.lower()[:80]
        evidence.heading = position < self._heading_end
        evidence.turn = _is_turn(cue, source)
        leads = evidence.leads = evidence.heading or position < self._lead_end
        manner = _manner(cue)
        stance = manner.presently and self.document.type == "report"
        evidence.standing = manner.always or (not leads and (stance or manner.aided))
        evidence.refuses = manner.refuses
        clause = self.clauses.of(statement)
        if clause is None or evidence.turn or statement.quotation == "post":
            return evidence
        evidence.clause = clause
        evidence.standing = evidence.standing or (clause.elsewhen and not leads) or clause.long_ago
        is_document = speaker is not None and speaker.kind == "document"
        of_source = channels.of_source(self.document, statement, speaker)
        by_document = is_document or (of_source is not None and of_source.method == "source is a document")
        if self.document.type == "report":
            evidence.wrapped = self._wrapper(statement, clause)
        names = tuple(m.span for piece in clause.pieces for m in self.outlets.within(piece))
        evidence.expression = self.times.of_clause(
            clause,
            source_is_document=by_document,
            outer=evidence.wrapped[0].words if evidence.wrapped else None,
            names=names,
        )
        if manner.future and not evidence.heading:
            evidence.expression = None
        evidence.carried = tuple(
            via.carriers(self.document, self.outlets, clause, source_is_document=by_document)
        )
        self._weekend(evidence)
        evidence.told = self._channel(clause, statement, of_source, evidence.carried, names)
        evidence.definite = evidence.told is not None and self._is_definite(evidence.told)
        if evidence.told and evidence.told.channel == "debate" and evidence.expression is None:
            evidence.expression = self.times.debate(position)
        if (
            evidence.definite
            and not evidence.carried
            and evidence.told
            and evidence.told.channel == "interview"
        ):
            evidence.carried = self._named_before(evidence)
        evidence.aside = self.clauses.aside(statement, behind=not evidence.silent)
        evidence.apart = evidence.silent and self._has_listeners(clause, cue)
        return evidence

    def _has_listeners(self, clause: Clause, cue: str) -> bool:
        """ "told the meeting that …", "shouted at the crowd", "said outside the court"."""
        text, at, end = self.clauses.text, clause.core.end, clause.sentence.end
        if not any(piece.start <= at < piece.end for piece in clause.pieces):
            return False
        told = _TELLS.search(cue) or (_CALLS.search(cue) and _LISTENERS.match(text, at, end))
        return bool(told or _PLACE.match(text, at, end))

    def _channel(
        self,
        clause: Clause,
        statement: Statement,
        of_source: Told | None,
        carried: Sequence[Carried],
        names: Spans,
    ) -> Told | None:
        """The channel by the source, by the words, or because an outlet was told."""
        if of_source is not None and of_source.confidence >= 0.7:
            return of_source
        told = channels.of_clause(self.clauses.text, self.clauses.lower, clause, statement.cue, names)
        if told is None or told.confidence < 0.75:
            for c in carried:
                if c.method in ("told", "programme"):
                    return Told("interview", c.mention.span, 0.85, "an outlet was told")
        return told or of_source

    def _weekend(self, evidence: Evidence) -> None:
        """ "This weekend's broadcast of Meet the Press": the programme airs on a known day."""
        shown = evidence.expression.text if evidence.expression else ""
        day = next((o.airs for c in evidence.carried if (o := c.mention.outlet) and o.airs), None)
        if (
            evidence.expression is not None
            and day
            and "weekend" in shown
            and evidence.expression.date is None
        ):
            evidence.expression = self.times.on(evidence.expression, day)

    def _is_definite(self, told: Told) -> bool:
        shown = self.clauses.lower[told.span.start : told.span.end]
        return _DEFINITE.search(shown) is not None

    def _named_before(self, evidence: Evidence) -> tuple[Carried, ...]:
        """ "In the interview": the outlet that the text named with its last interview."""
        text = self.clauses.text
        low = max(0, evidence.position - _FAR)
        for match in reversed(list(_INTERVIEW.finditer(text, low, evidence.position))):
            span = Span(match.start(), min(len(text), match.end() + 60))
            clause = Clause(Span(match.start(), match.end()), (span,), (), span)
            found = via.carriers(self.document, self.outlets, clause, source_is_document=False)
            if found:
                return tuple(found[:1])
        return ()

    def _wrapper(self, statement: Statement, clause: Clause) -> tuple[Carried, ...]:
        """The outlets that report this attribution, in its own sentence or the content's last."""
        sentences = {clause.sentence}
        last = statement.content[-1]
        sentences.add(self.clauses.sentence(max(last.start, last.end - 1)))
        for sentence in sorted(sentences):
            runs = self.clauses.narration(sentence)
            found = via.wrapper(self.document, self.outlets, runs, (*self._sources_in(sentence), clause.core))
            if found:
                return found
        return ()

    def _sources_in(self, sentence: Span) -> list[Span]:
        return [span for statement in self.clauses.statements_in(sentence) for span in statement.source]


@dataclass(frozen=True, slots=True)
class _Manner:
    """What a cue's words tell of when it was: ``always``, ``presently`` as news is told, with an
    auxiliary (``aided``), in the ``future``; and whether it ``refuses`` to comment."""

    always: bool
    presently: bool
    aided: bool
    future: bool
    refuses: bool


@lru_cache(maxsize=1 << 12)
def _manner(cue: str) -> _Manner:
    return _Manner(
        _STANDING.search(cue) is not None,
        _PRESENT.match(cue) is not None,
        _AUXILIARY.match(cue) is not None,
        _FUTURE.match(cue) is not None,
        _NO_COMMENT.search(cue) is not None and act_of_cue(cue)[0] == "decline",
    )


def _is_turn(cue: str, source: str) -> bool:
    """Whether the attribution is a label: "PENCE: …" or a transcript's "Q"."""
    return cue.strip() in ("", ":") and _TURN.fullmatch(source.strip()) is not None and len(source) < 60


def _heading_end(document: Document) -> int:
    """Where the story's body begins: behind its heading, or a first line that repeats the title."""
    end = 0
    for block in document.blocks:
        if block.kind == "heading" and block.span.start <= end + 2:
            end = block.span.end
        elif block.span.start > 0:
            break
    line = document.text.split("\n", 1)[0]
    if end == 0 and document.title and _letters(document.title)[:40] == _letters(line)[:40]:
        end = len(line)
    return end


def _lead_end(document: Document, heading_end: int) -> int:
    """Where the first paragraph of the story's body ends."""
    text = document.text
    start = heading_end
    while start < len(text) and not text[start].isalnum():
        start += 1
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
