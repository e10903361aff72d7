"""The cast of a document: its people and bodies, each with all the names it goes by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.context import names
from onrecord.context.grammar import (
    words,
)
from onrecord.context.kinds import (
    CLUB_ENDINGS,
    FIRM_ENDINGS,
    NAMED_BODIES,
    OUTLETS,
    PLACES,
)
from onrecord.context.mentions import Mention
from onrecord.context.names import Gender, Words
from onrecord.context.roles import Role, head_of
from onrecord.context.titles import (
    MODIFIERS,
    OFFICES,
    SHORT_TITLES,
)
from onrecord.model import Span, SpeakerKind

_MOST_NAMESAKES = 40
_OF_NO_WEIGHT = words("of the and for on u.s us federal inc co corp &")
_FIRM = words("news motor motors co company inc corp ltd plc group media holdings airlines")
_OUTLET_WORDS = words("""
    times post journal tribune herald globe gazette guardian telegraph chronicle courier sentinel ledger
    observer mail mirror mercury examiner bulletin dispatch echo argus
    """)


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that may speak. ``words`` is the fullest name found so far."""

    kind: SpeakerKind
    words: Words
    first: int
    named: bool = True
    """Whether ``words`` is a name, not a description."""
    sure: bool = True
    gender: Gender | None = None
    roles: list[Role] = field(default_factory=list)
    titles: list[Role] = field(default_factory=list)
    """Weak roles, kept apart."""
    clauses: list[Role] = field(default_factory=list)
    """Roles told by what somebody does ("who chairs the panel"); all lists are in text order."""
    members: tuple[Entity, ...] = ()
    head: str | None = None
    """Of a description: its noun, in the singular."""
    plural: bool = False
    full: int = 0
    """How often it is named in more than one word."""
    place: bool = False
    party: Span | None = None
    """Where the text gives a party and a state, as it does of the elected: "(R-Ohio)"."""
    spoke: int = -1
    """Where it last spoke; -1 when it has not yet."""

    @property
    def name(self) -> str:
        """The name as shown."""
        return " ".join(self.words)

    def role_at(self, at: int) -> Role | None:
        """The role that holds for a statement whose source ends at ``at``: the nearest before,
        else the first; clauses and then abbreviated titles only when there is nothing else."""
        for roles in (self.roles, self.clauses, self.titles):
            if roles:
                return roles[max(0, bisect_right(roles, at, key=_start) - 1)]
        return None

    def has_office(self) -> bool:
        """Whether the text gives it an office, such as "mayor"."""
        return any((head_of(role.text) or "") in OFFICES for role in (*self.roles[-20:], *self.titles[-20:]))


def _start(role: Role) -> int:
    return role.start


