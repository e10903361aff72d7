"""What a brief is made of.

Words of a story come in one shape alone, ``Quote``: spans of a stored document. All else are
names, dates and numbers that the record has; what stands between them is up to the form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model import Act, Bound, Channel, DocumentType, Quotation, Spans, SpeakerKind

PairKind = Literal["contradicts", "revises", "altered"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document: ``parts`` are what stands at each of ``spans``. ``before`` and
    ``after`` say that the statement goes on beyond them."""

    document: str
    spans: Spans
    parts: tuple[str, ...]
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker by the fullest name; ``role`` as a document prints it."""

    id: str
    name: str
    kind: SpeakerKind
    role: Quote | None = None


@dataclass(frozen=True, slots=True)
class When:
    """When words were said: ``date`` as precise as known; ``expression`` is what the document
    says where that gives no date; ``printed`` is when the document was published."""

    date: str | None
    expression: Quote | None
    printed: str | None


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that were said, at all the places where they stand: ``quote`` is the best of them,
    ``also`` are the others. ``act`` and ``channel`` are those of the best. ``cue`` are the words
    right before the quote that say what the speaker does, where it claims nothing without them."""

    statement: str
    quote: Quote
    quotation: Quotation
    who: Who | None
    when: When
    act: Act | None
    channel: Channel | None
    via: tuple[str, ...]
    also: tuple[Quote, ...] = ()
    copies: tuple[str, ...] = ()
    cue: Quote | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sayings: the sentences that matter, and in ``decides`` the words that do.
    ``wording`` is the same for all places where it stands."""

    wording: str
    saying: Saying
    decides: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sayings that may conflict, of which ``a`` may revise ``b``, or ``a`` is a copy of ``b``
    in other words."""

    kind: PairKind
    a: Side
    b: Side
    confidence: float
    relation: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure; without ``who`` it is in the document's own voice, or nobody is named."""

    quote: Quote
    value: float
    bound: Bound
    low: float | None
    high: float | None
    unit: str
    place: str | None
    who: Who | None
    own_voice: bool
    when: When
    also: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Amounts:
    """Figures that count one thing. ``camps`` are the places of those that stand together: no two
    of different ones can both be right. ``apart`` are the places of two in one camp that cannot."""

    unit: str
    amounts: tuple[Amount, ...]
    camps: tuple[tuple[int, ...], ...]
    apart: tuple[tuple[int, int], ...]

    @property
    def differ(self) -> bool:
        """Whether it has two figures or more that are not the same."""
        return len({(one.value, one.bound) for one in self.amounts}) > 1

    @property
    def compatible(self) -> bool:
        """Whether all can be right at once."""
        return len(self.camps) == 1 and not self.apart


@dataclass(frozen=True, slots=True)
class From:
    """An origin of a claim; ``quotes`` are where it stands, ``credit`` the words that name it as
    the first."""

    name: str
    kind: str
    through: str | None
    first: bool
    credit: Quote | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What several statements claim, with the origins that surely are independent; ``unsure`` ones
    may be one of these, and ``unknown`` are the places of which the text does not say from whom
    it is. ``repeats`` are the outlets that have it from another one alone, and from which."""

    quote: Quote
    quotation: Quotation
    origins: tuple[From, ...]
    repeats: tuple[tuple[str, str], ...]
    unsure: tuple[From, ...] = ()
    unknown: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the brief cites, by ``label``."""

    id: str
    label: str
    type: DocumentType
    title: str | None
    publisher: str | None
    author: str | None
    date: str | None
    url: str | None
    input_id: str | None


@dataclass(frozen=True, slots=True)
class Left:
    """How many of each section are left out."""

    said: int = 0
    conflicts: int = 0
    changes: int = 0
    altered: int = 0
    figures: int = 0
    claims: int = 0
    beyond: bool = False  # the record has more than was looked at


@dataclass(frozen=True, slots=True)
class Brief:
    """A cited account of a topic. ``statements``, ``speakers`` and ``documents`` count all that it
    rests on; ``some`` says that no statement has all the words."""

    topic: str
    statements: int
    speakers: int
    documents: int
    first: str | None
    last: str | None
    said: tuple[Saying, ...]
    conflicts: tuple[Pair, ...]
    changes: tuple[Pair, ...]
    altered: tuple[Pair, ...]
    figures: tuple[Amounts, ...]
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    left: Left
    some: bool = False
