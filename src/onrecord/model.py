"""The types that every stage shares.

Offsets are Unicode code points into ``Document.text``, end exclusive. Nothing here
reads, writes or decides: a type only says what it is and checks that it is possible.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

DocumentType = Literal["report", "post", "transcript", "release"]
BlockKind = Literal["paragraph", "heading", "list_item", "caption", "post", "turn"]
Quotation = Literal["direct", "indirect", "mixed", "post"]
SpeakerKind = Literal["person", "organization", "group", "document", "unnamed"]
Act = Literal["say", "confirm", "deny", "promise", "ask", "demand", "warn", "accuse", "believe", "decline"]
Channel = Literal[
    "social",
    "interview",
    "speech",
    "debate",
    "briefing",
    "statement",
    "document",
    "testimony",
    "conversation",
]
Bound = Literal["exact", "approximate", "above", "at_least", "below", "at_most", "range"]
RelationType = Literal["same_words", "altered", "contradicts", "revises"]

DOCUMENT_TYPES: tuple[DocumentType, ...] = get_args(DocumentType)
ORIGINAL_TYPES: frozenset[DocumentType] = frozenset({"post", "transcript", "release"})

YEARS = range(1000, 3000)  # of a date that something may bear; days and months around them are dates too
DECISION = "decision"  # the method of the findings that tell what a person decided


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of a document's text, ``start`` included and ``end`` excluded.

    Equal when both offsets are; it does not know its document.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]


def covers(spans: Iterable[Span]) -> Span | None:
    """The smallest span around all of ``spans``; None when there are none."""
    spans = tuple(spans)
    if not spans:
        return None
    return Span(min(s.start for s in spans), max(s.end for s in spans))


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a document's text with a kind.

    A ``post`` has its author's own words in ``words`` (without links, so perhaps in
    several spans), its ``signature`` (name and handle) where the text shows one, and
    ``author``, ``handle``, ``date`` (ISO 8601, as precise as given) and ``url``.
    A ``turn`` of a transcript has the speaker's label in ``signature`` and ``author``.
    """

    kind: BlockKind
    span: Span
    words: Spans = ()
    signature: Spans = ()
    author: str | None = None
    handle: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, eq=False)
class Document:
    """One published text, fixed when read.

    Equal when the ``id`` is: type, site and text make it, so that two outlets' copies of
    one wire story are two documents. ``metadata`` holds what the input said
    besides; ``provenance`` says for each field of the document where its value is from
    ("json-ld datePublished"). Where a value was rewritten into a standard form,
    ``provenance`` quotes the original.
    """

    text: str = field(repr=False)
    type: DocumentType = "report"
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    handle: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    input_id: str | None = None
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    metadata: Mapping[str, object] = field(default_factory=dict, repr=False)
    provenance: Mapping[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def id(self) -> str:
        """Hash of type, publisher or site, and text: 32 hexadecimal digits.

        A post's has account and time besides: the same few words are posted again and
        again, and each time is a statement of its own.
        """
        outlet = self.publisher or site(self.url)
        posted = (self.handle or self.author, self.published) if self.type == "post" else ()
        return content_id("document", self.type, outlet, self.text, *posted)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self.id == other.id

    def __hash__(self) -> int:
        return hash(self.id)

    def __getitem__(self, span: Span) -> str:
        """The text that ``span`` covers. Raises IndexError beyond the document's end."""
        if span.end > len(self.text):
            raise IndexError(f"{span} ends beyond the document's {len(self.text)} characters")
        return self.text[span.start : span.end]


@dataclass(frozen=True)
class Statement:
    """One attribution as printed: what is evidence, not what is concluded from it.

    Equal when document and spans are: those make the ``id``. ``confidence`` is the
    probability that the statement is one, with this source and this content.
    """

    document: str
    content: Spans
    source: Spans = ()
    cue: Spans = ()
    quotation: Quotation = field(default="indirect", compare=False)
    confidence: float = field(default=1.0, compare=False)
    method: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("a statement has content")

    @cached_property
    def id(self) -> str:
        """Hash of document and spans: 32 hexadecimal digits."""
        parts = [[[s.start, s.end] for s in part] for part in (self.source, self.cue, self.content)]
        return content_id("statement", self.document, *parts)

    @property
    def extent(self) -> Span:
        """The smallest span around source, cue and content."""
        whole = covers((*self.source, *self.cue, *self.content))
        assert whole is not None
        return whole


@dataclass(frozen=True, slots=True)
class Finding:
    """A conclusion of the program about one field of one statement.

    ``method`` names the rule or network that drew it, ``spans`` are the words of the
    document that support it, ``confidence`` the probability that it is right. A value
    of None is a conclusion too ("unnamed"); ``reason`` then says why.
    """

    field: str
    value: object
    method: str
    confidence: float
    spans: Spans = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is responsible for a statement's words, by the fullest name the document gives.

    Equal when all fields are. ``id`` is the same for all of a document's statements by
    one speaker; several at once are a group with ``members``, in text order.
    """

    id: str
    name: str
    kind: SpeakerKind
    role: str | None = None
    members: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """When words were said: ``date`` is ISO 8601 as precise as the text (``2018-09``) or
    None where ``text``, the expression as printed, gives no date ("in the past").
    ``anchor`` is the date that a relative expression was resolved against."""

    date: str | None
    text: str
    span: Span
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is concluded about one statement; absent values are None or empty, and
    ``reasons`` says why for each field that has no support."""

    speaker: Speaker | None = None
    said: When | None = None
    act: Act | None = None
    channel: Channel | None = None
    via: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def decided(self) -> tuple[str, ...]:
        """What a person decided: fields, and "statement" where they accepted that it is one."""
        return tuple(one.field for one in self.findings if one.method == DECISION)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as printed. ``low`` and ``high`` follow from ``value`` and ``bound``
    (approximate is ±10 %); ``statement`` is the id of the statement in whose content it
    stands, None for the document's own voice."""

    span: Span
    value: float
    bound: Bound
    low: float | None
    high: float | None
    unit: str | None = None
    place: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a statement's document that decide a relation."""

    statement: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How statement ``a`` stands to statement ``b``, a conclusion like any finding.

    ``altered``: ``a`` is the copy. ``revises``: ``a`` is the later one. The others hold both
    ways. ``detail`` says which kind within the type: of copies "verbatim", "trimmed",
    "indirect" or the changed words; of conflicts the test that found it.
    """

    type: RelationType
    a: str
    b: str
    confidence: float
    method: str
    evidence: tuple[Evidence, ...] = ()
    detail: str | None = None


@dataclass(frozen=True)
class Reading:
    """What one document gave: the document, its statements in text order, what is
    concluded about each (``contexts``, by statement id), its figures, and notes that a
    reader should see ("not in English: recorded without statements")."""

    document: Document
    statements: tuple[Statement, ...] = ()
    notes: tuple[str, ...] = ()
    contexts: Mapping[str, Context] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()


def site(url: str | None) -> str | None:
    """The host of ``url`` in lower case without a leading "www."; None without one."""
    from urllib.parse import urlsplit

    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def content_id(kind: str, *identity: object) -> str:
    """32 hexadecimal digits that depend on ``kind`` and the identity values alone.

    The values are hashed as a JSON list, so that the boundary between two of them
    cannot blur.
    """
    payload = json.dumps([kind, *identity], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()[:32]
