"""Who speaks in one reading, as they are told apart across documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.context import bodies, careers, identity, names
from onrecord.model import Block, Document, Reading, Speaker, Statement, content_id


@dataclass(frozen=True, slots=True)
class Bearer:
    """One speaker of one document. ``key`` is the id within the document; ``shared`` whether
    every document gives the same one to this name; ``roles`` the usual one first."""

    key: str
    name: str
    kind: str
    form: str
    shared: bool
    can_be_shared: bool
    roles: tuple[str, ...] = ()
    handle: str | None = None
    members: tuple[str, ...] = ()

    @property
    def traits(self) -> careers.Traits:
        """What the document says of the bearer, to hold against other documents."""
        if self.kind == "organization":
            short = bodies.acronym(self.name)
            return frozenset({f"acronym:{short}"} if short else ())
        return frozenset(trait for role in self.roles for trait in careers.traits(role))


@dataclass(slots=True)
class _Seen:
    speaker: Speaker
    roles: Counter[str] = field(default_factory=Counter)
    handles: Counter[str] = field(default_factory=Counter)


def bearers(reading: Reading) -> list[Bearer]:
    """Everybody who speaks in ``reading``, members of groups besides, in order of appearance."""
    seen: dict[str, _Seen] = {}
    posts = [b for b in reading.document.blocks if b.kind == "post" and b.handle]
    for statement in reading.statements:
        context = reading.contexts.get(statement.id)
        if context is None or context.speaker is None:
            continue
        for speaker in _all(context.speaker):
            one = seen.setdefault(speaker.id, _Seen(speaker))
            one.roles.update([speaker.role] if speaker.role else [])
        if handle := _handle(reading.document, posts, statement):
            seen[context.speaker.id].handles[identity.folded_handle(handle)] += 1
    return [_bearer(one) for one in seen.values()]


def _all(speaker: Speaker) -> Iterator[Speaker]:
    yield speaker
    for member in speaker.members:
        yield from _all(member)


def _handle(document: Document, posts: list[Block], statement: Statement) -> str | None:
    """The account that a post's words stand under."""
    if statement.quotation != "post":
        return None
    at = statement.content[0]
    own = document.handle if document.type == "post" else None
    return next((block.handle for block in posts if at in block.span), own)


def _bearer(one: _Seen) -> Bearer:
    speaker = one.speaker
    form = bodies.form(speaker.name) if speaker.kind == "organization" else identity.person_form(speaker.name)
    folds = [names.fold(word) for word in speaker.name.split()]
    return Bearer(
        key=speaker.id,
        name=speaker.name,
        kind=speaker.kind,
        form=form,
        shared=speaker.id == content_id("speaker", speaker.kind, folds),
        can_be_shared=identity.can_be_shared(speaker),
        roles=tuple(sorted(one.roles, key=lambda role: (-one.roles[role], role))),
        handle=min(one.handles, key=lambda h: (-one.handles[h], h), default=None),
        members=tuple(member.id for member in speaker.members),
    )
