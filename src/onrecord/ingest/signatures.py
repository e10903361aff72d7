"""Signatures of embedded posts in text: ``— Name (@handle) December 19, 2018``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ingest.dates import DATE, named_date
from onrecord.model import Span

_HANDLE = re.compile(r"\([ \t]?@(?P<handle>\w[\w.-]{0,60}(?:@[\w.-]{1,80})?)[ \t]?\)")
_STRONG = re.compile(r"(?:—|―|&mdash;|â€”|â\x80\x94|Ã¢Â\x80Â\x94)[ \t\xa0]?(?:\r?\n){0,2}")
_WEAK = re.compile(r"(?:(?<=\s)|^)(?:--|–|-)[ \t\xa0]")
_BY = re.compile(r"\bA (?:photo|video|post) (?:posted|shared) by ")
_FINISHED = re.compile(r"(?:[.!?…:][\"”’')\]]*|[\"”]|https?://\S+|\.com/\w+|#\w+|\n|\A)\s*\Z")
_BEFORE_DATE = re.compile(
    r"\s{0,3}(?:[,·|(\[]|[-–—]\s)?\s?(?:on\s)?(?:\d{1,2}:\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?\s[-–·]\s)?"
)
_AFTER_DATE = re.compile(
    r"[)\]]?(?: at \d{1,2}:\d{2}(?:\s?[AaPp]\.?[Mm]\b\.?)?(?: [A-Z]{2,4}\b)?)?"
    r"(?:[ \t]?\(?(?P<url>https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/\w+/status(?:es)?/\d+[^\s)]*)\)?)?"
)
_LEADING = re.compile(
    r"(?P<name>[^\W\d_a-zß-öø-ÿ][^\n()@]{0,50}?) \(@(?P<handle>\w{1,30})\)[:\s]\s?"
    r"(?=[\"“‘'(#@.…]{0,3}[^\W\d_a-zß-öø-ÿ]|[@#]\w|\d)"
)
_LONGEST_NAME = 50  # what Twitter allows


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as printed: ``name`` through ``handle``; ``start`` and ``end`` are
    those of the whole line with its dash, date and link."""

    start: int
    end: int
    name: Span
    handle: Span
    date: str | None
    url: str | None
    captioned: bool = False
    """A photo's or video's ("A photo posted by …"), whose caption may be long."""

    @property
    def span(self) -> Span:
        """From the name to the bracket that closes the handle."""
        return Span(self.name.start, self.handle.end + 1)


def signatures(text: str) -> Iterator[Signature]:
    """The signatures in ``text``, in order, not overlapping."""
    lower = 0
    for match in _HANDLE.finditer(text):
        if match.start() < lower:
            continue
        date, url, end = _date_after(text, match.end())
        lead = _lead(text, lower, match.start(), dated=date is not None)
        if lead is None:
            continue
        start, name = lead
        captioned = _BY.match(text, start) is not None
        if date is None and not _ends_line(text, end):
            continue
        handle = Span(match.start("handle"), match.end("handle"))
        yield Signature(start, end, name, handle, date, url, captioned)
        lower = end


def leading_signature(text: str, start: int, end: int) -> Signature | None:
    """The signature that a paragraph begins with, as some sites print posts:
    ``Name (@handle) The words``; its ``end`` is where the words begin."""
    match = _LEADING.match(text, start, end)
    if match is None or "(@" in text[match.end() : end] or any(w[0].islower() for w in match["name"].split()):
        return None
    name, handle = Span(*match.span("name")), Span(*match.span("handle"))
    return Signature(start, match.end(), name, handle, None, None)


def _date_after(text: str, at: int) -> tuple[str | None, str | None, int]:
    """The ISO date, the link and the end of what follows a handle."""
    lead = _BEFORE_DATE.match(text, at)
    found = DATE.match(text, lead.end()) if lead else None
    date = named_date(found) if found else None
    if found is None or date is None:
        return None, None, at
    rest = _AFTER_DATE.match(text, found.end())
    return (date, rest["url"], rest.end()) if rest else (date, None, found.end())


def _ends_line(text: str, at: int) -> bool:
    rest = text[at : at + 4].lstrip(" \t\xa0")
    return not rest or rest[0] in "\r\n"


def _lead(text: str, lower: int, at: int, *, dated: bool) -> tuple[int, Span] | None:
    """Where the signature starts (its dash) and the name before the handle at ``at``.

    In wrapped text a line may end within the name.
    """
    low = max(lower, at - _LONGEST_NAME - 12)
    line = max(low, text.rfind("\n", low, at) + 1)
    if by := _last(_BY, text, line, at):
        return _named(text, by.start(), by.end(), at)
    strong = [m for m in _STRONG.finditer(text, low, at) if m.end() >= line]
    if strong:
        dash = _choose(text, strong, at)
        return _named(text, dash.start(), dash.end(), at)
    if not dated:
        return None
    if weak := list(_WEAK.finditer(text, line, at)):
        dash = _choose(text, weak, at)
        return _named(text, dash.start(), dash.end(), at)
    if broken := _last(_STRONG, text, low, line):
        name = text[broken.end() : at]
        if name.count("\n") == 1 and not any(w[0].islower() for w in name.split()):
            return _named(text, broken.start(), broken.end(), at)
    alone = line == 0 or text[line - 1] == "\n"
    return _named(text, line, line, at) if alone else None


def _choose(text: str, dashes: list[re.Match[str]], at: int) -> re.Match[str]:
    """The dash before the name: names hold dashes too ("Ana B. Reyes – MOT"), and so do words.

    The first that follows finished words and is not followed by more of them; else the last.
    """
    for dash in dashes:
        name = text[dash.end() : at].strip()
        finished = _FINISHED.search(text, max(0, dash.start() - 40), dash.start())
        first, _, _ = text[dash.end() : at].partition(text[dashes[-1].start() : dashes[-1].end()])
        named = 0 < len(name) <= _LONGEST_NAME and not any(w[0].islower() for w in first.split())
        if finished and named and not _holds_words(text, dash, dashes):
            return dash
    return dashes[-1]


def _holds_words(text: str, dash: re.Match[str], dashes: list[re.Match[str]]) -> bool:
    """Whether a later dash follows a finished sentence or a link, so that ``dash`` is in the words."""
    return any(
        later.start() > dash.end()
        and _FINISHED.search(text[dash.end() : later.start()])
        and text[dash.end() : later.start()].strip()
        for later in dashes
    )


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text, start, end):  # noqa: B007
        pass
    return found


def _named(text: str, start: int, after: int, at: int) -> tuple[int, Span] | None:
    shown = text[after:at]
    name = shown.strip()
    if not name or len(name) > _LONGEST_NAME or name[-1] in ":,;":
        return None
    begin = after + len(shown) - len(shown.lstrip())
    return start, Span(begin, begin + len(name))
