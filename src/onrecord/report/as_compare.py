"""Two statements held against each other, for people and as JSON; and the lines that ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.model import Span
from onrecord.record.comparing import Asked, Compared
from onrecord.report.terminal import shown

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_SAYS = {
    "same_words": "they have the same words",
    "altered": "one has the other's words, altered: [-what one says-]{+what the other says+}",
    "contradicts": "they may contradict each other",
    "revises": "one may revise the other",
    "none": "neither the same words nor a conflict was found",
}


_WHOLE = "no single words decide: the network has weighed the two as wholes"


class _Line(msgspec.Struct):
    a: str
    b: str
    id: Any = None
    speaker_a: str | None = None
    speaker_b: str | None = None
    date_a: str | None = None
    date_b: str | None = None


def asked(line: str) -> Asked:
    """The pair that a line of JSON asks for. Raises ValueError, in words, where it asks for none."""
    try:
        given = msgspec.json.decode(line, type=_Line)
    except msgspec.MsgspecError as error:
        raise ValueError(f'is not {{"a": …, "b": …}}: {_plain(str(error))}') from None
    for name in ("a", "b"):
        if not any(character.isalnum() for character in getattr(given, name)):
            raise ValueError(f'"{name}" has no words')
    return Asked(**{name: getattr(given, name) for name in _Line.__struct_fields__})


def _plain(message: str) -> str:
    """msgspec's message in words: Expected `str`, got `int` - at `$.a` → "a": expected str, got int."""
    problem, _, at = message.replace("`", "").partition(" - at ")
    key = at.removeprefix("$").lstrip(".")
    problem = problem[:1].lower() + problem[1:]
    return f'"{key}": {problem}' if key else problem


def line(found: Compared, id: object = None) -> str:
    """The answer as one line of JSON, without the line break; with ``id`` where one was given."""
    out: dict[str, Any] = {} if id is None else {"id": id}
    out |= {
        "a": found.a,
        "b": found.b,
        "relation": found.relation,
        "scores": _rounded(found),
        "evidence": [text for _, _, text in found.evidence],
        "confidence": round(found.confidence, 4),
        "detail": found.detail,
        "first": None if found.a_is_first is None else "a" if found.a_is_first else "b",
        "spans": [{"of": of, "start": s.start, "end": s.end} for of, s, _ in found.evidence],
    }
    return msgspec.json.encode(out).decode()


def _rounded(found: Compared) -> dict[str, float]:
    """The scores to four places, which still make 1."""
    contradicts, unrelated = round(found.scores.contradicts, 4), round(found.scores.unrelated, 4)
    consistent = round(max(0.0, 1 - contradicts - unrelated), 4)
    return {"contradicts": contradicts, "consistent": consistent, "unrelated": unrelated}


def table(found: Compared) -> RenderableType:
    """The answer in words, and both statements with the words that decide marked."""
    from rich.console import Group
    from rich.text import Text

    heading = Text(found.relation.replace("_", " "), style="bold")
    heading.append(f"  {_SAYS[found.relation]}", style="not bold")
    if found.detail and found.relation == "altered":
        heading.append(f"\n{shown(found.detail)}", style="not bold")
    if found.relation in ("contradicts", "revises") and not found.evidence:
        heading.append(f"\n{_WHOLE}", style="not bold")
    chances = "  ".join(f"{name} {value:.2f}" for name, value in _rounded(found).items())
    return Group(
        heading,
        Text.assemble("\nA  ", marked(found.a, [s for of, s, _ in found.evidence if of == "a"])),
        Text.assemble("B  ", marked(found.b, [s for of, s, _ in found.evidence if of == "b"])),
        Text(f"\n{chances}", style="dim"),
    )


def marked(words: str, spans: list[Span]) -> Text:
    """``words`` on one line with these spans of them marked."""
    from rich.text import Text

    out, at = Text(), 0
    for span in sorted(spans):
        if span.start >= at:
            out.append(_flat(words[at : span.start])).append(
                _flat(words[span.start : span.end]), "bold yellow"
            )
            at = span.end
    return out.append(_flat(words[at:]))


def _flat(text: str) -> str:
    """Safe to show, on one line, with the space at its ends kept."""
    if not text.strip():
        return " " if text else ""
    return " " * text[0].isspace() + shown(text) + " " * text[-1].isspace()
