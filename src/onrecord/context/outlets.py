"""Outlets and programmes named in a text, from ``outlets.tsv`` and by the shape of names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.context.scan import matches
from onrecord.model import Document, Span, site

_WORD = re.compile(r"[A-Z0-9É](?<![\w’'][A-Z0-9É])\w*")
_LETTER = re.compile(r"[A-Z]")
_CAPITAL = r"(?:[A-Z][\w&.-]*|&|and|of|[A-Z][\w]*[’']s)"
_PAPER = (
    r"(?:Times|Post|Journal|News|Herald|Gazette|Tribune|Wire|Magazine|Chronicle|Globe|Observer|Bulletin|Ledger"
    r"|Inquirer|Enquirer|Examiner|Register|Star|Sun|Press|Dispatch|Courier|Sentinel|Telegraph|Review|Standard"
    r"|Mail|Express|Monitor|Record|Advocate|Republic)"
)
_STATION = r"(?:Radio|TV|Television|Daily|Weekly|Show|Podcast|Channel|Network|Hour|Daybreak)"
_DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b"
)
_SHAPES = re.compile(
    rf"\b(?P<name>(?:[A-Z][\w&.’'-]* (?:{_CAPITAL} ){{0,4}})"
    rf"(?:{_PAPER}(?:-(?:{_PAPER}|Intelligencer))?|{_STATION})"
    r"(?: \d{1,2}| News| Show| Radio| Magazine)?)\b"
    rf"(?![ -](?!{_DAY})[A-Z][a-z])"
    rf"|\b(?P<paper>(?:Times|Journal|Chronicle|Review|Star) of (?!{_DAY})[A-Z]\w+)\b"
    rf"|\b(?P<radio>(?:Radio|TV|Channel|News|Fox) (?:(?!{_DAY})[A-Z]\w+|\d{{1,2}})(?: News)?)\b"
    r"|\b(?P<call>[WK][A-Z]{2,3}(?:-(?:TV|AM|FM))?)\b"
    r"|\b(?P<host>(?:[A-Z]\w+ ){0,2}[A-Z]\w+)[’']s (?:\w+ ){0,2}"
    r"(?:show|program|programme|podcast|broadcast)\b"
)
_NOT_A_PAPER = re.compile(rf"(?<!\w)(?!{_PAPER}$)[\w’'.]+$|News$")
_NO_PART = re.compile(rf"[’']s? $|\b{_DAY}|\b(?:Former|President|Host|Anchor|Reporter) $")
_OWNER = re.compile(r"(.+?)[’'](?:s|(?<=s[’'])) ")
# A network's station: "BBC Radio Bristow", "Fox 5", "CBS Radio".
_LOCAL = re.compile(
    r"[A-Z]{2,4}(?: News)?(?: (?:Local )?(?:Radio|TV|Television|Channel)"
    rf"(?: (?:(?!{_DAY})[A-Z]\w+|\d{{1,3}}))?"
    r"| \d{1,2}(?=[,.’']| (?:that|on|in|News)\b))"
    r"(?: News)?(?![\w-])"
)
# A network's edition, where it is told something: "told CNN Brasil that".
_TOLD = re.compile(r"\b(?:told|tells|telling|to|with|by) (?:the )?$")
_EDITION = re.compile(
    rf" (?!{_DAY})([A-Z][^\W\d_A-Z]{{3,}})"
    r"(?=[,.;:’'\"”]| (?:that|on|in|at|last|this|late|early|he|she|it|they|there|his|her|its|the|an?)\b)"
)
_SHORT_FORM = re.compile(rf"[Tt](?<!\w[Tt])he ({_PAPER})\b(?! [A-Z]| &)")
_LEADING = re.compile(  # words with a capital that are no part of the name
    rf"(?:{_DAY}|"
    r"The|An?|On|In|At|By|To|For|With|And|But|From|Via|Also|When|While|After|Before|As|Like|That|Here|Even"
    r"|Still|Sen\.|Gov\.|Rep\.|Mr\.|Mrs\.|Ms\.|Dr\.|Host|Anchor|I|He|She|They|We|It|Last|Then|Later|During) "
)
_NOT_OUTLETS = frozenset({"Associated Press Club", "National Press", "White House Press", "Justice News"})
_ENDINGS = re.compile(r"\.(?:com|org|net|co\.uk|co|gov|edu|info|de|fr|eu|example|ca|au|uk|us|tv|news)$")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A line of the table: ``network`` and ``airs`` (a weekday) are for programmes."""

    name: str
    network: str = ""
    airs: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """An outlet where the text names it; ``name`` is as printed, without the article."""

    span: Span
    name: str
    outlet: Outlet | None = None


