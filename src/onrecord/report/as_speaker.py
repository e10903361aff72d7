"""Speakers as a list, and the page of one, for people and as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.record.conflicts import Conflict, Pieces
from onrecord.record.speaker_page import Page, Remark
from onrecord.record.speakers import Listed
from onrecord.report.terminal import by, shown

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

Json = dict[str, Any]

SHOWN_OF_ID = 12  # digits, enough to choose by
_MOST_ALIASES = 4
_MOST_ROLES_SHOWN = 12
_MOST_BARS = 36
_BAR = 40
_WIDE = 80  # columns that the whole list needs
_MOST_WORDS = 600  # characters of one statement
_MOST_CONFLICTS = 2  # of one statement
_MOST_AGAINST = 160  # characters of what may conflict
_EIGHTHS = " ▏▎▍▌▋▊▉"


# -- JSON -------------------------------------------------------------------------------------


def listed_line(one: Listed) -> str:
    """One speaker of a list as one line of JSON."""
    return _encode(_listed(one))


def page_line(page: Page) -> str:
    """A speaker's page as one line of JSON."""
    out = _listed(page.speaker)
    out["timeline"] = [_remark(one) for one in page.remarks]
    out["roles_over_time"] = [
        {"role": held.role, "first": held.first, "last": held.last, "documents": held.documents}
        for held in page.roles
    ]
    out["channels"] = dict(page.channels)
    out["outlets"] = dict(page.outlets)
    out["conflicts"] = [_conflict(one) for one in page.conflicts]
    out["months"] = {month: count for month, count in page.months.items() if month is not None}
    return _encode(out)


def _encode(value: Json) -> str:
    import msgspec

    return msgspec.json.encode(value).decode()


def _listed(one: Listed) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "aliases": list(one.aliases),
        "roles": list(one.roles),
        "statements": one.statements,
        "documents": one.documents,
        "first": one.first,
        "last": one.last,
    }


def _remark(one: Remark) -> Json:
    return {
        "id": one.id,
        "document": one.document,
        "input_id": one.input_id,
        "type": one.type,
        "title": one.title,
        "outlet": one.outlet,
        "url": one.url,
        "said": one.said,
        "published": one.published,
        "content": _pieces(one.content),
        "quotation": one.quotation,
        "act": one.act,
        "channel": one.channel,
        "via": list(one.via),
        "confidence": one.confidence,
        "together": one.together,
    }


def _conflict(one: Conflict) -> Json:
    other = one.other
    return {
        "type": one.type,
        "statement": one.statement,
        "words": _pieces(one.words),
        "other": {
            "id": other.id,
            "document": other.document,
            "speaker": {"id": other.speaker, "name": other.name} if other.speaker else None,
            "outlet": other.outlet,
            "said": other.said,
            "published": other.published,
            "quotation": other.quotation,
            "content": _pieces(other.content),
            "words": _pieces(other.words),
        },
        "confidence": one.confidence,
        "detail": one.detail,
    }


def _pieces(pieces: Pieces) -> list[Json]:
    return [{"start": span.start, "end": span.end, "text": text} for span, text in pieces]


# -- for people -------------------------------------------------------------------------------


def listing(speakers: Sequence[Listed], *, width: int, ids: bool = False) -> RenderableType:
    """Speakers, a row each, in ``width`` columns; ``ids`` where the reader is to choose one."""
    from rich.text import Text

    wide = width >= _WIDE
    columns = [
        ("speaker", 46),
        ("statements", 0),
        ("documents", 0),
        ("from", 0),
        ("to", 0),
        ("usual role", 40),
    ]
    rows = _table(*(columns if wide else (columns[0], columns[1], columns[4])))
    for one in speakers:
        name = Text(shown(one.name), style="bold")
        if one.kind not in ("person", "organization"):
            name.append(f" ({one.kind})", style="not bold dim")
        role = shown(one.roles[0]) if one.roles else ""
        if role and not wide:
            name.append(f"\n{role}", style="not bold")
        if one.aliases:
            name.append("\n" + _some(one.aliases, _MOST_ALIASES), style="not bold dim")
        if ids:
            name.append(f"\nid {one.id[:SHOWN_OF_ID]}", style="not bold dim")
        statements, first, last = f"{one.statements:,}", one.first or "", one.last or ""
        if wide:
            usual = Text(role, style="dim")
            rows.add_row(name, statements, f"{one.documents:,}", first, last, usual)
        else:
            rows.add_row(name, statements, last)
    return rows