@dataclass(slots=True)
class Cast:
    """Who is in the document, and who is named where (``timeline``, in text order)."""

    people: dict[str, list[Entity]] = field(default_factory=dict)
    surnames: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    by_given: dict[str, list[Entity]] = field(default_factory=dict)
    bodies: dict[str, list[Entity]] = field(default_factory=dict)
    exact: dict[tuple[str, ...], Entity] = field(default_factory=dict)
    acronyms: dict[str, Entity] = field(default_factory=dict)
    titled: dict[str, list[tuple[Role, Entity]]] = field(default_factory=dict)
    timeline: list[tuple[Mention, Entity]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def named_between(self, start: int, end: int) -> list[tuple[Mention, Entity]]:
        """The names in ``text[start:end]`` in order."""
        i = bisect_left(self.starts, start)
        found = []
        while i < len(self.starts) and self.timeline[i][0].end <= end:
            found.append(self.timeline[i])
            i += 1
        return found

    def named_before(self, at: int, most: int) -> Sequence[tuple[Mention, Entity]]:
        """The last ``most`` names that end before ``at``, in order."""
        i = bisect_right(self.starts, at)
        return self.timeline[max(0, i - most) : i]

    def add_role(self, entity: Entity, role: Role) -> None:
        """Records a role that the text gives ``entity``."""
        kept = entity.titles if role.weak else entity.clauses if role.clause else entity.roles
        insort(kept, role, key=_start)
        entity.gender = entity.gender or role.gender
        for word in role.text.lower().split():
            plain = word.strip(".,’'")
            plain = SHORT_TITLES.get(plain, plain.removesuffix("’s").removesuffix("'s"))
            self.titled.setdefault(plain, []).append((role, entity))

    def widen_role(self, entity: Entity, role: Role) -> None:
        """Puts ``role`` in the place of those that are part of it ("strategist" of "chief strategist")."""
        for roles in (entity.roles, entity.clauses, entity.titles):
            roles[:] = [r for r in roles if r.span not in role.span]
        self.add_role(entity, role)

    def person(self, words: Words, at: int, gender: Gender | None = None) -> Entity | None:
        """The known person that a name at ``at`` stands for; None when it fits nobody.

        A surname that several share stands for the one introduced first: the others
        keep their first names in news style.
        """
        known = self.people.get(names.surname(words), ())
        fits = [e for e in known if names.compatible(e.words, words)]
        if not fits and len(words) == 1:
            fits = self._by_part(words[0])
        if gender is not None and len(fits) > 1:
            fits = [e for e in fits if e.gender in (gender, None)] or fits
        if not fits:
            return None
        younger = names.of_the_younger(words)
        same = [e for e in fits if names.of_the_younger(e.words) == younger]
        full = names.given(words) is not None
        if not same and full:  # the son is named in full to tell him from his father
            return None
        fits = same or fits
        if len(words) > 1:
            return next((e for e in fits if len(e.words) > 1), fits[0])
        introduced = [e for e in fits if e.first < at]
        return min(introduced or fits, key=lambda e: (not e.sure, e.first))

    def _by_part(self, word: str) -> list[Entity]:
        plain = names.fold(word)
        found = self.by_given.get(plain, [])
        return found if len({id(e) for e in found}) == 1 else []

    def misspelt(self, word: str) -> Entity | None:
        """The one person whose surname is a letter away from ``word``."""
        plain = names.fold(word)
        lengths = (len(plain) - 1, len(plain), len(plain) + 1)
        near = [k for n in lengths for k in self.surnames.get((plain[:1], n), ()) if names.misspelt(k, plain)]
        found = [e for k in near for e in self.people[k] if len(e.words) > 1]
        return found[0] if len(found) == 1 else None

    def add_person(self, words: Words, at: int, *, sure: bool = True, gender: Gender | None = None) -> Entity:
        """A person by this name, joined to the one already known when the names agree."""
        if all(w.isupper() and len(w) > 2 for w in words):
            words = tuple(names.cased(w) for w in words)
        known = self.person(words, at, gender) if len(words) > 1 else None
        if known is not None:
            known.words = names.fuller(known.words, words)
            known.sure = known.sure or sure
        else:
            known = Entity("person", words, at, sure=sure)
            last = names.surname(words)
            if last not in self.people:
                self.surnames.setdefault((last[:1], len(last)), []).append(last)
            homonyms = self.people.setdefault(last, [])
            if len(homonyms) < _MOST_NAMESAKES:
                homonyms.append(known)
        known.first = min(known.first, at)
        known.gender = known.gender or gender or names.gender(words)
        first = names.given(words)
        if first is not None:
            for part in (first, *(names.fold(w) for w in words[-2:-1] if len(words) > 2)):
                holders = self.by_given.setdefault(part, [])
                if len(part) > 1 and known not in holders and len(holders) < _MOST_NAMESAKES:
                    holders.append(known)
        return known

    def body(self, words: Words, *, article: bool = False) -> Entity | None:
        """The known body that a name stands for: the same words, an acronym, or a short form."""
        key = _key(words)
        if key in self.exact:
            return self.exact[key]
        if len(words) == 1:
            plain = words[0].replace(".", "")
            if plain.lower() in OUTLETS and (full := self._of_brand(plain.lower())):
                return full
            if plain.isupper() and plain in self.acronyms:
                return self.acronyms[plain]
            if (whole := self._of_short(plain.lower())) is not None:
                return whole
            if not (article and plain.lower() in _OUTLET_WORDS):
                return None
        if not key:
            return None
        fits = [e for e in self.bodies.get(key[-1], ()) if set(key) <= set(_key(e.words))]
        return fits[0] if len(fits) == 1 else None

    def _of_brand(self, word: str) -> Entity | None:
        """The body that a brand stands for: "Fox" for Fox News, "Ford" for Ford Motor Co."""
        for entity in self.bodies.get(word, ()):
            low = [w.lower().rstrip(".") for w in entity.words]
            if len(low) > 1 and low[0] == word and _FIRM.issuperset(low[1:]):
                return entity
        return None

    def _of_short(self, word: str) -> Entity | None:
        """The one firm or club that a word of its name stands for: "Norvane" for Norvane Foods, "United" for
        Amsel United. Nobody where a person goes by the word."""
        held = self.bodies.get(word)
        if held is None or word in PLACES or word in MODIFIERS or word in self.by_given:
            return None
        if any(len(e.words) > 1 or e.gender for e in self.people.get(names.fold(word), ())):
            return None
        fits = [e for e in held if _shortens(word, _key(e.words))]
        return fits[0] if len(fits) == 1 else None

    def add_body(self, words: Words, at: int, *, article: bool = False, sure: bool = True) -> Entity:
        """A body by this name, joined to the one already known when one name shortens the other."""
        known = self.body(words, article=article) or self._shorter(words)
        if known is None:
            known = Entity("organization", words, at, sure=sure)
        elif len(_key(words)) > len(_key(known.words)) or len(words) > len(known.words) > 1:
            known.words = words
        known.first = min(known.first, at)
        key = _key(words)
        self.exact.setdefault(key, known)
        for word in key:
            holders = self.bodies.setdefault(word, [])
            if known not in holders[-_MOST_NAMESAKES:] and len(holders) < _MOST_NAMESAKES:
                holders.append(known)
        capitals = [w for w in words if w[0].isupper() and w not in ("U.S.", "The")]
        if len(capitals) > 2 or (len(capitals) > 1 and capitals[0] in ("Department", "Environmental")):
            initials = "".join(w[0] for w in capitals)
            self.acronyms.setdefault(initials, known)
            if capitals[0] == "Department":
                self.acronyms.setdefault(initials[1:], known)
        return known

    def short_of(self, word: str, at: int) -> Entity | None:
        """The body that "the Authority" stands for: the last one so called that was named before."""
        fits = [e for e in self.bodies.get(word, ()) if len(e.words) > 1 and e.words[-1].lower() == word]
        earlier = [e for e in fits if e.first < at]
        return max(earlier, key=lambda e: e.first) if earlier else fits[0] if len(fits) == 1 else None

    def _shorter(self, words: Words) -> Entity | None:
        """A body known by a short form of ``words``: its acronym, or all of its words but some."""
        capitals = [w for w in words if w[0].isupper()]
        if len(capitals) > 2:
            found = self.exact.get(("".join(w[0] for w in capitals).lower(),))
            if found is not None:
                return found
        key = _key(words)
        if len(key) < 3 or key[-1] not in NAMED_BODIES:
            return None
        return next(
            (
                e
                for e in self.bodies.get(key[-1], ())
                if len(_key(e.words)) > 1 and set(_key(e.words)) < set(key)
            ),
            None,
        )


def _shortens(word: str, key: tuple[str, ...]) -> bool:
    if len(key) < 2:
        return False
    firm = key[-1] in FIRM_ENDINGS or key[-1] in _FIRM
    return (firm and key[0] == word) or (key[-1] == word and word in CLUB_ENDINGS)


@lru_cache(maxsize=4096)
def _key(words: Words) -> tuple[str, ...]:
    plain = tuple(
        p
        for w in words
        if (p := w.lower().rstrip(",").replace(".", "").replace("’", "'")) not in _OF_NO_WEIGHT
    )
    return plain or tuple(w.lower() for w in words)