@cache
def table() -> dict[str, list[tuple[str, bool, Outlet]]]:
    """Names by their first word, the longest first: (name, wants "the", outlet)."""
    index: dict[str, list[tuple[str, bool, Outlet]]] = {}
    for line in (files(__package__) / "outlets.tsv").read_text(encoding="utf-8").splitlines()[3:]:
        if line.startswith("#") or not line.strip():
            continue
        name, others, network, airs = line.split("\t")
        outlet = Outlet(name, network, airs)
        for form in (name, *(other.strip() for other in others.split(";") if other.strip())):
            bare = form.removeprefix("The ")
            word = re.match(r"\w+", bare)
            if word:
                index.setdefault(word[0], []).append((bare, bare != form, outlet))
    for forms in index.values():
        forms.sort(key=lambda form: (-len(form[0]), form[1]))
    return index


class Outlets:
    """The outlets named in a text, found once.

    ``text`` has ordinary spaces. "The Journal" is a mention too, by its short form.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.all = _mentions(text)
        self._starts = [m.span.start for m in self.all]

    def within(self, span: Span) -> list[Mention]:
        """The mentions that lie in ``span``, in order."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [m for m in self.all[low:high] if m.span.end <= span.end]

    def fullest(self, mention: Mention) -> str:
        """ "Journal" as "Wall Street Journal" where the text has named it so before."""
        if " " in mention.name or mention.outlet is not None:
            return mention.name
        for full in reversed(self.all[: bisect_left(self._starts, mention.span.start)]):
            if full.name.endswith(" " + mention.name):
                return full.name
        return mention.name


def _mentions(text: str) -> list[Mention]:
    """By the table, by the shape of the name, by short form; the longer name wins."""
    listed: list[Mention] = []
    taken = 0
    for word in _WORD.finditer(text):
        if word.start() >= taken and (mention := _listed(text, word)):
            listed.append(mention)
            taken = mention.span.end
    shaped = [m for match in matches(_SHAPES, text, _LETTER) for m in _shaped(match)]
    short = [Mention(Span(*m.span(1)), m[1]) for m in _SHORT_FORM.finditer(text)]
    found: list[Mention] = []
    for rank, mention in sorted(
        ((rank, m) for rank, group in enumerate((listed, shaped, short)) for m in group),
        key=lambda pair: (pair[1].span.start, -pair[1].span.end, pair[0]),
    ):
        if found and found[-1].span.overlaps(mention.span):
            if rank == 0 and _is_all_of(found[-1], mention):
                found[-1] = mention
            continue
        found.append(mention)
    return found


def _is_all_of(shaped: Mention, listed: Mention) -> bool:
    """Whether ``listed`` is all of a name that only its shape tells: "Friday CNN News" is CNN
    News, but "Kesley Daily Mail" is not the Daily Mail."""
    if shaped.span.end != listed.span.end or shaped.outlet is not None:
        return False
    lead = shaped.name[: listed.span.start - shaped.span.start]
    return _NOT_A_PAPER.search(listed.name) is not None or _NO_PART.search(lead) is not None


def _listed(text: str, word: re.Match[str]) -> Mention | None:
    at = word.start()
    for form, wants_article, outlet in table().get(word[0], ()):
        stop = at + len(form)
        if text[at:stop].replace("’", "'") != form or (stop < len(text) and text[stop].isalnum()):
            continue
        if text[stop : stop + 1] in ("-", "/") and text[stop + 1 : stop + 2].isalnum():
            continue
        if not outlet.network and (local := _LOCAL.match(text, at, stop + 40)) and local.end() > stop:
            return Mention(Span(at, local.end()), local[0], outlet)
        if not wants_article and not outlet.network and (edition := _edition(text, at, stop)):
            return Mention(Span(at, edition), text[at:edition], outlet)
        if wants_article:
            if text[max(0, at - 4) : at].lower() != "the ":
                continue
            capital = text[at - 4] == "T"
            span = Span(at - 4, stop) if capital else Span(at, stop)
            return Mention(span, text[span.start : span.end], outlet)
        return Mention(Span(at, stop), text[at:stop], outlet)
    return None