def page(page: Page) -> RenderableType:
    """A speaker's page: who it is, when how much was said, roles, and the statements in time."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = [_heading(page.speaker), Text()]
    if len(chart := bars(page.months)) > 1:
        parts += [*(Text(line) for line in chart), Text()]
    if page.roles:
        parts += [_roles(page), Text()]
    for name, counts in (("channels", page.channels), ("outlets", page.outlets)):
        if counts:
            text = Text(f"{name:<9}", style="dim")
            told = [f"{shown(one)} {count:,}" for one, count in counts.items()]
            parts.append(text.append(_some(told, 8), style="not dim"))
    parts.append(_statements(page) if page.remarks else Text("no statements in this time", style="dim"))
    return Group(*parts)


def bars(months: Mapping[str | None, int]) -> list[str]:
    """A chart with a bar for each month, or for each year where months are many; months and
    years without statements stand between the others."""
    counts = {month: count for month, count in months.items() if month is not None}
    if not counts:
        return []
    labels = _all_months(min(counts), max(counts))
    if len(labels) > _MOST_BARS:
        years: dict[str, int] = {}
        for month, count in counts.items():
            years[month[:4]] = years.get(month[:4], 0) + count
        counts, labels = years, [f"{y:04d}" for y in range(int(min(years)), int(max(years)) + 1)]
    most = max(counts.values())
    return [f"{label:<8} {_bar(counts.get(label, 0), most)} {counts.get(label, 0):,}" for label in labels]


def _all_months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(start, end + 1)]


def _bar(count: int, most: int) -> str:
    eighths = max(round(count / most * _BAR * 8), 1 if count else 0)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _heading(one: Listed) -> RenderableType:
    from rich.text import Text

    facts = [one.kind, _count(one.statements, "statement"), _count(one.documents, "document")]
    if one.first:
        facts.append(one.first if one.first == one.last else f"{one.first} to {one.last}")
    heading = Text(shown(one.name), style="bold")
    heading.append("\n" + " · ".join(facts), style="not bold dim")
    if one.aliases:
        heading.append("\nalso " + _some(one.aliases, 2 * _MOST_ALIASES), style="not bold")
    return heading.append(f"\nid {one.id}", style="not bold dim")


def _roles(page: Page) -> RenderableType:
    rows = _table(("role", 60), ("from", 0), ("to", 0), ("documents", 0))
    usual = sorted(page.roles, key=lambda held: -held.documents)[:_MOST_ROLES_SHOWN]
    for held in (held for held in page.roles if held in usual):
        rows.add_row(shown(held.role), held.first or "", held.last or "", f"{held.documents:,}")
    if (more := len(page.roles) - _MOST_ROLES_SHOWN) > 0:
        rows.add_row(f"and {more:,} more", "", "", "")
    return rows


def _statements(page: Page) -> RenderableType:
    """A row for each day on which something was said, once, with all places where it stands."""
    from rich.text import Text

    conflicts: defaultdict[str, list[Conflict]] = defaultdict(list)
    for conflict in page.conflicts:
        conflicts[conflict.statement].append(conflict)
    places: defaultdict[tuple[str, str], list[Remark]] = defaultdict(list)
    for remark in page.remarks:
        places[remark.said or by(remark.published) or "", _plain(_words(remark.content))].append(remark)
    rows = _table(("said", 0), ("words", 66), ("where", 24))
    for (said, _), remarks in places.items():
        first = remarks[0]
        words = Text(_quoted(first.content, first.quotation))
        for line in _against([conflict for one in remarks for conflict in conflicts[one.id]]):
            words.append(f"\n{line}", style="yellow")
        where = Text("\n").join({place.plain: place for place in map(_place, remarks)}.values())
        rows.add_row(said, words, where)
    return rows


def _place(one: Remark) -> Text:
    from rich.text import Text

    where = Text(shown(one.outlet or one.title or one.input_id or one.document[:12]))
    facts = [one.act if one.act != "say" else None, one.channel, "with others" if one.together else None]
    facts += ["via " + ", ".join(one.via) if one.via else None]
    if told := [shown(fact) for fact in facts if fact]:
        where.append("\n" + " · ".join(told), style="dim")
    return where


def _against(conflicts: Sequence[Conflict]) -> list[str]:
    """What may conflict with a statement, a line each, with the words that decide."""
    different: dict[tuple[str | None, str], Conflict] = {}
    for one in sorted(conflicts, key=lambda one: -one.confidence):
        deciding = _words(one.other.words) or _words(one.other.content)
        different.setdefault((one.other.name, _plain(deciding)), one)
    lines = []
    for one in [*different.values()][:_MOST_CONFLICTS]:
        other = one.other
        facts = (other.name or "somebody", other.said or by(other.published), other.outlet)
        who = " · ".join(shown(fact) for fact in facts if fact)
        lines.append(f"may conflict with {who}: {_quoted(other.content, other.quotation, _MOST_AGAINST)}")
        if one.words and other.words:
            lines[-1] += f" ({_words(one.words)} / {_words(other.words)})"
    if (more := len(different) - _MOST_CONFLICTS) > 0:
        lines.append(f"and with {more:,} more")
    return lines


def _quoted(content: Pieces, quotation: str, most: int = _MOST_WORDS) -> str:
    words = _words(content)
    if len(words) > most:
        words = words[:most].rsplit(" ", 1)[0] + " […]"
    return f"“{words}”" if quotation in ("direct", "post") else words


def _words(content: Pieces) -> str:
    return " … ".join(shown(text) for _, text in content)


def _plain(words: str) -> str:
    return words.casefold().rstrip(".,;:!?…—–- ")


def _table(*columns: tuple[str, int]) -> Table:
    """A table whose columns share the width by these parts; 0 is as wide as it needs."""
    from rich import box
    from rich.table import Table

    rows = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), expand=True)
    for name, part in columns:
        numbers = name in ("statements", "documents")
        if part:
            rows.add_column(name, ratio=part, overflow="fold")
        else:
            rows.add_column(name, no_wrap=True, justify="right" if numbers else "left")
    return rows


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _some(names: Sequence[str], most: int) -> str:
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(shown(name) for name in names[:most]) + more
