"""Who says a statement, as relations ask: one speaker, or one who speaks for a body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from onrecord.context import bodies
from onrecord.model import Context, Document, Speaker
from onrecord.relate.voices import Voice

_NO_BODY: frozenset[str] = frozenset()
_WORD = re.compile(r"[^\W\d_]+(?:[.&-][^\W\d_]+)*")
_OFFICES_TABLE = """
spokesman spokeswoman spokesperson spokespersons spokespeople director chief secretary officer executive
engineer president chairman chairwoman chair head press deputy vice assistant acting general manager
commissioner minister prime administrator superintendent mayor gov governor of the a an for at and in
top senior official officials office information public affairs communications adviser advisor attorney
lawyer counsel inspector member members us u.s american his her its
"""
_OFFICES = frozenset(_OFFICES_TABLE.split())
# One of many who speak for themselves, and those who speak for a body no more.
_THEIR_OWN = re.compile(
    r"\b(?:former|ex|retired|late|sen|senators?|rep|representatives?|congress\w*|lawmakers?|candidate|nominee"
    r"|voters?|analysts?|professor|author|republicans?|democrats?|r|d|member|resident)\b",
    re.I,
)
_SPOKES = re.compile(r"\bspokes|\bpress (?:secretary|officer|office)\b", re.I)
_MINISTRY = frozenset(["ministry", "department"])  # one and the same
_MINISTER = re.compile(r"\b(?:minister|secretary)\b", re.I)
_NO_NAMES = frozenset(
    ["department", "city", "state", "county", "white", "house", "party", "group", "company"]
)


def voice(
    document: Document, context: Context | None, *, key: str | None = None, roles: Iterable[str] = ()
) -> Voice:
    """The voice of a statement. ``key`` is the speaker's across documents where that is known,
    ``roles`` what other documents say of them."""
    if context is None:
        return Voice(said=document.published)
    once = context.said is not None and context.said.date is None
    assumed = context.said is None
    said = None if once else context.said.date if context.said else document.published
    speaker = context.speaker
    if speaker is None:
        return Voice(said=said, once=once)
    body = max((body_words(name) for name in _speaks_as(speaker, roles, document)), key=len, default=_NO_BODY)
    own = speaker.kind in ("unnamed", "group", "document")
    known = speaker.id if own or key is None else key
    return Voice(known, body, said, once, assumed, context.act == "deny", speaker.kind)


def _speaks_as(speaker: Speaker, roles: Iterable[str], document: Document) -> Iterator[str]:
    """What names the body that they speak for, if they speak for one. Who is not named does so only
    as a spokesperson: "a ministry official" tells what the ministry does not say."""
    if speaker.kind == "organization" or (speaker.kind == "unnamed" and _SPOKES.search(speaker.name)):
        yield speaker.name
    elif speaker.kind == "person":
        yield from (role for role in (speaker.role, *roles) if role)
    if document.type == "release" and document.publisher and _SPOKES.search(speaker.role or speaker.name):
        yield document.publisher


@lru_cache(maxsize=4096)
def body_words(role: str) -> frozenset[str]:
    """The words of a role, or of a body's name, that name the body: "Pentagon spokesperson" and
    "Secretary of Defense" speak for one."""
    if _THEIR_OWN.search(role):
        return frozenset()
    plain = role.replace("’s", "").replace("'s", "")
    left = [word.lower() for word in _WORD.findall(plain) if word.lower().rstrip(".") not in _OFFICES]
    if not left:
        return frozenset()
    name = " ".join(left)
    form = frozenset(bodies.form(name).split())
    found = form - {*_MINISTRY, "the", "of", "and"}
    if found <= _NO_NAMES:
        return frozenset()
    # An energy minister speaks for no company that has energy in its name.
    return found | _MINISTRY if form & _MINISTRY or _MINISTER.search(role) else found
