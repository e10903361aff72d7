"""The answer to whether something was said, for people and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.model import ORIGINAL_TYPES, Span
from onrecord.record.check import Check, Hit
from onrecord.relate.difference import Edit
from onrecord.report.terminal import shown

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

Json = dict[str, Any]

_LONGEST_OMISSION = 14  # words of one that a terminal shows whole
_SAYS = {
    "verbatim": "these words stand on record in a row",
    "trimmed": "on record, with words left out where the quotation says so",
    "altered": "on record in other words: [-what it says-]{+what the quotation says+}",
    "absent": "nothing like it is on record",
}
_STYLE = {"verbatim": "green", "trimmed": "cyan", "altered": "yellow", "absent": "red"}


def line(found: Check) -> str:
    """The answer as one line of JSON, without the line break."""
    return msgspec.json.encode(
        {"verdict": found.verdict, "hits": [_hit(found, h) for h in found.hits]}
    ).decode()


def table(found: Check) -> RenderableType:
    """The verdict, then each place with the difference written in."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    verdict = Text(found.verdict, style=f"bold {_STYLE[found.verdict]}")
    parts: list[RenderableType] = [verdict.append(f"  {_SAYS[found.verdict]}", style="not bold default")]
    for number, hit in enumerate(found.hits, 1):
        heading = Text(f"\n{number:>3}  ")
        heading.append(hit.verdict, style=_STYLE[hit.verdict]).append(f"  {shown(_about(hit))}", style="dim")
        parts += [heading, Padding(_difference(found, hit), (0, 0, 0, 5), expand=False)]
        if kinds := _kinds(hit):
            parts.append(Padding(Text(kinds, style="dim"), (0, 0, 0, 5), expand=False))
    return Group(*parts)


def _about(hit: Hit) -> str:
    """Who, what kind of document, where and when, and its id with the offsets."""
    facts = [
        hit.speaker,
        hit.type,
        hit.publisher,
        hit.published and hit.published[:10],
        f"{hit.input_id or hit.document[:12]} {hit.span.start}–{hit.span.end}",
        None if hit.statement else "in no statement",
    ]
    return " · ".join(fact for fact in facts if fact)


def _difference(found: Check, hit: Hit) -> Text:
    """The words with the changes written in; long omissions only by their ends."""
    from rich.text import Text

    out = Text()
    at, whole = hit.span.start, hit.text
    for edit in hit.edits:
        out.append(_flat(whole[at - hit.span.start : edit.at - hit.span.start]))
        at = edit.at
        if edit.old:
            old = whole[edit.old.start - hit.span.start : edit.old.end - hit.span.start]
            out.append(f"[-{_shortened(old)}-]", style="red")
            at = edit.old.end
        if edit.new:
            gap = "" if edit.old or edit.at == hit.span.start else " "
            out.append(f"{gap}{{+{_flat(found.words[edit.new.start : edit.new.end])}+}}", style="green")
            out.append(" " if edit.at == hit.span.start and not edit.old else "")
    return out.append(_flat(whole[at - hit.span.start :]))


def _flat(text: str) -> str:
    """Safe to show, on one line, with the space at its ends kept."""
    if not text.strip():
        return " " if text else ""
    return " " * text[0].isspace() + shown(text) + " " * text[-1].isspace()


def _shortened(text: str) -> str:
    words = shown(text).split(" ")
    if len(words) <= _LONGEST_OMISSION:
        return " ".join(words)
    return f"{' '.join(words[:3])} … {len(words) - 6} words … {' '.join(words[-3:])}"


def _kinds(hit: Hit) -> str:
    """What kinds of change an altered quotation has, those that may change its meaning first."""
    if hit.verdict != "altered":
        return ""
    kinds = [*dict.fromkeys(e.kind for e in sorted(hit.edits, key=lambda edit: edit.harmless))]
    harmful = any(not edit.harmless for edit in hit.edits)
    return f"{'changed' if harmful else 'only'}: {', '.join(kinds)}"


def _hit(found: Check, hit: Hit) -> Json:
    return {
        "document": hit.document,
        "input_id": hit.input_id,
        "statement": hit.statement,
        "type": hit.type,
        "start": hit.span.start,
        "end": hit.span.end,
        "text": hit.text,
        "diff": hit.diff,
        "verdict": hit.verdict,
        "original": hit.type in ORIGINAL_TYPES,
        "similarity": round(hit.similarity, 4),
        "parts": [_span(hit, part) for part in hit.parts],
        "edits": [_edit(found, hit, edit) for edit in hit.edits],
        "speaker": hit.speaker,
        "publisher": hit.publisher,
        "published": hit.published,
        "url": hit.url,
    }


def _span(hit: Hit, span: Span) -> Json:
    return {
        "start": span.start,
        "end": span.end,
        "text": hit.text[span.start - hit.span.start : span.end - hit.span.start],
    }


def _edit(found: Check, hit: Hit, edit: Edit) -> Json:
    new = edit.new and {
        "start": edit.new.start,
        "end": edit.new.end,
        "text": found.words[edit.new.start : edit.new.end],
    }
    return {
        "kind": edit.kind,
        "harmless": edit.harmless,
        "at": edit.at,
        "old": edit.old and _span(hit, edit.old),
        "new": new,
    }
