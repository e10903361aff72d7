"""What was decided, for people and programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.record.decisions import Appearance, Decision, Name, Value, spans_of
from onrecord.record.log import Entry
from onrecord.record.marks import Forgotten
from onrecord.report.terminal import shown

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

Json = dict[str, Any]
Logged = Entry | Forgotten

ID = 12  # digits of an id that a table shows


def in_order(logged: Iterable[Logged]) -> list[Logged]:
    """Decisions and marks of removed documents together, oldest first."""
    return sorted(logged, key=lambda one: one.forgotten_at if isinstance(one, Forgotten) else _at(one))


def line(one: Logged) -> str:
    """One decision, or the mark of one removed document, as a line of JSON, without the line
    break. Both have the same keys."""
    return msgspec.json.encode(_mark(one) if isinstance(one, Forgotten) else _entry(one)).decode()


def table(logged: Sequence[Logged]) -> RenderableType:
    """Decisions and marks, a row each."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not logged:
        return Text("nothing was decided")
    rows = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), expand=True)
    rows.add_column("decision", width=ID, no_wrap=True)
    rows.add_column("when", width=16, no_wrap=True)
    rows.add_column("who", ratio=12, overflow="fold")
    rows.add_column("what", ratio=30, overflow="fold")
    rows.add_column("about", ratio=40, overflow="fold")
    for one in logged:
        cells = _mark_cells(one) if isinstance(one, Forgotten) else _entry_cells(one)
        rows.add_row(*(Text(shown(cell)) if isinstance(cell, str) else cell for cell in cells))
    return rows


def value_json(value: Value, words: Sequence[str] = ()) -> object:
    """A decision's value for JSON; ``words`` are what its spans print, where they are known."""
    if spans := spans_of(value):
        texts: Sequence[str | None] = words or [None] * len(spans)
        return [{"start": s.start, "end": s.end, "text": t} for s, t in zip(spans, texts, strict=True)]
    if isinstance(value, Name):
        return {"name": value.name, "kind": value.kind}
    if isinstance(value, tuple):
        return [
            {"document": item.document, "key": item.key} if isinstance(item, Appearance) else item
            for item in value
        ]
    return value


def _at(one: Entry) -> str:
    return one.decision.decided_at


def _minute(time: str) -> str:
    return time[:16].replace("T", " ")


def _entry_cells(one: Entry) -> tuple[str | Text, ...]:
    from rich.text import Text

    decision = one.decision
    what = Text(shown(_what(one)))
    if (state := _state(one)) is not None:
        what.append(f"\n{shown(state)}", style="yellow" if one.orphaned else "dim")
    if decision.note:
        what.append(f"\n{shown(decision.note)}", style="italic dim")
    about = Text(shown(" … ".join(one.words)) or f"{_kind(decision)} {decision.target[:ID]}")
    if decision.document:
        about.append(f"\nstatement {decision.target[:ID]}", style="dim")
    return decision.id[:ID], _minute(decision.decided_at), decision.author, what, about


def _kind(decision: Decision) -> str:
    return "relation" if decision.action in ("accept", "reject") else "speaker"


def _what(one: Entry) -> str:
    decision = one.decision
    if decision.field is None:
        return f"{decision.action}: {_told(decision, one)}" if decision.value else decision.action
    return f"{decision.field}: {_told(decision, one)}"


def _told(decision: Decision, entry: Entry) -> str:
    value = decision.value
    if entry.set_to:
        return " … ".join(entry.set_to)
    if isinstance(value, Name):
        return f"{value.name} ({value.kind})"
    if isinstance(value, tuple):
        if decision.action in ("merge", "split"):
            return ", ".join(dict.fromkeys(_id_of(item)[:ID] for item in value))
        return " > ".join(str(item) for item in value)
    return value or "none"


def _id_of(item: object) -> str:
    return item.document if isinstance(item, Appearance) else str(item)


def _state(one: Entry) -> str | None:
    decision = one.decision
    if one.state == "withdrawn":
        return f"withdrawn {_minute(decision.withdrawn_at or '')} by {decision.withdrawn_by}"
    if one.state == "overridden":
        return f"overridden by {(one.overridden_by or '')[:ID]}"
    if one.state == "orphaned":
        return "orphaned: nothing there holds it now"
    lost = [version.document[:ID] for version in one.versions if version.statement is None]
    return f"not carried to version {', '.join(lost)}" if lost else None


def _mark_cells(one: Forgotten) -> tuple[str | Text, ...]:
    from rich.text import Text

    what = Text("forget")
    if one.lifted_at:
        what.append(f"\nlifted {_minute(one.lifted_at)} by {shown(one.lifted_by or '')}", style="dim")
    if one.purged_at is None:
        what.append("\nbytes may be left in the file: forget it again", style="yellow")
    if one.reason:
        what.append(f"\n{shown(one.reason)}", style="italic dim")
    return "", _minute(one.forgotten_at), one.author, what, f"document {one.document[:ID]}"


def _entry(one: Entry) -> Json:
    decision = one.decision
    return {
        "id": decision.id,
        "action": decision.action,
        "target": decision.target,
        "document": decision.document,
        "field": decision.field,
        "value": value_json(decision.value, one.set_to),
        "author": decision.author,
        "note": decision.note,
        "decided_at": decision.decided_at,
        "withdrawn_at": decision.withdrawn_at,
        "withdrawn_by": decision.withdrawn_by,
        "state": one.state,
        "overridden_by": one.overridden_by,
        "statement": one.statement,
        "content": [
            {"start": span.start, "end": span.end, "text": text}
            for span, text in zip(decision.content, one.words or [None] * len(decision.content), strict=True)
        ],
        "versions": [{"document": v.document, "statement": v.statement} for v in one.versions],
        "purged_at": None,
    }


def _mark(one: Forgotten) -> Json:
    return {
        "id": None,
        "action": "forget",
        "target": one.document,
        "document": one.document,
        "field": None,
        "value": None,
        "author": one.author,
        "note": one.reason,
        "decided_at": one.forgotten_at,
        "withdrawn_at": one.lifted_at,
        "withdrawn_by": one.lifted_by,
        "state": "withdrawn" if one.lifted_at else "in force",
        "overridden_by": None,
        "statement": None,
        "content": [],
        "versions": [],
        "purged_at": one.purged_at,
    }
