"""Words with a capital in a row, joined where small words tie them into one name.

Linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.context.givennames import GIVEN
from onrecord.context.grammar import COMMON, NAMES_TOO, words
from onrecord.context.initials import ends_sentence
from onrecord.context.kinds import FIELDS, NAMED_BODIES, PLACE_PAIRS, PLACES
from onrecord.context.layout import ABBREVIATED, Layout
from onrecord.context.scan import matches
from onrecord.context.titles import HONORIFICS

_UPPER = "A-ZÀ-ÖØ-ÞĀĆČĎĐĘĚĞĢİĶŁŃŇŐŒŘŚŞŠŤŮŰŹŻŽ"
_WORD = (
    rf"(?:(?:{ABBREVIATED})\.|(?:[{_UPPER}]\.)+(?:-?[{_UPPER}]\.)*|(?:[aA]l-|d[’'])?[{_UPPER}]\w*"
    rf"(?:[’'](?!s\b)[{_UPPER}]\w*|[-&/](?:(?:al|ul|el)-)?[{_UPPER}]\w*)*)"
)
_LONGEST = 14
_PARTICLE = r"de(?: la| los)?|d[aeiou]s?|del|der|den|van(?: der| den)?|von|bin|ibn|al|el|la|ten|ter|y"
_NAME = re.compile(rf"(?<![\w@#/’'-]){_WORD}(?:[ \xa0](?:(?:{_PARTICLE}) )?{_WORD}){{0,11}}(?:, [JS]r\.)?")
# A capital, or the letter in front of one: "al-Masri", "d’Alene".
_FIRST = re.compile(rf"[{_UPPER}ad](?:(?<=[{_UPPER}])|(?=[l’']))")
_NEVER = words("""
    the a an i i'm i’m i've i’ve i'll i’ll i'd i’d monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december jan feb aug
    sept oct nov dec
    """)
_WEEKDAY = words("monday tuesday wednesday thursday friday saturday sunday")
_OF = words("""
    department university bureau court courts board bank house chamber college institute school office
    ministry council league union association federation academy church center centre museum library
    society daughters sons veterans people committee appeals chiefs organization organisation senate
    conference city district academies institutes party inspector foundation
    """)
_FOR = words("""
    citizens center centre centers institute coalition alliance committee council americans project
    appeals association society veterans partnership court students women fund mothers families agency
    """)
_OWNED = words("""
    union association federation guild league club council coalition society alliance hospital rights
    commission fund
    """)
_BETWEEN = frozenset({" of ", " of the ", " for ", " for the ", " and ", " & ", " on ", " on the "})
_LIST = re.compile(
    rf"(?:, [{_UPPER}]\w+(?: [{_UPPER}]\w+)?)*,? and [{_UPPER}]\w+(?: [{_UPPER}]\w+)?(?! [{_UPPER}])"
)
# Behind a name in a caption: whose picture it is.
_CREDITS = words("getty wikimedia flickr shutterstock afp reuters ap photo photos image images")


@dataclass(slots=True)
class Run:
    """The words of one name as printed; ``opening`` where a sentence or quotation opens."""

    start: int
    end: int
    words: list[str]
    opening: bool

    def cut(self, first: int, last: int) -> None:
        """Keeps ``words[first:last]``; words are one separator apart, or ", " before "Jr."."""
        self.start += sum(len(w) + 1 for w in self.words[:first])
        if last < len(self.words):
            self.end -= sum(len(w) + 1 for w in self.words[last:])
        self.words = self.words[first:last]


def runs(text: str, where: Layout) -> Iterator[Run]:
    """The runs of ``text`` outside title-case headings, in order."""
    return _joined(text, list(_single(text, where)))


def _single(text: str, where: Layout) -> Iterator[Run]:
    sentences = set(where.sentences)
    for match in matches(_NAME, text, _FIRST):
        if where.titled and where.is_titled(match.start()):
            continue
        for start, end in _between_sentences(text, *match.span()):
            shown = text[start:end].replace("\xa0", " ")
            opening = start in sentences or text[start - 1] in "\"“‘'(—–:"
            run = Run(start, end, shown.split(" "), opening)
            if _trim(run, text[end : end + 1]):
                yield run


def _between_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a run of capitals that ends a sentence in a letter: "on X. Ann Lee"."""
    stop = text.find(". ", start, end)
    while stop >= 0:
        if ends_sentence(text, stop):
            yield start, stop
            start = stop + 2
        stop = text.find(". ", stop + 1, end)
    yield start, end


