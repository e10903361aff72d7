"""What somebody said inside what an outlet reports: “Reuters reported: In May, Voss had said, ‘…’”.

The network is fitted on articles in which only the outer statement is marked, and gives the
inner one's cue little chance. Where its words are plain, they are taken as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from onrecord.extract.decode import Candidate
from onrecord.extract.encoding import Encoding
from onrecord.extract.paths import Run

_NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|for|de|von|van|al)){0,6}"
_SAID = (
    r"(?:(?:had|has|have|also|then|earlier|later|once|previously|first) )*"
    r"(?:said|told [^,“\"\n]{1,40}?|wrote|tweeted|posted|added|warned|insisted|argued|testified|announced)"
)
_INNER = re.compile(
    r"[\s,:–—-]*(?:that )?"
    r"(?:(?:In|On|Last|Earlier|Later|At|That|This)\b[^,“\"\n]{0,40}, )?"
    rf"(?P<source>(?:[Tt]he )?{_NAME}) (?P<cue>{_SAID})"
    r"(?:(?:,|:) ?(?=[“\"])| (?=that ))"
)


def within(
    text: str, encoding: Encoding, found: Sequence[Candidate], carriers: frozenset[int]
) -> Iterator[Candidate]:
    """For each carrier whose content begins with somebody's words and who says them, and of which
    the network finds no statement, that statement; as likely as the carrier's."""
    anchors = {candidate.anchor for candidate in found}
    for outer in found:
        if outer.anchor not in carriers or not outer.source or len(outer.content) != 1:
            continue
        ((first, last),) = outer.content
        end = int(encoding.ends[last])
        said = _INNER.match(text, int(encoding.starts[first]), end)
        if said is None:
            continue
        source = _pieces(encoding, *said.span("source"))
        cue = _pieces(encoding, *said.span("cue"))
        content = _pieces(encoding, said.end(), end)
        # A post in between has no pieces.
        if all(a <= b for a, b in (source, cue, content)) and anchors.isdisjoint(range(cue[0], cue[1] + 1)):
            yield replace(outer, anchor=cue[0], source=(source,), cue=(cue,), content=(content,))


def _pieces(encoding: Encoding, start: int, end: int) -> Run:
    """The first and the last piece between two offsets."""
    first, after = np.searchsorted(encoding.starts, (start, end)).tolist()
    return first, after - 1
