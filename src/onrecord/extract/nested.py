"""What somebody said inside what an outlet reports: “Reuters reported that Voss had said in May …”.

The network is fitted on articles in which only the outer statement is marked, and gives the inner
one's cue no chance. Shown what was reported alone, it finds who said it as it does in any text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import pairwise

from onrecord.extract.decode import WRAPPED_FLOOR, Candidate, confidence
from onrecord.extract.encoding import Encoding
from onrecord.extract.network import Decoding
from onrecord.extract.paths import Run

Look = Callable[[Encoding], Sequence[Candidate]]

_REPORTS = re.compile(r"\breport(?:ed|s|ing)?\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:according to|sa(?:id|ys)|wrote|writes|revealed|reveals|disclosed)\b", re.IGNORECASE
)
# How an outlet is called whose words are somebody's news; not "a memo that the BBC has seen".
_OUTLET = re.compile(
    r"(?:(?:the|an?|[A-Z][\w.’'&-]*|state|local|public|of) )*"
    r"(?:A(?:AP|BC|FP|P)|Axios|BBC|Bloomberg|C(?:BS|NBC|NN)|Fox|Guardian|ITV|M?S?NBC|NPR|PTI|Politico|Reuters"
    r"|Sky|Xinhua|Yonhap|(?:Associated|Free) Press|Agency|Bulletin|Chronicle|Courier|Dispatch|Gazette|Globe"
    r"|Herald|Journal|Ledger|Magazine|Mail|Mirror|Network|News|News(?:paper|wire)s?|Observer|Post|Radio"
    r"|Sentinel|Star|Telegraph|Television|Times|Today|Tribune|TV|Wire"
    r"|(?:news )?agency|newspaper|magazine|broadcaster|website)"
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|wrote|warned|called|insisted|argued|announced|testified|tweeted|posted|added"
    r"|claimed|denied|vowed|pledged|promised|asked|acknowledged|admitted|according)\b"
)
# Told of somebody in passing, and not what was reported: "that the mayor, who said no, should go".
_IN_PASSING = re.compile(rf",? (?:who|which) (?:\w+ ){{0,3}}?{_SPEECH.pattern}")
_WORD = re.compile(r"\w[\w.’'-]*")
# How likely what was reported must be a statement by itself: less is seldom somebody's words.
SURE = 0.6
_LONGEST = 160  # pieces of what was reported
_AROUND = 6  # words before the first part of what was said and behind its last one: "In May last year,"
_BETWEEN = 8  # words of what was reported that are in no part: "… told investors | in February | he …"


def carriers(text: str, encoding: Encoding, found: Sequence[Candidate]) -> frozenset[int]:
    """The anchors whose cue carries another's words: "Reuters reported", "according to the BBC"."""
    return frozenset(c.anchor for c in found if _carries(text, encoding, c))


def _carries(text: str, encoding: Encoding, candidate: Candidate) -> bool:
    cue = _printed(text, encoding, candidate.cue)
    if _IN_PASSING.search(_printed(text, encoding, candidate.content)):
        return False
    if _REPORTS.search(cue):
        return True
    return bool(_TELLS.search(cue) and _OUTLET.fullmatch(_printed(text, encoding, candidate.source)))


def within(
    text: str,
    encoding: Encoding,
    found: Sequence[Candidate],
    carriers: frozenset[int],
    settings: Decoding,
    look: Look,
) -> Iterator[Candidate]:
    """For each carrier whose content is all somebody's words and who says them, and of which the
    network finds no statement, that statement; as likely as the carrier's. ``look`` gives the
    candidates of an encoding."""
    likely = [c for c in found if c.source and _chance(c, settings) >= WRAPPED_FLOOR]
    likely.sort(key=lambda c: c.anchor)
    anchors = [c.anchor for c in likely]
    seen: dict[Run, Candidate | None] = {}
    for outer in found:
        if outer.anchor not in carriers or not outer.source or len(outer.content) != 1:
            continue
        ((first, last),) = outer.content
        first += text[encoding.starts[first] : encoding.ends[first]].lower() == "that" and first < last
        known = likely[bisect_left(anchors, first) : bisect_right(anchors, last)]
        if (
            last - first > _LONGEST
            or _chance(outer, settings) < settings.threshold
            or not _SPEECH.search(text, int(encoding.starts[first]), int(encoding.ends[last]))
            or any(first <= c.source[0][0] and c.source[-1][1] <= last for c in known)
        ):
            continue
        if (first, last) not in seen:
            shown = look(_part(encoding, first, last))
            seen[first, last] = max(shown, key=lambda c: _chance(c, settings), default=None)
        inner = seen[first, last]
        if inner is None or not inner.source or _chance(inner, settings) < SURE:
            continue
        source, cue, content = (_moved(runs, first) for runs in (inner.source, inner.cue, inner.content))
        if _is_all(text, encoding, (first, last), sorted(source + cue + content)):
            yield replace(outer, anchor=inner.anchor + first, source=source, cue=cue, content=content)


def _chance(candidate: Candidate, settings: Decoding) -> float:
    return confidence(candidate.features, settings.coefficients)


def _part(encoding: Encoding, first: int, last: int) -> Encoding:
    """Some pieces of an encoding as an encoding of their own."""
    part = Encoding(*(getattr(encoding, field.name)[first : last + 1] for field in fields(Encoding)))
    opening = part.opening.copy()
    opening[0] = 1
    return replace(part, opening=opening)


def _moved(runs: Sequence[Run], by: int) -> tuple[Run, ...]:
    return tuple((a + by, b + by) for a, b in runs)


def _is_all(text: str, encoding: Encoding, whole: Run, parts: Sequence[Run]) -> bool:
    """Whether ``parts`` are ``whole`` but for a few words that say when or to whom."""
    before = _words(text, encoding, whole[0], parts[0][0])
    after = _words(text, encoding, parts[-1][1] + 1, whole[1] + 1)
    between = sum(_words(text, encoding, a[1] + 1, b[0]) for a, b in pairwise(parts))
    return before <= _AROUND and after <= _AROUND and between <= _BETWEEN


def _words(text: str, encoding: Encoding, first: int, stop: int) -> int:
    if first >= stop:
        return 0
    return sum(1 for _ in _WORD.finditer(text, int(encoding.starts[first]), int(encoding.ends[stop - 1])))


def _printed(text: str, encoding: Encoding, runs: Sequence[Run]) -> str:
    return " ".join(text[encoding.starts[a] : encoding.ends[b]] for a, b in runs)