def _trim(run: Run, after: str) -> bool:
    """Takes off words that are capitalised only because of where they stand."""
    words = run.words
    first, last = 0, len(words)
    while first < last:
        low = words[first].lower()
        if first + 1 < last and f"{low}-{words[first + 1].lower()}" in PLACE_PAIRS:
            break
        if low in NAMES_TOO and last - first > 1 and after == ",":
            break
        if low not in (COMMON if run.opening else _NEVER) or (
            low in NAMES_TOO and last - first > 1 and not run.opening
        ):
            break
        first += 1
    while last > first and words[last - 1].lower() in _WEEKDAY:
        last -= 1
    if "The" in words[first + 1 : last]:
        first = last - words[first:last][::-1].index("The")
    for i in range(first + 1, last):
        low = words[i].lower()
        ends = words[i - 1][-1] == "." and low in COMMON and low not in NAMES_TOO  # "the U.S. Another"
        if ends or (i > first + 1 and low in _CREDITS and words[first].lower() in GIVEN):
            last = i
            break
    if first or last < len(words):
        run.cut(first, last)
    shouted = len(run.words) > 3 and all(w.isupper() for w in run.words)
    return bool(run.words) and not shouted


def _joined(text: str, runs: list[Run]) -> Iterator[Run]:
    """Runs that small words tie into one body's name: "Department of Veterans Affairs"."""
    current: Run | None = None
    listed = 0
    for run in runs:
        if run.start < listed:
            continue
        if current is not None and (end := _list_end(text, current)):
            listed = end
            shown = text[current.start : end]
            current = Run(current.start, end, shown.split(" "), current.opening)
            if run.start < listed:
                continue
        if current is not None and run.start - current.end <= 9 and len(current.words) < _LONGEST:
            between = text[current.end : run.start]
            if between in ("’ ", "' ") and run.words[-1].lower() in _OWNED and current.words[-1][-1] == "s":
                plural = current.words[-1] + between[0]
                current = Run(
                    current.start, run.end, [*current.words[:-1], plural, *run.words], current.opening
                )
                continue
            if between in _BETWEEN and _ties(current, between.split()[0], run):
                current = Run(
                    current.start,
                    run.end,
                    [*current.words, *between.split(), *run.words],
                    current.opening,
                )
                continue
        if current is not None:
            yield current
        current = run
    if current is not None:
        yield current


def _list_end(text: str, run: Run) -> int:
    """Where a name such as "Bureau of Alcohol, Tobacco and Firearms" ends; 0 when it is no list."""
    if len(run.words) < 3 or run.words[-1].lower() not in FIELDS:
        return 0
    if not any(w in ("of", "on") for w in run.words) or text[run.end : run.end + 1] not in (",", " "):
        return 0
    match = _LIST.match(text, run.end)
    if match is None:
        return 0
    named = re.findall(r"\w+", match.group().replace(" and ", " ").lower())
    return match.end() if all(w in FIELDS for w in named) else 0


def _ties(left: Run, word: str, right: Run) -> bool:
    last = left.words[-1].lower()
    first = right.words[0].lower()
    if word == "of":
        return last in _OF and first.rstrip(".") not in HONORIFICS
    if word == "for":
        return last in _FOR and first not in GIVEN
    if word == "on":
        return last in {"committee", "subcommittee", "council", "commission", "conference", "center"}
    if right.words[-1].lower() not in NAMED_BODIES or len(right.words) < 2:
        return False
    return (
        last not in NAMED_BODIES
        and not left.words[-1].isupper()
        and last not in PLACES
        and left.words[0].lower() not in GIVEN
        and len(left.words) < 4
    )
