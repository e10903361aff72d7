"""What is concluded about the statements of a reading: who, when, with which act, on which
channel, through whom; and the figures in the text.

    speakers.py    the speaker behind each source: name, kind, role
    act.py         what the words do
    occasions.py   when, channel and outlets, and how far they carry over
    figures.py     quantities with value and bound

Every conclusion is a Finding with method, confidence and the words that support it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from onrecord.model import Context, Finding, Reading

# Raise it when a rule changes what is concluded; changed tables tell by themselves.
RULES = "context-4"
_TABLES = ("cues.tsv", "channels.tsv", "outlets.tsv")

__all__ = ["conclude", "version"]


@cache
def version() -> str:
    """What conclusions depend on, named in a record's readings: a story is concluded anew
    when the rules or a table that a journalist has extended are others."""
    digest = hashlib.sha256()
    for name in _TABLES:
        digest.update((files(__package__) / name).read_bytes())
    return f"{RULES}-{digest.hexdigest()[:8]}"


def conclude(reading: Reading) -> Reading:
    """``reading`` with a Context for each statement and with its figures."""
    from onrecord.context.act import act_of
    from onrecord.context.figures import figures
    from onrecord.context.occasions import occasions
    from onrecord.context.speakers import resolve

    document, statements = reading.document, reading.statements
    who = resolve(document, statements)
    where = occasions(document, statements, {id: found.speaker for id, found in who.items()})
    contexts = {}
    for statement in statements:
        speaker, occasion = who[statement.id], where[statement.id]
        act, of_act = act_of(document, statement)
        reasons = dict(occasion.reasons)
        if speaker.reason:
            reasons["speaker"] = speaker.reason
        if act is None and of_act.reason:
            reasons["act"] = of_act.reason
        contexts[statement.id] = Context(
            speaker=speaker.speaker,
            said=occasion.said,
            act=act,
            channel=occasion.channel,
            via=occasion.via,
            reasons=reasons,
            findings=_with_unsupported((*speaker.findings, of_act, *occasion.findings), reasons),
        )
    return replace(reading, contexts=contexts, figures=figures(document, statements))


def _with_unsupported(findings: tuple[Finding, ...], reasons: Mapping[str, str]) -> tuple[Finding, ...]:
    """``findings`` and one for each field that nothing in the text supports."""
    found = {f.field for f in findings}
    missing = [f for f in _NOT_SAID if f not in found]
    who = reasons.get("speaker")
    return (*findings, *(_unsupported(f, who if f in ("kind", "role") else reasons.get(f)) for f in missing))


@cache
def _unsupported(field: str, reason: str | None) -> Finding:
    usual, confidence = _NOT_SAID[field]
    return Finding(field, () if field == "via" else None, "no support", confidence, (), reason or usual)


# For each field why it is empty if nothing else is known, and how often it is rightly so:
# the share of the annotated development statements.
_NOT_SAID = {
    "kind": ("the text does not say who", 0.4),
    "role": ("the text gives no title", 0.95),
    "said": ("the text does not say", 0.8),
    "channel": ("the text does not say", 0.8),
    "via": ("the text names no outlet", 0.95),
}
