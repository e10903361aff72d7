"""All fixed words of a brief: what stands between quotes, names, dates and numbers."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.model import Act, Bound, Channel

TITLE = "Brief:"
STATEMENTS, SPEAKERS, DOCUMENTS = "statements by", "speakers in", "documents"
ONE_STATEMENT, ONE_SPEAKER, ONE_DOCUMENT = "statement by", "speaker in", "document"
SAID_FROM, TO, SAID_ON = ", said from", "to", ", said on"
KEY = (
    "In quotation marks are the speaker’s own words, in italics (_…_) the document’s account of them. A"
    " citation names a document, listed at the end, and where in its text the words stand (characters,"
    " from 0). Where two may conflict or differ, the words that do are in bold."
)
SOME = "No statement has all of these words; these have some."
NOTHING = "Nothing on record."

SAID = "What was said"
CONFLICTS = "Where they may disagree"
FIGURES = "Figures"
CHANGES = "Positions that may have changed"
ALTERED = "Words that were altered"
ORIGINS = "Where it comes from"
SOURCES = "Documents"

NOT_KNOWN = "Date not known"
BY_THEN = "(by then; date not known)"
NO_DATE = "date not known"
EXPRESSED, EXPRESSED_END = "(", "; date not known)"
NOT_NAMED = "speaker not named"
OWN_VOICE = "in the document’s own voice"
VIA = "via"
ALSO = "Also in"
DECIDES = "What decides:"
CONFLICTS_WITH = "May conflict with:"
FIRST_SAID, THEN = "First:", "Then:"
COPY, ORIGINAL = "Copy:", "Original:"
MAY_CONFLICT, COMPATIBLE, WITH = "may conflict", "compatible", "with"
AND = "and"
MORE_PLACES = "more"
OTHERS = "Other figures"
NUMBER, PRINTED, READ, GIVEN = "No.", "As printed", "Read as", "By whom"
OTHER_ORIGINS = "other origins"
AT_LEAST, INDEPENDENT, ONE_ORIGIN = "at least", "independent origins", "origin"
MAY_BE_ONE = "not counted, since it may be one of these"
NOT_SAID_FROM = "Not counted, since the text does not say from whom it is"
LOOKED_AT = "Origins are counted among what this brief looks at; the record has more."
THROUGH, FIRST, IN = "through", "first to report it", "in"
ONLY_REPEATS, FROM = "only repeats", "from"
MORE = "more on record; --limit shows more"
BEYOND = (
    "The record has more than this brief looks at: narrow it with --speaker, --since, --until or more words."
)
ELLIPSIS = "…"
ID, UNTITLED = "id", "without a title"

ACTS: Mapping[Act, str] = {
    "say": "",
    "confirm": "confirmed",
    "deny": "denied",
    "promise": "promised",
    "ask": "asked",
    "demand": "demanded",
    "warn": "warned",
    "accuse": "accused",
    "believe": "believed or expected",
    "decline": "declined",
}
CHANNELS: Mapping[Channel, str] = {
    "social": "on social media",
    "interview": "in an interview",
    "speech": "in a speech",
    "debate": "in a debate",
    "briefing": "at a briefing",
    "statement": "in a statement",
    "document": "in a document",
    "testimony": "in testimony",
    "conversation": "in conversation",
}
BOUNDS: Mapping[Bound, str] = {
    "exact": "exactly",
    "approximate": "about",
    "above": "more than",
    "at_least": "at least",
    "below": "less than",
    "at_most": "at most",
    "range": "from",
}
TYPES = ("report", "post", "transcript", "release")