def _edition(text: str, start: int, end: int) -> int | None:
    """Where the name of a network's edition ends: "CNN Brasil". A word that stands elsewhere in the
    text is no part of it: "told CNN Orr, the mayor, would stay"."""
    match = _EDITION.match(text, end)
    if match is None or not _TOLD.search(text, max(0, start - 12), start):
        return None
    alone = text.count(match[1]) > text.count(text[start : match.end()])
    return None if alone else match.end()


def _shaped(match: re.Match[str]) -> list[Mention]:
    """The outlet, or the two that "and" joins, whose name has the shape of one."""
    group = match.lastgroup or "name"
    name, start = match[group], match.start(group)
    if group == "host":
        if match[group] in table():  # "the BBC's breakfast show" is the BBC
            return []
        return [Mention(Span(start, match.end()), match.string[start : match.end()])]
    while group != "radio" and (leading := _LEADING.match(name)):
        if name.startswith("The ") and name.endswith(("Show", "Hour")):
            break
        name, start = name[leading.end() :], start + leading.end()
    if (" " not in name and group == "name") or name in _NOT_OUTLETS:
        return []
    left, joined, right = name.rpartition(" and ")
    if joined and (both := _two(left, right, start)) is not None:
        return both
    if (owner := _OWNER.match(name)) and owner[1] in _forms():  # "CNN's Sal Orr Show" is CNN's
        return []
    return [Mention(Span(start, start + len(name)), name)]


def _two(left: str, right: str, start: int) -> list[Mention] | None:
    """The outlets of "Evening Post and Radio Norte" that the table does not find by itself;
    None when the "and" is part of one name."""
    known = [name in _forms() for name in (left, right)]
    shaped = [_SHAPES.fullmatch(name) is not None for name in (left, right)]
    if not all(k or s for k, s in zip(known, shaped, strict=True)):
        return None
    ends = start + len(left) + len(" and ")
    second = Mention(Span(ends, ends + len(right)), right)
    if known[0]:  # found by the table
        return [] if known[1] else [second]
    first = Mention(Span(start, start + len(left)), left)
    return [first] if known[1] else [first, second]


@cache
def _forms() -> frozenset[str]:
    """Every name of the table."""
    return frozenset(form for forms in table().values() for form, _, _ in forms)


def own(document: Document, name: str, outlet: Outlet | None = None) -> bool:
    """Whether ``name`` is the document's own publisher, compared loosely.

    "nyt", "wash-post" and "nytimes.com" are The New York Times and The Washington Post;
    a publisher's own programme ("Breitbart News Daily") is the publisher too.
    """
    publishers = [p for p in (document.publisher, site(document.url)) if p]
    forms = {name, *((outlet.name, outlet.network) if outlet else ())} - {""}
    return any(_same(publisher, form) for publisher in publishers for form in forms)


def _same(publisher: str, name: str) -> bool:
    canonical = _canonical(publisher)
    for left in {publisher, canonical}:
        a, b = _words(left), _words(name)
        if not a or not b:
            continue
        if a == b or "".join(a) == "".join(b) or "".join(a) == "".join(w[0] for w in b):
            return True
        if len(a) == len(b) and all(y.startswith(x) for x, y in zip(a, b, strict=True)):
            return True
        shorter, longer = (a, b) if len(a) < len(b) else (b, a)
        if len(shorter) > 1 and any(longer[i : i + len(shorter)] == shorter for i in range(len(longer))):
            return True
        if (
            len(shorter) == 1
            and (longer[0] == shorter[0] or longer[-1] == shorter[0])
            and shorter[0] not in _COMMON
        ):
            return True
    return _canonical(name) == canonical


_COMMON = frozenset(
    {"news", "new", "daily", "the", "los", "san", "washington", "chicago", "press", "radio", "morning"}
)


@cache
def _canonical(name: str) -> str:
    """The table's name for ``name``, which may be a domain; ``name`` itself if not listed."""
    wanted = "".join(_words(name))
    for forms in table().values():
        for form, _, outlet in forms:
            if "".join(_words(form)) == wanted or (form.islower() and form == name.lower()):
                return outlet.name
    return name


@cache
def _words(name: str) -> tuple[str, ...]:
    bare = _ENDINGS.sub("", name.lower().removeprefix("www."))
    return tuple(w for w in re.findall(r"[^\W_]+", bare.replace("’s", "").replace("'s", "")) if w != "the")
