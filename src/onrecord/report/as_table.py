"""Readings as a table for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from onrecord.model import Context, Document, Reading, Statement
from onrecord.report.terminal import shown

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

# A pipe has no width of its own.
PIPE_WIDTH = 100
LONGEST_TITLE = 70


def console(stream: TextIO) -> Console:
    """A console on ``stream``: the terminal's width and colours, or 100 plain columns."""
    from rich.console import Console as Rich

    class Piped(Rich):
        def on_broken_pipe(self) -> None:  # rich would exit
            raise BrokenPipeError

    found = Piped(file=stream, highlight=False, soft_wrap=False, emoji=False, markup=False)
    if not found.is_terminal and "COLUMNS" not in found._environ:
        found.width = PIPE_WIDTH
    return found


def table(reading: Reading, outcome: str | None = None) -> RenderableType:
    """One document: a line that says what it is, then its statements, a row each."""
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    parts: list[RenderableType] = [_heading(reading, outcome)]
    parts += [Text(f"  {shown(note)}", style="yellow") for note in reading.notes]
    if not reading.statements:
        parts += [] if reading.notes else [Text("  no statements found")]
        return Group(*parts, Text())
    rows = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), expand=True)
    rows.add_column("source", ratio=30, overflow="fold")
    rows.add_column("quotation", width=9, no_wrap=True)
    rows.add_column("content", ratio=54, overflow="fold")
    rows.add_column("conf.", width=5, justify="right", no_wrap=True)
    known: set[str] = set()
    for statement in reading.statements:
        rows.add_row(
            _source(reading, statement, known),
            Text(statement.quotation),
            Text(_words(reading, statement)),
            Text(f"{statement.confidence:.2f}"),
        )
    parts.append(rows)
    if reading.figures:
        parts += [_figures(reading), Text()]
    return Group(*parts)


def _heading(reading: Reading, outcome: str | None) -> RenderableType:
    from rich.text import Text

    doc = reading.document
    count = len(reading.statements)
    facts = [doc.publisher, doc.published and doc.published[:10], doc.type if doc.type != "report" else None]
    facts += [f"{count} statement{'' if count == 1 else 's'}", outcome]
    heading = Text(shown(doc.title or _headline(doc) or doc.input_id or "untitled"), style="bold")
    heading.append("\n" + " · ".join(shown(f) for f in facts if f), style="not bold dim")
    return heading


def _headline(doc: Document) -> str:
    """The heading that a document begins with, or else the beginning of its first line."""
    first = doc[doc.blocks[0].span] if doc.blocks else doc.text.lstrip()
    line = first.partition("\n")[0]
    return line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def _source(reading: Reading, statement: Statement, known: set[str]) -> RenderableType:
    """Source and [cue] as printed, for "denied" turns the content into its opposite; and
    below them what is concluded: who that is, what the words do, when, where. A role is told
    once for each speaker; ``known`` are those told."""
    from rich.text import Text

    words = " … ".join(shown(reading.document[s]) for s in statement.source)
    cell = Text(words) if words else Text("(none)", style="dim")
    if statement.cue:
        cue = " … ".join(shown(reading.document[s]) for s in statement.cue)
        cell.append(f" [{cue}]", style="italic dim" if words else "italic")
    for line in _concluded(reading.contexts.get(statement.id), words, known):
        cell.append("\n" + shown(line), style="dim")
    return cell


def _concluded(context: Context | None, printed: str, known: set[str]) -> list[str]:
    if context is None:
        return []
    who = []
    if speaker := context.speaker:
        who += [speaker.name] if speaker.name not in printed else []
        if speaker.role and speaker.role not in printed and speaker.id not in known:
            who.append(speaker.role)
        known.add(speaker.id)
    when = context.said and (context.said.date or f"“{context.said.text}”")
    act = context.act if context.act != "say" else None
    facts = [act, when, context.channel, context.via and "via " + ", ".join(context.via)]
    if context.decided:
        facts.append(f"decided: {', '.join(context.decided)}")
    return [line for line in (", ".join(who), " · ".join(f for f in facts if f)) if line]


def _figures(reading: Reading) -> RenderableType:
    from rich.text import Text

    text = Text("figures  ", style="dim")
    text.append("; ".join(shown(reading.document[f.span]) for f in reading.figures), style="not dim")
    return text


def _words(reading: Reading, statement: Statement) -> str:
    return " … ".join(shown(reading.document[s]) for s in statement.content)
